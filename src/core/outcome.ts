/** The eight outcomes of a control, in the order every bar and legend uses. They never merge. */
export const outcomes = [
  'pass',
  'attested',
  'partial',
  'fail',
  'unknown',
  'excepted',
  'not-licensed',
  'not-applicable',
] as const;

export type Outcome = (typeof outcomes)[number];

/** What a control's own judgement may say; `attested` and `excepted` come from people, never from a unit. */
export type JudgedOutcome = Exclude<Outcome, 'attested' | 'excepted'>;

export const outcomeWords: Record<Outcome, string> = {
  pass: 'Pass',
  attested: 'Attested',
  partial: 'Partial',
  fail: 'Fail',
  unknown: 'Unknown',
  excepted: 'Excepted',
  'not-licensed': 'Not licensed',
  'not-applicable': 'Not applicable',
};

/** Symbols that stand beside the word where there is no color or no icon. */
export const outcomeSymbols: Record<Outcome, string> = {
  pass: '✓',
  attested: '✎',
  partial: '◐',
  fail: '✗',
  unknown: '?',
  excepted: '⧗',
  'not-licensed': '⚷',
  'not-applicable': '–',
};

/** A count for each outcome, all eight always present. */
export function countOutcomes(list: Iterable<{ outcome: Outcome }>): Record<Outcome, number> {
  const counts = Object.fromEntries(outcomes.map((outcome) => [outcome, 0])) as Record<Outcome, number>;
  for (const { outcome } of list) counts[outcome] += 1;
  return counts;
}
