import { defineControl } from '../../core/control.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { fail, pass, unknown } from '../../core/verdict.ts';
import { counted } from './principals.ts';

export const fineGrainedRolesPreferred = defineControl({
  id: 'entra.fine-grained-roles-preferred',
  title: 'Fine-grained admin roles outnumber Global Administrators',
  finding: 'More people are Global Administrator than hold a fine-grained role',
  severity: 'medium',
  rationale:
    'Most admin work needs one service, not the whole tenant. Whoever runs mail as Exchange Administrator cannot open the charts in SharePoint, and neither can the thief of that account.',
  citations: ['164.308(a)(4)(ii)(B)'],
  responsibility: 'you',
  effort: 'hours',
  userImpact: 'low',
  references: [
    { source: 'SCuBA', id: 'MS.AAD.7.2v1', level: 'shall' },
    { source: 'Maester', id: 'CISA.MS.AAD.7.2' },
  ],
  aliases: ['PA-02'],
  reads: ['privilegedUsers.roles'],
  evaluate({ privilegedUsers }) {
    if (privilegedUsers.some((user) => !user.roles))
      return unknown("Can't tell: the source does not hold the roles of each privileged user.");
    const isGlobal = (user: (typeof privilegedUsers)[number]) => user.roles?.includes('Global Administrator') === true;
    const global = privilegedUsers.filter(isGlobal);
    const others = privilegedUsers.filter((user) => !isGlobal(user));
    const found = `${counted(global.length, 'person is', 'people are')} Global Administrator, ${counted(others.length, 'person holds', 'people hold')} fine-grained roles only.`;
    if (global.length >= 2 && global.length <= 8 && global.length <= others.length)
      return pass(found, others.map(evidence));
    if (global.length === 0) {
      return fail(
        found,
        [{ ...evidence({}), id: 'Global Administrator', name: 'Global Administrator', actual: 'held by nobody' }],
        { wouldPassIf: '2 people are Global Administrator.' },
      );
    }
    return fail(found, global.map(evidence), { wouldPassIf: remedy(global.length, others.length) });
  },
  remediation: {
    fix: 'Give people the role of the service they run in place of Global Administrator',
    steps: [
      'Open the Microsoft Entra admin center, Identity, Roles & admins, Global Administrator.',
      'For each person note the daily work: mail, files, users, applications.',
      'Assign Exchange, SharePoint, User or Application Administrator for that work.',
      'Remove the Global Administrator assignment, keeping two to eight in all.',
    ],
  },
  knownGaps: ['Counts accounts, not how often a role is used.'],
});

function evidence(user: SectionData<'privilegedUsers'>[number]) {
  return {
    id: user.id ?? '',
    name: user.userPrincipalName ?? user.displayName ?? user.id ?? 'user without a name',
    expected: '2 to 8 Global Administrators, no more than people with fine-grained roles only',
    actual: [...new Set(user.roles ?? [])].join(', '),
    readFrom: 'privilegedUsers.roles' as const,
  };
}

/** The fewest people to move from Global Administrator to a smaller role; where that leaves too few, people to add. */
function remedy(global: number, others: number): string {
  if (global < 2)
    return `${counted(2 - global, 'more person is', 'more people are')} Global Administrator${others < 2 ? ' and 2 people hold fine-grained roles only' : ''}.`;
  const move = Math.max(Math.ceil((global - others) / 2), global - 8);
  if (global - move >= 2)
    return `${counted(move, 'Global Administrator takes', 'Global Administrators take')} a fine-grained role in place of it.`;
  return `${counted(global - others, 'more person does', 'more people do')} the daily admin work with a fine-grained role.`;
}
