import assert from 'node:assert/strict';
import { createSecretKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { testFolder } from '../../../test/store/harness.ts';
import type { Keyring, MasterKey } from '../master-key.ts';
import { sealedWith } from '../sealing.ts';
import { spoolPlace } from './spool-place.ts';

const master = (id: string, fill: number): MasterKey => ({ id, key: createSecretKey(Buffer.alloc(32, fill)) });
const [old, fresh] = [master('000000000001', 3), master('000000000002', 4)];
const ring = (current: MasterKey, ...others: MasterKey[]): Keyring => ({ current, all: [current, ...others] });

describe('S0-59: the key of a spool', () => {
  it('is made once, and comes under a new master key when it is opened', () => {
    const home = testFolder();
    const first = spoolPlace(home, ring(old), 'clinic', 'splunk');
    const again = spoolPlace(home, ring(fresh, old), 'clinic', 'splunk');
    assert.ok(first.key.equals(again.key));
    assert.equal(sealedWith(readFileSync(join(first.folder, 'spool.key'), 'utf8').trim()), fresh.id);
    assert.ok(spoolPlace(home, ring(fresh), 'clinic', 'splunk').key.equals(first.key));
    assert.throws(() => spoolPlace(home, ring(old), 'clinic', 'splunk'), { code: 'no-master-key' });
  });

  it('differs from stream to stream, and opens nothing of another', () => {
    const home = testFolder();
    const one = spoolPlace(home, ring(old), 'clinic', 'one');
    const two = spoolPlace(home, ring(old), 'clinic', 'two');
    assert.ok(!one.key.equals(two.key));
  });
});
