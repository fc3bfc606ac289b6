import type { ContentVerdict, MailProtection } from '../core/content.ts';
import type { WantedItem } from '../core/content-reader.ts';
import type { UnreadableReason } from '../core/document.ts';
import { type ScanRecord, unread } from './scan-record.ts';
import type { TenantScan } from './tenant-scan-state.ts';

/** Matches listed of one item; beyond them they are counted. */
const mostListed = 10_000;
/** What a worker or the machine failed at may succeed the next time. */
const passing: ReadonlySet<UnreadableReason> = new Set(['no-access', 'time', 'crashed']);

/** What is kept of a record: no value, and no path. */
export function verdictOf(record: ScanRecord): ContentVerdict {
  const { class: found, patients, unreadable, partial, kind, counts, sensitive, states, people, earliestDate } = record;
  const { why, characters, gaps, warnings } = record;
  const matches = record.matches.slice(0, mostListed).map((match) => {
    const kept = { ...match };
    delete kept.value;
    return kept;
  });
  const left = record.matches.length - matches.length;
  return {
    ...{ class: found, patients, kind, counts, sensitive, states, people },
    ...(unreadable && { unreadable }),
    ...(partial && { partial }),
    ...(earliestDate !== undefined && { earliestDate }),
    detail: { why, characters, matches, gaps, warnings, ...(left > 0 && { matchesNotListed: left }) },
  };
}

/** Examines content and keeps what it says of the item. */
export async function examined(
  scan: TenantScan,
  item: WantedItem,
  content: Uint8Array,
  bytes: number,
  protection?: MailProtection,
): Promise<void> {
  const record = await scan.examine({ path: item.path, bytes, content });
  const again = record.class === 'UNREADABLE' && passing.has(record.unreadable!);
  await kept(scan, item, record, { bytes, again, ...(protection && { protection }) });
}

/** Keeps that an item cannot be read. */
export async function unreadable(
  scan: TenantScan,
  item: WantedItem,
  problem: { reason: UnreadableReason; detail: string; passing?: true },
): Promise<void> {
  const gap = { place: '', reason: problem.reason, detail: problem.detail };
  const record = unread(item.path, item.bytes, { kind: 'unknown', gaps: [gap], warnings: [] });
  await kept(scan, item, record, problem.passing ? { again: true } : {});
}

async function kept(
  { keeper, progress }: TenantScan,
  item: WantedItem,
  record: ScanRecord,
  more: { bytes?: number; again?: boolean; protection?: MailProtection },
): Promise<void> {
  await keeper.verdict(item, verdictOf(record), more);
  if (record.class === 'PHI' || record.class === 'PHI_SENSITIVE') progress.phi++;
  if (record.class === 'UNREADABLE') progress.unreadable++;
}
