import { defineControl } from '../../core/control.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { type Verdict, fail, pass, unknown } from '../../core/verdict.ts';
import { counted } from './principals.ts';

type User = SectionData<'privilegedUsers'>[number];

export const globalAdministratorsFew = defineControl({
  id: 'entra.global-administrators-few',
  title: 'Two to eight people are Global Administrator',
  finding: 'Too few or too many people are Global Administrator',
  severity: 'high',
  rationale:
    'A Global Administrator can read every mailbox and file and switch every safeguard off. With one, a lost phone locks the clinic out; with many, any stolen password opens everything.',
  citations: ['164.308(a)(4)(ii)(B)', '164.312(a)(1)'],
  responsibility: 'you',
  effort: 'hours',
  userImpact: 'low',
  references: [
    { source: 'SCuBA', id: 'MS.AAD.7.1v1', level: 'shall' },
    { source: 'Maester', id: 'MT.1032' },
    { source: 'CIS', id: 'CIS.M365.1.1.3' },
    {
      source: 'Microsoft',
      id: 'https://learn.microsoft.com/entra/identity/role-based-access-control/best-practices',
    },
  ],
  aliases: ['PA-01'],
  parameters: {
    most: { default: 8, tighten: 'lower', title: 'Most Global Administrators (CIS asks for 4)' },
  },
  reads: ['privilegedUsers.roles'],
  evaluate({ privilegedUsers }, { parameters: { most } }) {
    const admins = privilegedUsers.filter((user) => user.roles?.includes('Global Administrator'));
    if (privilegedUsers.some((user) => !user.roles))
      return unknown("Can't tell: the source does not hold the roles of each privileged user.");
    const policies = { 'MS.AAD.7.1v1': admins.length >= 2 && admins.length <= 8 ? 'pass' : 'fail' } as const;
    const found = `${counted(admins.length, 'person is', 'people are')} Global Administrator, active or eligible.`;
    const expected = `2 to ${most} Global Administrators`;
    const evidence = (user: User) => ({
      id: user.id ?? '',
      name: user.userPrincipalName ?? user.displayName ?? user.id ?? 'user without a name',
      expected,
      actual: `Global Administrator, one of ${admins.length}`,
      readFrom: 'privilegedUsers.roles' as const,
    });
    if (admins.length >= 2 && admins.length <= most) return pass(found, admins.map(evidence), { policies });
    if (admins.length > 0) return tooFewOrMany(admins.map(evidence));
    const none = {
      id: 'Global Administrator',
      name: 'Global Administrator',
      expected,
      actual: 'held by nobody',
      readFrom: 'privilegedUsers.roles' as const,
    };
    return tooFewOrMany([none]);

    function tooFewOrMany(resources: Verdict['resources']): Verdict {
      const over = admins.length - most;
      return fail(found, resources, {
        policies,
        wouldPassIf:
          over > 0
            ? `${counted(over, 'person gives', 'people give')} the role up.`
            : `${counted(2 - admins.length, 'more person holds', 'more people hold')} the role.`,
      });
    }
  },
  remediation: {
    fix: 'Keep two to four Global Administrators and give everybody else a smaller role',
    steps: [
      'Open the Microsoft Entra admin center, Identity, Roles & admins, Global Administrator.',
      'For each person, decide which smaller role covers the daily work (Exchange, SharePoint, User Administrator).',
      'Assign that role, then remove the Global Administrator assignment.',
      'With fewer than two, add a second cloud-only account that belongs to another person or is kept for emergencies.',
    ],
  },
  knownGaps: [
    'Applications with the role are not counted; people who hold it through nested groups are, as far as the source expands groups.',
  ],
});
