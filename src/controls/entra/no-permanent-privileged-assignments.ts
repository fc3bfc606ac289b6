import { defineControl } from '../../core/control.ts';
import { fail, notApplicable, pass, unknown } from '../../core/verdict.ts';
import { counted, declaredAs, named } from './principals.ts';
import { assignmentEvidence, assignmentsWith, makeEligible, nameOf } from './privileged-roles.ts';

const expected = 'an active assignment that ends, or an eligible one';

export const noPermanentPrivilegedAssignments = defineControl({
  id: 'entra.no-permanent-privileged-assignments',
  title: 'Nobody holds a privileged role without an end',
  finding: 'Privileged roles are held around the clock without an end',
  severity: 'high',
  rationale:
    'A role that is always on is there for whoever steals the session at three in the morning. With just-in-time access the role is switched on for the task, with a reason, and goes away by itself.',
  citations: ['164.308(a)(4)(ii)(B)'],
  responsibility: 'you',
  effort: 'hours',
  userImpact: 'low',
  references: [
    { source: 'SCuBA', id: 'MS.AAD.7.4v1', level: 'shall' },
    { source: 'Maester', id: 'CISA.MS.AAD.7.4' },
    { source: 'Monkey365', id: 'eid-pim-is-used' },
    {
      source: 'Microsoft',
      id: 'https://learn.microsoft.com/entra/id-governance/privileged-identity-management/pim-how-to-add-role-to-user',
    },
  ],
  aliases: ['PA-04'],
  license: 'entra-p2',
  reads: ['privilegedRoles'],
  mayRead: ['users', 'privilegedUsers', 'privilegedServicePrincipals'],
  evaluate({ privilegedRoles, users, privilegedUsers, privilegedServicePrincipals }, { declared }) {
    if (privilegedRoles.length === 0)
      return unknown('The source lists no privileged role, so assignments were not read.');
    const exempt = declaredAs(
      [...declared.users, ...declared.groups, ...declared.applications],
      users,
      privilegedUsers,
    );
    const { bad, good, unread } = assignmentsWith(privilegedRoles, 'endDateTime', exempt);
    const name = (held: (typeof bad)[number]) =>
      nameOf(held.assignment.principalId, users, privilegedUsers, privilegedServicePrincipals);
    const evidence = (held: (typeof bad)[number]) => assignmentEvidence(held, name(held), 'endDateTime', expected);
    const total = bad.length + good.length;
    if (bad.length > 0) {
      return fail(
        `${bad.length} of ${counted(total, 'active assignment')} of privileged roles never end and are not declared.`,
        bad.map(evidence),
        {
          wouldPassIf: `${named(bad.map(name))} become eligible in place of always active, or you declare them as exclusions of this control with a reason.`,
        },
      );
    }
    if (unread.length > 0)
      return unknown(`The source does not say until when the assignments of ${named(unread)} last.`);
    if (total === 0) return notApplicable('No privileged role is actively assigned.');
    return pass(
      `Each of ${counted(total, 'active assignment')} of privileged roles ends or is declared.`,
      good.map(evidence),
    );
  },
  remediation: {
    fix: 'Make privileged roles eligible in place of permanently active',
    steps: [
      'Open the Microsoft Entra admin center, Identity governance, Privileged Identity Management, Microsoft Entra roles, Assignments.',
      'For each active assignment named here, choose Add assignments, Eligible, for the same person and role.',
      'Let the person activate the role once.',
      'Remove the active assignment. Keep the declared emergency access accounts active.',
    ],
  },
  changes({ privilegedRoles, users, privilegedUsers }, { declared, takenAt }) {
    const exempt = declaredAs(
      [...declared.users, ...declared.groups, ...declared.applications],
      users,
      privilegedUsers,
    );
    const { bad, unread } = assignmentsWith(privilegedRoles, 'endDateTime', exempt);
    return unread.length > 0 ? [] : makeEligible(bad, [...(users ?? []), ...(privilegedUsers ?? [])], takenAt);
  },
  knownGaps: [
    'Members of a group that holds a role are seen as the group; declare the group or give it time-bound membership.',
  ],
  assumed: ['The pair of requests that turns an active assignment into an eligible one.'],
});
