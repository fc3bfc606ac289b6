import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { tenant } from '../../test/tenant.ts';
import { type Organization, noOrganization } from '../core/organization.ts';
import { recordRetention } from '../hipaa/record-retention.ts';
import { labelClasses } from '../phi/label-classes.ts';
import { claimedAsEncryption } from './label-lint.ts';
import { planLabels } from './label-template.ts';
import { afterPlan } from './plan.ts';

const at = '2026-11-21T08:00:00.000Z';
const plans = (...names: string[]) =>
  names.map((servicePlanName) => ({ servicePlanName, provisioningStatus: 'Success' }));
const empty = {
  ...{ labels: [], labelPolicies: [], autoLabelPolicies: [], autoLabelRules: [], domains: [] },
  ...{ retentionLabels: [], retentionPolicies: [], retentionRules: [], servicePlans: plans('MIP_S_CLP2') },
};
const own = {
  identifiers: [{ name: 'Own medical record number', id: 'a' }],
  sensitive: [{ name: 'Terms of genetic', id: 'b' }],
};

function plan(given: Record<string, unknown> = {}, organization: Partial<Organization> = {}, types?: typeof own) {
  const { snapshot } = tenant({ ...empty, ...given });
  const options = {
    ...{ organization: { ...noOrganization, ...organization }, baseline: 'clinic', at },
    ...(types && { own: types }),
  };
  const made = planLabels(snapshot, options);
  return { ...made, again: () => planLabels(afterPlan(snapshot, made), options).changes.map(({ summary }) => summary) };
}
const of = (made: ReturnType<typeof plan>, section: string) =>
  made.changes.filter((change) => change.section === section).map(({ values }) => values ?? {});

describe('the template of labels', () => {
  it('S0-61: each class of document has one label, and the two on PHI encrypt', () => {
    assert.deepEqual(
      labelClasses.flatMap(({ classes, encrypts }) => classes.map((one) => [one, encrypts ?? 'no'])),
      [
        ['NONE', 'no'],
        ['HEALTH_ONLY', 'no'],
        ['PII_ONLY', 'no'],
        ['PHI', 'organization'],
        ['PHI_SENSITIVE', 'phi-groups'],
      ],
    );
  });

  it('S0-61, S3-39: labels, their publication and labels by content, in this order and once', () => {
    const made = plan({}, {}, own);
    const sections = made.changes.map(({ section }) => section);
    assert.deepEqual(sections.slice(0, 5), ['labels', 'labels', 'labels', 'labels', 'labelPolicies']);
    assert.deepEqual(made.changes[4]?.dependsOn, ['c01', 'c02', 'c03', 'c04']);
    const auto = made.changes.find(({ section }) => section === 'autoLabelPolicies')!;
    assert.deepEqual(
      auto.stages.map(({ values, minimumDays }) => [values['mode'], minimumDays]),
      [
        ['TestWithoutNotifications', 14],
        ['Enable', 0],
      ],
    );
    assert.deepEqual(
      of(made, 'autoLabelRules').map((values) => values['workload']),
      ['Exchange', 'SharePoint', 'OneDriveForBusiness', 'Exchange', 'SharePoint', 'OneDriveForBusiness'],
    );
    assert.deepEqual(made.again(), []);
  });

  it('S0-61: without own types the extra-sensitive class is not found by content, and that is said', () => {
    const made = plan();
    assert.equal(of(made, 'autoLabelPolicies').length, 1);
    assert.match(made.refused.map(({ why }) => why).join(), /Microsoft has no type for the extra-sensitive terms/);
  });

  it('S0-64: the extra-sensitive label gives rights to the declared groups, else to all, and says so', () => {
    const rights = (made: ReturnType<typeof plan>) =>
      (of(made, 'labels').at(-1)!['encryptionRightsDefinitions'] as { identity: string }[]).map(
        ({ identity }) => identity,
      );
    const declared = plan({}, { phi: { ...noOrganization.phi, groups: ['therapy@clinic.example.com', 'g-1'] } });
    assert.deepEqual(rights(declared), ['therapy@clinic.example.com']);
    assert.ok(!declared.byHand.some(({ title }) => title.startsWith('Limit')));
    const open = plan();
    assert.deepEqual(rights(open), ['larkmeadow.example.com']);
    assert.match(open.byHand.map(({ title }) => title).join(), /Limit PHI - restricted/);
  });

  it('S0-62: with a label for extra-sensitive data the decision on the keys is asked for until it is attested', () => {
    const asks = (made: ReturnType<typeof plan>) =>
      made.byHand.some(({ control }) => control === 'organization.encryption-keys-decided');
    const attested = {
      ...{ control: 'organization.encryption-keys-decided', statement: "Microsoft's keys.", by: 'Elena Marsh' },
      ...{ on: '2026-11-01', until: '2027-11-01', proof: 'Risk analysis, page 12' },
    };
    assert.equal(asks(plan()), true);
    assert.equal(asks(plan({}, { attestations: [attested] })), false);
    assert.equal(asks(plan({}, { attestations: [{ ...attested, until: '2026-11-02' }] })), true);
  });

  it('S0-61: uses the labels that the tenant has and weakens none', () => {
    const labels = [
      { name: 'General', guid: 'l1', disabled: false, encryptionEnabled: false },
      {
        ...{ name: 'Confidential - PHI', guid: 'l2', disabled: false, encryptionEnabled: true },
        ...{
          encryptionProtectionType: 'Template',
          encryptionRightsDefinitions: [{ identity: 'larkmeadow.example.com', rights: 'VIEW' }],
        },
      },
    ];
    const policy = {
      ...{ name: 'Ours', guid: 'p1', enabled: true, labels: ['General', 'Confidential - PHI'] },
      ...{ exchangeLocation: ['All'], settings: ['[mandatory, true]', '[customurl, https://x]'] },
    };
    const made = plan({ labels, labelPolicies: [policy] });
    assert.deepEqual(
      of(made, 'labels').map((values) => values['name']),
      ['Confidential - personal data', 'PHI - restricted'],
    );
    assert.deepEqual(of(made, 'labelPolicies'), [
      {
        labels: ['General', 'Confidential - PHI', 'Confidential - personal data', 'PHI - restricted'],
        settings: ['[mandatory, true]', '[customurl, https://x]', '[requiredowngradejustification, true]'],
      },
    ]);
    assert.equal(of(made, 'autoLabelPolicies')[0]?.['applySensitivityLabel'], 'Confidential - PHI');
    assert.deepEqual(made.again(), []);
  });

  it('S0-61: a PHI label of the tenant that does not encrypt gets its encryption', () => {
    const made = plan({ labels: [{ name: 'PHI', guid: 'l2', disabled: false, encryptionEnabled: false }] });
    const set = made.changes.find(({ section, operation }) => section === 'labels' && operation === 'set');
    assert.deepEqual([set?.match, set?.values?.['encryptionEnabled']], [{ guid: 'l2' }, true]);
  });

  it('S0-65, S3-41: retention labels keep, are published apart, and encrypt nothing', () => {
    const made = plan();
    assert.deepEqual(
      of(made, 'retentionLabels').map((values) => [
        values['name'],
        values['retentionAction'],
        values['retentionDuration'],
      ]),
      [['HIPAA documentation - keep 6 years', 'Keep', '2192']],
    );
    assert.deepEqual(claimedAsEncryption(of(made, 'retentionLabels') as { name: string; comment: string }[]), []);
    const words = JSON.stringify(made.changes.filter(({ section }) => section.startsWith('retention')));
    assert.ok(!/"encryption\w*":/.test(words));
  });

  const schedules: Record<string, { states: string[]; labels: string[]; byHand: RegExp }> = {
    'Texas and California': {
      states: ['TX', 'CA'],
      labels: ['Medical records - keep 10 years'],
      byHand: /minors are kept longer: CA:.*TX:/,
    },
    Alabama: { states: ['AL'], labels: ['Medical records - keep 6 years'], byHand: /AL 5 years/ },
    'Kentucky, of which nothing is known': {
      states: ['KY', 'TX'],
      labels: [],
      byHand: /No period that could be relied on is known for KY/,
    },
  };
  for (const [name, { states, labels, byHand }] of Object.entries(schedules))
    it(`S3-41: the schedule of ${name}`, () => {
      const made = plan({}, { states });
      assert.deepEqual(
        of(made, 'retentionLabels')
          .slice(1)
          .map((values) => values['name']),
        labels,
      );
      assert.match(made.byHand.flatMap(({ steps }) => steps).join(' '), byHand);
    });

  it('S3-41: each period is a whole number of years of a State, and no State stands twice', () => {
    assert.ok(
      recordRetention.every(
        ({ state, years }) => /^[A-Z]{2}$/.test(state) && Number.isInteger(years) && years >= 5 && years <= 30,
      ),
    );
    assert.equal(new Set(recordRetention.map(({ state }) => state)).size, recordRetention.length);
  });

  const claims: Record<string, [string, string | null, boolean]> = {
    'an honest label': ['HIPAA documentation', 'Keeps for six years and encrypts nothing.', false],
    'a name that promises': ['Encrypted PHI', null, true],
    'a note that promises': ['PHI 7 years', 'Files are encrypted with AES.', true],
    'a note that denies': ['PHI 7 years', 'This does not encrypt.', false],
  };
  for (const [name, [label, comment, claimed]] of Object.entries(claims))
    it(`S0-65: the lint on ${name}`, () =>
      assert.equal(claimedAsEncryption([{ name: label, comment }]).length === 1, claimed));

  it('S0-61: without the license for labels it says so and still plans the records schedule', () => {
    const made = plan({ servicePlans: plans('EXCHANGE_S_ENTERPRISE') });
    assert.deepEqual(of(made, 'labels'), []);
    assert.match(made.refused[0]!.why, /has no Purview Information Protection/);
    assert.equal(of(made, 'retentionLabels').length, 1);
  });
});
