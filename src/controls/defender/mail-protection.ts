import type { JudgedOutcome } from '../../core/outcome.ts';
import type { ReadKey } from '../../core/snapshot.ts';
import type { Evidence } from '../../core/verdict.ts';
import {
  type DeclaredRecipients,
  type RecipientRule,
  type Scope,
  domainNames,
  isEnabled,
  isRead,
  lower,
  presetIdentity,
  ruleName,
  scopeOf,
} from './recipient-scope.ts';

/**
 * Who is protected by which mail protection policy. Microsoft applies exactly one policy of a kind to a recipient:
 * the Strict preset, else the Standard preset, else the enabled custom rule with the lowest number, else the default
 * policy (Safe Attachments and Safe Links: Built-in protection).
 */

type TierKind = 'strict' | 'standard' | 'custom' | 'default' | 'built-in' | 'none' | 'unread';

/** One step of the order of precedence. */
export interface Tier {
  kind: TierKind;
  /** For people: "Standard preset security policy", or the custom rule's name. */
  name: string;
  /** Identity of the policy that acts; empty where it is not known. */
  policy: string;
  rule?: RecipientRule;
  scope: Scope;
  readFrom: ReadKey;
}

/** A tier that applies to somebody, and to whom. */
export interface ActingTier extends Tier {
  appliesTo: string;
  /** False when it is not known that anybody is left for it. */
  certain: boolean;
}

const presetNames = { strict: 'Strict preset security policy', standard: 'Standard preset security policy' };
const everyone: Scope = {
  everyone: true,
  limitedTo: [],
  names: [],
  leavesOut: [],
  exceptionsUnread: false,
  scuba: true,
  declaredOnly: false,
};

interface TierSources<P extends RecipientRule, R extends RecipientRule> {
  /** Undefined when the rules were not read. */
  presets: readonly P[] | undefined;
  presetKey: ReadKey;
  presetPolicy(rule: P): string | null | undefined;
  custom: readonly R[] | undefined;
  customKey: ReadKey;
  customPolicy(rule: R): string | null | undefined;
  /** What acts on everybody whom no rule covers. */
  last: readonly Tier[];
  acceptedDomains: readonly { domainName?: string | null }[] | undefined;
  declared: DeclaredRecipients;
}

/** The enabled steps of the order of precedence, first that decides first. */
export function tiersOf<P extends RecipientRule, R extends RecipientRule>(sources: TierSources<P, R>): Tier[] {
  const accepted = domainNames(sources.acceptedDomains);
  const presets = sources.presets?.every(isRead) ? sources.presets : undefined;
  const custom = inOrder(sources.custom);
  const tiers: Tier[] = [];
  for (const kind of ['strict', 'standard'] as const) {
    for (const rule of presets ?? []) {
      if (!ruleName(rule).toLowerCase().includes(presetIdentity[kind]) || !isEnabled(rule)) continue;
      const scope = scopeOf(rule, true, accepted, sources.declared);
      const policy = sources.presetPolicy(rule) ?? '';
      tiers.push({ kind, name: presetNames[kind], policy, rule, scope, readFrom: sources.presetKey });
    }
  }
  if (!presets) tiers.push(unread('preset security policies, which were not read', sources.presetKey));
  for (const rule of custom ?? []) {
    const scope = scopeOf(rule, false, accepted, sources.declared);
    const policy = sources.customPolicy(rule) ?? '';
    tiers.push({ kind: 'custom', name: ruleName(rule), policy, rule, scope, readFrom: sources.customKey });
  }
  if (!custom) tiers.push(unread('custom rules, which were not read', sources.customKey));
  return [...tiers, ...sources.last];
}

/** The enabled rules, lowest number first; undefined when they were not read, or not their state or order. */
function inOrder<R extends RecipientRule>(rules: readonly R[] | undefined): R[] | undefined {
  if (!rules?.every(isRead)) return undefined;
  const enabled = rules.filter(isEnabled);
  if (enabled.length > 1 && enabled.some((rule) => rule.priority === undefined)) return undefined;
  return enabled.toSorted((a, b) => (a.priority ?? Infinity) - (b.priority ?? Infinity));
}

function unread(name: string, readFrom: ReadKey): Tier {
  return { kind: 'unread', name, policy: '', scope: { ...everyone, everyone: undefined, scuba: undefined }, readFrom };
}

/** The policy that acts on everybody whom no rule names. */
export function lastTier(kind: 'default' | 'built-in' | 'none', name: string, policy: string, readFrom: ReadKey): Tier {
  return { kind, name, policy, scope: everyone, readFrom };
}

/** The tiers that apply to somebody, down to the first that leaves nobody over. */
export function actingTiers(tiers: readonly Tier[]): ActingTier[] {
  const acting: ActingTier[] = [];
  let certain = true;
  /** Whom an earlier tier for everyone leaves out; undefined while none has come. */
  let left: string[] | undefined;
  let rest = 'all recipients';
  for (const tier of tiers) {
    if (tier.scope.declaredOnly) continue;
    const { limitedTo, leavesOut, exceptionsUnread } = tier.scope;
    const unread = exceptionsUnread ? ', exceptions not collected' : '';
    const except = leavesOut.length > 0 ? `, without ${leavesOut.join(', ')}` : unread;
    acting.push({ ...tier, certain, appliesTo: (limitedTo.length > 0 ? limitedTo.join(' and ') : rest) + except });
    if (tier.scope.everyone === undefined) certain = false;
    if (tier.scope.everyone === true) left = left ? inBoth(left, leavesOut) : leavesOut;
    else if (left && leavesOut.length === 0) {
      const named = new Set(tier.scope.names);
      left = left.filter((entry) => !named.has(entry));
    }
    if (left?.length === 0) break;
    if (left) rest = `those whom earlier rules leave out (${left.join(', ')})`;
    else if (rest === 'all recipients') rest = 'all other recipients';
  }
  return acting;
}

/** Exact for single recipients; members of groups and domains may overlap, so they stay. */
function inBoth(first: readonly string[], second: readonly string[]): string[] {
  const single = (entries: readonly string[]) => entries.every((entry) => !entry.includes(' '));
  if (!single(first) || !single(second)) return [...second];
  const before = new Set(first);
  return second.filter((entry) => before.has(entry));
}

/** How one tier's policy answers: `unread` when the source does not hold its settings. */
export interface Judged {
  state: 'good' | 'weak' | 'unread';
  actual: string;
}

/** What acts on somebody, judged: the outcome by recipients really covered, with each weak or unread tier named. */
export function judgeActing(
  tiers: readonly Tier[],
  judge: (tier: Tier) => Judged,
  expected: string,
): { outcome: JudgedOutcome; acting: (ActingTier & Judged)[]; resources: Evidence[] } {
  const acting = actingTiers(tiers).map((tier) => {
    const judged = tier.kind === 'unread' ? ({ state: 'unread', actual: 'not read' } as const) : judge(tier);
    // Weak settings that perhaps apply to nobody prove nothing.
    return { ...tier, ...judged, state: judged.state === 'weak' && !tier.certain ? ('unread' as const) : judged.state };
  });
  const some = (state: Judged['state']) => acting.some((tier) => tier.state === state);
  const protectsSome = acting.some((tier) => tier.state === 'good' && tier.certain);
  const outcome = some('weak') ? (protectsSome ? 'partial' : 'fail') : some('unread') ? 'unknown' : 'pass';
  const shown = acting.filter((tier) =>
    outcome === 'pass' ? true : outcome === 'unknown' ? tier.state === 'unread' : tier.state === 'weak',
  );
  const resources = shown.map((tier) => ({
    id: tier.rule ? ruleName(tier.rule) : tier.policy || tier.name,
    name: tier.name,
    expected,
    actual: `${tier.actual}; applies to ${tier.appliesTo}`,
    readFrom: tier.readFrom,
  }));
  return { outcome, acting, resources };
}

/**
 * The same question by ScubaGear's published rule: the Strict preset if it covers all recipients, else the Standard
 * preset, else the first custom rule (`every`: all that cover everybody), else the default. It knows no exceptions
 * of presets and no rules that apply to part of the recipients.
 */
export function scubaVerdict(
  tiers: readonly Tier[],
  judge: (tier: Tier) => Judged,
  customs: 'first' | 'every' = 'first',
): JudgedOutcome {
  for (const kind of ['strict', 'standard'] as const) {
    const tier = tiers.find((entry) => entry.kind === kind && entry.scope.scuba !== false);
    if (tier) return tier.scope.scuba === undefined ? 'unknown' : outcomeOf([judge(tier)]);
  }
  if (tiers.some((tier) => tier.kind === 'unread')) return 'unknown';
  const custom = tiers.filter((tier) => tier.kind === 'custom').slice(0, customs === 'first' ? 1 : undefined);
  if (custom.some((tier) => tier.scope.scuba === undefined)) return 'unknown';
  const covering = custom.filter((tier) => tier.scope.scuba === true);
  if (covering.length > 0) return outcomeOf(covering.map(judge));
  const last = tiers.find((tier) => ['default', 'built-in', 'none'].includes(tier.kind) && tier.scope.scuba !== false);
  return !last || last.scope.scuba === undefined ? 'unknown' : outcomeOf([judge(last)]);
}

function outcomeOf(judged: readonly Judged[]): JudgedOutcome {
  if (judged.some(({ state }) => state === 'weak')) return 'fail';
  return judged.length === 0 || judged.some(({ state }) => state === 'unread') ? 'unknown' : 'pass';
}

const indexes = new WeakMap<object, ReadonlyMap<string, unknown>>();

/** Policies by identity and name in lower case. Made once for each list: a tenant can have a policy for each rule. */
function byName<T extends { identity?: string | null; name?: string | null }>(
  policies: readonly T[],
): ReadonlyMap<string, T> {
  const known = indexes.get(policies);
  if (known) return known as ReadonlyMap<string, T>;
  const index = new Map<string, T>();
  for (const policy of policies) {
    for (const name of lower([policy.identity ?? '', policy.name ?? ''])) if (!index.has(name)) index.set(name, policy);
  }
  indexes.set(policies, index);
  return index;
}

/** The settings of the policy behind a tier, found by identity, name, or for presets by the preset's own name. */
export function policyBehind<T extends { identity?: string | null; name?: string | null; isDefault?: boolean | null }>(
  tier: Tier,
  policies: readonly T[] | undefined,
): T | undefined {
  const wanted = tier.policy.toLowerCase();
  const found = wanted === '' ? undefined : policies && byName(policies).get(wanted);
  if (found) return found;
  if (tier.kind === 'default') return policies?.find((policy) => policy.isDefault === true);
  if (tier.kind !== 'strict' && tier.kind !== 'standard') return undefined;
  return policies?.find((policy) =>
    (policy.identity ?? policy.name ?? '').toLowerCase().includes(presetIdentity[tier.kind as 'strict']),
  );
}
