import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { WardlineError } from '../../core/errors.ts';
import { type ScanRecord, withoutValue } from '../../engine/scan-record.ts';
import type { LocalItem } from './walk.ts';

/** Records of earlier scans, by file. A file that has not changed since is not read again. */
export interface ScanState {
  known(item: LocalItem): ScanRecord | undefined;
  keep(item: LocalItem, record: ScanRecord): void;
}

interface Line {
  file: string;
  bytes: number;
  changed: number;
  record: ScanRecord;
}

const head = 'wardline scan state 1';

/**
 * Opens or begins a state file. It holds places, shapes and hashes and no values. What was scanned with other settings
 * (own formats and words, limits, key) is not taken over. A last line that was cut off by a crash is left out.
 * Throws `bad-input` for a file that is none.
 */
export function openState(path: string, name: string, settings: unknown, keepHash: boolean): ScanState {
  const fingerprint = createHash('sha256').update(JSON.stringify(settings)).digest('hex').slice(0, 16);
  const first = JSON.stringify({ is: head, settings: fingerprint });
  const records = new Map<string, Line>();
  const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [];
  const begun = lines.length > 1 ? (parsed(lines[0]!) as { is?: string; settings?: string } | undefined) : undefined;
  if (lines.some((line) => line !== '') && begun?.is !== head)
    throw new WardlineError(
      'bad-input',
      `${name} is no state file of a scan.`,
      'Name another file for --state; it is made if it does not exist.',
    );
  if (begun?.settings === fingerprint) {
    for (const line of lines.slice(1)) {
      const entry = parsed(line) as Line | undefined;
      if (entry?.record) records.set(entry.file, entry);
    }
  }
  // Rewritten whole, so that lines of old settings, old versions of files and a cut-off end are gone.
  const kept = [...records.values()].map((line) => `${JSON.stringify(line)}\n`);
  try {
    writeFileSync(path, `${first}\n${kept.join('')}`, { mode: 0o600 });
  } catch (error) {
    throw new WardlineError(
      'cannot-write',
      `${name} cannot be written (${(error as NodeJS.ErrnoException).code}).`,
      'Choose a folder that exists and that you may write to.',
    );
  }
  return {
    known({ file, bytes, changed, path }) {
      const line = records.get(file);
      return line && line.bytes === bytes && line.changed === changed ? { ...line.record, path } : undefined;
    },
    keep({ file, bytes, changed }, record) {
      // A file that could not be opened or took too long may be readable next time.
      if (record.unreadable === 'no-access' || record.unreadable === 'time' || record.unreadable === 'crashed') return;
      const matches = record.matches.map(withoutValue);
      // Hashes under a key that ends with this scan would be strangers to those of the next.
      const kept = { ...record, matches, people: keepHash ? record.people : [] };
      appendFileSync(path, `${JSON.stringify({ file, bytes, changed, record: kept } satisfies Line)}\n`);
    },
  };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
