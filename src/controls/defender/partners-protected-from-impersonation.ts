import type { Change } from '../../core/change.ts';
import { type Context, defineControl } from '../../core/control.ts';
import type { JudgedOutcome } from '../../core/outcome.ts';
import { quoted } from '../../core/powershell.ts';
import {
  type AntiPhishPolicy,
  type AntiPhishSettings,
  antiPhishPolicy,
  antiPhishTiers,
  anyPolicyCoveringAll,
  bothPresetsProtect,
  isOn,
  isProtectiveAction,
  listsAll,
} from './anti-phish.ts';
import { mayBeLeftOut, mustBeProtected } from './declared-accounts.ts';
import { judgeImpersonation, nothingDeclared } from './impersonation.ts';
import { withoutDefender } from './license.ts';
import { type Tier, judgeActing } from './mail-protection.ts';
import { allOf, lower } from './recipient-scope.ts';
import { protectionVerdict } from './protection-verdict.ts';

const id = 'defender.partners-protected-from-impersonation';
const fields = { flag: 'enableTargetedDomainsProtection', action: 'targetedDomainProtectionAction' } as const;

/** Undefined when the list was not read. */
const listedIn = (policy: AntiPhishPolicy) =>
  policy.targetedDomainsToProtect === undefined ? undefined : lower(policy.targetedDomainsToProtect);

function partnerDomains(context: Pick<Context, 'declared' | 'organization'>): string[] {
  const own = context.organization.partners.map((partner) => partner.domain);
  return [...new Set([...lower(own), ...mustBeProtected(context, id, 'domains')])];
}

function judgeFor(settings: AntiPhishSettings, wanted: readonly string[]) {
  return (tier: Tier) => {
    const policy = antiPhishPolicy(tier, settings);
    return judgeImpersonation(policy, fields, policy && listedIn(policy), wanted);
  };
}

function policiesOf(settings: AntiPhishSettings, wanted: readonly string[]): Record<string, JudgedOutcome> {
  const meets = (policy: AntiPhishPolicy) =>
    allOf(
      isOn(policy.enableTargetedDomainsProtection),
      isProtectiveAction(policy.targetedDomainProtectionAction),
      listsAll(listedIn(policy), wanted),
    );
  return {
    'MS.SECURITYSUITE.2.3v1': wanted.length === 0 ? 'fail' : anyPolicyCoveringAll(settings, meets),
    'MS.DEFENDER.2.3v1': bothPresetsProtect(settings.antiPhishPolicies, fields.flag, listedIn, wanted),
  };
}

export const partnersProtectedFromImpersonation = defineControl({
  id,
  title: 'Mail from look-alikes of partner domains is stopped',
  finding: 'Mail from look-alikes of partner domains reaches the inbox',
  severity: 'medium',
  rationale:
    'Labs, insurers and hospitals are believed when they ask for patient data, so their domains are imitated. Naming your partners lets Microsoft stop domains that only look like theirs.',
  citations: ['164.308(a)(5)(ii)(B)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'low',
  references: [
    { source: 'SCuBA', id: 'MS.SECURITYSUITE.2.3v1', level: 'should' },
    { source: 'SCuBA', id: 'MS.DEFENDER.2.3v1', level: 'should' },
    { source: 'ORCA', id: 'ORCA.223' },
    { source: 'Microsoft', id: 'https://learn.microsoft.com/defender-office-365/anti-phishing-policies-about' },
  ],
  aliases: ['DF-06b'],
  license: 'defender-office-p1',
  reads: ['antiPhishPolicies'],
  mayRead: ['antiPhishRules', 'presetRules', 'acceptedDomains', 'defenderLicense'],
  evaluate(settings, context) {
    const unlicensed = withoutDefender(settings.defenderLicense, context);
    if (unlicensed) return unlicensed;
    const wanted = partnerDomains(context);
    const policies = policiesOf(settings, wanted);
    const tiers = antiPhishTiers(settings, mayBeLeftOut(context, id));
    const expected = `EnableTargetedDomainsProtection true for ${wanted.join(', ') || 'the declared partners'}, with an action that keeps the message out of the inbox`;
    if (wanted.length === 0) {
      const listed = (tier: Tier) => {
        const policy = antiPhishPolicy(tier, settings);
        return {
          judged: judgeImpersonation(policy, fields, policy && listedIn(policy), []),
          names: (policy && listedIn(policy)) ?? [],
        };
      };
      return nothingDeclared(tiers, listed, { whom: 'partners', key: 'partners', expected }, policies);
    }
    const verdict = protectionVerdict({
      tiers,
      judge: judgeFor(settings, wanted),
      expected,
      good: `Look-alikes of ${wanted.length} declared partner domains are stopped`,
      weak: 'Impersonation protection is off or does not name every partner domain',
      presetHolds: 'impersonation protection is on, for the domains that you enter',
      policies: 'anti-phishing policies and rules',
    });
    return { ...verdict, policies };
  },
  remediation: {
    fix: 'Name partner domains in impersonation protection',
    steps: [
      'Declare partners: labs, hospitals, insurers, billing services, suppliers of the record system.',
      'Open the Microsoft Defender portal, Email & collaboration, Policies & rules, Threat policies.',
      'For a preset: Preset Security Policies, Manage protection settings, add the domains under Impersonation protection.',
      'For other policies: Anti-phishing, open the policy, Edit protection settings, turn on "Enable domains to protect", include custom domains and add them; under Edit actions choose Quarantine the message.',
    ],
    script: [
      "Set-AntiPhishPolicy -Identity '<policy>' -EnableTargetedDomainsProtection $true -TargetedDomainsToProtect @{Add='<domain>'} -TargetedDomainProtectionAction Quarantine",
    ],
  },
  changes(settings, context) {
    const wanted = partnerDomains(context);
    if (wanted.length === 0) return [];
    const { acting } = judgeActing(antiPhishTiers(settings, mayBeLeftOut(context, id)), judgeFor(settings, wanted), '');
    if (acting.some((tier) => tier.state === 'unread')) return [];
    return acting
      .filter((tier) => tier.state === 'weak')
      .flatMap((tier) => nameIn(antiPhishPolicy(tier, settings), wanted));
  },
  knownGaps: [
    'Microsoft protects at most 50 outside domains per policy. Senders and domains that a policy trusts (ExcludedSenders, ExcludedDomains) are not judged.',
  ],
  assumed: ['That a command may add domains to the Standard and Strict presets, as the portal does.'],
});

function nameIn(policy: AntiPhishPolicy | undefined, wanted: readonly string[]): Change[] {
  if (!policy) return [];
  const identity = policy.identity ?? policy.name;
  const add = wanted.filter((domain) => !listedIn(policy)?.includes(domain));
  const action = isProtectiveAction(policy.targetedDomainProtectionAction)
    ? policy.targetedDomainProtectionAction!
    : 'Quarantine';
  const adding =
    add.length > 0 ? ` -TargetedDomainsToProtect @{Add=${add.map((domain) => `'${domain}'`).join(',')}}` : '';
  return [
    {
      section: 'antiPhishPolicies',
      operation: 'set',
      match: policy.identity ? { identity } : { name: identity },
      values: {
        enabled: true,
        enableTargetedDomainsProtection: true,
        targetedDomainsToProtect: [...(policy.targetedDomainsToProtect ?? []), ...add],
        targetedDomainProtectionAction: action,
      },
      call: `Set-AntiPhishPolicy -Identity ${quoted(identity)} -Enabled $true -EnableTargetedDomainsProtection $true${adding} -TargetedDomainProtectionAction ${action}`,
      summary: `Protect ${wanted.length} partner domains from impersonation in anti-phishing policy ${identity}`,
      notice: 'People who get real mail from a domain that looks like a partner: it may go to quarantine.',
      undo: 'restore',
    },
  ];
}
