import { type Affinity, type Entity, type Operand, refsOf } from './package.ts';
import { type PreparedPackage, type Scanned, finderOf, scanned } from './prepare.ts';
import { type Span, windowAround, within } from './span.ts';

/** Purview looks at about the first megabyte of an item's text; what lies beyond is not judged. */
export const scanLimit = 1_048_576;

export interface Hit extends Span {
  /** The highest of the patterns that hold for this text, 1-100. */
  confidence: number;
}

/** What one type finds in one item. It holds no value. */
export interface TypeResult {
  entity: string;
  name: string;
  /** The highest confidence of a hit; 0 where nothing was decided. */
  confidence: number;
  /** Distinct values. */
  count: number;
  hits: Hit[];
  /** Places where a pattern would hold if something held that Wardline cannot run. */
  undecided: Span[];
}

export interface PackageResult {
  types: TypeResult[];
  /** The text was longer than Purview looks. */
  cut: boolean;
}

type Verdict = 'yes' | 'no' | 'unknown';
type Spans = (idRef: string) => readonly Span[] | undefined;

/** Runs a package over the text of one item: a file, the body of a message, or one attachment. Types that find nothing are left out. */
export function runPackage(prepared: PreparedPackage, whole: string): PackageResult {
  const page = scanned(whole.length > scanLimit ? whole.slice(0, scanLimit) : whole);
  const known = new Map<string, readonly Span[] | undefined>();
  const spans: Spans = (idRef) => {
    if (!known.has(idRef)) known.set(idRef, finderOf(prepared, idRef)?.(page));
    return known.get(idRef);
  };
  const { entities, affinities } = prepared.rules;
  const types = [
    ...entities.map((entity) => entityResult(entity, page, spans)),
    ...affinities.map((one) => affinityResult(one, page, spans)),
  ];
  return {
    types: types.filter(({ hits, undecided }) => hits.length + undecided.length > 0),
    cut: whole.length > scanLimit,
  };
}

function entityResult({ id, name, proximity, patterns }: Entity, page: Scanned, spans: Spans): TypeResult {
  const best = new Map<number, Hit>();
  const open = new Map<number, Span>();
  for (const { idMatch, confidence, all } of [...patterns].sort((a, b) => b.confidence - a.confidence)) {
    const primary = spans(idMatch);
    if (primary === undefined) {
      // Without the primary element there is no place to name: where its evidence could hold, the item as a whole is open.
      const certain = all.filter((operand) => operand.kind === 'match');
      if (allHold(certain, page.text, { start: 0, end: page.text.length }, spans) !== 'no')
        open.set(-1, { start: 0, end: 0 });
      continue;
    }
    for (const span of primary) {
      const key = keyOf(span);
      if (best.has(key)) continue;
      const verdict = allHold(all, page.text, windowAround(page.text, span, proximity, page.hasPairs), spans);
      if (verdict === 'yes') best.set(key, { ...span, confidence });
      else if (verdict === 'unknown') open.set(key, span);
    }
  }
  return resultOf(id, name, page, [...best.values()], [...open.values()]);
}

/**
 * Evidence near each other without a primary element. The pieces that hold in a window combine: 1 - (1 - c1)(1 - c2)...
 * The whole item is one instance.
 */
function affinityResult(
  { id, name, proximity, threshold, evidences }: Affinity,
  page: Scanned,
  spans: Spans,
): TypeResult {
  let best: Hit | undefined;
  let open: Span | undefined;
  const anchors = evidences.flatMap(({ all }) => refsOf(all).flatMap((ref) => spans(ref) ?? []));
  for (const anchor of anchors) {
    const { end } = windowAround(page.text, { start: anchor.start, end: anchor.start }, proximity, page.hasPairs);
    const window = proximity === Infinity ? { start: 0, end } : { start: anchor.start, end };
    let [sure, possible] = [1, 1];
    for (const { confidence, all } of evidences) {
      const verdict = allHold(all, page.text, window, spans);
      if (verdict !== 'no') possible *= 1 - confidence / 100;
      if (verdict === 'yes') sure *= 1 - confidence / 100;
    }
    const confidence = Math.round((1 - sure) * 100);
    if (confidence >= threshold && confidence > (best?.confidence ?? 0)) best = { ...anchor, confidence };
    else if (confidence < threshold && (1 - possible) * 100 >= threshold) open = anchor;
    if (best?.confidence === 100 || (best && proximity === Infinity)) break;
  }
  const result = resultOf(id, name, page, best ? [best] : [], !best && open ? [open] : []);
  return { ...result, count: best ? 1 : 0 };
}

function resultOf(entity: string, name: string, { text }: Scanned, hits: Hit[], open: Span[]): TypeResult {
  const sorted = hits.sort((a, b) => a.start - b.start || a.end - b.end);
  const keys = open.length > 0 ? new Set(sorted.map(keyOf)) : undefined;
  return {
    entity,
    name,
    confidence: sorted.reduce((best, { confidence }) => Math.max(best, confidence), 0),
    count: new Set(sorted.map(({ start, end }) => text.slice(start, end))).size,
    hits: sorted,
    undecided: open.filter((span) => !keys?.has(keyOf(span))),
  };
}

/** Texts are of at most `scanLimit` units, so one number holds both ends. */
function keyOf({ start, end }: Span): number {
  return start * 2_097_152 + end;
}

function allHold(operands: readonly Operand[], text: string, window: Span, spans: Spans): Verdict {
  let unknown = false;
  for (const operand of operands) {
    const verdict = holds(operand, text, window, spans);
    if (verdict === 'no') return 'no';
    unknown ||= verdict === 'unknown';
  }
  return unknown ? 'unknown' : 'yes';
}

function holds(operand: Operand, text: string, window: Span, spans: Spans): Verdict {
  if (operand.kind === 'match') {
    const all = spans(operand.idRef);
    if (all === undefined) return 'unknown';
    const near = within(all, window, operand.uniqueResults ? Infinity : operand.minCount);
    const count = operand.uniqueResults
      ? new Set(near.map(({ start, end }) => text.slice(start, end).toLowerCase())).size
      : near.length;
    return count >= operand.minCount ? 'yes' : 'no';
  }
  let [sure, open] = [0, 0];
  for (const child of operand.of) {
    const verdict = holds(child, text, window, spans);
    if (verdict === 'yes') sure++;
    else if (verdict === 'unknown') open++;
  }
  if (sure >= operand.min && sure + open <= operand.max) return 'yes';
  return sure + open < operand.min || sure > operand.max ? 'no' : 'unknown';
}
