import { defineControl } from '../../core/control.ts';
import { fail, notApplicable, pass } from '../../core/verdict.ts';
import { type SharePointSettings, evidence, fromTenant, notRead, setTenant, tenantSharing } from './settings.ts';

function attestation({ sharepointTenant }: SharePointSettings) {
  const required = fromTenant(sharepointTenant, 'emailAttestationRequired');
  const days = fromTenant(sharepointTenant, 'emailAttestationReAuthDays');
  return required && days ? { required, days } : undefined;
}

export const verificationCodeReauthentication = defineControl({
  id: 'sharepoint.verification-code-reauthentication',
  title: 'Recipients with a verification code prove themselves again within a month',
  finding: 'Recipients with a verification code keep access without proving themselves again',
  severity: 'medium',
  rationale:
    'Outside recipients without a Microsoft account prove who they are by a code sent to their mailbox. Asking again now and then shuts out those who have left the partner or lost the mailbox.',
  citations: ['164.312(d)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'low',
  references: [
    { source: 'SCuBA', id: 'MS.SHAREPOINT.3.3v2', level: 'shall' },
    { source: 'SCuBA', id: 'MS.SHAREPOINT.3.3v1', level: 'shall' },
    { source: 'Maester', id: 'CISA.MS.SHAREPOINT.3.3' },
    { source: 'CIPP', id: 'SPEmailAttestation' },
    { source: 'Microsoft', id: 'https://learn.microsoft.com/sharepoint/turn-external-sharing-on-or-off' },
  ],
  aliases: ['SP-08'],
  parameters: {
    days: { default: 30, tighten: 'lower', title: 'Longest time in days before a recipient proves themselves again' },
  },
  reads: [],
  mayRead: ['sharepointTenant', 'sharepointSettings'],
  evaluate(settings, { parameters }) {
    const level = tenantSharing(settings);
    const both = attestation(settings);
    if (!level) return notRead("SharePoint's sharing level");
    // A tenant record without its own fields was cut short: then no answer rather than a guess.
    if (!both && (level.value !== 'disabled' || level.section === 'sharepointTenant')) {
      return notRead('how often recipients prove themselves again', 'GET _api/SPO.Tenant');
    }
    if (level.value === 'disabled') return notApplicable('Files are not shared outside the organization at all.');
    const { required, days } = both!;
    const expected = `asked again within ${parameters.days} days`;
    const actual = required.value ? `asked again after ${days.value} days` : 'never asked again';
    const found = evidence(required.value ? days : required, 'People who use a verification code', expected, actual);
    const met = (limit: number) => (required.value && days.value <= limit ? ('pass' as const) : ('fail' as const));
    // Version 1 of the policy left tenants with existing guests out; version 2 does not.
    const oldRule = level.value === 'existingExternalUserSharingOnly' ? ('not-applicable' as const) : met(30);
    const policies = { 'MS.SHAREPOINT.3.3v2': met(30), 'MS.SHAREPOINT.3.3v1': oldRule };
    if (met(parameters.days) === 'pass') return pass(`Recipients are ${actual}.`, [found], { policies });
    return fail(`Recipients are ${actual}.`, [found], { policies, wouldPassIf: `Recipients are ${expected}.` });
  },
  remediation: {
    fix: 'Ask recipients with a verification code again within 30 days',
    steps: [
      'Open the SharePoint admin center, Policies, Sharing, More external sharing settings.',
      'Select "People who use a verification code must reauthenticate after this many days".',
      'Enter 15 and save.',
    ],
    script: ['Set-SPOTenant -EmailAttestationRequired $true -EmailAttestationReAuthDays 15'],
  },
  changes(settings, { parameters }) {
    const level = tenantSharing(settings);
    const both = attestation(settings);
    if (!level || level.value === 'disabled' || !both) return [];
    if (both.required.value && both.days.value <= parameters.days) return [];
    const days = Math.min(15, parameters.days);
    return [
      setTenant(
        { emailAttestationRequired: true, emailAttestationReAuthDays: days },
        `-EmailAttestationRequired $true -EmailAttestationReAuthDays ${days}`,
        `Ask recipients with a verification code again after ${days} days`,
        'Outside recipients without a Microsoft account: a new code is sent to their mailbox now and then.',
      ),
    ];
  },
  knownGaps: ['Where guests sign in through Microsoft Entra B2B instead of a code, their sign-in frequency counts.'],
});
