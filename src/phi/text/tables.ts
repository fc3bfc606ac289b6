import type { Hits } from './hits.ts';
import type { Field } from './field.ts';
import type { Span } from './page.ts';
import type { Tokens } from './tokens.ts';
import { NUMBER, tokenAt } from './tokens.ts';
import type { Tag, Vocabulary } from './vocabulary.ts';

/** What reads a structure gives: named values, and the rows or segments that hold one record each. */
export interface Structure {
  fields: Field[];
  records: Span[];
}

interface Column {
  tags: readonly Tag[];
  name: string;
}

/**
 * Tables in text: a line of labels split by tabs, bars, commas, semicolons or wide gaps, and the lines below it with
 * the same split. The header names each cell of its column.
 */
export function readTables(
  text: string,
  tokens: Tokens,
  hits: Hits,
  vocabulary: Vocabulary,
  labels: ReadonlySet<Tag>,
  isLabel: Uint8Array,
): Structure {
  const fields: Field[] = [];
  const records: Span[] = [];
  let past = 0;
  for (let hit = 0; hit < hits.count; hit++) {
    if (isLabel[hits.term[hit]!] === 0 || hits.start[hit]! < past) continue;
    const lineStart = text.lastIndexOf('\n', hits.start[hit]) + 1;
    const lineEnd = endOfLine(text, lineStart);
    past = lineEnd;
    let count = 0;
    let next = hit;
    while (next < hits.count && hits.start[next]! < lineEnd) {
      if (isLabel[hits.term[next]!] === 1) count++;
      next++;
    }
    hit = next - 1;
    if (count < 2 || lineEnd - lineStart > Math.min(4000, count * 60)) continue;
    if (hasNumbers(tokens, lineStart, lineEnd)) continue;
    const delimiter = delimiterOf(text, lineStart, lineEnd);
    if (delimiter === undefined) continue;
    const header = cellsOf(text, lineStart, lineEnd, delimiter);
    if (header.some((cell) => cell.end - cell.start > 40)) continue;
    const pair = header.length === 2;
    const columns = header.map((cell) => columnOf(text, hits, vocabulary, labels, cell));
    if (columns.filter((column) => column.tags.length > 0).length < 2) continue;
    // Two words and a comma are a table only when they are labels and nothing else.
    if (pair && columns.some((column, index) => column.name.length + 2 < header[index]!.end - header[index]!.start))
      continue;
    past = readRows(text, lineEnd + 1, delimiter, columns, fields, records);
  }
  return { fields, records };
}

function readRows(
  text: string,
  from: number,
  delimiter: string,
  columns: readonly Column[],
  fields: Field[],
  records: Span[],
): number {
  let at = from;
  let misses = 0;
  while (at < text.length) {
    const end = endOfLine(text, at);
    const line = text.slice(at, Math.min(end, at + 200));
    if (/^[\s|:+=-]*$/.test(line)) {
      if (line.trim() === '' && ++misses > 1) break;
      at = end + 1;
      continue;
    }
    const cells = cellsOf(text, at, end, delimiter);
    const loose = delimiter === '\t' || delimiter === '|';
    if (loose ? cells.length < 2 || cells.length > columns.length + 1 : cells.length !== columns.length) {
      if (++misses > 1) break;
      at = end + 1;
      continue;
    }
    misses = 0;
    const record = records.push({ start: at, end }) - 1;
    for (let index = 0; index < Math.min(cells.length, columns.length); index++) {
      const cell = cells[index]!;
      if (cell.end <= cell.start) continue;
      for (const tag of columns[index]!.tags)
        fields.push({ tag, start: cell.start, end: cell.end, record, name: `column ${columns[index]!.name}` });
    }
    at = end + 1;
  }
  return at;
}

/** "Last A1c" is no family name. */
const ordinal = /^(?:last|first)$/;

function columnOf(text: string, hits: Hits, vocabulary: Vocabulary, labels: ReadonlySet<Tag>, cell: Span): Column {
  let best = -1;
  for (let hit = firstHit(hits, cell.start); hit < hits.count && hits.end[hit]! <= cell.end; hit++) {
    if (
      vocabulary.terms[hits.term[hit]!]!.tags.some((tag) => labels.has(tag)) &&
      (best < 0 ||
        hits.end[hit]! - hits.start[hit]! >= hits.end[best]! - hits.start[best]! ||
        ordinal.test(vocabulary.terms[hits.term[best]!]!.text))
    )
      best = hit;
  }
  if (best < 0 || /[:=]/.test(text.slice(cell.start, cell.end))) return { tags: [], name: '' };
  const term = vocabulary.terms[hits.term[best]!]!;
  return { tags: term.tags.filter((tag) => labels.has(tag)), name: term.text };
}

function firstHit(hits: Hits, start: number): number {
  let low = 0;
  let high = hits.count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (hits.start[middle]! < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end > from && text.charCodeAt(end - 1) === 13 ? end : end;
}

/** Whether a number of more than three digits stands between two places: a header has none. */
function hasNumbers(tokens: Tokens, start: number, end: number): boolean {
  for (let token = Math.max(0, tokenAt(tokens, start)); token < tokens.count && tokens.start[token]! < end; token++) {
    if (
      tokens.start[token]! >= start &&
      (tokens.flags[token]! & NUMBER) !== 0 &&
      tokens.end[token]! - tokens.start[token]! > 3
    )
      return true;
  }
  return false;
}

/** What splits a line, by how often each sign stands in it; counted in one pass, without copies of the line. */
function delimiterOf(text: string, start: number, end: number): string | undefined {
  let bars = 0;
  let commas = 0;
  let semicolons = 0;
  for (let at = start; at < end; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 9) return '\t';
    if (unit === 124) bars++;
    else if (unit === 44) commas++;
    else if (unit === 59) semicolons++;
  }
  if (bars >= 2 || (bars === 1 && commas === 0)) return '|';
  if (commas >= 1) return ',';
  if (semicolons >= 2) return ';';
  return / {2,}\S/.test(text.slice(start, end).trimStart()) ? ' ' : undefined;
}

/** Cells of a line, trimmed and unquoted; a delimiter inside double quotes does not split. */
function cellsOf(text: string, start: number, end: number, delimiter: string): Span[] {
  const cells: Span[] = [];
  let from = start;
  let quoted = false;
  for (let at = start; at <= end; at++) {
    const unit = at < end ? text[at]! : delimiter;
    if (unit === '"' && delimiter !== ' ') quoted = !quoted;
    const wide = delimiter === ' ' && at < end;
    if ((quoted && at < end) || unit !== delimiter || (wide && text[at + 1] !== ' ')) continue;
    cells.push(trimmed(text, from, at));
    if (wide) while (at + 1 < end && text[at + 1] === ' ') at++;
    from = at + 1;
  }
  if (delimiter === '|' || delimiter === ' ') {
    if (cells.length > 1 && cells[0]!.end <= cells[0]!.start) cells.shift();
    if (cells.length > 1 && cells.at(-1)!.end <= cells.at(-1)!.start) cells.pop();
  }
  return cells;
}

function trimmed(text: string, start: number, end: number): Span {
  while (start < end && /[\s"'*]/.test(text[start]!)) start++;
  while (end > start && /[\s"'*]/.test(text[end - 1]!)) end--;
  return { start, end };
}
