import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type LiveBench, startLiveBench } from '../../test/live.ts';
import { commands } from './commands/index.ts';

describe('--trace-http', () => {
  let bench: LiveBench;
  before(async () => {
    bench = await startLiveBench();
    await bench.connect('read-settings', 'change');
  });
  after(() => bench.close());

  const traced = (name: string): { method: string; url: string; body: unknown }[] =>
    readFileSync(join(bench.cwd, name), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));

  it('is offered by every command that connects to a tenant', () => {
    const offers = (name: string) =>
      commands
        .find(({ path }) => path.join(' ') === name)!
        .options.some(({ flags }) => flags.startsWith('--trace-http'));
    for (const live of ['collect', 'connect', 'plan', 'apply', 'undo', 'tenant test']) assert.ok(offers(live), live);
    assert.ok(!offers('init'));
  });

  it('I-1, I-6: holds every request of tenant test, connect, collect and apply, and nothing that signs in', async () => {
    const from = bench.simulator.control.requests().length;
    const runs = [
      ['tenant', 'test'],
      ['connect', '--registration', 'change'],
      ['collect'],
      ['plan', '--only', 'exchange.external-senders-marked', '--out', join(bench.cwd, 'plan.json')],
      ['apply', 'plan.json', '--yes'],
    ];
    for (const argv of runs) {
      const { exit, err } = await bench.run(...argv, '--trace-http', 'trace.jsonl');
      assert.ok([0, 6].includes(exit), `${argv.join(' ')}: ${err}`);
    }
    const lines = traced('trace.jsonl');
    // How the simulator's own clock is told; a real tenant is not asked.
    const asked = (list: readonly { method: string; url: string }[]) =>
      list
        .filter(({ url }) => !url.endsWith('/openid-configuration'))
        .map(({ method, url }) => `${method} ${new URL(url).href}`)
        .toSorted();
    assert.deepEqual(asked(lines), asked(bench.simulator.control.requests().slice(from)));
    assert.equal(statSync(join(bench.cwd, 'trace.jsonl')).mode & 0o777, 0o600);

    const text = readFileSync(join(bench.cwd, 'trace.jsonl'), 'utf8');
    assert.doesNotMatch(text, /eyJ[\w-]{8}/, 'a token or an assertion');
    assert.doesNotMatch(text, /Bearer |PRIVATE KEY|BEGIN CERT/);
    const signIns = lines.filter(({ url }) => url.includes('/oauth2/'));
    assert.ok(signIns.length > 0);
    for (const { body } of signIns) assert.equal((body as Record<string, string>)['client_assertion'], '[removed]');
  });

  it('also reads where to from WARDLINE_TRACE_HTTP, and writes nothing without', async () => {
    await bench.run('tenant', 'test');
    assert.ok(!existsSync(join(bench.cwd, 'other.jsonl')));
    await bench.run('tenant', 'test', '--trace-http', 'other.jsonl');
    assert.ok(traced('other.jsonl').length > 5);
  });

  it('stops before anything is sent when the file cannot be written', async () => {
    mkdirSync(join(bench.cwd, 'folder'));
    const from = bench.simulator.control.requests().length;
    const { exit, err } = await bench.run('collect', '--trace-http', 'folder');
    assert.equal(exit, 1, err);
    assert.match(err, /could not be written/);
    assert.equal(bench.simulator.control.requests().length, from);
  });
});
