import { defineDetection } from '../../core/detection.ts';
import { isDeviceCode } from './device-code.ts';
import { isPersonal, isPhone, isTrustedDevice, whereOf } from './sign-ins.ts';

export const deviceCodeSignIn = defineDetection({
  id: 'entra.device-code-sign-in',
  title: 'An account signed in by device code',
  severity: 'high',
  citations: ['164.308(a)(1)(ii)(D)', '164.308(a)(5)(ii)(C)', '164.312(d)'],
  attack: ['T1528', 'T1566.002'],
  incident: 'account-takeover',
  firstSteps: [
    'Ask the person whether they typed a code that somebody had sent them',
    'If so: revoke all sessions and remove devices that were registered since',
    'Block device code flow in Conditional Access for everybody who does not need it',
  ],
  falsePositives: ['A meeting room screen or a command line tool: declare its account or its application as approved'],
  knownGaps: [
    'The sign-in log of Graph v1.0 does not name the protocol; the beta and diagnostic settings do',
    'The unified log shows only the confirmation page, which other sign-ins have too: there it is medium, without phones',
  ],
  operations: ['userloggedin'],
  signal(event, context) {
    if (event.outcome !== 'success' || !isPersonal(event, context) || !isDeviceCode(event)) return undefined;
    if (context.isApprovedApp(event.app?.id) || isTrustedDevice(event)) return undefined;
    const { key, name } = event.actor;
    const why = `${name} signed in by device code from ${whereOf(event)}`;
    if (event.source !== 'unified') return { group: key, why };
    // Apps of phones show the same confirmation page.
    return isPhone(event) ? undefined : { group: key, why, severity: 'medium' };
  },
  rule: { kind: 'each', mergeMinutes: 1440 },
});
