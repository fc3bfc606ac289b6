import { daysBetween } from '../core/clock.ts';
import type { PlannedChange } from '../core/plan.ts';
import { plainText } from '../core/shape.ts';
import type { Snapshot } from '../core/snapshot.ts';
import { testDays } from './staging.ts';

/**
 * Warnings on changes that put a DLP policy in force before its days of test mode have passed: what it would stop was
 * not seen long enough. The days run from the policy's last change.
 */
export function earlyEnforcements(changes: readonly PlannedChange[], snapshot: Snapshot, at: string): string[] {
  const section = snapshot.sections.dlpPolicies;
  if (section.status !== 'read') return [];
  return changes.flatMap(({ id, section: name, operation, match, values, from }) => {
    const enforces = name === 'dlpPolicies' && operation === 'set' && /^enable$/i.test(plainText(values?.['mode']));
    if (!enforces || !/^test/i.test(plainText(from['mode']))) return [];
    const policy = section.data.find((one) =>
      Object.entries(match ?? {}).every(([field, value]) => one[field as keyof typeof one] === value),
    );
    const days = policy?.whenChanged ? daysBetween(policy.whenChanged, at) : undefined;
    if (days !== undefined && days >= testDays) return [];
    const stood = days === undefined ? 'an unknown number of days' : days === 1 ? '1 day' : `${days} days`;
    return [
      `Warning: ${id} enforces DLP policy ${policy?.name ?? ''} after ${stood} in test mode; ${testDays} are recommended.`,
    ];
  });
}
