import { defineControl } from '../../core/control.ts';
import { fail, pass, unknown } from '../../core/verdict.ts';

export const mailboxAuditingDefaultOn = defineControl({
  id: 'exchange.mailbox-auditing-default-on',
  title: 'Mailbox auditing is on for the organization',
  finding: 'Mailbox auditing is off for the organization',
  severity: 'high',
  rationale:
    'Who opened, sent or deleted mail in a mailbox with patient information must be on record. The switch for the whole organization decides for every mailbox, whatever the single mailbox says; after a breach there is no way to write the record later.',
  citations: ['164.312(b)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'none',
  references: [
    { source: 'SCuBA', id: 'MS.EXO.13.1v1', level: 'shall' },
    { source: 'Prowler', id: 'exchange_organization_mailbox_auditing_enabled' },
    { source: 'CIPP', id: 'EnableMailboxAuditing' },
    { source: 'Microsoft', id: 'https://learn.microsoft.com/purview/audit-mailboxes' },
  ],
  aliases: ['EX-12'],
  reads: ['organizationConfig.auditDisabled'],
  evaluate({ organizationConfig: { auditDisabled } }) {
    const evidence = {
      id: 'organization-settings',
      name: 'Exchange organization settings',
      expected: 'AuditDisabled false',
      actual: `AuditDisabled ${auditDisabled}`,
      readFrom: 'organizationConfig.auditDisabled' as const,
    };
    if (auditDisabled === false) return pass('Mailbox auditing is on for the organization.', [evidence]);
    if (auditDisabled !== true) return unknown("Can't tell: the source leaves AuditDisabled empty.", [evidence]);
    return fail('Mailbox auditing is off for the organization.', [evidence], {
      wouldPassIf: 'Mailbox auditing is on for the organization.',
    });
  },
  remediation: {
    fix: 'Turn on mailbox auditing for the organization',
    steps: ['Connect to Exchange Online PowerShell.', 'Run the command below; there is no switch for it in a portal.'],
    script: ['Set-OrganizationConfig -AuditDisabled $false'],
  },
  changes({ organizationConfig }) {
    if (organizationConfig.auditDisabled !== true) return [];
    return [
      {
        section: 'organizationConfig',
        operation: 'set',
        values: { auditDisabled: false },
        call: 'Set-OrganizationConfig -AuditDisabled $false',
        summary: 'Turn on mailbox auditing for the organization',
        notice: 'Nobody notices. Access to mailboxes is recorded from then on.',
        undo: 'restore',
      },
    ];
  },
  knownGaps: ['Whether single accounts are left out of auditing is judged by exchange.mailbox-auditing-complete.'],
});
