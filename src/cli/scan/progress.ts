import type { ScanProgress } from '../../engine/scan.ts';

/** Milliseconds between two lines. */
const pause = 5_000;

/** Tells now and then how far a scan is and how long it will take, by the bytes that were read. */
export function progressTeller(
  total: { files: number; bytes: number },
  clock: () => number,
  tell: (line: string) => void,
): (progress: ScanProgress) => void {
  const begun = clock();
  let last = begun;
  return ({ files, bytes, unreadable }) => {
    const time = clock();
    if (time - last < pause) return;
    last = time;
    // Small files cost time too, so each counts as some bytes.
    const done = (bytes + files * 20_000) / (total.bytes + total.files * 20_000 || 1);
    const left = ((time - begun) / Math.max(done, 0.000_1)) * (1 - done);
    tell(
      `${files} of ${total.files} files, ${Math.floor(done * 100)} %, ${unreadable} not read, about ${duration(left)} left`,
    );
  };
}

/** "4 min". */
export function duration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1_000);
  if (seconds < 90) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}
