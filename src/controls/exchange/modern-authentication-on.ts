import { defineControl } from '../../core/control.ts';
import { fail, pass, unknown } from '../../core/verdict.ts';

export const modernAuthenticationOn = defineControl({
  id: 'exchange.modern-authentication-on',
  title: 'Modern authentication is on for Exchange',
  finding: 'Modern authentication is off for Exchange',
  severity: 'high',
  rationale:
    'With modern authentication off, Outlook signs in with a password alone and every rule about second factors, devices and places is passed by. A new tenant has it on; somebody has turned it off.',
  citations: ['164.312(d)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'low',
  references: [
    { source: 'Maester', id: 'MT.1044' },
    { source: 'Prowler', id: 'exchange_organization_modern_authentication_enabled' },
    {
      source: 'Microsoft',
      id: 'https://learn.microsoft.com/exchange/clients-and-mobile-in-exchange-online/enable-or-disable-modern-authentication-in-exchange-online',
    },
  ],
  aliases: ['EX-09'],
  reads: ['organizationConfig.oAuth2ClientProfileEnabled'],
  evaluate({ organizationConfig: { oAuth2ClientProfileEnabled: on } }) {
    const evidence = {
      id: 'organization-settings',
      name: 'Exchange organization settings',
      expected: 'OAuth2ClientProfileEnabled true',
      actual: `OAuth2ClientProfileEnabled ${on}`,
      readFrom: 'organizationConfig.oAuth2ClientProfileEnabled' as const,
    };
    if (on === true) return pass('Modern authentication is on for Exchange.', [evidence]);
    if (on !== false) return unknown("Can't tell: the source leaves OAuth2ClientProfileEnabled empty.", [evidence]);
    return fail('Modern authentication is off for Exchange.', [evidence], {
      wouldPassIf: 'Modern authentication is on for the organization.',
    });
  },
  remediation: {
    fix: 'Turn on modern authentication for Exchange',
    steps: [
      'Open the Microsoft 365 admin center, Settings, Org settings, Modern authentication.',
      'Select "Turn on modern authentication for Outlook 2013 for Windows and later" and save.',
    ],
    script: ['Set-OrganizationConfig -OAuth2ClientProfileEnabled $true'],
  },
  changes({ organizationConfig }) {
    if (organizationConfig.oAuth2ClientProfileEnabled !== false) return [];
    return [
      {
        section: 'organizationConfig',
        operation: 'set',
        values: { oAuth2ClientProfileEnabled: true },
        call: 'Set-OrganizationConfig -OAuth2ClientProfileEnabled $true',
        summary: 'Turn on modern authentication for Exchange',
        notice: 'People with Outlook for Windows sign in once more in a new window.',
        undo: 'restore',
      },
    ];
  },
});
