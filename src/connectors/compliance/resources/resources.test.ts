import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { tenant } from '../../../../test/tenant.ts';
import { labelDowngradeJustified } from '../../../controls/purview/label-downgrade-justified.ts';
import { phiAlertsExist } from '../../../controls/purview/phi-alerts-exist.ts';
import { phiLabelEncrypts } from '../../../controls/purview/phi-label-encrypts.ts';
import { protectPhi } from '../../../controls/purview/phi-policy-changes.ts';
import type { Change } from '../../../core/change.ts';
import type { Control } from '../../../core/control.ts';
import type { ReadContext } from '../../../core/reading.ts';
import { type SectionName, sections } from '../../../core/snapshot.ts';
import { contextFor, settingsFor } from '../../../engine/judge.ts';
import type { Clients } from '../../resource.ts';
import { complianceResources } from './index.ts';

type Raw = Record<string, unknown>;
const resourceOf = (section: SectionName) =>
  complianceResources.find((resource) => resource.sections.includes(section))!;
const context = { read: () => undefined } as unknown as ReadContext;

function fake(answers: Record<string, Raw[]> = {}) {
  const calls: unknown[] = [];
  const compliance = {
    run: async (cmdlet: string, parameters?: Raw) => {
      calls.push([cmdlet, parameters]);
      return answers[cmdlet] ?? [];
    },
  };
  return { clients: { compliance } as unknown as Clients, calls };
}

async function calledFor(change: Partial<Change>, answers: Record<string, Raw[]> = {}): Promise<unknown[]> {
  const { clients, calls } = fake(answers);
  const whole = { operation: 'set', call: '', summary: '', notice: '', undo: 'restore', ...change } as Change;
  await resourceOf(whole.section).write!(clients, whole, context);
  return calls.filter((call) => !String((call as unknown[])[0]).startsWith('Get-'));
}

function changesOf(control: Control, settings: Partial<Record<SectionName, unknown>>): readonly Change[] {
  const { snapshot, organization } = tenant(settings);
  const parameters = Object.fromEntries(
    Object.entries(control.parameters).map(([name, parameter]) => [name, parameter.default]),
  );
  const judging = { organization, parameters, at: snapshot.takenAt };
  return control.changes!(settingsFor(control, snapshot), contextFor(control, snapshot, judging));
}

async function read(section: SectionName, cmdlet: string, records: Raw[]): Promise<unknown> {
  const raw = await resourceOf(section).read(fake({ [cmdlet]: records }).clients, context);
  return sections[section].decode(raw[section]);
}

describe('compliance resources', () => {
  it('create the DLP policy and rule of the controls', async () => {
    const nobody = { users: [], groups: [], applications: [], roles: [], guestTypes: [], domains: [] };
    const places = {
      takenAt: '2026-11-20T06:12:41.000Z',
      declared: { ...nobody, mailboxes: [], sites: [], policies: [] },
      organization: tenant({}).organization,
      licensed: () => true,
    } as unknown as Parameters<typeof protectPhi>[2];
    const [policy, rule] = protectPhi([], [], places, ['exchange', 'teams']);
    assert.deepEqual(await calledFor({ ...policy!, values: { ...policy!.values, mode: 'TestWithNotifications' } }), [
      [
        'New-DlpCompliancePolicy',
        { Name: 'Protect PHI', Mode: 'TestWithNotifications', ExchangeLocation: ['All'], TeamsLocation: ['All'] },
      ],
    ]);
    const type = (name: string) => ({ name, mincount: '1', maxcount: '-1' });
    assert.deepEqual(await calledFor(rule!), [
      [
        'New-DlpComplianceRule',
        {
          Name: 'Protect PHI: identifiers with health terms',
          Policy: 'Protect PHI',
          Priority: 0,
          ContentContainsSensitiveInformation: [
            {
              operator: 'And',
              groups: [
                {
                  name: 'Identifiers',
                  operator: 'Or',
                  sensitivetypes: [
                    type('U.S. Social Security Number (SSN)'),
                    type('Drug Enforcement Agency (DEA) Number'),
                    type('All Full Names'),
                  ],
                },
                {
                  name: 'Health terms',
                  operator: 'Or',
                  sensitivetypes: [
                    type('International Classification of Diseases (ICD-10-CM)'),
                    type('International Classification of Diseases (ICD-9-CM)'),
                    type('All Medical Terms And Conditions'),
                  ],
                },
              ],
            },
          ],
          AccessScope: 'NotInOrganization',
          BlockAccess: true,
          BlockAccessScope: 'PerUser',
          NotifyUser: ['LastModifier', 'Owner'],
          NotifyAllowOverride: ['WithJustification'],
          GenerateAlert: true,
          GenerateIncidentReport: ['SiteAdmin'],
          ReportSeverityLevel: 'High',
        },
      ],
    ]);
  });

  it('change locations by what to add and to remove', async () => {
    const present = {
      Name: 'PHI',
      ExchangeLocation: ['All'],
      SharePointLocation: [{ Name: 'https://a.example.com', DisplayName: 'A' }],
    };
    const change = { section: 'dlpPolicies', match: { guid: 'p1' } } as const;
    const answers = { 'Get-DlpCompliancePolicy': [present] };
    const values = {
      mode: 'Enable',
      enabled: true,
      workload: 'Exchange',
      exchangeLocation: ['All'],
      sharePointLocation: ['All'],
    };
    assert.deepEqual(await calledFor({ ...change, values }, answers), [
      [
        'Set-DlpCompliancePolicy',
        {
          Identity: 'p1',
          Mode: 'Enable',
          AddSharePointLocation: ['All'],
          RemoveSharePointLocation: ['https://a.example.com'],
        },
      ],
    ]);
    await assert.rejects(calledFor({ ...change, values }), /does not exist/);
  });

  it('set rules: who is told, alerts, what devices refuse', async () => {
    const values = {
      generateAlert: ['true'],
      notifyUser: ['Owner'],
      endpointDlpRestrictions: [{ setting: 'CloudEgress', value: 'Block' }],
      stopPolicyProcessing: false,
    };
    assert.deepEqual(await calledFor({ section: 'dlpRules', match: { name: 'PHI rule' }, values }), [
      [
        'Set-DlpComplianceRule',
        {
          Identity: 'PHI rule',
          GenerateAlert: true,
          NotifyUser: ['Owner'],
          EndpointDlpRestrictions: [{ Setting: 'CloudEgress', Value: 'Block' }],
          StopPolicyProcessing: false,
        },
      ],
    ]);
    assert.deepEqual(
      await read('dlpRules', 'Get-DlpComplianceRule', [
        { Name: 'PHI rule', EndpointDlpRestrictions: ['{"Setting":"CloudEgress","Value":"Block"}'] },
      ]),
      [{ name: 'PHI rule', endpointDlpRestrictions: [{ setting: 'CloudEgress', value: 'Block' }] }],
    );
  });

  it('encrypt a label as the control asks, and read it back as it was asked', async () => {
    const [change] = changesOf(phiLabelEncrypts, { labels: [{ name: 'PHI', encryptionEnabled: false }] });
    const [[cmdlet, sent]] = (await calledFor(change!, { 'Get-Label': [{ Name: 'PHI' }] })) as [[string, Raw]];
    assert.equal(cmdlet, 'Set-Label');
    assert.deepEqual(
      [sent['Identity'], sent['EncryptionEnabled'], sent['EncryptionProtectionType']],
      ['PHI', true, 'Template'],
    );
    assert.match(String(sent['EncryptionRightsDefinitions']), /^larkmeadow\.example\.com:VIEW,[A-Z,]+$/);
    const text = String(sent['EncryptionRightsDefinitions']);
    const wanted = {
      name: 'PHI',
      encryptionEnabled: true,
      encryptionRightsDefinitions: change!.values!['encryptionRightsDefinitions'],
    };
    const record = { Name: 'PHI', EncryptionEnabled: true, EncryptionRightsDefinitions: text };
    assert.deepEqual(await read('labels', 'Get-Label', [record]), [wanted]);
    const settings = [
      { Key: 'disabled', Value: 'false' },
      { Key: 'protectiontype', Value: 'template' },
      {
        Key: 'rightsdefinitions',
        Value: JSON.stringify([{ Identity: 'larkmeadow.example.com', Rights: text.split(':')[1] }]),
      },
    ];
    const action = JSON.stringify({ Type: 'encrypt', Settings: settings });
    assert.deepEqual(await read('labels', 'Get-Label', [{ Name: 'PHI', LabelActions: [action] }]), [
      { ...wanted, labelActions: [action], encryptionProtectionType: 'Template' },
    ]);
    const off = { encryptionEnabled: false, encryptionProtectionType: null, encryptionRightsDefinitions: [] };
    assert.deepEqual(await calledFor({ ...change, values: off }, { 'Get-Label': [{ Name: 'PHI' }] }), [
      ['Set-Label', { Identity: 'PHI', EncryptionEnabled: false }],
    ]);
  });

  it('create labels and publish them', async () => {
    const values = { name: 'PHI', displayName: 'PHI', disabled: false };
    assert.deepEqual(await calledFor({ section: 'labels', operation: 'create', match: { name: 'PHI' }, values }), [
      ['New-Label', { Name: 'PHI', DisplayName: 'PHI', Tooltip: 'PHI' }],
    ]);
    const policy = {
      name: 'Everybody',
      enabled: true,
      labels: ['General', 'PHI'],
      settings: [],
      exchangeLocation: ['All'],
    };
    assert.deepEqual(await calledFor({ section: 'labelPolicies', operation: 'create', match: {}, values: policy }), [
      ['New-LabelPolicy', { Name: 'Everybody', Labels: ['General', 'PHI'], ExchangeLocation: ['All'] }],
    ]);
    const present = { 'Get-LabelPolicy': [{ Name: 'Everybody', Labels: ['General'] }] };
    const change = { section: 'labelPolicies', match: { name: 'Everybody' } } as const;
    assert.deepEqual(await calledFor({ ...change, values: { labels: ['General', 'PHI'] } }, present), [
      ['Set-LabelPolicy', { Identity: 'Everybody', AddLabels: ['PHI'] }],
    ]);
  });

  it('write the settings of a label policy by what differs', async () => {
    const policy = {
      Name: 'Everybody',
      Enabled: true,
      Labels: ['PHI'],
      Settings: ['[mandatory, false]', '[outlookdefaultlabel, None]'],
    };
    const settings = { labels: [{ name: 'PHI' }], labelPolicies: [policy] };
    const [change] = changesOf(labelDowngradeJustified, settings);
    assert.deepEqual(await calledFor(change!, { 'Get-LabelPolicy': [policy] }), [
      [
        'Set-LabelPolicy',
        { Identity: 'Everybody', AdvancedSettings: { requiredowngradejustification: 'true', mandatory: 'true' } },
      ],
    ]);
    const after = {
      ...policy,
      Settings: ['[mandatory, true]', '[outlookdefaultlabel, None]', '[requiredowngradejustification, true]'],
    };
    assert.deepEqual(
      await calledFor({ ...change, values: { settings: policy.Settings } }, { 'Get-LabelPolicy': [after] }),
      [
        [
          'Set-LabelPolicy',
          { Identity: 'Everybody', AdvancedSettings: { mandatory: 'false', requiredowngradejustification: '' } },
        ],
      ],
    );
  });

  it('create retention, auto-labeling, audit retention and alerts', async () => {
    const create = (section: SectionName, values: Raw) =>
      calledFor({ section, operation: 'create', match: { name: values['name'] }, values });
    assert.deepEqual(await create('retentionPolicies', { name: 'Keep', enabled: true, teamsChatLocation: ['All'] }), [
      ['New-RetentionCompliancePolicy', { Name: 'Keep', Enabled: true, TeamsChatLocation: ['All'] }],
    ]);
    const rule = { name: 'Keep', policy: 'Keep', retentionDuration: '2190', retentionComplianceAction: 'Keep' };
    assert.deepEqual(await create('retentionRules', rule), [
      [
        'New-RetentionComplianceRule',
        { Name: 'Keep', Policy: 'Keep', RetentionDuration: '2190', RetentionComplianceAction: 'Keep' },
      ],
    ]);
    const auto = {
      name: 'Label PHI',
      mode: 'TestWithNotifications',
      enabled: true,
      applySensitivityLabel: 'PHI',
      exchangeLocation: ['All'],
    };
    assert.deepEqual(await create('autoLabelPolicies', auto), [
      [
        'New-AutoSensitivityLabelPolicy',
        { Name: 'Label PHI', Mode: 'TestWithNotifications', ApplySensitivityLabel: 'PHI', ExchangeLocation: ['All'] },
      ],
    ]);
    const autoRule = {
      name: 'r',
      parentPolicyName: 'Label PHI',
      disabled: false,
      workload: 'Exchange',
      isAdvancedRule: false,
    };
    assert.deepEqual(await create('autoLabelRules', autoRule), [
      ['New-AutoSensitivityLabelRule', { Name: 'r', Policy: 'Label PHI', Workload: 'Exchange' }],
    ]);
    const kept = {
      name: 'Patient data activity',
      enabled: true,
      priority: 100,
      retentionDuration: 'TwelveMonths',
      recordTypes: ['ExchangeItem'],
      userIds: [],
    };
    assert.deepEqual(await create('auditRetentionPolicies', kept), [
      [
        'New-UnifiedAuditLogRetentionPolicy',
        {
          Name: 'Patient data activity',
          Priority: 100,
          RetentionDuration: 'TwelveMonths',
          RecordTypes: ['ExchangeItem'],
        },
      ],
    ]);
    const alerts = changesOf(phiAlertsExist, { protectionAlerts: [] }).filter(
      ({ operation }) => operation === 'create',
    );
    assert.ok(alerts.length > 0);
    for (const alert of alerts) {
      const [[cmdlet, sent]] = (await calledFor(alert)) as [[string, Raw]];
      assert.equal(cmdlet, 'New-ProtectionAlert');
      const counted = alert.call.includes('SimpleAggregation');
      assert.equal(sent['AggregationType'], counted ? 'SimpleAggregation' : 'None');
      assert.equal(sent['TimeWindow'], counted ? 60 : undefined);
      assert.deepEqual(
        [sent['ThreatType'], sent['NotifyUser'], 'Disabled' in sent],
        ['Activity', ['TenantAdmins'], false],
      );
    }
    assert.deepEqual(
      await calledFor({ section: 'protectionAlerts', match: { identity: 'a1' }, values: { disabled: false } }),
      [['Set-ProtectionAlert', { Identity: 'a1', Disabled: false }]],
    );
  });

  it('read retention with its locations', async () => {
    const { clients, calls } = fake();
    await resourceOf('retentionPolicies').read(clients, context);
    assert.deepEqual(calls, [['Get-RetentionCompliancePolicy', { DistributionDetail: true }]]);
  });
});
