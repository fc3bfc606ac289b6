import { defineControl } from '../../core/control.ts';
import { fail, pass, unknown } from '../../core/verdict.ts';
import { counted, named } from './principals.ts';
import { roleName } from './privileged-roles.ts';
import { changeRules, judgeRules, knownRecipients, tellsNobody } from './role-rules.ts';

const rules = ['Notification_Admin_Admin_Assignment', 'Notification_Admin_Admin_Eligibility'];

export const privilegedAssignmentNotices = defineControl({
  id: 'entra.privileged-assignment-notices',
  title: 'Somebody gets mail when a privileged role is assigned',
  finding: 'Nobody is named to get mail when a privileged role is assigned',
  severity: 'medium',
  rationale:
    'Giving itself a role is among the first things an intruder does. Mail to a named person on each new assignment turns a silent takeover into a question within minutes.',
  citations: ['164.308(a)(1)(ii)(D)'],
  responsibility: 'you',
  effort: 'hours',
  userImpact: 'none',
  references: [
    { source: 'SCuBA', id: 'MS.AAD.7.7v1', level: 'shall' },
    { source: 'Maester', id: 'CISA.MS.AAD.7.7' },
    {
      source: 'Microsoft',
      id: 'https://learn.microsoft.com/entra/id-governance/privileged-identity-management/pim-how-to-change-default-settings',
    },
  ],
  aliases: ['PA-07'],
  license: 'entra-p2',
  parameters: {
    recipients: {
      default: [],
      tighten: 'choice',
      title: 'Mail addresses that a fix enters; those already in use when empty',
    },
  },
  reads: ['privilegedRoles'],
  evaluate({ privilegedRoles }) {
    if (privilegedRoles.length === 0) return unknown('The source lists no privileged role.');
    const { bad, good, unread } = judgeRules(
      privilegedRoles,
      rules,
      'recipients named for active and for eligible assignments',
      (found) => {
        const told = (id: string) =>
          found.filter((rule) => rule.id === id).flatMap((rule) => rule.notificationRecipients ?? []);
        const silent = found.some(tellsNobody);
        const read = found.every((rule) => Array.isArray(rule.notificationRecipients));
        return {
          holds: silent ? false : read || undefined,
          actual: `active: ${told(rules[0]!).join(', ') || 'nobody'}; eligible: ${told(rules[1]!).join(', ') || 'nobody'}`,
        };
      },
    );
    if (bad.length > 0) {
      const count = `${bad.length} of ${counted(bad.length + good.length + unread.length, 'role or group', 'roles and groups')}`;
      return fail(`For ${count} nobody is named to get mail on a new assignment.`, bad, {
        wouldPassIf: `Recipients are named for ${named(bad.map(({ name }) => name))}.`,
      });
    }
    if (unread.length > 0) return unknown(`The source does not hold both notification rules of ${named(unread)}.`);
    return pass(
      `Mail goes to a named person on each new assignment of ${counted(good.length, 'role or group', 'roles and groups')}.`,
      good,
    );
  },
  remediation: {
    fix: 'Name who gets mail when a privileged role is assigned',
    steps: [
      'Open the Microsoft Entra admin center, Identity governance, Privileged Identity Management, Microsoft Entra roles, Roles.',
      'For each role named here, open Role settings, Edit, Notification tab.',
      'Under "Send notifications when members are assigned as eligible" and "… as active", enter an address at "Role assignment alert", Additional recipients.',
      'Choose Update.',
    ],
  },
  changes({ privilegedRoles }, { parameters }) {
    const recipients = parameters.recipients.length > 0 ? [...parameters.recipients] : knownRecipients(privilegedRoles);
    if (recipients.length === 0) return [];
    return privilegedRoles.flatMap((role) =>
      changeRules(
        role,
        (rule) =>
          rules.includes(rule.id ?? '') && rule.notificationRecipients?.length === 0
            ? { notificationRecipients: recipients }
            : undefined,
        {
          summary: `Send mail to ${named(recipients)} when ${roleName(role)} is assigned`,
          notice: `${named(recipients)}: one mail for each new assignment.`,
        },
      ),
    );
  },
  knownGaps: [
    "Microsoft's own default recipients (the administrators themselves) are not counted: an intruder is among them.",
  ],
});
