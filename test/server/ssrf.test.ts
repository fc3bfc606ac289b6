import assert from 'node:assert/strict';
import { createSecretKey } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { chatSender, webhookSender } from '../../src/connectors/alert-routes/webhook.ts';
import { splunkSink } from '../../src/connectors/siem/splunk-sink.ts';
import { systemTimer } from '../../src/connectors/http/timer.ts';
import { s3Store } from '../../src/connectors/object-storage/s3.ts';
import type { RouteMessage } from '../../src/core/delivery.ts';
import { reaches } from '../../src/server/organization-text.ts';
import { type Collector, authority, collector } from '../siem/receivers.ts';

const message: RouteMessage = { kind: 'test', key: 'test-1', tenant: { id: 't', name: 'Larkmeadow Family Clinic' } };
const key = createSecretKey(Buffer.from('a secret of the test'));
const { ca } = authority;
const now = () => 1_772_449_200_000;

describe('SSRF: what somebody who edits settings can make the server call', () => {
  let inside: Collector;
  let port: number;
  before(async () => {
    inside = await collector((_, response) => response.writeHead(200).end());
    ({ port } = inside);
  });
  after(() => inside.close());

  /** This machine in every spelling that a resolver or URL parser understands. */
  const own = [
    ...['127.0.0.1', 'localhost', '2130706433', '0x7f000001', '0x7f.1', '0177.0.0.1', '127.1', '127.0.1'],
    ...['[::1]', '[0:0:0:0:0:0:0:1]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[::127.0.0.1]', '127.255.255.254'],
    '①②⑦.⓪.⓪.①',
  ];
  /** Services that clouds run for a machine itself; they are never called, in the own network or not. */
  const never = [
    ...['169.254.169.254', '2852039166', '0xa9fea9fe', '0251.0376.0251.0376', '169.254.43518'],
    ...['[::ffff:169.254.169.254]', '[::ffff:a9fe:a9fe]', '[fd00:ec2::254]', '[64:ff9b::a9fe:a9fe]'],
    ...[
      '[2002:a9fe:a9fe::1]',
      '168.63.129.16',
      '100.100.100.200',
      '0.0.0.0',
      '0',
      '[::]',
      '224.0.0.1',
      '255.255.255.255',
    ],
  ];

  const outcomes = async (url: string, allowPrivate: boolean) => {
    const senders = [
      webhookSender({ url, allowPrivate, ca, key, now }),
      chatSender('teams', { url, allowPrivate, ca, now }),
      chatSender('slack', { url, allowPrivate, ca, now }),
    ];
    const kinds = await Promise.all(senders.map(async (sender) => (await sender.send(message)).kind));
    for (const sender of senders) sender.close();
    return [...new Set(kinds)];
  };

  for (const host of own)
    it(`this machine as ${host} is not called`, async () => {
      assert.deepEqual(await outcomes(`https://${host}:${port}/hook`, false), ['blocked']);
      assert.equal(inside.calls.length, 0);
    });

  for (const host of never)
    it(`${host} is not called, even with the own network allowed`, async () =>
      assert.deepEqual(await outcomes(`https://${host}/latest/meta-data`, true), ['blocked']));

  for (const url of [
    'http://203.0.113.7/hook',
    'https://user:password@203.0.113.7/hook',
    'file:///etc/passwd',
    'gopher://127.0.0.1:25/',
    'https://',
    'https:169.254.169.254',
    '//169.254.169.254/',
    'javascript:alert(1)',
  ])
    it(`${url} is no address of a webhook`, async () => assert.deepEqual(await outcomes(url, false), ['blocked']));

  for (const status of [301, 302, 303, 307, 308])
    it(`a redirect (${status}) to a metadata service or this machine is not followed`, async () => {
      for (const location of ['https://169.254.169.254/latest', `${inside.url}/internal`, '//127.0.0.1/']) {
        const outer = await collector((_, response) => response.writeHead(status, { location }).end());
        assert.ok(!(await outcomes(`${outer.url}/hook`, true)).includes('delivered'));
        assert.ok(outer.calls.length >= 3 && outer.calls.every(({ path }) => path === '/hook'));
        await outer.close();
      }
      assert.equal(inside.calls.length, 0);
    });

  it('streams and stores of objects are held to the same', async () => {
    const options = { name: 'siem', ca, allowPrivate: false, token: 'x', host: 'test', timer: systemTimer };
    for (const host of ['2130706433', '[::ffff:7f00:1]', 'localhost', '169.254.169.254']) {
      const sink = splunkSink({ ...options, url: `https://${host}:${port}` } as never);
      assert.equal((await sink.send([])).kind, 'blocked', host);
      await sink.close();
    }
    const keys = { accessKeyId: 'x', secretAccessKey: 'y', region: 'us-east-1', bucket: 'b' };
    for (const endpoint of [
      'https://169.254.169.254',
      'https://0xa9fea9fe',
      'http://example.com',
      'https://[::ffff:a9fe:a9fe]',
    ])
      assert.throws(() => s3Store({ ...keys, endpoint, allowPrivate: true } as never), /host|address|https/i, endpoint);
    assert.equal(inside.calls.length, 0);
  });

  for (const server of [
    ...['127.0.0.1', '127.1', '0177.0.0.1', '0x7f.0.0.1', '2130706433', '10.0.0.5', '012.0.0.5', '192.168.1.9'],
    ...['::1', '[::1]', '::ffff:127.0.0.1', '::ffff:10.0.0.5', 'fd12::1', 'fe80::1', 'localhost', 'localhost.', 'db'],
    ...['mail.internal', 'nas.local', 'printer.lan.', '169.254.169.254', '172.20.0.1', '100.64.0.9', '0.0.0.0'],
  ])
    it(`a mail or syslog server ${server} lies near and is set on the server itself`, () =>
      assert.equal(reaches({ server, port: 25 }), true));

  for (const server of ['smtp.office365.com', '203.0.113.7', '172.32.0.1', '2001:db8:1::25', 'mail.example.com.'])
    it(`a mail or syslog server ${server} may be set by who edits settings`, () =>
      assert.equal(reaches({ server, port: 25 }), false));
});
