import { isDeepStrictEqual } from 'node:util';
import { type Document, type Node, type YAMLSeq, isMap, isNode, isSeq, parseDocument, stringify } from 'yaml';
import { WardlineError } from '../../core/errors.ts';
import type { OwnAdditions } from '../../engine/own-entries.ts';

interface Insertion {
  at: number;
  text: string;
}

/**
 * The text of wardline.yaml with own entries added under `phi`. Each line that was there stays as it is, comments and
 * all; where the file is written so that nothing can be put between its lines, it is written anew with its comments.
 * The caller checks the result before it is kept. Throws `bad-organization-file` where the file is no map.
 */
export function withAdditions(text: string, added: OwnAdditions): string {
  const document = parseDocument(text, { logLevel: 'silent' });
  if (document.errors.length > 0 || (document.contents !== null && !isMap(document.contents))) throw notAMap();
  const inserted = insertions(document, text, added);
  const wanted = parseDocument(text, { logLevel: 'silent' });
  change(wanted, added);
  if (inserted) {
    // From the end to the start, so that places stay true; what goes to one place keeps its order.
    const result = inserted
      .toReversed()
      .toSorted((a, b) => b.at - a.at)
      .reduce((held, { at, text: more }) => held.slice(0, at) + more + held.slice(at), text);
    const read = parseDocument(result, { logLevel: 'silent' });
    if (read.errors.length === 0 && isDeepStrictEqual(read.toJS(), wanted.toJS())) return result;
  }
  return wanted.toString({ lineWidth: 0 });
}

const keys = ['mrnFormats', 'physicians', 'words', 'detectors'] as const;

/** The same in the tree of the document: what the text must come to. */
function change(document: Document, added: OwnAdditions): void {
  for (const key of keys) {
    const entries: readonly unknown[] = added[key];
    if (entries.length === 0) continue;
    const present = document.getIn(['phi', key], true);
    if (isSeq(present)) for (const entry of entries) present.add(document.createNode(entry));
    else document.setIn(['phi', key], document.createNode(entries));
  }
  for (const { list, words } of extended(document, added))
    for (const word of words) list.add(document.createNode(word));
}

/** Dictionaries that exist, with the words that they get. */
function extended(document: Document, { more }: OwnAdditions): { list: YAMLSeq; words: readonly string[] }[] {
  const detectors = document.getIn(['phi', 'detectors'], true);
  const items = isSeq(detectors) ? detectors.items.filter(isMap) : [];
  return more.flatMap(({ detector, words }) => {
    const found = items.find((item) => String(item.get('name')).toLowerCase() === detector.toLowerCase());
    const list = found?.get('words', true);
    return isSeq(list) ? [{ list, words }] : [];
  });
}

/** Where what goes into the text; undefined where the file gives no place for it. */
function insertions(document: Document, text: string, added: OwnAdditions): Insertion[] | undefined {
  const phi = document.get('phi', true);
  const fresh = keys.filter((key) => added[key].length > 0 && !isSeq(document.getIn(['phi', key], true)));
  const found: (Insertion | undefined)[] = [];
  for (const key of keys) {
    const list = document.getIn(['phi', key], true);
    if (added[key].length > 0 && isSeq(list)) found.push(intoList(list, added[key], text));
  }
  for (const { list, words } of extended(document, added)) found.push(intoList(list, words, text));
  if (fresh.some((key) => document.hasIn(['phi', key]))) return undefined;
  if (fresh.length > 0) {
    const lines = fresh.flatMap((key) => [`${key}:`, ...added[key].map((entry) => `  - ${inline(entry)}`)]);
    if (phi === undefined)
      found.push({
        at: text.length,
        text: `${text === '' || text.endsWith('\n') ? '' : '\n'}phi:\n${lines.map((line) => `  ${line}\n`).join('')}`,
      });
    else if (isMap(phi) && phi.flow !== true && phi.items.length > 0) {
      const indent = indentAt(text, phi.range![0]);
      found.push({ at: lineEnd(text, lastOf(phi)), text: lines.map((line) => `\n${indent}${line}`).join('') });
    } else return undefined;
  }
  return found.includes(undefined) ? undefined : (found as Insertion[]);
}

function intoList(list: YAMLSeq, entries: readonly unknown[], text: string): Insertion | undefined {
  if (!list.range) return undefined;
  const shown = entries.map(inline);
  if (list.flow === true)
    return { at: list.range[1] - 1, text: `${list.items.length > 0 ? ', ' : ''}${shown.join(', ')}` };
  const indent = indentAt(text, list.range[0]);
  return { at: lineEnd(text, lastOf(list)), text: shown.map((entry) => `\n${indent}- ${entry}`).join('') };
}

/** One line of YAML. */
function inline(entry: unknown): string {
  return stringify(entry, { collectionStyle: 'flow', lineWidth: 0 }).trim();
}

function indentAt(text: string, at: number): string {
  return ' '.repeat(at - (text.lastIndexOf('\n', at - 1) + 1));
}

/** Where the last value below a node ends. */
function lastOf(node: Node): number {
  if ((isMap(node) || isSeq(node)) && node.flow !== true && node.items.length > 0) {
    const last: unknown = node.items.at(-1);
    const value = isSeq(node)
      ? last
      : ((last as { value?: unknown; key: unknown }).value ?? (last as { key: unknown }).key);
    if (isNode(value)) return lastOf(value);
  }
  return node.range![1];
}

/** The end of the line on which something ends; a comment behind it stays with it. */
function lineEnd(text: string, at: number): number {
  const from = at > 0 && text[at - 1] === '\n' ? at - 1 : at;
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}

function notAMap(): WardlineError {
  return new WardlineError(
    'bad-organization-file',
    'The organization file is not valid YAML with keys.',
    '`wardline init --print` shows a commented example of every key.',
  );
}
