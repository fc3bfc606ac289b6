import { hash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { millis } from '../../core/clock.ts';
import { StoreError, codeOf } from '../errors.ts';
import type { Store } from '../open.ts';
import { withTenantLock } from '../tenant-lock.ts';
import { type Describe, type EventEntry, type LoggedRecord, entryOf, lineOf, quarantined } from './entry.ts';
import { indexable, mendIndex } from './index-upkeep.ts';
import { type EventLogPlace, lockName, missingSegment } from './log-place.ts';
import { clearDrafts, placeSegment } from './manifest.ts';
import { keepRoot, keptRoots, statementOf } from './roots.ts';
import { type SealedHeader, encodeSegment, noSegment } from './segment.ts';
import { type FoundWriteAhead, WriteAhead, findWriteAhead, keepDamaged, removeWriteAhead } from './write-ahead.ts';

/** Bytes of records, before compression, after which a segment is sealed: about 1 MB on disk. */
const segmentBytes = 16 * 2 ** 20;

export interface Appended {
  kept: number;
  /** Were there before, in the log or earlier in the batch. */
  repeated: number;
  /** Of those kept: could not be read as an event, by reason. */
  quarantined: Record<string, number>;
  /** What the index knows of those kept, in their order. */
  entries: EventEntry[];
}

/** What opening found after a process that was killed. */
export interface Recovered {
  /** Confirmed records that were not sealed yet. */
  records: number;
  /** Sealed segments that were not indexed yet. */
  segments: number;
  /** Bytes of a batch that was never confirmed. */
  tornBytes: number;
  /** Copy of an unsealed part whose last batch did not open. */
  damaged?: string;
}

export interface WriterOptions {
  describe: Describe;
  now(): string;
  segmentBytes?: number;
  /** Waits, in ms, between tries for the lock: PostgreSQL takes a moment to see that its holder was killed. */
  waits?: readonly number[];
}

/**
 * Runs `act` while this process alone may write to the tenant's log. When it resolves, all that was appended is sealed,
 * indexed and signed; when it fails or the process is killed, what was confirmed is there when the log is opened next.
 * Throws `conflict` when another process writes, and `integrity` when segments are missing or altered.
 */
export async function withEventLog<T>(
  store: Store,
  place: EventLogPlace,
  options: WriterOptions,
  act: (log: EventLog) => Promise<T>,
): Promise<T> {
  for (const wait of [...(options.waits ?? [100, 300, 600, 1000, 1000]), undefined]) {
    let begun = false;
    try {
      return await withTenantLock(store, place.tenant, lockName, (lost) => {
        begun = true;
        return writing(place, options, lost, act);
      });
    } catch (error) {
      if (begun || wait === undefined || codeOf(error) !== 'conflict') throw error;
      await sleep(wait);
    }
  }
  throw new Error('unreachable');
}

async function writing<T>(
  place: EventLogPlace,
  options: WriterOptions,
  lost: AbortSignal,
  act: (log: EventLog) => Promise<T>,
): Promise<T> {
  const log = await EventLog.open(place, options, lost);
  try {
    const result = await act(log);
    await log.seal();
    await log.indexed();
    if (log.added >= many) await place.index.settle();
    return result;
  } finally {
    // Without the lock the next writer would index the same segment.
    await log.indexed().catch(() => {});
    log.close();
  }
}

/** Records, after which the index is told that it grew. */
const many = 5000;

/** A segment that lies in its place and that the database takes in meanwhile. */
interface InIndexing {
  ids: ReadonlySet<string>;
  /** Resolves when it is indexed and its root is signed. */
  done: Promise<void>;
}

/**
 * The writer of one log. `append` confirms, `seal` chains; in between the records lie in the write-ahead file. The
 * database indexes one segment while the records of the next are confirmed: it takes longer than all the rest.
 */
export class EventLog {
  readonly recovered: Recovered;
  /** Records that were sealed and indexed since it was opened. */
  added = 0;
  readonly #place: EventLogPlace;
  readonly #options: WriterOptions;
  readonly #lost: AbortSignal;
  #ahead: WriteAhead;
  #last: SealedHeader | undefined;
  /** Records in all sealed segments. */
  #sealedRecords: number;
  #lines: string[] = [];
  #entries: EventEntry[] = [];
  #ids = new Set<string>();
  #bytes = 0;
  #failed = false;
  #indexing: InIndexing | undefined;
  /** Ends when the last call of `append` has ended: one asks the index while no other adds to what is known. */
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(
    place: EventLogPlace,
    options: WriterOptions,
    lost: AbortSignal,
    found: { ahead: WriteAhead; last: SealedHeader | undefined; sealedRecords: number; recovered: Recovered },
    lines: readonly string[],
  ) {
    this.#place = place;
    this.#options = options;
    this.#lost = lost;
    this.#ahead = found.ahead;
    this.#last = found.last;
    this.#sealedRecords = found.sealedRecords;
    this.recovered = found.recovered;
    for (const line of lines) this.#hold(line, entryOf(line, options.describe));
  }

  static async open(place: EventLogPlace, options: WriterOptions, lost: AbortSignal): Promise<EventLog> {
    clearDrafts(place.folder);
    const { last, sealedRecords, segments } = await mendIndex(place, options.describe);
    if (last && !keptRoots(place.folder).some(({ root }) => root && statementOf(root)?.hash === last.hash))
      keepRoot(place.folder, place.signer, last, { at: options.now(), records: sealedRecords });
    const next = (last?.header.sequence ?? 0) + 1;
    const found = findWriteAhead(place.folder, place.key, place.tenant);
    if (found && found.sequence > next) throw missingSegment(next);
    const isOpen = found?.sequence === next;
    const recovered: Recovered = { records: 0, segments, tornBytes: 0, ...(found && isOpen && leftBy(place, found)) };
    const ahead =
      found && isOpen
        ? WriteAhead.resume(place.folder, place.key, place.tenant, found)
        : WriteAhead.begin(place.folder, place.key, place.tenant, next);
    return new EventLog(
      ...([place, options, lost] as const),
      { ahead, last, sealedRecords, recovered },
      isOpen ? found.lines : [],
    );
  }

  /** Confirms the records that are new. When it resolves they survive a kill and a power cut, and are never kept twice. */
  append(records: readonly LoggedRecord[]): Promise<Appended> {
    const appended = this.#turn.then(() => this.#append(records));
    this.#turn = appended.catch(() => {});
    return appended;
  }

  async #append(records: readonly LoggedRecord[]): Promise<Appended> {
    if (this.#failed) {
      await this.indexed();
      throw new StoreError('conflict', 'The audit log could not be written before.', 'Run it again.');
    }
    const admitted = records.map(admit);
    // Taken before the index is asked, which may not know them yet and know them a moment later.
    const indexing = this.#indexing?.ids;
    const known = await this.#place.index.known(admitted.map(({ entry }) => entry.id));
    const fresh = new Map<string, LoggedRecord>();
    for (const record of admitted) {
      const { id } = record.entry;
      if (!known.has(id) && !indexing?.has(id) && !this.#ids.has(id) && !fresh.has(id)) fresh.set(id, record);
    }
    const given = [...fresh.values()];
    const lines = given.map(lineOf);
    // Without its lock another process may have begun to write.
    this.#lost.throwIfAborted();
    if (lines.length > 0) this.#ahead.append(lines);
    const entries = given.map(({ entry }) => entry);
    const quarantined: Record<string, number> = {};
    entries.forEach((entry, at) => {
      this.#hold(lines[at]!, entry);
      const { quarantine } = entry;
      if (quarantine !== undefined) quarantined[quarantine] = (quarantined[quarantine] ?? 0) + 1;
    });
    if (this.#bytes >= (this.#options.segmentBytes ?? segmentBytes)) await this.seal();
    return { kept: lines.length, repeated: records.length - lines.length, quarantined, entries };
  }

  /**
   * Seals what is confirmed: segment in place, then index, then root. Each step can be the last one of this process. It
   * resolves when the segment is in place and the one before is indexed.
   */
  async seal(): Promise<void> {
    if (this.#lines.length === 0) return;
    await this.indexed();
    this.#lost.throwIfAborted();
    const { tenant, folder, key } = this.#place;
    const sequence = this.#ahead.sequence;
    const times = this.#entries.flatMap(({ at }) => (at === '' ? [] : [at])).sort();
    const sealedAt = this.#options.now();
    const { sealed, pieces } = encodeSegment(
      key,
      {
        ...{ tenant, sequence, previous: this.#last?.hash ?? noSegment, sealedAt },
        ...{ firstAt: times[0] ?? '', lastAt: times.at(-1) ?? '' },
      },
      this.#lines,
    );
    this.#failed = true;
    placeSegment(folder, sequence, pieces);
    this.#ahead.close();
    this.#ahead = WriteAhead.begin(folder, key, tenant, sequence + 1);
    this.#last = sealed;
    const done = this.#index(sealed, this.#entries, sealedAt);
    // Whoever seals or ends next hears of a failure.
    done.catch(() => {});
    this.#indexing = { ids: this.#ids, done };
    [this.#lines, this.#entries, this.#ids, this.#bytes] = [[], [], new Set(), 0];
    this.#failed = false;
  }

  /** Resolves when all that is sealed is indexed and signed. Rejects with why the last segment could not be. */
  async indexed(): Promise<void> {
    await this.#indexing?.done;
  }

  async #index(sealed: SealedHeader, entries: readonly EventEntry[], at: string): Promise<void> {
    const { folder, key, signer, index } = this.#place;
    try {
      await index.add(sealed, indexable(key, entries));
      this.#sealedRecords += sealed.header.records;
      this.added += sealed.header.records;
      keepRoot(folder, signer, sealed, { at, records: this.#sealedRecords });
    } catch (error) {
      this.#failed = true;
      throw error;
    }
    this.#indexing = undefined;
  }

  close(): void {
    this.#ahead.close();
    if (this.#lines.length === 0 && !this.#failed) removeWriteAhead(this.#place.folder);
  }

  #hold(line: string, entry: EventEntry): void {
    this.#lines.push(line);
    this.#entries.push(entry);
    this.#ids.add(entry.id);
    this.#bytes += Buffer.byteLength(line) + 1;
  }
}

function leftBy({ folder }: EventLogPlace, found: FoundWriteAhead): Omit<Recovered, 'segments'> {
  return {
    records: found.lines.length,
    tornBytes: found.tornBytes,
    ...(found.damaged && { damaged: keepDamaged(folder, found.sequence) }),
  };
}

/** Largest record, in characters of its JSON, that is believed to be an event. */
const largestRecord = 2 ** 20;

/** A record that the log and its index can hold. What is no sound event is kept whole, in quarantine. */
function admit(record: LoggedRecord): LoggedRecord {
  const { entry, json } = record;
  const fault =
    entry.quarantine ??
    (json.length > largestRecord ? 'too-large' : undefined) ??
    (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(entry.at) && !Number.isNaN(millis(entry.at))
      ? undefined
      : 'no-time');
  const id = /^[\u0021-\u007e]{1,200}$/.test(entry.id)
    ? entry.id.toLowerCase()
    : `sha256-${hash('sha256', entry.id || json)}`;
  if (fault !== undefined) return { entry: quarantined(id, fault), json };
  return id === entry.id ? record : { entry: { ...entry, id }, json };
}
