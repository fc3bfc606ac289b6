import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { refuseSecrets } from '../src/connectors/settings-file/secrets.ts';
import { envExample } from '../src/server/settings-page.ts';
import { readSettings, serverSettings } from '../src/server/settings.ts';
import { instructions } from '../tools/dockerfile.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');

describe('what an installation is made from', () => {
  it('I-7: the Dockerfile runs as nobody in particular, says how it is, holds no secret, and copies what is there', () => {
    const text = read('Dockerfile');
    const all = instructions(text);
    const verbs = new Set([
      'ARG',
      'FROM',
      'WORKDIR',
      'COPY',
      'RUN',
      'ENV',
      'USER',
      'VOLUME',
      'EXPOSE',
      'HEALTHCHECK',
      'STOPSIGNAL',
      'ENTRYPOINT',
      'CMD',
    ]);
    for (const { verb, rest } of all) assert.ok(verbs.has(verb), `${verb} ${rest}`);
    const last = all.slice(all.findLastIndex(({ verb }) => verb === 'FROM'));
    const of = (name: string) => last.filter(({ verb }) => verb === name).map(({ rest }) => rest);
    assert.deepEqual(of('USER'), ['10001:10001']);
    assert.equal(of('HEALTHCHECK').length, 1);
    assert.match(of('HEALTHCHECK')[0]!, /\/readyz/);
    assert.deepEqual(of('STOPSIGNAL'), ['SIGTERM']);
    assert.ok(
      last.findIndex(({ verb }) => verb === 'USER') > last.findLastIndex(({ verb }) => verb === 'RUN'),
      'root runs nothing after it',
    );
    for (const { verb, rest } of all) {
      if (verb === 'ENV' || verb === 'ARG')
        assert.doesNotMatch(rest, /(?:KEY|SECRET|PASSWORD|TOKEN|DATABASE_URL)/, rest);
      if (verb !== 'COPY' || rest.startsWith('--from')) continue;
      const words = rest.split(' ').slice(0, -1);
      for (const word of words) assert.ok(existsSync(join(root, word)), word);
      // What the context leaves out cannot be copied.
      for (const word of words)
        assert.ok(
          read('.dockerignore')
            .split('\n')
            .includes(`!${word.replace('./', '')}`),
          word,
        );
    }
    refuseSecrets({ text }, 'Dockerfile');
  });

  it('I-7: compose.yaml gives each container no more than it needs', () => {
    const { services, networks, secrets } = parse(read('compose.yaml'), { merge: true });
    assert.deepEqual(Object.keys(services), ['serve', 'worker', 'database']);
    for (const [name, service] of Object.entries<Record<string, never>>(services)) {
      assert.deepEqual(service['cap_drop'], ['ALL'], name);
      assert.deepEqual(service['security_opt'], ['no-new-privileges:true'], name);
      assert.ok(service['tmpfs'], name);
    }
    for (const name of ['serve', 'worker']) {
      assert.equal(services[name].read_only, true);
      assert.equal(services[name].user, '10001:10001');
      assert.equal(services[name].command[2], name);
      const { WARDLINE_URL: _, DATABASE_URL: __, ...env } = services[name].environment;
      const known = new Set(serverSettings.flatMap(({ name: one, file }) => (file ? [one, `${one}_FILE`] : [one])));
      for (const variable of Object.keys(env)) assert.ok(known.has(variable), variable);
    }
    assert.deepEqual(services.serve.ports, ['127.0.0.1:8710:8710'], 'the world comes through the proxy');
    assert.equal(services.database.ports, undefined);
    assert.equal(networks.inside.internal, true);
    assert.ok(secrets.master_key.file);
  });

  it('I-7: the systemd unit is shut in, and starts a program that is there', () => {
    const lines = read('deploy/wardline.service')
      .split('\n')
      .filter((line) => line && !/^[#[]/.test(line));
    const unit = new Map(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
    for (const [name, value] of Object.entries({
      ...{ User: 'wardline', NoNewPrivileges: 'yes', ProtectSystem: 'strict', ProtectHome: 'yes', PrivateTmp: 'yes' },
      ...{
        PrivateDevices: 'yes',
        RestrictSUIDSGID: 'yes',
        CapabilityBoundingSet: '',
        UMask: '0077',
        RestrictNamespaces: 'yes',
      },
    }))
      assert.equal(unit.get(name), value, name);
    // The program makes code of its own while it runs.
    assert.equal(unit.has('MemoryDenyWriteExecute'), false);
    assert.ok(existsSync(join(root, unit.get('ExecStart')!.split(' ')[2]!.replace('/opt/wardline/', ''))));
  });

  it('the proxies hand on one address and no stream is held back', () => {
    const nginx = read('deploy/nginx.conf');
    assert.match(nginx, /X-Forwarded-For \$remote_addr;/);
    assert.match(nginx, /proxy_buffering off;/);
    assert.equal(nginx.split('{').length, nginx.split('}').length);
    assert.match(read('deploy/Caddyfile'), /flush_interval -1/);
  });

  it('.env.example is made from the settings, and the server takes it as it is', () => {
    assert.equal(read('.env.example'), envExample(), 'Run: npm run docs');
    readSettings({});
  });

  it('every variable that the code of the server reads has a meaning, and docs/operation.md tells of each', () => {
    const known = new Set(serverSettings.map(({ name }) => name));
    const page = read('docs/operation.md');
    for (const { name } of serverSettings) assert.ok(page.includes(name), name);
    const files = readdirSync(join(root, 'src/server'), { recursive: true, encoding: 'utf8' });
    for (const file of files.filter((path) => path.endsWith('.ts')))
      for (const [, name] of read(`src/server/${file}`).matchAll(/env(?:\.|\[')(WARDLINE_\w+)/g))
        assert.ok(known.has(name!), `${file}: ${name}`);
  });
});
