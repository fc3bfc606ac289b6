import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Simulator, startSimulator } from '../../src/simulator/start.ts';
import { texasClinic } from '../../src/simulator/tenants/texas-clinic.ts';
import { type Answer, call, graph, scopes, signedIn } from './client.ts';

const tenant = '7c1a5e00-0000-4000-8000-000000000001';

describe('rate limits', () => {
  let simulator: Simulator;
  let token: string;
  let second: string;
  before(async () => {
    simulator = await startSimulator({ tenants: [texasClinic()] });
    const roles = { graph: ['Policy.Read.All', 'AuditLog.Read.All', 'User.Read.All'] };
    ({ token } = await signedIn(simulator, tenant, scopes.graph, { roles }));
    ({ token: second } = await signedIn(simulator, tenant, scopes.graph, { roles }));
  });
  after(() => simulator.stop());
  const get = (path: string, by = token): Promise<Answer> => call(simulator, graph(path), { token: by });

  it('give Conditional Access one request a second for all apps, and do not say when to come back', async () => {
    simulator.control.clock.advance('10s');
    assert.equal((await get('/identity/conditionalAccess/policies')).status, 200);
    const { status, headers, json } = await get('/identity/conditionalAccess/namedLocations', second);
    assert.equal(status, 429);
    assert.equal(json.error.code, 'TooManyRequests');
    assert.equal(headers['retry-after'], undefined);
    simulator.control.clock.advance('1s');
    assert.equal((await get('/identity/conditionalAccess/namedLocations', second)).status, 200);
  });

  it('give the logs five requests in ten seconds for each app, and say when to come back', async () => {
    simulator.control.clock.advance('1m');
    const statuses: number[] = [];
    for (let index = 0; index < 5; index += 1) statuses.push((await get('/auditLogs/directoryAudits')).status);
    assert.deepEqual(statuses, [200, 200, 200, 200, 200]);
    const { status, headers } = await get('/auditLogs/directoryAudits');
    assert.equal(status, 429);
    assert.match(headers['retry-after'] ?? '', /^[12]$/);
    assert.equal((await get('/auditLogs/directoryAudits', second)).status, 200);
  });

  it('tell what a directory request costs', async () => {
    assert.equal((await get('/users?$top=1')).headers['x-ms-resource-unit'], '1');
  });

  it('pass faster, and not at all, when the simulator is told so', async () => {
    simulator.control.throttle({ on: false });
    for (let index = 0; index < 5; index += 1)
      assert.equal((await get('/identity/conditionalAccess/policies')).status, 200);
    simulator.control.throttle({ on: true, speed: 1000 });
    simulator.control.clock.advance('1s');
    for (let index = 0; index < 3; index += 1) {
      assert.equal((await get('/identity/conditionalAccess/policies')).status, 200);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  });
});
