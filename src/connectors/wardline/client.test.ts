import assert from 'node:assert/strict';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, describe, it } from 'node:test';
import { type Seen, type Server, fastTimer, json, startServer } from '../../../test/https-server.ts';
import { WardlineError } from '../../core/errors.ts';
import { serverOrigin } from './address.ts';
import { type ServerClient, type ServerClientOptions, createServerClient } from './client.ts';
import { EventReader } from './event-reader.ts';

const token = `wlt_${'a'.repeat(43)}`;

describe('S0-79: the address of a server', () => {
  const cases: readonly [typed: string, origin: string | RegExp][] = [
    ['https://wardline.clinic.example', 'https://wardline.clinic.example'],
    ['https://wardline.clinic.example:8443/', 'https://wardline.clinic.example:8443'],
    ['http://localhost:8710', 'http://localhost:8710'],
    ['http://127.0.0.1:8710', 'http://127.0.0.1:8710'],
    ['http://[::1]:8710', 'http://[::1]:8710'],
    ['http://wardline.clinic.example', /Plain HTTP to another machine is refused/],
    ['http://localhost.clinic.example', /Plain HTTP to another machine is refused/],
    ['http://192.0.2.7:8710', /Plain HTTP to another machine is refused/],
    ['https://nina:secret@wardline.clinic.example', /holds a name or password/],
    ['https://wardline.clinic.example/console', /ends after host and port/],
    ['https://wardline.clinic.example/?to=x', /ends after host and port/],
    ['wardline.clinic.example', /no address/],
    ['ftp://wardline.clinic.example', /no address/],
    ['', /no address/],
  ];
  for (const [typed, wanted] of cases)
    it(typed || 'nothing', () => {
      if (typeof wanted === 'string') assert.equal(serverOrigin(typed), wanted);
      else assert.throws(() => serverOrigin(typed), wanted);
    });
});

describe('a Wardline server as another machine talks to it', () => {
  const open: { close(): Promise<void> | void }[] = [];
  after(async () => {
    for (const one of open) await one.close();
  });
  const serve = async (answer: Parameters<typeof startServer>[0]): Promise<Server> => {
    const server = await startServer(answer);
    open.push(server);
    return server;
  };
  const clientOf = (server: Pick<Server, 'port' | 'ca'>, more: Partial<ServerClientOptions> = {}): ServerClient => {
    const origin = `https://localhost:${server.port}`;
    const client = createServerClient({ origin, token, ca: server.ca, version: '1.0.0', timer: fastTimer(), ...more });
    open.push(client);
    return client;
  };
  const failure = async (act: Promise<unknown>): Promise<WardlineError> => {
    const error: unknown = await act.then(
      () => assert.fail('it succeeded'),
      (thrown: unknown) => thrown,
    );
    assert.ok(error instanceof WardlineError, String(error));
    assert.doesNotMatch(`${error.message} ${error.hint}`, /wlt_/);
    return error;
  };
  const problem =
    (status: number, more: object = {}) =>
    (_: Seen, response: http.ServerResponse) =>
      json(response, status, { type: 'x', title: 'Words of the server.', status, request: 'r', ...more });

  it('sends token, tenant and key, and gives the JSON', async () => {
    const server = await serve((_, response) => json(response, 200, { items: [] }));
    const answer = await clientOf(server).send({
      ...{ method: 'POST', path: '/t/clinic/jobs', tenant: 'clinic', key: 'one-key-1', body: { kind: 'check' } },
    });
    assert.deepEqual(answer, { items: [] });
    const [{ headers, path, body }] = server.seen as [Seen];
    assert.equal(path, '/api/v1/t/clinic/jobs');
    assert.equal(headers.authorization, `Bearer ${token}`);
    assert.equal(headers['x-wardline-tenant'], 'clinic');
    assert.equal(headers['idempotency-key'], 'one-key-1');
    assert.equal(body, '{"kind":"check"}');
  });

  it('a certificate that nobody vouches for is refused, and there is no way around but its authority', async () => {
    const server = await serve((_, response) => json(response, 200, {}));
    const error = await failure(clientOf({ port: server.port, ca: '' }).send({ method: 'GET', path: '/token' }));
    assert.equal(error.code, 'server-unreachable');
    assert.match(error.message, /is not trusted/);
    assert.match(error.hint!, /--ca FILE/);
    assert.equal(server.seen.length, 0);
  });

  it('a redirect is not followed, and the token stays', async () => {
    const elsewhere = await serve((_, response) => json(response, 200, {}));
    const server = await serve((_, response) => {
      response.writeHead(302, { location: `https://localhost:${elsewhere.port}/api/v1/token` });
      response.end();
    });
    const error = await failure(clientOf(server).send({ method: 'GET', path: '/token' }));
    assert.match(error.message, /sends elsewhere \(HTTP 302\)\. The token was not sent there\./);
    assert.equal(elsewhere.seen.length, 0);
  });

  const strange: readonly [what: string, answer: Parameters<typeof startServer>[0], wanted: RegExp][] = [
    [
      'a page of HTML',
      (_, response) => {
        response.writeHead(200, { 'content-type': 'text/html' });
        response.end('<html>Sign in to the hotel network</html>');
      },
      /not of Wardline's API/,
    ],
    [
      'JSON that is none',
      (_, response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end('{"items": [');
      },
      /not of Wardline's API/,
    ],
    ['a list in place of an object', (_, response) => json(response, 200, []), /not of Wardline's API/],
    [
      'more than is read',
      (_, response) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': String(2 ** 31) });
        response.write('{');
      },
      /more than is read/,
    ],
  ];
  for (const [what, answer, wanted] of strange)
    it(`${what} is an error, not a result`, async () => {
      const error = await failure(clientOf(await serve(answer)).send({ method: 'GET', path: '/token' }));
      assert.equal(error.code, 'server-unreachable');
      assert.match(error.message, wanted);
    });

  const statuses: readonly [status: number, code: string, exit: number][] = [
    [400, 'usage', 64],
    [401, 'sign-in-needed', 4],
    [403, 'not-permitted', 5],
    [404, 'not-found', 64],
    [409, 'conflict', 7],
    [500, 'server-unreachable', 1],
  ];
  for (const [status, code, exit] of statuses)
    it(`HTTP ${status} ends with exit code ${exit}`, async () => {
      const error = await failure(clientOf(await serve(problem(status))).send({ method: 'GET', path: '/token' }));
      assert.equal(error.code, code);
      assert.equal(error.exit, exit);
    });

  it('words of a server move no cursor', async () => {
    const server = await serve(problem(403, { detail: 'No.\u001b[2J\u001b[1;1H\u202eAll is well\n', hint: 'a\tb' }));
    const error = await failure(clientOf(server).send({ method: 'GET', path: '/token' }));
    assert.equal(error.message, 'No. [2J [1;1H All is well');
    assert.equal(error.hint, 'a b');
  });

  it('a read is asked again while the server is away for a moment', async () => {
    const server = await serve((_, response, number) =>
      number < 3 ? problem(503)(_, response) : json(response, 200, { number }),
    );
    assert.deepEqual(await clientOf(server).send({ method: 'GET', path: '/token' }), { number: 3 });
  });

  it('a limit that holds for minutes is told, not waited for', async () => {
    const server = await serve((_, response) =>
      json(response, 429, { title: 'Too many tries.', hint: 'Wait 15 minutes.' }, { 'retry-after': '900' }),
    );
    const error = await failure(clientOf(server).send({ method: 'GET', path: '/token' }));
    assert.match(error.message, /Too many tries/);
    assert.equal(server.seen.length, 1);
  });

  it('I-2: a write whose answer was lost is asked again under its key, and one without a key is not', async () => {
    const server = await serve((_, response, number) =>
      number === 1 || number === 4
        ? response.destroy()
        : number === 2
          ? underWay(response)
          : json(response, 202, { number }),
    );
    const client = clientOf(server);
    const answer = await client.send({ method: 'POST', path: '/t/c/jobs', body: {}, key: 'the-same-key' });
    assert.deepEqual(answer, { number: 3 });
    assert.deepEqual(
      server.seen.map(({ headers }) => headers['idempotency-key']),
      ['the-same-key', 'the-same-key', 'the-same-key'],
    );
    const error = await failure(client.send({ method: 'POST', path: '/device-sign-ins', body: {} }));
    assert.match(error.message, /may have been done/);
    assert.equal(server.seen.length, 4);
  });

  it('a server that is not there is said, with the next step', async () => {
    const server = await serve((_, response) => json(response, 200, {}));
    await server.close();
    const error = await failure(clientOf(server).send({ method: 'GET', path: '/token' }));
    assert.equal(error.code, 'server-unreachable');
    assert.match(error.message, /does not answer/);
  });

  it('plain HTTP works to this machine', async () => {
    const server = http.createServer((_, response) => json(response, 200, { plain: true }));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    open.push({ close: () => (server.close(), server.closeAllConnections()) });
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const client = createServerClient({ origin, token, version: '1.0.0' });
    open.push(client);
    assert.deepEqual(await client.send({ method: 'GET', path: '/token' }), { plain: true });
  });

  it('events arrive as they come, and ending the wait is no error', async () => {
    const server = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(': begun\n\ndata: {"id":"1"}\n\n');
    });
    const stop = new AbortController();
    const seen: unknown[] = [];
    await clientOf(server).watch(
      '/t/c/jobs/events',
      (event) => {
        seen.push(event);
        stop.abort();
      },
      stop.signal,
    );
    assert.deepEqual(seen, [{ id: '1' }]);
  });

  it('events are found however the stream is cut, and what is none is left out', () => {
    const seen: unknown[] = [];
    const reader = new EventReader((event) => seen.push(event));
    const text = ': begun\n\nid: 7\ndata: {"a":"Zoë"}\n\ndata: no JSON\n\r\ndata: {"b":\ndata: 2}\r\n\r\n';
    for (const byte of Buffer.from(text)) reader.take(Uint8Array.of(byte));
    assert.deepEqual(seen, [{ a: 'Zoë' }, { b: 2 }]);
  });
});

function underWay(response: http.ServerResponse): void {
  json(response, 409, { type: 'repeated', title: 'Under way.', status: 409, request: 'r' });
}
