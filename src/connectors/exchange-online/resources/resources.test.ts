import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Change } from '../../../core/change.ts';
import type { ReadContext } from '../../../core/reading.ts';
import { type SectionName, sections } from '../../../core/snapshot.ts';
import { ConnectorError } from '../../http/errors.ts';
import type { Clients } from '../../resource.ts';
import { complianceResources } from '../../compliance/resources/index.ts';
import { exchangeOnlineResources } from './index.ts';

type Raw = Record<string, unknown>;
const resources = [...exchangeOnlineResources, ...complianceResources];
const resourceOf = (section: SectionName) => resources.find((resource) => resource.sections.includes(section))!;

/** Clients that record what is run, `exchange Get-Mailbox`, and answer by the name of the cmdlet. */
function fake(answers: Record<string, Raw[] | Error> = {}) {
  const calls: [string, Raw?][] = [];
  const asked = (name: string, cmdlet: string, parameters?: Raw): Raw[] | Error => {
    calls.push(parameters ? [`${name} ${cmdlet}`, parameters] : [`${name} ${cmdlet}`]);
    return answers[cmdlet] ?? [];
  };
  const whole = (answer: Raw[] | Error): Raw[] => {
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const host = (name: string) => ({
    run: async (cmdlet: string, parameters?: Raw) => whole(asked(name, cmdlet, parameters)),
    async *list(cmdlet: string, parameters?: Raw) {
      yield* whole(asked(name, cmdlet, parameters));
    },
    batch: async (cmdlet: string, each: readonly Raw[]) => each.map((parameters) => asked(name, cmdlet, parameters)),
  });
  return { clients: { exchange: host('exchange'), compliance: host('compliance') } as unknown as Clients, calls };
}
const given = (before: Partial<Record<SectionName, unknown>> = {}) =>
  ({ read: (name: SectionName) => before[name] }) as unknown as ReadContext;
const unavailable = new ConnectorError('cmdlet-unavailable', { service: 'exchange', call: 'Get-AtpPolicyForO365' });
const plans = (...names: string[]) =>
  names.map((servicePlanName) => ({ servicePlanName, provisioningStatus: 'Success' }));

async function decoded(section: SectionName, answers: Record<string, Raw[] | Error>, before = {}): Promise<unknown> {
  const raw = await resourceOf(section).read(fake(answers).clients, given(before));
  return sections[section].decode(raw[section]);
}

/** What one change runs: section, match, values, then the calls typed by hand. */
async function runs(change: Partial<Change>, expected: unknown[], answers: Record<string, Raw[]> = {}): Promise<void> {
  const { clients, calls } = fake(answers);
  const whole = { operation: 'set', call: '', summary: '', notice: '', undo: 'restore', ...change } as Change;
  await resourceOf(whole.section).write!(clients, whole, given());
  assert.deepEqual(calls, expected, whole.section);
}

describe('cmdlet resources', () => {
  it('read every section whose call is a cmdlet, each by one resource and by its own cmdlet', async () => {
    const wanted = Object.entries(sections).filter(
      ([, { call, service }]) => /^(?:Get|Test)-/.test(call) && service !== 'teams',
    );
    assert.deepEqual(
      resources.flatMap((resource) => resource.sections).toSorted(),
      wanted.map(([name]) => name).toSorted(),
    );
    const before = {
      mailboxes: [{ Guid: 'g1', RecipientTypeDetails: 'UserMailbox', PrimarySmtpAddress: 'a@example.com' }],
    };
    for (const [name, { call }] of wanted) {
      const { clients, calls } = fake();
      await resourceOf(name as SectionName).read(clients, given(before));
      assert.equal(calls[0]?.[0].split(' ')[1], call.split(' ')[0]!.replace('-EXO', '-'), name);
    }
  });

  it('write every section that a control changes', () => {
    const changed: SectionName[] = [
      'organizationConfig',
      'transportConfig',
      'irmConfiguration',
      'externalInOutlook',
      'auditLogConfig',
      'sharingPolicies',
      'owaMailboxPolicies',
      'casMailboxPlans',
      'remoteDomains',
      'transportRules',
      'outboundConnectors',
      'outboundSpamPolicies',
      'dkimSigningConfigs',
      'mailboxes',
      'casMailboxes',
      'mailboxAuditBypass',
      'inboxRules',
      'presetRules',
      'presetDefenderRules',
      'builtInProtectionRules',
      'malwareFilterPolicies',
      'safeAttachmentPolicies',
      'safeLinksPolicies',
      'atpPolicies',
      'antiPhishPolicies',
      'contentFilterPolicies',
      'connectionFilters',
      'teamsProtectionPolicies',
      'teamsProtectionRules',
      'dlpPolicies',
      'dlpRules',
      'labels',
      'labelPolicies',
      'autoLabelPolicies',
      'autoLabelRules',
      'retentionPolicies',
      'retentionRules',
      'auditRetentionPolicies',
      'protectionAlerts',
    ];
    assert.deepEqual(
      changed.filter((name) => !resourceOf(name).write),
      [],
    );
    for (const { id, scopes, write } of resources) {
      assert.deepEqual(
        scopes.map(({ role }) => role),
        write ? ['Exchange.ManageAsApp', 'Exchange.ManageAsApp'] : ['Exchange.ManageAsApp'],
        id,
      );
    }
  });

  it('decode what Exchange gives, of mailboxes only what is asked', async () => {
    assert.deepEqual(
      await decoded('remoteDomains', {
        'Get-RemoteDomain': [{ Identity: 'Default', DomainName: '*', AutoForwardEnabled: true }],
      }),
      [{ identity: 'Default', domainName: '*', autoForwardEnabled: true }],
    );
    assert.deepEqual(
      await decoded('mailboxes', { 'Get-Mailbox': [{ Guid: 'g1', AuditEnabled: true, Languages: ['en-US'] }] }),
      [{ guid: 'g1', auditEnabled: true }],
    );
    assert.deepEqual(
      await decoded('auditLogConfig', { 'Get-AdminAuditLogConfig': [{ UnifiedAuditLogIngestionEnabled: true }] }),
      [{ unifiedAuditLogIngestionEnabled: true }],
    );
    assert.deepEqual(
      await decoded('transportConfig', { 'Get-TransportConfig': [{ SmtpClientAuthenticationDisabled: true }] }),
      {
        smtpClientAuthenticationDisabled: true,
      },
    );
  });

  it('read the rules of every mailbox of people, and end on an error that is no deletion', async () => {
    const mailboxes = [
      { Guid: 'g1', RecipientTypeDetails: 'UserMailbox' },
      { Guid: 'g2', RecipientTypeDetails: 'SharedMailbox' },
      { Guid: 'g3', RecipientTypeDetails: 'DiscoveryMailbox' },
    ];
    const { clients, calls } = fake({
      'Get-InboxRule': [{ Identity: 'anna\\1', Name: 'Away', Enabled: true, Description: 'x' }],
    });
    const raw = await resourceOf('inboxRules').read(clients, given({ mailboxes }));
    assert.deepEqual(calls, [
      ['exchange Get-InboxRule', { Mailbox: 'g1', IncludeHidden: true }],
      ['exchange Get-InboxRule', { Mailbox: 'g2', IncludeHidden: true }],
    ]);
    assert.deepEqual(sections.inboxRules.decode(raw.inboxRules)[1], {
      mailboxOwnerId: 'g2',
      identity: 'anna\\1',
      name: 'Away',
      enabled: true,
    });
    const failing = (code: 'not-found' | 'forbidden') =>
      decoded(
        'inboxRules',
        { 'Get-InboxRule': new ConnectorError(code, { service: 'exchange', call: 'Get-InboxRule' }) },
        { mailboxes },
      );
    assert.deepEqual(await failing('not-found'), []);
    await assert.rejects(failing('forbidden'));
    await assert.rejects(decoded('inboxRules', {}), /mailboxes were not read/);
  });

  it('call a missing cmdlet unlicensed only where the plans say so', async () => {
    const gone = { 'Get-AtpPolicyForO365': unavailable, 'Get-DlpCompliancePolicy': unavailable };
    const basic = { servicePlans: plans('EXCHANGE_S_STANDARD') };
    assert.deepEqual(await decoded('defenderLicense', gone, basic), { available: false });
    assert.deepEqual(await decoded('dlpLicense', gone, basic), { licensed: false });
    assert.deepEqual(await decoded('dlpLicense', {}, basic), { licensed: true });
    for (const before of [{}, { servicePlans: plans('ATP_ENTERPRISE', 'BPOS_S_DlpAddOn') }]) {
      await assert.rejects(decoded('defenderLicense', gone, before), unavailable);
      await assert.rejects(decoded('dlpLicense', gone, before), unavailable);
    }
  });

  it('test encryption with a mailbox of a person', async () => {
    const mailboxes = [
      { PrimarySmtpAddress: 'room@example.com', RecipientTypeDetails: 'RoomMailbox' },
      { PrimarySmtpAddress: 'ruth@example.com', RecipientTypeDetails: 'UserMailbox' },
    ];
    const { clients, calls } = fake({ 'Test-IRMConfiguration': [{ Results: 'OVERALL RESULT: PASS' }] });
    const raw = await resourceOf('irmTest').read(clients, given({ mailboxes }));
    assert.deepEqual(calls, [['exchange Test-IRMConfiguration', { Sender: 'ruth@example.com' }]]);
    assert.deepEqual(sections.irmTest.decode(raw.irmTest), { results: 'OVERALL RESULT: PASS' });
    await assert.rejects(decoded('irmTest', {}, { mailboxes: [] }), /needs a mailbox/);
  });
});

describe('cmdlet writes', () => {
  it('set what the tenant has one of without an identity', async () => {
    await runs({ section: 'organizationConfig', values: { oAuth2ClientProfileEnabled: true } }, [
      ['exchange Set-OrganizationConfig', { OAuth2ClientProfileEnabled: true }],
    ]);
    await runs(
      {
        section: 'auditLogConfig',
        match: { identity: 'Admin Audit Log Settings' },
        values: { unifiedAuditLogIngestionEnabled: true },
      },
      [['exchange Set-AdminAuditLogConfig', { UnifiedAuditLogIngestionEnabled: true }]],
    );
  });

  it('set one record by what names it', async () => {
    await runs(
      { section: 'remoteDomains', match: { domainName: '*' }, values: { autoForwardEnabled: false } },
      [
        ['exchange Get-RemoteDomain'],
        ['exchange Set-RemoteDomain', { Identity: 'Default', AutoForwardEnabled: false }],
      ],
      {
        'Get-RemoteDomain': [
          { Identity: 'Default', DomainName: '*' },
          { Identity: 'Lab', DomainName: 'lab.example.com' },
        ],
      },
    );
    await runs({ section: 'casMailboxes', match: { guid: 'g1' }, values: { smtpClientAuthenticationDisabled: null } }, [
      ['exchange Set-CASMailbox', { Identity: 'g1', SmtpClientAuthenticationDisabled: null }],
    ]);
    await runs(
      {
        section: 'connectionFilters',
        match: { identity: 'Default' },
        values: { iPAllowList: [], enableSafeList: false },
      },
      [['exchange Set-HostedConnectionFilterPolicy', { Identity: 'Default', IPAllowList: [], EnableSafeList: false }]],
    );
    const lookalikes = {
      'Get-RemoteDomain': [
        { Identity: 'a', DomainName: '*' },
        { Identity: 'b', DomainName: '*' },
      ],
    };
    await assert.rejects(
      runs({ section: 'remoteDomains', match: { domainName: '*' }, values: {} }, [], lookalikes),
      /Several objects/,
    );
    await assert.rejects(runs({ section: 'mailboxes', values: { auditEnabled: true } }, []), /does not exist/);
  });

  it('turn rules on and off by cmdlets of their own', async () => {
    await runs({ section: 'transportRules', match: { guid: 'r1' }, values: { state: 'Disabled' } }, [
      ['exchange Disable-TransportRule', { Identity: 'r1', Confirm: false }],
    ]);
    await runs(
      {
        section: 'presetRules',
        match: { identity: 'Standard Preset Security Policy' },
        values: { state: 'Enabled', sentTo: null, exceptIfSentTo: ['reports@example.com'] },
      },
      [
        [
          'exchange Set-EOPProtectionPolicyRule',
          { Identity: 'Standard Preset Security Policy', SentTo: null, ExceptIfSentTo: ['reports@example.com'] },
        ],
        ['exchange Enable-EOPProtectionPolicyRule', { Identity: 'Standard Preset Security Policy' }],
      ],
    );
    await runs({ section: 'inboxRules', match: { identity: 'frontdesk\\16752' }, values: { enabled: false } }, [
      ['exchange Disable-InboxRule', { Mailbox: 'frontdesk', Identity: 'frontdesk\\16752', Confirm: false }],
    ]);
    await assert.rejects(
      runs({ section: 'inboxRules', match: { identity: '16752' }, values: { enabled: false } }, []),
      /does not tell its mailbox/,
    );
  });

  it('create and remove', async () => {
    const name = 'Wardline: encrypt health data to outsiders';
    const values = {
      name,
      state: 'Enabled',
      mode: 'Enforce',
      sentToScope: 'NotInOrganization',
      applyRightsProtectionTemplate: 'Encrypt',
      messageContainsDataClassifications: [{ name: 'ICD' }],
    };
    await runs({ section: 'transportRules', operation: 'create', match: { name }, values }, [
      [
        'exchange New-TransportRule',
        {
          Name: name,
          Enabled: true,
          Mode: 'Enforce',
          SentToScope: 'NotInOrganization',
          ApplyRightsProtectionTemplate: 'Encrypt',
          MessageContainsDataClassifications: [{ Name: 'ICD' }],
        },
      ],
    ]);
    await runs({ section: 'transportRules', operation: 'remove', match: { name }, values: {} }, [
      ['exchange Remove-TransportRule', { Identity: name, Confirm: false }],
    ]);
    await runs(
      {
        section: 'dkimSigningConfigs',
        operation: 'create',
        match: { domain: 'example.com' },
        values: { domain: 'example.com', enabled: true },
      },
      [['exchange New-DkimSigningConfig', { DomainName: 'example.com', Enabled: true }]],
    );
    await assert.rejects(
      runs({ section: 'mailboxes', operation: 'remove', match: { guid: 'g1' } }, []),
      /No cmdlet can remove/,
    );
  });
});
