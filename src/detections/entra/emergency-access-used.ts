import { defineDetection } from '../../core/detection.ts';
import { whereOf } from './sign-ins.ts';

export const emergencyAccessUsed = defineDetection({
  id: 'entra.emergency-access-used',
  title: 'An emergency access account was used',
  severity: 'critical',
  citations: ['164.308(a)(1)(ii)(D)', '164.308(a)(7)(ii)(C)', '164.312(a)(2)(ii)', '164.312(d)'],
  attack: ['T1078.004'],
  incident: 'emergency-access-used',
  firstSteps: [
    'Ask the keepers of the account by telephone who took it out and why',
    'If nobody did: revoke its sessions, change its password and list what it changed',
    'Record the use and its reason, then seal a new password',
  ],
  falsePositives: ['The quarterly drill: allow the account for its day, with the reason'],
  knownGaps: ['Works only for accounts declared under breakGlass'],
  operations: ['userloggedin', 'userloginfailed'],
  signal(event, context) {
    if (!context.isBreakGlass(event)) return undefined;
    const { key, name } = event.actor;
    const app = event.app?.name ? ` to ${event.app.name}` : '';
    return event.outcome === 'success'
      ? { group: key, why: `${name} signed in${app} from ${whereOf(event)}` }
      : { group: key, why: `Somebody tried to sign in as ${name} from ${whereOf(event)}`, severity: 'high' };
  },
  rule: { kind: 'each', mergeMinutes: 720 },
});
