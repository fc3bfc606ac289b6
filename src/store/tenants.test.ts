import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { at, newTenant, openTestStore } from '../../test/store/harness.ts';
import { WardlineError } from '../core/errors.ts';
import { deleteCredential, keepCredential, listCredentials, openCredential, rewrapCredentials } from './credentials.ts';
import { StoreError } from './errors.ts';
import { openKeyring } from './master-key.ts';
import type { Store } from './open.ts';
import { withSystem, withTenant } from './scope.ts';
import { addTenant, changeTenant, getTenant, listTenants, removeTenant } from './tenants.ts';

const key = (byte: number) => Buffer.alloc(32, byte).toString('base64');
const ring = openKeyring('/nowhere', { WARDLINE_MASTER_KEY: key(1) });
const code = (wanted: string) => (error: unknown) => error instanceof WardlineError && error.code === wanted;

describe('tenants', () => {
  let store: Store;
  before(async () => {
    store = await openTestStore();
  });
  after(() => store?.close());
  const clinic = {
    name: 'Larkmeadow Family Clinic',
    color: '#1f6f78',
    cloud: 'gcc' as const,
    domain: 'larkmeadow.example.com',
    at,
  };

  it('are added, listed, changed, removed and come back with their history', async () => {
    const id = 'larkmeadow';
    const added = await withSystem(store, (scope) => addTenant(scope, { id, ...clinic }));
    const wanted = {
      id,
      name: clinic.name,
      color: '#1f6f78',
      cloud: 'gcc',
      domain: 'larkmeadow.example.com',
      createdAt: at,
    };
    assert.deepEqual(added, wanted);
    assert.deepEqual(await withTenant(store, id, getTenant), wanted);
    await assert.rejects(
      withSystem(store, (scope) => addTenant(scope, { id, ...clinic })),
      (error) => error instanceof StoreError && error.code === 'conflict' && error.exit === 7,
    );
    const changed = await withSystem(store, (scope) =>
      changeTenant(scope, id, { name: 'Larkmeadow', color: '#803030' }),
    );
    assert.deepEqual(changed, { ...wanted, name: 'Larkmeadow', color: '#803030' });

    await withTenant(store, id, (scope) => keepCredential(scope, ring, { name: 'change', secret: 'x', at }));
    await removeTenant(store, id, '2026-11-21T00:00:00.000Z');
    await assert.rejects(withTenant(store, id, getTenant), code('not-found'));
    assert.deepEqual(await withTenant(store, id, listCredentials), []);
    const ids = (removed: boolean) =>
      withSystem(store, async (scope) => (await listTenants(scope, { removed })).map((tenant) => tenant.id));
    assert.ok(!(await ids(false)).includes(id));
    assert.ok((await ids(true)).includes(id));
    const back = await withSystem(store, (scope) =>
      addTenant(scope, { id, ...clinic, at: '2027-01-01T00:00:00.000Z' }),
    );
    assert.deepEqual(back, wanted);
  });

  it('need an id, a name and a color that can be shown', async () => {
    for (const given of [
      { id: 'Not An Id' },
      { id: 'b', name: '  ' },
      { id: 'b', color: 'red' },
      { id: 'b', color: '#1F6F78' },
    ])
      await assert.rejects(
        withSystem(store, (scope) => addTenant(scope, { ...clinic, ...given })),
        code('bad-input'),
      );
    await assert.rejects(
      withSystem(store, (scope) => changeTenant(scope, 'nobody', {})),
      code('not-found'),
    );
    await assert.rejects(removeTenant(store, 'nobody', at), code('not-found'));
  });

  it('may have a name with any character in it', async () => {
    const tenant = await newTenant(store);
    const name = 'A\0b \ud800 <script>alert(1)</script> "\' Ärzte 👩‍⚕️';
    const changed = await withSystem(store, (scope) => changeTenant(scope, tenant, { name }));
    assert.equal(changed.name, 'A\ufffdb \ufffd <script>alert(1)</script> "\' Ärzte 👩‍⚕️');
  });
});

describe('credentials', () => {
  let store: Store;
  let tenant = '';
  before(async () => {
    store = await openTestStore();
    tenant = await newTenant(store);
  });
  after(() => store?.close());
  const within: typeof withTenant<unknown> = (...given) => withTenant(...given);

  it('come back from their seal, and lie sealed in the table', async () => {
    const secret = JSON.stringify({ certificate: 'invented', key: 'a private key with ümlauts' });
    await withTenant(store, tenant, (scope) =>
      keepCredential(scope, ring, { name: 'change', secret, expiresAt: '2027-01-01T00:00:00.000Z', at }),
    );
    assert.equal(await withTenant(store, tenant, (scope) => openCredential(scope, ring, 'change')), secret);
    assert.deepEqual(await withTenant(store, tenant, listCredentials), [
      { name: 'change', keyId: ring.current.id, expiresAt: '2027-01-01T00:00:00.000Z', createdAt: at },
    ]);
    const { sealed } = await withTenant(store, tenant, ({ db }) =>
      db.selectFrom('credentials').select('sealed').executeTakeFirstOrThrow(),
    );
    assert.match(sealed, new RegExp(`^w1\\.${ring.current.id}\\.`));
    assert.ok(!Buffer.from(sealed.split('.')[3]!, 'base64url').includes('invented'));
  });

  it('do not open for another tenant or under another name', async () => {
    const other = await newTenant(store);
    const row = await withTenant(store, tenant, ({ db }) =>
      db.selectFrom('credentials').selectAll().executeTakeFirstOrThrow(),
    );
    await within(store, other, ({ db }) =>
      db
        .insertInto('credentials')
        .values({ ...row, tenantId: other })
        .execute(),
    );
    await within(store, tenant, ({ db }) =>
      db
        .insertInto('credentials')
        .values({ ...row, name: 'contain' })
        .execute(),
    );
    for (const [where, name] of [
      [other, 'change'],
      [tenant, 'contain'],
    ] as const)
      await assert.rejects(
        withTenant(store, where, (scope) => openCredential(scope, ring, name)),
        (error) => error instanceof StoreError && error.code === 'integrity',
      );
    await assert.rejects(
      withTenant(store, other, (scope) => openCredential(scope, ring, 'none')),
      code('not-found'),
    );
    assert.equal(await withTenant(store, tenant, (scope) => deleteCredential(scope, 'contain')), true);
    assert.equal(await withTenant(store, tenant, (scope) => deleteCredential(scope, 'contain')), false);
  });

  it('come under a new master key', async () => {
    const both = openKeyring('/nowhere', { WARDLINE_MASTER_KEY: `${key(2)},${key(1)}` });
    assert.equal(await withTenant(store, tenant, (scope) => rewrapCredentials(scope, both)), 1);
    assert.equal(await withTenant(store, tenant, (scope) => rewrapCredentials(scope, both)), 0);
    const alone = openKeyring('/nowhere', { WARDLINE_MASTER_KEY: key(2) });
    assert.match(await withTenant(store, tenant, (scope) => openCredential(scope, alone, 'change')), /private key/);
    await assert.rejects(
      withTenant(store, tenant, (scope) => openCredential(scope, ring, 'change')),
      (error) => error instanceof StoreError && error.code === 'no-master-key',
    );
  });
});
