import type { BookSetting } from '../core/configuration.ts';
import { isPlainObject } from '../core/shape.ts';

/** A setting's value as people read it: yes and no, lists in one line, objects by their fields. */
export function valueWords(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'not set';
  if (value === true) return 'yes';
  if (value === false) return 'no';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(valueWords).join(', ');
  if (isPlainObject(value))
    return `(${Object.entries(value)
      .filter(([, inner]) => inner !== undefined && inner !== null && inner !== '')
      .map(([key, inner]) => `${key}: ${valueWords(inner)}`)
      .join('; ')})`;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const sources: Readonly<Record<string, string>> = {
  applied: 'Applied',
  adopted: 'Adopted',
  excepted: 'Excepted',
  undone: 'Taken back',
  imported: 'Imported',
};

/** Settings with something to say, and the words of those that are not set and that nobody decided on. */
export function setAndUnset(settings: readonly BookSetting[]): { set: BookSetting[]; unset: string[] } {
  const empty = ({ value, decisions }: BookSetting) => decisions.length === 0 && valueWords(value) === 'not set';
  return {
    set: settings.filter((setting) => !empty(setting)),
    unset: settings.filter(empty).map(({ words }) => words),
  };
}

/** Said before a decision that the present value does not follow any more. */
export const noLongerSo = 'It is no longer as decided. ';

/** One decision as a sentence: what, when, by whom, from what to what, why. */
export function decisionWords(decision: {
  source: string;
  at: string;
  author: string;
  from: unknown;
  to: unknown;
  reason: string;
}): string {
  const { source, at, author, from, to, reason } = decision;
  const move = `${valueWords(from)} → ${valueWords(to)}`;
  return `${sources[source] ?? source} ${at.slice(0, 10)} by ${author}${isPlainObject(to) ? '' : `, ${move}`}. ${reason}`;
}
