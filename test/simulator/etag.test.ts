import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createClock } from '../../src/simulator/clock.ts';
import { GraphError } from '../../src/simulator/graph/errors.ts';
import { readOne } from '../../src/simulator/graph/read.ts';
import { type GraphContext, defineGraphCollection } from '../../src/simulator/graph/resource.ts';
import { update } from '../../src/simulator/graph/write.ts';
import { hostOf } from '../../src/simulator/hosts.ts';
import { makeRequest } from '../../src/simulator/http.ts';
import { controlActor } from '../../src/simulator/origin.ts';
import { readOnly } from '../../src/simulator/properties.ts';
import { stateOf } from '../../src/simulator/state.ts';
import { createTenant } from '../../src/simulator/tenant.ts';

/** No resource of the first set has ETags: the engine's part is tried on one of the test's own. */
const things = defineGraphCollection({
  path: '/things',
  type: 'thing',
  state: 'things',
  methods: ['get', 'update'],
  roles: { read: [], write: [] },
  properties: { id: readOnly('text'), name: 'text' },
  etag: true,
});

const clock = createClock();
const tenant = createTenant(
  {
    id: '00000000-0000-4000-8000-000000000001',
    name: 'T',
    domain: 't.onmicrosoft.com',
    collections: { things: { a: { id: 'a', name: 'one' } } },
  },
  clock,
);

function context(method: string, match?: string): GraphContext {
  const origin = {
    actor: controlActor,
    requestId: 'r',
    ip: '127.0.0.1',
    activity: { name: 'x', log: 'unified' as const, service: 'Test' },
  };
  const request = makeRequest({
    method,
    host: hostOf('graph.microsoft.com')!,
    url: '/v1.0/things/a',
    headers: match === undefined ? {} : { 'if-match': match },
    body: Buffer.alloc(0),
  });
  const state = stateOf(tenant, clock, origin, method === 'GET' ? 'visible' : 'current');
  return { request, tenant, state, version: 'v1.0', parameters: { id: 'a' } } as unknown as GraphContext;
}

describe('ETags', () => {
  it('change with each write, and refuse a write to what has changed', () => {
    const read = (): string =>
      String(readOne({ ...context('GET'), world: { pageLimit: 0 } } as GraphContext, things)['@odata.etag']);
    const first = read();
    assert.match(first, /^W\/"\d+"$/);
    assert.equal(update(context('PATCH', first), things, { name: 'two' }).$status, 204);
    assert.notEqual(read(), first);
    assert.throws(
      () => update(context('PATCH', first), things, { name: 'three' }),
      (error) => error instanceof GraphError && error.status === 412 && error.code === 'preconditionFailed',
    );
    assert.equal(update(context('PATCH', '*'), things, { name: 'four' }).$status, 204);
    assert.equal(update(context('PATCH'), things, { name: 'five' }).$status, 204);
  });
});
