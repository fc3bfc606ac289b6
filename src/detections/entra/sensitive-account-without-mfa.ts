import { defineDetection } from '../../core/detection.ts';
import { signInOf } from '../../core/audit/sign-in.ts';
import { isElsewhere, isPersonal, isTrustedDevice, whereOf } from './sign-ins.ts';

export const sensitiveAccountWithoutMfa = defineDetection({
  id: 'entra.sensitive-account-without-mfa',
  title: 'A sensitive account signed in with a password alone',
  severity: 'medium',
  citations: ['164.308(a)(1)(ii)(D)', '164.308(a)(5)(ii)(D)', '164.312(d)'],
  attack: ['T1078.004'],
  incident: 'account-takeover',
  firstSteps: [
    'Ask the person by telephone whether it was them',
    'Find out which policy let the sign-in pass without MFA',
    'Require MFA for the account in Conditional Access',
  ],
  falsePositives: ['A session that had its second factor before: allow the account until the policy is checked'],
  knownGaps: [
    'Works only for accounts declared under sensitiveAccounts',
    'The sign-in log of Graph v1.0 and the unified log do not say what was required; the beta and diagnostic settings do',
  ],
  operations: ['userloggedin'],
  signal(event, context) {
    const { key, name } = event.actor;
    if (event.outcome !== 'success' || !context.isSensitiveAccount(key) || !isPersonal(event, context))
      return undefined;
    const { mfa, interactive, continuation } = signInOf(event);
    if (mfa !== false || !interactive || continuation) return undefined;
    if (!isElsewhere(event, context) || isTrustedDevice(event)) return undefined;
    return { group: key, why: `${name} signed in from ${whereOf(event)} with a password alone` };
  },
  rule: { kind: 'each', mergeMinutes: 1440 },
});
