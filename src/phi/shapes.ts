import type { Match, Strength } from '../core/phi.ts';
import type { Check, Detector, Shape } from './detector.ts';
import { reachesValue, skipFillers } from './text/fillers.ts';
import { hitsOf } from './text/hits.ts';
import type { Page } from './text/page.ts';
import { NUMBER } from './text/tokens.ts';
import { tagOf } from './text/vocabulary.ts';

/** A match with its weight: where two overlap, the heavier stays. */
export interface Candidate extends Match {
  weight: number;
}

export const strengthWeight: Readonly<Record<Strength, number>> = { weak: 0, likely: 100, certain: 200 };
/** A value that its label, column or field names outweighs one that only its shape and surroundings tell. */
const namedWeight = 50;

/** By token form (digits alone or mixed) and length: the shapes that may start there. */
type Dispatch = (readonly [Detector, Shape])[][];
const longest = 40;

export function dispatchOf(detectors: readonly Detector[]): Dispatch {
  const table: Dispatch = [];
  for (const detector of detectors) {
    for (const shape of detector.shapes ?? []) {
      for (let length = shape.first[0]; length <= Math.min(shape.first[1], longest); length++) {
        (table[(shape.mixed ? longest + 1 : 0) + length] ??= []).push([detector, shape]);
      }
    }
  }
  return table;
}

/** Tries at every token that holds a digit only the shapes that its length and form allow. */
export function findShapes(page: Page, dispatch: Dispatch, atNumber: (start: number) => void): Candidate[] {
  const found: Candidate[] = [];
  const { text, tokens } = page;
  const { start, end, flags } = tokens;
  for (const token of tokens.numbers) {
    const flag = flags[token]!;
    const from = start[token]!;
    const length = end[token]! - from;
    if (length > longest) continue;
    const number = (flag & NUMBER) !== 0;
    if (number && length <= 3 && text.charCodeAt(from + length) === 46) atNumber(from);
    const shapes = dispatch[(number ? 0 : longest + 1) + length];
    if (shapes === undefined || insideLonger(text, from)) continue;
    for (const [detector, shape] of shapes) {
      const opened = shape.opening !== undefined;
      if (opened && text[from - 1] !== shape.opening) continue;
      shape.pattern.lastIndex = from;
      if (!shape.pattern.test(text)) continue;
      const candidate = judged(page, detector, shape, opened ? from - 1 : from, shape.pattern.lastIndex);
      if (candidate !== undefined) found.push(candidate);
    }
  }
  return found;
}

/** Whether a token only continues something longer: a path, a key, a version, a decimal number. */
function insideLonger(text: string, from: number): boolean {
  if (from < 2) return false;
  switch (text.charCodeAt(from - 1)) {
    case 45: // -
    case 46: // .
    case 47: // /
    case 92: // backslash
    case 95: // _
    case 37: // %
    case 38: // &
    case 61: // =
    case 64: // @
    case 36: // $
    case 43: {
      // +
      const before = text.charCodeAt(from - 2);
      return (
        (before >= 48 && before <= 57) ||
        (before >= 65 && before <= 90) ||
        (before >= 97 && before <= 122) ||
        text.charCodeAt(from - 1) === 36
      );
    }
    default:
      return false;
  }
}

function judged(page: Page, detector: Detector, shape: Shape, start: number, end: number): Candidate | undefined {
  const context =
    shape.near === undefined
      ? undefined
      : page.context(detector.id, start, end, Math.min(shape.reach ?? page.proximity, page.proximity));
  if (context === undefined && shape.alone === undefined) {
    if (page.options.explain)
      page.refuse(detector.id, start, end, `shape found, no supporting word within ${shape.reach ?? page.proximity}`);
    return undefined;
  }
  const check: Check = shape.check?.(page.text.slice(start, end)) ?? {};
  if (check.refused !== undefined) {
    page.refuse(detector.id, start, end, check.refused);
    return undefined;
  }
  const strength = context === undefined ? shape.alone! : shape.near!;
  return candidateOf(page, detector, start, end, strength, shape.name, check, context, 0);
}

/** The values that a label, a column or a field names. */
export function findNamed(page: Page, detector: Detector): Candidate[] {
  const found: Candidate[] = [];
  const patterns = detector.labelled ?? [];
  if (patterns.length === 0) return found;
  const tag = tagOf(detector.id);
  const tryAt = (at: number, word: string, distance: number) => {
    let refused = '';
    const bracket = page.text.charCodeAt(at - 1) === 40;
    for (const labelled of patterns) {
      // The opening bracket of "(330) 555-0142" belongs to the value, that of "MRN (00412)" does not: the pattern tells.
      let start = at;
      labelled.pattern.lastIndex = at - 1;
      if (bracket && labelled.pattern.test(page.text)) start = at - 1;
      else {
        labelled.pattern.lastIndex = at;
        if (!labelled.pattern.test(page.text)) continue;
      }
      const end = labelled.pattern.lastIndex;
      const check: Check = labelled.check?.(page.text.slice(start, end), word) ?? {};
      if (check.refused !== undefined) {
        refused ||= check.refused;
        continue;
      }
      found.push(
        candidateOf(
          page,
          detector,
          start,
          end,
          labelled.strength,
          labelled.name,
          check,
          { word, distance },
          namedWeight,
        ),
      );
      return;
    }
    if (refused !== '') page.refuse(detector.id, at, at + 1, refused);
  };
  for (const hit of hitsOf(page.hits, tag)) {
    const end = page.hits.end[hit]!;
    const at = skipFillers(page.text, end);
    if (at > end && reachesValue(page.text, page.hits.start[hit]!, end, at)) tryAt(at, page.word(hit), at - end);
  }
  for (const hit of hitsOf(page.hits, tagOf(`${detector.id}#`))) {
    const end = page.hits.end[hit]!;
    if (!/^[ .]?[#:]/.test(page.text.slice(end, end + 2))) continue;
    const at = skipFillers(page.text, end);
    if (at > end) tryAt(at, `${page.word(hit)} #`, at - end);
  }
  for (const field of page.fieldsOf(tag)) tryAt(field.start, field.name, 0);
  return found;
}

function candidateOf(
  page: Page,
  detector: Detector,
  start: number,
  end: number,
  strength: Strength,
  pattern: string,
  check: Check,
  context: { word: string; distance: number } | undefined,
  extra: number,
): Candidate {
  const held = check.held;
  const sensitive = detector.sensitive?.(page.text.slice(start, end));
  return {
    detector: detector.id,
    identifier: detector.identifier,
    strength,
    start,
    end,
    why: { pattern, ...(held !== undefined && { checksum: held }), ...(context && { context }) },
    holder: 'unknown',
    ...(sensitive && { sensitive }),
    weight: strengthWeight[strength] + extra + (detector.rank ?? 0),
  };
}

/** Of candidates that overlap, the heaviest; of equal ones the longer. */
export function withoutOverlaps(candidates: Candidate[]): Candidate[] {
  const order = candidates.sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: Candidate[] = [];
  for (const candidate of order) {
    let last = kept.at(-1);
    let beaten = false;
    while (last !== undefined && last.end > candidate.start) {
      if (
        last.weight > candidate.weight ||
        (last.weight === candidate.weight && last.end - last.start >= candidate.end - candidate.start)
      ) {
        beaten = true;
        break;
      }
      kept.pop();
      last = kept.at(-1);
    }
    if (!beaten) kept.push(candidate);
  }
  return kept;
}
