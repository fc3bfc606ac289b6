import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { tenant } from '../../test/tenant.ts';
import type { AuditEntry } from '../core/audit-trail.ts';
import { operationsOn, whoChanged } from './attribution.ts';
import type { SettingPlace } from './setting.ts';

const { snapshot } = tenant({
  remoteDomains: [
    { identity: 'Default', domainName: '*', autoForwardEnabled: true },
    { identity: 'Partner', domainName: 'partner.example.com', autoForwardEnabled: true },
  ],
  conditionalAccessPolicies: [{ id: 'ca-1', displayName: 'MFA for everybody', state: 'disabled' }],
});
const since = '2026-11-20T00:00:00.000Z';
const entry = (more: Partial<AuditEntry>): AuditEntry => ({
  ...{ log: 'unified', at: '2026-11-21T09:00:00Z', by: 'ana@example.com', byApp: false, activity: 'Set-RemoteDomain' },
  ...{ services: ['exchange'], targets: ['Default'], properties: ['AutoForwardEnabled'] },
  ...more,
});
const forwarding: SettingPlace = { section: 'remoteDomains', match: { domainName: '*' }, field: 'autoForwardEnabled' };
const policy: SettingPlace = { section: 'conditionalAccessPolicies', match: { id: 'ca-1' }, field: 'state' };
const inDirectory = { log: 'directory', activity: 'Update conditional access policy', services: ['entra'] } as const;

describe('who changed a setting', () => {
  it('knows the cmdlets that write a section', () => {
    assert.deepEqual(operationsOn('remoteDomains'), [
      ...['Set-RemoteDomain', 'New-RemoteDomain', 'Remove-RemoteDomain'],
      ...['Enable-RemoteDomain', 'Disable-RemoteDomain'],
    ]);
    assert.deepEqual(operationsOn('conditionalAccessPolicies'), []);
  });

  const cases: { name: string; place: SettingPlace; audits: AuditEntry[]; by: string | undefined }[] = [
    {
      name: 'the entry that names the object and the field',
      place: forwarding,
      audits: [entry({})],
      by: 'ana@example.com',
    },
    {
      name: 'the newest of several',
      place: forwarding,
      audits: [entry({ by: 'ben@example.com', at: '2026-11-21T10:00:00Z' }), entry({})],
      by: 'ben@example.com',
    },
    {
      name: 'nobody for another object of the same kind',
      place: forwarding,
      audits: [entry({ targets: ['Partner'] })],
      by: undefined,
    },
    {
      name: 'nobody for another field of the same object',
      place: forwarding,
      audits: [entry({ properties: ['AutoReplyEnabled'] })],
      by: undefined,
    },
    {
      name: 'nobody for what happened before the value stood',
      place: forwarding,
      audits: [entry({ at: '2026-11-19T23:59:59Z' })],
      by: undefined,
    },
    {
      name: 'nobody for another cmdlet',
      place: forwarding,
      audits: [entry({ activity: 'Set-Mailbox' })],
      by: undefined,
    },
    {
      name: 'an entry of the directory log by the id of the policy, which it logs as a whole',
      place: policy,
      audits: [entry({ ...inDirectory, targets: ['ca-1'], properties: ['ConditionalAccessPolicy'] })],
      by: 'ana@example.com',
    },
    {
      name: 'the name of the policy as well as its id',
      place: policy,
      audits: [entry({ ...inDirectory, targets: ['MFA for EVERYBODY'], properties: [] })],
      by: 'ana@example.com',
    },
    {
      name: 'nobody for another policy',
      place: policy,
      audits: [entry({ ...inDirectory, targets: ['ca-2'], properties: ['state'] })],
      by: undefined,
    },
    {
      name: 'nobody where only the unified log knows a cmdlet and the directory log speaks',
      place: forwarding,
      audits: [entry({ ...inDirectory, services: ['entra', 'exchange'] })],
      by: undefined,
    },
  ];
  for (const { name, place, audits, by } of cases)
    it(name, () => assert.equal(whoChanged(place, audits, { since, snapshots: [snapshot] })?.by, by));
});
