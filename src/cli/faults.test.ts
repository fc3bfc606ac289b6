import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ConnectorError } from '../connectors/http/errors.ts';
import { WardlineError } from '../core/errors.ts';
import { StoreError } from '../store/errors.ts';
import { commands } from './commands/index.ts';
import { main } from './main.ts';

/** Runs `wardline version` with its work replaced by a failure. */
async function failWith(error: unknown, ...argv: string[]) {
  const command = commands.find(({ path }) => path[0] === 'version')!;
  const { run } = command;
  command.run = async () => {
    throw error;
  };
  let err = '';
  try {
    const exit = await main(['version', ...argv], {
      env: {},
      stdout: { write: () => assert.fail('nothing is printed') },
      stderr: { write: (text) => (err += text) },
    });
    return { exit, err };
  } finally {
    command.run = run;
  }
}

const cases: readonly [string, unknown, { exit: number; code: string }][] = [
  ['Wardline itself', new WardlineError('stale-plan', 'm', 'h'), { exit: 7, code: 'stale-plan' }],
  [
    'a connector',
    new ConnectorError('forbidden', { service: 'graph', call: 'GET /users' }),
    { exit: 5, code: 'forbidden' },
  ],
  [
    'a connector, cancelled',
    new ConnectorError('cancelled', { service: 'graph', call: 'c' }),
    { exit: 130, code: 'cancelled' },
  ],
  ['the store', new StoreError('integrity', 'm', 'h'), { exit: 8, code: 'integrity' }],
  ['the store, held', new StoreError('conflict', 'm'), { exit: 7, code: 'conflict' }],
  ['a layer of its own', Object.assign(new Error('m'), { code: 'own', hint: 'h', exit: 4 }), { exit: 4, code: 'own' }],
  ['an interruption', new DOMException('secret', 'AbortError'), { exit: 130, code: 'interrupted' }],
  [
    'a database library (a code and a hint, no exit code)',
    Object.assign(new Error('secret'), { code: '42P01', hint: 'secret' }),
    { exit: 1, code: 'internal' },
  ],
  ['Node', Object.assign(new Error('secret'), { code: 'ENOENT' }), { exit: 1, code: 'internal' }],
  [
    'an exit code of 0',
    Object.assign(new Error('secret'), { code: 'x', hint: 'secret', exit: 0 }),
    { exit: 1, code: 'internal' },
  ],
  ['something that is no error', 'secret', { exit: 1, code: 'internal' }],
];

describe('a fault that reaches the command line', () => {
  for (const [name, error, wanted] of cases)
    it(`from ${name}: exit ${wanted.exit}, code ${wanted.code}`, async () => {
      const { exit, err } = await failWith(error, '--json-errors');
      assert.deepEqual({ exit, code: JSON.parse(err).code }, wanted);
      assert.doesNotMatch(err, /secret/);
      const plain = await failWith(error);
      assert.equal(plain.exit, wanted.exit);
      assert.doesNotMatch(plain.err, /secret|\n\s+at /);
    });

  it('shows the message and the hint of a connector', async () => {
    const { err } = await failWith(new ConnectorError('forbidden', { service: 'graph', call: 'GET /users' }));
    assert.match(err, /^Microsoft Graph, GET \/users: .+\nCompare its permissions with `wardline permissions`/);
  });
});
