import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { main } from '../../src/cli/main.ts';
import { hashOf } from '../../src/server/auth/secrets.ts';
import { type RunningServer, runServer } from '../../src/server/run.ts';
import { readSettings } from '../../src/server/settings.ts';
import { addAccount, replaceRoles } from '../../src/store/accounts.ts';
import { addToken } from '../../src/store/api-tokens.ts';
import type { Store } from '../../src/store/open.ts';
import { withSystem } from '../../src/store/scope.ts';
import { testCertificate } from '../https-server.ts';
import type { Run } from '../live.ts';
import { newTenant, openTestStore, testFolder } from '../store/harness.ts';

describe('S0-79: a server with a certificate of its own', () => {
  let store: Store;
  let running: RunningServer;
  const folder = testFolder();
  const home = join(folder, 'home');
  const token = `wlt_${'t'.repeat(43)}`;

  before(async () => {
    store = await openTestStore();
    const { pem, privateKey } = await testCertificate();
    writeFileSync(join(folder, 'root.pem'), pem);
    writeFileSync(join(folder, 'key.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }));
    writeFileSync(join(folder, 'token'), token);
    const env = {
      ...{ WARDLINE_PORT: '0', WARDLINE_TLS_CERT: join(folder, 'root.pem') },
      WARDLINE_TLS_KEY: join(folder, 'key.pem'),
    };
    running = await runServer(store, {
      ...{ settings: readSettings(env), env: process.env, version: '0.0.0-test', role: 'serve' as const },
      ...{ demo: false, web: undefined, write: () => undefined },
    });
    const at = running.server.now();
    const tenant = await newTenant(store);
    await withSystem(store, async (scope) => {
      const { id } = await addAccount(scope, { email: 'ci@example.com', name: 'Nightly', state: 'active', at });
      await replaceRoles(scope, id, [{ role: 'owner', tenant: '*' }], { by: 'test', at });
      await addToken(scope, {
        ...{
          account: id,
          name: 'nightly',
          permissions: ['findings.read', 'tenants.read'],
          tenant,
          hash: hashOf(token),
        },
        ...{ at, endsAt: '2999-01-01T00:00:00.000Z' },
      });
    });
  });
  after(async () => {
    await running.close();
    await store.close();
  });

  const run = async (...argv: string[]): Promise<Run> => {
    let [out, err] = ['', ''];
    const exit = await main(argv, {
      ...{ cwd: folder, env: { WARDLINE_HOME: home }, stdout: { write: (text) => (out += text) } },
      stderr: { write: (text) => (err += text) },
    });
    return { exit, out, err };
  };

  it('is refused until its authority is named, which then counts for this server and stays named', async () => {
    const blind = await run('login', running.url, '--token-file', 'token');
    assert.equal(blind.exit, 1, blind.err);
    assert.match(blind.err, /is not trusted/);
    assert.match(blind.err, /--ca FILE/);
    assert.equal(existsSync(join(home, 'login.json')), false);
    const signed = await run('login', running.url, '--token-file', 'token', '--ca', 'root.pem');
    assert.equal(signed.exit, 0, signed.err);
    const who = await run('whoami', '-o', 'json');
    assert.equal(JSON.parse(who.out).email, 'ci@example.com');
    assert.equal(JSON.parse(who.out).tenants.length, 1, 'the tenant of the token, and no other');
    const left = await run('logout', '-o', 'table');
    assert.match(left.out, /^Signed out of https:/);
    const gone = await run('login', running.url, '--token-file', 'token', '--ca', 'root.pem', '--json-errors');
    assert.equal(gone.exit, 4);
    assert.equal(JSON.parse(gone.err).code, 'sign-in-needed');
  });
});
