import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { tenant } from '../../test/tenant.ts';
import { labelDependencies } from './label-dependencies.ts';

const id = (at: number) => `a0000000-0000-4000-8000-00000000000${at}`;
const labels = [
  { name: 'General', guid: id(1), disabled: false, encryptionEnabled: false },
  { name: 'PHI', guid: id(2), disabled: false, encryptionEnabled: true, encryptionRightsDefinitions: [] },
  { name: 'Old', guid: id(3), disabled: false, encryptionEnabled: false },
  { name: 'Draft', guid: id(4), disabled: true, encryptionEnabled: false },
  { name: 'Parent', guid: id(5), disabled: false, encryptionEnabled: false },
  { name: 'Child', guid: id(6), disabled: false, encryptionEnabled: false, parentId: id(5) },
];
const rule = (name: string, label: object) => ({
  ...{ name, parentPolicyName: 'P', disabled: false, blockAccess: true, isAdvancedRule: false },
  contentContainsSensitiveInformation: [{ operator: 'And', groups: [{ name: 'L', operator: 'Or', labels: [label] }] }],
});
const given = {
  labels,
  labelPolicies: [
    {
      ...{ name: 'Everybody', guid: 'p1', enabled: true, labels: ['General', 'PHI', 'Child', 'Gone'] },
      settings: [`[defaultlabelid, ${id(1)}]`],
    },
    { name: 'Paused', guid: 'p2', enabled: false, labels: ['Old'], settings: [] },
  ],
  dlpRules: [
    rule('Block PHI', { name: id(2), id: id(2), type: 'Sensitivity' }),
    rule('Block old', { name: 'Old', id: id(3), type: 'Sensitivity' }),
    rule('Block lost', { name: 'Lost', id: id(9), type: 'Sensitivity' }),
    rule('Keep', { name: 'Seven years', type: 'Retention' }),
  ],
  autoLabelPolicies: [
    { name: 'Label PHI', mode: 'TestWithoutNotifications', enabled: true, applySensitivityLabel: 'PHI' },
  ],
  sites: [
    {
      url: 'https://a.sharepoint.com/sites/clinical',
      sensitivityLabel: id(2).toUpperCase(),
      sharingCapability: 'disabled',
    },
    { url: 'https://a.sharepoint.com/sites/none', sensitivityLabel: '00000000-0000-0000-0000-000000000000' },
    { url: 'https://a.sharepoint.com/sites/x', sensitivityLabel: id(8), sharingCapability: 'externalUserSharingOnly' },
  ],
  retentionLabels: [{ name: 'Encrypted records' }],
};

describe('what hangs on labels', () => {
  const found = labelDependencies(tenant(given).snapshot);
  const node = (name: string) => found.labels.find(({ label }) => label === name)!;

  it('S3-40: a label with its rules, labels by content, sites and publication', () => {
    assert.deepEqual(
      node('PHI').dependents.map(({ kind, name, effect }) => [kind, name, effect]),
      [
        ['published by', 'Everybody', 'offers it'],
        ['DLP rule', 'Block PHI', 'blocks'],
        ['auto-labeling policy', 'Label PHI', 'would apply it (simulation)'],
        ['site', 'https://a.sharepoint.com/sites/clinical', 'nothing is shared outside'],
      ],
    );
    assert.deepEqual([node('PHI').encrypts, node('PHI').problems], [true, []]);
    assert.deepEqual(
      node('General').dependents.map(({ kind }) => kind),
      ['published by', 'default of'],
    );
  });

  it('S3-40: links to labels that do not exist are flagged, retention labels are no such links', () => {
    assert.deepEqual(
      found.broken.map(({ kind, name, to }) => [kind, name, to]),
      [
        ['published by', 'Everybody', 'Gone'],
        ['DLP rule', 'Block lost', 'Lost'],
        ['site', 'https://a.sharepoint.com/sites/x', id(8)],
      ],
    );
  });

  it('S3-40: a label that nobody can choose is flagged, the more so when rules rely on it', () => {
    assert.deepEqual(node('Old').problems, ['Nobody can choose it: it is not published, and rules rely on it.']);
    assert.deepEqual(node('Draft').problems, []);
    assert.deepEqual(node('Parent').problems, []);
  });

  it('S3-40: a deleted label leaves its dependents as broken links', () => {
    const after = labelDependencies(tenant({ ...given, labels: labels.filter(({ name }) => name !== 'PHI') }).snapshot);
    const lost = new Set(node('PHI').dependents.map(({ name }) => name));
    assert.deepEqual(
      after.broken
        .map(({ name }) => name)
        .filter((name) => lost.has(name))
        .toSorted(),
      ['Block PHI', 'Everybody', 'Everybody', 'Label PHI', 'https://a.sharepoint.com/sites/clinical'],
    );
  });

  it('S0-65: a retention label that speaks of encryption is named', () => {
    assert.deepEqual(
      found.misnamed.map(({ name }) => name),
      ['Encrypted records'],
    );
  });

  it('S3-40: what was not collected is told, and without labels there is no answer', () => {
    assert.deepEqual(labelDependencies(tenant({ labels, labelPolicies: [] }).snapshot).unread, [
      'dlpRules',
      'autoLabelPolicies',
      'sites',
      'retentionLabels',
    ]);
    assert.throws(() => labelDependencies(tenant({}).snapshot), { code: 'not-permitted' });
  });
});
