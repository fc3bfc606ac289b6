import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type LiveBench, startLiveBench } from '../../test/live.ts';

interface PlanSeen {
  id: string;
  changes: { id: string; section: string; values: Record<string, unknown>; stages: { name: string }[] }[];
  refused: { title: string; why: string }[];
  byHand: { title: string; steps: string[] }[];
}

describe('the plan of labels, through the command line', () => {
  let bench: LiveBench;
  let run = '';
  before(async () => {
    bench = await startLiveBench();
    await bench.connect('read-settings', 'change');
    writeFileSync(
      join(bench.cwd, 'wardline.yaml'),
      [
        'organization: { name: Larkmeadow, states: [TX] }',
        'phi: { groups: [clinical@larkmeadow.example.com], labels: [PHI, PHI - restricted] }',
      ].join('\n'),
    );
    await bench.run('collect');
  });
  after(() => bench.close());

  const state = (collection: string) => Object.values(bench.simulator.control.state(bench.tenantId)[collection] ?? {});
  const named = (collection: string, name: string) => state(collection).find(({ Name }) => Name === name)!;
  const plan = async (...more: string[]): Promise<PlanSeen> => {
    const { exit, out, err } = await bench.run('plan', '--template', 'phi-labels', ...more);
    assert.equal(exit, 0, err);
    return JSON.parse(out) as PlanSeen;
  };
  const outcome = async (control: string) => {
    const { results } = JSON.parse((await bench.run('assess')).out) as {
      results: { control: string; outcome: string; why: string }[];
    };
    return results.find((result) => result.control === control)!;
  };

  it('S0-61, S0-65: plans a label for each class, PHI encrypted, retention labels apart', async () => {
    const { changes, refused, byHand } = await plan('--own-types', 'Larkmeadow');
    const labels = changes.filter(({ section }) => section === 'labels').map(({ values }) => values);
    assert.deepEqual(
      labels.map((values) => [values['name'], values['encryptionEnabled']]),
      [
        ['General', false],
        ['Confidential - personal data', false],
        ['PHI', true],
        ['PHI - restricted', true],
      ],
    );
    const identities = labels.map((values) =>
      ((values['encryptionRightsDefinitions'] ?? []) as { identity: string }[]).map(({ identity }) => identity),
    );
    assert.deepEqual(identities, [[], [], ['larkmeadow-example.onmicrosoft.com'], ['clinical@larkmeadow.example.com']]);
    const kept = changes.filter(({ section }) => section === 'retentionLabels').map(({ values }) => values);
    assert.deepEqual(
      kept.map((values) => [values['name'], values['retentionAction'], values['retentionDuration']]),
      [
        ['HIPAA documentation - keep 6 years', 'Keep', '2192'],
        ['Medical records - keep 10 years', 'Keep', '3653'],
      ],
    );
    for (const values of kept) assert.ok(!Object.keys(values).some((field) => /encrypt/i.test(field)));
    assert.match(byHand.map(({ steps }) => steps.join(' ')).join(' '), /minors are kept longer: TX/);
    // The clinic has no license for labels by content: it is told, not planned.
    assert.deepEqual(
      refused.map(({ title }) => title),
      ['Labels by content'],
    );
  });

  it('S0-61, S0-65, S3-41: applied, the labels stand and are published; the controls on them pass; a second plan changes nothing', async () => {
    const { id } = await plan();
    const applied = await bench.run('apply', '--plan-id', id, '--yes');
    assert.equal(applied.exit, 0, applied.err + applied.out);
    run = (JSON.parse(applied.out) as { run: string }).run;
    const restricted = named('labels', 'PHI - restricted');
    assert.deepEqual(
      [
        restricted['EncryptionEnabled'],
        (restricted['EncryptionRightsDefinitions'] as { Identity: string }[])[0]!.Identity,
      ],
      [true, 'clinical@larkmeadow.example.com'],
    );
    const published = named('labelPolicies', 'Labels for everybody');
    assert.deepEqual(published['Labels'], ['General', 'Confidential - personal data', 'PHI', 'PHI - restricted']);
    assert.deepEqual(published['Settings'], ['[requiredowngradejustification, true]', '[mandatory, true]']);
    const tag = named('retentionLabels', 'HIPAA documentation - keep 6 years');
    assert.deepEqual(
      [tag['RetentionAction'], tag['RetentionDuration'], tag['EncryptionEnabled']],
      ['Keep', '2192', undefined],
    );
    assert.deepEqual(
      state('retentionRules').map(({ PublishComplianceTag }) => PublishComplianceTag),
      ['HIPAA documentation - keep 6 years', 'Medical records - keep 10 years'],
    );
    await bench.run('collect');
    for (const control of [
      'purview.phi-label-published',
      'purview.label-downgrade-justified',
      'purview.phi-label-encrypts',
      'purview.label-rights-limited',
      'purview.label-references-exist',
    ])
      assert.equal((await outcome(control)).outcome, 'pass', control);
    assert.deepEqual((await plan()).changes, []);
  });

  it('S0-64: a right of somebody whom nobody declared is a finding', async () => {
    const { Identity, EncryptionRightsDefinitions } = named('labels', 'PHI');
    const set = (rights: unknown) =>
      bench.simulator.control.change(bench.tenantId, {
        collection: 'labels',
        id: String(Identity),
        values: { EncryptionRightsDefinitions: rights },
      });
    set([...(EncryptionRightsDefinitions as object[]), { Identity: 'old-lab@vendor.example', Rights: 'VIEW' }]);
    await bench.run('collect');
    const judged = await outcome('purview.label-rights-limited');
    assert.equal(judged.outcome, 'fail');
    assert.match(judged.why, /old-lab@vendor\.example/);
    set(EncryptionRightsDefinitions);
    await bench.run('collect');
  });

  it('S0-65: a retention label that speaks of encryption is named, and protects nothing', async () => {
    bench.simulator.control.change(bench.tenantId, {
      collection: 'retentionLabels',
      id: 'Encrypted forever',
      values: { Name: 'Encrypted forever', Guid: 'a0000000-0000-4000-8000-000000000001', RetentionAction: 'Keep' },
    });
    await bench.run('collect');
    const { byHand } = await plan();
    assert.match(byHand.map(({ title }) => title).join(), /Rename retention label Encrypted forever/);
  });

  it('S3-40: what hangs on a label is listed, and is flagged once the label is gone', async () => {
    const dependencies = async (...more: string[]) => bench.run('labels', 'dependencies', ...more);
    const whole = await dependencies('--label', 'PHI');
    assert.equal(whole.exit, 0, whole.err);
    const { labels } = JSON.parse(whole.out) as { labels: { encrypts: boolean; dependents: { name: string }[] }[] };
    assert.deepEqual(
      labels.map(({ encrypts, dependents }) => [encrypts, dependents.map(({ name }) => name)]),
      [[true, ['Labels for everybody']]],
    );
    const { Identity, ...phi } = named('labels', 'PHI');
    const set = (values: Record<string, unknown> | null) =>
      bench.simulator.control.change(bench.tenantId, { collection: 'labels', id: String(Identity), values });
    set(null);
    await bench.run('collect');
    const broken = await dependencies();
    assert.equal(broken.exit, 3);
    assert.match(
      broken.err.replaceAll(/\s+/g, ' '),
      /Broken: published by Labels for everybody relies on label PHI, which does not exist/,
    );
    set({ Identity, ...phi });
    assert.equal((await dependencies('--label', 'nobody')).exit, 64);
  });

  it('S0-61, S3-41: undo takes labels, their publication and the retention labels away', async () => {
    const undone = await bench.run('undo', run, '--yes');
    assert.equal(undone.exit, 0, undone.err + undone.out);
    assert.deepEqual(
      ['labels', 'labelPolicies', 'retentionPolicies', 'retentionRules'].map((collection) => state(collection)),
      [[], [], [], []],
    );
    assert.deepEqual(
      state('retentionLabels').map(({ Name }) => Name),
      ['Encrypted forever'],
    );
  });

  it('S0-61, S3-39: with the license, labels by content are simulated first, then turned on, and undone', async () => {
    const [sku] = state('subscribedSkus');
    bench.simulator.control.change(bench.tenantId, {
      collection: 'subscribedSkus',
      id: 'compliance',
      values: {
        ...sku,
        id: 'compliance',
        skuPartNumber: 'INFORMATION_PROTECTION_COMPLIANCE',
        servicePlans: [{ servicePlanName: 'MIP_S_CLP2', provisioningStatus: 'Success', appliesTo: 'User' }],
      },
    });
    await bench.run('collect');
    const made = await plan('--own-types', 'Larkmeadow');
    assert.deepEqual(made.refused, []);
    const policies = made.changes.filter(({ section }) => section === 'autoLabelPolicies');
    assert.deepEqual(
      policies.map(({ values, stages }) => [values['applySensitivityLabel'], stages.map(({ name }) => name)]),
      [
        ['PHI', ['simulation', 'enforced']],
        ['PHI - restricted', ['simulation', 'enforced']],
      ],
    );
    const applied = await bench.run('apply', '--plan-id', made.id, '--yes');
    assert.equal(applied.exit, 0, applied.err + applied.out);
    const modes = () => state('autoLabelPolicies').map(({ Mode }) => Mode);
    assert.deepEqual(modes(), ['TestWithoutNotifications', 'TestWithoutNotifications']);
    assert.equal(state('autoLabelRules').length, 6);
    await bench.run('plan', 'advance', '--yes');
    assert.deepEqual(modes(), ['TestWithoutNotifications', 'TestWithoutNotifications'], 'not before its days');
    bench.advance('14d');
    const advanced = await bench.run('plan', 'advance', '--yes');
    assert.equal(advanced.exit, 0, advanced.err + advanced.out);
    assert.deepEqual(modes(), ['Enable', 'Enable']);
    await bench.run('collect');
    assert.equal((await outcome('purview.health-data-auto-labeled')).outcome, 'pass');
    assert.deepEqual((await plan('--own-types', 'Larkmeadow')).changes, []);
    const undone = await bench.run('undo', (JSON.parse(applied.out) as { run: string }).run, '--yes');
    assert.equal(undone.exit, 0, undone.err + undone.out);
    assert.deepEqual([state('autoLabelPolicies'), state('autoLabelRules')], [[], []]);
  });
});
