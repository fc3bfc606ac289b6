import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, beforeEach, describe, it } from 'node:test';
import { providerFetch } from '../../src/server/auth/provider-fetch.ts';
import { type SingleSignOnSettings, singleSignOn } from '../../src/server/auth/single-sign-on.ts';
import { readSettings } from '../../src/server/settings.ts';
import { type Store, openStore } from '../../src/store/open.ts';
import { newTenant, testFolder } from '../store/harness.ts';
import { type Browser, type TestServer, ok, origin, testServer } from './harness.ts';
import { type OidcProvider, type Person, type Spoilt, startOidcProvider } from './oidc-provider.ts';

const tid = '8d3b0a52-6f1e-4c64-9c3f-1f0a7f1e2b01';
const personOf = (more: Partial<Person> = {}): Person => ({
  ...{ oid: randomUUID(), sub: randomUUID(), tid, email: `${randomUUID()}@example.com`, amr: ['pwd', 'mfa'] },
  ...more,
});

const without = (name: string, claims: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(claims).filter(([claim]) => claim !== name));

describe('single sign-on at a real provider', () => {
  let store: Store;
  let bench: TestServer;
  let provider: OidcProvider;
  let t: string;

  const fresh = (more: Partial<SingleSignOnSettings> = {}) =>
    singleSignOn(
      { name: 'Microsoft', ...provider, ...more },
      {
        redirect: `${origin}/sign-on/return`,
        fetch: providerFetch({ hostMap: provider.hostMap }),
        now: bench.server.now,
      },
    );

  before(async () => {
    // A data folder of its own: tries are counted by address, and its clock runs ahead of that of other suites.
    store = await openStore({ home: testFolder() });
    t = await newTenant(store);
    provider = await startOidcProvider(tid);
  });
  beforeEach(() => {
    // Tries are counted by the hour of the server, which each test has anew.
    bench = testServer(store);
    bench.advance((minutes += 60));
    bench.server.singleSignOn = fresh();
    Object.assign(provider, { spoilt: {}, description: {}, down: false });
  });
  after(async () => {
    await provider.close();
    await store.close();
  });
  let minutes = 0;

  const page = (path: string, cookie = '') =>
    bench.app.request(
      origin + path,
      { headers: { cookie, 'user-agent': 'Firefox' } },
      { incoming: { socket: { remoteAddress: '192.0.2.10' } } },
    );
  const pairOf = (header: string | undefined) => header?.slice(0, header.indexOf(';')) ?? '';

  /** The browser comes back: where it is led, and the session that it got. */
  async function back(query: string, cookie: string): Promise<{ to: string; browser: Browser }> {
    const response = await page(`/sign-on/return${query}`, cookie);
    assert.equal(response.status, 200);
    const text = await response.text();
    const cookies = response.headers.getSetCookie();
    assert.match(cookies[0]!, /^__Host-wardline-sign-on=; Path=\/; HttpOnly; SameSite=Lax; Max-Age=0; Secure$/);
    const browser = bench.browser();
    browser.cookie = pairOf(cookies.find((one) => one.startsWith('__Host-wardline=')));
    return { to: /url=([^"]*)"/.exec(text)![1]!, browser };
  }
  async function start(): Promise<{ url: string; cookie: string }> {
    const response = await page('/sign-on/start');
    assert.equal(response.status, 302);
    const [set] = response.headers.getSetCookie();
    assert.match(set!, /^__Host-wardline-sign-on=[\w.-]+; Path=\/; HttpOnly; SameSite=Lax; Max-Age=600; Secure$/);
    return { url: response.headers.get('location')!, cookie: pairOf(set) };
  }
  async function signOn(person: Person) {
    const { url, cookie } = await start();
    return back(provider.signIn(url, person), cookie);
  }
  /** Somebody with a role whose account the provider's person is bound to. */
  async function linked(person: Person) {
    const browser = await bench.signedIn(['it-admin', t]);
    const session = browser.cookie;
    const { url } = ok(await browser.send('POST', '/me/single-sign-on')).body;
    const pending = browser.cookie;
    browser.cookie = session;
    const { to } = await back(provider.signIn(url, person), pending);
    assert.equal(to, '/account?linked=1');
    return browser;
  }

  it('S0-22: who is signed in binds their account, and from then on signs in by the provider alone', async () => {
    const person = personOf();
    const known = await linked(person);
    assert.deepEqual(ok(await known.send('GET', '/me')).body.singleSignOn, { name: 'Microsoft', linked: true });
    const { to, browser } = await signOn(person);
    assert.equal(to, '/');
    assert.equal(ok(await browser.send('GET', '/me')).body.email, known.email);
    const left = ok(await browser.send('POST', '/sign-out')).body;
    assert.equal(left.provider.url, `https://login.microsoftonline.com/${tid}/oauth2/v2.0/logout`);
    assert.equal((await browser.send('GET', '/me')).status, 401);
  });

  it('no mail address makes anybody: the provider alone knows whose address is whose', async () => {
    const owner = await bench.signedIn(['owner', '*']);
    for (const email_verified of [undefined, true]) {
      const { to, browser } = await signOn(
        personOf({ email: owner.email, ...(email_verified !== undefined && { email_verified }) }),
      );
      assert.equal(to, '/sign-in?refused=unknown');
      assert.equal(browser.cookie, '');
    }
  });

  it('MFA is always required: a provider that asked for a password alone gives half a sign-in', async () => {
    for (const amr of [['pwd'], undefined, ['pwd', 'rsa'], []]) {
      const person = personOf();
      await linked(person);
      const { browser } = await signOn({ ...person, amr: amr! });
      assert.equal((await browser.send('GET', '/me')).status, 401);
      assert.equal(ok(await browser.send('GET', '/sign-in')).body.next, 'enroll');
    }
    const person = personOf();
    await linked(person);
    assert.equal((await (await signOn({ ...person, amr: 'mfa' as never })).browser.send('GET', '/me')).status, 401);
  });

  it('an invitation is accepted by the provider, once, and needs no password', async () => {
    const owner = await bench.signedIn(['owner', '*']);
    const { link } = ok(
      await owner.send('POST', '/accounts', {
        ...{ email: `${randomUUID()}@example.com`, name: 'Joy Castellano', roles: [{ role: 'it-admin', tenant: t }] },
      }),
    ).body;
    const invited = bench.browser();
    const secret = link.split('#')[1];
    const { url } = ok(await invited.send('POST', '/sign-in/single-sign-on', { link: secret })).body;
    assert.ok(!url.includes(secret));
    const person = personOf({ email: 'another@example.com' });
    const { to, browser } = await back(provider.signIn(url, person), invited.cookie);
    assert.equal(to, '/');
    assert.deepEqual(ok(await browser.send('GET', '/me')).body.roles, [{ role: 'it-admin', tenant: t }]);
    const again = await bench.browser().send('POST', '/sign-in/single-sign-on', { link: secret });
    assert.equal(again.status, 404);
    // Without password or passkey there would be no way back in.
    assert.equal((await browser.send('DELETE', '/me/single-sign-on')).status, 409);
    assert.equal((await signOn(person)).to, '/');
  });

  it('one person of the provider is one account: nobody approves their own plan as somebody else', async () => {
    const person = personOf();
    await linked(person);
    const second = await bench.signedIn(['owner', t]);
    const { url } = ok(await second.send('POST', '/me/single-sign-on')).body;
    assert.equal((await back(provider.signIn(url, person), second.cookie)).to, '/sign-in?refused=bound');
  });

  it('a session that ended meanwhile binds nothing', async () => {
    const browser = await bench.signedIn(['it-admin', t]);
    const session = browser.cookie;
    const { url } = ok(await browser.send('POST', '/me/single-sign-on')).body;
    const pending = browser.cookie;
    browser.cookie = session;
    ok(await browser.send('POST', '/sign-out'));
    assert.equal((await back(provider.signIn(url, personOf()), pending)).to, '/sign-in?refused=link');
  });

  it('who was disabled or unlinked stays out', async () => {
    const person = personOf();
    const { account } = await linked(person);
    const owner = await bench.signedIn(['owner', '*']);
    ok(await owner.send('PUT', `/accounts/${account}/state`, { state: 'disabled' }));
    assert.equal((await signOn(person)).to, '/sign-in?refused=disabled');
    ok(await owner.send('PUT', `/accounts/${account}/state`, { state: 'active' }));
    const { browser } = await signOn(person);
    const shown = ok(await owner.send('GET', '/single-sign-on')).body;
    assert.ok(shown.people.some(({ id }: { id: string }) => id === account));
    ok(await owner.send('DELETE', `/accounts/${account}/single-sign-on`));
    assert.equal((await browser.send('GET', '/me')).status, 401, 'unlinking ends sessions');
    assert.equal((await signOn(person)).to, '/sign-in?refused=unknown');
  });

  const lies: readonly (readonly [what: string, spoilt: Spoilt])[] = [
    ['an unsigned token (alg none)', { signature: 'none' }],
    ['a token signed by the public key as a secret (HS256)', { signature: 'HS256' }],
    ["somebody else's key", { signature: 'foreign' }],
    ['claims changed after they were signed', { signature: 'altered' }],
    ['a token of another issuer', { claims: (all) => ({ ...all, iss: 'https://evil.example.com' }) }],
    [
      'a token of another tenant of Microsoft',
      {
        claims: (all) => ({
          ...all,
          iss: 'https://login.microsoftonline.com/99999999-6f1e-4c64-9c3f-1f0a7f1e2b01/v2.0',
          tid: '99999999-6f1e-4c64-9c3f-1f0a7f1e2b01',
        }),
      },
    ],
    ['the right issuer and another tid', { claims: (all) => ({ ...all, tid: randomUUID() }) }],
    ['no object id', { claims: (all) => without('oid', all) }],
    ['a token for another application', { claims: (all) => ({ ...all, aud: randomUUID() }) }],
    [
      'a token for several applications, made for another one',
      { claims: (all) => ({ ...all, aud: [all['aud'], randomUUID()], azp: randomUUID() }) },
    ],
    ['a token of another sign-in (nonce)', { claims: (all) => ({ ...all, nonce: 'another' }) }],
    ['a token without a nonce', { claims: (all) => without('nonce', all) }],
    ['a token that ended two minutes ago', { claims: (all) => ({ ...all, exp: Date.now() / 1_000 - 120 }) }],
    ['a token that begins in two minutes', { claims: (all) => ({ ...all, nbf: Date.now() / 1_000 + 120 }) }],
    ['a token without an end', { claims: (all) => without('exp', all) }],
    ['no ID token at all', { idToken: '' }],
    ['something that is no token', { idToken: 'a.b.c' }],
  ];
  for (const [what, spoilt] of lies)
    it(`is refused: ${what}`, async () => {
      const person = personOf();
      await linked(person);
      provider.spoilt = spoilt;
      const { to, browser } = await signOn(person);
      assert.equal(to, '/sign-in?refused=answer');
      assert.equal(browser.cookie, '');
    });

  it('a clock half a minute off is no fault', async () => {
    const person = personOf();
    await linked(person);
    for (const shift of [-30, 30]) {
      provider.spoilt = {
        claims: (all) => ({
          ...all,
          iat: Number(all['iat']) + shift,
          nbf: Number(all['iat']) + shift,
          exp: Number(all['iat']) + shift + 20,
        }),
      };
      assert.equal((await signOn(person)).to, '/', String(shift));
    }
  });

  it('an ID token of an earlier sign-in is worth nothing in a later one', async () => {
    const person = personOf();
    await linked(person);
    assert.equal((await signOn(person)).to, '/');
    provider.spoilt = { idToken: provider.lastIdToken };
    assert.equal((await signOn(person)).to, '/sign-in?refused=answer');
  });

  it('what comes back counts once, in the browser that began, in time', async () => {
    const person = personOf();
    await linked(person);
    const { url, cookie } = await start();
    const query = provider.signIn(url, person);
    assert.equal((await back(query, '')).to, '/sign-in?refused=answer', 'no cookie');
    const other = await start();
    assert.equal((await back(query, other.cookie)).to, '/sign-in?refused=answer', "another browser's state");
    assert.equal((await back(query, `${cookie}; ${other.cookie}`)).to, '/sign-in?refused=answer', 'a planted cookie');
    assert.equal((await back(query, cookie)).to, '/');
    assert.equal((await back(provider.signIn(url, person), cookie)).to, '/sign-in?refused=answer', 'used');
    const late = await start();
    bench.advance(11);
    assert.equal((await back(provider.signIn(late.url, person), late.cookie)).to, '/sign-in?refused=answer', 'late');
  });

  it("a code that was put into somebody else's answer is refused (PKCE), and so is one without its state", async () => {
    const attacker = personOf();
    await linked(attacker);
    const theirs = await start();
    const code = new URLSearchParams(provider.signIn(theirs.url, attacker)).get('code')!;
    const mine = await start();
    const state = new URL(mine.url).searchParams.get('state')!;
    assert.equal(
      (await back(`?${new URLSearchParams({ code, state }).toString()}`, mine.cookie)).to,
      '/sign-in?refused=answer',
    );
    const begun = await start();
    const query = new URLSearchParams(provider.signIn(begun.url, attacker));
    query.delete('state');
    assert.equal((await back(`?${query.toString()}`, begun.cookie)).to, '/sign-in?refused=answer');
    const doubled = await start();
    const twice = `${provider.signIn(doubled.url, attacker)}&state=x&code=y`;
    assert.equal((await back(twice, doubled.cookie)).to, '/sign-in?refused=answer');
  });

  it('mix-up: an answer that says it comes from another issuer is refused (RFC 9207)', async () => {
    const person = personOf();
    await linked(person);
    const { url, cookie } = await start();
    const query = `${provider.signIn(url, person)}&iss=${encodeURIComponent('https://evil.example.com')}`;
    assert.equal((await back(query, cookie)).to, '/sign-in?refused=answer');
  });

  it('leads only to own pages, and repeats nothing of the address', async () => {
    const { cookie } = await start();
    const { to } = await back(
      '?error=access_denied&error_description=%22%3E%3Cscript%3E&state=x&to=//evil.example.com',
      cookie,
    );
    assert.equal(to, '/sign-in?refused=answer');
    assert.ok(!JSON.stringify(bench.logged).includes('script'));
  });

  it('keys are changed: the new one is found by its name', async () => {
    const person = personOf();
    await linked(person);
    provider.rotate();
    // Keys are read anew with the description at the latest; a name that is not known asks at once after a minute.
    bench.advance(61);
    assert.equal((await signOn(person)).to, '/');
    assert.equal((await signOn(person)).to, '/');
  });

  it('a provider that is down keeps nobody from the other ways, and its description lasts an hour', async () => {
    const person = personOf();
    await linked(person);
    provider.down = true;
    bench.advance(61);
    const { url } = await start();
    assert.match(url, /^https:\/\/login\.microsoftonline\.com\//);
    bench.server.singleSignOn = fresh();
    const response = await page('/sign-on/start');
    assert.match(await response.text(), /refused=provider/);
    assert.equal(ok(await bench.browser().send('GET', '/sign-in')).body.singleSignOn, 'Microsoft');
  });

  it('an owner tests it and hears what is wrong', async () => {
    const owner = await bench.signedIn(['owner', '*']);
    assert.equal(ok(await owner.send('POST', '/single-sign-on/test')).body.works, true);
    provider.description = { issuer: 'https://login.microsoftonline.com/{tenantid}/v2.0' };
    const other = ok(await owner.send('POST', '/single-sign-on/test')).body;
    assert.equal(other.works, false);
    assert.match(other.next, /letter by letter/);
    assert.equal((await signOn(personOf()).catch(() => ({ to: 'refused' }))).to, '/sign-in?refused=unknown');
    provider.description = {};
    provider.down = true;
    assert.equal(ok(await owner.send('POST', '/single-sign-on/test')).body.works, false);
    const shown = ok(await owner.send('GET', '/single-sign-on')).text;
    assert.ok(!shown.includes(provider.clientSecret));
    assert.match(shown, /"redirect":"https:\/\/wardline\.example\.com\/sign-on\/return"/);
  });

  it('a description may not lead to a metadata service', async () => {
    provider.description = { token_endpoint: 'https://169.254.169.254/token' };
    bench.server.singleSignOn = fresh();
    const { url, cookie } = await start();
    const query = `?code=x&state=${new URL(url).searchParams.get('state')}`;
    assert.equal((await back(query, cookie)).to, '/sign-in?refused=answer');
    assert.ok(!provider.seen.some(({ host }) => host.startsWith('169.')));
  });

  for (const issuer of [
    'https://login.microsoftonline.com/common/v2.0',
    'https://login.microsoftonline.com/organizations/v2.0',
    'https://login.microsoftonline.com/consumers/v2.0',
    'https://login.microsoftonline.com/example.com/v2.0',
    `https://login.microsoftonline.com/${tid}`,
    'https://login.microsoftonline.us/common/v2.0',
  ])
    it(`${issuer} is no issuer of one tenant, and the server says so at its start`, () => {
      const env = { WARDLINE_OIDC_ISSUER: issuer, WARDLINE_OIDC_CLIENT_ID: 'x', WARDLINE_OIDC_CLIENT_SECRET: 'y' };
      assert.throws(() => readSettings(env), /names no single tenant/);
    });

  it('tries are counted by address, and right ones given back', async () => {
    const person = personOf();
    await linked(person);
    for (let tries = 0; tries < 5; tries++) assert.equal((await signOn(person)).to, '/');
    const { url, cookie } = await start();
    const asked = () => provider.seen.filter(({ path }) => path.endsWith('/token')).length;
    const before = asked();
    for (let tries = 0; tries < 42; tries++) {
      const { url, cookie } = await start();
      await back(`?code=guess&state=${new URL(url).searchParams.get('state')}`, cookie);
    }
    assert.equal(asked() - before, 40, 'the provider is asked forty times and no more');
    assert.equal((await back(provider.signIn(url, person), cookie)).to, '/sign-in?refused=answer');
  });
});
