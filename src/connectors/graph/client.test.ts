import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { after, describe, it } from 'node:test';
import { type Seen, fastTimer, json, startServer } from '../../../test/https-server.ts';
import type { TokenSource } from '../http/call.ts';
import { ConnectorError, type ConnectorErrorCode } from '../http/errors.ts';
import { createTransport } from '../http/transport.ts';
import type { GraphClient } from '../resource.ts';
import { createGraphClient } from './client.ts';
import { masked } from './client-call.ts';

const root = 'https://graph.microsoft.com/v1.0';
type Answer = (seen: Seen, response: ServerResponse, number: number) => void;

describe('Graph client', () => {
  const closers: (() => unknown)[] = [];
  after(async () => {
    for (const close of closers) await close();
  });
  const setUp = async (answer: Answer) => {
    const server = await startServer(answer);
    const timer = fastTimer();
    const transport = createTransport({ hostMap: server.hostMap, timer, random: () => 0.5 });
    closers.push(() => transport.close(), server.close);
    let made = 1;
    const tokens: TokenSource = {
      token: async () => ({ value: `token-${made}`, expiresAt: Infinity }),
      refuse: () => void (made += 1),
    };
    const graph = createGraphClient({
      transport,
      tokens,
      service: 'graph',
      resource: 'https://graph.microsoft.com',
      hosts: { hosts: ['graph.microsoft.com'] },
      host: 'graph.microsoft.com',
      tenant: { id: 't' },
      now: timer.now,
    });
    return { server, timer, graph };
  };
  const all = async (graph: GraphClient, path: string, options = {}) => {
    const found: unknown[] = [];
    for await (const record of graph.list(path, options)) found.push(record['id']);
    return found;
  };
  const failure = async (act: Promise<unknown>, code: ConnectorErrorCode) => {
    const error: unknown = await act.then(
      () => assert.fail('it succeeded'),
      (thrown: unknown) => thrown,
    );
    assert.ok(error instanceof ConnectorError, String(error));
    assert.equal(error.code, code, error.message);
    assert.doesNotMatch(error.message, /anna|token-/i);
    return error;
  };

  it('follows the pages whole, with its headers on each', async () => {
    const { server, graph } = await setUp((seen, response) => {
      const page = /skiptoken=(\d)/.exec(seen.path)?.[1] ?? '0';
      const next = { '0': '1', '1': '2' }[page];
      json(response, 200, {
        value: [{ id: page }],
        ...(next ? { '@odata.nextLink': `${root}/users?$select=id&$count=true&$skiptoken=${next}` } : {}),
      });
    });
    const path = "/users?$select=id&$count=true&$filter=endsWith(mail,'@example.com')";
    assert.deepEqual(await all(graph, path, { headers: { ConsistencyLevel: 'eventual' } }), ['0', '1', '2']);
    assert.deepEqual(
      server.seen.map(({ headers }) => headers['consistencylevel']),
      ['eventual', 'eventual', 'eventual'],
    );
    assert.match(server.seen[0]!.path, /^\/v1\.0\/users\?\$select=id&/);
    assert.match(server.seen[2]!.path, /\$select=id&\$count=true&\$skiptoken=2$/);
  });

  it('stops when the pages lead in a circle', async () => {
    const { server, graph } = await setUp((seen, response) => {
      const page = Number(/skiptoken=(\d)/.exec(seen.path)?.[1] ?? 0);
      json(response, 200, { value: [{ id: page }], '@odata.nextLink': `${root}/users?$skiptoken=${(page % 3) + 1}` });
    });
    await failure(all(graph, '/users'), 'paging-loop');
    assert.equal(server.seen.length, 4);
  });

  it('stops a list that goes on without entries', async () => {
    const { server, graph } = await setUp((_, response, number) =>
      json(response, 200, { value: [], '@odata.nextLink': `${root}/users?$skiptoken=${number}` }),
    );
    await failure(all(graph, '/users'), 'paging-loop');
    assert.equal(server.seen.length, 1000);
  });

  it('does not follow a page to a foreign host', async () => {
    const { server, graph } = await setUp((_, response) =>
      json(response, 200, { value: [], '@odata.nextLink': 'https://graph.microsoft.com.evil.example/v1.0/users' }),
    );
    await failure(all(graph, '/users'), 'host-not-allowed');
    assert.equal(server.seen.length, 1);
  });

  it('does not follow a redirect', async () => {
    const { server, graph } = await setUp((_, response) => {
      response.writeHead(302, { location: 'https://login.example.com/' });
      response.end();
    });
    await failure(graph.get('/organization'), 'redirected');
    assert.equal(server.seen.length, 1);
  });

  for (const [name, type, body, words] of [
    [
      'a page of HTML',
      'text/html; charset=utf-8',
      '<!DOCTYPE html><p>Anna, sign in</p>',
      /A page came instead of JSON \(text\/html\)/,
    ],
    ['half of a JSON text', 'application/json', '{"value":[', /not JSON \(application\/json\)/],
    ['a list without "value"', 'application/json', '{"values":[]}', /Wanted a list of objects/],
    ['a value that is no list of objects', 'application/json', '{"value":["anna"]}', /Wanted a list of objects/],
    ['nothing', 'application/json', '', /Wanted a page of a list/],
  ] as const) {
    it(`does not take ${name} for a list`, async () => {
      const { graph } = await setUp((_, response) => {
        response.writeHead(200, { 'content-type': type });
        response.end(body);
      });
      assert.match((await failure(all(graph, '/users'), 'unexpected-shape')).message, words);
    });
  }

  it('renews a token that is refused, once', async () => {
    const { server, graph } = await setUp((_, response, number) =>
      number === 1
        ? json(response, 401, { error: { code: 'InvalidAuthenticationToken', message: '' } })
        : json(response, 200, { id: 1 }),
    );
    assert.deepEqual(await graph.get('/organization'), { id: 1 });
    assert.deepEqual(
      server.seen.map(({ headers }) => headers.authorization),
      ['Bearer token-1', 'Bearer token-2'],
    );
    const refused = await setUp((_, response) =>
      json(response, 401, { error: { code: 'InvalidAuthenticationToken' } }),
    );
    await failure(refused.graph.get('/organization'), 'unauthorized');
    assert.equal(refused.server.seen.length, 2);
  });

  it('names what a token may not do, even when it could a moment ago', async () => {
    const { graph } = await setUp((_, response, number) =>
      number === 1
        ? json(response, 200, { id: 1 })
        : json(response, 403, { error: { code: 'Authorization_RequestDenied', message: 'anna lacks it' } }),
    );
    await graph.get('/organization');
    const error = await failure(graph.get('/users/anna@example.com/messages?$top=1'), 'forbidden');
    assert.equal(
      error.message,
      'Microsoft Graph, GET /users/{…}/messages: The app registration lacks a permission or role for this. (HTTP 403, Authorization_RequestDenied, request r-1)',
    );
  });

  it('writes JSON, gives nothing for 204, and uses beta only when told', async () => {
    const { server, graph } = await setUp((_, response) => {
      response.writeHead(204);
      response.end();
    });
    const values = { isEnabled: false };
    assert.equal(await graph.send('PATCH', '/policies/identitySecurityDefaultsEnforcementPolicy', values), undefined);
    await graph.send('POST', '/users/u/revokeSignInSessions', undefined, { version: 'beta' });
    const [patch, post] = server.seen;
    assert.deepEqual(JSON.parse(patch!.body), values);
    assert.equal(patch?.headers['content-type'], 'application/json; charset=utf-8');
    assert.equal(patch?.headers['content-length'], String(patch?.body.length));
    assert.equal(post?.path, '/beta/users/u/revokeSignInSessions');
    assert.equal(post?.body, '');
  });

  it('takes a DELETE that is repeated and finds nothing as done, and no other', async () => {
    const { graph } = await setUp((_, response, number) =>
      number === 1 ? json(response, 504, {}) : json(response, 404, { error: { code: 'x' } }),
    );
    await graph.send('DELETE', '/groups/g/members/m/$ref');
    await failure(graph.send('DELETE', '/groups/g/members/m/$ref'), 'not-found');
  });

  it('says that a failed POST may have been carried out', async () => {
    const { graph } = await setUp((_, response) => json(response, 504, {}));
    const error = await failure(graph.send('POST', '/identity/conditionalAccess/policies', {}), 'unavailable');
    assert.equal(error.facts.mayHaveRun, true);
    assert.equal((await failure(graph.get('/organization'), 'unavailable')).facts.mayHaveRun, false);
  });

  describe('batch', () => {
    interface Inner {
      id: string;
      url: string;
      headers?: Record<string, string>;
    }
    const innerOf = (seen: Seen) => (JSON.parse(seen.body) as { requests: Inner[] }).requests;

    it('sends 20 at a time and gives answers in the order of the paths', async () => {
      const { server, graph } = await setUp((seen, response) =>
        json(response, 200, {
          responses: innerOf(seen)
            .map(({ id, url }) => ({ id, status: 200, body: { url } }))
            .toReversed(),
        }),
      );
      const paths = Array.from({ length: 45 }, (_, index) => `/users/${index}`);
      const answers = await graph.batch(paths, { headers: { ConsistencyLevel: 'eventual' } });
      assert.deepEqual(
        answers,
        paths.map((url) => ({ url })),
      );
      // They are sent side by side, so a loaded machine may see them in another order.
      assert.deepEqual(
        server.seen.map((seen) => innerOf(seen).length).toSorted((a, b) => b - a),
        [20, 20, 5],
      );
      assert.equal(server.seen[0]?.path, '/v1.0/$batch');
      assert.deepEqual(innerOf(server.seen[0])[0]?.headers, { ConsistencyLevel: 'eventual' });
      assert.deepEqual(await graph.batch([]), []);
    });

    it('keeps what succeeded when a part fails, and repeats only what was turned away', async () => {
      const { server, graph, timer } = await setUp((seen, response, number) =>
        json(response, 200, {
          responses: innerOf(seen).flatMap(({ id, url }) => {
            if (url === '/users/throttled' && number === 1)
              return [
                {
                  id,
                  status: 429,
                  headers: { 'Retry-After': '12' },
                  body: { error: { code: 'TooManyRequests', message: '' } },
                },
              ];
            if (url === '/users/failing') return [{ id, status: 503, body: {} }];
            if (url === '/users/anna')
              return [{ id, status: 404, body: { error: { code: 'Request_ResourceNotFound', message: 'anna' } } }];
            if (url === '/users/forgotten') return [];
            return [{ id, status: 200, body: { url } }];
          }),
        }),
      );
      const begin = timer.now();
      const [good, throttled, missing, forgotten, failing] = await graph.batch([
        '/users/good',
        '/users/throttled',
        '/users/anna',
        '/users/forgotten',
        '/users/failing',
      ]);
      assert.deepEqual(good, { url: '/users/good' });
      assert.deepEqual(throttled, { url: '/users/throttled' });
      assert.ok(missing instanceof ConnectorError && missing.code === 'not-found');
      assert.equal(missing.facts.call, 'GET /users/anna'.replace('anna', '{…}'));
      assert.ok(forgotten instanceof ConnectorError && forgotten.code === 'unexpected-shape');
      assert.ok(failing instanceof ConnectorError && failing.code === 'unavailable');
      assert.deepEqual(server.seen.map((seen) => innerOf(seen).map(({ url }) => url)).slice(0, 3), [
        ['/users/good', '/users/throttled', '/users/anna', '/users/forgotten', '/users/failing'],
        ['/users/throttled', '/users/failing'],
        ['/users/failing'],
      ]);
      assert.ok(timer.now() - begin > 12_000);
    });

    it('puts no more of one kind into a batch than its limit allows', async () => {
      const { server, graph } = await setUp((seen, response) =>
        json(response, 200, { responses: innerOf(seen).map(({ id }) => ({ id, status: 200, body: {} })) }),
      );
      await graph.batch(Array.from({ length: 12 }, () => '/auditLogs/signIns?$top=1'));
      assert.deepEqual(
        server.seen.map((seen) => innerOf(seen).length),
        [5, 5, 2],
      );
    });
  });

  describe('delta', () => {
    const rounds = async (graph: GraphClient, path: string, link?: string) => {
      const pages: unknown[] = [];
      for await (const page of graph.delta(path, link ? { link } : {})) pages.push(page);
      return pages;
    };
    const next = `${root}/users/delta?$skiptoken=1`;
    const end = `${root}/users/delta?$deltatoken=9`;

    it('reads everything, then only what changed', async () => {
      const { server, graph } = await setUp((seen, response) => {
        if (seen.path.includes('skiptoken')) json(response, 200, { value: [{ id: 2 }], '@odata.deltaLink': end });
        else if (seen.path.includes('deltatoken')) json(response, 200, { value: [], '@odata.deltaLink': `${end}9` });
        else json(response, 200, { value: [{ id: 1 }], '@odata.nextLink': next });
      });
      assert.deepEqual(await rounds(graph, '/users/delta?$select=id'), [
        { records: [{ id: 1 }], fromScratch: true, next },
        { records: [{ id: 2 }], fromScratch: false, link: end },
      ]);
      assert.deepEqual(await rounds(graph, '/users/delta?$select=id', end), [
        { records: [], fromScratch: false, link: `${end}9` },
      ]);
      assert.equal(server.seen[0]?.path, '/v1.0/users/delta?$select=id');
    });

    it('begins anew when the link has expired: where the answer says, or from the path', async () => {
      for (const location of [`${root}/users/delta?$deltatoken=`, undefined]) {
        const { server, graph } = await setUp((_, response, number) => {
          if (number === 1)
            json(response, 410, { error: { code: 'syncStateNotFound', message: '' } }, location ? { location } : {});
          else json(response, 200, { value: [{ id: 1 }], '@odata.deltaLink': end });
        });
        assert.deepEqual(await rounds(graph, '/users/delta?$select=id', end), [
          { records: [{ id: 1 }], fromScratch: true, link: end },
        ]);
        assert.equal(
          server.seen[1]?.path,
          location ? '/v1.0/users/delta?$deltatoken=' : '/v1.0/users/delta?$select=id',
        );
      }
    });

    it('says so when a round breaks off in the middle', async () => {
      const { graph } = await setUp((_, response, number) => {
        if (number === 1) json(response, 200, { value: [{ id: 1 }], '@odata.nextLink': next });
        else if (number === 2) json(response, 410, { error: { code: 'resyncRequired', message: '' } });
        else json(response, 200, { value: [{ id: 7 }], '@odata.deltaLink': end });
      });
      assert.deepEqual(await rounds(graph, '/users/delta'), [
        { records: [{ id: 1 }], fromScratch: true, next },
        { records: [{ id: 7 }], fromScratch: true, link: end },
      ]);
    });

    it('gives up when it is sent back to the beginning again and again', async () => {
      const { server, graph } = await setUp((_, response) =>
        json(response, 410, { error: { code: 'syncStateNotFound', message: '' } }),
      );
      const error = await failure(rounds(graph, '/users/delta'), 'gone');
      assert.equal(error.facts.serviceCode, 'syncStateNotFound');
      assert.equal(server.seen.length, 4);
    });

    it('does not take an end without a link for the end', async () => {
      const { graph } = await setUp((_, response) => json(response, 200, { value: [] }));
      await failure(rounds(graph, '/users/delta'), 'unexpected-shape');
    });
  });

  it('masks what is the tenant’s in an error’s path', () => {
    for (const [path, wanted] of [
      ['/users/anna@example.com/messages?$search="hiv"', '/users/{…}/messages'],
      ['/groups/5f1c/members/microsoft.graph.user', '/groups/{…}/members/microsoft.graph.user'],
      ['/drives/b!x1/root:/patients/berg.docx:/content', '/drives/{…}/root:{…}'],
      ["/sites/a1/getByPath(path='/sites/clinic/berg')", '/sites/{…}/getByPath(…)'],
      ["/reports/getMailboxUsageDetail(period='D7')", '/reports/getMailboxUsageDetail(…)'],
      ["/users('o''neil/x')/drive", '/users(…)/drive'],
      [
        '/reports/authenticationMethods/usersRegisteredByFeature()',
        '/reports/authenticationMethods/usersRegisteredByFeature()',
      ],
      ['/domains/larkmeadow.example', '/domains/{…}'],
    ] as const)
      assert.equal(masked(path), wanted);
  });
});
