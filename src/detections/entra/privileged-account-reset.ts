import { defineDetection } from '../../core/detection.ts';
import { accountOf } from './directory-record.ts';
import { isProvisioning } from './initiator.ts';

/** Names that administrators give to the accounts they administer with. */
const adminName = /(?:^|[._-])(?:admin|adm|administrator|globaladmin|ga|sysadmin|da)\d{0,2}(?:[._-]|$)/;

export const privilegedAccountReset = defineDetection({
  id: 'entra.privileged-account-reset',
  title: 'The sign-in of a powerful account was reset by somebody else',
  severity: 'high',
  citations: ['164.312(d)', '164.308(a)(5)(ii)(D)', '164.308(a)(1)(ii)(D)'],
  attack: ['T1098', 'T1098.005'],
  incident: 'account-takeover',
  firstSteps: [
    'Ask the owner of the account, on a known number, whether they asked for it',
    'Block the account and revoke its sessions if they did not',
    'Look at both accounts since: who reset it, and what it did after',
  ],
  falsePositives: ['The owner forgot the password and asked a colleague: the owner confirms, then close.'],
  knownGaps: [
    'Which accounts hold roles is not in the log: accounts are known from sensitiveAccounts and breakGlass, or by a name such as admin or adm-.',
  ],
  operations: [
    'reset user password',
    'reset password (by admin)',
    'reset password',
    'admin registered security info',
    'admin updated security info',
    'create temporary access pass',
  ],
  signal(event, context) {
    if (event.outcome === 'failure' || isProvisioning(event, context)) return undefined;
    const account = accountOf(event);
    const name = account.toLowerCase();
    if (name === event.actor.key || name === event.actor.id) return undefined;
    const declared = context.isSensitiveAccount(account) || context.isBreakGlassName(account);
    if (!declared && !adminName.test(name.split('@')[0]!)) return undefined;
    const what = event.op.startsWith('reset') ? 'The password' : 'A sign-in method';
    return {
      group: name,
      why: `${what} of ${account} was set by ${event.actor.name}`,
      ...(!declared && { severity: 'medium' as const }),
    };
  },
  rule: { kind: 'each', mergeMinutes: 60 },
});
