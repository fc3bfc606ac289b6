import { closeSync, openSync, writeSync } from 'node:fs';
import { renameSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { WardlineError } from '../../core/errors.ts';
import { csvTable } from '../../reports/csv.ts';
import type { ExploredEvent } from '../../store/events/explore.ts';
import type { Column } from '../command.ts';

/** An event as it is shown; `path` and `record` with `--reveal` alone. */
export interface ExploredRow extends Omit<ExploredEvent, 'position' | 'source' | 'actorKind'> {
  path?: string;
  record?: unknown;
}

export const exploredColumns: readonly Column<ExploredRow>[] = [
  { title: 'When', value: (row) => row.at.slice(0, 19).replace('T', ' ') },
  { title: 'Account', value: (row) => row.actor },
  { title: 'Operation', value: (row) => `${row.operation}${row.outcome === 'failure' ? ' (failed)' : ''}` },
  { title: 'Address', value: (row) => row.ip ?? '' },
  { title: 'Country', value: (row) => row.country ?? '' },
  { title: 'Device', value: (row) => deviceWords(row) },
  { title: 'Where', value: (row) => [row.site, row.path ?? row.file].filter(Boolean).join(' ') },
];

/** Cells of an export: each fact of its own, the id of the record last. */
export const exportColumns: readonly Column<ExploredRow>[] = [
  { title: 'At', value: (row) => row.at },
  ...(['actor', 'operation', 'outcome', 'workload', 'ip', 'country', 'app', 'device'] as const).map((name) => ({
    title: name[0]!.toUpperCase() + name.slice(1),
    value: (row: ExploredRow) => row[name] ?? '',
  })),
  { title: 'Managed', value: (row) => (row.managed === undefined ? '' : row.managed ? 'yes' : 'no') },
  ...(['site', 'file', 'path', 'joinedBy', 'id'] as const).map((name) => ({
    title: name[0]!.toUpperCase() + name.slice(1),
    value: (row: ExploredRow) => row[name] ?? '',
  })),
  { title: 'Repeats', value: (row) => (row.repeats ? 'yes' : '') },
];

function deviceWords({ managed, device }: ExploredRow): string {
  const how = managed === undefined ? '' : managed ? 'managed' : 'not managed';
  return [how, device].filter(Boolean).join(', ');
}

/** Lines of an export in pieces as they come. The form is CSV or a line of JSON for each event. */
export function exportLines(form: 'csv' | 'jsonl'): {
  head: string;
  lines(rows: readonly ExploredRow[]): string;
} {
  if (form === 'jsonl') return { head: '', lines: (rows) => rows.map((row) => `${JSON.stringify(row)}\n`).join('') };
  const titles = exportColumns.map(({ title }) => title);
  const head = csvTable(titles, []);
  return {
    head,
    lines: (rows) =>
      csvTable(
        titles,
        rows.map((row) => exportColumns.map((column) => column.value(row))),
      ).slice(head.length),
  };
}

/** Writes pages to a file as they come; whole or not at all. Throws `cannot-write`. */
export async function writeExport(
  cwd: string,
  name: string,
  pages: AsyncIterable<readonly ExploredRow[]>,
): Promise<number> {
  const form = /\.csv$/i.test(name) ? 'csv' : /\.jsonl$/i.test(name) ? 'jsonl' : undefined;
  if (!form) throw new WardlineError('usage', '--export takes a file that ends in .csv or .jsonl.');
  const path = resolve(cwd, name);
  const part = `${path}.part`;
  const { head, lines } = exportLines(form);
  let file: number | undefined;
  let count = 0;
  try {
    file = openSync(part, 'w', 0o600);
    writeSync(file, head);
    for await (const rows of pages) {
      writeSync(file, lines(rows));
      count += rows.length;
    }
    closeSync(file);
    file = undefined;
    renameSync(part, path);
    return count;
  } catch (error) {
    if (file !== undefined) closeSync(file);
    rmSync(part, { force: true });
    if (error instanceof WardlineError || (error as NodeJS.ErrnoException).syscall === undefined) throw error;
    throw new WardlineError('cannot-write', `${name} cannot be written (${(error as NodeJS.ErrnoException).code}).`);
  }
}
