import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { makeRecoveryKit } from '../../src/cli/doctor/recovery-kit.ts';
import { hashPassword } from '../../src/server/auth/secrets.ts';
import { setPassword } from '../../src/store/accounts.ts';
import { openKeyring } from '../../src/store/master-key.ts';
import { type Store, openStore } from '../../src/store/open.ts';
import { withSystem } from '../../src/store/scope.ts';
import { testFolder } from '../store/harness.ts';
import { type Browser, type TestServer, ok, testServer } from './harness.ts';

describe('recovery kit and doctor over the API', () => {
  const home = testFolder();
  let store: Store;
  let bench: TestServer;
  let owner: Browser & { account: string };
  let officer: Browser;
  const password = 'nine copper lanterns at noon';
  const kit = join(home, 'recovery-kit.txt');

  before(async () => {
    store = await openStore({ home });
    bench = testServer(store, { keyring: openKeyring(home, {}) });
    makeRecoveryKit(home, {}, bench.server.now());
    owner = await bench.signedIn(['owner', '*']);
    officer = await bench.signedIn(['privacy-officer', '*']);
    const hash = await hashPassword(password);
    await withSystem(store, (scope) => setPassword(scope, owner.account, hash, bench.server.now()));
  });
  after(() => store.close());

  it('S0-83: says that nobody confirmed the kit, and never what is in it', async () => {
    const reply = ok(await officer.send('GET', '/recovery-kit'));
    assert.deepEqual([reply.body.confirmed, reply.body.kitHere], [false, true]);
    assert.ok(!reply.text.includes(readFileSync(join(home, 'master.key'), 'utf8').trim()));
  });

  it('doctor as a page: each fault with what to do, the kit among them', async () => {
    const { faults, findings } = ok(await officer.send('GET', '/doctor')).body;
    const found = findings.find(({ id }: { id: string }) => id === 'recovery-kit');
    assert.equal(found.state, 'fault');
    assert.ok(faults >= 1);
    for (const { state, step, id } of findings) assert.ok(state === 'sound' || step, id);
  });

  it('an owner confirms it by the check word and their password; then the file is gone', async () => {
    const word = /^Check word: (\S+)$/m.exec(readFileSync(kit, 'utf8'))![1]!;
    const path = '/recovery-kit/confirmation';
    assert.equal((await officer.send('POST', path, { word, password })).status, 403);
    assert.equal((await owner.send('POST', path, { word, password: 'wrong' })).status, 400);
    assert.equal((await owner.send('POST', path, { word: 'aaaa-bbbb-cccc', password })).status, 400);
    assert.ok(existsSync(kit));
    ok(await owner.send('POST', path, { word, password }));
    assert.equal(existsSync(kit), false);
    const { confirmed, at, by } = ok(await officer.send('GET', '/recovery-kit')).body;
    assert.deepEqual([confirmed, at, typeof by], [true, bench.server.now(), 'string']);
  });
});
