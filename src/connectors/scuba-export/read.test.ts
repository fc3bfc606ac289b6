import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sectionNames, sections } from '../../core/snapshot.ts';
import { declaredExclusions } from './declared.ts';
import { exportKeys, isScubaExport, scubaSnapshot } from './read.ts';

const at = '2026-11-20T00:00:00.000Z';
const domainsIn = (document: Record<string, unknown>) => scubaSnapshot(document, at).sections.remoteDomains;

describe('ScubaGear export', () => {
  it('maps only to sections that exist, and no section and key twice', () => {
    for (const entry of exportKeys) assert.ok(sectionNames.includes(entry.section), entry.section);
    const pairs = exportKeys.map((entry) => `${entry.section} ${entry.key}`);
    assert.equal(new Set(pairs).size, pairs.length);
  });

  for (const [name, value, wanted] of [
    ['a list', [{ DomainName: '*', AutoForwardEnabled: true }], [{ domainName: '*', autoForwardEnabled: true }]],
    [
      'one element as an object',
      { DomainName: '*', AutoForwardEnabled: true },
      [{ domainName: '*', autoForwardEnabled: true }],
    ],
    ['camelCase', [{ domainName: '*', autoForwardEnabled: true }], [{ domainName: '*', autoForwardEnabled: true }]],
    [
      'a boolean as text',
      [{ DomainName: '*', AutoForwardEnabled: 'True' }],
      [{ domainName: '*', autoForwardEnabled: true }],
    ],
    ['[null] for none', [null], []],
    ['null for none', null, []],
    ['an empty object for none', {}, []],
  ] as const) {
    it(`reads ${name}`, () => {
      const section = domainsIn({ remote_domains: value });
      assert.ok(section.status === 'read');
      assert.deepEqual(section.data, wanted);
    });
  }

  it('keeps null apart from absent', () => {
    const section = domainsIn({ remote_domains: [{ DomainName: '*', AutoForwardEnabled: null }] });
    assert.ok(section.status === 'read');
    assert.equal(section.data[0]?.autoForwardEnabled, null);
    assert.equal(section.data[0]?.identity, undefined);
  });

  it('finds keys whatever their case and underscores', () => {
    assert.ok(isScubaExport({ RemoteDomains: [] }));
    assert.equal(domainsIn({ RemoteDomains: [] }).status, 'read');
  });

  it('a key that is not there was not collected', () => {
    const section = domainsIn({ org_config: [{ AuditDisabled: false }] });
    assert.ok(section.status === 'unavailable');
    assert.equal(section.reason, 'not-collected');
    assert.match(section.detail, /holds no remote_domains/);
  });

  it('a key whose command failed is not known, whatever it holds', () => {
    const section = domainsIn({ remote_domains: [], exo_unsuccessful_commands: ['Get-RemoteDomain'] });
    assert.ok(section.status === 'unavailable');
    assert.match(section.detail, /Get-RemoteDomain failed/);
  });

  it('a command that was not there: no license, or a missing role where the plans hold the license', () => {
    const both = { s_successful_commands: ['Get-AtpPolicyForO365'], s_unsuccessful_commands: ['Get-AtpPolicyForO365'] };
    const absent = { atp_policy_for_o365: [], defender_license: false, ...both };
    const policies = (more: object) => scubaSnapshot({ ...absent, ...more }, at).sections.atpPolicies;
    const withoutPlans = policies({});
    assert.ok(withoutPlans.status === 'unavailable');
    assert.equal(withoutPlans.reason, 'not-licensed');
    const withPlan = policies({ service_plans: [{ ServicePlanName: 'ATP_ENTERPRISE' }] });
    assert.ok(withPlan.status === 'unavailable');
    assert.equal(withPlan.reason, 'no-permission');
    const broken = policies({ s_successful_commands: [] });
    assert.ok(broken.status === 'unavailable');
    assert.equal(broken.reason, 'not-collected');
  });

  it('reads whether a license is there, as a boolean or as text', () => {
    for (const value of [false, 'False']) {
      const { defenderLicense, dlpLicense } = scubaSnapshot(
        { defender_license: value, defender_dlp_license: value },
        at,
      ).sections;
      assert.ok(defenderLicense.status === 'read' && dlpLicense.status === 'read');
      assert.equal(defenderLicense.data.available, false);
      assert.equal(dlpLicense.data.licensed, false);
    }
  });

  it('a value of the wrong kind is unparsable, named by place and never quoted', () => {
    const section = domainsIn({ remote_domains: [{ DomainName: '*', AutoForwardEnabled: 'sometimes-secret' }] });
    assert.ok(section.status === 'unavailable' && section.reason === 'unparsable');
    assert.equal(
      section.detail,
      "The export's remote_domains cannot be understood: [0].AutoForwardEnabled: expected true or false.",
    );
  });

  it('takes the time from the export, and the given one where it has none', () => {
    assert.equal(
      scubaSnapshot({ remote_domains: [], timestamp_zulu: '2026-05-04T17:15:48.307Z' }, at).takenAt,
      '2026-05-04T17:15:48.307Z',
    );
    assert.equal(
      scubaSnapshot({ remote_domains: [], timestamp_zulu: '/Date(1777914948307)/' }, at).takenAt,
      '2026-05-04T17:15:48.307Z',
    );
    assert.equal(scubaSnapshot({ remote_domains: [] }, at).takenAt, at);
  });

  it('names tenant and cloud', () => {
    const { tenant } = scubaSnapshot(
      {
        tenant_details: { DisplayName: 'Larkmeadow', TenantId: 't-1', DomainName: 'larkmeadow.example.com' },
        scuba_config: { M365Environment: 'gcc' },
        remote_domains: [],
      },
      at,
    );
    assert.deepEqual(tenant, { id: 't-1', name: 'Larkmeadow', domain: 'larkmeadow.example.com', cloud: 'gcc' });
  });

  it('a key named __proto__ changes nothing', () => {
    const document = JSON.parse(
      '{"remote_domains":[{"DomainName":"*","__proto__":{"autoForwardEnabled":false}}]}',
    ) as Record<string, unknown>;
    const section = domainsIn(document);
    assert.ok(section.status === 'read');
    assert.equal(section.data[0]?.autoForwardEnabled, undefined);
  });

  it('every section has its own words', () => {
    for (const name of sectionNames) assert.ok(sections[name].title && sections[name].call, name);
  });
});

describe('exclusions that ScubaGear was told of', () => {
  it('reads CapExclusions, RoleExclusions, domains and sensitive accounts', () => {
    const declared = declaredExclusions({
      Aad: {
        'MS.AAD.3.2v2': {
          CapExclusions: {
            Users: ['u1', ''],
            Groups: ['g1'],
            Applications: ['a1'],
            GuestUserTypes: ['b2bDirectConnectUser'],
          },
        },
        'MS.AAD.7.4v1': { RoleExclusions: { Users: ['u2'] } },
      },
      Exo: { 'MS.EXO.1.1v2': { AllowedForwardingDomains: [' lab.example.com ', null] } },
      Defender: {
        'MS.DEFENDER.1.4v1': {
          SensitiveAccounts: {
            IncludedUsers: ['chief@example.com'],
            ExcludedUsers: ['fax@example.com'],
            ExcludedDomains: ['lab.example.com'],
          },
        },
      },
      OutPath: 'C:\\x',
    });
    assert.deepEqual(declared, {
      'MS.AAD.3.2v2': { users: ['u1'], groups: ['g1'], applications: ['a1'], guestTypes: ['b2bDirectConnectUser'] },
      'MS.AAD.7.4v1': { users: ['u2'] },
      'MS.EXO.1.1v2': { domains: ['lab.example.com'] },
      'MS.DEFENDER.1.4v1': { users: ['chief@example.com'], mailboxes: ['fax@example.com', 'lab.example.com'] },
    });
  });
  it('survives a configuration of any other form', () => {
    for (const odd of [
      null,
      'x',
      [],
      { Aad: null },
      { Aad: { 'MS.AAD.3.2v2': 'x' } },
      { Aad: { 'MS.AAD.3.2v2': { CapExclusions: 5 } } },
    ])
      assert.deepEqual(declaredExclusions(odd), {});
  });
});
