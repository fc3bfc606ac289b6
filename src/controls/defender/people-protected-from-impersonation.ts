import type { Change } from '../../core/change.ts';
import { type Context, defineControl } from '../../core/control.ts';
import type { JudgedOutcome } from '../../core/outcome.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { unknown } from '../../core/verdict.ts';
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
import { addressOf, mayBeLeftOut, sensitiveAccounts } from './declared-accounts.ts';
import { judgeImpersonation, nothingDeclared } from './impersonation.ts';
import { withoutDefender } from './license.ts';
import { type Tier, judgeActing } from './mail-protection.ts';
import { protectionVerdict } from './protection-verdict.ts';
import { allOf } from './recipient-scope.ts';

const id = 'defender.people-protected-from-impersonation';
const fields = { flag: 'enableTargetedUserProtection', action: 'targetedUserProtectionAction' } as const;

/** Undefined when the list was not read. */
const listedIn = (policy: AntiPhishPolicy) =>
  policy.targetedUsersToProtect === undefined ? undefined : (policy.targetedUsersToProtect ?? []).map(addressOf);

function judgeFor(settings: AntiPhishSettings, wanted: readonly string[]) {
  return (tier: Tier) => {
    const policy = antiPhishPolicy(tier, settings);
    return judgeImpersonation(policy, fields, policy && listedIn(policy), wanted);
  };
}

function policiesOf(settings: AntiPhishSettings, wanted: readonly string[]): Record<string, JudgedOutcome> {
  const meets = (policy: AntiPhishPolicy) =>
    allOf(
      isOn(policy.enableTargetedUserProtection),
      isProtectiveAction(policy.targetedUserProtectionAction),
      listsAll(listedIn(policy), wanted),
    );
  return {
    'MS.SECURITYSUITE.2.1v1': wanted.length === 0 ? 'fail' : anyPolicyCoveringAll(settings, meets),
    'MS.DEFENDER.2.1v1': bothPresetsProtect(settings.antiPhishPolicies, fields.flag, listedIn, wanted),
  };
}

const accountsFor = (users: SectionData<'users'> | undefined, context: Pick<Context, 'declared' | 'organization'>) =>
  sensitiveAccounts(context, id, users);

export const peopleProtectedFromImpersonation = defineControl({
  id,
  title: 'Mail that imitates sensitive people is stopped',
  finding: 'Mail that imitates sensitive people reaches the inbox',
  severity: 'medium',
  rationale:
    'A message that looks as if the medical director had sent it gets people to hand over records or passwords. Impersonation protection compares sender names with the people whom you declare.',
  citations: ['164.308(a)(5)(ii)(B)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'low',
  references: [
    { source: 'SCuBA', id: 'MS.SECURITYSUITE.2.1v1', level: 'should' },
    { source: 'SCuBA', id: 'MS.DEFENDER.2.1v1', level: 'should' },
    { source: 'ORCA', id: 'ORCA.222' },
    { source: 'Microsoft', id: 'https://learn.microsoft.com/defender-office-365/anti-phishing-policies-about' },
  ],
  aliases: ['DF-06'],
  license: 'defender-office-p1',
  reads: ['antiPhishPolicies'],
  mayRead: ['antiPhishRules', 'presetRules', 'acceptedDomains', 'users', 'defenderLicense'],
  evaluate(settings, context) {
    const unlicensed = withoutDefender(settings.defenderLicense, context);
    if (unlicensed) return unlicensed;
    const accounts = accountsFor(settings.users, context);
    const wanted = accounts.flatMap((account) => account.address ?? []);
    const policies = policiesOf(settings, wanted);
    const tiers = antiPhishTiers(settings, mayBeLeftOut(context, id));
    const expected = `EnableTargetedUserProtection true for ${wanted.join(', ') || 'the declared sensitive accounts'}, with an action that keeps the message out of the inbox`;
    const unresolved = accounts.filter((account) => account.address === undefined);
    if (unresolved.length > 0) {
      const names = unresolved.map((account) => account.shown).join(', ');
      return unknown(
        `Can't tell: the policies hold addresses, and no list of users gives the address of ${names}.`,
        [],
        {
          wouldPassIf: 'You declare sensitive accounts by address.',
        },
      );
    }
    if (wanted.length === 0) {
      const listed = (tier: Tier) => {
        const policy = antiPhishPolicy(tier, settings);
        return {
          judged: judgeImpersonation(policy, fields, policy && listedIn(policy), []),
          names: (policy && listedIn(policy)) ?? [],
        };
      };
      return nothingDeclared(
        tiers,
        listed,
        { whom: 'sensitive accounts', key: 'sensitiveAccounts', expected },
        policies,
      );
    }
    const verdict = protectionVerdict({
      tiers,
      judge: judgeFor(settings, wanted),
      expected,
      good: `Impersonation of ${wanted.length} declared sensitive accounts is stopped`,
      weak: 'Impersonation protection is off or does not name every sensitive account',
      presetHolds: 'impersonation protection is on, for the people whom you enter',
      policies: 'anti-phishing policies and rules',
    });
    return { ...verdict, policies };
  },
  remediation: {
    fix: 'Name sensitive accounts in impersonation protection',
    steps: [
      'Declare sensitive accounts: leadership, physicians whose name patients know, billing, IT.',
      'Open the Microsoft Defender portal, Email & collaboration, Policies & rules, Threat policies.',
      'For a preset: Preset Security Policies, Manage protection settings, add the people under Impersonation protection.',
      'For other policies: Anti-phishing, open the policy, Edit protection settings, turn on "Enable users to protect" and add the people; under Edit actions choose Quarantine the message.',
    ],
    script: [
      "Set-AntiPhishPolicy -Identity '<policy>' -EnableTargetedUserProtection $true -TargetedUsersToProtect @{Add='<name>;<address>'} -TargetedUserProtectionAction Quarantine",
    ],
  },
  changes(settings, context) {
    const accounts = accountsFor(settings.users, context);
    const wanted = accounts.flatMap((account) => account.address ?? []);
    if (wanted.length === 0 || wanted.length < accounts.length) return [];
    const { acting } = judgeActing(antiPhishTiers(settings, mayBeLeftOut(context, id)), judgeFor(settings, wanted), '');
    if (acting.some((tier) => tier.state === 'unread')) return [];
    return acting
      .filter((tier) => tier.state === 'weak')
      .flatMap((tier) => nameIn(antiPhishPolicy(tier, settings), wanted));
  },
  knownGaps: [
    'Microsoft protects at most 350 people per policy. Senders and domains that a policy trusts (ExcludedSenders, ExcludedDomains) are not judged.',
  ],
  assumed: ['That a command may add people to the Standard and Strict presets, as the portal does.'],
});

function nameIn(policy: AntiPhishPolicy | undefined, wanted: readonly string[]): Change[] {
  if (!policy) return [];
  const identity = policy.identity ?? policy.name;
  const add = wanted
    .filter((address) => !listedIn(policy)?.includes(address))
    .map((address) => `${address};${address}`);
  const action = isProtectiveAction(policy.targetedUserProtectionAction)
    ? policy.targetedUserProtectionAction!
    : 'Quarantine';
  const adding = add.length > 0 ? ` -TargetedUsersToProtect @{Add=${add.map((entry) => `'${entry}'`).join(',')}}` : '';
  return [
    {
      section: 'antiPhishPolicies',
      operation: 'set',
      match: policy.identity ? { identity } : { name: identity },
      values: {
        enabled: true,
        enableTargetedUserProtection: true,
        targetedUsersToProtect: [...(policy.targetedUsersToProtect ?? []), ...add],
        targetedUserProtectionAction: action,
      },
      call: `Set-AntiPhishPolicy -Identity ${quoted(identity)} -Enabled $true -EnableTargetedUserProtection $true${adding} -TargetedUserProtectionAction ${action}`,
      summary: `Protect ${wanted.length} sensitive accounts from impersonation in anti-phishing policy ${identity}`,
      notice: 'People who get real mail from a private address of one of these people: it may go to quarantine.',
      undo: 'restore',
    },
  ];
}
