import { defineDetection } from '../../core/detection.ts';
import { signInOf } from '../../core/audit/sign-in.ts';
import { isPersonal, whereOf } from './sign-ins.ts';

export const legacyProtocolUsed = defineDetection({
  id: 'entra.legacy-protocol-used',
  title: 'An account signed in by a protocol without MFA',
  severity: 'high',
  citations: ['164.308(a)(1)(ii)(D)', '164.312(d)', '164.312(e)(1)'],
  attack: ['T1078.004'],
  incident: 'account-takeover',
  firstSteps: [
    'Ask the person which program signs in by this protocol',
    'If none is known: revoke all sessions and reset the password',
    'Turn the protocol off for the mailbox and block it in Conditional Access',
  ],
  falsePositives: ['A scanner or application that sends mail: declare its account under watch.serviceAccounts'],
  knownGaps: ['The unified audit log names the protocol only for BAV2ROPC and the like'],
  operations: ['userloggedin'],
  signal(event, context) {
    if (event.outcome !== 'success' || !isPersonal(event, context)) return undefined;
    const { legacy, clientApp } = signInOf(event);
    if (!legacy) return undefined;
    const protocol = clientApp && !/^other clients/i.test(clientApp) ? clientApp : (event.agent ?? 'an old protocol');
    const { key, name } = event.actor;
    return {
      group: key,
      why: `${name} signed in by ${protocol} from ${whereOf(event)}`,
      // Devices that send mail are the usual users of it.
      ...(/^(?:authenticated smtp|smtp|exchange activesync)$/i.test(protocol) && { severity: 'medium' }),
    };
  },
  rule: { kind: 'each', mergeMinutes: 1440 },
});
