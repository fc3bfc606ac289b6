import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { testFolder } from '../../../test/store/harness.ts';
import { type Store, openStore } from '../../store/open.ts';
import { main } from '../main.ts';

const program = fileURLToPath(new URL('../../../bin/wardline.js', import.meta.url));

interface Running {
  child: ChildProcess;
  out: string;
  err: string;
}

function simulate(cwd: string, ...argv: string[]): Running {
  const child = spawn(process.execPath, [program, 'simulator', ...argv], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  const running: Running = { child, out: '', err: '' };
  child.stdout.on('data', (chunk) => (running.out += String(chunk)));
  child.stderr.on('data', (chunk) => (running.err += String(chunk)));
  return running;
}

async function until(what: string, running: Running, holds: () => boolean): Promise<void> {
  for (let left = 600; !holds(); left--) {
    assert.ok(left > 0 && running.child.exitCode === null, `not ${what}: ${running.err}`);
    await wait(50);
  }
}

const linesOf = (text: string): string[] => text.split('\n').filter(Boolean);

async function stop({ child }: Running, signal: NodeJS.Signals): Promise<unknown> {
  const ended = once(child, 'close');
  child.kill(signal);
  return (await ended)[0];
}

/** The words of a printed command line, without `wardline`. */
const words = (line: string): string[] =>
  [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, inQuotes, bare]) => inQuotes ?? bare!).slice(1);

// Windows has no signals that a process could answer.
describe('wardline simulator', { skip: process.platform === 'win32' }, () => {
  const cwd = testFolder();
  const home = testFolder();
  let store: Store;
  let running: Running | undefined;
  before(async () => {
    store = await openStore({ home });
  });
  after(async () => {
    if (running?.child.exitCode === null) await stop(running, 'SIGKILL');
    await store.close();
  });

  async function run(...argv: string[]) {
    let [out, err] = ['', ''];
    const exit = await main(argv, {
      cwd,
      env: { WARDLINE_HOME: home },
      stdout: { write: (text) => (out += text), columns: 100 },
      stderr: { write: (text) => (err += text) },
    });
    return { exit, out, err };
  }

  it('I-7: says three commands that work as they are printed, to a tenant that is collected', async () => {
    writeFileSync(join(cwd, 'wardline-certificate.pem'), 'of an earlier time');
    const simulator = (running = simulate(cwd));
    await until('ready', simulator, () => linesOf(simulator.err).length >= 3);
    const [add, connect, collect] = linesOf(simulator.err).map(words);
    const file = join(cwd, 'simulator.json');
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.deepEqual(Object.keys(JSON.parse(readFileSync(file, 'utf8'))), ['hostMap', 'ca', 'control', 'pid']);

    const steps = [await run(...add!), await run(...connect!)];
    assert.deepEqual(
      steps.map(({ exit }) => exit),
      [0, 0],
      steps.map(({ err }) => err).join('\n'),
    );
    await until('registered', simulator, () => simulator.err.includes('read-settings'));
    const probes = await run('connect');
    const graph = JSON.parse(probes.out).find(({ api }: { api: string }) => api === 'Microsoft Graph');
    assert.equal(graph.works, true, probes.out);
    const collected = await run(...collect!);
    assert.ok([0, 6].includes(collected.exit), collected.err);
    const { sections } = JSON.parse(collected.out) as { sections: { section: string; status: string }[] };
    const statusOf = (name: string) => sections.find(({ section }) => section === name)?.status;
    for (const name of ['users', 'conditionalAccessPolicies', 'organizationConfig'])
      assert.equal(statusOf(name), 'read', name);
    // What people store is for another registration to read.
    const refused = sections.filter(({ status }) => status === 'no-permission').map(({ section }) => section);
    assert.deepEqual(refused, ['oneDrives']);
  });

  it('takes the certificate of a second connect, and of the registration for changes', async () => {
    const simulator = running!;
    const connect = words(linesOf(simulator.err)[1]!);
    assert.equal((await run(...connect)).exit, 0);
    await until('renewed', simulator, () => simulator.err.split('app registration read-settings').length === 3);
    assert.equal(JSON.parse((await run('connect')).out)[0].works, true);
    const change = connect.with(connect.indexOf('--client-id') + 1, '7c1a5e00-0000-4000-8000-0000000000a2');
    assert.equal((await run(...change, '--registration', 'change')).exit, 0);
    await until('registered', simulator, () => simulator.err.includes('app registration change'));
    assert.equal(JSON.parse((await run('connect', '--registration', 'change')).out)[0].works, true);
    writeFileSync(join(cwd, 'wardline-certificate.pem'), 'no certificate');
    await until('refused', simulator, () => simulator.err.includes('not taken'));
  });

  it('stops with exit 0, says nothing secret and takes its file away', async () => {
    assert.equal(await stop(running!, 'SIGINT'), 0, running!.err);
    assert.match(running!.out, /^The simulator of Larkmeadow.+ stopped after \d+ requests\.\n$/);
    assert.doesNotMatch(running!.out + running!.err, /PRIVATE|BEGIN|Bearer|control/i);
    assert.ok(!existsSync(join(cwd, 'simulator.json')));
  });

  it('I-7: runs each seed, in files of its own, and leaves what another wrote', async () => {
    for (const seed of ['florida-hospital', 'dermatology']) {
      const folder = testFolder();
      const other = simulate(folder, '--tenant', seed, '--file', 'at here.json', '--trust', 'mine.pem');
      await until('ready', other, () => linesOf(other.err).length >= 3);
      assert.match(other.err, /--simulator "at here\.json" --certificate mine\.pem\n/);
      writeFileSync(join(folder, 'at here.json'), '{}');
      assert.equal(await stop(other, 'SIGTERM'), 0, other.err);
      assert.equal(readFileSync(join(folder, 'at here.json'), 'utf8'), '{}');
    }
  });

  it('refuses a port that is none or is taken, and a file that it cannot write', async () => {
    assert.equal((await run('simulator', '--port', 'http')).exit, 64);
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { exit, err } = await run('simulator', '--port', String((taken.address() as AddressInfo).port));
    taken.close();
    assert.equal(exit, 64);
    assert.match(err, /EADDRINUSE/);
    const signals = process.listenerCount('SIGINT');
    assert.equal((await run('simulator', '--file', 'no/such/folder.json')).exit, 1);
    assert.equal(process.listenerCount('SIGINT'), signals);
  });
});
