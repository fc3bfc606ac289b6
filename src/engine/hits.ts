import { createHash } from 'node:crypto';
import { isPlainObject, plainText } from '../core/shape.ts';

/** One match of a rule or detector in one place, as a person judges it. It holds no value. */
export interface Hit {
  /** Short and stable: the same hit has the same id in every run. */
  id: string;
  /** DLP rule, or detector such as `phi.ssn`. */
  rule: string;
  path: string;
  /** Attachment, page or cell; empty for the item as a whole. */
  place: string;
  confidence: number;
  /** Distinct values, as far as they are told apart. */
  count: number;
}

const levels: Readonly<Record<string, number>> = { weak: 65, likely: 75, certain: 85 };

/**
 * The hits in the output of `dlp simulate`, `dlp preview` or `scan`, as JSON or JSON lines. Empty for what is neither.
 * A rule with several groups is as sure as its least sure group.
 */
export function hitsIn(document: unknown): Hit[] {
  const items = Array.isArray(document)
    ? document.flatMap(hitsIn)
    : isPlainObject(document) && Array.isArray(document['items'])
      ? document['items'].flatMap(hitsIn)
      : isPlainObject(document)
        ? ofItem(document)
        : [];
  return [...new Map(items.map((hit) => [hit.id, hit])).values()];
}

function ofItem(item: Record<string, unknown>): Hit[] {
  const path = plainText(item['path']);
  if (path === '') return [];
  if (Array.isArray(item['components']))
    return item['components'].filter(isPlainObject).flatMap((component) => ofComponent(path, component));
  return Array.isArray(item['matches']) ? ofScan(path, item['matches'].filter(isPlainObject)) : [];
}

function ofComponent(path: string, component: Record<string, unknown>): Hit[] {
  const place = plainText(component['place']);
  const rules = Array.isArray(component['rules']) ? component['rules'].filter(isPlainObject) : [];
  return rules
    .filter(({ outcome }) => outcome === 'match')
    .flatMap((rule) => {
      const evidence = Array.isArray(rule['evidence']) ? rule['evidence'].filter(isPlainObject) : [];
      const groups = [...Map.groupBy(evidence, ({ group }) => plainText(group)).values()];
      const least = (field: string) =>
        groups.length === 0
          ? 0
          : Math.min(...groups.map((group) => Math.max(...group.map((one) => Number(one[field]) || 0))));
      return hit(plainText(rule['rule']), path, place, least('confidence'), least('count'));
    });
}

/** One hit for each detector in a file. */
function ofScan(path: string, matches: readonly Record<string, unknown>[]): Hit[] {
  return [...Map.groupBy(matches, ({ detector }) => plainText(detector))].flatMap(([detector, own]) => {
    const confidence = Math.max(...own.map(({ strength }) => levels[plainText(strength)] ?? 0));
    const hashes = new Set(own.map((one) => plainText(one['hash']) || plainText(one['start'])));
    return hit(detector, path, '', confidence, hashes.size);
  });
}

function hit(rule: string, path: string, place: string, confidence: number, count: number): Hit[] {
  if (rule === '') return [];
  const id = createHash('sha256').update(`${rule}\0${path}\0${place}`).digest('hex').slice(0, 12);
  return [{ id, rule, path, place, confidence, count }];
}
