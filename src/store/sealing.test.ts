import assert from 'node:assert/strict';
import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { testFolder } from '../../test/store/harness.ts';
import { StoreError } from './errors.ts';
import { addMasterKey, forgetOldKeys, openKeyring } from './master-key.ts';
import { rewrap, seal, sealedWith, unseal } from './sealing.ts';

const kind = (wanted: string) => (error: unknown) => error instanceof StoreError && error.code === wanted;
const ringOf = (...bytes: number[]) =>
  openKeyring('/nowhere', {
    WARDLINE_MASTER_KEY: bytes.map((byte) => Buffer.alloc(32, byte).toString('base64')).join(','),
  });
const context = 'credential clinic/change';

describe('sealing', () => {
  const ring = ringOf(1);
  const sealed = seal(ring, 'the private key', context);

  it('opens what it sealed', () => assert.equal(String(unseal(ring, sealed, context)), 'the private key'));
  it('never seals twice alike', () => assert.notEqual(seal(ring, 'the private key', context), sealed));
  it('shows nothing of the content', () => assert.ok(!Buffer.from(sealed, 'base64url').includes('private')));
  it('does not open in another place', () => {
    for (const other of ['credential hospital/change', 'credential clinic/contain', ''])
      assert.throws(() => unseal(ring, sealed, other), kind('integrity'));
  });
  it('does not open when any one byte is changed', () => {
    const parts = sealed.split('.');
    for (const part of [2, 3]) {
      const bytes = Buffer.from(parts[part]!, 'base64url');
      for (let at = 0; at < bytes.length; at += 1) {
        const altered = Buffer.from(bytes);
        altered[at]! ^= 1;
        const text = parts.with(part, altered.toString('base64url')).join('.');
        assert.throws(() => unseal(ring, text, context), kind('integrity'), `part ${part}, byte ${at}`);
      }
    }
  });
  it('refuses what is no sealed text', () => {
    for (const text of ['', 'w1', 'w1.a.b', 'w2.a.b.c', 'w1.a.b.c.d', 'w1.a.AA.AA'])
      assert.throws(() => unseal(ring, text, context), StoreError);
  });
  it('names the key that is missing', () => {
    assert.throws(
      () => unseal(ringOf(2), sealed, context),
      (error) => kind('no-master-key')(error) && (error as Error).message.includes(ring.current.id),
    );
  });
  it('comes under a new key without being sealed again', () => {
    const both = ringOf(2, 1);
    const again = rewrap(both, sealed, context);
    assert.equal(sealedWith(again), both.current.id);
    assert.equal(String(unseal(ringOf(2), again, context)), 'the private key');
    assert.equal(again.split('.')[3], sealed.split('.')[3]);
    assert.throws(() => rewrap(both, sealed, 'elsewhere'), kind('integrity'));
  });
});

describe('the master key', () => {
  it('is made once, readable by its owner alone', () => {
    const home = testFolder();
    const { id } = openKeyring(home, {}).current;
    assert.equal(openKeyring(home, {}).current.id, id);
    assert.equal(statSync(join(home, 'master.key')).mode & 0o777, 0o600);
    assert.match(id, /^[0-9a-f]{12}$/);
  });
  it('is refused when others may read it', () => {
    const home = testFolder();
    openKeyring(home, {});
    chmodSync(join(home, 'master.key'), 0o640);
    assert.throws(
      () => openKeyring(home, {}),
      (error) => kind('store-unsuitable')(error) && /chmod 600/.test((error as StoreError).hint!),
    );
  });
  it('comes from the environment, from a file that it names, in base64 or hex', () => {
    const home = testFolder();
    const file = join(home, 'elsewhere.key');
    writeFileSync(file, `# from the vault\n${'01'.repeat(32)}\n`);
    const wanted = ringOf(1).current.id;
    assert.equal(openKeyring(home, { WARDLINE_MASTER_KEY_FILE: file }).current.id, wanted);
    assert.equal(openKeyring(home, { WARDLINE_MASTER_KEY: '01'.repeat(32) }).current.id, wanted);
    assert.throws(() => openKeyring(home, { WARDLINE_MASTER_KEY_FILE: join(home, 'none') }), kind('no-master-key'));
    for (const text of ['short', ',', '\n'])
      assert.throws(() => openKeyring(home, { WARDLINE_MASTER_KEY: text }), kind('no-master-key'));
  });
  it('is never in a message', () => {
    const secret = Buffer.alloc(31, 9).toString('base64');
    assert.throws(
      () => openKeyring('/nowhere', { WARDLINE_MASTER_KEY: secret }),
      (error) => !String(error).includes(secret.slice(0, 8)),
    );
  });
  it('is followed by a new one; the old opens until it is forgotten', () => {
    const home = testFolder();
    const first = openKeyring(home, {});
    const sealed = seal(first, 'content', context);
    const both = addMasterKey(home);
    assert.deepEqual(
      both.all.map(({ id }) => id),
      [both.current.id, first.current.id],
    );
    assert.notEqual(both.current.id, first.current.id);
    const again = rewrap(both, sealed, context);
    const last = forgetOldKeys(home);
    assert.equal(String(unseal(last, again, context)), 'content');
    assert.throws(() => unseal(last, sealed, context), kind('no-master-key'));
    assert.equal(readFileSync(join(home, 'master.key'), 'utf8').trim().split('\n').length, 2);
  });
});
