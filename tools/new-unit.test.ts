import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { services } from '../src/core/section.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Runs in a copy of the repository, so that the checkout stays as it is. */
describe('npm run new', () => {
  let copy = '';
  before(() => {
    copy = mkdtempSync(join(tmpdir(), 'wardline-new-'));
    for (const part of ['src', 'test', 'tools', 'package.json', 'tsconfig.json', '.oxfmtrc.json'])
      cpSync(join(root, part), join(copy, part), { recursive: true });
    writeFileSync(join(copy, 'src/controls/entra/a-helper.ts'), 'export const helper = 1;\n');
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  });
  after(() => rmSync(copy, { recursive: true, force: true }));

  const run = (...args: string[]) => spawnSync(process.execPath, args, { cwd: copy, encoding: 'utf8' });
  const make = (...args: string[]) => run('tools/new-unit.ts', ...args);
  const listing = () => readdirSync(join(copy, 'src/controls'), { recursive: true, encoding: 'utf8' }).join('\n');

  it('writes a control and its test for each service, in the form of the formatter', () => {
    for (const service of services) {
      const { status, stdout, stderr } = make('control', `${service}/made-for-${service}`);
      assert.equal(status, 0, stderr);
      assert.match(stdout, new RegExp(`src/controls/${service}/made-for-${service}\\.test\\.ts`));
      assert.match(stdout, /Next:/);
      const text = readFileSync(join(copy, `src/controls/${service}/made-for-${service}.ts`), 'utf8');
      assert.match(text, new RegExp(`id: '${service}\\.made-for-${service}'`));
    }
    const made = services.flatMap((service) =>
      ['ts', 'test.ts'].map((end) => `src/controls/${service}/made-for-${service}.${end}`),
    );
    const { status, stdout } = run('node_modules/oxfmt/bin/oxfmt', '--check', ...made, 'src/controls/index.ts');
    assert.equal(status, 0, stdout);
  });

  it('adds the line to the registry', () => {
    const registry = readFileSync(join(copy, 'src/controls/index.ts'), 'utf8');
    assert.match(registry, /import \{ madeForEntra \} from '\.\/entra\/made-for-entra\.ts';/);
    assert.match(registry, /^ {2}madeForEntra,$/m);
  });

  it('what it writes compiles and passes its own test', () => {
    const broken = 'src/controls/entra/broken-on-purpose.ts';
    writeFileSync(join(copy, broken), 'export const brokenOnPurpose: number = "text";\n');
    const { stdout } = run('node_modules/typescript7/bin/tsc', '-p', '.', '--noEmit');
    rmSync(join(copy, broken));
    assert.match(stdout, /broken-on-purpose\.ts/, 'the compiler did not look at these files');
    assert.doesNotMatch(stdout, /made-for-/);
    const tests = services.map((service) => `src/controls/${service}/made-for-${service}.test.ts`);
    // The runner refuses to run inside itself while it sees this variable.
    const { NODE_TEST_CONTEXT: _, ...env } = process.env;
    const ran = spawnSync(process.execPath, ['--test', '--test-isolation=none', '--test-reporter=tap', ...tests], {
      cwd: copy,
      encoding: 'utf8',
      env,
    });
    assert.equal(ran.status, 0, ran.stdout);
    assert.match(ran.stdout, new RegExp(`# suites ${services.length}`));
  });

  const refused: Record<string, { args: string[]; says: RegExp }> = {
    'nothing said': { args: [], says: /npm run new control SERVICE\/NAME/ },
    'a kind of a later part': { args: ['detection', 'entra/some-id'], says: /no kind "detection" yet.*control/ },
    'no address': { args: ['control'], says: /Say what to make/ },
    'two addresses': { args: ['control', 'entra/one-thing', 'entra/two-things'], says: /One control at a time/ },
    'an unknown service': { args: ['control', 'sway/some-id'], says: /no service "sway".*entra, exchange/ },
    'no name': { args: ['control', 'entra'], says: /not a name/ },
    'an upper-case name': { args: ['control', 'entra/SomeId'], says: /not a name/ },
    'one word': { args: ['control', 'entra/class'], says: /not a name/ },
    underscores: { args: ['control', 'entra/some_id'], says: /not a name/ },
    'a way out of the folder': { args: ['control', 'entra/../some-id'], says: /not a name/ },
    'a file that exists': { args: ['control', 'entra/a-helper'], says: /exists already/ },
    'a name that another service uses': {
      args: ['control', 'teams/made-for-entra'],
      says: /entra\.made-for-entra has this name/,
    },
  };
  for (const [name, { args, says }] of Object.entries(refused)) {
    it(`refuses ${name} with 64 and writes nothing`, () => {
      const before = listing();
      const { status, stderr } = make(...args);
      assert.equal(status, 64, stderr);
      assert.match(stderr, says);
      assert.doesNotMatch(stderr, /\bat .*:\d+:\d+/);
      assert.equal(listing(), before);
    });
  }

  it('refuses what it made before', () => {
    assert.equal(make('control', 'entra/made-for-entra').status, 64);
    assert.ok(existsSync(join(copy, 'src/controls/entra/made-for-entra.ts')));
  });
});
