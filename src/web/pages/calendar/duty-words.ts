import type { DueRow } from '../../../api/due.ts';
import type { Outcome } from '../../../core/outcome.ts';

/** How a duty's state looks: the sign and color of an outcome. */
export const stateLooks: Readonly<Record<DueRow['state'], Outcome>> = {
  done: 'pass',
  open: 'partial',
  overdue: 'fail',
  missed: 'unknown',
  ahead: 'not-applicable',
};

/** The day of a duty: the end of it is due, and days are those of UTC, as on the signature. */
export function dutyDay({ due }: Pick<DueRow, 'due'>): string {
  return (due ?? '').slice(0, 10);
}
