import type { Part } from '../core/document.ts';

/** Where a stretch of a document's text stands, in the words of its format. */
export type Locate = (start: number) => string;

/**
 * Places of offsets into the text of a document. Asked in ascending order it reads the text once, however long.
 */
export function locator(parts: readonly Part[]): Locate {
  const starts: number[] = [];
  let length = 0;
  for (const part of parts) {
    starts.push(length);
    length += part.text.length + 1;
  }
  let current = -1;
  let at = 0;
  let line = 1;
  return (start) => {
    const index = lastAtMost(starts, start);
    const part = parts[index];
    if (!part) return '';
    const offset = start - starts[index]!;
    if (index !== current || offset < at) [current, at, line] = [index, 0, 1];
    const mark = part.by === 'x12' ? (part.text[part.text.indexOf('ISA') + 105] ?? '~') : undefined;
    line += breaksBetween(part.text, at, offset, mark);
    at = offset;
    return placed(part, offset, line);
  };
}

function placed(part: Part, offset: number, line: number): string {
  const { text, by, place } = part;
  const within = (words: string) => (place === '' ? words : `${place}, ${words}`);
  switch (by) {
    case undefined:
      return place;
    case 'line':
      return within(`line ${line}`);
    case 'cell':
      return `${place}!${columnName((part.column ?? 0) + count(text, '\t', 0, offset))}${part.row ?? ''}`;
    case 'hl7':
      return within(`segment ${line} ${hl7Field(text, offset)}`.trimEnd());
    case 'x12':
      return within(`segment ${line} ${x12Element(text, offset)}`.trimEnd());
    case 'json':
      return within(`line ${line} ${jsonKey(text, offset)}`.trimEnd());
    case 'xml':
      return within(`line ${line} ${xmlName(text, offset)}`.trimEnd());
  }
}

/** "PID-5". Fields of the header are counted with the separator as the first. */
function hl7Field(text: string, offset: number): string {
  const from = Math.max(text.lastIndexOf('\r', offset - 1), text.lastIndexOf('\n', offset - 1)) + 1;
  const name = text.slice(from, from + 3);
  const separator = text[from + 3];
  if (!/^[A-Z][A-Z0-9]{2}$/.test(name) || separator === undefined) return '';
  const number = count(text, separator, from, offset) + (name === 'MSH' ? 1 : 0);
  return number > 0 ? `${name}-${number}` : name;
}

/** "NM103": the third element of the segment NM1. */
function x12Element(text: string, offset: number): string {
  const header = text.indexOf('ISA');
  const separator = text[header + 3] ?? '*';
  const from = text.lastIndexOf(text[header + 105] ?? '~', offset - 1) + 1;
  const name = /^\s*([A-Z][A-Z0-9]{1,2})/.exec(text.slice(from, from + 20))?.[1] ?? '';
  const number = count(text, separator, from, offset);
  return name && number > 0 ? `${name}${String(number).padStart(2, '0')}` : name;
}

/** The member whose value the offset stands in, as far as the text before it tells. */
function jsonKey(text: string, offset: number): string {
  const before = text.slice(Math.max(0, offset - 400), offset);
  return /"([\w-]{1,60})"\s*:(?!.*"[\w-]{1,60}"\s*:)/s.exec(before)?.[1] ?? '';
}

/** The element, or within a tag the element and attribute. */
function xmlName(text: string, offset: number): string {
  const open = text.lastIndexOf('<', offset - 1);
  const name = /^<\/?(?:[\w-]{1,60}:)?([\w.-]{1,60})/.exec(text.slice(open, open + 130))?.[1] ?? '';
  const tag = text.slice(open, Math.min(offset, open + 2_000));
  const attribute = tag.includes('>') ? undefined : /([\w:-]{1,60})\s*=\s*["'][^"']*$/.exec(tag)?.[1];
  return attribute ? `${name}/@${attribute}` : name;
}

function breaksBetween(text: string, from: number, to: number, mark: string | undefined): number {
  if (mark !== undefined) return count(text, mark, from, to);
  let breaks = 0;
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) breaks++;
  }
  return breaks;
}

function count(text: string, mark: string, from: number, to: number): number {
  let found = 0;
  for (let at = text.indexOf(mark, from); at >= 0 && at < to; at = text.indexOf(mark, at + 1)) found++;
  return found;
}

/** AB for 27. */
function columnName(column: number): string {
  let name = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  return name;
}

function lastAtMost(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (sorted[middle]! <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
