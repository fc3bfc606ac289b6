import { WardlineError } from '../../core/errors.ts';
import { named } from './bytes.ts';

/**
 * Parses JSON as PowerShell and people save it: UTF-8 with or without BOM, UTF-16 with BOM. Errors name the file,
 * line and column, and never quote the content, which may be a tenant's.
 */
export function parseJson(bytes: Buffer, path: string): unknown {
  const text = decode(bytes, path);
  try {
    return JSON.parse(text);
  } catch {
    throw notJson(text, path);
  }
}

function decode(bytes: Buffer, path: string): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (bytes.subarray(0, 4096).includes(0)) {
    throw new WardlineError(
      'bad-input',
      `${named(path)} is not text: it holds zero bytes.`,
      'Give the JSON file itself, unpacked.',
    );
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new WardlineError(
      'bad-input',
      `${named(path)} is not valid UTF-8.`,
      'Save the export as UTF-8 and run again.',
    );
  }
}

function notJson(text: string, path: string): WardlineError {
  const found = findFault(text);
  const line = countLines(text, found.at);
  const column = found.at - text.lastIndexOf('\n', found.at - 1);
  if (found.truncated) {
    return new WardlineError(
      'bad-input',
      `${named(path)} ends in the middle, at line ${line}, column ${column}: it was cut off.`,
      'Copy or export the file again; its size should not change.',
    );
  }
  return new WardlineError(
    'bad-input',
    `${named(path)} is not JSON: line ${line}, column ${column}.`,
    'Give the JSON that ScubaGear wrote, unchanged.',
  );
}

function countLines(text: string, end: number): number {
  let lines = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < end; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
}

const token =
  /[ \t\r\n]+|"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|[{}[\],:]/y;

/**
 * Where the text stops being JSON. JSON.parse says no place for most faults, and quotes the text around it.
 * `truncated` when all that stands there is a good beginning.
 */
export function findFault(text: string): { at: number; truncated: boolean } {
  const open: string[] = [];
  /** What may come next: a value, a key, a colon, or what follows a value. */
  let want: 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'colon' | 'after' = 'value';
  token.lastIndex = 0;
  while (token.lastIndex < text.length) {
    const at = token.lastIndex;
    const match = token.exec(text);
    if (!match)
      return {
        at,
        truncated: /^(?:"(?:[^"\\\u0000-\u001f]|\\.)*\\?|-|t|tr|tru|f|fa|fal|fals|n|nu|nul)$/.test(
          text.slice(at, at + 10_000_000),
        ),
      };
    const first = match[0][0]!;
    if (' \t\r\n'.includes(first)) continue;
    if (first === '}' || first === ']') {
      const closes =
        first === '}' ? want === 'key-or-end' || want === 'after' : want === 'value-or-end' || want === 'after';
      if (!closes || open.pop() !== first) return { at, truncated: false };
      want = 'after';
    } else if (first === ',') {
      if (want !== 'after' || open.length === 0) return { at, truncated: false };
      want = open.at(-1) === '}' ? 'key' : 'value';
    } else if (first === ':') {
      if (want !== 'colon') return { at, truncated: false };
      want = 'value';
    } else if (want === 'key' || want === 'key-or-end') {
      if (first !== '"') return { at, truncated: false };
      want = 'colon';
    } else if (want === 'value' || want === 'value-or-end') {
      if (first === '{' || first === '[') {
        open.push(first === '{' ? '}' : ']');
        want = first === '{' ? 'key-or-end' : 'value-or-end';
      } else want = 'after';
    } else return { at, truncated: false };
  }
  return { at: text.length, truncated: open.length > 0 || want !== 'after' };
}
