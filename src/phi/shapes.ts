import type { Match, Strength } from '../core/phi.ts';
import type { Check, Detector, Shape } from './detector.ts';
import { reachesValue, skipFillers } from './text/fillers.ts';
import { hitsOf } from './text/hits.ts';
import type { Page } from './text/page.ts';
import { NUMBER } from './text/tokens.ts';
import { type Tag, tagOf } from './text/vocabulary.ts';

/** A match with its weight: where two overlap, the heavier stays. */
export interface Candidate extends Match {
  weight: number;
}

export const strengthWeight: Readonly<Record<Strength, number>> = { weak: 0, likely: 100, certain: 200 };
/** A value that its label, column or field names outweighs one that only its shape and surroundings tell. */
const namedWeight = 50;

/**
 * By token form (digits alone or mixed) and length, and then by the unit after the token: the shapes that may start
 * there. Units above ASCII share one place.
 */
type Dispatch = (readonly [Detector, Shape])[][][];
const longest = 40;
const beyond = 128;

export function dispatchOf(detectors: readonly Detector[]): Dispatch {
  const table: Dispatch = [];
  for (const detector of detectors) {
    for (const shape of detector.shapes ?? []) {
      for (let length = shape.first[0]; length <= Math.min(shape.first[1], longest); length++) {
        const byUnit = (table[(shape.mixed ? longest + 1 : 0) + length] ??= Array.from(
          { length: beyond + 1 },
          () => [],
        ));
        byUnit.forEach((shapes, unit) => {
          if (mayFollow(shape, unit)) shapes.push([detector, shape]);
        });
      }
    }
  }
  return table;
}

function mayFollow({ follows }: Shape, unit: number): boolean {
  return (
    follows === undefined ||
    (unit < beyond ? follows.includes(String.fromCharCode(unit)) : /[^\x00-\x7f]/.test(follows))
  );
}

/** Tries at every token that holds a digit only the shapes that its length and form allow. */
export function findShapes(page: Page, dispatch: Dispatch, atNumber: (start: number) => void): Candidate[] {
  const found: Candidate[] = [];
  const { text, tokens } = page;
  const { start, end, flags, count } = tokens;
  for (const token of tokens.numbers) {
    const flag = flags[token]!;
    const from = start[token]!;
    const length = end[token]! - from;
    if (length > longest) continue;
    const number = (flag & NUMBER) !== 0;
    if (number && length <= 3 && text.charCodeAt(from + length) === 46) atNumber(from);
    const byUnit = dispatch[(number ? 0 : longest + 1) + length];
    if (byUnit === undefined) continue;
    const shapes = byUnit[from + length < text.length ? Math.min(beyond, text.charCodeAt(from + length)) : 0]!;
    if (shapes.length === 0 || insideLonger(text, from)) continue;
    const second =
      token + 1 < count && start[token + 1] === from + length + 1 ? end[token + 1]! - start[token + 1]! : 0;
    for (const [detector, shape] of shapes) {
      if (shape.second !== undefined && (second < shape.second[0] || second > shape.second[1])) continue;
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

/** A detector of labelled values, with the tags of its labels and of those that need their "#". */
export interface NamedDetector {
  detector: Detector;
  tag: Tag;
  signedTag: Tag;
}

export function namedOf(detectors: readonly Detector[]): NamedDetector[] {
  return detectors
    .filter(({ labelled }) => labelled !== undefined && labelled.length > 0)
    .map((detector) => ({ detector, tag: tagOf(detector.id), signedTag: tagOf(`${detector.id}#`) }));
}

/** The values that a label, a column or a field names. */
export function findNamed(page: Page, { detector, tag, signedTag }: NamedDetector): Candidate[] {
  const found: Candidate[] = [];
  const patterns = detector.labelled ?? [];
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
  for (const hit of hitsOf(page.hits, signedTag)) {
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
