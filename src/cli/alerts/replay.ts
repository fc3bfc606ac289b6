import { resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { type Fault, normalizeRecord } from '../../connectors/audit-records/normalize.ts';
import { readRecords } from '../../connectors/audit-records/read.ts';
import { isNamedRecordType } from '../../connectors/audit-records/record-types.ts';
import type { AuditEvent } from '../../core/audit-event.ts';
import { millis } from '../../core/clock.ts';
import type { Alert } from '../../core/detection.ts';
import { WardlineError } from '../../core/errors.ts';
import { Detector, type DetectorCounts, type DetectorOptions } from '../../engine/detect.ts';
import { OutOfOrder, nearlySorted, sorted } from './in-order.ts';

export interface ReplayRequest extends DetectorOptions {
  /** Paths, or `-` for `input`. */
  files: readonly string[];
  input: Readable;
  cwd: string;
  /** Milliseconds: only alerts whose last event is not before this. */
  since?: number;
  /** Called now and then with the number of records read. */
  progress?(records: number): void;
}

export interface ReplayCounts extends DetectorCounts {
  /** Records read, with those set aside. */
  records: number;
  /** Records of each fault that were set aside. */
  faults: Partial<Record<Fault, number>>;
  /** Records of each record type that Microsoft has not named. */
  unknownTypes: Record<string, number>;
  /** First and last event, milliseconds; undefined without events. */
  from?: number;
  to?: number;
  groupsDropped: number;
  detectionFaults: Record<string, number>;
}

/** Which alerts a log gives. Files may be of any form and order, and overlap. */
export async function replay(request: ReplayRequest): Promise<{ alerts: Alert[]; counts: ReplayCounts }> {
  // Standard input cannot be read twice.
  if (request.files.includes('-')) return run(request, sorted);
  try {
    return await run(request, nearlySorted);
  } catch (error) {
    if (error instanceof OutOfOrder) return run(request, sorted);
    throw error;
  }
}

async function run(request: ReplayRequest, order: typeof sorted): Promise<{ alerts: Alert[]; counts: ReplayCounts }> {
  const detector = new Detector(request);
  const counts: ReplayCounts = {
    ...detector.counts,
    records: 0,
    faults: {},
    unknownTypes: {},
    groupsDropped: 0,
    detectionFaults: {},
  };
  const look = (event: AuditEvent) => {
    detector.learn(event);
    counts.from = Math.min(counts.from ?? event.millis, event.millis);
    counts.to = Math.max(counts.to ?? event.millis, event.millis);
    const type = event.recordType;
    if (type === undefined ? event.source === 'unified' : !isNamedRecordType(type)) {
      const name = String(type ?? 'none');
      counts.unknownTypes[name] = (counts.unknownTypes[name] ?? 0) + 1;
    }
  };
  for await (const event of order(eventsOf(request, counts), look)) detector.take(event);
  detector.finish();
  const alerts = detector
    .drain()
    .filter((alert) => request.since === undefined || millis(alert.lastAt) >= request.since);
  const { dropped, faults } = detector.trouble;
  return { alerts, counts: { ...counts, ...detector.counts, groupsDropped: dropped, detectionFaults: faults } };
}

async function* eventsOf(
  { files, input, cwd, progress }: ReplayRequest,
  counts: ReplayCounts,
): AsyncGenerator<AuditEvent> {
  for (const file of files) {
    try {
      for await (const raw of readRecords(file === '-' ? file : resolve(cwd, file), input)) {
        counts.records += 1;
        if (counts.records % 100_000 === 0) progress?.(counts.records);
        const event = 'fault' in raw ? raw.fault : normalizeRecord(raw.record);
        if (typeof event !== 'string') yield event;
        else counts.faults[event] = (counts.faults[event] ?? 0) + 1;
      }
    } catch (error) {
      throw named(error, file);
    }
  }
}

function named(error: unknown, file: string): unknown {
  if (error instanceof WardlineError) return new WardlineError(error.code, `${file}: ${error.message}`, error.hint);
  const code = (error as NodeJS.ErrnoException).code;
  if (code && ['ENOENT', 'EACCES', 'EISDIR', 'EPERM'].includes(code))
    return new WardlineError('bad-input', `${file} cannot be read (${code}).`, 'Check the path and the rights.');
  return error;
}
