import type { AuditEvent } from '../../core/audit-event.ts';
import { changesOf } from '../../core/audit/changes.ts';
import { targetsOf } from '../../core/audit/targets.ts';
import { defineDetection } from '../../core/detection.ts';
import { policyChange, policyUpdates } from './conditional-access-record.ts';
import { added, textsAt } from './directory-record.ts';
import { isMicrosoftService } from './initiator.ts';

/** Operations on an account, and what they did to it. */
const deeds: Readonly<Record<string, string>> = {
  'reset user password': 'got a new password',
  'reset password (by admin)': 'got a new password',
  'reset password': 'got a new password',
  'change user password': 'got a new password',
  'change password (self-service)': 'got a new password',
  'reset password (self-service)': 'got a new password',
  'set force change user password': 'must change its password',
  'admin registered security info': 'got a sign-in method',
  'admin updated security info': 'got another sign-in method',
  'admin deleted security info': 'lost a sign-in method',
  'user registered security info': 'got a sign-in method',
  'user deleted security info': 'lost a sign-in method',
  'disable strong authentication': 'lost its second factor',
  'disable account': 'was disabled',
  'delete user': 'was deleted',
  'hard delete user': 'was deleted for good',
  'update user': 'was changed',
  'remove member from role': 'lost a role',
};
/** Without these the account cannot help in an emergency. */
const losses = new Set(['disable account', 'delete user', 'hard delete user', 'remove member from role']);

export const breakGlassAccountChanged = defineDetection({
  id: 'entra.break-glass-account-changed',
  title: 'An emergency access account was changed',
  severity: 'high',
  citations: ['164.312(a)(2)(ii)', '164.312(d)', '164.308(a)(1)(ii)(D)'],
  attack: ['T1098', 'T1531'],
  incident: 'emergency-access-used',
  firstSteps: [
    'Ask the keepers of the emergency accounts whether they did it',
    'Restore the account and its exclusions, and test that it gets in',
    'Look at what the person who changed it did besides',
  ],
  falsePositives: ['The yearly renewal of its password or key: allow the keeper with a reason for the day.'],
  knownGaps: [
    'Works only for accounts declared under breakGlass, by object id and by name.',
    'A group that keeps it out of policies and loses it is not seen.',
  ],
  operations: [...Object.keys(deeds), ...policyUpdates],
  signal(event, context) {
    if (event.outcome === 'failure' || isMicrosoftService(event)) return undefined;
    const isOne = (name: string) => context.isBreakGlassName(name);
    const deed = deeds[event.op];
    if (deed === undefined) return noLongerExcluded(event, isOne);
    const names = targetsOf(event).flatMap(({ id, name }) => [name, id]);
    const account = [...names, event.object].find((name) => name !== undefined && isOne(name));
    if (account === undefined || (event.op === 'update user' && !matters(event))) return undefined;
    return {
      group: account.toLowerCase(),
      why: `The emergency account ${account} ${deed}, by ${event.actor.name}`,
      ...(losses.has(event.op) && { severity: 'critical' as const }),
    };
  },
  rule: { kind: 'each', mergeMinutes: 60 },
});

/** A policy that left it out does so no longer: the account may be locked out with everybody else. */
function noLongerExcluded(event: AuditEvent, isOne: (name: string) => boolean) {
  const change = policyChange(event);
  if (!change?.old || !change.new) return undefined;
  const excluded = 'conditions.users.excludeUsers';
  const account = added(textsAt(change.new, excluded), textsAt(change.old, excluded)).find(isOne);
  if (account === undefined) return undefined;
  return {
    group: account.toLowerCase(),
    why: `The policy ${change.name} now also holds for the emergency account ${account}, by ${event.actor.name}`,
    severity: 'critical' as const,
  };
}

/** What synchronization and sign-ins write by themselves does not matter. */
function matters(event: AuditEvent): boolean {
  const idle =
    /^(?:included|actorid|targetid|lastdirsync|lastsignin|proxyaddresses|assigned|userstate|stsrefreshtoken|mailboxguid|mail$)/i;
  return changesOf(event).some((change) => !idle.test(change.name.replace(/\s/g, '')) && change.old !== change.new);
}
