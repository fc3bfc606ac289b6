import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { testFolder } from '../../test/store/harness.ts';
import { main } from './main.ts';

const home = testFolder();

async function run(...argv: string[]): Promise<{ exit: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  const exit = await main(argv, {
    cwd: home,
    env: { WARDLINE_HOME: home },
    stdout: { write: (text) => (out += text), columns: 100 },
    stderr: { write: (text) => (err += text) },
  });
  return { exit, out, err };
}

describe('connect --simulator NAME', () => {
  after(() => run('simulator', '--stop', '--tenant', 'dermatology'));

  it('I-7, I-1: one command starts a tenant, shows the permissions, connects it, and the next reads it', async () => {
    assert.equal((await run('connect', '--simulator', 'dermatology', '--what-if')).exit, 0);
    const connected = await run('connect', '--simulator', 'dermatology', '-o', 'table');
    assert.equal(connected.exit, 0, connected.err);
    assert.match(connected.err, /Wardline read settings for .+changes nothing/);
    assert.match(connected.out, /Microsoft Graph +yes/);
    const collected = await run('collect');
    assert.ok(collected.exit === 0 || collected.exit === 6, collected.err);
    const { sections } = JSON.parse(collected.out) as { sections: { status: string }[] };
    assert.ok(sections.filter(({ status }) => status === 'read').length > 80);
  });

  it('a second time it takes the one that runs; --advance moves its clock; --stop ends it', async () => {
    const again = await run('connect', '--simulator', 'dermatology', '-o', 'table');
    assert.equal(again.exit, 0, again.err);
    const moved = await run('simulator', '--advance', '2d', '--tenant', 'dermatology', '-o', 'table');
    assert.match(moved.out, /In the simulator it is /);
    assert.match((await run('simulator', '--stop', '--tenant', 'dermatology', '-o', 'table')).out, /ended/);
    assert.match((await run('simulator', '--stop', '--tenant', 'dermatology', '-o', 'table')).out, /No simulator/);
    assert.equal((await run('simulator', '--advance', '2d', '--tenant', 'dermatology')).exit, 65);
  });
});
