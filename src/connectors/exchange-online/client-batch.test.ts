import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { fastTimer, json, startServer } from '../../../test/https-server.ts';
import { audienceOf, cloudHosts } from '../entra-token/clouds.ts';
import { ConnectorError } from '../http/errors.ts';
import { createTransport } from '../http/transport.ts';
import { createCmdletClient } from './client.ts';

const tenantId = '11111111-2222-3333-4444-555555555555';
const host = cloudHosts.commercial.exchange;

interface Inner {
  id: string;
  url: string;
  body: { CmdletInput: { CmdletName: string; Parameters: { Mailbox: string } } };
}
type Part = { status: number; body?: unknown };

describe('cmdlets in batches', () => {
  const closers: (() => unknown)[] = [];
  after(async () => {
    for (const close of closers) await close();
  });
  /** A service that answers a batch by what each of its parts asks, and what comes alone with `alone`. */
  const setUp = async (
    part: (mailbox: string) => Part | undefined,
    alone: unknown = { value: [{ Name: 'alone' }] },
  ) => {
    const server = await startServer((seen, response) => {
      if (!seen.path.endsWith('/$batch')) {
        json(response, 200, alone);
        return;
      }
      const { requests } = JSON.parse(seen.body) as { requests: Inner[] };
      const answers = requests.flatMap(({ id, body }) => {
        const answer = part(body.CmdletInput.Parameters.Mailbox);
        return answer ? [{ id, ...answer }] : [];
      });
      json(response, 200, { responses: answers.toReversed() });
    });
    const timer = fastTimer();
    const transport = createTransport({ hostMap: server.hostMap, timer, random: () => 0.5 });
    closers.push(() => transport.close(), server.close);
    const client = createCmdletClient({
      ...audienceOf('exchange', host),
      ...{ service: 'exchange', host, tenantId, transport, now: timer.now },
      tokens: { token: async () => ({ value: 'token', expiresAt: Infinity }), refuse: () => undefined },
    });
    const rulesOf = (...mailboxes: string[]) =>
      client.batch(
        'Get-InboxRule',
        mailboxes.map((Mailbox) => ({ Mailbox })),
      );
    return { server, rulesOf, client };
  };
  const named = (mailbox: string): Part => ({ status: 200, body: { value: [{ Name: mailbox }] } });

  it('go ten to a call, and come back in order', async () => {
    const { server, rulesOf } = await setUp(named);
    const mailboxes = Array.from({ length: 23 }, (_, index) => `user${index}`);
    assert.deepEqual(
      await rulesOf(...mailboxes),
      mailboxes.map((Name) => [{ Name }]),
    );
    const sizes = server.seen.map(({ body }) => (JSON.parse(body) as { requests: Inner[] }).requests.length);
    assert.deepEqual(sizes, [10, 10, 3]);
    const [first] = (JSON.parse(server.seen[0]!.body) as { requests: Inner[] }).requests;
    assert.equal(first!.url, `https://${host}/adminapi/beta/${tenantId}/InvokeCommand`);
    assert.equal(first!.body.CmdletInput.CmdletName, 'Get-InboxRule');
  });

  const alone: [string, Part | undefined][] = [
    ['throttled', { status: 429 }],
    ['gone for a moment', { status: 503 }],
    ['moved to another region', { status: 302 }],
    ['left out of the answer', undefined],
    ['more than a page', { status: 200, body: { value: [{ Name: 'first' }], '@odata.nextLink': 'https://x/next' } }],
  ];
  for (const [what, answer] of alone)
    it(`what is ${what} is run alone, whole`, async () => {
      const { server, rulesOf } = await setUp((mailbox) => (mailbox === 'b' ? answer : named(mailbox)));
      assert.deepEqual(await rulesOf('a', 'b', 'c'), [[{ Name: 'a' }], [{ Name: 'alone' }], [{ Name: 'c' }]]);
      assert.equal(server.seen.length, 2);
    });

  it('one that fails is an error in its place, also inside an answer of 200', async () => {
    const gone = { error: { code: 'NotFound', message: 'Invented Person was not found' } };
    const { rulesOf } = await setUp((mailbox) =>
      mailbox === 'a' ? { status: 404, body: gone } : { status: 200, body: gone },
    );
    for (const answer of await rulesOf('a', 'b')) {
      assert.ok(answer instanceof ConnectorError);
      assert.doesNotMatch(answer.message, /Invented/);
    }
  });

  it('no cmdlet that writes goes in a batch', async () => {
    const { server, client } = await setUp(named);
    await assert.rejects(client.batch('Remove-InboxRule', [{ Identity: 'x' }]), { code: 'bad-request' });
    assert.equal(server.seen.length, 0);
  });
});
