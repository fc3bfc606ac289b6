import type { SignInEffect } from '../../core/rehearsal.ts';

/** What one control, or all of a policy's together, would have done, and why. */
export interface Grant {
  effect: Exclude<SignInEffect, 'not-applied'>;
  why: string;
}

/** Yes, no, or why it cannot be told. */
export type Answer = boolean | { unknown: string };

/** One yes is enough. With none, one that cannot be told leaves it open. */
export function anyOf(answers: readonly Answer[]): Answer {
  if (answers.includes(true)) return true;
  return answers.find((answer) => typeof answer === 'object') ?? false;
}

/** One no is enough to say no. */
export function allOf(answers: readonly Answer[]): Answer {
  if (answers.includes(false)) return false;
  return answers.find((answer) => typeof answer === 'object') ?? true;
}

export function not(answer: Answer): Answer {
  return typeof answer === 'object' ? answer : !answer;
}

/** In the list, without regard to case; a value that was not logged cannot be told unless the list is empty. */
export function among(list: readonly string[], value: string | undefined, unknown: string): Answer {
  if (list.length === 0) return false;
  return value === undefined ? { unknown } : list.some((entry) => entry.toLowerCase() === value.toLowerCase());
}
