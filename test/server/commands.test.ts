import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Store } from '../../src/store/open.ts';
import { newTenant, openTestStore } from '../store/harness.ts';
import { type Browser, type Reply, type TestServer, ok, testServer } from './harness.ts';

describe('S0-22: command lines that a server carries out for others', () => {
  let store: Store;
  let bench: TestServer;
  let t: string;
  let other: string;
  let owner: Browser;
  let engineer: Browser;

  before(async () => {
    store = await openTestStore();
    bench = testServer(store);
    t = await newTenant(store);
    other = await newTenant(store);
    owner = await bench.signedIn(['owner', '*']);
    engineer = await bench.signedIn(['msp', t]);
  });
  after(() => store.close());

  const line = (words: string, more: object = {}) => ({ words: words.split(' '), output: 'json', ...more });
  const refused: readonly [what: string, way: 'ask' | 'run', body: object, status: number][] = [
    ['a command that is on no list', 'ask', line('serve'), 400],
    ['one that would take the server apart', 'run', line('backup restore', { arguments: ['/tmp/x'] }), 400],
    ['a write where only questions are asked', 'ask', line('findings decide', { arguments: ['a', 'open'] }), 400],
    ['a question where writes are sent', 'run', line('findings list'), 400],
    ['a verb below the command, as its argument', 'ask', line('inventory', { arguments: ['show', 'x'] }), 400],
    ['a file of the server', 'ask', line('drift', { options: [{ name: 'organization', value: '/etc/passwd' }] }), 400],
    ['another tenant by option', 'ask', line('drift', { options: [{ name: 'tenant', value: 'x' }] }), 400],
    ['a change of a tenant that is no job', 'ask', line('apply', { options: [{ name: 'plan-id', value: 'x' }] }), 400],
    ['an option that is none', 'ask', line('drift', { options: [{ name: '-rm' }] }), 400],
    ['words that are paths', 'ask', { words: ['../drift'], output: 'json' }, 400],
    ['a zero character', 'ask', line('plan show', { arguments: ['a\0b'] }), 400],
    ['more than a command line holds', 'ask', line('jobs cancel', { arguments: ['x'.repeat(4_001)] }), 400],
  ];
  for (const [what, way, body, status] of refused)
    it(`${what} is refused before anything runs`, async () => {
      const path = `/t/${t}/commands${way === 'ask' ? '/ask' : ''}`;
      const reply = await owner.send('POST', path, body);
      assert.equal(reply.status, status, reply.text);
    });

  it('names of files and opened records need the permission of their own, and the answer names it', async () => {
    const links = await engineer.send('POST', `/t/${t}/commands/ask`, line('links'));
    assert.equal(links.status, 403);
    assert.match(links.body.hint, /inventory\.names/);
    const reveal = line('audit search', { options: [{ name: 'reveal' }] });
    const search = await engineer.send('POST', `/t/${t}/commands/ask`, reveal);
    assert.match(search.body.hint, /log\.open/);
    assert.equal((await engineer.send('POST', `/t/${other}/commands/ask`, line('drift'))).status, 403);
  });

  it('what is typed stays a value; one person has two at once, and a third is told to wait', async () => {
    const path = `/t/${t}/commands`;
    const value = { options: [{ name: 'control', value: '--tenant=' }] };
    const asked: readonly [path: string, body: object][] = [
      [`${path}/ask`, line('findings list', value)],
      [path, line('jobs cancel', { arguments: ['--what-if'] })],
      [`${path}/ask`, line('plan list')],
    ];
    const replies = await Promise.all(asked.map((one) => owner.send('POST', ...one)));
    const late = replies.findIndex(({ status }) => status === 429);
    assert.equal(replies.filter(({ status }) => status === 429).length, 1);
    assert.equal(replies[late]!.headers.get('retry-after'), '2');
    replies[late] = await owner.send('POST', ...asked[late]!);
    const [listed, canceled, planned] = replies as [Reply, Reply, Reply];
    const { exit, out } = ok(listed).body;
    assert.equal(exit, 0);
    assert.deepEqual(JSON.parse(out), [], 'no control of that name, and no other tenant');
    const { exit: ended, fault } = ok(canceled).body;
    assert.equal(ended, 64);
    assert.match(fault.message, /no such job/, 'no option came of the argument');
    assert.deepEqual(JSON.parse(ok(planned).body.out), []);
  });
});
