import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { after, describe, it } from 'node:test';
import { type Seen, fastTimer, json, startServer } from '../../../test/https-server.ts';
import { audienceOf, cloudHosts } from '../entra-token/clouds.ts';
import { createTransport } from '../http/transport.ts';
import { createTeamsClient } from './client.ts';

const host = cloudHosts.commercial.teams!;
const tenantId = '11111111-2222-3333-4444-555555555555';

describe('Teams client', () => {
  const closers: (() => unknown)[] = [];
  after(async () => {
    for (const close of closers) await close();
  });
  const setUp = async (answer: (seen: Seen, response: ServerResponse) => void) => {
    const server = await startServer(answer);
    const timer = fastTimer();
    const transport = createTransport({ hostMap: server.hostMap, timer });
    closers.push(() => transport.close(), server.close);
    const tokens = {
      token: async (resource: string) => ({ value: resource, expiresAt: Infinity }),
      refuse: () => undefined,
    };
    const teams = createTeamsClient({
      ...audienceOf('teams', host),
      service: 'teams',
      host,
      tenantId,
      transport,
      tokens,
      now: timer.now,
    });
    return { server, teams };
  };

  it('reads all configurations of a type, or one, with the resource that the service is known by', async () => {
    const { server, teams } = await setUp((seen, response) =>
      json(
        response,
        200,
        seen.path.endsWith('Policy') ? [{ Identity: 'Global' }, { Identity: 'Tag:A' }] : { Identity: 'Tag:A' },
      ),
    );
    assert.equal((await teams.get('TeamsMeetingPolicy')).length, 2);
    assert.deepEqual(await teams.get('TeamsMeetingPolicy', 'Tag:A B'), [{ Identity: 'Tag:A' }]);
    assert.deepEqual(
      server.seen.map(({ host: name, path }) => name + path),
      [
        `${host}/Skype.Policy/configurations/TeamsMeetingPolicy`,
        `${host}/Skype.Policy/configurations/TeamsMeetingPolicy/configuration/Tag%3AA%20B`,
      ],
    );
    assert.equal(server.seen[0]?.headers.authorization, 'Bearer 48ac35b8-9aa8-4d74-927d-1f4a14a0b239');
    assert.equal(server.seen[0]?.headers['x-ms-tenant-id'], tenantId);
    await assert.rejects(teams.get('../x'), { code: 'bad-request' });
    const odd = await setUp((_, response) => json(response, 200, 'text'));
    await assert.rejects(odd.teams.get('TeamsMeetingPolicy'), { code: 'unexpected-shape' });
  });

  it('writes only what changes, with the key that the configuration carries', async () => {
    const { server, teams } = await setUp((seen, response) =>
      json(
        response,
        200,
        seen.method === 'GET' ? { Identity: 'Global', Key: { ScopeClass: 'Global' }, A: 1, B: 2 } : undefined,
      ),
    );
    await teams.set('TeamsMeetingPolicy', 'Global', { AllowCloudRecording: false });
    assert.deepEqual(
      server.seen.map(({ method }) => method),
      ['GET', 'PUT'],
    );
    assert.deepEqual(JSON.parse(server.seen[1]!.body), {
      Identity: 'Global',
      Key: { ScopeClass: 'Global' },
      AllowCloudRecording: false,
    });
  });

  it('tells the host where federation lies, and stays there itself', async () => {
    const { server, teams } = await setUp((seen, response) => {
      if (seen.path === '/Teams.Tenant/tenants')
        json(response, 200, {
          serviceDiscovery: {
            Endpoints: { AdminServiceEndpoint: 'admin1e.online.lync.com' },
            Headers: { 'X-MS-Forest': '1e' },
          },
          verifiedDomains: [
            { name: 'larkmeadow.example' },
            { name: 'larkmeadow.mail.onmicrosoft.com' },
            { name: 'larkmeadow.onmicrosoft.com' },
          ],
        });
      else json(response, 200, { Identity: 'Global' });
    });
    await teams.set('TenantFederationSettings', 'Global', { AllowTeamsConsumer: false });
    const put = server.seen.at(-1);
    assert.equal(
      `${put?.host}${put?.path}`,
      `${host}/Skype.Policy/configurations/TenantFederationSettings/configuration/Global?adminDomain=larkmeadow.onmicrosoft.com`,
    );
    assert.equal(put?.headers['x-ms-target-uri'], 'https://admin1e.online.lync.com/OcsPowershellWebservice');
    assert.equal(put?.headers['x-ms-forest'], '1e');
    assert.deepEqual(JSON.parse(put.body), { AllowTeamsConsumer: false });
  });
});
