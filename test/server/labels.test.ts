import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { tenantFolder } from '../../src/server/ask.ts';
import type { Store } from '../../src/store/open.ts';
import { withTenant } from '../../src/store/scope.ts';
import { saveSnapshot } from '../../src/store/snapshots.ts';
import { addVerdict } from '../../src/store/verdicts.ts';
import { newTenant, openTestStore } from '../store/harness.ts';
import { tenant as settings } from '../tenant.ts';
import { type Browser, type TestServer, ok, testServer } from './harness.ts';

const pilot = 'pilot@clinic.example.com';
const everywhere = ['Exchange', 'SharePoint', 'OneDrive', 'Teams', 'Endpoints'];
const given = {
  labels: [{ name: 'PHI', guid: 'a0000000-0000-4000-8000-000000000002', disabled: false, encryptionEnabled: false }],
  labelPolicies: [{ name: 'Everybody', guid: 'p1', enabled: true, labels: ['PHI', 'Gone'], settings: [] }],
  dlpPolicies: [
    {
      ...{ name: 'Protect PHI', guid: 'g1', mode: 'TestWithNotifications', enabled: true },
      ...{ exchangeLocation: ['All'], exchangeSenderMemberOf: [pilot], sharePointLocation: [], oneDriveLocation: [] },
      ...{ teamsLocation: [], endpointDlpLocation: [], whenChanged: '2026-11-10T08:00:00.000Z' },
    },
  ],
  dlpRules: [
    {
      ...{
        name: 'Block PHI',
        parentPolicyName: 'Protect PHI',
        disabled: false,
        blockAccess: true,
        isAdvancedRule: false,
      },
      contentContainsSensitiveInformation: [
        { operator: 'And', groups: [{ name: 'L', operator: 'Or', labels: [{ name: 'PHI', type: 'Sensitivity' }] }] },
      ],
    },
  ],
  dlpLicense: { licensed: true },
};
const rings = `phi:
  rollout:
    rings:
      - { name: Pilot, groups: [${pilot}], mode: test, days: 14, precision: 0.9, verdicts: 4 }
      - { name: Everybody }
`;

describe('labels and DLP over the API', () => {
  let store: Store;
  let bench: TestServer;
  let t: string;
  let auditor: Browser;

  before(async () => {
    store = await openTestStore();
    bench = testServer(store);
    t = await newTenant(store);
    auditor = await bench.signedIn(['auditor', t]);
  });
  after(() => store.close());
  const labels = async () => ok(await auditor.send('GET', `/t/${t}/labels`)).body;

  it('S3-31: a tenant that was not read shows no empty grid: it says that it was not read', async () => {
    const { grid, dependencies, rollout, takenAt } = await labels();
    for (const part of [grid, dependencies, rollout]) {
      assert.equal(part.data, undefined);
      assert.match(part.problem.message, /not read yet/);
    }
    assert.equal(takenAt, undefined);
  });

  it('S3-31: each workload with policies, mode and days; the missing ones are flagged', async () => {
    await withTenant(store, t, (scope) => saveSnapshot(scope, settings(given).snapshot, bench.server.now()));
    const { grid } = await labels();
    assert.deepEqual(
      grid.data.map(({ workload }: { workload: string }) => workload),
      everywhere,
    );
    const [mail, sites] = grid.data;
    assert.deepEqual(
      mail.cells.map(({ policy, mode, days, reach }: Record<string, unknown>) => [policy, mode, days, reach]),
      [['Protect PHI', 'test', 10, 'some']],
    );
    assert.equal(sites.state, 'missing');
    assert.match(sites.next, /No policy finds PHI here/);
  });

  it('S3-40: what hangs on a label, and a link that leads nowhere', async () => {
    const { dependencies } = await labels();
    const [phi] = dependencies.data.labels;
    assert.deepEqual(
      phi.dependents.map(({ kind, name }: { kind: string; name: string }) => [kind, name]),
      [
        ['published by', 'Everybody'],
        ['DLP rule', 'Block PHI'],
      ],
    );
    assert.deepEqual(dependencies.data.broken, [
      { kind: 'published by', name: 'Everybody', effect: 'offers it', to: 'Gone' },
    ]);
    assert.ok(dependencies.data.unread.includes('sites'), 'what was not read is named');
  });

  it('S3-38: verdicts give the precision of a rule, now and under other thresholds', async () => {
    const judged = [
      ['true', 85],
      ['true', 85],
      ['true', 75],
      ['false', 65],
    ] as const;
    for (const [at, [verdict, confidence]] of judged.entries())
      await withTenant(store, t, (scope) =>
        addVerdict(scope, {
          ...{ rule: 'Block PHI', subject: `s${at}`, confidence, count: 1, verdict },
          ...{ reason: 'Looked at.', by: 'ana@example.com', at: bench.server.now() },
        }),
      );
    const { rules } = await labels();
    const [{ rule, judged: many, now, thresholds }] = rules;
    assert.deepEqual([rule, many, now.right, now.wrong, now.precision], ['Block PHI', 4, 3, 1, 0.75]);
    const stricter = thresholds.find(({ confidence }: { confidence: number }) => confidence === 75);
    assert.deepEqual([stricter.right, stricter.wrong, stricter.missed, stricter.spared], [3, 0, 0, 1]);
    const strictest = thresholds.find(({ confidence }: { confidence: number }) => confidence === 85);
    assert.deepEqual([strictest.right, strictest.missed], [2, 1]);
  });

  it('S3-31: the ring, its gate, and a plan for the next ring only with a reason while the gate is closed', async () => {
    writeFileSync(join(tenantFolder(bench.server, t), 'wardline.yaml'), rings);
    const { rollout } = await labels();
    assert.equal(rollout.data.ring, 'Pilot');
    assert.equal(rollout.data.next, 'Everybody');
    assert.deepEqual(
      rollout.data.gate.map(({ what, have, wanted, open }: Record<string, unknown>) => [what, have, wanted, open]),
      [
        ['days', 10, 14, false],
        ['verdicts', 4, 4, true],
        ['precision', 0.75, 0.9, false],
      ],
    );
    const path = `/t/${t}/labels/rollout/advance`;
    assert.equal((await auditor.send('POST', path, {})).status, 403);
    const admin = await bench.signedIn(['it-admin', t]);
    const refused = await admin.send('POST', path, {});
    assert.equal(refused.status, 409);
    assert.match(refused.body.detail, /gate of ring Pilot is closed/);
    const made = ok(await admin.send('POST', path, { reason: '--what-if is no option here: counsel agreed.' })).body;
    assert.equal(made.changes, 1);
    const plan = ok(await admin.send('GET', `/t/${t}/plans/${made.id}`)).body;
    assert.equal(plan.state, 'draft', 'nothing is written by making it');
  });
});
