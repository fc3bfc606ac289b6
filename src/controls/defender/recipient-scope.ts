/** Whom a rule of Exchange applies to. */

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
  /** A preset without conditions is for everyone all the same, as in ScubaGear's rule; it is said. */
  exceptionsUnread: boolean;
  /** "Covers all recipients" as ScubaGear tests it; undefined when the fields for it were not read. */
  scuba: boolean | undefined;
  /** It applies to declared recipients only. */
  declaredOnly: boolean;
}

export const presetIdentity = { strict: 'strict preset security policy', standard: 'standard preset security policy' };

export const lower = (values: readonly string[] | null | undefined): string[] =>
  (values ?? []).map((value) => value.trim().toLowerCase()).filter((value) => value !== '');

export function ruleName(rule: RecipientRule): string {
  return rule.identity ?? rule.name ?? 'unnamed rule';
}

/** Whether a rule says which one it is and whether it is on. */
export function isRead(rule: RecipientRule): boolean {
  return rule.state !== undefined && (rule.identity ?? rule.name) !== undefined;
}

/** False when one is false, undefined when one is not known and none is false. */
export function allOf(...conditions: (boolean | undefined)[]): boolean | undefined {
  return conditions.includes(false) ? false : conditions.includes(undefined) ? undefined : true;
}

/** The names of accepted domains; undefined when not all were read. */
export function domainNames(domains: readonly { domainName?: string | null }[] | undefined): string[] | undefined {
  return domains?.every((domain) => domain.domainName !== undefined)
    ? domains.flatMap((domain) => domain.domainName ?? [])
    : undefined;
}

export function isEnabled(rule: RecipientRule): boolean {
  return rule.state?.toLowerCase() === 'enabled';
}

/** The domain itself or a subdomain of one that is listed: Microsoft includes subdomains. */
export function isUnderDomain(domain: string, listed: ReadonlySet<string>): boolean {
  // No name in DNS is longer.
  for (let name = domain.slice(0, 253); name !== ''; name = name.slice(name.indexOf('.') + 1)) {
    if (listed.has(name)) return true;
    if (!name.includes('.')) return false;
  }
  return false;
}

export function scopeOf(
  rule: RecipientRule,
  preset: boolean,
  acceptedDomains: readonly string[] | undefined,
  declared: DeclaredRecipients,
): Scope {
  const [users, groups, domains] = [lower(rule.sentTo), lower(rule.sentToMemberOf), lower(rule.recipientDomainIs)];
  const accepted = domains.length > 0 ? acceptedDomains && lower(acceptedDomains) : undefined;
  const conditionsRead = [rule.sentTo, rule.sentToMemberOf, rule.recipientDomainIs].every(
    (value) => value !== undefined,
  );
  const excepted = [rule.exceptIfSentTo, rule.exceptIfSentToMemberOf, rule.exceptIfRecipientDomainIs];
  const exceptionsRead = excepted.every((value) => value !== undefined);
  const named = users.length + groups.length > 0;
  const listed = new Set(domains);
  const allDomains =
    domains.length === 0
      ? true
      : accepted && accepted.length > 0 && accepted.every((domain) => isUnderDomain(domain, listed));
  const limited = named || domains.length > 0;
  return {
    everyone: named
      ? false
      : allDomains === false
        ? false
        : allDomains && conditionsRead && (exceptionsRead || preset)
          ? true
          : undefined,
    limitedTo: limited && !(allDomains === true && !named) ? conditionWords(users, groups, domains) : [],
    names:
      [users, groups, domains].filter((kind) => kind.length > 0).length === 1 ? inWords(users, groups, domains) : [],
    leavesOut: undeclaredExceptions(rule, declared),
    exceptionsUnread: !exceptionsRead,
    scuba: conditionsRead ? scubaCovers(rule, preset, accepted) : undefined,
    declaredOnly: limited && onlyDeclared(users, groups, domains, declared),
  };
}

/** Presets: no condition. Custom rules: no condition or every accepted domain listed, and no exception at all. */
function scubaCovers(
  rule: RecipientRule,
  preset: boolean,
  accepted: readonly string[] | undefined,
): boolean | undefined {
  if (lower(rule.sentTo).length + lower(rule.sentToMemberOf).length > 0) return false;
  const domains = lower(rule.recipientDomainIs);
  if (preset) return domains.length === 0;
  const excepted = [rule.exceptIfSentTo, rule.exceptIfSentToMemberOf, rule.exceptIfRecipientDomainIs];
  if (excepted.some((value) => lower(value).length > 0)) return false;
  if (excepted.includes(undefined)) return undefined;
  if (domains.length === 0) return true;
  const listed = new Set(domains);
  return accepted && accepted.every((domain) => listed.has(domain));
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
      const allowed = allowedIn(kind, declared);
      const kept = (rule[kind] ?? []).filter((value) => allowed.has(value.trim().toLowerCase()));
      return [kind, kept.length > 0 ? kept : null];
    }),
  );
}

function allowedIn(kind: (typeof exceptionKinds)[number], declared: DeclaredRecipients): Set<string> {
  if (kind === 'exceptIfSentTo') return new Set(lower([...declared.users, ...declared.mailboxes]));
  return new Set(lower(kind === 'exceptIfSentToMemberOf' ? declared.groups : declared.domains));
}

function undeclaredExceptions(rule: RecipientRule, declared: DeclaredRecipients): string[] {
  const [users, groups, domains] = exceptionKinds.map((kind) => {
    const allowed = allowedIn(kind, declared);
    return lower(rule[kind]).filter((value) => !allowed.has(value));
  });
  return inWords(users!, groups!, domains!);
}

function inWords(users: readonly string[], groups: readonly string[], domains: readonly string[]): string[] {
  return [...users, ...groups.map((group) => `members of ${group}`), ...domains.map((domain) => `domain ${domain}`)];
}

/** All conditions must hold at once, so one kind that names only declared recipients is enough. */
function onlyDeclared(users: string[], groups: string[], domains: string[], declared: DeclaredRecipients): boolean {
  const within = (values: string[], allowed: readonly string[]) => {
    const names = new Set(lower(allowed));
    return values.length > 0 && values.every((value) => names.has(value));
  };
  return (
    within(users, [...declared.users, ...declared.mailboxes]) ||
    within(groups, declared.groups) ||
    within(domains, declared.domains)
  );
}
