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
    it('need a role', async () => {
      const reader = await signedIn(simulator, tenant, scopes.teams, { directoryRoles: ['Global Reader'] });
      assert.equal((await put({ AllowCloudRecording: false }, reader.token)).status, 403);
      assert.equal((await call(simulator, `${root}/TeamsMeetingPolicy`, { token: reader.token })).status, 200);
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
