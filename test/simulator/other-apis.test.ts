import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Simulator, startSimulator } from '../../src/simulator/start.ts';
import { texasClinic } from '../../src/simulator/tenants/texas-clinic.ts';
import { type Answer, type Json, call, scopes, signedIn } from './client.ts';

const tenant = '7c1a5e00-0000-4000-8000-000000000001';

describe('Teams, Azure and the activity feed', () => {
  let simulator: Simulator;
  before(async () => {
    simulator = await startSimulator({ tenants: [texasClinic()], throttle: { on: false } });
  });
  after(() => simulator.stop());

  describe('Teams settings', () => {
    const root = 'https://api.interfaces.records.teams.microsoft.com/Skype.Policy/configurations';
    let token: string;
    before(async () => {
      ({ token } = await signedIn(simulator, tenant, scopes.teams, { directoryRoles: ['Teams Administrator'] }));
    });
    const put = (body: unknown, by = token): Promise<Answer> =>
      call(simulator, `${root}/TeamsMeetingPolicy/configuration/Global`, { method: 'PUT', token: by, body });

    it('are read by type', async () => {
      const { json } = await call(simulator, `${root}/TeamsMeetingPolicy`, { token });
      assert.equal(json[0].Identity, 'Global');
      assert.equal(json[0].AllowAnonymousUsersToJoinMeeting, true);
      assert.equal((await call(simulator, `${root}/TeamsNothing`, { token })).status, 404);
    });
    it('are written one policy at a time', async () => {
      assert.equal((await put({ AllowAnonymousUsersToJoinMeeting: false })).status, 200);
      const { json } = await call(simulator, `${root}/TeamsMeetingPolicy/configuration/Global`, { token });
      assert.equal(json.AllowAnonymousUsersToJoinMeeting, false);
      assert.equal((await put({ AllowEverything: true })).status, 400);
      assert.equal((await put({ AutoAdmittedUsers: 'Nobody' })).status, 400);
    });
    it('tell the tenant to who has a role, by GET alone', async () => {
      const url = 'https://api.interfaces.records.teams.microsoft.com/Teams.Tenant/tenants';
      const { json } = await call(simulator, url, { token });
      assert.deepEqual([json.tenantId, json.verifiedDomains[0].name], [tenant, 'larkmeadow-example.onmicrosoft.com']);
      assert.equal((await call(simulator, url, { token, method: 'PUT', body: {} })).status, 405);
      const nobody = await signedIn(simulator, tenant, scopes.teams, { directoryRoles: [] });
      assert.equal((await call(simulator, url, { token: nobody.token })).status, 403);
      assert.equal((await call(simulator, url)).status, 401);
    });
    it('need a role', async () => {
      const reader = await signedIn(simulator, tenant, scopes.teams, { directoryRoles: ['Global Reader'] });
      assert.equal((await put({ AllowCloudRecording: false }, reader.token)).status, 403);
      assert.equal((await call(simulator, `${root}/TeamsMeetingPolicy`, { token: reader.token })).status, 200);
    });
  });

  describe('alert rules of Azure', () => {
    const root = '/subscriptions/7c1a5e00-0700-4000-8000-000000000001';
    const logs = `${root}/resourceGroups/g/providers/Microsoft.OperationalInsights/workspaces/logs`;
    const rules = `${logs}/providers/Microsoft.SecurityInsights/alertRules`;
    const put = (collection: string, id: string): void =>
      simulator.control.change(tenant, { collection, id, values: { id, name: id.split('/').at(-1) } });
    let token: string;
    before(async () => {
      ({ token } = await signedIn(simulator, tenant, scopes.azure, { directoryRoles: ['Global Reader'] }));
    });
    const names = async (path: string, version: string): Promise<unknown> => {
      const { status, json, text } = await call(
        simulator,
        `https://management.azure.com${path}?api-version=${version}`,
        { token },
      );
      assert.equal(status, 200, text);
      return json.value.map((entry: Json) => entry.name);
    };

    it('lie in subscriptions and workspaces, each list with its own only', async () => {
      assert.deepEqual(await names('/subscriptions', '2022-12-01'), []);
      put('azureSubscriptions', root);
      put('logAnalyticsWorkspaces', logs);
      put('logAnalyticsWorkspaces', logs.replace(root, '/subscriptions/another'));
      put('sentinelAlertRules', `${rules}/own`);
      put('sentinelAlertRules', `${rules.replace('/logs/', '/more/')}/other`);
      put('scheduledQueryRules', `${root}/resourceGroups/g/providers/Microsoft.Insights/scheduledQueryRules/q`);
      const list = `${root}/providers/Microsoft.Insights/scheduledQueryRules`;
      assert.deepEqual(await names('/subscriptions', '2022-12-01'), ['7c1a5e00-0700-4000-8000-000000000001']);
      assert.deepEqual(await names(list, '2023-12-01'), ['q']);
      assert.deepEqual(await names(`${root}/providers/Microsoft.OperationalInsights/workspaces`, '2023-09-01'), [
        'logs',
      ]);
      assert.deepEqual(await names(rules, '2024-03-01'), ['own']);
      assert.deepEqual(await names(list.replace(root, '/subscriptions/another'), '2023-12-01'), []);
    });
  });

  describe('the public DNS', () => {
    const ask = async (name: string, type = 'TXT'): Promise<Json> =>
      (await call(simulator, `https://cloudflare-dns.com/dns-query?name=${name}&type=${type}`)).json;
    const put = (name: string, type: string, values: string[]): void =>
      simulator.control.change(tenant, {
        collection: 'dnsRecords',
        id: `${name} ${type}`,
        values: { name, type, values },
      });

    it('tells no text, no name and a text apart, and follows an alias', async () => {
      const domain = 'larkmeadow.example.com';
      const own = await ask(domain);
      assert.deepEqual([own.Status, own.Answer[0].data], [0, '"v=spf1 include:spf.protection.outlook.com -all"']);
      assert.deepEqual((await ask(`_dmarc.${domain}`)).Status, 3);
      const { Status, Answer } = await ask(domain, 'MX');
      assert.deepEqual([Status, Answer], [0, undefined]);
      assert.equal((await ask('elsewhere.example.net')).Status, 3);
      put(`a.${domain}`, 'CNAME', [`b.${domain}.`]);
      put(`b.${domain}`, 'TXT', [`${'x'.repeat(255)}"y`]);
      assert.deepEqual(
        (await ask(`a.${domain}`)).Answer.map((answer: Json) => [answer.type, answer.data]),
        [
          [5, `b.${domain}.`],
          [16, `"${'x'.repeat(255)}" "\\"y"`],
        ],
      );
    });

    it('ends when an alias leads back to itself', async () => {
      put('loop.example.com', 'CNAME', ['loop.example.com']);
      assert.equal((await ask('loop.example.com')).Status, 0);
      assert.equal((await call(simulator, 'https://cloudflare-dns.com/dns-query?type=TXT')).status, 400);
    });
  });

  describe("Entra's diagnostic settings", () => {
    const root = 'https://management.azure.com/providers/microsoft.aadiam/diagnosticSettings';
    let token: string;
    before(async () => {
      ({ token } = await signedIn(simulator, tenant, scopes.azure, { directoryRoles: ['Security Administrator'] }));
    });
    const send = (method: string, path: string, body?: unknown): Promise<Answer> =>
      call(simulator, `${root}${path}`, { method, token, ...(body !== undefined && { body }) });

    it('are made, listed and deleted', async () => {
      const body = {
        properties: {
          workspaceId: '/subscriptions/s/resourceGroups/g/providers/microsoft.operationalinsights/workspaces/w',
          logs: [{ category: 'AuditLogs', enabled: true }],
        },
      };
      assert.equal((await send('PUT', '/clinic?api-version=2017-04-01', body)).status, 200);
      const { json } = await send('GET', '?api-version=2017-04-01');
      assert.deepEqual(
        json.value.map((entry: Json) => entry.name),
        ['clinic'],
      );
      assert.equal((await send('DELETE', '/clinic?api-version=2017-04-01')).status, 200);
      assert.equal((await send('GET', '/clinic?api-version=2017-04-01')).status, 404);
    });
    it('need a version, a sink and a role', async () => {
      assert.equal((await send('GET', '')).json.error.code, 'MissingApiVersionParameter');
      assert.equal((await send('GET', '?api-version=1999-01-01')).json.error.code, 'InvalidApiVersionParameter');
      assert.equal((await send('PUT', '/x?api-version=2017-04-01', { properties: { logs: [] } })).status, 400);
      const nobody = await signedIn(simulator, tenant, scopes.azure, {});
      assert.equal((await call(simulator, `${root}?api-version=2017-04-01`, { token: nobody.token })).status, 403);
    });
  });

  describe('the activity feed', () => {
    const root = `https://manage.office.com/api/v1.0/${tenant}/activity/feed`;
    let token: string;
    before(async () => {
      ({ token } = await signedIn(simulator, tenant, scopes.activity, { roles: { activity: ['ActivityFeed.Read'] } }));
    });
    const send = (method: string, path: string, by = token): Promise<Answer> =>
      call(simulator, `${root}${path}`, { method, token: by });

    it('is subscribed to once', async () => {
      assert.equal((await send('POST', '/subscriptions/start?contentType=Audit.Exchange')).json.status, 'enabled');
      const again = await send('POST', '/subscriptions/start?contentType=Audit.Exchange');
      assert.deepEqual([again.status, again.json.error.code], [400, 'AF20024']);
      assert.equal((await send('GET', '/subscriptions/list')).json.length, 1);
      assert.equal((await send('POST', '/subscriptions/stop?contentType=Audit.Exchange')).status, 200);
      assert.equal((await send('POST', '/subscriptions/stop?contentType=Audit.Exchange')).json.error.code, 'AF20022');
    });
    it('says what is wrong in its own codes', async () => {
      assert.equal((await send('POST', '/subscriptions/start')).json.error.code, 'AF20001');
      assert.equal((await send('POST', '/subscriptions/start?contentType=Audit.Fax')).json.error.code, 'AF20020');
      const nobody = await signedIn(simulator, tenant, scopes.activity, {});
      assert.equal((await send('GET', '/subscriptions/list', nobody.token)).json.error.code, 'AF10001');
      const wrong = await call(simulator, root.replace(tenant, 'larkmeadow'), { token });
      assert.equal(wrong.status, 404);
      assert.equal(
        (await call(simulator, `${root.replace(tenant, 'larkmeadow')}/subscriptions/list`, { token })).json.error.code,
        'AF20013',
      );
    });
  });
});
