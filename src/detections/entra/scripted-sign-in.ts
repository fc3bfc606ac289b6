import { defineDetection } from '../../core/detection.ts';
import { isPersonal, knewPassword, usesScript, whereOf } from './sign-ins.ts';

/** Microsoft's own command line renews its sessions by a library of Python. */
const azureCli = '04b07795-8ddb-461a-bbee-02f9e1bf7b46';

export const scriptedSignIn = defineDetection({
  id: 'entra.scripted-sign-in',
  title: 'A script signed in with a person’s password',
  severity: 'high',
  citations: ['164.308(a)(1)(ii)(D)', '164.308(a)(5)(ii)(C)', '164.312(d)'],
  attack: ['T1078.004', 'T1557'],
  incident: 'account-takeover',
  firstSteps: [
    'Ask the person by telephone whether they run a script',
    'If not: revoke all sessions and reset the password: a phishing page has passed it on',
    'Look for a message that led the person to a false sign-in page, and remove it from all mailboxes',
  ],
  falsePositives: [
    'An own script: give it an application of its own, or declare its account under watch.serviceAccounts',
  ],
  knownGaps: ['A phishing kit that names itself as a browser is not seen'],
  operations: ['userloggedin', 'userloginfailed'],
  signal(event, context) {
    if (!usesScript(event) || !knewPassword(event) || !isPersonal(event, context)) return undefined;
    if (context.isApprovedApp(event.app?.id)) return undefined;
    const { key, name } = event.actor;
    const did = event.outcome === 'success' ? 'signed in as' : 'had the password of';
    return {
      group: key,
      why: `A script ${did} ${name} from ${whereOf(event)}`,
      ...(event.outcome !== 'success' && { severity: 'medium' }),
      ...(event.app?.id === azureCli && { severity: 'low' }),
    };
  },
  rule: { kind: 'each', mergeMinutes: 1440 },
});
