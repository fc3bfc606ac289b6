import type { Change } from '../../core/change.ts';
import { defineControl } from '../../core/control.ts';
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
} from './anti-phish.ts';
import { mayBeLeftOut, mustBeProtected } from './declared-accounts.ts';
import { judgeImpersonation } from './impersonation.ts';
import { withoutDefender } from './license.ts';
import { type Tier, judgeActing } from './mail-protection.ts';
import { allOf, lower } from './recipient-scope.ts';
import { protectionVerdict } from './protection-verdict.ts';

const id = 'defender.own-domains-protected-from-impersonation';
const fields = { flag: 'enableOrganizationDomainsProtection', action: 'targetedDomainProtectionAction' } as const;
const expected = 'EnableOrganizationDomainsProtection true with an action that keeps the message out of the inbox';

const judgeFor = (settings: AntiPhishSettings) => (tier: Tier) =>
  judgeImpersonation(antiPhishPolicy(tier, settings), fields, [], []);

function policiesOf(settings: AntiPhishSettings, agencyDomains: readonly string[]): Record<string, JudgedOutcome> {
  const meets = (policy: AntiPhishPolicy) =>
    allOf(isOn(policy.enableOrganizationDomainsProtection), isProtectiveAction(policy.targetedDomainProtectionAction));
  const listed = (policy: AntiPhishPolicy) =>
    policy.targetedDomainsToProtect === undefined ? undefined : lower(policy.targetedDomainsToProtect);
  return {
    'MS.SECURITYSUITE.2.2v1': anyPolicyCoveringAll(settings, meets),
    'MS.DEFENDER.2.2v1':
      agencyDomains.length === 0
        ? 'fail'
        : bothPresetsProtect(settings.antiPhishPolicies, 'enableTargetedDomainsProtection', listed, agencyDomains),
  };
}

export const ownDomainsProtectedFromImpersonation = defineControl({
  id,
  title: 'Mail from look-alikes of your own domains is stopped',
  finding: 'Mail from look-alikes of your own domains reaches the inbox',
  severity: 'medium',
  rationale:
    'A domain that differs from yours by one letter makes a stranger look like a colleague who asks for a chart. Protection of the domains that you own needs one switch and no list.',
  citations: ['164.308(a)(5)(ii)(B)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'low',
  references: [
    { source: 'SCuBA', id: 'MS.SECURITYSUITE.2.2v1', level: 'should' },
    { source: 'SCuBA', id: 'MS.DEFENDER.2.2v1', level: 'should' },
    { source: 'ORCA', id: 'ORCA.223' },
    { source: 'Microsoft', id: 'https://learn.microsoft.com/defender-office-365/anti-phishing-policies-about' },
  ],
  aliases: ['DF-06a'],
  license: 'defender-office-p1',
  reads: ['antiPhishPolicies'],
  mayRead: ['antiPhishRules', 'presetRules', 'acceptedDomains', 'defenderLicense'],
  evaluate(settings, context) {
    const unlicensed = withoutDefender(settings.defenderLicense, context);
    if (unlicensed) return unlicensed;
    const verdict = protectionVerdict({
      tiers: antiPhishTiers(settings, mayBeLeftOut(context, id)),
      judge: judgeFor(settings),
      expected,
      good: 'Look-alikes of the domains that the organization owns are stopped',
      weak: 'Protection of the domains that the organization owns is off',
      presetHolds: 'protection of the domains that you own is on',
      policies: 'anti-phishing policies and rules',
    });
    return { ...verdict, policies: policiesOf(settings, mustBeProtected(context, id, 'domains')) };
  },
  remediation: {
    fix: 'Turn on impersonation protection for your own domains',
    steps: [
      'Open the Microsoft Defender portal, Email & collaboration, Policies & rules, Threat policies, Anti-phishing.',
      'Open each policy named here, choose Edit protection settings, turn on "Include domains I own".',
      'Under Edit actions choose Quarantine the message for domain impersonation, and save.',
    ],
    script: [
      "Set-AntiPhishPolicy -Identity '<policy>' -EnableOrganizationDomainsProtection $true -TargetedDomainProtectionAction Quarantine",
    ],
  },
  changes(settings, context): Change[] {
    const { acting } = judgeActing(antiPhishTiers(settings, mayBeLeftOut(context, id)), judgeFor(settings), expected);
    if (acting.some((tier) => tier.state === 'unread')) return [];
    return acting
      .filter((tier) => tier.state === 'weak')
      .flatMap((tier) => antiPhishPolicy(tier, settings) ?? [])
      .map((policy) => {
        const identity = policy.identity ?? policy.name;
        const action = isProtectiveAction(policy.targetedDomainProtectionAction)
          ? policy.targetedDomainProtectionAction!
          : 'Quarantine';
        return {
          section: 'antiPhishPolicies',
          operation: 'set',
          match: policy.identity ? { identity } : { name: identity },
          values: { enabled: true, enableOrganizationDomainsProtection: true, targetedDomainProtectionAction: action },
          call: `Set-AntiPhishPolicy -Identity ${quoted(identity)} -Enabled $true -EnableOrganizationDomainsProtection $true -TargetedDomainProtectionAction ${action}`,
          summary: `Protect the organization's own domains in anti-phishing policy ${identity}`,
          notice: 'People who get real mail from a domain that looks like yours: it may go to quarantine.',
          undo: 'restore',
        };
      });
  },
  knownGaps: [
    "The older policy MS.DEFENDER.2.2v1 wants the domains listed one by one in both presets; it passes only where ScubaGear's configuration names them (AgencyDomains).",
    'Senders and domains that a policy trusts (ExcludedSenders, ExcludedDomains) are not judged.',
  ],
});
