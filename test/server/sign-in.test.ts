import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { firstOwnerLink } from '../../src/server/auth/first-owner.ts';
import { type Store, openStore } from '../../src/store/open.ts';
import { withSystem } from '../../src/store/scope.ts';
import { testFolder } from '../store/harness.ts';
import { type Browser, type TestServer, codeAt, ok, testServer } from './harness.ts';

const password = 'copper lantern mosaic drift';
const email = 'elena.marsh@example.com';

describe('the first owner and their sign-in', () => {
  let store: Store;
  let bench: TestServer;
  let owner: Browser;
  let totpSecret = '';
  let recoveryCodes: string[] = [];

  before(async () => {
    // A data folder of its own: who is first can be tried once.
    store = await openStore({ home: testFolder() });
    bench = testServer(store);
    owner = bench.browser();
  });
  after(() => store.close());

  it('has a link that works once and stands behind the # of the address', async () => {
    const link = (await firstOwnerLink(bench.server))!;
    assert.match(link, /^https:\/\/wardline\.example\.com\/welcome#[A-Za-z0-9_-]{43}$/);
    const secret = link.split('#')[1]!;
    assert.equal((await bench.browser().send('GET', '/sign-in')).body.unclaimed, true);
    const short = await owner.send('POST', '/sign-in/claim', {
      link: secret,
      email,
      name: 'Elena Marsh',
      password: 'short',
    });
    assert.equal(short.status, 400);
    assert.match(short.body.hint, /12 characters/);
    const claimed = ok(
      await owner.send('POST', '/sign-in/claim', { link: secret, email, name: 'Elena Marsh', password }),
    );
    assert.deepEqual(claimed.body, { next: 'enroll', methods: [] });
    const again = await bench
      .browser()
      .send('POST', '/sign-in/claim', { link: secret, email: 'x@example.com', name: 'X Y', password });
    assert.equal(again.status, 404);
    assert.equal(await firstOwnerLink(bench.server), undefined);
  });

  it('gives nothing before the second step is set up', async () => {
    assert.equal((await owner.send('GET', '/me')).status, 401);
    assert.equal((await owner.send('GET', '/accounts')).status, 401);
  });

  it('sets up an authenticator app, shows recovery codes once, and begins a new session', async () => {
    const before = owner.cookie;
    const { id, secret, qr, uri } = ok(await owner.send('POST', '/me/totp')).body;
    totpSecret = secret;
    assert.match(qr, /^<svg/);
    assert.match(uri, /^otpauth:\/\/totp\/Wardline:/);
    const wrong = await owner.send('POST', `/me/totp/${id}`, { code: '000000', name: 'phone' });
    assert.equal(wrong.status, 400);
    const confirmed = ok(
      await owner.send('POST', `/me/totp/${id}`, { code: codeAt(secret, bench.server.now()), name: 'phone' }),
    );
    recoveryCodes = confirmed.body.recoveryCodes;
    assert.equal(new Set(recoveryCodes).size, 10);
    assert.notEqual(owner.cookie, before);
    const planted = bench.browser();
    planted.cookie = before;
    assert.equal((await planted.send('GET', '/me')).status, 401, 'the session from before the second step ended');
    const { body } = ok(await owner.send('GET', '/me'));
    assert.equal(body.email, email);
    assert.deepEqual(body.roles, [{ role: 'owner', tenant: '*' }]);
  });

  it('asks for both steps from then on; a code works once', async () => {
    bench.advance(1);
    const other = bench.browser();
    const first = ok(await other.send('POST', '/sign-in/password', { email, password }));
    assert.deepEqual(first.body, { next: 'second-step', methods: ['totp', 'recovery'] });
    assert.equal((await other.send('GET', '/me')).status, 401);
    // A session with the password alone must not set up another second step beside the one that is there.
    assert.equal((await other.send('POST', '/me/totp')).status, 401);
    const code = codeAt(totpSecret, bench.server.now());
    assert.deepEqual(ok(await other.send('POST', '/sign-in/code', { code })).body, { next: 'done', methods: [] });
    ok(await other.send('GET', '/me'));
    const replay = bench.browser();
    ok(await replay.send('POST', '/sign-in/password', { email, password }));
    assert.equal((await replay.send('POST', '/sign-in/code', { code })).status, 401);
    ok(await replay.send('POST', '/sign-in/code', { code: recoveryCodes[3]!.toUpperCase() }));
    const twice = bench.browser();
    ok(await twice.send('POST', '/sign-in/password', { email, password }));
    assert.equal((await twice.send('POST', '/sign-in/code', { code: recoveryCodes[3]! })).status, 401);
  });

  it('locks after five wrong passwords, for a quarter of an hour, whoever is asked for', async () => {
    bench.advance(20);
    for (const asked of [email, 'nobody@example.com']) {
      const guesser = bench.browser();
      for (let tries = 0; tries < 5; tries++)
        assert.equal(
          (await guesser.send('POST', '/sign-in/password', { email: asked, password: 'wrong guess' })).status,
          401,
        );
      const locked = await guesser.send('POST', '/sign-in/password', { email: asked, password });
      assert.equal(locked.status, 429);
      assert.ok(Number(locked.headers.get('retry-after')) > 800);
    }
    bench.advance(16);
    ok(await bench.browser().send('POST', '/sign-in/password', { email, password }));
  });

  it('ends a session that is idle for half an hour, and any after twelve hours', async () => {
    bench.advance(30);
    assert.equal((await owner.send('GET', '/me')).status, 401);
    const steady = await bench.signedIn(['owner', '*']);
    for (let minutes = 0; minutes < 11 * 60 + 55; minutes += 25) {
      ok(await steady.send('GET', '/me'));
      bench.advance(25);
    }
    assert.equal((await steady.send('GET', '/me')).status, 401);
  });

  it('lists devices and signs one out', async () => {
    const here = await bench.signedIn(['owner', '*']);
    const items = ok(await here.send('GET', '/me/sessions')).body.items;
    assert.equal(items.length, 1);
    assert.equal(items[0].current, true);
    const other = await bench.signedIn(['it-admin', '*']);
    const theirs = ok(await other.send('GET', '/me/sessions')).body.items[0].id;
    assert.equal((await here.send('DELETE', `/me/sessions/${theirs}`)).status, 404, "nobody ends another's session");
    ok(await here.send('POST', '/sign-out'));
    assert.equal((await here.send('GET', '/me')).status, 401);
  });

  it('makes tokens that do at most what their person may, until their day', async () => {
    const admin = await bench.signedIn(['it-admin', '*']);
    const beyond = await admin.send('POST', '/me/tokens', {
      name: 'x',
      permissions: ['log.open'],
      tenant: '*',
      days: 30,
    });
    assert.equal(beyond.status, 403);
    const made = ok(
      await admin.send('POST', '/me/tokens', {
        name: 'nightly',
        permissions: ['accounts.read'],
        tenant: '*',
        days: 30,
      }),
    ).body;
    const bearer = { authorization: `Bearer ${made.token}` };
    const program = bench.browser();
    ok(await program.send('GET', '/accounts', undefined, bearer));
    assert.equal((await program.send('GET', '/me', undefined, bearer)).status, 403, 'a token is no person');
    assert.equal((await program.send('GET', '/activity', undefined, bearer)).status, 403);
    ok(await admin.send('DELETE', `/me/tokens/${made.id}`));
    assert.equal((await program.send('GET', '/accounts', undefined, bearer)).status, 401);
    const short = ok(
      await admin.send('POST', '/me/tokens', { name: 'day', permissions: ['accounts.read'], tenant: '*', days: 1 }),
    ).body;
    bench.advance(24 * 60 + 1);
    const late = await program.send('GET', '/accounts', undefined, { authorization: `Bearer ${short.token}` });
    assert.equal(late.status, 401);
  });

  it('invites, changes roles, disables and never leaves Wardline without an owner', async () => {
    const boss = await bench.signedIn(['owner', '*']);
    const invited = ok(
      await boss.send('POST', '/accounts', {
        email: 'joy.castellano@example.com',
        name: 'Joy Castellano',
        roles: [{ role: 'privacy-officer', tenant: '*' }],
      }),
    ).body;
    const joy = bench.browser();
    const link = invited.link.split('#')[1];
    assert.equal(ok(await joy.send('POST', '/sign-in/link', { link })).body.email, 'joy.castellano@example.com');
    ok(await joy.send('POST', '/sign-in/claim', { link, password: 'quiet harbor violet engine' }));
    const { id, secret } = ok(await joy.send('POST', '/me/totp')).body;
    ok(await joy.send('POST', `/me/totp/${id}`, { code: codeAt(secret, bench.server.now()), name: 'phone' }));
    assert.deepEqual(ok(await joy.send('GET', '/me')).body.roles, [{ role: 'privacy-officer', tenant: '*' }]);
    assert.equal((await joy.send('PUT', `/accounts/${invited.id}/roles`, { roles: [] })).status, 403);
    ok(await boss.send('PUT', `/accounts/${invited.id}/state`, { state: 'disabled' }));
    assert.equal((await joy.send('GET', '/me')).status, 401, 'disabling ends sessions at once');
    const auditor = await boss.send('PUT', `/accounts/${invited.id}/roles`, {
      roles: [{ role: 'auditor', tenant: '*' }],
    });
    assert.equal(auditor.status, 400, 'an auditor has an end date');
    // The others who are owners of this test, and then the last one.
    const owners = ok(await boss.send('GET', '/accounts')).body.items.filter(
      (item: { id: string; roles: { role: string }[] }) =>
        item.roles.some(({ role }) => role === 'owner') && item.id !== boss.account,
    );
    for (const one of owners) ok(await boss.send('PUT', `/accounts/${one.id}/state`, { state: 'disabled' }));
    const last = await boss.send('PUT', `/accounts/${boss.account}/roles`, { roles: [] });
    assert.equal(last.status, 409);
    assert.match(last.body.detail, /owner/);
  });

  it('writes down what was done, by whom, in a chain that shows a change', async () => {
    const boss = await bench.signedIn(['owner', '*']);
    ok(await boss.send('POST', '/me/recovery-codes'));
    const { items } = ok(await boss.send('GET', '/activity?action=me.')).body;
    assert.equal(items[0].action, 'me.recovery-codes');
    assert.equal(items[0].actor, boss.email);
    assert.equal(items[0].outcome, 'done');
    assert.equal(ok(await boss.send('GET', '/activity/verify')).body.sound, true);
    await assert.rejects(
      withSystem(store, ({ db }) => db.updateTable('activity').set({ actor: 'somebody else' }).execute()),
      /append-only|permission denied/,
    );
    const log = JSON.stringify(bench.logged);
    for (const secret of [password, totpSecret, recoveryCodes[0]!, email]) assert.ok(!log.includes(secret));
  });
});
