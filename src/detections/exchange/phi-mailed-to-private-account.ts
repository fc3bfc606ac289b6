import { addressesIn, domainOf } from '../../core/audit/address.ts';
import { dlpOf } from '../../core/audit/dlp.ts';
import { defineDetection } from '../../core/detection.ts';
import { looksOwn } from './outside-address.ts';

export const phiMailedToPrivateAccount = defineDetection({
  id: 'exchange.phi-mailed-to-private-account',
  title: 'Mail that matched a DLP rule went to a private account',
  severity: 'high',
  citations: ['164.312(e)(1)', '164.502(b)', '164.308(a)(1)(ii)(D)'],
  attack: ['T1048', 'T1567'],
  incident: 'phi-shared-outside',
  firstSteps: [
    'Find out whose account it is: the patient, or the sender',
    'If it is not the patient, have the message deleted there and get that in writing',
    'Assess it as a breach, with the number of patients concerned',
  ],
  falsePositives: ['A patient who asked for their records by plain mail: keep the request with the record'],
  knownGaps: ['Mail that no DLP rule looks at', 'Encryption by a mail flow rule does not show in the record'],
  operations: ['dlprulematch'],
  recordTypes: [13],
  signal(event, context) {
    const dlp = dlpOf(event);
    const from = addressesIn(dlp?.person)[0];
    // A log of DLP records alone teaches no own domain.
    if (!dlp || from === undefined || context.isOutside(from) || context.isConsumer(from)) return undefined;
    const to = addressesIn(dlp.recipients.join(';')).filter(
      (address) => context.isConsumer(address) && !context.isApprovedDomain(address),
    );
    if (to.length === 0) return undefined;
    // A rule that is being tried out names its actions and takes none.
    const acting = dlp.rules.filter((rule) => !/^(?:audit|test)/i.test(rule.mode ?? ''));
    const actions = acting.flatMap((rule) => rule.actions).join(' ');
    const isBlocked = /block/i.test(actions) && dlp.exception?.reason !== 'override';
    const own = to.find((address) => looksOwn(from, address));
    const isEncrypted = /encrypt|rightsprotect|applyome/i.test(actions);
    if (own === undefined && (isEncrypted || isBlocked)) return undefined;
    const domain = domainOf(own ?? to[0]!);
    const whose = own === undefined ? 'a private account' : 'a private account under their own name';
    return {
      group: from,
      actor: from,
      why: isBlocked
        ? `${from} tried to mail protected data to ${whose}`
        : `${from} mailed protected data to ${whose} at ${domain}`,
      severity: own === undefined ? 'high' : isBlocked ? 'medium' : 'critical',
      ...(domain && { domain }),
    };
  },
  rule: { kind: 'each', mergeMinutes: 1440 },
});
