import assert from 'node:assert/strict';
import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import type { ServerResponse } from 'node:http';
import { after, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { type Seen, type Server, fastTimer, json, startServer } from '../../../test/https-server.ts';
import { ConnectorError, type ConnectorErrorCode } from './errors.ts';
import { type HttpRequest, type TransportOptions, createTransport } from './transport.ts';

const graph = (over: Partial<HttpRequest> = {}): HttpRequest => ({
  service: 'graph',
  call: 'GET /things',
  method: 'GET',
  url: 'https://graph.microsoft.com/v1.0/things?name=a',
  hosts: { hosts: ['graph.microsoft.com'] },
  limits: [],
  bearer: 'secret-token',
  ...over,
});

describe('transport', () => {
  const servers: { close(): Promise<void> | void }[] = [];
  after(async () => {
    for (const server of servers) await server.close();
  });
  const serve = async (answer: (seen: Seen, response: ServerResponse, number: number) => void): Promise<Server> => {
    const server = await startServer(answer);
    servers.push(server);
    return server;
  };
  const transportTo = (server: Server, options: TransportOptions = {}) => {
    const timer = fastTimer();
    const transport = createTransport({ hostMap: server.hostMap, timer, random: () => 0.5, ...options });
    servers.push(transport);
    return { ...transport, timer };
  };
  const failure = async (act: Promise<unknown>, code: ConnectorErrorCode): Promise<ConnectorError> => {
    const error: unknown = await act.then(
      () => assert.fail('it succeeded'),
      (thrown: unknown) => thrown,
    );
    assert.ok(error instanceof ConnectorError, String(error));
    assert.equal(error.code, code, error.message);
    assert.doesNotMatch(`${error.message} ${error.hint} ${JSON.stringify(error)}`, /secret|name=a/);
    return error;
  };

  it('keeps Host header, path and query when the host is mapped', async () => {
    const server = await serve((_, response) => json(response, 200, { ok: true }));
    const answer = await transportTo(server).send(graph());
    assert.equal(answer.status, 200);
    assert.equal(answer.requestId, 'r-1');
    const [seen] = server.seen;
    assert.equal(seen?.host, 'graph.microsoft.com');
    assert.equal(seen?.path, '/v1.0/things?name=a');
    assert.equal(seen?.headers.authorization, 'Bearer secret-token');
    assert.match(String(seen?.headers['client-request-id']), /^[0-9a-f-]{36}$/);
  });

  it('unpacks gzip', async () => {
    const server = await serve((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.end(gzipSync('{"packed":true}'));
    });
    assert.equal((await transportTo(server).send(graph())).body.toString(), '{"packed":true}');
  });

  it('sends nothing to a host that is not the API’s own', async () => {
    const server = await serve((_, response) => json(response, 200, {}));
    for (const url of [
      'https://evil.example/v1.0/me',
      'https://graph.microsoft.com.evil.example/',
      'https://graph.microsoft.com@evil.example/',
      'http://graph.microsoft.com/v1.0/me',
      'https://graph.microsoft.com:8443/v1.0/me',
      'https://user@graph.microsoft.com/v1.0/me',
      'nonsense',
    ])
      await failure(transportTo(server).send(graph({ url })), 'host-not-allowed');
    assert.equal(server.seen.length, 0);
  });

  it('allows a regional host one label below, and no deeper or similar one', async () => {
    const server = await serve((_, response) => json(response, 200, {}));
    const hosts = { hosts: ['ps.example'], suffixes: ['.ps.example'] };
    const { send } = transportTo(server);
    await send(graph({ url: 'https://nam13b.ps.example/x', hosts }));
    assert.equal(server.seen[0]?.host, 'nam13b.ps.example');
    for (const url of ['https://a.b.ps.example/', 'https://xps.example/', 'https://.ps.example/'])
      await failure(send(graph({ url, hosts })), 'host-not-allowed');
  });

  it('refuses a host that the mapping does not name', async () => {
    const server = await serve((_, response) => json(response, 200, {}));
    const hostMap = server.hostMap.map((mapping) => ({ ...mapping, host: '*.office365.com' }));
    await failure(transportTo(server, { hostMap }).send(graph()), 'host-not-allowed');
    assert.equal(server.seen.length, 0);
  });

  it('trusts the certificate of a mapped address there alone', async () => {
    const trusted = await serve((_, response) => json(response, 200, {}));
    const other = await serve((_, response) => json(response, 200, {}));
    const hostMap = [
      trusted.hostMap.map((mapping) => ({ ...mapping, host: 'graph.microsoft.com' }))[0]!,
      { host: 'outlook.office365.com', address: `https://localhost:${other.port}` },
    ];
    const { send } = transportTo(trusted, { hostMap });
    assert.equal((await send(graph())).status, 200);
    const error = await failure(
      send(graph({ url: 'https://outlook.office365.com/', hosts: { hosts: ['outlook.office365.com'] } })),
      'certificate-untrusted',
    );
    assert.match(error.message, /DEPTH_ZERO_SELF_SIGNED_CERT/);
    assert.equal(other.seen.length, 0);
  });

  it('does not follow a redirect, so a foreign host gets no token', async () => {
    const foreign = await serve((_, response) => json(response, 200, {}));
    const server = await serve((_, response) => {
      response.writeHead(302, { location: `https://localhost:${foreign.port}/steal` });
      response.end();
    });
    const answer = await transportTo(server).send(graph());
    assert.equal(answer.status, 302);
    assert.equal(foreign.seen.length, 0);
  });

  it('waits as long as Retry-After says, in seconds and as a date by the service’s clock', async () => {
    const server = await serve((_, response, number) => {
      if (number === 1) json(response, 429, {}, { 'retry-after': '7' });
      else if (number === 2)
        json(
          response,
          503,
          {},
          { date: 'Fri, 20 Nov 2026 10:00:00 GMT', 'retry-after': 'Fri, 20 Nov 2026 10:01:30 GMT' },
        );
      else json(response, 200, {});
    });
    const { send, timer } = transportTo(server);
    assert.equal((await send(graph())).status, 200);
    assert.deepEqual(timer.slept, [7125, 90_125]);
  });

  it('lives through a storm of 429 without Retry-After by waiting longer and longer', async () => {
    const server = await serve((_, response, number) => json(response, number < 9 ? 429 : 200, {}));
    const { send, timer } = transportTo(server);
    assert.equal((await send(graph())).status, 200);
    assert.deepEqual(timer.slept, [1500, 3000, 6000, 12_000, 24_000, 45_000, 45_000, 45_000]);
  });

  it('gives up a storm that does not end, within 15 minutes of waiting', async () => {
    const server = await serve((_, response) => json(response, 429, {}));
    const { send, timer } = transportTo(server);
    assert.equal((await send(graph())).status, 429);
    const waited = timer.slept.reduce((sum, ms) => sum + ms, 0);
    assert.ok(waited > 5 * 60_000 && waited <= 15 * 60_000, String(waited));
    const patient = await serve((_, response) => json(response, 429, {}, { 'retry-after': '7200' }));
    assert.equal((await transportTo(patient).send(graph())).status, 429);
    assert.equal(patient.seen.length, 1);
  });

  it('holds back everybody on a limit that answered 429', async () => {
    const times: number[] = [];
    const timer = fastTimer();
    const server = await serve((_, response, number) => {
      times.push(timer.now());
      json(response, number === 1 ? 429 : 200, {}, number === 1 ? { 'retry-after': '30' } : {});
    });
    const { send } = transportTo(server, { timer });
    const limits = [{ key: 'narrow', concurrent: 1 }];
    await Promise.all([send(graph({ limits })), send(graph({ limits })), send(graph({ limits }))]);
    assert.equal(times.length, 4);
    assert.ok(times.slice(1).every((time) => time - times[0]! >= 30_000));
  });

  it('repeats a read after 503, 504 and a cut connection', async () => {
    const server = await serve((_, response, number) => {
      if (number === 1) json(response, 503, {});
      else if (number === 2) json(response, 504, {});
      else if (number === 3) response.destroy();
      else json(response, 200, {});
    });
    assert.equal((await transportTo(server).send(graph())).status, 200);
    assert.equal(server.seen.length, 4);
  });

  it('never repeats a POST that may have been carried out', async () => {
    const post = graph({ method: 'POST', body: '{"a":1}', headers: { 'content-type': 'application/json' } });
    for (const fault of [
      (response: ServerResponse) => json(response, 500, {}),
      (response: ServerResponse) => json(response, 503, {}),
      (response: ServerResponse) => json(response, 504, {}),
    ]) {
      const server = await serve((_, response) => fault(response));
      assert.ok((await transportTo(server).send(post)).status >= 500);
      assert.equal(server.seen.length, 1);
    }
    const cut = await serve((_, response) => response.destroy());
    const error = await failure(transportTo(cut).send(post), 'cut-off');
    assert.equal(error.facts.mayHaveRun, true);
    assert.match(error.message, /may have been carried out/);
    assert.equal(cut.seen.length, 1);
  });

  it('repeats a POST that was turned away unread, or that its caller calls safe', async () => {
    const away = await serve((_, response, number) => {
      if (number === 1) json(response, 429, {});
      else if (number === 2) json(response, 503, {}, { 'retry-after': '1' });
      else json(response, 201, {});
    });
    assert.equal((await transportTo(away).send(graph({ method: 'POST', body: '{}' }))).status, 201);
    const safe = await serve((_, response, number) => (number === 1 ? response.destroy() : json(response, 200, {})));
    assert.equal(
      (await transportTo(safe).send(graph({ method: 'POST', body: '{}', repeatable: true }))).repeated,
      true,
    );
  });

  it('repeats a POST when no connection came about', async () => {
    const server = await serve((_, response) => json(response, 200, {}));
    await server.close();
    const { send, timer } = transportTo(server);
    const error = await failure(send(graph({ method: 'POST', body: '{}' })), 'unreachable');
    assert.equal(error.facts.mayHaveRun, false);
    assert.match(error.message, /ECONNREFUSED/);
    assert.equal(timer.slept.length, 4);
  });

  it('stops reading a body of 2 GB at the limit', async () => {
    let sent = 0;
    const piece = Buffer.alloc(1024 * 1024, 'x');
    const server = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const more = () => {
        while (sent < 2048 && !response.destroyed) {
          sent += 1;
          if (!response.write(piece)) return void response.once('drain', more);
        }
        response.end();
      };
      more();
    });
    const error = await failure(transportTo(server).send(graph({ maxBytes: 4 * 1024 * 1024 })), 'too-large');
    assert.match(error.message, /4\.194304 MB/);
    assert.ok(sent < 100, `${sent} MB were sent`);
    const announced = await serve((_, response) => {
      response.writeHead(200, { 'content-length': String(2 ** 31) });
      response.write('{');
    });
    await failure(transportTo(announced).send(graph()), 'too-large');
  });

  it('stops at the limit of the unpacked body', async () => {
    const bomb = gzipSync(Buffer.alloc(8 * 1024 * 1024));
    const server = await serve((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.end(bomb);
    });
    await failure(transportTo(server).send(graph({ maxBytes: 1024 * 1024 })), 'too-large');
  });

  it('reports a connection that breaks in the middle of the body', async () => {
    for (const packed of [false, true]) {
      const server = await serve((_, response) => {
        response.writeHead(200, packed ? { 'content-encoding': 'gzip' } : { 'content-length': '1000' });
        response.write(packed ? gzipSync('{"half":').subarray(0, 12) : '{"half":');
        setTimeout(() => response.destroy(), 20);
      });
      await failure(transportTo(server).send(graph()), 'cut-off');
      assert.equal(server.seen.length, 5);
    }
  });

  it('ends what takes too long: headers, silence in the body, the whole', async () => {
    const once = { patience: { tries: 1 } };
    const silent = await serve(() => undefined);
    const late = await failure(transportTo(silent, once).send(graph({ timeOuts: { headers: 60 } })), 'timeout');
    assert.match(late.message, /No answer within 0\.06 s/);
    const stuck = await serve((_, response) => {
      response.writeHead(200);
      response.write('{');
    });
    const idle = await failure(transportTo(stuck, once).send(graph({ timeOuts: { idle: 60 } })), 'timeout');
    assert.match(idle.message, /Nothing more/);
    const slow = await serve((_, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write(' '), 10);
      response.on('close', () => clearInterval(drip));
    });
    const whole = await failure(
      transportTo(slow, once).send(graph({ timeOuts: { idle: 500, total: 120 } })),
      'timeout',
    );
    assert.match(whole.message, /not complete within 0\.12 s/);
  });

  it('ends a connection that does not come about', async () => {
    const deaf = net.createServer(() => undefined);
    await new Promise<void>((resolve) => deaf.listen(0, resolve));
    servers.push({ close: () => void deaf.close() });
    const sockets: net.Socket[] = [];
    deaf.on('connection', (socket) => sockets.push(socket));
    const hostMap = [{ host: '*', address: `https://localhost:${(deaf.address() as AddressInfo).port}` }];
    const transport = createTransport({ hostMap, timer: fastTimer(), patience: { tries: 1 } });
    const error = await failure(transport.send(graph({ method: 'POST', timeOuts: { connect: 60 } })), 'timeout');
    assert.equal(error.facts.mayHaveRun, false);
    for (const socket of sockets) socket.destroy();
  });

  it('is cancelled by a signal while it waits and while it reads', async () => {
    const stuck = await serve((_, response) => {
      response.writeHead(200);
      response.write('{');
    });
    for (const limits of [[], [{ key: 'full', concurrent: 0 }]]) {
      const stop = new AbortController();
      setTimeout(() => stop.abort(), 40);
      const error = await failure(transportTo(stuck, { signal: stop.signal }).send(graph({ limits })), 'cancelled');
      assert.equal(error.exit, 130);
    }
  });

  it('goes through an outbound proxy, and says when that refuses', async () => {
    const server = await serve((_, response) => json(response, 200, { through: 'proxy' }));
    const asked: string[] = [];
    const proxy = http.createServer();
    proxy.on('connect', (request, socket: net.Socket) => {
      asked.push(`${request.url} ${request.headers['proxy-authorization']}`);
      if (request.url?.startsWith('outlook')) return void socket.end('HTTP/1.1 407 No\r\n\r\n');
      const onward = net.connect(server.port, 'localhost', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        onward.pipe(socket).pipe(onward);
      });
      onward.on('error', () => socket.destroy());
      socket.on('error', () => onward.destroy());
    });
    await new Promise<void>((resolve) => proxy.listen(0, resolve));
    servers.push({ close: () => (proxy.close(), proxy.closeAllConnections()) });
    const { port } = proxy.address() as AddressInfo;
    const transport = createTransport({
      ca: server.ca,
      proxy: { HTTPS_PROXY: `http://clinic:pass@localhost:${port}` },
      timer: fastTimer(),
    });
    servers.push(transport);
    // Behind the proxy stands a server with the name of localhost only, so that name is asked for.
    const local = { url: 'https://localhost/', hosts: { hosts: ['localhost'] } };
    assert.equal((await transport.send(graph(local))).body.toString(), '{"through":"proxy"}');
    assert.deepEqual(asked, [`localhost:443 Basic ${Buffer.from('clinic:pass').toString('base64')}`]);
    const outlook = { url: 'https://outlook.office365.com/', hosts: { hosts: ['outlook.office365.com'] } };
    const error = await failure(transport.send(graph(outlook)), 'proxy-refused');
    assert.doesNotMatch(error.message, /pass/);
  });

  it('writes one trace line per request, without headers and secrets', async () => {
    const server = await serve((_, response) =>
      json(response, 403, { error: { code: 'Authorization_RequestDenied', message: 'Insufficient privileges.' } }),
    );
    const lines: unknown[] = [];
    const { send } = transportTo(server, { trace: (line) => lines.push(line) });
    await send(
      graph({
        method: 'PATCH',
        url: 'https://graph.microsoft.com/v1.0/users/1?tempauth=abc',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ passwordProfile: { password: 'hunter2', forceChangePasswordNextSignIn: true } }),
      }),
    );
    assert.deepEqual(lines, [
      {
        method: 'PATCH',
        url: 'https://graph.microsoft.com/v1.0/users/1?tempauth=%5Bremoved%5D',
        body: { passwordProfile: { password: '[removed]', forceChangePasswordNextSignIn: true } },
        status: 403,
        requestId: 'r-1',
        error: { code: 'Authorization_RequestDenied', message: 'Insufficient privileges.' },
      },
    ]);
    assert.doesNotMatch(JSON.stringify(lines), /secret-token/);
  });
});
