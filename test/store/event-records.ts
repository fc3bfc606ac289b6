import { createSecretKey } from 'node:crypto';
import type { Describe, LoggedRecord } from '../../src/store/events/entry.ts';
import type { WriterOptions } from '../../src/store/events/event-log.ts';
import type { Keyring } from '../../src/store/master-key.ts';

const key = { id: '000000000001', key: createSecretKey(Buffer.alloc(32, 3)) };
export const testKeyring: Keyring = { current: key, all: [key] };

/** Records of an invented clinic, one a second from 2 March 2026 on: `event(7)` is always the same record. */
export function event(number: number, fields: Readonly<Record<string, unknown>> = {}): LoggedRecord {
  const id = `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;
  const at = new Date(Date.UTC(2026, 2, 2) + number * 1000).toISOString();
  const record = { Operation: 'FileAccessed', UserId: `nina${number % 3}@example.com`, ...fields };
  return { entry: { ...describeTest(record), id, at }, json: JSON.stringify(record) };
}

export function events(from: number, to: number): LoggedRecord[] {
  return Array.from({ length: to - from }, (_, at) => event(from + at));
}

export const describeTest: Describe = (record) => {
  const { Operation, UserId, File } = record as { Operation: string; UserId: string; File?: string };
  return {
    ...{ source: 'unified', operation: Operation, workload: 'sharepoint', outcome: 'success' },
    ...{ actor: UserId, actorKind: 'user', ip: '192.0.2.7' },
    ...(File !== undefined && { file: File }),
  };
};

export const testWriter: WriterOptions = {
  describe: describeTest,
  now: () => '2026-11-20T08:00:00.000Z',
};
