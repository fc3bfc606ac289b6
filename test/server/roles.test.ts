import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Endpoint } from '../../src/api/endpoint.ts';
import { type Role, roles } from '../../src/core/permission.ts';
import { allRoutes } from '../../src/server/routes/index.ts';
import type { Store } from '../../src/store/open.ts';
import { newTenant, openTestStore } from '../store/harness.ts';
import { type Browser, type TestServer, ok, testServer } from './harness.ts';

/**
 * Who may call what, typed by hand from design.md section 5 and console.md 4.3. `all`: whoever signed in with both
 * steps. A permission that changes its roles shows here as a difference, not as a test that follows along.
 */
const readers: readonly Role[] = ['owner', 'it-admin', 'msp', 'privacy-officer', 'auditor'];
const expected: Readonly<Record<string, readonly Role[] | 'all' | 'public' | 'half'>> = {
  'sign-in.state': 'public',
  'sign-in.link': 'public',
  'sign-in.claim': 'public',
  'sign-in.password': 'public',
  'sign-in.code': 'half',
  'sign-in.passkey-options': 'public',
  'sign-in.passkey': 'public',
  'sign-in.end': 'half',
  'sign-in.accept': 'public',
  'me.show': 'all',
  'me.sessions': 'all',
  'me.end-session': 'all',
  'me.password': 'all',
  'me.totp-start': 'half',
  'me.totp-confirm': 'half',
  'me.passkey-start': 'half',
  'me.passkey-add': 'half',
  'me.authenticator-remove': 'all',
  'me.recovery-codes': 'all',
  'me.tokens': 'all',
  'me.token-add': 'all',
  'me.token-end': 'all',
  'device.begin': 'public',
  'device.poll': 'public',
  'device.look': 'all',
  'device.confirm': 'all',
  'device.refuse': 'all',
  // A token alone, about itself: nobody in a browser, whatever their role.
  'token.show': [],
  'token.end': [],
  'me.link': 'all',
  'me.unlink': 'all',
  'accounts.list': ['owner', 'it-admin', 'privacy-officer'],
  'accounts.invite': ['owner'],
  'accounts.roles': ['owner'],
  'accounts.state': ['owner'],
  'accounts.reset': ['owner'],
  'accounts.matrix': 'all',
  'accounts.unlink': ['owner'],
  'single-sign-on.show': ['owner', 'it-admin', 'privacy-officer'],
  'single-sign-on.test': ['owner'],
  'activity.list': ['owner', 'it-admin', 'privacy-officer', 'auditor'],
  'activity.tenant': ['owner', 'it-admin', 'privacy-officer', 'auditor'],
  'activity.verify': ['owner', 'it-admin', 'privacy-officer', 'auditor'],
  'tenants.list': readers,
  'tenants.add': ['owner', 'it-admin', 'msp'],
  'tenants.remove': ['owner'],
  'connection.show': readers,
  'connection.prepare': ['owner', 'it-admin', 'msp'],
  'connection.test': ['owner', 'it-admin', 'msp'],
  'organization.show': readers,
  'organization.save': ['owner', 'it-admin', 'msp'],
  'recovery.show': readers,
  'recovery.confirm': ['owner'],
  'doctor.show': readers,
  'deliveries.list': readers,
  'deliveries.history': readers,
  'deliveries.save': ['owner', 'it-admin', 'msp'],
  'deliveries.remove': ['owner', 'it-admin', 'msp'],
  'deliveries.test': ['owner', 'it-admin', 'msp'],
  'deliveries.secret': ['owner', 'it-admin', 'msp'],
  'keeping.show': readers,
  'drift.list': readers,
  'drift.adopt': ['owner', 'it-admin', 'msp'],
  'drift.revert': ['owner', 'it-admin', 'msp'],
  'decisions.list': readers,
  'config-book.show': readers,
  'config-book.section': readers,
  'config-book.html': ['owner', 'it-admin', 'privacy-officer', 'auditor'],
  'config-book.md': ['owner', 'it-admin', 'privacy-officer', 'auditor'],
  'evidence.list': readers,
  'evidence.control': ['owner', 'it-admin', 'privacy-officer', 'auditor'],
  'due.list': readers,
  'digest.show': readers,
  'due.calendar': readers,
  'due.ics': readers,
  'due.sign': ['owner', 'it-admin', 'privacy-officer'],
  'news.list': readers,
  'reference.openapi': 'public',
  'jobs.list': ['owner', 'it-admin', 'msp', 'privacy-officer'],
  'jobs.start': ['owner', 'it-admin', 'msp', 'privacy-officer'],
  'jobs.show': ['owner', 'it-admin', 'msp', 'privacy-officer'],
  'jobs.result': ['owner', 'it-admin', 'msp', 'privacy-officer'],
  // Each command needs permissions of its own beside it: remote-commands.test.ts.
  'commands.ask': readers,
  'commands.run': readers,
  'jobs.cancel': ['owner', 'it-admin', 'msp', 'privacy-officer'],
  'jobs.watch': ['owner', 'it-admin', 'msp', 'privacy-officer'],
  'assessments.list': readers,
  'assessments.show': readers,
  'assessments.result': readers,
  'controls.history': readers,
  'findings.list': readers,
  'findings.history': readers,
  'findings.decide': ['owner', 'it-admin', 'msp', 'privacy-officer'],
  'plans.list': readers,
  'plans.show': readers,
  'plans.make': ['owner', 'it-admin', 'msp'],
  'plans.approve': ['owner', 'it-admin', 'msp', 'privacy-officer'],
  'plans.cancel': ['owner', 'it-admin', 'msp'],
  'inventory.show': readers,
  'inventory.items': readers,
  'inventory.names': ['owner', 'privacy-officer'],
  'placement.list': readers,
  'links.list': readers,
  'links.plan': readers,
  'links.make-plan': ['owner', 'it-admin', 'msp'],
  'labels.show': readers,
  'labels.advance': ['owner', 'it-admin', 'msp'],
  'dlp-events.list': ['owner', 'it-admin', 'msp', 'privacy-officer'],
  'dlp-events.threshold': ['owner', 'it-admin', 'msp', 'privacy-officer'],
  'dlp-events.judge': ['owner', 'it-admin', 'msp', 'privacy-officer'],
  'alerts.list': readers,
  'alerts.show': readers,
  'alerts.noise': readers,
  'alerts.watch': readers,
  'alerts.decide': ['owner', 'it-admin', 'msp', 'privacy-officer'],
  'log.feeds': readers,
  'log.coverage': readers,
  'log.search': ['owner', 'it-admin', 'msp', 'privacy-officer'],
  'log.export': ['owner', 'it-admin', 'msp', 'privacy-officer'],
  'log.open': ['owner', 'privacy-officer'],
  'log.prove': ['owner', 'privacy-officer'],
  'reviews.list': ['owner', 'it-admin', 'privacy-officer'],
  'reviews.show': ['owner', 'it-admin', 'privacy-officer'],
  'reviews.decide': ['owner', 'it-admin', 'privacy-officer'],
  'reviews.sign': ['owner', 'it-admin', 'privacy-officer'],
};

const endpoints: readonly Endpoint[] = allRoutes('0.0.0').map(({ endpoint }) => endpoint);

describe('every endpoint × every role', () => {
  let store: Store;
  let bench: TestServer;
  let own: string;
  let other: string;
  const people = new Map<Role, Browser>();

  before(async () => {
    store = await openTestStore();
    bench = testServer(store);
    own = await newTenant(store);
    other = await newTenant(store);
    // Each holds the role in one tenant alone; endpoints about Wardline itself take it for all.
    for (const role of roles) people.set(role, await bench.signedIn([role, own]));
  });
  after(() => store.close());

  it('each endpoint stands in the table, and nothing else does', () => {
    assert.deepEqual(endpoints.map(({ id }) => id).toSorted(), Object.keys(expected).toSorted());
  });

  const call = (browser: Browser, endpoint: Endpoint, tenant: string) => {
    const path = endpoint.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
      name === 'tenant'
        ? tenant
        : name === 'control'
          ? 'entra.mfa-for-all-users'
          : '7c1a5e00-0000-4000-8000-00000000abcd',
    );
    return browser.send(endpoint.method.toUpperCase(), path, endpoint.body ? {} : undefined);
  };
  /** Past the door: what comes after (a wrong body, nothing of that id) is not about roles. */
  const admitted = (status: number) => status !== 401 && status !== 403;

  for (const endpoint of endpoints) {
    const who = expected[endpoint.id];
    if (who === undefined) continue;
    it(`S0-22: ${endpoint.id}`, async () => {
      const anonymous = await call(bench.browser(), endpoint, own);
      if (who === 'public') {
        assert.notEqual(anonymous.status, 403);
        if (endpoint.method === 'get') assert.equal(anonymous.status, 200);
        return;
      }
      assert.equal(anonymous.status, 401);
      if (endpoint.id === 'sign-in.end' || endpoint.method === 'delete') return;
      const local = endpoint.path.includes('{tenant}');
      for (const role of roles) {
        const person = local || typeof who === 'string' ? people.get(role)! : await bench.signedIn([role, '*']);
        const { status } = await call(person, endpoint, own);
        const allowed: boolean = typeof who === 'string' || who.includes(role);
        assert.equal(admitted(status), allowed, `${role}: ${status}`);
        if (local) {
          const across = await call(person, endpoint, other);
          assert.ok(!admitted(across.status), `${role} in a tenant that is not theirs: ${across.status}`);
        } else if (typeof who !== 'string') {
          const narrow = await call(people.get(role)!, endpoint, own);
          // What serves several tenants gives each person theirs.
          if (endpoint.tenants === 'all') assert.equal(admitted(narrow.status), allowed, `${role}: ${narrow.status}`);
          else assert.ok(!admitted(narrow.status), `${role} of one tenant about Wardline itself: ${narrow.status}`);
        }
      }
    });
  }

  it('S0-24: an auditor reads until the day given, and not the day after', async () => {
    const auditor = await bench.signedIn(['auditor', own]);
    ok(await auditor.send('GET', `/t/${own}/findings`));
    const later = testServer(store, { now: () => '2027-02-01T08:00:00.000Z', keyring: bench.server.keyring });
    const person = await later.signedIn(['auditor', own]);
    assert.equal((await person.send('GET', `/t/${own}/findings`)).status, 403);
  });

  it('the generated access matrix says the same as the server does', async () => {
    const { items } = ok(await people.get('employee')!.send('GET', '/access-matrix')).body;
    for (const { endpoint, roles: given } of items as { endpoint: string; roles: Role[] }[]) {
      const who = expected[endpoint]!;
      assert.deepEqual(given.toSorted(), (typeof who === 'string' ? [...roles] : [...who]).toSorted(), endpoint);
    }
  });
});
