import type { Readable } from 'node:stream';
import { csvRows } from './csv.ts';
import { textsOf } from './decode.ts';
import { JsonCutter, recordLimit } from './json-values.ts';
import type { Raw } from './normalize.ts';

/**
 * Every record of a file of any form: NDJSON, JSON arrays and documents, CSV, and gz and zip of these; the form is told by
 * content. `-` reads `input`. Reads as it goes: no file is held whole.
 */
export async function* readRecords(path: string, input: Readable): AsyncGenerator<Raw> {
  for await (const text of textsOf(path, input)) yield* recordsOf(text);
}

async function* recordsOf(text: AsyncIterable<string>): AsyncGenerator<Raw> {
  const pieces = text[Symbol.asyncIterator]();
  let head = '';
  let ended = false as boolean;
  // The form shows in the first line, but the first piece may be a few bytes.
  while (!ended && !head.trimStart().includes('\n') && head.length < 65_536) {
    const next = await pieces.next();
    ended = next.done === true;
    if (!next.done) head += next.value;
  }
  async function* whole(): AsyncGenerator<string> {
    yield head;
    for (;;) {
      if (ended) return;
      const next = await pieces.next();
      if (next.done) return;
      yield next.value;
    }
  }
  const first = head.trimStart();
  if (first === '') return;
  if (first.startsWith('[') || isPretty(first)) yield* cut(whole());
  else if (first.startsWith('{')) yield* lines(whole());
  else yield* csvRows(whole());
}

/** One object over several lines, or one that wraps a list. */
function isPretty(head: string): boolean {
  if (!head.startsWith('{')) return false;
  const line = head.slice(0, /\r?\n|$/.exec(head)!.index).trimEnd();
  if (/^\{\s*(?:"@odata\.[\w.]+"\s*:\s*"[^"]*"\s*,\s*)*"(?:value|records|results)"\s*:\s*\[/i.test(line)) return true;
  // A line that is cut off is one bad record, not a document: those go on with a key on the next line.
  return !line.endsWith('}') && /^\{\s*\r?\n\s*"|^[^\n]*[,{[]\r?\n\s+["{[\]}]/.test(head);
}

async function* cut(text: AsyncIterable<string>): AsyncGenerator<Raw> {
  const cutter = new JsonCutter();
  for await (const piece of text) for (const value of cutter.push(piece)) yield* opened(value);
  for (const value of cutter.end()) yield* opened(value);
}

async function* lines(text: AsyncIterable<string>): AsyncGenerator<Raw> {
  let rest = '';
  for await (const piece of text) {
    const parts = piece.split('\n');
    parts[0] = rest + parts[0]!;
    rest = parts.pop()!;
    for (const line of parts) yield* opened(line);
    if (rest.length > recordLimit) {
      // The line goes on: what is kept is enough to tell that it is too large.
      rest = `${rest.slice(0, 1)}${' '.repeat(recordLimit)}`;
    }
  }
  yield* opened(rest);
}

function* opened(text: string | undefined): Generator<Raw> {
  if (text === undefined || text.length > recordLimit) {
    yield { fault: 'too-large' };
    return;
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    if (text.trim() !== '') yield { fault: 'not-json' };
    return;
  }
  yield* spread(value, 0);
}

/** Lists within a record: a line that is an array, an Event Hub batch. */
function* spread(value: unknown, depth: number): Generator<Raw> {
  const fields = value as Readonly<Record<string, unknown>> | null;
  const inner =
    Array.isArray(value) || typeof value !== 'object' || fields === null ? value : (listIn(fields) ?? value);
  if (!Array.isArray(inner) || depth > 3) yield { record: inner };
  else for (const entry of inner as unknown[]) yield* spread(entry, depth + 1);
}

function listIn(fields: Readonly<Record<string, unknown>>): unknown[] | undefined {
  if (fields['Operation'] !== undefined || fields['CreationTime'] !== undefined) return undefined;
  return [fields['value'], fields['records'], fields['results']].find((list) => Array.isArray(list));
}
