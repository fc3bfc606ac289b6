import type { Change } from '../../core/change.ts';
import { type Context, defineControl } from '../../core/control.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { combine } from '../../core/verdict.ts';
import { quoted } from '../../core/powershell.ts';
import { type ActingTier, type Judged, type Tier, lastTier, policyBehind, tiersOf } from './mail-protection.ts';
import { lower } from './recipient-scope.ts';
import { protectionVerdict, settableWeak } from './protection-verdict.ts';

interface Settings {
  readonly presetRules: SectionData<'presetRules'>;
  readonly contentFilterPolicies: SectionData<'contentFilterPolicies'> | undefined;
  readonly contentFilterRules: SectionData<'contentFilterRules'> | undefined;
  readonly acceptedDomains: SectionData<'acceptedDomains'> | undefined;
}

const actions = ['spamAction', 'highConfidenceSpamAction', 'phishSpamAction', 'highConfidencePhishAction'] as const;
const keptOut = new Set(['movetojmf', 'quarantine', 'redirect', 'delete']);
const named = (field: string) => `${field[0]!.toUpperCase()}${field.slice(1)}`;

function tiersFor(settings: Settings, context: Pick<Context, 'declared'>): Tier[] {
  return tiersOf({
    presets: settings.presetRules,
    presetKey: 'presetRules.state',
    presetPolicy: (rule) => rule.hostedContentFilterPolicy,
    custom: settings.contentFilterRules,
    customKey: 'contentFilterRules.state',
    customPolicy: (rule) => rule.hostedContentFilterPolicy,
    last: [lastTier('default', 'Default anti-spam policy', 'Default', 'contentFilterPolicies.isDefault')],
    acceptedDomains: settings.acceptedDomains,
    // A declared domain is one whose mail is let in on purpose, not a recipient who is left out.
    declared: { ...context.declared, domains: [] },
  });
}

function judgeActions(settings: Settings) {
  return (tier: Tier): Judged => {
    const policy = policyBehind(tier, settings.contentFilterPolicies);
    if (!policy || actions.some((action) => policy[action] === undefined))
      return { state: 'unread', actual: 'its policy was not read' };
    const delivered = actions.filter((action) => !keptOut.has((policy[action] ?? '').toLowerCase()));
    return delivered.length === 0
      ? { state: 'good', actual: actions.map((action) => `${named(action)} ${policy[action]}`).join(', ') }
      : { state: 'weak', actual: delivered.map((action) => `${named(action)} ${policy[action]}`).join(', ') };
  };
}

function judgeDomains(settings: Settings, allowed: readonly string[]) {
  const declared = new Set(lower(allowed));
  return (tier: Tier): Judged => {
    const policy = policyBehind(tier, settings.contentFilterPolicies);
    if (!policy || policy.allowedSenderDomains === undefined)
      return { state: 'unread', actual: 'its policy was not read' };
    const undeclared = lower(policy.allowedSenderDomains).filter((domain) => !declared.has(domain));
    return undeclared.length === 0
      ? { state: 'good', actual: 'AllowedSenderDomains empty or declared' }
      : { state: 'weak', actual: `AllowedSenderDomains ${undeclared.join(', ')}` };
  };
}

export const spamAndPhishingNotDelivered = defineControl({
  id: 'defender.spam-and-phishing-not-delivered',
  title: 'Spam and phishing stay out of the inbox for everybody',
  finding: 'Spam or phishing is delivered to the inbox',
  severity: 'high',
  rationale:
    'Phishing is how most stolen patient data leaves. A policy that delivers it, or that trusts a whole sender domain, undoes the filter: anyone who forges that domain, or takes over one mailbox in it, gets through.',
  citations: ['164.308(a)(5)(ii)(B)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'low',
  references: [
    { source: 'SCuBA', id: 'MS.SECURITYSUITE.6.1v1', level: 'shall' },
    { source: 'SCuBA', id: 'MS.SECURITYSUITE.6.2v1', level: 'shall' },
    { source: 'ORCA', id: 'ORCA.118.1' },
    { source: 'ORCA', id: 'ORCA.139' },
    { source: 'ORCA', id: 'ORCA.140' },
    { source: 'ORCA', id: 'ORCA.141' },
    { source: 'ORCA', id: 'ORCA.142' },
    { source: 'Prowler', id: 'defender_antispam_policy_inbound_no_allowed_domains' },
    { source: 'Microsoft', id: 'https://learn.microsoft.com/defender-office-365/anti-spam-policies-configure' },
  ],
  aliases: ['DF-08'],
  reads: ['presetRules.state', 'presetRules.sentTo', 'presetRules.sentToMemberOf', 'presetRules.recipientDomainIs'],
  mayRead: ['contentFilterPolicies', 'contentFilterRules', 'acceptedDomains'],
  evaluate(settings, context) {
    const tiers = tiersFor(settings, context);
    const policies = 'inbound anti-spam policies and rules';
    const presetHolds = 'spam goes to Junk or quarantine, phishing to quarantine, and no sender domain is allowed';
    return combine({
      delivery: protectionVerdict({
        tiers,
        judge: judgeActions(settings),
        scuba: { id: 'MS.SECURITYSUITE.6.1v1', customs: 'every' },
        expected: `${actions.map(named).join(', ')}: MoveToJmf, Quarantine, Redirect or Delete`,
        good: 'Spam and phishing stay out of the inbox',
        weak: 'Spam or phishing is delivered to the inbox',
        presetHolds,
        policies,
      }),
      'allowed domains': protectionVerdict({
        tiers,
        judge: judgeDomains(settings, context.declared.domains),
        scuba: { id: 'MS.SECURITYSUITE.6.2v1', judge: judgeDomains(settings, []), customs: 'every' },
        expected: 'AllowedSenderDomains empty',
        good: 'No sender domain skips the filter',
        weak: 'Whole sender domains skip the filter',
        presetHolds,
        policies,
      }),
    });
  },
  remediation: {
    fix: 'Keep spam and phishing out of the inbox and empty the allowed domains',
    steps: [
      'Open the Microsoft Defender portal, Email & collaboration, Policies & rules, Threat policies, Anti-spam.',
      'Open each inbound policy named here, choose Edit actions: Move message to Junk Email folder or Quarantine message for all four kinds.',
      'Choose Edit allowed and blocked senders and domains, and remove all allowed domains.',
      'Where mail of a partner is caught, let the partner fix SPF, DKIM and DMARC, or allow it for a time in the Tenant Allow/Block List.',
    ],
    script: [
      'Set-HostedContentFilterPolicy -Identity Default -SpamAction MoveToJmf -HighConfidenceSpamAction Quarantine -PhishSpamAction Quarantine -HighConfidencePhishAction Quarantine -AllowedSenderDomains @()',
    ],
  },
  changes(settings, context) {
    const tiers = tiersFor(settings, context);
    const weak = [judgeActions(settings), judgeDomains(settings, context.declared.domains)].map((judge) =>
      settableWeak(tiers, judge),
    );
    if (weak.includes(undefined)) return [];
    const byPolicy = new Map(weak.flatMap((acting) => acting ?? []).map((tier) => [tier.policy.toLowerCase(), tier]));
    return [...byPolicy.values()].flatMap((tier) => tighten(tier, settings, context.declared.domains));
  },
  knownGaps: [
    'Single allowed senders (AllowedSenders), the Tenant Allow/Block List, mail flow rules that skip the filter and safe senders in mailboxes are not judged here.',
  ],
  assumed: ['What the Standard and Strict presets do with spam and phishing (Microsoft documentation).'],
});

function tighten(tier: ActingTier, settings: Settings, declared: readonly string[]): Change[] {
  const policy = policyBehind(tier, settings.contentFilterPolicies);
  if (!policy) return [];
  const identity = policy.identity ?? policy.name;
  const set = actions
    .filter((action) => !keptOut.has((policy[action] ?? '').toLowerCase()))
    .map((action) => [action, action === 'spamAction' ? 'MoveToJmf' : 'Quarantine'] as const);
  const allowed = new Set(lower(declared));
  const kept = (policy.allowedSenderDomains ?? []).filter((domain) => allowed.has(domain.toLowerCase()));
  const emptied = kept.length < (policy.allowedSenderDomains ?? []).length;
  const parameters = [
    ...set.map(([action, value]) => `-${named(action)} ${value}`),
    ...(emptied ? [`-AllowedSenderDomains ${kept.length > 0 ? kept.join(',') : '@()'}`] : []),
  ];
  return [
    {
      section: 'contentFilterPolicies',
      operation: 'set',
      match: policy.identity ? { identity } : { name: identity },
      values: { ...Object.fromEntries(set), ...(emptied && { allowedSenderDomains: kept }) },
      call: `Set-HostedContentFilterPolicy -Identity ${quoted(identity)} ${parameters.join(' ')}`,
      summary: `Keep spam and phishing out of the inbox in anti-spam policy ${identity}`,
      notice: `Messages taken for spam go to Junk or quarantine, for ${tier.appliesTo}.`,
      undo: 'restore',
    },
  ];
}
