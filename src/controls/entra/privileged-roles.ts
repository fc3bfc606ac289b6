import { findBy } from '../../core/lookup.ts';
import type { Change } from '../../core/change.ts';
import type { SectionData } from '../../core/snapshot.ts';
import type { Evidence } from '../../core/verdict.ts';
import { named } from './principals.ts';

export type Role = SectionData<'privilegedRoles'>[number];
type Assignment = NonNullable<Role['assignments']>[number];
export type Rule = NonNullable<Role['rules']>[number];

export const globalAdministratorId = '62e90394-69f5-4237-9190-012177145e10';

export function isGlobalAdministrator(role: Role): boolean {
  return role.displayName === 'Global Administrator' || role.roleTemplateId?.toLowerCase() === globalAdministratorId;
}

export function roleName(role: Role): string {
  return role.displayName ?? role.roleTemplateId ?? 'unnamed role';
}

interface Held {
  role: Role;
  assignment: Assignment;
}

interface Judged {
  bad: Held[];
  good: Held[];
  /** Roles whose assignments, or an assignment whose date, are not in the document. */
  unread: string[];
}

/** Active assignments by whether the date `field` is set; those of exempt principals are good whatever it says. */
export function assignmentsWith(
  roles: readonly Role[],
  field: 'startDateTime' | 'endDateTime',
  exempt: (principal: string | null | undefined) => boolean,
): Judged {
  const judged: Judged = { bad: [], good: [], unread: [] };
  for (const role of roles) {
    if (role.assignments === undefined) judged.unread.push(roleName(role));
    for (const assignment of role.assignments ?? []) {
      if (exempt(assignment.principalId) || typeof assignment[field] === 'string')
        judged.good.push({ role, assignment });
      else if (assignment[field] === null) judged.bad.push({ role, assignment });
      else judged.unread.push(roleName(role));
    }
  }
  return judged;
}

interface Named {
  id?: string | null;
  displayName?: string | null;
  userPrincipalName?: string | null;
}

/** The display name of a principal where one of the read sections knows it, else its id. */
export function nameOf(
  principal: string | null | undefined,
  ...known: readonly (readonly Named[] | undefined)[]
): string {
  const found = known.map((list) => list && findBy(list, 'id', principal)).find((entry) => entry);
  return found?.userPrincipalName ?? found?.displayName ?? principal ?? 'unknown principal';
}

export function assignmentEvidence(
  { role, assignment }: Held,
  name: string,
  field: 'startDateTime' | 'endDateTime',
  expected: string,
): Evidence {
  return {
    id: `${role.roleTemplateId ?? roleName(role)}/${assignment.principalId ?? assignment.id ?? ''}`,
    name: `${name}, ${roleName(role)}`,
    expected,
    actual: `${field} ${assignment[field] ?? 'not set'}`,
    readFrom: 'privilegedRoles.assignments',
  };
}

/**
 * Active assignments turned into eligible ones. Only users and groups can be eligible: with any other principal
 * among the offenders nothing is offered, because the finding would stay.
 */
export function makeEligible(offending: readonly Held[], users: readonly Named[], takenAt: string): readonly Change[] {
  const ids = new Set(users.map((user) => user.id?.toLowerCase()));
  if (!offending.every(({ assignment }) => ids.has(assignment.principalId?.toLowerCase()))) return [];
  return [...Map.groupBy(offending, ({ role }) => role)].map(([role, held]) => {
    const removed = new Set(held.map(({ assignment }) => assignment));
    const names = named(held.map(({ assignment }) => nameOf(assignment.principalId, users)));
    const calls = held.map(({ assignment }) => {
      const subject = `"principalId":"${assignment.principalId}","roleDefinitionId":"${assignment.roleDefinitionId ?? role.roleTemplateId}","directoryScopeId":"${assignment.directoryScopeId ?? '/'}"`;
      return (
        `POST /roleManagement/directory/roleEligibilityScheduleRequests {"action":"adminAssign",${subject},"scheduleInfo":{"startDateTime":"${takenAt}","expiration":{"type":"afterDuration","duration":"P365D"}}}; ` +
        `POST /roleManagement/directory/roleAssignmentScheduleRequests {"action":"adminRemove",${subject}}`
      );
    });
    return {
      section: 'privilegedRoles',
      operation: 'set',
      match: role.roleTemplateId ? { roleTemplateId: role.roleTemplateId } : { displayName: role.displayName },
      values: { assignments: (role.assignments ?? []).filter((assignment) => !removed.has(assignment)) },
      call: calls.join('; '),
      summary: `Make ${names} eligible for ${roleName(role)} in place of always active`,
      notice: `${names}: they switch the role on when they need it.`,
      lockoutRisk: true,
      stages: [
        'eligible and active side by side until each person has switched the role on once',
        'active assignment removed',
      ],
      undo: 'restore',
    };
  });
}
