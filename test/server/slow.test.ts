import assert from 'node:assert/strict';
import { request } from 'node:http';
import { type Socket, connect } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { createApp } from '../../src/server/app.ts';
import { type Listening, listen } from '../../src/server/listen.ts';
import { consolePages } from '../../src/server/pages.ts';
import { allRoutes } from '../../src/server/routes/index.ts';
import type { Store } from '../../src/store/open.ts';
import { newTenant, openTestStore } from '../store/harness.ts';
import { type Browser, type TestServer, testServer } from './harness.ts';

/** Over a real port: what a client can do to the wire. */
describe('slow, huge and malformed requests', () => {
  let store: Store;
  let bench: TestServer;
  let listening: Listening;
  let person: Browser;
  let t: string;

  before(async () => {
    store = await openTestStore();
    bench = testServer(store);
    t = await newTenant(store);
    person = await bench.signedIn(['owner', '*']);
    const app = createApp(bench.server, allRoutes('0'), consolePages(undefined));
    listening = await listen(app, {
      ...{ host: '127.0.0.1', port: 0, proxies: 0 },
      limits: { headersTimeout: 400, requestTimeout: 800, connectionsCheckingInterval: 100 },
    });
  });
  after(async () => {
    await listening.close(500);
    await store.close();
  });

  function open(): Socket {
    const socket = connect(listening.port, '127.0.0.1');
    socket.on('error', () => {});
    return socket;
  }
  /** All that comes back until the server closes the connection, or nothing more comes. */
  async function answerTo(text: string | Buffer, within = 1_500): Promise<{ text: string; isClosed: boolean }> {
    const socket = open();
    let all = '';
    const closed = new Promise<boolean>((resolve) => socket.on('close', () => resolve(true)));
    socket.on('data', (part: Buffer) => (all += part.toString('latin1')));
    socket.write(text);
    const isClosed = await Promise.race([closed, sleep(within, false)]);
    socket.destroy();
    return { text: all, isClosed };
  }
  const isServed = () =>
    new Promise<number>((resolve, reject) =>
      request({ port: listening.port, path: '/api/v1/sign-in' }, (answer) => {
        answer.resume();
        resolve(answer.statusCode ?? 0);
      })
        .on('error', reject)
        .end(),
    );
  const statuses = (text: string) => [...text.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map((match) => match[1]);
  const headers = () => [
    ...['Host: localhost', `Cookie: ${person.cookie}`, 'Content-Type: application/json', 'X-Wardline: 1'],
    `X-Wardline-Tenant: ${t}`,
  ];
  const post = (more: readonly string[]) =>
    `${[`POST /api/v1/t/${t}/jobs HTTP/1.1`, ...headers(), ...more].join('\r\n')}\r\n\r\n`;

  it('slowloris: headers that come drop by drop are cut off, and others are served meanwhile', async () => {
    const drips = Array.from({ length: 200 }, open);
    for (const drip of drips) drip.write('GET /api/v1/sign-in HTTP/1.1\r\nHost: localhost\r\nX-Slow: ');
    const dripping = setInterval(() => drips.forEach((drip) => drip.writable && drip.write('a')), 100);
    const closed = Promise.all(drips.map((drip) => new Promise((resolve) => drip.on('close', resolve))));
    assert.equal(await isServed(), 200);
    const began = performance.now();
    await closed;
    clearInterval(dripping);
    assert.ok(performance.now() - began < 5_000);
  });

  it('a body that comes drop by drop is cut off', async () => {
    const socket = open();
    const closed = new Promise((resolve) => socket.on('close', resolve));
    socket.write(post(['Content-Length: 100000']));
    const dripping = setInterval(() => socket.writable && socket.write(' '), 100);
    const began = performance.now();
    socket.resume();
    await closed;
    clearInterval(dripping);
    assert.ok(performance.now() - began < 5_000);
    assert.equal(await isServed(), 200);
  });

  it('a body without an end is refused as soon as it is too large', async () => {
    const chunk = Buffer.concat([Buffer.from('10000\r\n'), Buffer.alloc(0x1_0000, 0x20), Buffer.from('\r\n')]);
    const { text } = await answerTo(
      Buffer.concat([Buffer.from(post(['Transfer-Encoding: chunked'])), ...Array<Buffer>(20).fill(chunk)]),
    );
    assert.deepEqual(statuses(text), ['413']);
    const said = await answerTo(post(['Content-Length: 99999999999']));
    assert.deepEqual(statuses(said.text), ['413'], 'by what it says, before a byte of it came');
  });

  it('a packed body is not unpacked', async () => {
    const bomb = gzipSync(Buffer.alloc(20_000_000, 0x20));
    const { text } = await answerTo(
      Buffer.concat([Buffer.from(post(['Content-Encoding: gzip', `Content-Length: ${bomb.length}`])), bomb]),
    );
    assert.deepEqual(statuses(text), ['400']);
  });

  it('too many and too large headers are refused', async () => {
    const large = await answerTo(`GET / HTTP/1.1\r\nHost: localhost\r\nX-Large: ${'a'.repeat(20_000)}\r\n\r\n`);
    assert.deepEqual(statuses(large.text), ['431']);
    const long = await answerTo(`GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
    assert.deepEqual(statuses(long.text), ['431']);
  });

  const inner = 'GET /api/v1/no-such-smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n';
  for (const [what, text] of [
    [
      'a length and chunks',
      `POST /api/v1/sign-out HTTP/1.1\r\nHost: localhost\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${inner}`,
    ],
    [
      'two lengths',
      `POST /api/v1/sign-out HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nContent-Length: ${inner.length}\r\n\r\n${inner}`,
    ],
    ['a length with a sign', `POST /api/v1/sign-out HTTP/1.1\r\nHost: localhost\r\nContent-Length: +5\r\n\r\n${inner}`],
    [
      'an encoding that nobody knows',
      `POST /api/v1/sign-out HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: xchunked\r\n\r\n${inner}`,
    ],
    [
      'chunked that is not last',
      `POST /api/v1/sign-out HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n${inner}`,
    ],
    [
      'a space before the colon',
      `POST /api/v1/sign-out HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n${inner}`,
    ],
    [
      'a folded header',
      `POST /api/v1/sign-out HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n${inner}`,
    ],
    [
      'a chunk size that is no number',
      `POST /api/v1/sign-out HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n0x1\r\na\r\n0\r\n\r\n${inner}`,
    ],
    ['no Host', `GET /api/v1/sign-in HTTP/1.1\r\n\r\n${inner}`],
    ['two Hosts', `GET /api/v1/sign-in HTTP/1.1\r\nHost: localhost\r\nHost: evil.example.com\r\n\r\n${inner}`],
    [
      'a line break within a header',
      `GET /api/v1/sign-in HTTP/1.1\r\nHost: localhost\r\nX-A: a\rSet-Cookie: x=1\r\n\r\n`,
    ],
    ['a null byte in a header', `GET /api/v1/sign-in HTTP/1.1\r\nHost: localhost\r\nX-A: a\0b\r\n\r\n`],
    ['a Host that is none', `GET /api/v1/sign-in HTTP/1.1\r\nHost: a b/c?\r\n\r\n`],
  ] as const)
    it(`request smuggling: ${what} is refused, and nothing behind it is answered`, async () => {
      const { text: answer } = await answerTo(text, 600);
      const [first, ...more] = statuses(answer);
      assert.ok(first === undefined || first === '400', answer.slice(0, 300));
      assert.ok(!more.includes('404'), `the smuggled request was answered: ${answer.slice(0, 600)}`);
      assert.doesNotMatch(answer, /at .*\.ts:\d|node_modules/);
    });

  it('methods that nobody serves do nothing', async () => {
    for (const method of ['TRACE', 'OPTIONS', 'PROPFIND', 'PATCH']) {
      const { text } = await answerTo(
        `${method} /api/v1/me HTTP/1.1\r\nHost: localhost\r\nX-Secret: copper\r\nConnection: close\r\n\r\n`,
      );
      assert.match(text, /^HTTP\/1\.1 (?:404|405|400)/);
      assert.ok(!text.includes('copper'), 'TRACE tells nothing back');
      assert.ok(!/access-control-allow/i.test(text));
    }
  });
});
