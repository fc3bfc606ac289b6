import { parse } from 'csv-parse/sync';
import { WardlineError } from '../../core/errors.ts';
import { type OwnEntry, entryColumns, entryFault } from '../../engine/own-entries.ts';
import { readSmall } from '../rule-package/read.ts';

const mostEntries = 50_000;
const hint = `The first line names the columns: ${entryColumns.join(',')}. Only kind and value are always needed.`;

/**
 * The entries of a spreadsheet saved as CSV, with commas, semicolons or tabs. Throws `bad-input` with the numbers of the
 * lines that cannot be used: then none is.
 */
export function readEntries(file: string, cwd: string): OwnEntry[] {
  const refuse = (reason: string) => new WardlineError('bad-input', `${file} cannot be used: ${reason}`, hint);
  const text = readSmall(file, cwd, 16 * 1_048_576).toString('utf8');
  let rows: { record: string[]; info: { lines: number } }[];
  try {
    rows = parse(text, {
      ...{ bom: true, info: true, relaxColumnCount: true, skipEmptyLines: true, trim: true, maxRecordSize: 65_536 },
      delimiter: [',', ';', '\t'],
    }) as unknown as typeof rows;
  } catch {
    throw refuse('it is no CSV.');
  }
  const [head, ...rest] = rows;
  const columns = head?.record.map((name) => name.toLowerCase()) ?? [];
  const unknown = columns.filter((name) => name !== '' && !(entryColumns as readonly string[]).includes(name));
  if (!columns.includes('kind') || !columns.includes('value')) throw refuse('it has no columns kind and value.');
  if (unknown.length > 0) throw refuse(`${unknown.length} of its columns are not known.`);
  if (rest.length > mostEntries) throw refuse(`it has more than ${mostEntries} lines.`);
  const faults: string[] = [];
  const entries = rest.map(({ record, info }): OwnEntry => {
    const cell = (name: string) => withoutGuard(record[columns.indexOf(name)] ?? '');
    const entry = Object.fromEntries(entryColumns.map((name) => [name, cell(name)])) as unknown as OwnEntry;
    const shaped = { ...entry, kind: entry.kind.toLowerCase() as OwnEntry['kind'], means: entry.means.toLowerCase() };
    const fault = entryFault(shaped);
    if (fault) faults.push(`line ${info.lines}: ${fault}`);
    return shaped;
  });
  if (faults.length > 0) throw refuse(`${shown(faults)}.`);
  return entries;
}

/** Spreadsheets guard a cell that begins with @ or = by an apostrophe; so does Wardline's own export. */
function withoutGuard(cell: string): string {
  return /^'[=+\-@]/.test(cell) ? cell.slice(1) : cell;
}

function shown(faults: readonly string[]): string {
  const more = faults.length > 10 ? `; and ${faults.length - 10} more` : '';
  return `${faults.slice(0, 10).join('; ')}${more}`;
}
