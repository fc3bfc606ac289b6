import { defineControl } from '../../core/control.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { fail, pass, unknown } from '../../core/verdict.ts';
import { counted, declaredAs, named } from './principals.ts';

/** Duties that one person should not hold together, each with its roles by display name. */
const duties: Readonly<Record<string, readonly string[]>> = {
  identity: [
    'Global Administrator',
    'Privileged Role Administrator',
    'Privileged Authentication Administrator',
    'User Administrator',
    'Authentication Administrator',
    'Hybrid Identity Administrator',
    'Application Administrator',
    'Cloud Application Administrator',
  ],
  collaboration: ['Exchange Administrator', 'SharePoint Administrator', 'Teams Administrator'],
  security: [
    'Security Administrator',
    'Conditional Access Administrator',
    'Compliance Administrator',
    'Compliance Data Administrator',
  ],
};

interface Person {
  id: string;
  name: string;
  roles: Set<string>;
  readFrom: 'privilegedUsers.roles' | 'roleAssignments.roleDefinition';
}

function peopleOf(
  privilegedUsers: SectionData<'privilegedUsers'>,
  roleAssignments: SectionData<'roleAssignments'> | undefined,
): Person[] {
  const people = new Map<string, Person>();
  for (const [index, user] of privilegedUsers.entries()) {
    const id = user.id?.toLowerCase() ?? `#${index}`;
    people.set(id, {
      id: user.id ?? '',
      name: user.userPrincipalName ?? user.displayName ?? id,
      roles: new Set(user.roles),
      readFrom: 'privilegedUsers.roles',
    });
  }
  for (const { principalId, principal, roleDefinition } of roleAssignments ?? []) {
    const id = principalId?.toLowerCase();
    if (!id || !roleDefinition?.displayName || /serviceprincipal|group/i.test(principal?.['@odata.type'] ?? ''))
      continue;
    const person = people.get(id) ?? {
      id: principalId!,
      name: principal?.userPrincipalName ?? principal?.displayName ?? id,
      roles: new Set<string>(),
      readFrom: 'roleAssignments.roleDefinition' as const,
    };
    person.roles.add(roleDefinition.displayName);
    people.set(id, person);
  }
  return [...people.values()];
}

const dutiesOf = ({ roles }: Person) =>
  Object.keys(duties).filter((duty) => duties[duty]!.some((role) => roles.has(role)));

export const adminDutiesSeparated = defineControl({
  id: 'entra.admin-duties-separated',
  title: 'Identity, collaboration and security duties lie with different people',
  finding: 'One person holds admin roles that check each other',
  severity: 'medium',
  rationale:
    'Who runs accounts, who runs mail and files, and who watches both should not be one account: otherwise one stolen password opens the charts and wipes the trail. In a small practice with one admin, declare it and let somebody else read the logs.',
  citations: ['164.308(a)(4)(ii)(B)', '164.308(a)(4)(ii)(C)'],
  responsibility: 'you',
  effort: 'hours',
  userImpact: 'low',
  references: [
    { source: 'NIST', id: 'SP 800-53 AC-5' },
    { source: 'Microsoft', id: 'https://learn.microsoft.com/entra/identity/role-based-access-control/best-practices' },
  ],
  aliases: ['X-04'],
  parameters: {
    duties: {
      default: 1,
      tighten: 'lower',
      title: 'Most duties (identity, collaboration, security) that one person may hold',
    },
  },
  reads: ['privilegedUsers.roles'],
  mayRead: ['roleAssignments', 'users'],
  evaluate({ privilegedUsers, roleAssignments, users }, { parameters, declared }) {
    const exempt = declaredAs(declared.users, users, privilegedUsers);
    const people = peopleOf(privilegedUsers, roleAssignments).filter(
      (person) => dutiesOf(person).length > 0 && !exempt(person.id),
    );
    const mixed = people.filter((person) => dutiesOf(person).length > parameters.duties);
    const evidence = (person: Person) => ({
      id: person.id || person.name,
      name: person.name,
      expected: parameters.duties === 1 ? 'roles of one duty' : `roles of at most ${parameters.duties} duties`,
      actual: dutiesOf(person)
        .map((duty) => `${duty}: ${duties[duty]!.filter((role) => person.roles.has(role)).join(', ')}`)
        .join('; '),
      readFrom: person.readFrom,
    });
    if (mixed.length > 0) {
      const names = named(mixed.map(({ name }) => name));
      return fail(
        `${mixed.length} of ${counted(people.length, 'person', 'people')} with admin roles hold several of the duties identity, collaboration and security.`,
        mixed.map(evidence),
        {
          wouldPassIf: `${names} ${mixed.length === 1 ? 'keeps' : 'keep'} the roles of one duty, or you declare them as exclusions of this control with a reason.`,
        },
      );
    }
    if (!roleAssignments)
      return unknown('No conflict among the roles that were read; security and Teams roles were not read.');
    return pass(
      `None of ${counted(people.length, 'person', 'people')} with admin roles holds several duties without a declared reason.`,
      people.map(evidence),
    );
  },
  remediation: {
    fix: 'Spread identity, collaboration and security roles over different people',
    steps: [
      'Open the Microsoft Entra admin center, Identity, Roles & admins.',
      'For each person named here, decide for one duty: accounts, mail and files, or security.',
      'Give the other roles to somebody else, or to a separate account of the same person that is used for nothing else.',
      'Declare what a small practice cannot split, with who reads the logs in its place.',
    ],
  },
  knownGaps: [
    'Two accounts of one person count as two people.',
    'ScubaGear lists eight roles only: Security, Compliance and Teams administrators are not among them.',
    'Which role goes to whom is for people to say, so no change is offered.',
  ],
  assumed: ['Which roles belong to which duty.'],
});
