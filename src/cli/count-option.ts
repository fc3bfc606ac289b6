import { WardlineError } from '../core/errors.ts';

/** The whole number of an option, `usual` when it was not given. Throws `usage` for anything but 1 to `most`. */
export function countIn(option: string, given: unknown, usual: number, most: number): number {
  if (given === undefined) return usual;
  const count = Number(given);
  if (Number.isInteger(count) && count >= 1 && count <= most) return count;
  throw new WardlineError('usage', `${option} takes a whole number from 1 to ${most}.`);
}
