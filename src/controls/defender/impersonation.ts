import type { JudgedOutcome } from '../../core/outcome.ts';
import { type Verdict, fail, partial, unknown } from '../../core/verdict.ts';
import type { AntiPhishPolicy } from './anti-phish.ts';
import { isProtectiveAction } from './anti-phish.ts';
import { type Judged, type Tier, judgeActing } from './mail-protection.ts';

/** What one kind of impersonation protection looks at. */
interface ImpersonationSettings {
  flag: 'enableTargetedUserProtection' | 'enableTargetedDomainsProtection' | 'enableOrganizationDomainsProtection';
  action: 'targetedUserProtectionAction' | 'targetedDomainProtectionAction';
}

const flagNames = {
  enableTargetedUserProtection: 'EnableTargetedUserProtection',
  enableTargetedDomainsProtection: 'EnableTargetedDomainsProtection',
  enableOrganizationDomainsProtection: 'EnableOrganizationDomainsProtection',
  targetedUserProtectionAction: 'TargetedUserProtectionAction',
  targetedDomainProtectionAction: 'TargetedDomainProtectionAction',
};

/** A policy judged: on, with an action that protects, and with nothing wanted missing from its list. */
export function judgeImpersonation(
  policy: AntiPhishPolicy | undefined,
  { flag, action }: ImpersonationSettings,
  listed: readonly string[] | undefined,
  wanted: readonly string[],
): Judged {
  if (!policy || policy.enabled === undefined || policy[flag] === undefined)
    return { state: 'unread', actual: 'its policy was not read' };
  if (policy.enabled !== true) return { state: 'weak', actual: 'Enabled false' };
  if (policy[flag] !== true) return { state: 'weak', actual: `${flagNames[flag]} false` };
  if (policy[action] === undefined) return { state: 'unread', actual: `${flagNames[action]} was not read` };
  const does = `${flagNames[action]} ${policy[action]}`;
  if (!isProtectiveAction(policy[action])) return { state: 'weak', actual: does };
  if (!listed) return { state: 'unread', actual: 'whom it protects was not read' };
  const missing = wanted.filter((entry) => !listed.includes(entry));
  return missing.length > 0
    ? { state: 'weak', actual: `without ${missing.join(', ')}` }
    : { state: 'good', actual: `${flagNames[flag]} true, ${does}` };
}

/**
 * Nobody is declared. Protection without anybody to protect is none, and people that only the policy names cannot
 * be held against what the organization needs, so this never passes; it says what to declare.
 */
export function nothingDeclared(
  tiers: readonly Tier[],
  listed: (tier: Tier) => { judged: Judged; names: readonly string[] },
  words: { whom: string; key: string; expected: string },
  policies: Record<string, JudgedOutcome>,
): Verdict {
  const { outcome, acting, resources } = judgeActing(tiers, (tier) => listed(tier).judged, words.expected);
  if (outcome === 'unknown')
    return unknown(
      `Can't tell: the policies that decide were not read, and no ${words.whom} are declared.`,
      resources,
      { policies },
    );
  const lists = acting.map((tier) => listed(tier).names);
  const everywhere = (lists[0] ?? []).filter((name) => lists.every((names) => names.includes(name)));
  const shown = acting.map((tier, index) => ({
    id: tier.policy || tier.name,
    name: tier.name,
    expected: words.expected,
    actual: `${lists[index]!.length} protected (${tier.actual}); applies to ${tier.appliesTo}`,
    readFrom: tier.readFrom,
  }));
  if (outcome === 'pass' && everywhere.length > 0) {
    return partial(
      `The policies protect ${everywhere.join(', ')}, but no ${words.whom} are declared, so nothing shows that these are the right ones.`,
      shown,
      {
        wouldPassIf: `You declare ${everywhere.join(', ')} in ${words.key}.`,
        policies,
      },
    );
  }
  return fail(`No ${words.whom} are declared, and the policies that apply to all recipients protect none.`, shown, {
    wouldPassIf: `You declare them in ${words.key} and the policies name them.`,
    policies,
  });
}
