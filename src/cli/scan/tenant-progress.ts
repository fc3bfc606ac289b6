import type { TenantScanProgress } from '../../engine/tenant-scan-state.ts';
import { duration } from './progress.ts';

/** Milliseconds between two lines. */
const pause = 5_000;

/** Tells now and then how far a scan of a tenant is, in numbers alone, and how long it will take. */
export function tenantProgressTeller(
  clock: () => number,
  tell: (line: string) => void,
): (progress: TenantScanProgress) => void {
  let last = clock();
  let readSince: number | undefined;
  return (progress) => {
    const time = clock();
    if (progress.stage !== 'list') readSince ??= time;
    if (time - last < pause) return;
    last = time;
    tell(progress.stage === 'list' ? listing(progress) : reading(progress, time - readSince!));
  };
}

function listing({ stores, items }: TenantScanProgress): string {
  return `Listing: ${stores} stores, ${items} items new or changed so far`;
}

function reading({ items, bytes, doneItems, doneBytes, phi, unreadable }: TenantScanProgress, spent: number): string {
  // Small items cost time too, so each counts as some bytes; those of mail tell their size only when they were read.
  const done = (doneBytes + doneItems * 20_000) / (bytes + items * 20_000 || 1);
  const left = (spent / Math.max(done, 0.000_1)) * (1 - done);
  return [
    `${doneItems} of ${items} items`,
    `${megabytes(doneBytes)} of ${megabytes(bytes)} MB`,
    `${phi} with PHI, ${unreadable} not read`,
    `about ${duration(left)} left`,
  ].join(', ');
}

function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toFixed(0);
}
