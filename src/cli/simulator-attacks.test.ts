import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type LiveBench, startLiveBench } from '../../test/live.ts';

describe('wardline simulator --attack', () => {
  let bench: LiveBench;
  before(async () => {
    bench = await startLiveBench();
  });
  after(() => bench.close());

  const attack = (name: string, ...options: string[]) =>
    bench.run('simulator', '--file', 'simulator.json', '--attack', name, ...options);
  const state = () => bench.simulator.control.state(bench.tenantId);
  const unified = () => bench.simulator.control.logs(bench.tenantId).unifiedAudit;

  it('S3-53: lists each attack with what happens and which alerts must come', async () => {
    const { exit, out } = await attack('list', '-o', 'json');
    assert.equal(exit, 0);
    const { attacks } = JSON.parse(out) as {
      attacks: { name: string; title: string; alerts: string[]; atMost: number }[];
    };
    assert.ok(attacks.length >= 25);
    assert.deepEqual(
      attacks.find(({ name }) => name === 'mailbox-forwarding'),
      {
        name: 'mailbox-forwarding',
        title: 'A mailbox sends a copy of all its mail to a private account',
        alerts: ['exchange.external-forwarding'],
        atMost: 1,
      },
    );
  });

  it('I-7: an inbox rule of an attack is really there, and so is its record', async () => {
    const { exit, out, err } = await attack('invoice-fraud', '-o', 'json');
    assert.equal(exit, 0, err);
    assert.deepEqual((JSON.parse(out) as { expected: string[]; changes: number }).changes, 1);
    const [rule] = Object.values(state()['inboxRules'] ?? {});
    assert.deepEqual(
      [rule!['Name'], rule!['MoveToFolder'], rule!['SubjectOrBodyContainsWords']],
      ['..', 'RSS Feeds', ['invoice', 'payment', 'wire']],
    );
    const records = unified().filter(({ Operation }) => Operation === 'New-InboxRule');
    assert.equal(records.length, 1);
    assert.equal(records[0]!['OrganizationId'], bench.tenantId);
  });

  it('the mailbox that forwards is the one that was there', async () => {
    const before = Object.keys(state()['mailboxes']!).length;
    assert.equal((await attack('mailbox-forwarding')).exit, 0);
    const mailboxes = Object.values(state()['mailboxes']!);
    assert.equal(mailboxes.length, before);
    const forwarding = mailboxes.filter(
      (mailbox) => mailbox['ForwardingSmtpAddress'] === 'smtp:collector.8812@gmail.com',
    );
    assert.equal(forwarding.length, 1);
    assert.match(String(forwarding[0]!['PrimarySmtpAddress']), /@larkmeadow\.example\.com$/);
  });

  it('takes its time with --speed 1: what is due happens as the clock is moved', async () => {
    const count = () => unified().filter(({ DeviceDisplayName }) => DeviceDisplayName === 'KATE-HOME').length;
    const { exit, out } = await attack('leaver-small', '--speed', '1', '-o', 'json');
    assert.equal(exit, 0, out);
    assert.equal(count(), 0);
    bench.advance('1h');
    const hour = count();
    // 1,039 files in seven hours.
    assert.ok(hour > 130 && hour < 160, `${hour}`);
    bench.advance('1h');
    assert.ok(count() > 270);
  });

  for (const [what, argv, exit, words] of [
    ['an attack that there is not', ['no-such'], 64, /No attack is called no-such/],
    ['no speed', ['leaver', '--speed', '0'], 64, /--speed takes a number from 1/],
    [
      'an attack on an account that the tenant has not',
      ['break-glass'],
      65,
      /break-glass needs an account that is called breakglass or emergency/,
    ],
  ] as [string, [string, ...string[]], number, RegExp][])
    it(`refuses ${what}, and says the next step`, async () => {
      const run = await attack(...argv);
      assert.equal(run.exit, exit);
      assert.match(run.err, words);
    });
});
