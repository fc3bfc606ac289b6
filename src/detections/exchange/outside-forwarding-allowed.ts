import { parametersOf } from '../../core/audit/parameters.ts';
import { yesOf } from '../../core/audit/values.ts';
import { defineDetection } from '../../core/detection.ts';
import { isOwnChange, objectNamed } from '../cmdlet.ts';

export const outsideForwardingAllowed = defineDetection({
  id: 'exchange.outside-forwarding-allowed',
  title: 'Automatic forwarding to outside was allowed',
  severity: 'high',
  citations: ['164.312(e)(1)', '164.308(a)(1)(ii)(D)'],
  attack: ['T1114.003', 'T1562'],
  incident: 'protection-weakened',
  firstSteps: [
    'Switch automatic forwarding off again',
    'Ask the admin who needed it, and for which domain',
    'List the mailboxes and rules that forward to outside since then',
  ],
  falsePositives: ['A remote domain of a partner with an agreement: approve the domain'],
  knownGaps: ['Policies that allowed forwarding before the log began'],
  operations: [
    'set-remotedomain',
    'new-remotedomain',
    'set-hostedoutboundspamfilterpolicy',
    'new-hostedoutboundspamfilterpolicy',
  ],
  signal(event, context) {
    if (!isOwnChange(event)) return undefined;
    const given = parametersOf(event);
    const name = objectNamed(event);
    const group = name.toLowerCase();
    if (event.op.endsWith('-remotedomain')) {
      const domain = given.get('domainname') ?? name;
      if (yesOf(given.get('autoforwardenabled')) !== true || context.isApprovedDomain(domain)) return undefined;
      return { group, why: `Mail may be forwarded automatically to the remote domain ${domain}` };
    }
    if (given.get('autoforwardingmode')?.toLowerCase() !== 'on') return undefined;
    return { group, why: `The outbound spam policy ${name} lets mail be forwarded automatically to outside` };
  },
  rule: { kind: 'each', mergeMinutes: 60 },
});
