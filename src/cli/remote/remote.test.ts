import assert from 'node:assert/strict';
import { chmodSync, existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { testFolder } from '../../../test/store/harness.ts';
import { WardlineError } from '../../core/errors.ts';
import { main } from '../main.ts';
import { commandLineOf, givenOptions } from './command-line.ts';
import { type Login, loginPath, readLogin, removeLogin, writeLogin } from './login-file.ts';
import { RemoteFault } from './remote-fault.ts';
import { terminalText } from './terminal-text.ts';

const kept: Login = {
  server: 'https://wardline.clinic.example',
  token: `wlt_${'k'.repeat(43)}`,
  email: 'nina@example.com',
  endsAt: '2026-11-20T16:00:00.000Z',
  own: true,
};

describe('S0-22: the file of a sign-in', () => {
  const where = () => ({ options: { home: join(testFolder(), 'home') }, cwd: '/', env: {} });

  it('is written for one person alone, whole, and read back', () => {
    const at = where();
    assert.equal(readLogin(at), undefined);
    writeLogin(at, kept);
    writeLogin(at, { ...kept, email: 'second@example.com' });
    assert.equal(readLogin(at)!.email, 'second@example.com');
    assert.equal(statSync(loginPath(at)).mode & 0o777, 0o600);
    assert.equal(statSync(at.options.home).mode & 0o777, 0o700);
    assert.deepEqual(readdirSync(at.options.home), ['login.json'], 'nothing half is left beside it');
    removeLogin(at);
    assert.equal(existsSync(loginPath(at)), false);
    removeLogin(at);
  });

  it('that others can read is refused, and so is one that is none', () => {
    const at = where();
    writeLogin(at, kept);
    chmodSync(loginPath(at), 0o644);
    assert.throws(() => readLogin(at), /Others on this machine can read/);
    chmodSync(loginPath(at), 0o600);
    for (const text of ['', '{', '[]', '{"server":"http://x/y"}', JSON.stringify({ ...kept, more: 1 })]) {
      writeFileSync(loginPath(at), text);
      assert.throws(
        () => readLogin(at),
        (error: unknown) => error instanceof WardlineError && error.exit === 65,
      );
    }
  });

  it('that cannot be used is deleted by logout, which says so', async () => {
    const home = join(testFolder(), 'home');
    writeLogin({ options: { home }, cwd: '/', env: {} }, kept);
    writeFileSync(join(home, 'login.json'), 'broken');
    let err = '';
    const exit = await main(['logout', '--home', home], {
      ...{ cwd: '/', env: {}, stdout: { write: () => true } },
      stderr: { write: (text) => (err += text) },
    });
    assert.equal(exit, 65);
    assert.match(err, /is deleted/);
    assert.equal(existsSync(join(home, 'login.json')), false);
  });
});

describe('logout', () => {
  it('deletes the sign-in although the server is gone, and says that the token still counts there', async () => {
    const home = join(testFolder(), 'home');
    writeLogin({ options: { home }, cwd: '/', env: {} }, { ...kept, server: 'http://127.0.0.1:9' });
    let out = '';
    const exit = await main(['logout', '--home', home, '-o', 'table'], {
      ...{ cwd: '/', env: {}, stdout: { write: (text) => (out += text) } },
      stderr: { write: () => true },
    });
    assert.equal(exit, 0);
    assert.match(out, /did not answer, so that the token counts there until 2026-11-20 16:00 UTC/);
    assert.equal(existsSync(join(home, 'login.json')), false);
  });
});

describe('login', () => {
  const folder = testFolder();
  const run = async (...argv: string[]) => {
    let err = '';
    const exit = await main(argv, {
      ...{ cwd: folder, env: { WARDLINE_HOME: join(folder, 'home') }, stdout: { write: () => true } },
      stderr: { write: (text) => (err += text) },
    });
    return { exit, err };
  };
  writeFileSync(join(folder, 'no-token'), 'hello\n');
  const cases: readonly [string, string[], number, RegExp][] = [
    ['plain HTTP to another machine', ['login', 'http://wardline.clinic.example'], 64, /would read the token/],
    ['a file without a token', ['login', 'https://localhost:1', '--token-file', 'no-token'], 65, /holds no token/],
    ['no such file', ['login', 'https://localhost:1', '--token-file', 'none'], 65, /cannot be read/],
    ['an authority that is none', ['login', 'https://localhost:1', '--ca', 'no-token'], 65, /no certificate/],
    ['there is no switch that trusts everybody', ['login', 'https://localhost:1', '--insecure'], 64, /unknown option/],
    ['a code that nobody would see', ['login', 'http://localhost:1', '--quiet'], 64, /cannot be left out/],
    ['whoami without a sign-in', ['whoami'], 4, /Nobody is signed in/],
    ['plan approve without one', ['plan', 'approve', 'x', '--yes'], 4, /Nobody is signed in/],
  ];
  for (const [what, argv, wanted, words] of cases)
    it(`${what}: exit code ${wanted}`, async () => {
      const { exit, err } = await run(...argv);
      assert.equal(exit, wanted, err);
      assert.match(err, words);
      assert.equal(existsSync(join(folder, 'home', 'login.json')), false);
    });

  it('a store that was worked on before stays out of sight while somebody is signed in to a server', async () => {
    const home = join(testFolder(), 'home');
    writeLogin({ options: { home }, cwd: '/', env: {} }, { ...kept, server: 'http://127.0.0.1:9' });
    let err = '';
    const exit = await main(['doctor', '--home', home], {
      ...{ cwd: '/', env: {}, stdout: { write: () => true } },
      stderr: { write: (text) => (err += text) },
    });
    assert.equal(exit, 64, err);
    assert.deepEqual(readdirSync(home), ['login.json'], 'no store was made here');
    assert.match(readFileSync(join(home, 'login.json'), 'utf8'), /127\.0\.0\.1/);
  });
});

describe('a command line for a server', () => {
  const command = {
    path: ['plan'],
    options: [
      ...['--only <ids>', '--no-rehearsal', '--sign-ins-days <days>', '--tenant <tenant>', '--home <folder>'].map(
        (flags) => ({ flags, summary: '' }),
      ),
      { flags: '--cloud <cloud>', summary: '', default: 'commercial' },
      { flags: '--organization <file>', summary: '' },
    ],
  } as unknown as Parameters<typeof commandLineOf>[0];

  it('holds what was typed, and not what was not', () => {
    const options = { only: 'a,b', rehearsal: false, signInsDays: '7', cloud: 'commercial', tenant: 'x', home: '/x' };
    assert.deepEqual(
      givenOptions(command, { options }).map(({ name }) => name),
      ['only', 'no-rehearsal', 'sign-ins-days', 'tenant', 'home'],
    );
    const line = commandLineOf(
      command,
      { arguments: [], options },
      { options: ['only', 'no-rehearsal', 'sign-ins-days'] },
    );
    assert.deepEqual(line.options, [
      { name: 'only', value: 'a,b' },
      { name: 'no-rehearsal' },
      { name: 'sign-ins-days', value: '7' },
    ]);
  });

  it('is refused with an option about the machine', () => {
    assert.throws(
      () => commandLineOf(command, { arguments: [], options: { organization: 'x.yaml' } }, { options: [] }),
      /--organization is about the machine/,
    );
  });
});

describe('what a server gives back', () => {
  it('keeps colors and lines, and nothing that writes elsewhere on the screen', () => {
    const hostile = '\u001b[1mHead\u001b[22m\r\nA\rB\u001b]0;title\u0007\u001b[2J\u202eC\n';
    assert.equal(terminalText(hostile, 'table', true), '\u001b[1mHead\u001b[22m\r\nAB]0;title[2JC\n');
    assert.equal(terminalText(hostile, 'table', false), 'Head\r\nAB]0;title[2JC\n');
    assert.equal(terminalText('a,b\r\n', 'csv', false), 'a,b\r\n');
  });

  it('fails with the exit code of the command, and never with one that means done', () => {
    const fault = { code: 'stale-plan', message: 'The plan\u001b[2J moved.', hint: 'Again.' };
    assert.equal(new RemoteFault(fault, 7).exit, 7);
    assert.equal(new RemoteFault(fault, 7).message, 'The plan [2J moved.');
    assert.equal(new RemoteFault(fault, 0).exit, 1);
    assert.equal(new RemoteFault({ ...fault, code: 'A B' }, 300).exit, 1);
    assert.equal(new RemoteFault({ ...fault, code: 'A B' }, 300).code, 'internal');
  });
});
