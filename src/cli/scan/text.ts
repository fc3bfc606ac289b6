import { type ScanSummary, classes } from '../../engine/scan.ts';
import type { ScanRecord } from '../../engine/scan-record.ts';
import type { Terminal } from '../command.ts';
import { paint, plain, textTable } from '../output.ts';

const words: Readonly<Record<ScanRecord['class'], string>> = {
  PHI_SENSITIVE: 'PHI, extra sensitive',
  PHI: 'PHI',
  PII_ONLY: 'personal data, no health information',
  HEALTH_ONLY: 'health text about nobody',
  NONE: 'neither',
  UNREADABLE: 'not read',
};
const most = 20;

/** The inventory for a person: files by class, patients, what could not be read, and the files with most of it. */
export function scanText(summary: ScanSummary, records: readonly ScanRecord[], terminal: Terminal): string {
  const title = (text: string) => `\n${paint(terminal, 'bold', text)}`;
  const lines = [
    textTable(
      ['Files', 'Class'],
      classes.map((name) => [summary.classes[name], words[name]]),
      terminal,
    ),
    '',
    `${summary.files} files, ${size(summary.bytes)}. Distinct patients in files with PHI: ${summary.patients}${summary.states.length > 0 ? ` (addresses in ${summary.states.join(', ')})` : ''}.`,
  ];
  const sensitive = Object.entries(summary.sensitive);
  if (sensitive.length > 0)
    lines.push(`Extra sensitive: ${sensitive.map(([kind, files]) => `${kind} in ${files}`).join(', ')}.`);
  const reasons = [
    ...new Set([...Object.keys(summary.unreadable), ...Object.keys(summary.partial)]),
  ] as (keyof ScanSummary['partial'])[];
  if (reasons.length > 0) {
    lines.push(title('Could not be read'));
    const rows = reasons.map((reason) => [reason, summary.unreadable[reason] ?? 0, summary.partial[reason] ?? 0]);
    lines.push(textTable(['Why', 'Files', 'Parts of files'], rows, terminal));
  }
  const top = records
    .filter((record) => record.class === 'PHI' || record.class === 'PHI_SENSITIVE')
    .toSorted((a, b) => classes.indexOf(a.class) - classes.indexOf(b.class) || b.patients - a.patients);
  if (top.length > 0) {
    lines.push(title(top.length > most ? `Files with PHI: the first ${most} of ${top.length}` : 'Files with PHI'));
    const rows = top
      .slice(0, most)
      .map((record) => [words[record.class], record.patients, matchesOf(record), record.path]);
    lines.push(textTable(['Class', 'Patients', 'Matches', 'File'], rows, terminal));
  }
  const revealed = top.flatMap((record) =>
    record.matches
      .filter((match) => match.value !== undefined)
      .map((match) => [match.identifier, plain(match.value!), match.place, record.path]),
  );
  if (revealed.length > 0)
    lines.push(title('Values'), textTable(['What', 'Value', 'Place', 'File'], revealed, terminal));
  return lines.join('\n');
}

/** Matches of a file, listed or only counted. */
export function matchesOf({ counts }: Pick<ScanRecord, 'counts'>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

function size(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1_000 && unit < units.length - 1) {
    value /= 1_000;
    unit++;
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${units[unit]}`;
}
