import { defineControl } from '../../core/control.ts';
import { fail, pass, unknown } from '../../core/verdict.ts';

export const customerLockboxOn = defineControl({
  id: 'exchange.customer-lockbox-on',
  title: 'Microsoft staff need your approval to see your data',
  finding: 'Microsoft staff may see your data without your approval',
  severity: 'low',
  rationale:
    'When Microsoft works on a support case it may, in rare cases, need to look at content. Customer Lockbox makes each such look wait for your approval and leaves a record. Microsoft is covered by its agreement either way, so this is a further safeguard.',
  citations: ['164.308(a)(4)(ii)(B)', '164.312(b)'],
  responsibility: 'both',
  effort: 'minutes',
  userImpact: 'none',
  references: [
    { source: 'CIS', id: 'CIS.M365.1.3.6' },
    { source: 'CIPP', id: 'EnableCustomerLockbox' },
    { source: 'Microsoft', id: 'https://learn.microsoft.com/purview/customer-lockbox-requests' },
  ],
  aliases: ['EX-21'],
  license: 'customer-lockbox',
  reads: ['organizationConfig.customerLockboxEnabled'],
  evaluate({ organizationConfig: { customerLockboxEnabled: on } }) {
    const evidence = {
      id: 'organization-settings',
      name: 'Exchange organization settings',
      expected: 'CustomerLockboxEnabled true',
      actual: `CustomerLockboxEnabled ${on}`,
      readFrom: 'organizationConfig.customerLockboxEnabled' as const,
    };
    if (on === true) return pass('Customer Lockbox is on.', [evidence]);
    if (on !== false) return unknown("Can't tell: the source leaves CustomerLockboxEnabled empty.", [evidence]);
    return fail('Customer Lockbox is off.', [evidence], { wouldPassIf: 'Customer Lockbox is on.' });
  },
  remediation: {
    fix: 'Turn on Customer Lockbox',
    steps: [
      'Open the Microsoft 365 admin center, Settings, Org settings, Security & privacy, Customer lockbox.',
      'Select "Require approval for all data access requests" and save.',
    ],
    script: ['Set-OrganizationConfig -CustomerLockBoxEnabled $true'],
  },
  changes({ organizationConfig }) {
    if (organizationConfig.customerLockboxEnabled !== false) return [];
    return [
      {
        section: 'organizationConfig',
        operation: 'set',
        values: { customerLockboxEnabled: true },
        call: 'Set-OrganizationConfig -CustomerLockBoxEnabled $true',
        summary: 'Turn on Customer Lockbox',
        notice:
          'Administrators get a request when Microsoft needs to see content; a support case waits for the answer.',
        undo: 'restore',
      },
    ];
  },
});
