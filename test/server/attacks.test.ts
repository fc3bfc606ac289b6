import assert from 'node:assert/strict';
import { request } from 'node:http';
import { connect } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { createApp } from '../../src/server/app.ts';
import { listen } from '../../src/server/listen.ts';
import { consolePages } from '../../src/server/pages.ts';
import { allRoutes } from '../../src/server/routes/index.ts';
import { hashOf, newSecret } from '../../src/server/auth/secrets.ts';
import type { Store } from '../../src/store/open.ts';
import { newTenant, openTestStore } from '../store/harness.ts';
import { type TestServer, ok, origin, testServer } from './harness.ts';

describe('attacks on the server', () => {
  let store: Store;
  let bench: TestServer;
  let t: string;

  before(async () => {
    store = await openTestStore();
    bench = testServer(store);
    t = await newTenant(store);
  });
  after(() => store.close());

  const write = ['POST', '/me/recovery-codes'] as const;

  for (const [what, headers] of [
    [
      'a form on another site',
      { origin: 'https://evil.example.com', 'sec-fetch-site': 'cross-site', 'x-wardline': '' },
    ],
    [
      'a script on another site',
      { origin: 'https://evil.example.com', 'sec-fetch-site': 'cross-site', 'x-wardline': '1' },
    ],
    [
      'a page of a sibling host',
      { origin: 'https://shop.example.com', 'sec-fetch-site': 'same-site', 'x-wardline': '1' },
    ],
    ['a sandboxed frame', { origin: 'null', 'sec-fetch-site': 'cross-site', 'x-wardline': '1' }],
    ['a request without the header', { 'x-wardline': '' }],
  ] as const)
    it(`CSRF: ${what} changes nothing`, async () => {
      const person = await bench.signedIn(['it-admin', t]);
      const { status, body } = await person.send(...write, undefined, headers);
      assert.equal(status, 403);
      assert.equal(body.type, 'wrong-origin');
    });

  it('session fixation: a secret that somebody planted is no session', async () => {
    const planted = bench.browser();
    planted.cookie = `__Host-wardline=${newSecret()}`;
    assert.equal((await planted.send('GET', '/me')).status, 401);
    const twice = await bench.signedIn(['it-admin', t]);
    twice.cookie = `${twice.cookie}; __Host-wardline=${newSecret()}`;
    assert.equal((await twice.send('GET', '/me')).status, 401, 'of two cookies of one name neither counts');
  });

  it('what the database holds is no session', async () => {
    const person = await bench.signedIn(['it-admin', t]);
    const kept = hashOf(person.cookie.split('=')[1]!);
    const thief = bench.browser();
    thief.cookie = `__Host-wardline=${kept.slice(0, 43)}`;
    assert.equal((await thief.send('GET', '/me')).status, 401);
  });

  it('I-1: a page that shows one tenant does not write to another', async () => {
    const person = await bench.signedIn(['owner', '*']);
    const other = await newTenant(store);
    const body = { kind: 'check', parameters: {} };
    const { status, body: problem } = await person.send('POST', `/t/${t}/jobs`, body, { 'x-wardline-tenant': other });
    assert.equal(status, 409);
    assert.equal(problem.type, 'tenant-mismatch');
    const silent = await person.send('POST', `/t/${t}/jobs`, body, { 'x-wardline-tenant': '' });
    assert.equal(silent.status, 409, 'a page that does not say which tenant it shows does not write');
  });

  it("IDOR: another tenant's objects are not there", async () => {
    const mine = await bench.signedIn(['owner', t]);
    const other = await newTenant(store);
    for (const path of [
      `/t/${other}/findings`,
      `/t/${other}/plans`,
      `/t/${other}/assessments/latest`,
      `/t/${other}/jobs`,
    ])
      assert.equal((await mine.send('GET', path)).status, 403);
    assert.equal((await mine.send('GET', '/t/no-such-tenant/findings')).status, 403);
    const everywhere = await bench.signedIn(['owner', '*']);
    assert.equal((await everywhere.send('GET', '/t/no-such-tenant/findings')).status, 404);
  });

  for (const [what, path] of [
    ['a quote', `/findings?control=${encodeURIComponent("' or 1=1 --")}`],
    ['a null byte', '/findings?control=%00'],
    ['a very long id', `/plans/${'a'.repeat(5_000)}`],
    ['dots', '/plans/..%2f..%2fetc%2fpasswd'],
    ['a line break', '/plans/a%0d%0aset-cookie:%20x=1'],
  ] as const)
    it(`hostile parameters: ${what} is refused or finds nothing`, async () => {
      const person = await bench.signedIn(['owner', '*']);
      const { status, headers, text } = await person.send('GET', `/t/${t}${path}`);
      assert.ok([200, 400, 404].includes(status), String(status));
      assert.equal(headers.get('set-cookie'), null);
      assert.ok(!text.includes('passwd'));
    });

  for (const [what, body, status] of [
    ['no JSON', '{"kind":', 400],
    ['unknown fields', { kind: 'check', parameters: {}, tenant: 'x' }, 400],
    ['nesting without end', `{"kind":"check","parameters":${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}}`, 400],
    ['two megabytes', JSON.stringify({ kind: 'x'.repeat(2_000_000) }), 413],
  ] as const)
    it(`hostile bodies: ${what} is refused with ${status}`, async () => {
      const person = await bench.signedIn(['owner', '*']);
      const reply = await person.send('POST', `/t/${t}/jobs`, body);
      assert.equal(reply.status, status, reply.text.slice(0, 200));
      assert.equal(reply.headers.get('content-type'), 'application/problem+json');
    });

  it('hostile bodies: a prototype is dropped and changes nothing', async () => {
    const person = await bench.signedIn(['owner', '*']);
    const reply = await person.send(
      'POST',
      `/t/${t}/jobs`,
      '{"kind":"check","parameters":{"__proto__":{"admin":true}}}',
    );
    assert.equal(reply.status, 409, 'understood, and this server takes no jobs');
    assert.equal(({} as { admin?: boolean }).admin, undefined);
  });

  it('a body that is no JSON by its type is refused', async () => {
    const person = await bench.signedIn(['owner', '*']);
    const reply = await person.send('POST', `/t/${t}/jobs`, 'kind=check', {
      'content-type': 'application/x-www-form-urlencoded',
    });
    assert.equal(reply.status, 415);
  });

  it('every answer carries the headers that keep a browser from helping an attacker', async () => {
    for (const path of ['/api/v1/sign-in', '/api/v1/no-such-call', '/', '/t/x/findings']) {
      const { headers } = await bench.app.request(`${origin}${path}`);
      assert.match(headers.get('content-security-policy')!, /default-src 'none'.*frame-ancestors 'none'/);
      assert.ok(!headers.get('content-security-policy')!.includes("script-src 'self' 'unsafe"));
      assert.equal(headers.get('x-content-type-options'), 'nosniff');
      assert.match(headers.get('strict-transport-security')!, /max-age=31536000/);
    }
  });

  it('an error says nothing of what caused it', async () => {
    const broken = testServer(store);
    Object.defineProperty(broken.server, 'keyring', {
      get(): never {
        throw new Error('the secret is copper lantern');
      },
    });
    const { status, text } = await broken.browser().send('POST', '/sign-in/passkey/options');
    assert.equal(status, 500);
    assert.ok(!text.includes('copper'));
    assert.ok(!JSON.stringify(broken.logged).includes('copper'));
  });

  it('an idempotency key makes a repeated write one', async () => {
    const person = await bench.signedIn(['owner', '*']);
    const key = { 'idempotency-key': crypto.randomUUID() };
    const first = ok(await person.send('POST', '/me/recovery-codes', undefined, key)).body;
    const again = ok(await person.send('POST', '/me/recovery-codes', undefined, key)).body;
    assert.deepEqual(again, first);
    const other = await person.send('POST', '/sign-out', undefined, key);
    assert.equal(other.status, 409, 'the key stands for one request');
  });

  it('the forwarded address of a stranger is not believed', async () => {
    const guesser = bench.browser();
    for (let tries = 0; tries < 41; tries++)
      await guesser.send('POST', '/sign-in/link', { link: 'x' }, { 'x-forwarded-for': `198.51.100.${tries}` });
    const { status } = await guesser.send('POST', '/sign-in/link', { link: 'x' }, { 'x-forwarded-for': '203.0.113.9' });
    assert.equal(status, 429);
  });

  it('plain HTTP is refused beyond this machine, and slow or broken clients do not hold the server', async () => {
    const app = createApp(bench.server, allRoutes('0'), consolePages(undefined));
    await assert.rejects(listen(app, { host: '0.0.0.0', port: 0, proxies: 0 }), /plain HTTP/);
    const listening = await listen(app, { host: '127.0.0.1', port: 0, proxies: 0 });
    try {
      const drip = connect(listening.port, '127.0.0.1');
      drip.on('error', () => {});
      drip.write('GET /api/v1/sign-in HTTP/1.1\r\nHost: localhost\r\nX-Slow: ');
      const status = await new Promise<number>((resolve, reject) =>
        request({ port: listening.port, path: '/api/v1/sign-in' }, (answer) => {
          answer.resume();
          resolve(answer.statusCode ?? 0);
        })
          .on('error', reject)
          .end(),
      );
      assert.equal(status, 200);
      drip.destroy();
      for (const path of ['/../../etc/passwd', '/..%2f..%2fetc/passwd', '/assets/../../package.json']) {
        const text = await new Promise<string>((resolve, reject) =>
          request({ port: listening.port, path }, (answer) => {
            let all = '';
            answer
              .setEncoding('utf8')
              .on('data', (part) => (all += part))
              .on('end', () => resolve(all));
          })
            .on('error', reject)
            .end(),
        );
        assert.ok(!text.includes('root:') && !text.includes('"wardline"'));
      }
    } finally {
      await listening.close(500);
    }
  });
});
