import type { Assessment, Resource, Result } from '../core/assessment.ts';
import { isDay, isOver } from '../core/clock.ts';
import { WardlineError } from '../core/errors.ts';
import type { FindingDetail, FindingState } from './schema.ts';
import { storableText } from './storable.ts';

/** An offending object as one assessment saw it. */
export interface Observed {
  control: string;
  /** Its id in lower case; empty for the control as a whole. */
  resource: string;
  resourceName: string;
  severity: Result['severity'];
  title: string;
  why: string;
  details: FindingDetail[];
  outcome: 'fail' | 'partial';
  /** The exception that covers it. */
  accepted?: { by: string; reason: string; until: string };
}

/** Where a finding goes, and why. */
export interface Move {
  to: FindingState;
  by: string;
  reason: string;
  /** Last day of an acceptance. */
  until?: string;
}

const wardline = 'wardline';

/** Outcomes that say how things are. Where it could not be read or licensed nothing is known, and nothing moves. */
const judged: ReadonlySet<Result['outcome']> = new Set([
  'pass',
  'attested',
  'partial',
  'fail',
  'excepted',
  'not-applicable',
]);

/** The controls of an assessment that were judged, and each offending object once, with all its judged settings. */
export function observe(assessment: Assessment): { results: Map<string, Result>; observed: Observed[] } {
  const results = new Map(
    assessment.results.filter((result) => judged.has(result.outcome)).map((result) => [result.control, result]),
  );
  return { results, observed: [...results.values()].flatMap(offending) };
}

function offending(result: Result): Observed[] {
  const outcome = result.outcome === 'excepted' ? result.exception?.outcomeWithout : result.outcome;
  if (outcome !== 'fail' && outcome !== 'partial') return [];
  const listed = result.resources.filter(
    (entry) => (entry.outcome ?? outcome) === 'fail' || (entry.outcome ?? outcome) === 'partial',
  );
  const accepted =
    result.outcome === 'excepted' && result.exception
      ? { by: result.exception.approver, reason: result.exception.reason, until: result.exception.until }
      : undefined;
  const whole = {
    control: result.control,
    severity: result.severity,
    title: storableText(result.headline),
    why: storableText(result.why),
  };
  const byId = Map.groupBy(listed, (entry) => storableText(entry.id).toLowerCase());
  if (byId.size === 0) byId.set('', []);
  return [...byId].map(([resource, entries]) => ({
    ...whole,
    resource,
    resourceName: storableText(entries[0]?.name ?? ''),
    details: entries.map(detailOf),
    outcome:
      entries.some((entry) => (entry.outcome ?? outcome) === 'fail') || entries.length === 0 ? outcome : 'partial',
    ...(accepted && { accepted }),
  }));
}

function detailOf({ expected, actual, readFrom }: Resource): FindingDetail {
  return { expected: storableText(expected), actual: storableText(actual), readFrom: storableText(readFrom) };
}

/** The state that a finding has now, for the rules below. */
export interface Standing {
  state: FindingState;
  acceptedUntil: string | null;
}

/**
 * What an assessment at the moment `at` makes of a finding whose object offends. No standing: it is new.
 * `undefined`: it stays as it is.
 */
export function whenSeen(standing: Standing | undefined, seen: Observed, at: string): Move | undefined {
  const { accepted } = seen;
  if (accepted) {
    const same = standing?.state === 'accepted' && standing.acceptedUntil === accepted.until;
    const judgedByPeople = standing?.state === 'false-positive' || standing?.state === 'third-party';
    return same || judgedByPeople ? undefined : { to: 'accepted', ...accepted };
  }
  if (!standing) return { to: 'open', by: wardline, reason: 'First seen.' };
  if (standing.state === 'fixed') return { to: 'open', by: wardline, reason: 'It was fixed and came back.' };
  if (standing.state === 'accepted' && standing.acceptedUntil && isOver(standing.acceptedUntil, at))
    return { to: 'open', by: wardline, reason: `Its acceptance ended on ${standing.acceptedUntil}.` };
  return undefined;
}

/**
 * What an assessment makes of a finding whose control it judged and whose object does not offend any more. What
 * people have judged to be no fault, or to be covered elsewhere, stays judged.
 */
export function whenGone(standing: Standing, result: Result): Move | undefined {
  if (standing.state === 'fixed' || standing.state === 'false-positive' || standing.state === 'third-party')
    return undefined;
  return { to: 'fixed', by: wardline, reason: goneReasons[result.outcome] ?? 'The object does not offend any more.' };
}

const goneReasons: Partial<Record<Result['outcome'], string>> = {
  pass: 'The control passes.',
  attested: 'The control was attested.',
  'not-applicable': 'What the control speaks of does not exist any more.',
};

/** Checks a move that a person makes. Throws `bad-input`, saying what is missing. */
export function checkMove(standing: Standing, move: Move & { planId?: string | undefined }, at: string): void {
  const refuse = (message: string, hint?: string): never => {
    throw new WardlineError('bad-input', message, hint);
  };
  if (!/\S/.test(move.by)) refuse('Say who decides this.');
  if (!/[\p{L}\p{N}]/u.test(move.reason)) refuse('Say why: a decision without a reason is no decision.');
  if (move.to === 'fixed')
    refuse('A finding is fixed when an assessment no longer sees it, not by saying so.', 'Run: wardline assess');
  if (standing.state === 'fixed') refuse('This finding is fixed already.');
  if (move.to === 'planned' && !move.planId) refuse('A planned finding needs its plan.');
  if (move.to === 'accepted') {
    if (!move.until || !isDay(move.until)) refuse('An acceptance needs its last day, as 2027-01-31.');
    else if (isOver(move.until, at)) refuse(`The last day ${move.until} lies in the past.`);
  } else if (move.until) refuse('Only an acceptance has a last day.');
}
