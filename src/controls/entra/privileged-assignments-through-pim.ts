import { defineControl } from '../../core/control.ts';
import { fail, notApplicable, pass, unknown } from '../../core/verdict.ts';
import { counted, declaredAs, named } from './principals.ts';
import { assignmentEvidence, assignmentsWith, makeEligible, nameOf } from './privileged-roles.ts';

const expected = 'assigned through Privileged Identity Management';

export const privilegedAssignmentsThroughPim = defineControl({
  id: 'entra.privileged-assignments-through-pim',
  title: 'Privileged roles are given through Privileged Identity Management only',
  finding: 'Privileged roles were given outside Privileged Identity Management',
  severity: 'medium',
  rationale:
    'An assignment made around Privileged Identity Management sends no mail, asks for no approval and never ends. Such assignments are also how an intruder keeps a way back in.',
  citations: ['164.308(a)(4)(ii)(C)'],
  responsibility: 'you',
  effort: 'hours',
  userImpact: 'low',
  references: [
    { source: 'SCuBA', id: 'MS.AAD.7.5v1', level: 'shall' },
    { source: 'Maester', id: 'MT.1031' },
  ],
  aliases: ['PA-05'],
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
    const { bad, good, unread } = assignmentsWith(privilegedRoles, 'startDateTime', exempt);
    const name = (held: (typeof bad)[number]) =>
      nameOf(held.assignment.principalId, users, privilegedUsers, privilegedServicePrincipals);
    const evidence = (held: (typeof bad)[number]) => assignmentEvidence(held, name(held), 'startDateTime', expected);
    const total = bad.length + good.length;
    if (bad.length > 0) {
      return fail(
        `${bad.length} of ${counted(total, 'active assignment')} of privileged roles have no start date: they were made outside Privileged Identity Management.`,
        bad.map(evidence),
        {
          wouldPassIf: `The assignments of ${named(bad.map(name))} are made again through Privileged Identity Management, or you declare the accounts under breakGlass.`,
        },
      );
    }
    if (unread.length > 0)
      return unknown(`The source does not say since when the assignments of ${named(unread)} hold.`);
    if (total === 0) return notApplicable('No privileged role is actively assigned.');
    return pass(
      `Each of ${counted(total, 'active assignment')} of privileged roles came through Privileged Identity Management or is declared.`,
      good.map(evidence),
    );
  },
  remediation: {
    fix: 'Assign these roles again through Privileged Identity Management',
    steps: [
      'Open the Microsoft Entra admin center, Identity governance, Privileged Identity Management, Microsoft Entra roles, Assignments.',
      'Add an eligible assignment for each person and role named here.',
      'Let the person activate the role once.',
      'Remove the old active assignment.',
    ],
  },
  changes({ privilegedRoles, users, privilegedUsers }, { declared, takenAt }) {
    const exempt = declaredAs(
      [...declared.users, ...declared.groups, ...declared.applications],
      users,
      privilegedUsers,
    );
    const { bad, unread } = assignmentsWith(privilegedRoles, 'startDateTime', exempt);
    return unread.length > 0 ? [] : makeEligible(bad, [...(users ?? []), ...(privilegedUsers ?? [])], takenAt);
  },
  assumed: ['The pair of requests that turns an active assignment into an eligible one.'],
});
