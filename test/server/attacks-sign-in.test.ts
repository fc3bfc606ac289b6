import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { hashPassword } from '../../src/server/auth/secrets.ts';
import { signIn as contract } from '../../src/api/sign-in.ts';
import { eventStream } from '../../src/server/event-stream.ts';
import { takeStream } from '../../src/server/open-streams.ts';
import { allRoutes } from '../../src/server/routes/index.ts';
import { addAccount, setPassword } from '../../src/store/accounts.ts';
import { type Store, openStore } from '../../src/store/open.ts';
import { withSystem } from '../../src/store/scope.ts';
import { ownAddress } from '../../src/web/pages/sign-in/own-address.ts';
import { newTenant, testFolder } from '../store/harness.ts';
import { type TestServer, codeAt, ok, origin, testServer } from './harness.ts';

const password = 'copper lantern mosaic drift';

describe('attacks on sign-in and sessions', () => {
  let store: Store;
  let bench: TestServer;
  let t: string;
  let minutes = 0;

  before(async () => {
    // A data folder of its own: tries are counted by address, and its clock runs ahead of that of other suites.
    store = await openStore({ home: testFolder() });
    t = await newTenant(store);
  });
  beforeEach(() => {
    // Each test has tries of its own: it begins long after the one before.
    bench = testServer(store);
    bench.advance((minutes += 200 * 1_440));
  });
  after(() => store.close());

  async function withPassword(): Promise<{ email: string; account: string }> {
    const email = `${crypto.randomUUID()}@example.com`;
    const at = bench.server.now();
    const hash = await hashPassword(password);
    const account = await withSystem(store, async (scope) => {
      const { id } = await addAccount(scope, { email, name: 'Elena Marsh', state: 'active', at });
      await setPassword(scope, id, hash, at);
      return id;
    });
    return { email, account };
  }

  it('lock-out: who guesses from elsewhere does not lock the owner out of a browser that is known', async () => {
    const { email } = await withPassword();
    const owner = bench.browser();
    ok(await owner.send('POST', '/sign-in/password', { email, password }));
    const { id, secret } = ok(await owner.send('POST', '/me/totp')).body;
    ok(await owner.send('POST', `/me/totp/${id}`, { code: codeAt(secret, bench.server.now()), name: 'phone' }));
    bench.advance(2);
    const again = bench.browser();
    ok(await again.send('POST', '/sign-in/password', { email, password }));
    const done = ok(await again.send('POST', '/sign-in/code', { code: codeAt(secret, bench.server.now()) }));
    const device = done.headers.getSetCookie().find((one) => one.startsWith('__Host-wardline-device='))!;
    assert.match(device, /; Path=\/; HttpOnly; SameSite=Strict; Max-Age=15552000; Secure$/);
    const known = device.slice(0, device.indexOf(';'));

    const stranger = bench.browser();
    for (let tries = 0; tries < 6; tries++)
      await stranger.send('POST', '/sign-in/password', { email, password: 'wrong guess' });
    assert.equal((await stranger.send('POST', '/sign-in/password', { email, password })).status, 429);
    const home = bench.browser();
    ok(await home.send('POST', '/sign-in/password', { email, password }, { cookie: known }));
    // The cookie opens nothing, is of one account, and its own wrong tries count.
    assert.equal((await bench.browser().send('GET', '/me', undefined, { cookie: known })).status, 401);
    for (let tries = 0; tries < 5; tries++)
      await home.send('POST', '/sign-in/password', { email, password: 'wrong guess' }, { cookie: known });
    assert.equal((await home.send('POST', '/sign-in/password', { email, password }, { cookie: known })).status, 429);
    const { email: other } = await withPassword();
    for (let tries = 0; tries < 6; tries++)
      await stranger.send('POST', '/sign-in/password', { email: other, password: 'wrong guess' }, { cookie: known });
    const theirs = await home.send('POST', '/sign-in/password', { email: other, password }, { cookie: known });
    assert.equal(theirs.status, 429);
    bench.advance(181 * 24 * 60);
    for (let tries = 0; tries < 6; tries++)
      await stranger.send('POST', '/sign-in/password', { email, password: 'wrong guess' });
    assert.equal((await home.send('POST', '/sign-in/password', { email, password }, { cookie: known })).status, 429);
  });

  it('right answers do not use up the tries of an address: a hospital behind one address signs in', async () => {
    const { email } = await withPassword();
    const right = () => bench.browser().send('POST', '/sign-in/password', { email, password });
    for (let people = 0; people < 3; people++) ok(await right());
    const wrong = async () => (await bench.browser().send('POST', '/sign-in/link', { link: 'x' })).status;
    for (let tries = 0; tries < 40; tries++) assert.equal(await wrong(), 404, `try ${tries}`);
    assert.equal(await wrong(), 429);
  });

  it('an address that is not there takes as long as a wrong password', async () => {
    const { email } = await withPassword();
    const median = async (asked: string) => {
      const times: number[] = [];
      for (let tries = 0; tries < 5; tries++) {
        const began = performance.now();
        const body = { email: asked, password: 'wrong guess' };
        const { status, text } = await bench.browser().send('POST', '/sign-in/password', body);
        times.push(performance.now() - began);
        assert.equal(status, 401);
        assert.match(text, /The address or the password is wrong/);
      }
      return times.toSorted((a, b) => a - b)[2]!;
    };
    const [there, notThere] = [await median(email), await median(`${crypto.randomUUID()}@example.com`)];
    assert.ok(notThere > there / 3 && notThere < there * 3, `${there} ms and ${notThere} ms`);
  });

  it('cookies are out of reach of scripts, of other sites, of other hosts and of plain HTTP', async () => {
    const { email } = await withPassword();
    const reply = ok(await bench.browser().send('POST', '/sign-in/password', { email, password }));
    assert.match(
      reply.headers.getSetCookie()[0]!,
      /^__Host-wardline=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Secure$/,
    );
    assert.doesNotMatch(reply.text, /[\w-]{43}/, 'the secret stands in the cookie alone');
  });

  it('session fixation: each step begins a session anew and ends the one before', async () => {
    const { email } = await withPassword();
    const browser = bench.browser();
    ok(await browser.send('POST', '/sign-in/password', { email, password }));
    const half = browser.cookie;
    const { id, secret } = ok(await browser.send('POST', '/me/totp')).body;
    ok(await browser.send('POST', `/me/totp/${id}`, { code: codeAt(secret, bench.server.now()), name: 'phone' }));
    assert.notEqual(browser.cookie, half);
    const old = bench.browser();
    old.cookie = half;
    assert.equal((await old.send('GET', '/me')).status, 401);
  });

  it('links for passwords are made from the own address, whatever Host and forwarding headers say', async () => {
    const owner = await bench.signedIn(['owner', '*']);
    const { account } = await withPassword();
    for (const headers of [
      { host: 'evil.example.com' },
      { 'x-forwarded-host': 'evil.example.com', 'x-forwarded-proto': 'http' },
      { forwarded: 'host=evil.example.com;proto=http', 'x-original-url': '/x', 'x-rewrite-url': '/x' },
    ] as Record<string, string>[]) {
      const { body, text } = ok(
        await owner.send('POST', `/accounts/${account}/reset`, { secondSteps: false }, headers),
      );
      assert.match(body.link, /^https:\/\/wardline\.example\.com\/welcome#/);
      assert.ok(!text.includes('evil'));
    }
  });

  it('what a stranger sends is not written down for good, beyond the tries that are counted', async () => {
    const count = () =>
      withSystem(store, async ({ db }) => {
        const { seq } = await db
          .selectFrom('activity')
          .select('seq')
          .orderBy('seq', 'desc')
          .limit(1)
          .executeTakeFirstOrThrow();
        return seq;
      });
    const owner = await bench.signedIn(['owner', '*']);
    ok(await owner.send('POST', '/me/recovery-codes'));
    const before = await count();
    const stranger = bench.browser();
    for (let tries = 0; tries < 10; tries++) {
      await stranger.send('POST', `/t/${t}/jobs`, { kind: 'check', parameters: {} });
      await stranger.send('POST', '/sign-in/password', { nonsense: true });
      await stranger.send('PUT', '/accounts/x/roles', { roles: [] }, { origin: 'https://evil.example.com' });
    }
    assert.equal(await count(), before);
    await stranger.send('POST', '/sign-in/password', { email: 'nobody@example.com', password: 'wrong guess' });
    assert.equal(await count(), before + 1, 'a wrong password is');
  });

  it('I-1: a page that reads anew by itself does not keep a session that nobody sits before', async () => {
    const away = await bench.signedIn(['owner', '*']);
    for (let minutes = 0; minutes < 28; minutes += 4) {
      bench.advance(4);
      ok(await away.send('GET', '/me', undefined, { 'x-wardline-unattended': '1' }));
    }
    bench.advance(3);
    assert.equal((await away.send('GET', '/me', undefined, { 'x-wardline-unattended': '1' })).status, 401);
    const there = await bench.signedIn(['owner', '*']);
    for (let minutes = 0; minutes < 40; minutes += 10) {
      bench.advance(10);
      ok(await there.send('GET', '/me'));
    }
  });

  it('answers are kept by no cache, refusals too', async () => {
    const owner = await bench.signedIn(['owner', '*']);
    for (const { endpoint } of allRoutes('0')) {
      if (endpoint.method !== 'get' || endpoint.events) continue;
      const path = endpoint.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
        name === 'tenant' ? t : 'entra.nothing',
      );
      for (const browser of [owner, bench.browser()]) {
        const { headers, status, text } = await browser.send('GET', path);
        assert.equal(headers.get('cache-control'), 'no-store', `${endpoint.id}: ${status}`);
        assert.doesNotMatch(text, /node_modules|\bat .*\.ts:\d+/, endpoint.id);
      }
    }
  });

  it('a stream ends with the session it was opened by, and nobody holds more than twenty', async () => {
    async function* quiet(): AsyncGenerator<{ data: never }> {
      await sleep(10_000, undefined, { ref: false });
      yield* [];
    }
    let isIn = true;
    let freed = 0;
    const response = eventStream(contract, quiet(), {
      ...{ signal: new AbortController().signal, free: () => void freed++, every: 20 },
      isStillAdmitted: () => Promise.resolve(isIn),
    });
    const read = response.text();
    await sleep(70);
    isIn = false;
    assert.match(await read, /^: begun\n\n(?:: still here\n\n)+$/);
    assert.equal(freed, 1);
    const places = Array.from({ length: 20 }, () => takeStream('an account'));
    assert.throws(() => takeStream('an account'), /Too many/);
    takeStream('another one')();
    places[0]!();
    places[0]!();
    takeStream('an account')();
    for (const free of places) free();
  });

  for (const [to, leads] of [
    ['/t/x/findings?state=open#a', `${origin}/t/x/findings?state=open#a`],
    [null, `${origin}/`],
    ['', `${origin}/`],
    ['//evil.example.com', `${origin}/`],
    ['///evil.example.com', `${origin}/`],
    ['/\\evil.example.com', `${origin}/`],
    ['\\\\evil.example.com', `${origin}/`],
    ['/\t/evil.example.com', `${origin}/`],
    ['/\n/evil.example.com', `${origin}/`],
    [' //evil.example.com', `${origin}/`],
    ['https://evil.example.com', `${origin}/`],
    ['https:evil.example.com', `${origin}/`],
    ['javascript:alert(1)', `${origin}/`],
    ['data:text/html,x', `${origin}/`],
    ['@evil.example.com', `${origin}/`],
    ['.evil.example.com', `${origin}/`],
    ['/..//evil.example.com', `${origin}//evil.example.com`],
  ] as const)
    it(`open redirect: after the sign-in ${JSON.stringify(to)} leads to a page of ours`, () =>
      assert.equal(ownAddress(to, origin), leads));
});
