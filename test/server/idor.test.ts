import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Endpoint } from '../../src/api/endpoint.ts';
import { allRoutes } from '../../src/server/routes/index.ts';
import { keepAlerts, listAlerts } from '../../src/store/alerts.ts';
import { recordAssessment } from '../../src/store/assessments.ts';
import { addDecision } from '../../src/store/decisions.ts';
import { listFindings } from '../../src/store/findings.ts';
import { addJob, addJobLine } from '../../src/store/jobs.ts';
import { decideItems } from '../../src/store/log-reviews.ts';
import { type Store, openStore } from '../../src/store/open.ts';
import { addPlan } from '../../src/store/plans.ts';
import { withSystem, withTenant } from '../../src/store/scope.ts';
import { saveSnapshot } from '../../src/store/snapshots.ts';
import { assessmentOf, result } from '../store/assessment.ts';
import { at, newTenant, testFolder } from '../store/harness.ts';
import { tenant as settings } from '../tenant.ts';
import { type Browser, type TestServer, testServer } from './harness.ts';

/** Stands in everything that the other tenant has; no answer may hold it. */
const canary = 'zebrafish-4410021';
const control = 'entra.zebrafish-4410021';

const endpoints: readonly Endpoint[] = allRoutes('0').map(({ endpoint }) => endpoint);
const parametersOf = ({ path }: Endpoint) => [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!);
const local = endpoints.filter(({ path }) => path.startsWith('/t/{tenant}'));

describe("another tenant's objects, by every call that names one", () => {
  let store: Store;
  let bench: TestServer;
  let mine: string;
  let theirs: string;
  let person: Browser;
  /** Ids of the other tenant's objects, by the noun of the endpoint. */
  const ids: Record<string, string> = {};

  before(async () => {
    // A data folder of its own: what lies sealed in a shared one was sealed by the keys of other suites.
    store = await openStore({ home: testFolder() });
    bench = testServer(store);
    [mine, theirs] = [await newTenant(store), await newTenant(store)];
    person = await bench.signedIn(['owner', mine]);
    const by = canary;
    await withTenant(store, theirs, async (scope) => {
      const snapshot = await saveSnapshot(scope, settings({ remoteDomains: [{ identity: canary }] }).snapshot, at);
      const assessment = assessmentOf([{ ...result(control, 'fail', [canary]), headline: canary }]);
      ids['assessments'] = (await recordAssessment(scope, assessment, { snapshotId: snapshot, inputs: {} })).id;
      ids['findings'] = (await listFindings(scope))[0]!.id;
      const document = { tenant: canary, changes: [], refused: [], byHand: [] };
      ids['plans'] = (await addPlan(scope, { document, baseline: 'clinic', by, at })).id;
      const job = await addJob(scope, { kind: 'check', parameters: { only: canary }, by, at });
      ids['jobs'] = job.id;
      await addJobLine(scope, job.id, { at, line: canary });
      await addDecision(scope, { setting: canary, reason: canary, author: canary, at, source: 'applied' });
      await keepAlerts(
        scope,
        [
          {
            ...{ detection: 'sharepoint.mass-download', severity: 'high', title: canary, tenant: theirs, id: 'x' },
            ...{ actor: `${canary}@example.com`, firstAt: at, lastAt: at, eventIds: [canary], why: canary },
            ...{ incident: 'phi-taken', group: canary, count: 2, firstSteps: [canary] },
          },
        ],
        at,
      );
      ids['alerts'] = (await listAlerts(scope))[0]!.id;
      ids['reviews'] = '2026-10';
      await decideItems(scope, '2026-10', [{ item: canary, decision: 'expected', by, at, note: canary }]);
    });
    ids['evidence'] = ids['controls'] = control;
    ids['config-book'] = 'remoteDomains';
    ids['digest'] = '2026-W47';
  });
  after(() => store.close());

  /** Bodies that are understood, so that nothing but the id refuses the call. */
  const bodies: Readonly<Record<string, unknown>> = {
    'findings.decide': { state: 'false-positive', reason: 'A reason of ten letters' },
    'plans.approve': { document: 'a'.repeat(64), note: 'Read it' },
    'plans.cancel': { reason: 'Not needed any more' },
    'alerts.decide': { to: 'closed', reason: 'Known move of files', verdict: 'false-positive' },
    'reviews.decide': { items: [canary], decision: 'expected', note: '' },
    'reviews.sign': { note: 'Read it', timeZone: 'UTC', workFrom: 6, workTo: 20 },
  };
  /** Named by a word that every tenant has, not by an id: their answer is about the own tenant. */
  const byName = new Set([
    ...['reviews.show', 'reviews.decide', 'reviews.sign', 'config-book.section', 'evidence.control'],
    'controls.history',
    'digest.show',
  ]);

  const fill = (endpoint: Endpoint, tenant: string) =>
    endpoint.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
      name === 'tenant' ? tenant : name === 'control' ? control : ids[endpoint.id.split('.')[0]!]!,
    );

  for (const endpoint of local.filter((one) => parametersOf(one).length > 1)) {
    it(`IDOR: ${endpoint.id} with an id of another tenant`, async () => {
      const noun = endpoint.id.split('.')[0]!;
      assert.ok(ids[noun], `no object of the other tenant for ${endpoint.id}: add one to this test`);
      if (endpoint.body) assert.ok(bodies[endpoint.id], `no body for ${endpoint.id}: add one to this test`);
      const reply = await person.send(endpoint.method.toUpperCase(), fill(endpoint, mine), bodies[endpoint.id]);
      if (byName.has(endpoint.id)) assert.ok(reply.status < 500, `${reply.status} ${reply.text}`);
      else assert.equal(reply.status, 404, reply.text);
      assert.ok(!reply.text.includes(canary.slice(0, 9)) || byName.has(endpoint.id), reply.text);
      // The same by the door of the other tenant.
      const across = await person.send(endpoint.method.toUpperCase(), fill(endpoint, theirs), bodies[endpoint.id]);
      assert.equal(across.status, 403);
      assert.ok(!across.text.includes(canary));
    });
  }

  it('IDOR: every read of the own tenant, with every id of the other one in every field of its query', async () => {
    for (const endpoint of local.filter(({ method, events }) => method === 'get' && !events)) {
      if (parametersOf(endpoint).length > 1) continue;
      const fields = Object.keys(endpoint.query.shape);
      for (const [field, value] of [['', ''], ...fields.flatMap((one) => Object.values(ids).map((id) => [one, id]))]) {
        const path = `${fill(endpoint, mine)}${field ? `?${field}=${encodeURIComponent(value!)}` : ''}`;
        const { status, text } = await person.send('GET', path);
        assert.ok(status < 500, `${endpoint.id} ${path}: ${status}`);
        assert.ok(!text.includes(canary), `${endpoint.id}: ${text.slice(0, 300)}`);
      }
    }
  });

  it('nothing of the other tenant was changed', async () => {
    const states = await withTenant(store, theirs, async ({ db }) => ({
      findings: await db.selectFrom('findings').select('state').execute(),
      plans: await db.selectFrom('plans').select('state').execute(),
      jobs: await db.selectFrom('jobs').select('state').execute(),
      alerts: await db.selectFrom('alerts').select('state').execute(),
      signed: await db.selectFrom('logReviewSignOffs').selectAll().execute(),
    }));
    assert.deepEqual(states, {
      findings: [{ state: 'open' }],
      plans: [{ state: 'draft' }],
      jobs: [{ state: 'waiting' }],
      alerts: [{ state: 'open' }],
      signed: [],
    });
  });

  it("somebody else's session, token, second step and account", async () => {
    const victim = await bench.signedIn(['owner', '*']);
    const session = (await victim.send('GET', '/me/sessions')).body.items[0].id;
    const made = await victim.send('POST', '/me/tokens', {
      ...{ name: canary, permissions: ['accounts.read'], tenant: '*', days: 1 },
    });
    const app = (await victim.send('POST', '/me/totp')).body.id;
    for (const [method, path, body] of [
      ['DELETE', `/me/sessions/${session}`, undefined],
      ['DELETE', `/me/tokens/${made.body.id}`, undefined],
      ['DELETE', `/me/authenticators/${app}`, undefined],
      ['POST', `/me/totp/${app}`, { code: '000000', name: 'phone' }],
    ] as const)
      assert.equal((await person.send(method, path, body)).status, 404, path);
    for (const [method, path, body] of [
      ['PUT', `/accounts/${victim.account}/roles`, { roles: [] }],
      ['PUT', `/accounts/${victim.account}/state`, { state: 'disabled' }],
      ['POST', `/accounts/${victim.account}/reset`, { secondSteps: true }],
      ['DELETE', `/accounts/${victim.account}/single-sign-on`, undefined],
    ] as const)
      assert.equal(
        (await person.send(method, path, body)).status,
        403,
        'an owner of one tenant is no owner of Wardline',
      );
    assert.equal((await victim.send('GET', '/me')).status, 200);
  });

  it("an Idempotency-Key is its person's own: nobody gets the answer that somebody else was given", async () => {
    const key = { 'idempotency-key': crypto.randomUUID() };
    const victim = await bench.signedIn(['owner', '*']);
    const first = await victim.send('POST', '/me/recovery-codes', undefined, key);
    const second = await person.send('POST', '/me/recovery-codes', undefined, key);
    assert.equal(second.status, 200);
    assert.notDeepEqual(second.body.recoveryCodes, first.body.recoveryCodes);
    const [code] = first.body.recoveryCodes as string[];
    const kept = await withSystem(store, ({ db }) => db.selectFrom('idempotencyKeys').selectAll().execute());
    assert.ok(kept.some(({ key: own }) => own === key['idempotency-key']));
    assert.ok(!JSON.stringify(kept).includes(code!), 'what is kept for a repeat is sealed');
  });

  it('mass assignment: what a body has beside its fields is refused', async () => {
    const owner = await bench.signedIn(['owner', '*']);
    const invite = { email: 'ines@example.com', name: 'Ines Park', roles: [] };
    for (const more of [{ state: 'active' }, { id: 'x' }, { password: 'x' }, { createdAt: at }])
      assert.equal((await owner.send('POST', '/accounts', { ...invite, ...more })).status, 400);
    const made = await owner.send('POST', '/accounts', { ...invite, email: `${crypto.randomUUID()}@example.com` });
    const link = made.body.link.split('#')[1];
    const claim = { link, password: 'quiet harbor violet engine' };
    for (const more of [{ role: 'owner' }, { roles: [{ role: 'owner', tenant: '*' }] }, { level: 'full' }])
      assert.equal((await bench.browser().send('POST', '/sign-in/claim', { ...claim, ...more })).status, 400);
    const joined = bench.browser();
    // An invited person says neither who they are nor what they may.
    await joined.send('POST', '/sign-in/claim', { ...claim, email: 'owner@example.com', name: 'Owner' });
    const { items } = (await owner.send('GET', '/accounts')).body;
    const account = items.find(({ id }: { id: string }) => id === made.body.id);
    assert.deepEqual([account.name, account.roles, account.state], ['Ines Park', [], 'active']);
    const admin = await bench.signedIn(['it-admin', '*']);
    assert.equal((await admin.send('PUT', `/accounts/${admin.account}/roles`, { roles: [] })).status, 403);
  });
});
