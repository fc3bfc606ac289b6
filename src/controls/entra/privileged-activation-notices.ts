import { defineControl } from '../../core/control.ts';
import { type Verdict, combine, fail, partial, pass, unknown } from '../../core/verdict.ts';
import { named } from './principals.ts';
import { type Role, type Rule, isGlobalAdministrator, roleName } from './privileged-roles.ts';
import { changeRules, judgeRules, knownRecipients, tellsNobody } from './role-rules.ts';

const wanted = 'Notification_Admin_EndUser_Assignment';

/** Notices have other channels than mail by name; a rule that does not say its channel counts as mail. */
function isMailRule(rule: Rule): boolean {
  return rule.id === wanted && (rule.notificationType ?? 'Email') === 'Email';
}

function judgeNotices(roles: readonly Role[], whose: string, short: typeof fail): Verdict {
  if (roles.length === 0) return unknown(`The source lists no ${whose}.`);
  const { bad, good, unread } = judgeRules(roles, [wanted], 'recipients named for activations', (found) => {
    const mail = found.filter(isMailRule);
    const recipients = mail.flatMap((rule) => rule.notificationRecipients ?? []);
    const silent = mail.some(tellsNobody);
    const read = mail.length > 0 && mail.every((rule) => Array.isArray(rule.notificationRecipients));
    return { holds: silent ? false : read || undefined, actual: recipients.join(', ') || 'nobody' };
  });
  if (bad.length > 0) {
    const names = named(bad.map(({ name }) => name));
    return short(`Nobody is named to get mail on activation of ${names}.`, bad, {
      wouldPassIf: `Recipients are named for ${names}.`,
    });
  }
  if (unread.length > 0) return unknown(`The source does not hold the notification rule of ${named(unread)}.`);
  return pass(`Mail goes to a named person on each activation of ${named(good.map(({ name }) => name))}.`, good);
}

export const privilegedActivationNotices = defineControl({
  id: 'entra.privileged-activation-notices',
  title: 'Somebody gets mail when a privileged role is activated',
  finding: 'Nobody is named to get mail when a privileged role is activated',
  severity: 'medium',
  rationale:
    'Mail on each activation lets a second pair of eyes see that admin power is in use, and when it should not be. For Global Administrator it is a must, for the other roles it is strongly advised.',
  citations: ['164.308(a)(1)(ii)(D)', '164.308(a)(5)(ii)(C)'],
  responsibility: 'you',
  effort: 'hours',
  userImpact: 'none',
  references: [
    { source: 'SCuBA', id: 'MS.AAD.7.8v1', level: 'shall' },
    { source: 'SCuBA', id: 'MS.AAD.7.9v1', level: 'should' },
    { source: 'Maester', id: 'CISA.MS.AAD.7.8' },
    { source: 'Maester', id: 'CISA.MS.AAD.7.9' },
  ],
  aliases: ['PA-08'],
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
    const others = privilegedRoles.filter((role) => !isGlobalAdministrator(role));
    return combine({
      'MS.AAD.7.8v1': judgeNotices(privilegedRoles.filter(isGlobalAdministrator), 'Global Administrator role', fail),
      'MS.AAD.7.9v1': judgeNotices(others, 'other privileged role', (why, resources, extras) =>
        partial(why, resources, { ...extras, policies: { 'MS.AAD.7.9v1': 'fail' } }),
      ),
    });
  },
  remediation: {
    fix: 'Name who gets mail when a privileged role is activated',
    steps: [
      'Open the Microsoft Entra admin center, Identity governance, Privileged Identity Management, Microsoft Entra roles, Roles.',
      'For Global Administrator first, open Role settings, Edit, Notification tab.',
      'Under "Send notifications when eligible members activate this role", enter an address at "Role activation alert", Additional recipients, and choose Update.',
      'Do the same for the other roles named here.',
    ],
  },
  changes({ privilegedRoles }, { parameters }) {
    const recipients = parameters.recipients.length > 0 ? [...parameters.recipients] : knownRecipients(privilegedRoles);
    if (recipients.length === 0) return [];
    return privilegedRoles.flatMap((role) =>
      changeRules(
        role,
        (rule) =>
          isMailRule(rule) && rule.notificationRecipients?.length === 0
            ? { notificationRecipients: recipients }
            : undefined,
        {
          summary: `Send mail to ${named(recipients)} when ${roleName(role)} is activated`,
          notice: `${named(recipients)}: one mail for each activation.`,
        },
      ),
    );
  },
});
