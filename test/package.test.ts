import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, relative, sep } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { refuseSecrets } from '../src/connectors/settings-file/secrets.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const windows = process.platform === 'win32';

/**
 * Packs a copy of the repository (so that the checkout's own `dist` stays as it is), installs the package in an empty
 * folder and runs it as its users do.
 */
describe('the package', () => {
  let folder = '';
  let installed = '';
  let unreachable = '';

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'wardline-package-'));
    const copy = join(folder, 'copy');
    const left = new Set(['node_modules', '.git', 'dist', 'reports']);
    cpSync(root, copy, { recursive: true, filter: (path) => !left.has(relative(root, path).split(sep)[0]!) });
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
    const packed = npm(copy, 'pack', '--json', '--pack-destination', folder);
    assert.equal(packed.status, 0, packed.stdout + packed.stderr);
    const [{ filename }] = JSON.parse(packed.stdout.slice(packed.stdout.indexOf('[')));
    const empty = join(folder, 'empty');
    mkdirSync(empty);
    writeFileSync(join(empty, 'package.json'), JSON.stringify({ name: 'trial', version: '1.0.0', private: true }));
    const install = npm(empty, 'install', '--prefer-offline', '--no-audit', '--no-fund', join(folder, filename));
    if (
      install.status !== 0 &&
      /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ENOTCACHED/.test(install.stderr)
    )
      unreachable = 'the package registry cannot be reached and npm has no copy';
    else assert.equal(install.status, 0, install.stderr);
    installed = join(empty, 'node_modules', 'wardline');
    writeFileSync(join(empty, 'export.json'), JSON.stringify(settings));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const files = () =>
    readdirSync(installed, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(installed, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
      .filter((path) => !path.startsWith('node_modules/'));

  it('holds compiled JavaScript and what a user needs, and nothing else', (test) => {
    if (unreachable) return test.skip(unreachable);
    const all = files();
    for (const path of [
      'package.json',
      'README.md',
      'CHANGELOG.md',
      'LICENSE',
      'NOTICE',
      'bin/wardline.js',
      'dist/cli/main.js',
      'dist/controls/index.js',
    ])
      assert.ok(all.includes(path), `${path} is missing`);
    const strange = all.filter(
      (path) =>
        !/^(dist\/.+\.js|dist\/web\/(index\.html|[\w-]+\.(svg|png|webmanifest)|assets\/[\w-]+\.(css|woff2))|bin\/wardline\.js|demo\/[\w.-]+\.json|package\.json|LICENSE|NOTICE|README\.md|CHANGELOG\.md|docs\/verify-audit-export\.mjs)$/.test(
          path,
        ) || path.endsWith('.test.js'),
    );
    assert.deepEqual(strange, [], 'sources, tests, documents or others');
    const controls = all.filter((path) => path.startsWith('dist/controls/')).length;
    const sources = readdirSync(join(root, 'src/controls'), { recursive: true, encoding: 'utf8' }).filter(
      (path) => path.endsWith('.ts') && !path.endsWith('.test.ts'),
    );
    assert.equal(controls, sources.length);
  });

  it('imports no TypeScript, names no place of this machine and holds no secret', (test) => {
    if (unreachable) return test.skip(unreachable);
    for (const path of files()) {
      const text = readFileSync(join(installed, path), 'utf8');
      assert.doesNotMatch(text, /(?:from|import)\s*\(?\s*'\.[^']*\.ts'/, path);
      assert.ok(!text.includes(root), `${path} names ${root}`);
      refuseSecrets({ text }, path);
    }
  });

  it('declares every package that its code imports', (test) => {
    if (unreachable) return test.skip(unreachable);
    const { dependencies, optionalDependencies } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
    const declared = new Set(Object.keys({ ...dependencies, ...optionalDependencies }));
    for (const path of files().filter((file) => file.endsWith('.js'))) {
      const text = readFileSync(join(installed, path), 'utf8');
      for (const [, name] of text.matchAll(/^(?:(?:import|export|\})[^'"\n]*\bfrom |import )['"]([^.'"][^'"]*)['"]/gm))
        if (!name!.startsWith('node:')) assert.ok(declared.has(packageOf(name!)), `${path} imports ${name}`);
    }
  });

  for (const { label, node, absent } of nodes()) {
    describe(`started by ${label}`, () => {
      const run = (...args: string[]) => {
        const path = [dirname(node), process.env['PATH']].join(delimiter);
        return spawnSync(node, [join(installed, 'bin/wardline.js'), ...args], {
          cwd: dirname(dirname(installed)),
          encoding: 'utf8',
          env: { ...process.env, PATH: path },
        });
      };

      it('prints its version and runs on Node 24', (test) => {
        if (unreachable || absent) return test.skip(unreachable || absent);
        const { status, stdout, stderr } = run('version', '-o', 'json');
        assert.equal(status, 0, stderr);
        const { wardline, node: used } = JSON.parse(stdout);
        assert.equal(wardline, JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version);
        assert.ok(Number(used.split('.')[0]) >= 24, used);
      });

      it('assesses an export', (test) => {
        if (unreachable || absent) return test.skip(unreachable || absent);
        const { status, stdout, stderr } = run('assess', '--from', 'export.json');
        assert.equal(status, 0, stderr);
        const { tenant, results } = JSON.parse(stdout) as {
          tenant: { name: string };
          results: { control: string; outcome: string }[];
        };
        assert.equal(tenant.name, 'Larkmeadow Family Clinic');
        const outcomeOf = (id: string) => results.find((result) => result.control === id)?.outcome;
        assert.equal(outcomeOf('exchange.remote-domain-forwarding-off'), 'fail');
        assert.equal(outcomeOf('entra.mfa-for-all-users'), 'unknown');
      });

      it('writes the HTML report with the font of its dependency', (test) => {
        if (unreachable || absent) return test.skip(unreachable || absent);
        const { status, stderr } = run('assess', '--from', 'export.json', '--out', 'report.html', '--quiet');
        assert.equal(status, 0, stderr);
        const report = readFileSync(join(dirname(dirname(installed)), 'report.html'), 'utf8');
        assert.match(report, /Larkmeadow Family Clinic/);
        assert.match(report, /font\/woff2/);
      });

      it('runs the demo that came with it', (test) => {
        if (unreachable || absent) return test.skip(unreachable || absent);
        const { status, stdout, stderr } = run('demo', '-o', 'json');
        assert.equal(status, 0, stderr);
        assert.ok(JSON.parse(stdout).results.length > 100);
        assert.ok(existsSync(join(dirname(dirname(installed)), 'reports/wardline-report.html')));
      });

      it('gives the exit code and a clear message for a bad file', (test) => {
        if (unreachable || absent) return test.skip(unreachable || absent);
        const { status, stderr } = run('assess', '--from', 'no-such-file.json');
        assert.equal(status, 65);
        assert.match(stderr, /There is no file/);
        assert.doesNotMatch(stderr, /\n +at /);
      });
    });
  }

  it('has a command on the path', (test) => {
    if (unreachable) return test.skip(unreachable);
    const { status, stdout } = spawnSync(
      join(dirname(installed), '.bin', windows ? 'wardline.cmd' : 'wardline'),
      ['version', '-o', 'json'],
      { encoding: 'utf8', shell: windows },
    );
    assert.equal(status, 0);
    assert.match(stdout, /"wardline"/);
  });

  it('says what to do when it is started by an old Node and no Node 24 came with it', (test) => {
    const old = nodes().find((entry) => entry.old);
    if (unreachable || !old || old.absent) return test.skip(unreachable || old?.absent);
    const modules = dirname(installed);
    const bundled = readdirSync(modules).filter((name) => name.startsWith('node-'));
    for (const name of bundled) renameSync(join(modules, name), join(modules, `.${name}`));
    const { status, stderr } = spawnSync(old.node, [join(installed, 'bin/wardline.js'), 'version'], {
      encoding: 'utf8',
    });
    for (const name of bundled) renameSync(join(modules, `.${name}`), join(modules, name));
    assert.equal(status, 1);
    assert.match(stderr, /Wardline needs Node 24; this is Node 2\d.*\nInstall Node 24/);
  });
});

/** An export of an invented tenant, as small as an export can be. */
const settings = {
  tenant_details: [{ DisplayName: 'Larkmeadow Family Clinic', TenantId: '00000000-0000-4000-8000-000000000001' }],
  timestamp_zulu: '2026-11-20T06:00:00Z',
  remote_domains: [{ Identity: 'Default', DomainName: '*', AutoForwardEnabled: true }],
};

/** The Node that runs this test, and the first older one on the path that can start Wardline (20.19 to 23). */
function nodes(): { label: string; node: string; old: boolean; absent?: string }[] {
  const old = (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((place) => join(place, windows ? 'node.exe' : 'node'))
    .filter((path) => existsSync(path))
    .map((path) => ({ path, version: spawnSync(path, ['--version'], { encoding: 'utf8' }).stdout?.trim() ?? '' }))
    .find(({ version }) => /^v(20\.(19|[2-9]\d)|2[123])\./.test(version));
  return [
    { label: `Node ${process.versions.node}`, node: process.execPath, old: false },
    old
      ? { label: `Node ${old.version.slice(1)}`, node: old.path, old: true }
      : { label: 'an older Node', node: '', old: true, absent: 'no Node older than 24 on the path' },
  ];
}

/** `zod/v4` and `@fontsource-variable/inter/files/…` to the names of their packages. */
function packageOf(name: string): string {
  return name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');
}

/** npm as a person would start it: without what an outer `npm test` tells its scripts of this repository. */
function npm(cwd: string, ...args: string[]) {
  const outer =
    /^(npm_package_|npm_lifecycle_|npm_command$|npm_config_local_prefix$|npm_config_(global_)?prefix$|INIT_CWD$)/i;
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !outer.test(name)));
  return spawnSync('npm', args, { cwd, encoding: 'utf8', env, shell: windows, maxBuffer: 64 * 1024 * 1024 });
}
