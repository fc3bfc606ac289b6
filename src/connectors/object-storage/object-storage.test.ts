import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { azuriteAccount, azuriteKey, startAzurite } from '../../../test/azurite.ts';
import { type ObjectLockServer, startObjectLockServer } from '../../../test/object-lock-server.ts';
import { s3Store as startS3 } from '../../../test/siem/s3.ts';
import { testFolder } from '../../../test/store/harness.ts';
import type { ObjectStore } from '../../core/object-store.ts';
import { azureBlobStore } from './azure-blob.ts';
import { folderStore } from './folder.ts';
import { s3Store } from './s3.ts';

const until = '2032-11-22T00:00:00.000Z';
const s3 = (endpoint: string, lockMode: 'compliance' | 'governance' = 'compliance') =>
  s3Store({
    ...{ bucket: 'archive', region: 'us-east-1', endpoint, allowPrivate: true, lockMode },
    ...{ accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' },
  });
const azure = (endpoint: string, lockMode: 'locked' | 'unlocked' = 'locked') =>
  azureBlobStore({
    ...{ account: azuriteAccount, accountKey: azuriteKey, container: 'archive', endpoint },
    ...{ allowPrivate: true, lockMode },
  });
const namesIn = async (store: ObjectStore, prefix: string) => {
  const found: [string, number][] = [];
  for await (const { key, size } of store.list(prefix)) found.push([key, size]);
  return found;
};

describe('places for the archive', () => {
  const closing: (() => Promise<void> | void)[] = [];
  after(async () => {
    for (const close of closing) await close();
  });

  /** Real stores that lock nothing. */
  const places: [string, () => Promise<ObjectStore>][] = [
    [
      's3rver',
      async () => {
        const server = await startS3(testFolder(), 'archive');
        closing.push(() => server.close());
        return s3(server.endpoint);
      },
    ],
    [
      'azurite',
      async () => {
        const server = await startAzurite(testFolder(), 'archive');
        closing.push(() => server.close());
        return azure(server.endpoint);
      },
    ],
    ['a folder', () => Promise.resolve(folderStore(testFolder()))],
  ];
  for (const [name, open] of places)
    it(`S0-82: ${name} keeps what is put, once, gives it back byte for byte and lists it`, async () => {
      const store = await open();
      const bytes = Buffer.from([0, 255, 10, 13, ...Buffer.alloc(70_000, 7)]);
      assert.equal(await store.head('t/segments/1'), undefined);
      assert.equal(await store.get('t/segments/1'), undefined);
      assert.equal(await store.put('t/segments/1', bytes), 'stored');
      assert.equal(await store.put('t/segments/1', Buffer.from('another')), 'there');
      assert.equal(await store.put('t/roots/1', Buffer.from('x')), 'stored');
      assert.deepEqual(Buffer.from((await store.get('t/segments/1'))!), bytes);
      assert.deepEqual(await namesIn(store, 't/segments/'), [['t/segments/1', 70_004]]);
      assert.deepEqual(await store.head('t/roots/1'), { size: 1, lock: { strength: 'none', legalHold: false } });
      store.close();
    });

  it('a folder that is gone is an error, and never an empty archive', async () => {
    const folder = join(testFolder(), 'mount');
    const store = folderStore(folder);
    await assert.rejects(namesIn(store, ''), { code: 'unreachable' });
    await assert.rejects(store.put('a', Buffer.from('x')), { code: 'unreachable' });
    rmSync(folder, { recursive: true, force: true });
  });

  describe('with locks', () => {
    let server: ObjectLockServer;
    before(async () => {
      server = await startObjectLockServer();
      closing.push(() => server.close());
    });
    const endpoint = (kind: string) => `http://127.0.0.1:${server.port}${kind === 'azure' ? '/account' : ''}`;
    const cases = [
      ['s3', () => s3(endpoint('s3')), 'firm', 'compliance', 403],
      ['s3', () => s3(endpoint('s3'), 'governance'), 'soft', 'governance', 403],
      ['azure', () => azure(endpoint('azure')), 'firm', 'locked', 403],
      ['azure', () => azure(endpoint('azure'), 'unlocked'), 'soft', 'unlocked', 403],
    ] as const;
    for (const [kind, open, strength, mode, refused] of cases)
      it(`S0-82: an object in ${kind} under a ${mode} lock cannot be removed or written over, and a hold outlives it`, async () => {
        const store = open();
        const path = `${kind === 'azure' ? '/account' : ''}/archive/${mode}`;
        assert.equal(await store.put(mode, Buffer.from('sealed'), until), 'stored');
        assert.deepEqual(await store.head(mode), { size: 6, lock: { strength, until, legalHold: false } });
        assert.equal(await server.attack('DELETE', path), refused);
        assert.equal(await server.attack('PUT', path), refused);
        await store.hold(mode, true);
        assert.equal((await store.head(mode))!.lock.legalHold, true);
        server.objects.get(path)!.until = '2020-01-01T00:00:00.000Z';
        assert.equal(await server.attack('DELETE', path), refused, 'the hold keeps it after its time');
        await store.hold(mode, false);
        assert.equal(await server.attack('DELETE', path), 204);
        store.close();
      });

    it('I-4: a store that fails for a moment is asked again', async () => {
      for (const store of [s3(endpoint('s3'))]) {
        server.failing = 2;
        assert.equal(await store.put('again', Buffer.from('x'), until), 'stored');
        store.close();
      }
    });
  });

  it('I-6: an address that is not https, private or of a metadata service is never called', () => {
    for (const [endpoint, allowPrivate] of [
      ['http://archive.example.com', true],
      ['https://10.1.2.3', false],
      ['https://169.254.169.254', true],
    ] as const)
      for (const open of [
        () =>
          s3Store({
            ...common,
            bucket: 'archive',
            region: 'us-east-1',
            endpoint,
            allowPrivate,
            lockMode: 'compliance',
          }),
        () =>
          azureBlobStore({
            ...{ account: 'archive', container: 'archive', accountKey: azuriteKey, endpoint, allowPrivate },
            lockMode: 'locked',
          }),
      ])
        assert.throws(open, { code: 'host-not-allowed' }, endpoint);
  });
  const common = { accessKeyId: 'A', secretAccessKey: 'B' };
});
