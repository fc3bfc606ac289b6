import { resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { readRecords } from '../../connectors/audit-records/read.ts';
import { WardlineError } from '../../core/errors.ts';
import type { LoggedRecord } from '../../store/events/entry.ts';
import type { EventLog } from '../../store/events/event-log.ts';
import { loggedRecord } from './logged-record.ts';

export interface Imported {
  /** Records read, with those refused. */
  records: number;
  kept: number;
  repeated: number;
  /** Kept whole, but no sound events, by reason. */
  quarantined: Record<string, number>;
  /** Of which nothing could be kept, by reason. */
  refused: Record<string, number>;
}

/** Records of one confirmed batch. */
const batchSize = 2000;

/** Appends every record of the files to a tenant's log. Throws `bad-input` for a file that is no audit log. */
export async function importFiles(
  log: EventLog,
  given: {
    files: readonly string[];
    input: Readable;
    cwd: string;
    tenant: string;
    /** Told the number of records read whenever a batch is confirmed. */
    confirmed?(records: number): void;
  },
): Promise<Imported> {
  const counts: Imported = { records: 0, kept: 0, repeated: 0, quarantined: {}, refused: {} };
  for (const file of given.files) {
    let isLog = false;
    let batch: LoggedRecord[] = [];
    let read = 0;
    const flush = async () => {
      isLog ||= batch.some(({ entry }) => entry.quarantine === undefined) || read <= 20;
      // What is kept is kept for good, so a file of something else must not come in as quarantine.
      if (!isLog && batch.length > 0) throw noLog(file);
      const { kept, repeated, quarantined } = await log.append(batch);
      counts.kept += kept;
      counts.repeated += repeated;
      for (const [fault, count] of Object.entries(quarantined)) add(counts.quarantined, fault, count);
      batch = [];
      given.confirmed?.(counts.records);
    };
    try {
      for await (const raw of readRecords(file === '-' ? file : resolve(given.cwd, file), given.input)) {
        counts.records += 1;
        read += 1;
        const record = loggedRecord(raw, given.tenant);
        if ('refused' in record) add(counts.refused, record.refused, 1);
        else if (batch.push(record) >= batchSize) await flush();
      }
    } catch (error) {
      throw named(error, file);
    }
    await flush();
  }
  return counts;
}

function add(counts: Record<string, number>, name: string, count: number): void {
  counts[name] = (counts[name] ?? 0) + count;
}

function noLog(file: string): WardlineError {
  return new WardlineError(
    'bad-input',
    `${file} is no audit log: not one of its first records is an audit record. Nothing of it was kept.`,
    'Give an export of the audit log as CSV, JSON, NDJSON, gz or zip.',
  );
}

function named(error: unknown, file: string): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  if (!(error instanceof WardlineError) && code && ['ENOENT', 'EACCES', 'EISDIR', 'EPERM'].includes(code))
    return new WardlineError('bad-input', `${file} cannot be read (${code}).`, 'Check the path and the rights.');
  return error;
}
