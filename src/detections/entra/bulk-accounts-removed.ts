import type { AuditEvent } from '../../core/audit-event.ts';
import { changeOf } from '../../core/audit/changes.ts';
import { yesOf } from '../../core/audit/values.ts';
import { defineDetection } from '../../core/detection.ts';
import { accountOf } from './directory-record.ts';
import { isProvisioning } from './initiator.ts';

export const bulkAccountsRemoved = defineDetection({
  id: 'entra.bulk-accounts-removed',
  title: 'Many accounts were deleted or disabled in a short time',
  severity: 'high',
  citations: ['164.308(a)(7)(i)', '164.312(a)(1)', '164.308(a)(1)(ii)(D)'],
  attack: ['T1531'],
  incident: 'evidence-destroyed',
  firstSteps: [
    'Ask the person who did it whether it was planned',
    'Block that account if nobody stands for it',
    'Restore the accounts: deleted ones stay 30 days',
  ],
  falsePositives: ['Clearing out after a clinic closed or a term ended: allow the person with a reason for the day.'],
  knownGaps: [
    'Directory synchronization and provisioning are left out: they have a guard against mass deletion of their own.',
  ],
  parameters: {
    accounts: { default: 10, tighten: 'lower', title: 'Different accounts within the time' },
    minutes: { default: 60, tighten: 'higher', title: 'Time in minutes' },
  },
  operations: ['delete user', 'hard delete user', 'disable account', 'update user'],
  signal(event, context) {
    if (event.outcome === 'failure' || isProvisioning(event, context)) return undefined;
    if (event.op === 'update user' && !isDisabled(event)) return undefined;
    return {
      group: event.actor.key,
      distinct: bare(accountOf(event)),
      why: `${event.actor.name} deleted or disabled accounts`,
    };
  },
  rule: ({ accounts, minutes }) => ({ kind: 'distinct', atLeast: accounts, withinMinutes: minutes }),
  summary: ({ actor, distinct, minutes }) =>
    `${actor} deleted or disabled ${distinct} accounts within ${Math.max(1, minutes)} minutes`,
});

function isDisabled(event: AuditEvent): boolean {
  const change = changeOf(event, 'AccountEnabled');
  return change !== undefined && yesOf(change.new) === false && yesOf(change.old) !== false;
}

/** A deleted account is renamed to its id followed by its name: one account under both. */
function bare(account: string): string {
  return account.toLowerCase().replace(/^[0-9a-f]{32}(?=.*@)/, '');
}
