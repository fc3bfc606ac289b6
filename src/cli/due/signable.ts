import type { Duty } from '../../core/duty.ts';
import { WardlineError } from '../../core/errors.ts';
import { standingDuties } from '../../engine/standing-duties.ts';

/**
 * The duty and period that may be signed: of one that has come, also after its day. Without a period the oldest one
 * that is due. Throws `not-found` for none of that name, `conflict` for one that has not come yet.
 */
export function signable(
  duties: readonly Duty[],
  duty: string,
  period: string | undefined,
): { duty: string; period: string } {
  const own = duties.flatMap(({ sign, state }) => (sign?.duty === duty ? [{ period: sign.period, state }] : []));
  if (own.length === 0)
    throw new WardlineError(
      'not-found',
      'There is no recurring duty of this name.',
      `These are signed: ${standingDuties.map(({ id }) => id).join(', ')}.`,
    );
  const found =
    period === undefined
      ? own.find(({ state }) => state === 'overdue' || state === 'open')
      : own.find((one) => one.period === period);
  if (!found)
    throw new WardlineError(
      period === undefined ? 'conflict' : 'not-found',
      period === undefined ? 'Nothing of it is due.' : 'It does not come in that period.',
      'See: wardline due list --all',
    );
  if (found.state === 'ahead') throw new WardlineError('conflict', 'It has not come yet.', 'Sign it when it was done.');
  return { duty, period: found.period };
}
