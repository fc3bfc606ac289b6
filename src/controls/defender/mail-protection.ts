import type { JudgedOutcome } from '../../core/outcome.ts';
import type { ReadKey } from '../../core/snapshot.ts';
import type { Evidence } from '../../core/verdict.ts';

/**
 * Who is protected by which mail protection policy. Microsoft applies exactly one policy of a kind to a recipient:
 * the Strict preset, else the Standard preset, else the enabled custom rule with the lowest number, else the default
 * policy (Safe Attachments and Safe Links: Built-in protection).
 */

/** A rule that says whom a policy applies to, as Exchange returns it. */
export interface RecipientRule {
  identity?: string | null;
  name?: string | null;
  state?: string | null;
  priority?: number | null;
  sentTo?: string[] | null;
  sentToMemberOf?: string[] | null;
  recipientDomainIs?: string[] | null;
  exceptIfSentTo?: string[] | null;
  exceptIfSentToMemberOf?: string[] | null;
  exceptIfRecipientDomainIs?: string[] | null;
}

/** Recipients that may be left out because the organization said why. */
export interface DeclaredRecipients {
  readonly users: readonly string[];
  readonly groups: readonly string[];
  readonly domains: readonly string[];
  readonly mailboxes: readonly string[];
}

export interface Scope {
  /** Undefined when it cannot be told: exceptions or accepted domains were not read. */
  everyone: boolean | undefined;
  /** Its conditions in words; empty when it has none. */
  limitedTo: string[];
  /** Recipients that its one kind of condition names, in the words of `leavesOut`; empty when kinds must hold together. */
  names: string[];
  /** Recipients that undeclared exceptions leave out. */
  leavesOut: string[];
  /** "Covers all recipients" as ScubaGear tests it; undefined when the fields for it were not read. */
  scuba: boolean | undefined;
  /** It applies to declared recipients only. */
  declaredOnly: boolean;
}

export type TierKind = 'strict' | 'standard' | 'custom' | 'default' | 'built-in' | 'none' | 'unread';

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

export const presetIdentity = { strict: 'strict preset security policy', standard: 'standard preset security policy' };
const presetNames = { strict: 'Strict preset security policy', standard: 'Standard preset security policy' };
const everyone: Scope = { everyone: true, limitedTo: [], names: [], leavesOut: [], scuba: true, declaredOnly: false };

export const lower = (values: readonly string[] | null | undefined): string[] =>
  (values ?? []).map((value) => value.trim().toLowerCase()).filter((value) => value !== '');

export function ruleName(rule: RecipientRule): string {
  return rule.identity ?? rule.name ?? 'unnamed rule';
}

export function isEnabled(rule: RecipientRule): boolean {
  return rule.state?.toLowerCase() === 'enabled';
}

/** The domain itself or a subdomain of one that is listed: Microsoft includes subdomains. */
export function isUnderDomain(domain: string, listed: readonly string[]): boolean {
  return listed.some((entry) => domain === entry || domain.endsWith(`.${entry}`));
}

export function scopeOf(
  rule: RecipientRule,
  preset: boolean,
  acceptedDomains: readonly string[] | undefined,
  declared: DeclaredRecipients,
): Scope {
  const [users, groups, domains] = [lower(rule.sentTo), lower(rule.sentToMemberOf), lower(rule.recipientDomainIs)];
  const accepted = acceptedDomains && lower(acceptedDomains);
  const conditionsRead = [rule.sentTo, rule.sentToMemberOf, rule.recipientDomainIs].every((value) => value !== undefined);
  const excepted = [rule.exceptIfSentTo, rule.exceptIfSentToMemberOf, rule.exceptIfRecipientDomainIs];
  const exceptionsRead = excepted.every((value) => value !== undefined);
  const named = users.length + groups.length > 0;
  const allDomains =
    domains.length === 0 ? true : accepted && accepted.length > 0 && accepted.every((domain) => isUnderDomain(domain, domains));
  const limited = named || domains.length > 0;
  return {
    everyone: named ? false : allDomains === false ? false : allDomains && conditionsRead && exceptionsRead ? true : undefined,
    limitedTo: limited && !(allDomains === true && !named) ? conditionWords(users, groups, domains) : [],
    names: [users, groups, domains].filter((kind) => kind.length > 0).length === 1 ? inWords(users, groups, domains) : [],
    leavesOut: undeclaredExceptions(rule, declared),
    scuba: conditionsRead ? scubaCovers(rule, preset, accepted) : undefined,
    declaredOnly: limited && onlyDeclared(users, groups, domains, declared),
  };
}

/** Presets: no condition. Custom rules: no condition or every accepted domain listed, and no exception at all. */
function scubaCovers(rule: RecipientRule, preset: boolean, accepted: readonly string[] | undefined): boolean | undefined {
  if (lower(rule.sentTo).length + lower(rule.sentToMemberOf).length > 0) return false;
  const domains = lower(rule.recipientDomainIs);
  if (preset) return domains.length === 0;
  const excepted = [rule.exceptIfSentTo, rule.exceptIfSentToMemberOf, rule.exceptIfRecipientDomainIs];
  if (excepted.some((value) => value === undefined || lower(value).length > 0)) return false;
  if (domains.length === 0) return true;
  return accepted && accepted.every((domain) => domains.includes(domain));
}

function conditionWords(users: string[], groups: string[], domains: string[]): string[] {
  return [
    ...(users.length > 0 ? [`users ${users.join(', ')}`] : []),
    ...(groups.length > 0 ? [`members of ${groups.join(', ')}`] : []),
    ...(domains.length > 0 ? [`domains ${domains.join(', ')}`] : []),
  ];
}

const exceptionKinds = ['exceptIfSentTo', 'exceptIfSentToMemberOf', 'exceptIfRecipientDomainIs'] as const;

/** The exceptions that stay when all undeclared ones are removed, as the rule would then hold them. */
export function declaredExceptions(rule: RecipientRule, declared: DeclaredRecipients): Record<string, string[] | null> {
  return Object.fromEntries(
    exceptionKinds.map((kind) => {
      const kept = (rule[kind] ?? []).filter((value) => allowedIn(kind, declared).includes(value.trim().toLowerCase()));
      return [kind, kept.length > 0 ? kept : null];
    }),
  );
}

function allowedIn(kind: (typeof exceptionKinds)[number], declared: DeclaredRecipients): string[] {
  if (kind === 'exceptIfSentTo') return lower([...declared.users, ...declared.mailboxes]);
  return lower(kind === 'exceptIfSentToMemberOf' ? declared.groups : declared.domains);
}

function undeclaredExceptions(rule: RecipientRule, declared: DeclaredRecipients): string[] {
  const [users, groups, domains] = exceptionKinds.map((kind) => {
    const allowed = allowedIn(kind, declared);
    return lower(rule[kind]).filter((value) => !allowed.includes(value));
  });
  return inWords(users!, groups!, domains!);
}

function inWords(users: readonly string[], groups: readonly string[], domains: readonly string[]): string[] {
  return [...users, ...groups.map((group) => `members of ${group}`), ...domains.map((domain) => `domain ${domain}`)];
}

/** All conditions must hold at once, so one kind that names only declared recipients is enough. */
function onlyDeclared(users: string[], groups: string[], domains: string[], declared: DeclaredRecipients): boolean {
  const within = (values: string[], allowed: readonly string[]) =>
    values.length > 0 && values.every((value) => lower(allowed).includes(value));
  return (
    within(users, [...declared.users, ...declared.mailboxes]) ||
    within(groups, declared.groups) ||
    within(domains, declared.domains)
  );
}

export interface TierSources<P extends RecipientRule, R extends RecipientRule> {
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
  const accepted = sources.acceptedDomains?.flatMap((domain) => domain.domainName ?? []);
  const tiers: Tier[] = [];
  for (const kind of ['strict', 'standard'] as const) {
    for (const rule of sources.presets ?? []) {
      if (!ruleName(rule).toLowerCase().includes(presetIdentity[kind]) || !isEnabled(rule)) continue;
      const scope = scopeOf(rule, true, accepted, sources.declared);
      tiers.push({ kind, name: presetNames[kind], policy: sources.presetPolicy(rule) ?? '', rule, scope, readFrom: sources.presetKey });
    }
  }
  if (!sources.presets) tiers.push(unread('preset security policies, which were not read', sources.presetKey));
  const enabled = (sources.custom ?? []).filter(isEnabled);
  for (const rule of enabled.toSorted((a, b) => (a.priority ?? Infinity) - (b.priority ?? Infinity))) {
    const scope = scopeOf(rule, false, accepted, sources.declared);
    const policy = sources.customPolicy(rule) ?? '';
    tiers.push({ kind: 'custom', name: ruleName(rule), policy, rule, scope, readFrom: sources.customKey });
  }
  if (!sources.custom) tiers.push(unread('custom rules, which were not read', sources.customKey));
  return [...tiers, ...sources.last];
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
    const { limitedTo, leavesOut } = tier.scope;
    const except = leavesOut.length > 0 ? `, without ${leavesOut.join(', ')}` : '';
    acting.push({ ...tier, certain, appliesTo: (limitedTo.length > 0 ? limitedTo.join(' and ') : rest) + except });
    if (tier.scope.everyone === undefined) certain = false;
    if (tier.scope.everyone === true) left = left ? inBoth(left, leavesOut) : leavesOut;
    else if (left && leavesOut.length === 0) left = left.filter((entry) => !tier.scope.names.includes(entry));
    if (left?.length === 0) break;
    if (left) rest = `those whom the rules above leave out (${left.join(', ')})`;
    else if (rest === 'all recipients') rest = 'all other recipients';
  }
  return acting;
}

/** Exact for single recipients; members of groups and domains may overlap, so they stay. */
function inBoth(first: readonly string[], second: readonly string[]): string[] {
  const single = (entries: readonly string[]) => entries.every((entry) => !entry.includes(' '));
  return single(first) && single(second) ? second.filter((entry) => first.includes(entry)) : [...second];
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
  const outcome = some('weak') ? (some('good') ? 'partial' : 'fail') : some('unread') ? 'unknown' : 'pass';
  const shown = acting.filter((tier) => (outcome === 'pass' ? true : outcome === 'unknown' ? tier.state === 'unread' : tier.state === 'weak'));
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

/** The settings of the policy behind a tier, found by identity, name, or for presets by the preset's own name. */
export function policyBehind<T extends { identity?: string | null; name?: string | null; isDefault?: boolean | null }>(
  tier: Tier,
  policies: readonly T[] | undefined,
): T | undefined {
  const wanted = tier.policy.toLowerCase();
  const found = policies?.find((policy) => lower([policy.identity ?? '', policy.name ?? '']).includes(wanted));
  if (found && wanted !== '') return found;
  if (tier.kind === 'default') return policies?.find((policy) => policy.isDefault === true);
  if (tier.kind !== 'strict' && tier.kind !== 'standard') return undefined;
  return policies?.find((policy) => (policy.identity ?? policy.name ?? '').toLowerCase().includes(presetIdentity[tier.kind as 'strict']));
}
