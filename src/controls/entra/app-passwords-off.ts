import { defineControl } from '../../core/control.ts';

export const appPasswordsOff = defineControl({
  id: 'entra.app-passwords-off',
  title: 'App passwords are off',
  finding: 'App passwords may let mail programs skip MFA',
  severity: 'medium',
  rationale:
    'An app password is a second password that never asks for a second factor. Old phones and scanners use it, and so does whoever finds it. Microsoft shows the switch on a page of the old MFA service that no API reads, so a person has to look.',
  citations: ['164.312(d)', '164.308(a)(5)(ii)(D)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'low',
  references: [
    { source: 'CIPP', id: 'LegacyMFACleanup' },
    { source: 'Microsoft', id: 'https://learn.microsoft.com/entra/identity/authentication/howto-mfa-app-passwords' },
  ],
  aliases: ['ID-24b'],
  attest: {
    question:
      'Is "Do not allow users to create app passwords to sign in to non-browser apps" selected in the MFA service settings?',
    proof: 'Screenshot of the service settings page with its date',
    validDays: 365,
  },
  remediation: {
    fix: 'Forbid app passwords in the MFA service settings',
    steps: [
      'Open the Microsoft Entra admin center, Identity, Users, All users, Per-user MFA, Service settings.',
      'Select "Do not allow users to create app passwords to sign in to non-browser apps" and save.',
      'Move mail programs and scanners that used one to modern sign-in.',
    ],
  },
  knownGaps: [
    'App passwords that exist already keep working until they are deleted or the sign-in protocol is blocked.',
  ],
});
