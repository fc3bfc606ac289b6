import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { after, describe, it } from 'node:test';
import { type Seen, fastTimer, json, startServer } from '../../../test/https-server.ts';
import { ConnectorError, type ConnectorErrorCode } from '../http/errors.ts';
import { createTransport } from '../http/transport.ts';
import type { GraphClient } from '../resource.ts';
import { createSharePointClient } from './client.ts';

const admin = 'larkmeadow-admin.sharepoint.com';
const site = 'https://larkmeadow.sharepoint.com/sites/clinical';
const identity = 'a1b2|908bed80-a04a-4433-b4a0-883d9847d110:t&\nTenant';
const header = { SchemaVersion: '15.0.0.0', LibraryVersion: '16.0.0.1', ErrorInfo: null, TraceCorrelationId: 'c-1' };
type Answer = (seen: Seen, response: ServerResponse, number: number) => void;

describe('SharePoint client', () => {
  const closers: (() => unknown)[] = [];
  after(async () => {
    for (const close of closers) await close();
  });
  const setUp = async (answer: Answer, hostname: unknown = 'Larkmeadow.sharepoint.com') => {
    const server = await startServer(answer);
    const timer = fastTimer();
    const transport = createTransport({ hostMap: server.hostMap, timer, random: () => 0.5 });
    closers.push(() => transport.close(), server.close);
    let asked = 0;
    const graph = { get: async () => ((asked += 1), { siteCollection: { hostname } }) } as unknown as GraphClient;
    const client = createSharePointClient({
      transport,
      tenant: { id: 't' },
      ending: '.sharepoint.com',
      graph,
      now: timer.now,
      tokens: {
        token: async (resource) => ({ value: `for ${resource}`, expiresAt: Infinity }),
        refuse: () => undefined,
      },
    });
    return { server, timer, client, asked: () => asked };
  };
  const failure = async (act: Promise<unknown>, code: ConnectorErrorCode) => {
    const error: unknown = await act.then(
      () => assert.fail('it succeeded'),
      (thrown: unknown) => thrown,
    );
    assert.ok(error instanceof ConnectorError, String(error));
    assert.equal(error.code, code, error.message);
    assert.doesNotMatch(error.message, /larkmeadow|clinical/i);
    return error;
  };

  it('reads from the admin host that the root site tells, without the verbose wrapper', async () => {
    const { server, client, asked } = await setUp((_, response) =>
      json(response, 200, {
        d: {
          __metadata: { type: 'Microsoft.Online.SharePoint.TenantAdministration.Tenant' },
          SharingCapability: 1,
          AllowedDomainListForSyncClient: { __metadata: { type: 'Collection(Edm.Guid)' }, results: ['g-1'] },
          Later: { __deferred: { uri: 'https://…' } },
          Inner: { __metadata: {}, On: true },
        },
      }),
    );
    assert.deepEqual(await client.get('SPO.Tenant'), {
      SharingCapability: 1,
      AllowedDomainListForSyncClient: ['g-1'],
      Inner: { On: true },
    });
    await client.get('SPO.Tenant');
    assert.equal(asked(), 1);
    const [seen] = server.seen;
    assert.equal(`https://${seen?.host}${seen?.path}`, `https://${admin}/_api/SPO.Tenant`);
    assert.equal(seen?.headers.accept, 'application/json;odata=verbose');
    assert.equal(seen?.headers.authorization, `Bearer for https://${admin}`);
    assert.equal(await client.resource(), `https://${admin}`);
  });

  it('reads all pages of a list from one site, with that host’s token', async () => {
    const { server, client } = await setUp((seen, response) =>
      json(response, 200, {
        d: seen.path.includes('skiptoken')
          ? { results: [{ Id: 2, __metadata: {} }] }
          : { results: [{ Id: 1 }], __next: `${site}/_api/web/lists?$skiptoken=2` },
      }),
    );
    assert.deepEqual(await client.getFrom(`${site}/`, '/web/lists?$select=Id'), [{ Id: 1 }, { Id: 2 }]);
    assert.deepEqual(
      server.seen.map(({ host, path }) => host + path),
      [
        'larkmeadow.sharepoint.com/sites/clinical/_api/web/lists?$select=Id',
        'larkmeadow.sharepoint.com/sites/clinical/_api/web/lists?$skiptoken=2',
      ],
    );
    assert.equal(server.seen[0]?.headers.authorization, 'Bearer for https://larkmeadow.sharepoint.com');
  });

  it('sends nothing to sites of others, nor to a host that is no SharePoint’s', async () => {
    const { server, client } = await setUp((_, response) => json(response, 200, { d: {} }));
    for (const other of [
      'https://other.sharepoint.com/sites/x',
      'https://evil.example/',
      'http://larkmeadow.sharepoint.com/',
    ]) {
      await failure(client.getFrom(other, 'web'), 'host-not-allowed');
      await failure(client.setSite(other, { SharingCapability: 0 }), 'host-not-allowed');
    }
    assert.equal(server.seen.length, 0);
    for (const hostname of ['evil.example', 'a.b.sharepoint.com', '.sharepoint.com', undefined]) {
      const wrong = await setUp((_, response) => json(response, 200, { d: {} }), hostname ?? 7);
      await failure(wrong.client.get('SPO.Tenant'), 'unexpected-shape');
      assert.equal(wrong.server.seen.length, 0);
    }
  });

  it('shows no name of the tenant in an error', async () => {
    const { client } = await setUp((_, response) =>
      json(
        response,
        403,
        { error: { code: '-2147024891, System.UnauthorizedAccessException', message: { value: 'clinical' } } },
        { sprequestguid: 'r-5', 'request-id': 'r-5' },
      ),
    );
    const error = await failure(
      client.get("SPO.Tenant/GetSitePropertiesByUrl('https://larkmeadow.sharepoint.com/sites/clinical')"),
      'forbidden',
    );
    assert.match(
      error.message,
      /^SharePoint, GET _api\/SPO\.Tenant\/GetSitePropertiesByUrl\(…\): .*System\.UnauthorizedAccessException, request r-5/,
    );
  });

  it('writes tenant properties with their types, and escapes XML', async () => {
    const { server, client } = await setUp((_, response, number) =>
      json(response, 200, number === 1 ? [header, 2, { IsNull: false }, 3, { _ObjectIdentity_: identity }] : [header]),
    );
    await client.setTenant({
      SharingCapability: 1,
      EmailAttestationRequired: true,
      SharingAllowedDomainList: `a.example & <b> "c" 'd'\n`,
      AllowedDomainListForSyncClient: ['11111111-2222-3333-4444-555555555555'],
      ExcludedFileExtensionsForSyncClient: ['p&st'],
    });
    const [query, write] = server.seen;
    assert.equal(`https://${query?.host}${query?.path}`, `https://${admin}/_vti_bin/client.svc/ProcessQuery`);
    assert.equal(query?.headers['content-type'], 'text/xml');
    assert.match(query.body, /<Constructor Id="1" TypeId="\{268004ae-ef6b-4e9b-8425-127220d84719\}"\/>/);
    for (const part of [
      '<SetProperty Id="100" ObjectPathId="7" Name="SharingCapability"><Parameter Type="Int32">1</Parameter></SetProperty>',
      'Name="EmailAttestationRequired"><Parameter Type="Boolean">true</Parameter>',
      '<Parameter Type="String">a.example &amp; &lt;b&gt; &quot;c&quot; &apos;d&apos;&#xA;</Parameter>',
      '<Parameter Type="Array"><Object Type="Guid">{11111111-2222-3333-4444-555555555555}</Object></Parameter>',
      '<Parameter Type="Array"><Object Type="String">p&amp;st</Object></Parameter>',
      '<Method Name="Update" Id="4" ObjectPathId="7"/></Actions>',
      '<Identity Id="7" Name="a1b2|908bed80-a04a-4433-b4a0-883d9847d110:t&amp;&#xA;Tenant"/>',
    ])
      assert.ok(write?.body.includes(part), `${part}\n${write?.body}`);
  });

  it('throws the error that CSOM puts into an answer of 200', async () => {
    const info = {
      ErrorMessage: 'clinical',
      ErrorValue: null,
      TraceCorrelationId: 'c-7',
      ErrorCode: -2147024891,
      ErrorTypeName: 'System.UnauthorizedAccessException',
    };
    const { client } = await setUp((_, response, number) =>
      json(
        response,
        200,
        number === 1 ? [header, 3, { _ObjectIdentity_: identity }] : [{ ...header, ErrorInfo: info }],
        { 'request-id': '' },
      ),
    );
    const error = await failure(client.setTenant({ SharingCapability: 0 }), 'forbidden');
    assert.match(error.message, /HTTP 200, System\.UnauthorizedAccessException, request c-7/);
    for (const body of [{}, [], [{}], '<html>']) {
      const odd = await setUp((_, response) => json(response, 200, body));
      await failure(odd.client.setTenant({ SharingCapability: 0 }), 'unexpected-shape');
    }
    const nobody = await setUp((_, response) => json(response, 200, [header]));
    await failure(nobody.client.setTenant({ SharingCapability: 0 }), 'unexpected-shape');
  });

  it('refuses what XML cannot hold before anything is sent', async () => {
    const { server, client } = await setUp((_, response) => json(response, 200, [header]));
    const properties: Record<string, string | number>[] = [
      { A: 'a\u0000b' },
      { A: '\ud800' },
      { A: 1.5 },
      { 'A"/>': 'x' },
    ];
    for (const values of properties) await failure(client.setTenant(values), 'bad-request');
    assert.equal(server.seen.length, 0);
  });

  it('sends to one site, MERGE as a POST that says so, and takes the answer out of its wrapper', async () => {
    const { server, client } = await setUp((seen, response) => {
      if (seen.method === 'DELETE') json(response, 404, { error: { code: '-1', message: { value: 'clinical' } } });
      else if (seen.headers['x-http-method']) response.writeHead(204).end();
      else json(response, 200, { d: { __metadata: {}, Id: 7 } });
    });
    assert.deepEqual(await client.sendTo(site, 'POST', 'web/ensureuser', { body: { logonName: 'a' } }), { Id: 7 });
    assert.equal(await client.sendTo(`${site}/`, 'MERGE', '/web', { body: { MembersCanShare: false } }), undefined);
    await failure(client.sendTo(site, 'DELETE', 'web/roleassignments/getbyprincipalid(7)'), 'not-found');
    await failure(client.sendTo('https://other.sharepoint.com/sites/x', 'POST', 'web'), 'host-not-allowed');
    assert.deepEqual(
      server.seen.map(({ method, path, headers, body }) => [method, path, headers['x-http-method'], body]),
      [
        ['POST', '/sites/clinical/_api/web/ensureuser', undefined, '{"logonName":"a"}'],
        ['POST', '/sites/clinical/_api/web', 'MERGE', '{"MembersCanShare":false}'],
        ['DELETE', '/sites/clinical/_api/web/roleassignments/getbyprincipalid(7)', undefined, ''],
      ],
    );
    assert.equal(server.seen[1]?.headers['if-match'], '*');
    assert.equal(server.seen[0]?.headers.authorization, 'Bearer for https://larkmeadow.sharepoint.com');
  });

  it('writes site properties and waits until SharePoint is done', async () => {
    const { server, client, timer } = await setUp((_, response, number) =>
      json(response, 200, [
        header,
        11,
        { _ObjectIdentity_: 'op&1\nSpoOperation', IsComplete: number === 3, PollingInterval: 15_000 },
      ]),
    );
    await client.setSite(`${site}?a&b`, {
      SharingCapability: 0,
      LockState: 'Unlock',
      StorageMaximumLevel: 26_214_400,
      Big: 3_000_000_000,
    });
    assert.equal(server.seen.length, 3);
    assert.deepEqual(timer.slept, [15_000, 15_000]);
    const [write, poll] = server.seen;
    for (const part of [
      'Name="GetSitePropertiesByUrl"><Parameters><Parameter Type="String">https://larkmeadow.sharepoint.com/sites/clinical?a&amp;b</Parameter><Parameter Type="Boolean">false</Parameter>',
      'Name="SharingCapability"><Parameter Type="Enum">0</Parameter>',
      'Name="LockState"><Parameter Type="String">Unlock</Parameter>',
      'Name="StorageMaximumLevel"><Parameter Type="Int32">26214400</Parameter>',
      'Name="Big"><Parameter Type="Int64">3000000000</Parameter>',
      '<Method Id="8" ParentId="5" Name="Update"/>',
    ])
      assert.ok(write?.body.includes(part), part);
    assert.ok(poll?.body.includes('<Identity Id="8" Name="op&amp;1&#xA;SpoOperation"/>'));
  });

  it('says so when SharePoint does not finish', async () => {
    const { client } = await setUp((_, response) =>
      json(response, 200, [header, 11, { _ObjectIdentity_: 'op', IsComplete: false, PollingInterval: 60_000 }]),
    );
    assert.equal((await failure(client.setSite(site, { SharingCapability: 0 }), 'timeout')).facts.mayHaveRun, true);
  });
});
