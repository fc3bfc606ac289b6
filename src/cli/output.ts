import { randomBytes } from 'node:crypto';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { styleText } from 'node:util';
import { WardlineError } from '../core/errors.ts';
import { csvTable } from '../reports/csv.ts';
import { markdownTable } from '../reports/markdown.ts';
import type { CommandResult, Format, Terminal } from './command.ts';

/** A result in the wanted form, ending in a line break. */
export async function formatResult(result: CommandResult, format: Format, terminal: Terminal): Promise<string> {
  const own = result.render?.[format];
  if (own) return ended(await own());
  const cells = () => result.rows.map((row) => result.columns.map((column) => column.value(row)));
  const titles = result.columns.map((column) => column.title);
  switch (format) {
    case 'json':
      return `${JSON.stringify(result.data, null, 2)}\n`;
    case 'jsonl':
      return result.rows.map((row) => `${JSON.stringify(row)}\n`).join('');
    case 'csv':
      return csvTable(titles, cells());
    case 'md':
      return markdownTable(titles, cells());
    case 'table':
      return ended(result.text ? result.text(terminal) : textTable(titles, cells(), terminal));
    default:
      throw new WardlineError('usage', `This command has no ${format} form.`);
  }
}

function ended(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}

/** Writes a file whole or not at all. */
export function writeWhole(path: string, content: string): void {
  const target = resolve(path);
  const half = join(dirname(target), `.${randomBytes(6).toString('hex')}.part`);
  try {
    writeFileSync(half, content, { mode: 0o600 });
    renameSync(half, target);
  } catch (error) {
    rmSync(half, { force: true });
    throw new WardlineError(
      'cannot-write',
      `${path} cannot be written (${(error as NodeJS.ErrnoException).code}).`,
      'Choose a folder that exists and that you may write to.',
    );
  }
}

/** Columns side by side; the last one wraps so that lines fit the terminal. */
export function textTable(
  titles: readonly string[],
  rows: readonly (readonly (string | number)[])[],
  terminal: Terminal,
): string {
  if (rows.length === 0) return 'Nothing to show.';
  const all = [titles, ...rows.map((row) => row.map((cell) => plain(String(cell))))];
  const widths = titles.slice(0, -1).map((_, index) => Math.max(...all.map((row) => row[index]!.length)));
  const indent = widths.reduce((sum, width) => sum + width + 2, 0);
  const lines = all.map((row, at) => {
    const head = widths.map((width, index) => row[index]!.padEnd(width)).join('  ');
    const last = wrap(row.at(-1)!, Math.max(24, terminal.width - indent));
    const joined = [
      head ? `${head}  ${last[0] ?? ''}` : (last[0] ?? ''),
      ...last.slice(1).map((line) => ' '.repeat(indent) + line),
    ];
    return joined.map((line) => (at === 0 ? paint(terminal, 'bold', line.trimEnd()) : line.trimEnd())).join('\n');
  });
  return lines.join('\n');
}

/** Words of a text in lines of at most `width` characters; longer words stay whole. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter(Boolean)) {
    if (line && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line ? `${line} ${word}` : word;
  }
  if (line) lines.push(line);
  return lines;
}

export type Style = Parameters<typeof styleText>[0];

export function paint(terminal: Terminal, style: Style, text: string): string {
  return terminal.color ? styleText(style, text, { validateStream: false }) : text;
}

/** A tenant's text without anything that moves a cursor or changes a color. */
export function plain(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, ' ');
}
