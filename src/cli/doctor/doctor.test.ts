import assert from 'node:assert/strict';
import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { testFolder } from '../../../test/store/harness.ts';
import { openKeyring } from '../../store/master-key.ts';
import { main } from '../main.ts';

const at =
  (home: string, env: Record<string, string> = {}, answer?: string) =>
  async (...argv: string[]) => {
    let [out, err] = ['', ''];
    const exit = await main(['doctor', ...argv, '-o', 'json'], {
      cwd: home,
      env: { WARDLINE_HOME: home, WARDLINE_PORT: '0', ...env },
      stdout: { write: (text) => (out += text) },
      stderr: { write: (text) => (err += text) },
      ...(answer !== undefined && { ask: () => Promise.resolve(answer) }),
    });
    const findings: { id: string; state: string; why: string; step?: string }[] = out ? JSON.parse(out).findings : [];
    return { exit, err, out, stateOf: (id: string) => findings.find((one) => one.id === id)?.state, findings };
  };

describe('wardline doctor', () => {
  it('S0-83: is red until a person has confirmed the recovery kit, by the word in it, and again after a new key', async () => {
    const home = testFolder();
    openKeyring(home, {});
    const red = await at(home)();
    assert.deepEqual([red.exit, red.stateOf('recovery-kit')], [1, 'fault']);
    const kit = join(home, 'recovery-kit.txt');
    assert.equal(statSync(kit).mode & 0o077, 0);
    const text = readFileSync(kit, 'utf8');
    assert.ok(text.includes(readFileSync(join(home, 'master.key'), 'utf8').trim()));
    assert.equal((await at(home)('--confirm-recovery-kit')).exit, 5, 'a script cannot say it');
    assert.equal((await at(home, {}, 'yes')('--confirm-recovery-kit')).exit, 65);
    const word = /^Check word: (\S+)$/m.exec(text)![1]!;
    const confirmed = await at(home, {}, ` ${word.toUpperCase()} `)('--confirm-recovery-kit');
    assert.equal(confirmed.stateOf('recovery-kit'), 'sound');
    assert.equal(existsSync(kit), false, 'the key does not stay beside the data twice');
    writeFileSync(join(home, 'master.key'), `${Buffer.alloc(32, 9).toString('base64')}\n`, { mode: 0o600 });
    assert.equal((await at(home)()).stateOf('recovery-kit'), 'fault');
  });

  it('says all that is wrong at once, each with its next step, and tells no secret', async () => {
    const home = testFolder();
    openKeyring(home, {});
    chmodSync(join(home, 'master.key'), 0o644);
    const env = { WARDLINE_HOST: '', WARDLINE_JOBS: '0', WARDLINE_TLS_CERT: '/no/such.pem', HTTPS_PROXY: 'proxy' };
    const found = await at(home, { ...env, DATABASE_URL: 'postgres://omar:hunter2-secret@192.0.2.1/w' })();
    assert.equal(found.exit, 1);
    for (const id of ['folder', 'settings', 'database', 'recovery-kit']) assert.equal(found.stateOf(id), 'fault', id);
    const settings = found.findings.find(({ id }) => id === 'settings')!.why;
    assert.match(settings, /WARDLINE_JOBS/);
    assert.match(settings, /belong together/);
    for (const { id, state, step } of found.findings) assert.ok(state === 'sound' || step, id);
    assert.doesNotMatch(found.out, /hunter2/);
  });

  it('the bundle names no tenant, no place and no value', async () => {
    const home = testFolder();
    openKeyring(home, {});
    const { out } = await at(home, { WARDLINE_OIDC_CLIENT_SECRET: 'hunter2-secret' })('--bundle');
    const bundle = JSON.parse(out);
    assert.deepEqual(bundle.set, ['WARDLINE_HOME', 'WARDLINE_OIDC_CLIENT_SECRET', 'WARDLINE_PORT']);
    assert.ok(bundle.findings.every((one: { why: string; step?: string }) => one.why === '' && one.step === undefined));
    assert.doesNotMatch(out, new RegExp(`hunter2|${home}`));
  });
});
