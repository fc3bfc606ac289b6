import { type Context, defineControl } from '../../core/control.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { fail, pass, unknown } from '../../core/verdict.ts';
import { counted, idOf, identityArgument, isDeclared, matchOf, nameOf } from './identity.ts';
import { same } from './mail-flow-rule.ts';

type Policy = SectionData<'outboundSpamPolicies'>[number];

const isDefault = (policy: Policy) => policy.isDefault === true || same(policy.name ?? policy.identity, 'Default');

/** The default policy covers everybody and can never be declared as an exclusion. */
function letting(policies: readonly Policy[], declared: Context['declared']): Policy[] {
  return policies.filter(
    (policy) =>
      !same(policy.autoForwardingMode, 'Off') &&
      !same(policy.autoForwardingMode, 'Automatic') &&
      (isDefault(policy) || !isDeclared(policy, declared.policies)),
  );
}

export const outboundSpamForwardingOff = defineControl({
  id: 'exchange.outbound-spam-forwarding-off',
  title: 'Outbound spam policies block automatic forwarding',
  finding: 'An outbound spam policy lets mail be forwarded automatically to outsiders',
  severity: 'high',
  rationale:
    'A stolen mailbox is often emptied by one forwarding rule that nobody sees. The outbound spam policy stops such mail for everyone it covers, even where a remote domain would let it through. "Automatic" is Microsoft\'s own setting and blocks forwarding too.',
  citations: ['164.312(e)(1)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'low',
  references: [
    { source: 'Prowler', id: 'defender_antispam_outbound_policy_forwarding_disabled' },
    { source: 'CIPP', id: 'EXODisableAutoForwarding' },
    {
      source: 'Microsoft',
      id: 'https://learn.microsoft.com/defender-office-365/outbound-spam-policies-external-email-forwarding',
    },
  ],
  aliases: ['EX-02'],
  reads: ['outboundSpamPolicies.autoForwardingMode'],
  evaluate({ outboundSpamPolicies }, { declared }) {
    if (outboundSpamPolicies.length === 0) {
      return unknown("Can't tell: the source lists no outbound spam policy, and every tenant has the default one.");
    }
    const evidence = (policy: Policy) => ({
      id: idOf(policy),
      name: nameOf(policy),
      expected: 'AutoForwardingMode Off or Automatic',
      actual: `AutoForwardingMode ${policy.autoForwardingMode ?? 'not set'}`,
      readFrom: 'outboundSpamPolicies.autoForwardingMode' as const,
    });
    const offending = letting(outboundSpamPolicies, declared);
    const all = counted(outboundSpamPolicies.length, 'outbound spam policy', 'outbound spam policies');
    if (offending.length === 0) {
      return pass(
        `None of ${all} lets mail be forwarded automatically without a declared reason.`,
        outboundSpamPolicies.map(evidence),
      );
    }
    const names = offending.map(nameOf).join(', ');
    return fail(
      `${offending.length} of ${all} ${offending.length === 1 ? 'lets' : 'let'} mail be forwarded automatically.`,
      offending.map(evidence),
      {
        wouldPassIf: `Forwarding is off in ${names}${offending.some(isDefault) ? '' : ', or if you declare the policy with a reason'}.`,
      },
    );
  },
  remediation: {
    fix: 'Turn off automatic forwarding in every outbound spam policy',
    steps: [
      'Open the Microsoft Defender portal, Email & collaboration, Policies & rules, Threat policies, Anti-spam.',
      'Open each outbound policy named here, choose Edit protection settings.',
      'Set "Automatic forwarding rules" to "Off - Forwarding is disabled" and save.',
    ],
    script: ['Set-HostedOutboundSpamFilterPolicy -Identity Default -AutoForwardingMode Off'],
  },
  changes({ outboundSpamPolicies }, { declared }) {
    return letting(outboundSpamPolicies, declared).map((policy) => ({
      section: 'outboundSpamPolicies' as const,
      operation: 'set' as const,
      match: matchOf(policy),
      values: { autoForwardingMode: 'Off' },
      call: `Set-HostedOutboundSpamFilterPolicy -Identity ${identityArgument(policy)} -AutoForwardingMode Off`,
      summary: `Turn off automatic forwarding in outbound spam policy ${nameOf(policy)}`,
      notice: 'People whose mail is forwarded to an outside address: it stops, and they get a non-delivery report.',
      undo: 'restore' as const,
    }));
  },
  knownGaps: ['Which people a custom policy covers is decided by its rule, which is not read: every policy is judged.'],
});
