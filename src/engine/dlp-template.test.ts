import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { tenant } from '../../test/tenant.ts';
import { type Organization, type Ring, noOrganization } from '../core/organization.ts';
import { ladderOf } from '../phi/dlp/protection.ts';
import { planDlp } from './dlp-template.ts';
import { dlpGrid } from './dlp-grid.ts';
import { afterPlan } from './plan.ts';

const at = '2026-11-21T08:00:00.000Z';
const plans = (...names: string[]) =>
  names.map((servicePlanName) => ({ servicePlanName, provisioningStatus: 'Success' }));
const whole = plans('MIP_S_CLP2', 'MICROSOFTENDPOINTDLP', 'COMMUNICATIONS_DLP', 'RMS_S_ENTERPRISE');
const empty = { dlpPolicies: [], dlpRules: [], dlpLicense: { licensed: true }, servicePlans: whole };
const ring = (name: string, more: Partial<Ring> = {}): Ring => ({
  ...{ name, groups: [], sites: [], mode: 'enforce', days: 14, precision: 0.9, verdicts: 20 },
  ...more,
});
const rings = (pilot: Partial<Ring>): Partial<Organization> => ({
  phi: {
    ...noOrganization.phi,
    rollout: { rings: [ring('Pilot', { mode: 'test', groups: ['pilot@clinic.example.com'], ...pilot }), ring('All')] },
  },
});
const ours = (more: Record<string, unknown>) => ({
  ...{ name: 'Protect PHI', guid: 'g1', mode: 'Enable', enabled: true, workload: 'Exchange' },
  ...{ exchangeLocation: ['All'], sharePointLocation: [], oneDriveLocation: [], teamsLocation: [] },
  ...{ endpointDlpLocation: [] },
  ...more,
});

function plan(given: Record<string, unknown> = {}, organization: Partial<Organization> = {}) {
  return planDlp(tenant({ ...empty, ...given }).snapshot, {
    ...{ organization: { ...noOrganization, ...organization }, baseline: 'clinic', at },
  });
}
const summaries = (made: ReturnType<typeof plan>) => made.changes.map(({ summary }) => summary.split(',')[0]);

describe('the template of DLP policies', () => {
  it('S3-31: covers mail, sites, OneDrive, Teams chat and devices where they are licensed, each rule after its policy', () => {
    const made = plan();
    assert.deepEqual(made.refused, []);
    const policies = made.changes.filter(({ section }) => section === 'dlpPolicies');
    assert.deepEqual(
      policies.map(({ values, stages }) => [values?.['name'], values?.['workload'], stages[0]?.name]),
      [
        ['Protect PHI', 'Exchange, SharePoint, OneDriveForBusiness, Teams', 'test'],
        ['Protect PHI on devices', 'EndpointDevices', 'test'],
        ['Protect PHI in mail', 'Exchange', 'test'],
      ],
    );
    const idOf = (name: unknown) => policies.find(({ values }) => values?.['name'] === name)?.id;
    for (const { section, dependsOn, values } of made.changes)
      if (section === 'dlpRules') assert.deepEqual(dependsOn, [idOf(values?.['parentPolicyName'])]);
  });

  const licenses: Record<string, { given: Record<string, unknown>; refused: string[]; changes: number }> = {
    'no DLP at all': { given: { dlpLicense: { licensed: false } }, refused: ['DLP policies'], changes: 0 },
    'no DLP for Teams and devices': {
      given: { servicePlans: plans('MIP_S_CLP1', 'RMS_S_ENTERPRISE') },
      refused: ['Teams', 'Endpoints'],
      changes: 6,
    },
    'no message encryption': {
      given: { servicePlans: plans('MIP_S_CLP1', 'MICROSOFTENDPOINTDLP') },
      refused: ['encryption of mail with health terms'],
      changes: 6,
    },
    // What was not read is no reason to leave people unprotected: Microsoft refuses what is not licensed.
    'licenses that were not read': { given: { servicePlans: [{}] }, refused: [], changes: 8 },
  };
  for (const [name, { given, refused, changes }] of Object.entries(licenses))
    it(`S3-31: with ${name} says what is left out and plans the rest`, () => {
      const made = plan(given);
      assert.deepEqual(
        made.refused.map(({ title }) => title.replace('Protect PHI: ', '')),
        refused,
      );
      assert.equal(made.changes.length, changes);
    });

  it('S3-35: the ladder goes tip, justify, encrypt, block, and a block has no way around', () => {
    const { changes } = plan();
    const rule = (start: string) => changes.find(({ summary }) => summary.startsWith(start))?.values;
    assert.deepEqual([rule('Tip')?.['blockAccess'], rule('Tip')?.['notifyUser']], [false, ['LastModifier', 'Owner']]);
    assert.deepEqual(
      [rule('Justify')?.['blockAccess'], rule('Justify')?.['notifyAllowOverride']],
      [true, ['WithJustification']],
    );
    assert.equal(rule('Encrypt')?.['encryptRMSTemplate'], 'Encrypt');
    assert.deepEqual([rule('Block')?.['blockAccess'], rule('Block')?.['notifyAllowOverride']], [true, undefined]);
  });

  it('S3-35: the command of a rule says the same as the plan', () => {
    const { call } = plan().changes.find(({ summary }) => summary.startsWith('Justify'))!;
    assert.match(
      call,
      /^New-DlpComplianceRule -Name 'Protect PHI: identifiers with health terms' -Policy 'Protect PHI' /,
    );
    assert.match(
      call,
      /-ContentContainsSensitiveInformation @\(@\{operator='And'; groups=@\(@\{name='Identifiers'; operator='Or'; sensitivetypes=@\(@\{name='U\.S\. Social Security Number \(SSN\)'; mincount='1'\}/,
    );
    assert.match(call, /-BlockAccess \$true -BlockAccessScope 'PerUser' .*-NotifyAllowOverride WithJustification /);
    assert.match(call, /-NotifyPolicyTipCustomText 'This looks like patient information/);
  });

  it('S3-33: own types lengthen the ladder by a block on the extra-sensitive classes', () => {
    const own = {
      identifiers: [{ name: 'Own medical record number', id: 'a' }],
      sensitive: [{ name: 'Terms of genetic', id: 'b' }],
    };
    const [names, longer] = [ladderOf(), ladderOf(own)].map((rungs) => rungs.map(({ name }) => name));
    assert.deepEqual(
      longer!.filter((name) => !names!.includes(name)),
      ['Protect PHI: extra-sensitive'],
    );
    assert.match(
      JSON.stringify(ladderOf(own)[1]!.values),
      /"name":"Own medical record number","id":"a","mincount":"1"/,
    );
  });

  it('S3-32: with rings the policy begins with the pilot, in test mode, and no stage widens it by itself', () => {
    const { changes, refused } = plan({}, rings({}));
    const [policy] = changes;
    assert.deepEqual(
      [
        policy?.values?.['mode'],
        policy?.values?.['exchangeSenderMemberOf'],
        policy?.values?.['oneDriveSharedByMemberOf'],
      ],
      ['TestWithNotifications', ['pilot@clinic.example.com'], ['pilot@clinic.example.com']],
    );
    assert.deepEqual(
      [policy?.values?.['teamsLocation'], policy?.values?.['sharePointLocation']],
      [['pilot@clinic.example.com'], []],
    );
    assert.deepEqual(
      changes.flatMap(({ stages }) => stages),
      [],
    );
    assert.match(refused[0]!.why, /Ring Pilot names groups and no sites/);
    const [withSites] = plan({}, rings({ sites: ['https://a.sharepoint.com/sites/pilot'] })).changes;
    assert.deepEqual(withSites?.values?.['sharePointLocation'], ['https://a.sharepoint.com/sites/pilot']);
  });

  it('S0-52: leaves a workload to a policy of the tenant that finds PHI there, and doubles nothing', () => {
    const theirs = { ...ours({ name: 'Counsel policy', guid: 'g9', teamsLocation: ['All'] }) };
    const rule = {
      ...{ name: 'r', parentPolicyName: 'Counsel policy', disabled: false, mode: 'Enforce', isAdvancedRule: false },
      contentContainsSensitiveInformation: [{ name: 'All Medical Terms And Conditions', mincount: '1' }],
    };
    const made = plan({ dlpPolicies: [theirs], dlpRules: [rule] });
    assert.deepEqual(
      made.refused.map(({ title, why }) => [title, why]),
      [
        ['Protect PHI: Exchange', 'DLP policy Counsel policy finds PHI there already.'],
        ['Protect PHI: Teams', 'DLP policy Counsel policy finds PHI there already.'],
      ],
    );
    assert.equal(made.changes[0]?.values?.['workload'], 'SharePoint, OneDriveForBusiness');
  });

  it('S0-52: completes what exists under its name and weakens nothing', () => {
    const strict = {
      ...{
        name: 'Protect PHI: identifiers with health terms',
        parentPolicyName: 'Protect PHI',
        guid: 'r1',
        disabled: false,
      },
      ...{ blockAccess: true, blockAccessScope: 'All', notifyAllowOverride: null, isAdvancedRule: false },
      ...{ contentContainsSensitiveInformation: [{ name: 'All Full Names' }], notifyUser: ['Owner'] },
      notifyPolicyTipCustomText: 'Our own words.',
    };
    const weak = {
      ...{ name: 'Protect PHI: many records', parentPolicyName: 'Protect PHI', guid: 'r2', disabled: false },
      ...{ blockAccess: true, notifyAllowOverride: ['WithJustification'], isAdvancedRule: false },
      ...{ contentContainsSensitiveInformation: [{ name: 'All Full Names' }], notifyUser: ['Owner'] },
      notifyPolicyTipCustomText: null,
    };
    const off = { ...strict, name: 'Protect PHI: identifiers alone', guid: 'r3', disabled: true };
    const given = { dlpPolicies: [ours({})], dlpRules: [strict, weak, off] };
    const made = plan(given);
    const [extended, raised, ...rest] = made.changes.filter(({ match }) => 'guid' in (match ?? {}));
    assert.deepEqual(extended?.values, {
      sharePointLocation: ['All'],
      oneDriveLocation: ['All'],
      teamsLocation: ['All'],
    });
    assert.match(extended?.notice ?? '', /at once: the policy is in force/);
    assert.deepEqual([raised?.match, raised?.values?.['notifyAllowOverride']], [{ guid: 'r2' }, null]);
    assert.deepEqual(rest, []);
    assert.match(made.refused[0]!.why, /Somebody switched it off/);
    const after = afterPlan(tenant({ ...empty, ...given }).snapshot, made);
    assert.deepEqual(
      planDlp(after, { organization: noOrganization, baseline: 'clinic', at }).changes.map(({ summary }) => summary),
      [],
    );
  });

  it('S0-52: a policy of its name that somebody switched off stays off', () => {
    const made = plan({ dlpPolicies: [ours({ mode: 'Disable', enabled: false })] });
    assert.ok(!summaries(made).some((summary) => summary?.includes('Protect PHI:')));
    assert.match(made.refused[0]!.why, /switched it off/);
  });
});

describe('the grid of DLP', () => {
  const rule = {
    ...{ name: 'r', parentPolicyName: 'Protect PHI', disabled: false, mode: 'Enforce', isAdvancedRule: false },
    contentContainsSensitiveInformation: [{ name: 'All Medical Terms And Conditions', mincount: '1' }],
  };
  const grid = (policy: Record<string, unknown>, more: Record<string, unknown> = {}) =>
    Object.fromEntries(
      dlpGrid(
        tenant({ ...empty, dlpPolicies: [ours(policy)], dlpRules: [rule], ...more }).snapshot,
        noOrganization,
        at,
      ).map(({ workload, state, next }) => [workload, { state, next }]),
    );
  const cases: Record<string, [Record<string, unknown>, string, RegExp]> = {
    enforced: [{}, 'covered', /^Nothing/],
    'in test for 4 days': [
      { mode: 'TestWithNotifications', whenChanged: '2026-11-17T07:00:00Z' },
      'tested',
      /for 4 of 14 days/,
    ],
    'in test for 20 days': [
      { mode: 'TestWithNotifications', whenChanged: '2026-11-01T07:00:00Z' },
      'tested',
      /^Enforce Protect PHI: its 14 days have passed/,
    ],
    'of unknown age': [{ mode: 'TestWithoutNotifications' }, 'tested', /nobody knows since when/],
    'for some senders': [{ exchangeSenderMemberOf: ['pilot@clinic.example.com'] }, 'in part', /^Widen Protect PHI/],
    'with an exception': [{ exchangeSenderException: ['boss@clinic.example.com'] }, 'in part', /boss@clinic/],
    'switched off': [{ mode: 'Disable', enabled: false }, 'missing', /plan --template phi-dlp/],
  };
  for (const [name, [policy, state, next]] of Object.entries(cases))
    it(`S3-31, S3-37: a policy ${name} leaves the workload ${state}`, () => {
      const row = grid(policy)['Exchange']!;
      assert.equal(row.state, state);
      assert.match(row.next, next);
    });

  it('S3-31: a workload without a license is no gap that a policy could fill', () => {
    const rows = grid({}, { servicePlans: plans('MIP_S_CLP1') });
    assert.deepEqual([rows['Teams']?.state, rows['SharePoint']?.state], ['not licensed', 'missing']);
    assert.equal(grid({}, { dlpLicense: { licensed: false } })['Exchange']?.state, 'not licensed');
  });
});
