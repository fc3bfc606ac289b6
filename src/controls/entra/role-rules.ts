import type { Change } from '../../core/change.ts';
import type { Evidence } from '../../core/verdict.ts';
import { type Role, type Rule, roleName } from './privileged-roles.ts';

/** Holds, holds not, or the document does not say. */
type Answer = { holds: boolean | undefined; actual: string };

interface RuleJudgement {
  bad: Evidence[];
  good: Evidence[];
  /** Roles or groups whose rule is not in the document. */
  unread: string[];
}

/** A rule belongs to the role itself or to a group that holds the role through Privileged Identity Management. */
function sourceOf(role: Role, rule: Rule): string {
  return rule.ruleSource ?? roleName(role);
}

/**
 * Judges each role, and each group behind it, by those of its rules that `wanted` names. Each wanted rule must be
 * there: every policy of Privileged Identity Management has all of them.
 */
export function judgeRules(
  roles: readonly Role[],
  wanted: readonly string[],
  expected: string,
  answer: (rules: readonly Rule[], role: Role) => Answer,
): RuleJudgement {
  const judged: RuleJudgement = { bad: [], good: [], unread: [] };
  for (const role of roles) {
    const sources = Map.groupBy(role.rules ?? [], (rule) => sourceOf(role, rule));
    if (sources.size === 0) judged.unread.push(roleName(role));
    for (const [source, rules] of sources) {
      const found = rules.filter((rule) => wanted.includes(rule.id ?? ''));
      const given = answer(found, role);
      const evidence: Evidence = {
        id: `${role.roleTemplateId ?? roleName(role)}/${source}`,
        name: source,
        expected,
        actual: given.actual,
        readFrom: 'privilegedRoles.rules',
      };
      const complete = wanted.every((id) => found.some((rule) => rule.id === id));
      if (given.holds === false) judged.bad.push(evidence);
      else if (given.holds === undefined || !complete) judged.unread.push(source);
      else judged.good.push(evidence);
    }
  }
  return judged;
}

/** One change for all rules of a role that `change` alters; none when it alters nothing. */
export function changeRules(
  role: Role,
  alter: (rule: Rule) => Partial<Rule> | undefined,
  told: Pick<Change, 'summary' | 'notice'> & Partial<Pick<Change, 'lockoutRisk' | 'stages'>>,
): readonly Change[] {
  const calls: string[] = [];
  const rules = (role.rules ?? []).map((rule) => {
    const values = alter(rule);
    if (!values) return rule;
    const policy = rule.policyId ?? `{policy of ${sourceOf(role, rule)}}`;
    const type = rule['@odata.type'] ? { '@odata.type': rule['@odata.type'] } : {};
    calls.push(
      `PATCH /policies/roleManagementPolicies/${policy}/rules/${rule.id} ${JSON.stringify({ ...type, ...values })}`,
    );
    return { ...rule, ...values };
  });
  if (calls.length === 0) return [];
  return [
    {
      section: 'privilegedRoles',
      operation: 'set',
      match: role.roleTemplateId ? { roleTemplateId: role.roleTemplateId } : { displayName: role.displayName },
      values: { rules },
      call: calls.join('; '),
      undo: 'restore',
      ...told,
    },
  ];
}

/** Null is how PowerShell writes an empty list; an absent one was not read. */
export function tellsNobody({ notificationRecipients }: Rule): boolean {
  return notificationRecipients === null || notificationRecipients?.length === 0;
}

/** Mail addresses that some rule already tells, in order of first use: whom to tell where nobody is named. */
export function knownRecipients(roles: readonly Role[]): string[] {
  return [...new Set(roles.flatMap((role) => (role.rules ?? []).flatMap((rule) => rule.notificationRecipients ?? [])))];
}

/** Whole and part hours of an ISO 8601 duration such as `PT8H` or `P1D`; NaN when it is none. */
export function hoursOf(duration: string): number {
  const parts = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/i.exec(duration);
  if (!parts || duration.length < 3) return Number.NaN;
  const [weeks, days, hours, minutes, seconds] = parts.slice(1).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
  ];
  return weeks * 168 + days * 24 + hours + minutes / 60 + seconds / 3600;
}
