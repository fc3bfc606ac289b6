import assert from 'node:assert/strict';
import { createSecretKey } from 'node:crypto';
import { appendFileSync, readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { fastTimer } from '../../../test/https-server.ts';
import { alert, items } from '../../../test/siem/items.ts';
import { authority, collector, syslogReceiver } from '../../../test/siem/receivers.ts';
import { s3Store } from '../../../test/siem/s3.ts';
import { testFolder } from '../../../test/store/harness.ts';
import { ocsfFileSink } from './ocsf-file-sink.ts';
import { type OcsfS3Options, ocsfS3Sink } from './ocsf-s3-sink.ts';
import { ocsfWebhookSink } from './ocsf-webhook-sink.ts';
import { sentinelSink } from './sentinel-sink.ts';
import { type SplunkOptions, splunkSink } from './splunk-sink.ts';
import { type SyslogOptions, syslogSink } from './syslog-sink.ts';
import { createTransport } from '../http/transport.ts';

const { download, signIn, hostile } = items;
const batch = [download, signIn, hostile, alert];
const origin = { host: 'collector.example.com', version: '1.2.3' };
const golden = readFileSync(new URL('../../../test/siem/golden/cef.txt', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n');
const quick = { connect: 2_000, total: 400 };

describe('S3-54: syslog to a real receiver', () => {
  const sinkTo = (port: number, given: Partial<SyslogOptions> = {}) =>
    syslogSink({
      ...{ host: 'localhost', port, transport: 'tls', format: 'cef', confirm: 'close', ca: authority.ca, origin },
      ...{ timeOuts: quick, ...given },
    });

  for (const secure of [true, false])
    it(`CEF with octet counting over ${secure ? 'TLS' : 'TCP'}`, async () => {
      const receiver = await syslogReceiver({ secure });
      const sink = sinkTo(receiver.port, { transport: secure ? 'tls' : 'tcp' });
      assert.deepEqual(await sink.send(batch), { kind: 'delivered', answer: 'read to the end and closed' });
      assert.deepEqual(receiver.messages(), [golden[0], golden[1], golden[4], golden[5]]);
      await receiver.close();
    });

  it('a certificate of somebody else is refused, and so is one for another name', async () => {
    const receiver = await syslogReceiver({ secure: true });
    const stranger = await sinkTo(receiver.port, { ca: undefined }).send(batch);
    assert.equal(stranger.kind, 'blocked');
    assert.deepEqual(receiver.messages(), []);
    await receiver.close();
    const other = await syslogReceiver({ secure: true, cert: authority.sign({ names: ['other.example.com'] }) });
    assert.equal((await sinkTo(other.port).send(batch)).kind, 'blocked');
    await other.close();
    const old = await syslogReceiver({ secure: true, cert: authority.sign({ names: ['localhost'], expired: true }) });
    assert.equal((await sinkTo(old.port).send(batch)).kind, 'blocked');
    await old.close();
  });

  const broken: Record<string, Parameters<typeof syslogReceiver>[0]['each']> = {
    'breaks at once': (socket) => socket.destroy(),
    'reads a little and resets': (socket) => socket.once('data', () => socket.resetAndDestroy()),
    'closes its side before it has read': (socket) => socket.end(),
    'takes everything and never closes': (socket) => socket.resume(),
    'never reads': () => {},
  };
  for (const [name, each] of Object.entries(broken))
    it(`a receiver that ${name} has not taken the batch`, async () => {
      const receiver = await syslogReceiver({ secure: false, each });
      // More than the buffers of both sides hold.
      const many = Array.from({ length: 20_000 }, () => download);
      const outcome = await sinkTo(receiver.port, { transport: 'tcp' }).send(many);
      assert.equal(outcome.kind, 'later');
      await receiver.close();
    });

  it('a receiver that never closes is believed where the organization says so', async () => {
    const receiver = await syslogReceiver({ secure: false, each: (socket) => socket.resume() });
    const outcome = await sinkTo(receiver.port, { transport: 'tcp', confirm: 'none' }).send(batch);
    assert.deepEqual(outcome, { kind: 'delivered', answer: 'handed to the network' });
    await receiver.close();
  });

  it('nobody there is for later; a metadata service is never called', async () => {
    const receiver = await syslogReceiver({ secure: false });
    await receiver.close();
    assert.equal((await sinkTo(receiver.port, { transport: 'tcp' }).send(batch)).kind, 'later');
    assert.equal((await sinkTo(80, { host: '169.254.169.254', transport: 'tcp' }).send(batch)).kind, 'blocked');
  });
});

describe('S3-54: Splunk HTTP Event Collector', () => {
  const token = '11111111-2222-3333-4444-555555555555';
  const sinkTo = (url: string, given: Partial<SplunkOptions> = {}) =>
    splunkSink({
      ...{ url, token, acknowledge: false, allowPrivate: true, ca: authority.ca, host: origin.host },
      ...{ timer: fastTimer(), ...given },
    });
  const say = (status: number, body: unknown, headers: Record<string, string> = {}) =>
    collector((_, response) => response.writeHead(status, headers).end(JSON.stringify(body)));

  it('sends one object after another with the token, and index and time of each', async () => {
    const receiver = await say(200, { text: 'Success', code: 0 });
    const outcome = await sinkTo(receiver.url, { index: 'm365' }).send([download, signIn, alert]);
    assert.equal(outcome.kind, 'delivered');
    const [call] = receiver.calls;
    assert.equal(call!.path, '/services/collector/event');
    assert.equal(call!.headers.authorization, `Splunk ${token}`);
    assert.equal(
      `${call!.body.toString('utf8')}\n`,
      readFileSync(new URL('../../../test/siem/golden/splunk.jsonl', import.meta.url), 'utf8'),
    );
    await receiver.close();
  });

  it('with acknowledgment a batch counts when it is indexed', async () => {
    let asked = 0;
    const receiver = await collector((call, response) => {
      if (call.path === '/services/collector/event') return response.end('{"text":"Success","code":0,"ackId":7}');
      asked += 1;
      assert.equal(call.body.toString(), '{"acks":[7]}');
      response.end(JSON.stringify({ acks: { 7: asked > 2 } }));
    });
    const outcome = await sinkTo(receiver.url, { acknowledge: true }).send([download]);
    assert.deepEqual(outcome, { kind: 'delivered', answer: 'HTTP 200, indexed' });
    const channels = new Set(receiver.calls.map(({ headers }) => headers['x-splunk-request-channel']));
    assert.equal(channels.size, 1);
    assert.equal(asked, 3);
    assert.match(receiver.calls[1]!.path, /^\/services\/collector\/ack\?channel=[0-9a-f-]{36}$/);
    await receiver.close();
  });

  it('what is never indexed is not delivered', async () => {
    const receiver = await collector((call, response) =>
      response.end(call.path.includes('ack') ? '{"acks":{"7":false}}' : '{"code":0,"ackId":7}'),
    );
    assert.equal((await sinkTo(receiver.url, { acknowledge: true }).send([download])).kind, 'later');
    await receiver.close();
  });

  const answers: readonly [status: number, body: unknown, kind: string][] = [
    [400, { text: 'Invalid data format', code: 6 }, 'refused'],
    [400, { text: 'Incorrect index', code: 7 }, 'blocked'],
    [400, { text: 'Data channel is missing', code: 10 }, 'blocked'],
    [401, { text: 'Invalid authorization', code: 3 }, 'blocked'],
    [403, { text: 'Invalid token', code: 4 }, 'blocked'],
    [413, {}, 'refused'],
    [429, {}, 'later'],
    [500, { text: 'Internal server error', code: 8 }, 'later'],
    [503, { text: 'Server is busy', code: 9 }, 'later'],
    [302, {}, 'blocked'],
  ];
  for (const [status, body, kind] of answers)
    it(`HTTP ${status} with ${JSON.stringify(body)} is ${kind}`, async () => {
      const receiver = await say(status, body, status === 429 ? { 'retry-after': '17' } : {});
      const outcome = await sinkTo(receiver.url).send([download]);
      assert.equal(outcome.kind, kind);
      if (status === 429) assert.equal(outcome.kind === 'later' && outcome.waitMs, 17_000);
      assert.ok(!JSON.stringify(outcome).includes(token));
      await receiver.close();
    });

  it('a wrong certificate and a private address without leave get nothing', async () => {
    const receiver = await say(200, {});
    assert.equal((await sinkTo(receiver.url, { ca: undefined }).send([download])).kind, 'blocked');
    assert.equal((await sinkTo(receiver.url, { allowPrivate: false }).send([download])).kind, 'blocked');
    assert.equal((await sinkTo(receiver.url.replace('https', 'http')).send([download])).kind, 'blocked');
    assert.equal(receiver.calls.length, 0);
    await receiver.close();
  });

  it('a connection that breaks off is for later', async () => {
    const receiver = await collector((_, response) => response.destroy());
    assert.equal((await sinkTo(receiver.url).send([download])).kind, 'later');
    await receiver.close();
  });
});

describe('S3-54: Microsoft Sentinel Logs Ingestion', () => {
  const rule = `dcr-${'0'.repeat(31)}a`;
  const endpoint = 'https://clinic-abcd.eastus-1.ingest.monitor.azure.com';
  async function sentinel(status: number, answer?: unknown) {
    const receiver = await collector((_, response) =>
      response.writeHead(status).end(answer === undefined ? '' : JSON.stringify(answer)),
    );
    const transport = createTransport({
      hostMap: [{ host: '*', address: receiver.url, ca: authority.ca }],
      patience: { tries: 1, throttledTries: 1 },
      timer: fastTimer(),
    });
    const asked: string[] = [];
    const tokens = {
      token: (resource: string) => {
        asked.push(resource);
        return Promise.resolve({ value: 'token-of-the-test', expiresAt: Infinity });
      },
      refuse: () => {},
    };
    const call = { transport, tokens, resource: 'https://monitor.azure.com', now: transport.timer.now };
    return { receiver, transport, asked, sink: sentinelSink({ endpoint, rule, table: 'Custom-Wardline_CL', call }) };
  }

  it('posts a packed JSON array with a token for Azure Monitor', async () => {
    const { receiver, transport, asked, sink } = await sentinel(204);
    assert.deepEqual(await sink.send([download, signIn, alert]), { kind: 'delivered', answer: 'HTTP 204' });
    const [call] = receiver.calls;
    assert.equal(call!.path, `/dataCollectionRules/${rule}/streams/Custom-Wardline_CL?api-version=2023-01-01`);
    assert.equal(call!.headers.host, 'clinic-abcd.eastus-1.ingest.monitor.azure.com');
    assert.equal(call!.headers.authorization, 'Bearer token-of-the-test');
    assert.equal(call!.headers['content-encoding'], 'gzip');
    const rows = gunzipSync(call!.body).toString('utf8');
    const wanted = readFileSync(new URL('../../../test/siem/golden/sentinel.jsonl', import.meta.url), 'utf8');
    assert.equal(rows, `[${wanted.trimEnd().split('\n').join(',')}]`);
    assert.deepEqual(asked, ['https://monitor.azure.com']);
    transport.close();
    await receiver.close();
  });

  it('more than 1 MB is not sent, and halves of it are', async () => {
    const { receiver, transport, sink } = await sentinel(204);
    const big = { ...download, raw: { note: 'x'.repeat(60_000) } };
    const many = Array.from({ length: 20 }, () => big);
    assert.equal((await sink.send(many)).kind, 'refused');
    assert.equal((await sink.send(many.slice(0, 10))).kind, 'delivered');
    assert.equal(receiver.calls.length, 1);
    transport.close();
    await receiver.close();
  });

  const answers: readonly [status: number, kind: string][] = [
    [400, 'refused'],
    [401, 'blocked'],
    [403, 'blocked'],
    [404, 'blocked'],
    [413, 'refused'],
    [429, 'later'],
    [503, 'later'],
  ];
  for (const [status, kind] of answers)
    it(`HTTP ${status} is ${kind}`, async () => {
      const { receiver, transport, sink } = await sentinel(status, { error: { code: 'X', message: 'y' } });
      assert.equal((await sink.send([download])).kind, kind);
      transport.close();
      await receiver.close();
    });
});

describe('S3-54: OCSF to file, webhook and S3', () => {
  const wanted = (name: string) =>
    readFileSync(new URL(`../../../test/siem/golden/${name}`, import.meta.url), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
  const [first, second] = wanted('ocsf.jsonl');

  it('a file of a day is appended to; what a killed process left half stands alone', async () => {
    const folder = join(testFolder(), 'ocsf');
    const sink = ocsfFileSink({ folder, version: '1.2.3', now: () => '2026-03-02T12:00:00.000Z' });
    assert.equal((await sink.send([download])).kind, 'delivered');
    const path = join(folder, 'wardline-2026-03-02.jsonl');
    appendFileSync(path, '{"metadata":{"ver');
    assert.equal((await sink.send([signIn])).kind, 'delivered');
    const lines = readFileSync(path, 'utf8').split('\n');
    assert.deepEqual(readdirSync(folder), ['wardline-2026-03-02.jsonl']);
    assert.deepEqual(
      [JSON.parse(lines[0]!), lines[1], JSON.parse(lines[2]!), lines[3]],
      [first, '{"metadata":{"ver', second, ''],
    );
  });

  it('a folder that cannot be is told', async () => {
    const file = join(testFolder(), 'file');
    appendFileSync(file, '');
    const sink = ocsfFileSink({ folder: join(file, 'below'), version: '1', now: () => '2026-03-02T12:00:00.000Z' });
    assert.equal((await sink.send([download])).kind, 'blocked');
  });

  it('a signed webhook', async () => {
    const receiver = await collector((_, response) => response.writeHead(202).end());
    const key = createSecretKey(Buffer.from('a secret of the test'));
    const sink = ocsfWebhookSink({
      ...{
        url: `${receiver.url}/in?a=1`,
        allowPrivate: true,
        ca: authority.ca,
        key,
        version: '1.2.3',
        timer: fastTimer(1_772_442_000_000),
      },
    });
    assert.equal((await sink.send([download, signIn])).kind, 'delivered');
    const [call] = receiver.calls;
    assert.equal(call!.path, '/in?a=1');
    assert.deepEqual(JSON.parse(call!.body.toString()), [first, second]);
    assert.equal(call!.headers['x-wardline-timestamp'], '1772442000');
    assert.match(String(call!.headers['x-wardline-signature']), /^v1=[0-9a-f]{64}$/);
    await sink.close();
    await receiver.close();
  });

  describe('a bucket', () => {
    let server: Awaited<ReturnType<typeof s3Store>>;
    let options: OcsfS3Options;
    before(async () => {
      server = await s3Store(testFolder(), 'clinic-logs');
      options = {
        ...{
          bucket: 'clinic-logs',
          region: 'us-east-1',
          prefix: 'wardline',
          endpoint: server.endpoint,
          allowPrivate: true,
        },
        ...{ accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER', version: '1.2.3' },
      };
    });
    after(() => server.close());

    it('gets one object for a batch, however often it is sent', async () => {
      const sink = ocsfS3Sink(options);
      assert.deepEqual(await sink.send([download, signIn]), { kind: 'delivered', answer: 'stored' });
      assert.equal((await sink.send([download, signIn])).kind, 'delivered');
      await sink.close();
      const { S3Client, ListObjectsV2Command, GetObjectCommand } = await import('@aws-sdk/client-s3');
      const client = new S3Client({
        ...{ region: 'us-east-1', endpoint: options.endpoint!, forcePathStyle: true },
        credentials: { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' },
      });
      const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: 'clinic-logs' }));
      assert.equal(Contents.length, 1);
      assert.match(
        Contents[0]!.Key!,
        /^wardline\/11111111-2222-4333-8444-555555555555\/2026\/03\/02\/[0-9a-f]{32}\.jsonl\.gz$/,
      );
      const { Body } = await client.send(new GetObjectCommand({ Bucket: 'clinic-logs', Key: Contents[0]!.Key! }));
      const bytes = Buffer.from(await Body!.transformToByteArray());
      const text = (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString('utf8');
      assert.deepEqual(
        text
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line) as unknown),
        [first, second],
      );
      client.destroy();
    });

    it('a wrong key, a missing bucket, a private address without leave', async () => {
      const outcomes = await Promise.all(
        [
          { accessKeyId: 'NOBODY' },
          { bucket: 'no-such-bucket' },
          { allowPrivate: false },
          { endpoint: 'http://192.0.2.1' },
        ].map((given) => ocsfS3Sink({ ...options, ...given }).send([download])),
      );
      assert.deepEqual(
        outcomes.map(({ kind }) => kind),
        ['blocked', 'blocked', 'blocked', 'blocked'],
      );
    });

    it('a store that answers 503 is for later', async () => {
      const busy = createServer((_, response) => response.writeHead(503).end());
      await new Promise<void>((resolve) => busy.listen(0, '127.0.0.1', () => resolve()));
      const endpoint = `http://127.0.0.1:${(busy.address() as AddressInfo).port}`;
      assert.equal((await ocsfS3Sink({ ...options, endpoint }).send([download])).kind, 'later');
      busy.closeAllConnections();
      await new Promise((resolve) => busy.close(resolve));
    });
  });
});
