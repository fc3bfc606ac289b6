import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { request as httpsRequest } from 'node:https';
import { type Simulator, startSimulator } from '../../src/simulator/start.ts';
import { texasClinic } from '../../src/simulator/tenants/texas-clinic.ts';
import { type Answer, call, graph, scopes, signedIn } from './client.ts';

const tenant = '7c1a5e00-0000-4000-8000-000000000001';

describe('faults', () => {
  let simulator: Simulator;
  let token: string;
  before(async () => {
    simulator = await startSimulator({ tenants: [texasClinic()], throttle: { on: false } });
    ({ token } = await signedIn(simulator, tenant, scopes.graph, {
      roles: { graph: ['User.Read.All', 'Group.ReadWrite.All'] },
    }));
  });
  after(() => simulator.stop());
  beforeEach(() => simulator.control.faults.clear());

  const get = (path = '/users?$top=2'): Promise<Answer> => call(simulator, graph(path), { token });
  const group = { displayName: 'Fault', mailEnabled: false, mailNickname: 'fault', securityEnabled: true };
  const post = (): Promise<Answer> => call(simulator, graph('/groups'), { method: 'POST', token, body: group });
  const groups = (): number =>
    Object.values(simulator.control.state(tenant)['groups']!).filter((entry) => entry['displayName'] === 'Fault')
      .length;

  it('strike where and as often as they are told, then are over', async () => {
    simulator.control.faults.add({ kind: 'unavailable', path: '^/v1.0/users', method: 'GET', skip: 1, count: 2 });
    const statuses = [];
    for (let index = 0; index < 4; index += 1) statuses.push((await get()).status);
    assert.deepEqual(statuses, [200, 503, 503, 200]);
    assert.equal((await get('/groups')).status, 200);
    assert.deepEqual(
      simulator.control.faults.list().map(({ left, struck }) => [left, struck]),
      [[0, 2]],
    );
  });

  it('strike one host alone', async () => {
    simulator.control.faults.add({ kind: 'gateway-timeout', host: '^login' });
    assert.equal((await get()).status, 200);
    await assert.rejects(signedIn(simulator, tenant, scopes.graph, {}), /GatewayTimeout/);
  });

  it('refuse a pattern that is none', () => {
    assert.throws(() => simulator.control.faults.add({ kind: 'gone', path: '(' }), SyntaxError);
  });

  it('throttled: with seconds, with a date, with neither', async () => {
    simulator.control.faults.add({ kind: 'throttled', retryAfter: 7 });
    const seconds = await get();
    assert.deepEqual([seconds.status, seconds.headers['retry-after']], [429, '7']);
    simulator.control.faults.add({ kind: 'throttled', retryAfter: 60, as: 'date' });
    const at = Date.parse((await get()).headers['retry-after'] ?? '');
    assert.ok(Math.abs(at - Date.parse(simulator.control.clock.now()) - 60_000) < 2000);
    simulator.control.faults.add({ kind: 'throttled' });
    assert.equal((await get()).headers['retry-after'], undefined);
  });

  it('unavailable, gateway timeout, gone', async () => {
    simulator.control.faults.add({ kind: 'unavailable', retryAfter: 1 });
    assert.equal((await get()).status, 503);
    simulator.control.faults.add({ kind: 'gateway-timeout' });
    assert.equal((await get()).status, 504);
    simulator.control.faults.add({ kind: 'gone' });
    const { status, headers } = await get('/users/delta?$deltatoken=x');
    assert.deepEqual([status, headers['location']], [410, graph('/users/delta')]);
  });

  it('any other answer', async () => {
    simulator.control.faults.add({ kind: 'answer', status: 423, body: { error: { code: 'resourceLocked' } } });
    const { status, json } = await get();
    assert.deepEqual([status, json.error.code], [423, 'resourceLocked']);
  });

  it('a connection that closes before the answer, with and without effect', async () => {
    simulator.control.faults.add({ kind: 'cut-before' });
    await assert.rejects(post(), /socket hang up|ECONNRESET/);
    assert.equal(groups(), 0);
    simulator.control.faults.add({ kind: 'cut-before', done: true });
    await assert.rejects(post(), /socket hang up|ECONNRESET/);
    assert.equal(groups(), 1);
  });

  it('a connection that closes in the middle of the answer', async () => {
    simulator.control.faults.add({ kind: 'cut-middle' });
    await assert.rejects(get(), /aborted|ended early/);
    assert.equal((await get()).status, 200);
  });

  it('an answer in drops, and one after a silence', async () => {
    simulator.control.faults.add({ kind: 'slow', bytes: 200, every: 5 });
    const began = performance.now();
    const { json } = await get();
    assert.equal(json.value.length, 2);
    assert.ok(performance.now() - began > 10);
    simulator.control.faults.add({ kind: 'silent', milliseconds: 60 });
    const silent = performance.now();
    assert.equal((await get()).status, 200);
    assert.ok(performance.now() - silent >= 55);
  });

  it('a web page in place of JSON', async () => {
    simulator.control.faults.add({ kind: 'html' });
    const { status, headers, text } = await get();
    assert.equal(status, 200);
    assert.match(headers['content-type'] ?? '', /text\/html/);
    assert.match(text, /^<!DOCTYPE html>/);
  });

  it('a body that does not end soon, which nobody needs to hold', async () => {
    simulator.control.faults.add({ kind: 'huge', bytes: 2 * 1024 ** 3 });
    const port = Number(new URL(simulator.url).port);
    const read = await new Promise<number>((resolve, reject) => {
      let size = 0;
      const request = httpsRequest(
        {
          host: '127.0.0.1',
          port,
          servername: 'graph.microsoft.com',
          ca: simulator.ca,
          path: '/v1.0/users',
          headers: { host: 'graph.microsoft.com', authorization: `Bearer ${token}` },
        },
        (response) => {
          response.on('data', (chunk: Buffer) => {
            size += chunk.length;
            if (size > 4 * 1024 ** 2) request.destroy();
          });
          response.on('error', () => resolve(size));
          response.on('close', () => resolve(size));
        },
      );
      request.on('error', reject);
      request.end();
    });
    assert.ok(read > 4 * 1024 ** 2 && read < 64 * 1024 ** 2);
    assert.equal((await get()).status, 200);
  });

  it('an error inside a 200', async () => {
    simulator.control.faults.add({ kind: 'error-in-200', message: 'It did not work.' });
    const { status, json } = await get();
    assert.equal(status, 200);
    assert.match(json.error.details[0].message, /It did not work/);
  });

  it('an operation that is done later', async () => {
    const before = groups();
    simulator.control.faults.add({ kind: 'operation', polls: 2 });
    const { status, headers } = await post();
    assert.equal(status, 202);
    const monitor = headers['location']!;
    const statuses = [];
    for (let index = 0; index < 2; index += 1) statuses.push((await call(simulator, monitor)).json.status);
    assert.deepEqual(statuses, ['inProgress', 'inProgress']);
    assert.equal(groups(), before);
    const done = await call(simulator, monitor);
    assert.equal(done.json.status, 'completed');
    assert.equal(done.json.resource.displayName, 'Fault');
    assert.equal((await call(simulator, monitor)).json.resource.id, done.json.resource.id);
    assert.equal(groups(), before + 1);
  });

  it('a page whose link leads back to itself', async () => {
    simulator.control.faults.add({ kind: 'paging-loop' });
    const { json } = await get('/users?$top=2&$select=id');
    assert.equal(json['@odata.nextLink'], graph('/users?$top=2&$select=id'));
  });

  it('a role that is lost midway', async () => {
    simulator.control.faults.add({ kind: 'lose-role', role: 'User.Read.All', skip: 1 });
    assert.equal((await get()).status, 200);
    assert.equal((await get()).status, 403);
    assert.equal((await get()).status, 403);
    assert.equal((await get('/groups')).status, 200);
    simulator.control.restoreRoles(tenant);
    assert.equal((await get()).status, 200);
  });

  it('clocks that are off', async () => {
    simulator.control.skew({ apis: '3h' });
    const { status, headers } = await get();
    assert.equal(status, 401);
    assert.ok(Date.parse(headers['date'] ?? '') - Date.parse(simulator.control.clock.now()) > 2.9 * 3_600_000);
    simulator.control.skew({ apis: '0s' });
  });

  it('are in the log of what was asked', async () => {
    simulator.control.clearRequests();
    simulator.control.faults.add({ kind: 'throttled' });
    await get();
    const [entry] = simulator.control.requests();
    assert.equal(entry?.fault, 'throttled');
    assert.equal(entry?.url, graph('/users?$top=2'));
    assert.ok(!JSON.stringify(simulator.control.requests()).includes(token));
  });

  it('wait as the network would', async () => {
    simulator.control.latency(40);
    const began = performance.now();
    await get();
    assert.ok(performance.now() - began >= 35);
    simulator.control.latency(0);
  });
});
