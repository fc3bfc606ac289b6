import { defineControl } from '../../core/control.ts';
import { fail, pass, unknown } from '../../core/verdict.ts';

export const riskyUserAlertsSent = defineControl({
  id: 'entra.risky-user-alerts-sent',
  title: 'Somebody is told when a user is at high risk',
  finding: 'Nobody is told when an account is probably stolen',
  severity: 'medium',
  rationale:
    'The clock for a breach starts when somebody could have known. A mail to a person who reads it is the cheapest way to know on the same day.',
  citations: ['164.308(a)(6)(ii)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'none',
  references: [
    { source: 'SCuBA', id: 'MS.AAD.2.2v1', level: 'should' },
    { source: 'Maester', id: 'CISA.MS.AAD.2.2' },
    {
      source: 'Microsoft',
      id: 'https://learn.microsoft.com/entra/id-protection/howto-identity-protection-configure-notifications',
    },
  ],
  aliases: ['ID-15'],
  license: 'entra-p2',
  reads: ['identityProtectionNotifications'],
  evaluate({ identityProtectionNotifications: settings }) {
    const { notificationRecipients, additionalRecipients } = settings;
    if (!notificationRecipients && !additionalRecipients)
      return unknown("Can't tell: the source does not hold who gets the alerts.");
    const recipients = notificationRecipients ?? [];
    const chosen = recipients.filter((entry) => entry.isRiskyUsersAlertsRecipient === true);
    const names = [
      ...chosen.flatMap((entry) => entry.email || entry.displayName || []),
      ...(additionalRecipients ?? []),
    ];
    const evidence = {
      id: 'identity-protection-notifications',
      name: 'Users at risk detected alerts',
      expected: 'alerts on, at least one recipient',
      actual: settings.isEnabled === false ? 'off' : names.length > 0 ? names.join(', ') : 'no recipient',
      readFrom: 'identityProtectionNotifications' as const,
    };
    const unread = recipients.some((entry) => typeof entry.isRiskyUsersAlertsRecipient !== 'boolean');
    if (settings.isEnabled !== false && names.length === 0 && unread)
      return unknown("Can't tell: the source does not say which recipients get the alerts.");
    return settings.isEnabled !== false && names.length > 0
      ? pass(
          `${names.length} ${names.length === 1 ? 'address gets' : 'addresses get'} a mail when a user is at high risk.`,
          [evidence],
        )
      : fail('Nobody gets a mail when a user is at high risk.', [evidence]);
  },
  attest: {
    question: 'Who gets the mail about users at high risk, and does that person read it each day?',
    proof:
      'A screenshot of ID Protection, Users at risk detected alerts, with the recipients, and one mail that arrived.',
    validDays: 365,
  },
  remediation: {
    fix: 'Send alerts about users at risk to a person who reads them',
    steps: [
      'Open the Microsoft Entra admin center, ID Protection, Users at risk detected alerts.',
      'Alert on user risk level at or above: High.',
      'Add the people or the mailbox that acts on it and save.',
    ],
  },
  assumed: ['The settings are read from an undocumented beta path; its field names were not held against a tenant.'],
});
