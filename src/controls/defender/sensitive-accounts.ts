import type { Change } from '../../core/change.ts';
import type { Context } from '../../core/control.ts';
import type { JudgedOutcome } from '../../core/outcome.ts';
import type { SectionData, SectionName } from '../../core/snapshot.ts';
import { type Evidence, type Verdict, fail, partial, pass, unknown } from '../../core/verdict.ts';
import { quoted } from '../../core/powershell.ts';
import { type SensitiveAccount, mayBeLeftOut, mustBeProtected, sensitiveAccounts } from './declared-accounts.ts';
import {
  type RecipientRule,
  type Scope,
  domainNames,
  isEnabled,
  isRead,
  isUnderDomain,
  lower,
  ruleName,
  scopeOf,
} from './recipient-scope.ts';
import { presetRule } from './standard-preset.ts';

export interface StrictQuestion {
  control: string;
  policy: string;
  section: Extract<SectionName, 'presetRules' | 'presetDefenderRules'>;
  /** "Exchange Online Protection" or "Defender for Office 365". */
  product: string;
}

interface Lookups {
  readonly users: SectionData<'users'> | undefined;
  readonly acceptedDomains: SectionData<'acceptedDomains'> | undefined;
}

type Given = Pick<Context, 'declared' | 'organization'>;
type Rule = RecipientRule & { conditions?: unknown; exceptions?: unknown };

interface Wanted {
  accounts: SensitiveAccount[];
  groups: string[];
  domains: string[];
  /** Recipients of any kind whom the Strict preset may leave out. */
  leftOut: string[];
}

function wantedBy(context: Given, control: string, users: SectionData<'users'> | undefined): Wanted {
  return {
    accounts: sensitiveAccounts(context, control, users),
    groups: mustBeProtected(context, control, 'groups'),
    domains: mustBeProtected(context, control, 'domains'),
    leftOut: lower(context.declared.mailboxes),
  };
}

/**
 * Every declared sensitive account lies in the Strict preset. Nobody declared is no reason to pass: each organization
 * has such accounts, so without a declaration only a Strict preset for everybody proves anything.
 */
export function inStrictPreset(
  question: StrictQuestion,
  rules: readonly Rule[],
  { users, acceptedDomains }: Lookups,
  context: Given,
): Verdict {
  const wanted = wantedBy(context, question.control, users);
  const rule = spelledOut(presetRule(rules, 'strict'));
  const policies = { [question.policy]: scubaOutcome(rule, wanted) };
  const protection = `the Strict preset for ${question.product}`;
  if (rules.some((entry) => !isRead(entry)))
    return unknown("Can't tell: the source holds preset rules but not which ones they are or whether they are on.");
  if (!rule || !isEnabled(rule)) {
    const off = evidence(
      question,
      'Strict Preset Security Policy',
      'Strict preset security policy',
      'State Enabled',
      rule ? `State ${rule.state}` : 'no such rule',
    );
    return fail(`The Strict preset is off for ${question.product}.`, [off], {
      wouldPassIf: 'The Strict preset is on for the sensitive accounts.',
      policies,
    });
  }
  const scope = scopeOf(rule, true, domainNames(acceptedDomains), mayBeLeftOut(context, question.control));
  const named = [...wanted.accounts.map(({ shown }) => shown), ...wanted.groups, ...wanted.domains];
  const shownRule = (actual: string) =>
    evidence(
      question,
      ruleName(rule),
      'Strict preset security policy',
      `applies to ${named.join(', ') || 'the sensitive accounts'}`,
      actual,
    );
  if (scope.everyone === true && scope.leavesOut.length === 0)
    return pass(
      `Everybody lies in ${protection}, sensitive accounts included.`,
      [shownRule('applies to all recipients')],
      { policies },
    );
  if (named.length === 0 && scope.everyone === undefined)
    return unknown(
      `Can't tell whether the Strict preset covers everybody (${inWords(scope)}), and no sensitive account is declared.`,
      [],
      { policies },
    );
  if (named.length === 0) return nobodyDeclared(rule, scope, shownRule(inWords(scope)), protection, policies);
  const lists = listsOf(rule);
  const entries = [
    ...wanted.accounts.map((account) => ({ name: account.shown, covered: coversAccount(lists, account.address) })),
    ...wanted.groups.map((name) => ({ name: `group ${name}`, covered: coversGroup(lists, name) })),
    ...wanted.domains.map((name) => ({ name: `domain ${name}`, covered: coversDomain(lists, name) })),
  ];
  const missing = entries.filter(({ covered }) => covered === false);
  const open = entries.filter(({ covered }) => covered === undefined);
  const list = (some: typeof entries) => some.map(({ name }) => name).join(', ');
  if (missing.length > 0) {
    const resources = missing.map(({ name }) =>
      evidence(question, name, name, 'in the Strict preset', `not in it: ${inWords(scope)}`),
    );
    const some = entries.some(({ covered }) => covered === true);
    return (some ? partial : fail)(
      `${missing.length} of ${entries.length} sensitive accounts are not in ${protection}: ${list(missing)}.`,
      resources,
      {
        wouldPassIf: `The Strict preset names ${list(missing)}.`,
        policies,
      },
    );
  }
  if (open.length > 0) {
    return unknown(
      `Can't tell whether ${list(open)} lie in the Strict preset (${inWords(scope)}): group members or addresses are not known.`,
      [shownRule(inWords(scope))],
      {
        wouldPassIf: `The Strict preset names ${list(open)} as users.`,
        policies,
      },
    );
  }
  const remark =
    policies[question.policy] === 'fail' ? ' ScubaGear also wants the Strict preset to name nobody else.' : '';
  return pass(
    `All ${entries.length} declared sensitive accounts are in ${protection}.${remark}`,
    [shownRule(inWords(scope))],
    { policies },
  );
}

function nobodyDeclared(
  rule: Rule,
  scope: Scope,
  resource: Evidence,
  protection: string,
  policies: Record<string, JudgedOutcome>,
): Verdict {
  const users = lower(rule.sentTo);
  const single = users.length > 0 && lower(rule.sentToMemberOf).length + lower(rule.recipientDomainIs).length === 0;
  return fail(
    `No sensitive account is declared and the Strict preset does not cover everybody (${inWords(scope)}), so nothing shows that the right people are in ${protection}.`,
    [resource],
    {
      wouldPassIf: single
        ? `You declare ${users.join(', ')} in sensitiveAccounts.`
        : 'You declare sensitiveAccounts and the Strict preset names them, or it covers everybody.',
      policies,
    },
  );
}

function evidence({ section }: StrictQuestion, id: string, name: string, expected: string, actual: string): Evidence {
  return { id, name, expected, actual, readFrom: `${section}.sentTo` };
}

function inWords({ everyone, limitedTo, leavesOut }: Scope): string {
  const whom =
    limitedTo.length > 0 ? limitedTo.join(' and ') : everyone === undefined ? 'recipients not read' : 'all recipients';
  return `applies to ${whom}${leavesOut.length > 0 ? `, without ${leavesOut.join(', ')}` : ''}`;
}

/** Exchange also says in one word that a rule has no conditions or no exceptions: then none of their lists holds any. */
function spelledOut(rule: Rule | undefined): Rule | undefined {
  if (!rule) return undefined;
  const none = [...(rule.conditions === null ? conditions : []), ...(rule.exceptions === null ? exceptions : [])];
  return { ...Object.fromEntries(none.map((kind) => [kind, null])), ...rule };
}

const conditions = ['sentTo', 'sentToMemberOf', 'recipientDomainIs'] as const;
const exceptions = ['exceptIfSentTo', 'exceptIfSentToMemberOf', 'exceptIfRecipientDomainIs'] as const;

/** The names in each of a rule's lists, and which lists were not read. */
function listsOf(rule: Rule) {
  const kinds = [...conditions, ...exceptions];
  const names = Object.fromEntries(kinds.map((kind) => [kind, new Set(lower(rule[kind]))])) as Record<
    (typeof kinds)[number],
    Set<string>
  >;
  return { ...names, unread: kinds.filter((kind) => rule[kind] === undefined) };
}
type Lists = ReturnType<typeof listsOf>;

/** All kinds of conditions must hold and no exception may; undefined where only a group's members could tell. */
function coversAccount(lists: Lists, address: string | undefined): boolean | undefined {
  if (address === undefined) return undefined;
  const domain = address.split('@')[1] ?? '';
  const { sentTo, sentToMemberOf, recipientDomainIs, exceptIfSentToMemberOf } = lists;
  if (sentTo.size > 0 && !sentTo.has(address)) return false;
  if (recipientDomainIs.size > 0 && !isUnderDomain(domain, recipientDomainIs)) return false;
  if (lists.exceptIfSentTo.has(address) || isUnderDomain(domain, lists.exceptIfRecipientDomainIs)) return false;
  if (lists.unread.length > 0) return undefined;
  return sentToMemberOf.size > 0 || exceptIfSentToMemberOf.size > 0 ? undefined : true;
}

function coversGroup(lists: Lists, group: string): boolean | undefined {
  if (lists.exceptIfSentToMemberOf.has(group)) return false;
  // Members of this group may be missed by the other conditions and hit by the exceptions.
  const others = [lists.sentTo, lists.recipientDomainIs, ...exceptions.map((kind) => lists[kind])];
  const unread = lists.unread.some((kind) => kind !== 'sentToMemberOf');
  if (unread || others.some((names) => names.size > 0)) return undefined;
  return lists.sentToMemberOf.size === 0 || lists.sentToMemberOf.has(group) ? true : undefined;
}

function coversDomain(lists: Lists, domain: string): boolean | undefined {
  if (lists.recipientDomainIs.size > 0 && !isUnderDomain(domain, lists.recipientDomainIs)) return false;
  if (isUnderDomain(domain, lists.exceptIfRecipientDomainIs)) return false;
  const others = [lists.sentTo, lists.sentToMemberOf, lists.exceptIfSentTo, lists.exceptIfSentToMemberOf];
  if (others.some((names) => names.size > 0)) return false;
  return lists.unread.length > 0 ? undefined : true;
}

/**
 * ScubaGear: no conditions and no exceptions, else its configuration and the rule name exactly the same users, groups
 * and domains, and leave out exactly the same recipients.
 */
function scubaOutcome(rule: Rule | undefined, { accounts, groups, domains, leftOut }: Wanted): JudgedOutcome {
  if (!rule || !isEnabled(rule)) return 'fail';
  const lists = listsOf(rule);
  if (lists.unread.length === 0 && [...conditions, ...exceptions].every((kind) => lists[kind].size === 0))
    return 'pass';
  if (accounts.length + groups.length + domains.length + leftOut.length === 0) return 'fail';
  if (lists.unread.length > 0) return 'unknown';
  const same = (found: ReadonlySet<string>, named: readonly string[]) => {
    const wanted = new Set(named);
    return found.size === wanted.size && [...wanted].every((entry) => found.has(entry));
  };
  const users = accounts.map(({ address, shown }) => address ?? shown.toLowerCase());
  const excepted = new Set(exceptions.flatMap((kind) => [...lists[kind]]));
  const matches =
    same(lists.sentTo, users) &&
    same(lists.sentToMemberOf, groups) &&
    same(lists.recipientDomainIs, domains) &&
    same(excepted, leftOut);
  return matches ? 'pass' : 'fail';
}

/** Adds the missing accounts where the Strict preset is limited by users alone; elsewhere a person decides. */
export function addToStrictPreset(
  question: StrictQuestion,
  rules: readonly Rule[],
  { users }: Lookups,
  context: Given,
): Change[] {
  const { accounts, groups, domains } = wantedBy(context, question.control, users);
  const rule = presetRule(rules, 'strict');
  const addresses = accounts.flatMap(({ address }) => address ?? []);
  if (!rule || addresses.length === 0 || addresses.length < accounts.length || groups.length + domains.length > 0)
    return [];
  const conditions = [rule.sentTo, rule.sentToMemberOf, rule.recipientDomainIs];
  if (
    conditions.includes(undefined) ||
    lower([...(rule.sentToMemberOf ?? []), ...(rule.recipientDomainIs ?? [])]).length > 0
  )
    return [];
  const excepted = [rule.exceptIfSentTo, rule.exceptIfSentToMemberOf, rule.exceptIfRecipientDomainIs];
  if (excepted.some((values) => values === undefined || lower(values).length > 0)) return [];
  const named = new Set(lower(rule.sentTo));
  const missing = addresses.filter((address) => !named.has(address));
  const limited = lower(rule.sentTo).length > 0;
  if (isEnabled(rule) && (!limited || missing.length === 0)) return [];
  const cmdlet = question.section === 'presetRules' ? 'EOPProtectionPolicyRule' : 'ATPProtectionPolicyRule';
  const sentTo = limited ? [...(rule.sentTo ?? []), ...missing] : addresses;
  const identity = ruleName(rule);
  return [
    {
      section: question.section,
      operation: 'set',
      match: rule.identity ? { identity: rule.identity } : { name: rule.name },
      values: { state: 'Enabled', sentTo },
      call: `Set-${cmdlet} -Identity ${quoted(identity)} -SentTo ${sentTo.map((entry) => quoted(entry)).join(',')}${isEnabled(rule) ? '' : `; Enable-${cmdlet} -Identity ${quoted(identity)}`}`,
      summary: `Put ${missing.length > 0 ? missing.join(', ') : 'the sensitive accounts'} in the Strict preset (${question.product})`,
      notice: 'These people: more of their mail goes to quarantine, and they see fewer messages in Junk.',
      undo: 'restore',
    },
  ];
}
