import { defineControl } from '../../core/control.ts';
import { fail, pass, unknown } from '../../core/verdict.ts';

export const directSendRejected = defineControl({
  id: 'exchange.direct-send-rejected',
  title: 'Direct Send is rejected',
  finding: 'Anybody can hand in mail as one of your own people (Direct Send)',
  severity: 'medium',
  rationale:
    'Direct Send lets any machine on the internet hand in a message to your own people in the name of your own people, without signing in. It looks like internal mail and is used for phishing.',
  citations: ['164.312(d)'],
  responsibility: 'you',
  effort: 'hours',
  userImpact: 'low',
  references: [
    { source: 'Maester', id: 'MT.1062' },
    { source: 'Prowler', id: 'exchange_organization_reject_direct_send_enabled' },
    { source: 'Microsoft', id: 'https://learn.microsoft.com/powershell/module/exchange/set-organizationconfig' },
  ],
  aliases: ['EX-22'],
  reads: ['organizationConfig.rejectDirectSend'],
  evaluate({ organizationConfig: { rejectDirectSend: on } }) {
    const evidence = {
      id: 'organization-settings',
      name: 'Exchange organization settings',
      expected: 'RejectDirectSend true',
      actual: `RejectDirectSend ${on}`,
      readFrom: 'organizationConfig.rejectDirectSend' as const,
    };
    if (on === true) return pass('Direct Send is rejected.', [evidence]);
    if (on !== false) return unknown("Can't tell: the source leaves RejectDirectSend empty.", [evidence]);
    return fail('Direct Send is not rejected.', [evidence], { wouldPassIf: 'RejectDirectSend is on.' });
  },
  remediation: {
    fix: 'Reject Direct Send',
    steps: [
      'Find the copiers and applications that hand in mail to <tenant>.mail.protection.outlook.com without signing in, and give each an inbound connector.',
      'Run the command below in Exchange Online PowerShell.',
    ],
    script: ['Set-OrganizationConfig -RejectDirectSend $true'],
  },
  changes({ organizationConfig }) {
    if (organizationConfig.rejectDirectSend !== false) return [];
    return [
      {
        section: 'organizationConfig',
        operation: 'set',
        values: { rejectDirectSend: true },
        call: 'Set-OrganizationConfig -RejectDirectSend $true',
        summary: 'Reject Direct Send',
        notice: 'Copiers and applications that send without signing in and without a connector stop sending.',
        undo: 'restore',
      },
    ];
  },
});
