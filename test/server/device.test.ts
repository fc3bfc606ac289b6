import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { Store } from '../../src/store/open.ts';
import { newTenant, openTestStore } from '../store/harness.ts';
import { type Browser, type TestServer, ok, testServer } from './harness.ts';

/** What a program does that signs in: its token is its own until somebody confirms. */
async function begin(program: Browser, machine = 'nina on desk-4') {
  const token = `wlt_${randomBytes(32).toString('base64url')}`;
  const hash = createHash('sha256').update(token).digest('hex');
  const { code } = ok(await program.send('POST', '/device-sign-ins', { machine, token: hash })).body as {
    code: string;
  };
  return {
    ...{ token, hash, code },
    state: async () => (await program.send('POST', '/device-sign-ins/state', { token: hash })).body.state as string,
    who: () => program.send('GET', '/token', undefined, { authorization: `Bearer ${token}` }),
    get: (path: string) => program.send('GET', path, undefined, { authorization: `Bearer ${token}` }),
  };
}

describe('S0-22: signing in a program that has no browser', () => {
  let store: Store;
  let bench: TestServer;
  let t: string;
  let other: string;
  let admin: Browser & { email: string; account: string };
  let program: Browser;

  before(async () => {
    store = await openTestStore();
    bench = testServer(store);
    t = await newTenant(store);
    other = await newTenant(store);
    await bench.signedIn(['owner', '*']);
    admin = await bench.signedIn(['it-admin', t]);
    program = bench.browser();
  });
  after(() => store.close());

  it('a person sees who asks and from where, confirms, and the token counts for what they may at most', async () => {
    const asked = await begin(program);
    assert.match(asked.code, /^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$/);
    assert.equal(await asked.state(), 'waiting');
    assert.equal((await asked.who()).status, 401, 'before that the token is nobody');
    const looked = ok(
      await admin.send('POST', '/device-sign-ins/look', { code: ` ${asked.code.replace('-', ' ').toLowerCase()} ` }),
    ).body;
    assert.equal(looked.machine, 'nina on desk-4');
    assert.equal(looked.address, '192.0.2.10');
    assert.equal(looked.sameAddress, true);
    assert.deepEqual(looked.roles, [{ role: 'it-admin', tenant: t }]);
    const made = ok(await admin.send('POST', '/device-sign-ins/confirmation', { code: asked.code })).body;
    assert.equal(made.endsAt, '2026-11-20T16:00:00.000Z', 'eight hours when nothing else is said');
    assert.equal(await asked.state(), 'confirmed');
    const who = ok(await asked.who()).body;
    assert.equal(who.email, admin.email);
    assert.deepEqual(who.everywhere, [], 'who holds a role in one tenant holds nothing for all');
    assert.deepEqual(
      who.tenants.map(({ id }: { id: string }) => id),
      [t],
    );
    ok(await asked.get(`/t/${t}/findings`));
    assert.equal((await asked.get(`/t/${other}/findings`)).status, 403);
    assert.equal((await asked.get('/me')).status, 403, 'a token is no browser: it makes no further tokens');
    const { items } = ok(await admin.send('GET', '/me/tokens')).body;
    assert.equal(items[0].name, 'wardline login on nina on desk-4');
    ok(await admin.send('DELETE', `/me/tokens/${items[0].id}`));
    assert.equal((await asked.who()).status, 401);
  });

  it('a code counts once, and one that was used, has ended or never was looks the same', async () => {
    const asked = await begin(program);
    const person = await bench.signedIn(['msp', t]);
    ok(await person.send('POST', '/device-sign-ins/confirmation', { code: asked.code }));
    const again = await person.send('POST', '/device-sign-ins/confirmation', { code: asked.code });
    const never = await person.send('POST', '/device-sign-ins/confirmation', { code: 'BBBB-BBBB' });
    assert.equal(again.status, 404);
    assert.deepEqual({ ...again.body, request: '' }, { ...never.body, request: '' });
    const late = await begin(program);
    bench.advance(10);
    const person2 = await bench.signedIn(['msp', t]);
    const over = await person2.send('POST', '/device-sign-ins/look', { code: late.code });
    assert.deepEqual({ ...over.body, request: '' }, { ...never.body, request: '' });
    assert.equal(await late.state(), 'over');
    const unknown = await program.send('POST', '/device-sign-ins/state', { token: 'f'.repeat(64) });
    assert.equal(unknown.body.state, 'over');
  });

  it('who guesses codes is stopped after ten, and the right one no longer helps', async () => {
    const asked = await begin(program);
    const guesser = await bench.signedIn(['it-admin', t]);
    for (let number = 0; number < 10; number += 1) {
      const code = `BCDF-GHJ${'BCDFGHJKLM'[number]}`;
      assert.equal((await guesser.send('POST', '/device-sign-ins/look', { code })).status, 404);
    }
    const right = await guesser.send('POST', '/device-sign-ins/confirmation', { code: asked.code });
    assert.equal(right.status, 429);
    assert.ok(Number(right.headers.get('retry-after')) > 0);
    assert.equal(await asked.state(), 'waiting');
  });

  it('a refusal ends it, and the program hears that', async () => {
    const asked = await begin(program);
    const person = await bench.signedIn(['it-admin', t]);
    ok(await person.send('POST', '/device-sign-ins/refusal', { code: asked.code }));
    assert.equal(await asked.state(), 'refused');
    assert.equal((await asked.who()).status, 401);
    assert.equal((await person.send('POST', '/device-sign-ins/confirmation', { code: asked.code })).status, 404);
  });

  it('two people at once: one of them confirms, and there is one token', async () => {
    const asked = await begin(program);
    const people = await Promise.all([bench.signedIn(['msp', t]), bench.signedIn(['it-admin', t])]);
    const answers = await Promise.all(
      people.map((person) => person.send('POST', '/device-sign-ins/confirmation', { code: asked.code })),
    );
    assert.deepEqual(
      answers.map(({ status }) => status).toSorted((a, b) => a - b),
      [200, 404],
    );
  });

  it('only to read, and only one tenant, when the person says so, until its hour is over', async () => {
    const asked = await begin(program);
    const person = await bench.signedIn(['msp', t], ['msp', other]);
    ok(
      await person.send('POST', '/device-sign-ins/confirmation', {
        ...{ code: asked.code, tenant: other, may: 'read', hours: 1 },
      }),
    );
    const who = ok(await asked.who()).body;
    assert.deepEqual(
      who.tenants.map(({ id }: { id: string }) => id),
      [other],
    );
    assert.ok(who.tenants[0].permissions.every((name: string) => name.endsWith('.read')));
    bench.advance(61);
    assert.equal((await asked.who()).status, 401);
  });

  it('a machine cannot name itself like something else, nor take a token that is known', async () => {
    const asked = await begin(program, 'front desk\u202e\u0000 gnihsihp');
    const person = await bench.signedIn(['it-admin', t]);
    const { machine } = ok(await person.send('POST', '/device-sign-ins/look', { code: asked.code })).body;
    assert.equal(machine, 'front desk   gnihsihp');
    const same = await program.send('POST', '/device-sign-ins', { machine: 'copy', token: asked.hash });
    assert.equal(same.status, 409);
    assert.equal((await program.send('POST', '/device-sign-ins', { machine: 'x', token: 'short' })).status, 400);
  });

  it('a page of somebody else cannot confirm, and somebody without the second step neither', async () => {
    const asked = await begin(program);
    const person = await bench.signedIn(['it-admin', t]);
    const forged = await person.send(...(['POST', '/device-sign-ins/confirmation', { code: asked.code }] as const), {
      origin: 'https://evil.example',
      'sec-fetch-site': 'cross-site',
    });
    assert.equal(forged.status, 403);
    assert.equal((await bench.browser().send('POST', '/device-sign-ins/look', { code: asked.code })).status, 401);
  });

  it('begun again and again from one address it is stopped', async () => {
    const later = testServer(store, { now: () => '2026-12-01T08:00:00.000Z' });
    const flooder = later.browser();
    for (let number = 0; number < 20; number += 1) await begin(flooder);
    const one = await flooder.send('POST', '/device-sign-ins', { machine: 'x', token: 'a'.repeat(64) });
    assert.equal(one.status, 429);
  });
});
