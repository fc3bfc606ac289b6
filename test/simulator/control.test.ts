import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { request as httpsRequest } from 'node:https';
import { type Simulator, startSimulator } from '../../src/simulator/start.ts';
import { parseDuration } from '../../src/simulator/clock.ts';
import { hostOf } from '../../src/simulator/hosts.ts';
import { texasClinic } from '../../src/simulator/tenants/texas-clinic.ts';
import { type Answer, call, graph, scopes, signedIn, testKey } from './client.ts';

const tenant = '7c1a5e00-0000-4000-8000-000000000001';

describe('the control', () => {
  let simulator: Simulator;
  before(async () => {
    simulator = await startSimulator({
      tenants: [texasClinic()],
      throttle: { on: false },
      clock: { start: '2026-12-01T08:00:00Z', frozen: true },
    });
  });
  after(() => simulator.stop());

  const control = (name: string, body: unknown = {}, key = simulator.control.key): Promise<Answer> =>
    call(simulator, `${simulator.control.url}${name}`, {
      method: 'POST',
      token: key,
      body,
      headers: { host: new URL(simulator.url).host },
    });

  it('needs its key, is a POST, and knows its names', async () => {
    assert.equal((await control('clock/now', {}, 'guess')).status, 401);
    const wrong = await control('clock/stop');
    assert.equal(wrong.status, 400);
    assert.match(wrong.json.error, /no control is called clock\/stop/);
    assert.equal((await control('tenants/reset')).status, 400);
    assert.equal((await control('constructor')).status, 400);
  });

  it('is on the loopback address and on none of the hosts of Microsoft', async () => {
    const { status } = await call(simulator, 'https://graph.microsoft.com/control/clock/now', {
      method: 'POST',
      token: simulator.control.key,
      body: {},
    });
    assert.equal(status, 401);
    assert.match(simulator.control.url, /^https:\/\/127\.0\.0\.1:\d+\/control\/$/);
  });

  it('moves the clock', async () => {
    assert.equal(simulator.control.clock.now(), '2026-12-01T08:00:00Z');
    assert.deepEqual((await control('clock/advance', { duration: '8d 2h' })).json, { now: '2026-12-09T10:00:00Z' });
    assert.equal((await control('clock/advance', { duration: 'soon' })).status, 400);
    simulator.control.clock.set('2026-12-01T08:00:00Z');
  });

  it('registers an app by HTTP, which then signs in', async () => {
    const { json } = await control('registerApp', {
      tenant,
      displayName: 'By HTTP',
      certificates: [testKey.pem],
      roles: { graph: ['User.Read.All'] },
    });
    assert.match(json.appId, /^[0-9a-f-]{36}$/);
    assert.ok((await control('state', { tenant })).json.applications[json.objectId]);
  });

  it('strikes with faults and lists them', async () => {
    const { json } = await control('faults/add', { kind: 'throttled', path: '/users', count: 3 });
    assert.equal((await control('faults/list')).json[0].id, json.id);
    assert.equal((await control('faults/clear')).status, 200);
    assert.deepEqual((await control('faults/list')).json, []);
  });

  it('changes a tenant as a person would in a portal, and that is in the log', async () => {
    const by = 'ruth.medrano@larkmeadow.example.com';
    await control('change', {
      tenant: 'larkmeadow.example.com',
      collection: 'sharepointTenant',
      values: { SharingCapability: 0 },
      by,
      activity: { name: 'SharingPolicyChanged', log: 'unified', service: 'SharePoint' },
    });
    const logs = (await control('logs', { tenant })).json;
    assert.equal(logs.unifiedAudit.at(-1).UserId, by);
    assert.equal(logs.unifiedAudit.at(-1).ModifiedProperties[0].Name, 'SharingCapability');
    const writes = (await control('writes', { tenant })).json;
    assert.deepEqual([writes.at(-1).before.SharingCapability, writes.at(-1).after.SharingCapability], [2, 0]);
    await assert.rejects(
      async () => simulator.control.change(tenant, { collection: 'users', id: 'x', values: {}, by: 'nobody' }),
      /no user/,
    );
  });

  it('puts a tenant back to its start, adds and removes tenants', async () => {
    await control('tenants/reset', { tenant });
    assert.equal(simulator.control.state(tenant)['sharepointTenant']?.['']?.['SharingCapability'], 2);
    const second = {
      ...texasClinic(),
      id: '7c1a5e00-0000-4000-8000-0000000000aa',
      domain: 'second.onmicrosoft.com',
      domains: [],
      prefix: 'second',
    };
    await control('tenants/add', second);
    assert.equal((await control('tenants/list')).json.length, 2);
    assert.equal((await control('tenants/add', second)).status, 400);
    await control('tenants/remove', { tenant: 'second' });
    assert.equal((await control('tenants/list')).json.length, 1);
  });

  it('puts a tenant back and leaves the apps that were registered, whose tokens still count', async () => {
    const { token, appId } = await signedIn(simulator, tenant, scopes.graph, { roles: { graph: ['User.Read.All'] } });
    await control('tenants/reset', { tenant, keepApps: true });
    assert.equal((await call(simulator, graph('/users?$top=1'), { token })).status, 200);
    assert.equal((await control('tenants/reset', { tenant })).status, 200);
    assert.equal((await call(simulator, graph('/users?$top=1'), { token })).status, 401);
    assert.ok(!JSON.stringify(simulator.control.state(tenant)['applications'] ?? {}).includes(appId));
  });

  it('hands out nothing that can be changed', () => {
    const state = simulator.control.state(tenant);
    const user = Object.values(state['users']!)[0]! as Record<string, unknown>;
    assert.throws(() => {
      user['displayName'] = 'x';
    }, TypeError);
  });

  it('tells what was asked, without tokens', async () => {
    simulator.control.clearRequests();
    const { token, appId } = await signedIn(simulator, tenant, scopes.graph, { roles: { graph: ['User.Read.All'] } });
    await call(simulator, graph('/users?$top=1'), { token });
    const { json } = await control('requests');
    assert.deepEqual(
      json.map((entry: { method: string; status: number }) => [entry.method, entry.status]),
      [
        ['POST', 200],
        ['GET', 200],
      ],
    );
    assert.deepEqual([json[1].appId, json[1].tenantId], [appId, tenant]);
    assert.ok(!JSON.stringify(json).includes('client_assertion'));
  });

  it('keeps only loopback and the certificate of its own', async () => {
    const failure = await new Promise<Error>((resolve, reject) => {
      const request = httpsRequest(
        { host: '127.0.0.1', port: Number(new URL(simulator.url).port), servername: 'graph.microsoft.com' },
        () => reject(new Error('trusted without the authority')),
      );
      request.on('error', resolve);
      request.end();
    });
    assert.match(String((failure as NodeJS.ErrnoException).code), /UNABLE_TO_VERIFY|SELF_SIGNED|UNABLE_TO_GET_ISSUER/);
  });
});

describe('hosts', () => {
  const known: Record<string, unknown[]> = {
    'graph.microsoft.com': ['graph', 'commercial'],
    'Graph.Microsoft.com:443': ['graph', 'commercial'],
    'graph.microsoft.us': ['graph', 'gcchigh'],
    'contoso-admin.sharepoint.com': ['sharepoint-admin', 'commercial', 'contoso'],
    'contoso-my.sharepoint.com': ['sharepoint', 'commercial', 'contoso'],
    'nam13b.ps.compliance.protection.outlook.com': ['compliance-region', 'commercial'],
    'ps.compliance.protection.outlook.com': ['compliance', 'commercial'],
    'manage-gcc.office.com': ['activity', 'gcc'],
    'login.microsoftonline.us': ['login', 'gcchigh'],
  };
  for (const [name, [api, cloud, prefix]] of Object.entries(known))
    it(`knows ${name}`, () => {
      const host = hostOf(name);
      assert.deepEqual([host?.api, host?.clouds[0], host?.prefix], [api, cloud, prefix]);
    });
  for (const name of [
    'graph.microsoft.com.evil.test',
    'evilsharepoint.com',
    'a.b.sharepoint.com',
    'sharepoint.com',
    '',
  ])
    it(`does not know '${name}'`, () => assert.equal(hostOf(name), undefined));
});

describe('durations', () => {
  it('are read', () => {
    assert.equal(parseDuration('1d 2h'), 93_600_000);
    assert.equal(parseDuration('-10m'), -600_000);
    assert.equal(parseDuration('1.5h'), 5_400_000);
  });
  it('are refused', () => {
    for (const wrong of ['', '5', 'd', '5 weeks', '5m x']) assert.throws(() => parseDuration(wrong), /not a duration/);
  });
});
