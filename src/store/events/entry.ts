/** What the index knows of a record. No name of a file and no subject: `file` is an id, or a keyed hash of an address. */
export interface EventEntry {
  /** The record's id in lower case: a record with the same id is the same record. */
  id: string;
  /** Event time, ISO 8601 UTC; empty for a record in quarantine. */
  at: string;
  source: string;
  operation: string;
  workload: string;
  outcome: string;
  /** Name of the account or app in lower case. */
  actor: string;
  actorKind: string;
  ip?: string;
  site?: string;
  /** List item id or address of the file; the log replaces an address by its keyed hash. */
  file?: string;
  /** Addresses that a file of known id had; the log replaces them by their keyed hashes. */
  addresses?: string[];
  /** InternetMessageIds of the messages that the record names; the log replaces them by their keyed hashes. */
  items?: string[];
  /** Whether the device is managed, where the record says so. */
  managed?: boolean;
  /** Name of the client application, else its id. */
  app?: string;
  device?: string;
  /** ISO 3166 code, where the log has places. */
  country?: string;
  /** What kind of event it is counted as; empty where it is none of those that are watched over. */
  family?: string;
  /** What it tells of, where Microsoft's two logs of the directory tell of one change under different ids. */
  deed?: string;
  /** Why it could not be read as an event; undefined for all others. */
  quarantine?: string;
}

/** A record as it is given to the log: whole, as JSON text, with what the index shall know. */
export interface LoggedRecord {
  entry: EventEntry;
  json: string;
}

/** Reads the entry of a record again from the record. Must give the same for the same record. */
export type Describe = (record: unknown) => Omit<EventEntry, 'id' | 'at'>;

/** The line of a record in a segment: its id and time as they were when it came, and the record whole. */
export function lineOf({ entry: { id, at, quarantine }, json }: LoggedRecord): string {
  const head = JSON.stringify({ id, at, ...(quarantine !== undefined && { quarantine }) });
  return `${head.slice(0, -1)},"record":${json}}`;
}

export interface ParsedLine {
  id: string;
  at: string;
  quarantine?: string;
  record: unknown;
}

export function parseLine(line: string): ParsedLine {
  return JSON.parse(line) as ParsedLine;
}

/** The entry of a line, for an index that is built anew. */
export function entryOf(line: string, describe: Describe): EventEntry {
  const { id, at, quarantine, record } = parseLine(line);
  return quarantine === undefined ? { ...describe(record), id, at } : quarantined(id, quarantine);
}

/** The entry of a record that could not be read as an event. */
export function quarantined(id: string, quarantine: string): EventEntry {
  return {
    ...{ id, at: '', source: '', operation: '', workload: '', outcome: '', actor: '', actorKind: '' },
    quarantine,
  };
}
