import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Permission, Role } from '../../src/core/permission.ts';
import { permissionsOf } from '../../src/core/permission.ts';
import { tenantFolder } from '../../src/server/ask.ts';
import { runJob } from '../../src/server/jobs/run-job.ts';
import { maskPlace } from '../../src/server/mask-place.ts';
import { dermatology } from '../../src/simulator/tenants/dermatology.ts';
import { moveContentStore } from '../../src/store/content-stores.ts';
import { addJob, getJob, jobLines } from '../../src/store/jobs.ts';
import { openKeyring } from '../../src/store/master-key.ts';
import { withTenant } from '../../src/store/scope.ts';
import { type ContentBench, startContentBench } from '../content.ts';
import { type Browser, type TestServer, ok, testServer } from './harness.ts';

const hostile = '<img src=x onerror=alert(1)>';
const formula = '=HYPERLINK("https://example.com","MRN 0042")';
const note =
  'Patient: Rosa Delgado\nDate of birth: 01/31/1985\nMRN: 4410021\nDiagnosis: basal cell carcinoma, left cheek.\n';
const marketing = 'jun.okada@saguaroderm.example.com';

const policy = `placement:
  phi: ehr-only
  ehr: { name: DermaChart, owner: Paula Reyes }
`;

describe('inventory, links and placement over the API', () => {
  let live: ContentBench;
  let bench: TestServer;
  let t: string;
  let officer: Browser & { email: string };
  let auditor: Browser;

  before(async () => {
    live = await startContentBench(dermatology());
    t = live.tenantId;
    bench = testServer(live.store, { keyring: openKeyring(live.home, live.env) });
    officer = await bench.signedIn(['privacy-officer', t]);
    auditor = await bench.signedIn(['auditor', t]);
    const { control } = live.simulator;
    control.putFile(t, marketing, `Marketing/${hostile}.txt`, note);
    control.putFile(t, marketing, `Marketing/${formula.replaceAll(/[/"]/g, '')}.txt`, note);
    control.share(t, marketing, `Marketing/${hostile}.txt`, { kind: 'anonymous' });
    writeFileSync(join(tenantFolder(bench.server, t), 'wardline.yaml'), policy);
  });
  after(() => live.close());

  const get = async (browser: Browser, path: string) => ok(await browser.send('GET', `/t/${t}${path}`)).body;
  const scan = async () => {
    const { id } = await withTenant(live.store, t, (scope) =>
      addJob(scope, {
        kind: 'scan',
        parameters: { labels: true, teams: true },
        by: officer.email,
        at: bench.server.now(),
      }),
    );
    const env = { ...process.env, WARDLINE_HOME: live.home };
    await runJob(bench.server, env, { tenant: t, id }, new AbortController().signal);
    return withTenant(live.store, t, async (scope) => ({
      ...(await getJob(scope, id))!,
      lines: await jobLines(scope, id, 0),
    }));
  };

  it('S0-51: before the first scan nothing is known, which is said and is not "none"', async () => {
    const inventory = await get(officer, '/inventory');
    assert.equal(inventory.scanned, false);
    assert.equal(inventory.connected, true);
    assert.equal((await get(officer, '/links')).scanned, false);
    assert.equal((await get(officer, '/placement')).scanned, false);
  });

  it('S0-51: the scan is a job, and the inventory has the items, PHI and patients of the ground truth', async () => {
    const done = await scan();
    const log = done.lines.map(({ line }) => line).join('\n');
    assert.ok(['done', 'partly'].includes(done.state), log);
    assert.equal(done.result, undefined, 'what a scan prints names files, so no job keeps it');
    assert.doesNotMatch(log, /MRN|onerror|Marketing/);
    const { total, stores, scanned, scans, placement } = await get(officer, '/inventory');
    const planted = live.simulator.control.groundTruth(t);
    const phi = planted.filter(({ class: kind }) => kind === 'PHI' || kind === 'PHI_SENSITIVE');
    assert.equal(scanned, true);
    assert.equal(scans[0].state, 'done');
    assert.equal(scans[0].startedBy, officer.email);
    // Two more are this test's own, of one more patient.
    assert.equal(total.items, planted.length);
    assert.equal(total.phi, phi.length + 2);
    assert.equal(total.patients, 3);
    assert.equal(total.openTo.anonymous.items, 1);
    const risks = stores.map(({ risk }: { risk: number }) => risk);
    assert.deepEqual(
      risks,
      risks.toSorted((a: number, b: number) => b - a),
    );
    assert.equal(placement.declared, true);
    assert.ok(placement.violations >= phi.length);
  });

  it('S0-51, I-6: items come with kinds, shapes and places, and without names and values, for every role', async () => {
    const { stores } = await get(officer, '/inventory');
    let seen = 0;
    for (const { id, phi } of stores) {
      for (const browser of [officer, auditor]) {
        const reply = ok(await browser.send('GET', `/t/${t}/inventory/items?show=all&store=${encodeURIComponent(id)}`));
        for (const secret of ['Delgado', '4410021', '01/31/1985', 'MRN 0042', 'onerror', 'HYPERLINK', 'IMG_'])
          assert.ok(!reply.text.includes(secret), `${secret} in the answer`);
        const holding = reply.body.items.filter((item: { class: string }) => item.class.startsWith('PHI'));
        assert.equal(holding.length, phi);
        for (const item of holding) assert.ok(item.matches.length > 0 && item.matches[0].sample !== '');
        seen += holding.length;
      }
    }
    assert.ok(seen > 0);
  });

  it('S0-59, I-6: names are shown to whom has the right alone, and each time is in the activity log', async () => {
    const { stores } = await get(officer, '/inventory');
    const { id: store } = stores.find(
      ({ owner, kind }: { owner: string; kind: string }) => kind === 'onedrive' && owner === marketing,
    );
    const { items } = await get(officer, `/inventory/items?store=${encodeURIComponent(store)}`);
    const body = { items: items.map(({ id }: { id: string }) => ({ store, item: id })) };
    for (const role of ['it-admin', 'msp', 'auditor'] as const) {
      const browser = await bench.signedIn([role, t]);
      assert.equal((await browser.send('POST', `/t/${t}/inventory/names`, body)).status, 403, role);
    }
    const owner = await bench.signedIn(['owner', '*']);
    const names = ok(await officer.send('POST', `/t/${t}/inventory/names`, body)).body.items;
    const paths = names.map(({ path }: { path: string }) => path);
    assert.ok(paths.includes(`Marketing/${hostile}.txt`), 'as it is, for the page to show as text');
    const recorded = ok(await owner.send('GET', `/t/${t}/activity?limit=50`)).body.items;
    const entry = recorded.find(({ action }: { action: string }) => action === 'inventory.names');
    assert.ok(entry, JSON.stringify(recorded[0]));
    assert.match(JSON.stringify(entry), new RegExp(officer.email));
    assert.doesNotMatch(JSON.stringify(recorded), /onerror|Delgado|Marketing/, 'ids are recorded, and no name');
  });

  it('S0-40, S0-45: links say their age, that their last use is unknown, and the PHI behind them; critical first', async () => {
    const reply = ok(await auditor.send('GET', `/t/${t}/links`));
    const [first] = reply.body.items;
    assert.equal(first.kind, 'anonymous');
    assert.equal(first.severity, 'critical');
    assert.deepEqual(first.behind, { items: 1, phi: 1, sensitive: 0, patients: 1, unread: 0 });
    assert.deepEqual(first.lastUse, { state: 'unknown', why: 'log not kept' });
    assert.notEqual(first.staleness, 'stale', 'unknown is not unused');
    assert.doesNotMatch(reply.text, /onerror|Marketing/);
    const plan = ok(await auditor.send('POST', `/t/${t}/links/plan`, { keys: [first.key, 'no/such/link'] })).body;
    assert.equal(plan.changes.length, 1);
    assert.equal(plan.gone, 1);
    assert.match(plan.changes[0].call, /^DELETE \/drives\/.+\/permissions\//);
    assert.match(plan.changes[0].undo, /The address stays dead/);
    const wanted = { keys: [first.key] };
    assert.equal((await auditor.send('POST', `/t/${t}/links/plans`, wanted)).status, 403);
    const admin = await bench.signedIn(['it-admin', t]);
    const made = ok(await admin.send('POST', `/t/${t}/links/plans`, wanted)).body;
    assert.equal(made.changes, 1);
    const shown = ok(await admin.send('GET', `/t/${t}/plans/${made.id}`));
    assert.equal(shown.body.state, 'draft');
    assert.match(shown.body.changeList[0].summary, /^End the Anyone link to one item with PHI/);
    assert.doesNotMatch(shown.text, /onerror|Marketing/, 'the plan names no file');
  });

  it('S0-57: what lies in the wrong place comes with the way to move it', async () => {
    const { rule, items } = await get(auditor, '/placement');
    assert.equal(rule, 'ehr-only');
    const open = items.find(({ incidentQuestion }: { incidentQuestion: boolean }) => incidentQuestion);
    assert.equal(open.severity, 'critical');
    assert.match(open.steps.join(' '), /privacy officer.*DermaChart \(ask Paula Reyes\)/s);
  });

  it('S0-51: a store that was not read stays among the stores, with why', async () => {
    const { stores } = await get(officer, '/inventory');
    const { id } = stores[0];
    await withTenant(live.store, t, (scope) =>
      moveContentStore(scope, id, { state: 'no-access', detail: 'No permission.' }),
    );
    // Another worker, which has counted nothing yet.
    const other = testServer(live.store, { keyring: bench.server.keyring });
    const person = await other.signedIn(['auditor', t]);
    const { stores: again } = ok(await person.send('GET', `/t/${t}/inventory`)).body;
    const shown = again.find((store: { id: string }) => store.id === id);
    assert.deepEqual([shown.state, shown.detail], ['no-access', 'No permission.']);
    assert.equal((await get(auditor, '/links')).scanned, true);
    const missing = await officer.send('GET', `/t/${t}/inventory/items?store=drive:nothing`);
    assert.equal(missing.status, 404);
  });

  it('I-6: the right to see names is with the owner and the privacy officer alone', () => {
    const holders = (Object.entries(permissionsOf) as [Role, readonly Permission[]][])
      .filter(([, held]) => held.includes('inventory.names'))
      .map(([role]) => role);
    assert.deepEqual(holders.toSorted(), ['owner', 'privacy-officer']);
  });
});

const places: readonly [place: string, shown: string][] = [
  ['', ''],
  ['line 12', 'line 12'],
  ['page 3', 'page 3'],
  ['Rosa Delgado.docx, page 3', '••••, page 3'],
  ['Delgado 4410021!B17', '••••, B17'],
  ['visits.zip > Rosa Delgado MRN 4410021.txt', '••••'],
  ['segment 4 PID-5', 'segment 4 PID-5'],
  ['line 3 rosaDelgado', 'line 3'],
  ['from Rosa Delgado, line 2', '••••, line 2'],
  ['body', 'body'],
];
for (const [place, shown] of places)
  it(`S0-59: of the place "${place}" is shown "${shown}"`, () => assert.equal(maskPlace(place), shown));
