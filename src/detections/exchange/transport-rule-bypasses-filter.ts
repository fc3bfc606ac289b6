import { parametersOf } from '../../core/audit/parameters.ts';
import { yesOf } from '../../core/audit/values.ts';
import { defineDetection } from '../../core/detection.ts';
import { isOwnChange, objectNamed } from '../cmdlet.ts';

/** What a rule may look at beside the sender's own claims. */
const limits = /^(?:senderipranges|headercontains|headermatches|hasattachment|subject|sentto|anyofto|recipient)/;

export const transportRuleBypassesFilter = defineDetection({
  id: 'exchange.transport-rule-bypasses-filter',
  title: 'A mail flow rule lets mail past the spam filter',
  severity: 'medium',
  citations: ['164.308(a)(5)(ii)(B)', '164.308(a)(1)(ii)(D)'],
  attack: ['T1562.001'],
  incident: 'protection-weakened',
  firstSteps: [
    'Ask the admin who made the rule what it is for',
    'Disable it, or bind it to the addresses of the sending servers',
    'Look through the mail that it let in for phishing',
  ],
  falsePositives: [
    'A phishing drill: name its servers in the advanced delivery policy and remove the rule',
    'A scanner or fax that sends mail: allow the admin until it has a connector of its own',
  ],
  knownGaps: ['A rule that was made disabled and is switched on later: that record does not show what it does'],
  operations: ['new-transportrule', 'set-transportrule'],
  signal(event) {
    if (!isOwnChange(event)) return undefined;
    const given = parametersOf(event);
    const state = given.get('enabled') ?? given.get('state') ?? '';
    if (yesOf(state) === false || /^disabled$/i.test(state) || /^audit/i.test(given.get('mode') ?? ''))
      return undefined;
    const marks = [...given].some(
      ([key, value]) => key === 'setheadername' && /^x-ms-exchange-organization-skip/i.test(value),
    );
    if (given.get('setscl')?.trim() !== '-1' && !marks) return undefined;
    const name = objectNamed(event);
    const isBound = [...given].some(([key, value]) => limits.test(key) && value !== '');
    return {
      group: name.toLowerCase(),
      why: `The mail flow rule ${name} lets mail past the spam filter`,
      ...(!isBound && event.op === 'new-transportrule' && { severity: 'high' }),
    };
  },
  rule: { kind: 'each', mergeMinutes: 60 },
});
