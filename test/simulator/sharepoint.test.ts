import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Simulator, startSimulator } from '../../src/simulator/start.ts';
import { texasClinic } from '../../src/simulator/tenants/texas-clinic.ts';
import { XmlError, parseXml } from '../../src/simulator/sharepoint/xml.ts';
import { type Answer, type Json, call, signedIn } from './client.ts';

const tenant = '7c1a5e00-0000-4000-8000-000000000001';
const admin = 'https://larkmeadow-example-admin.sharepoint.com';
const site = 'https://larkmeadow-example.sharepoint.com';
const roles = { sharepoint: ['Sites.FullControl.All'] };
const verbose = { accept: 'application/json;odata=verbose' };

const constructor = '<Constructor Id="1" TypeId="{268004ae-ef6b-4e9b-8425-127220d84719}"/>';
const query = (actions: string, paths: string): string =>
  `<Request AddExpandoFieldTypeSuffix="true" SchemaVersion="15.0.0.0" LibraryVersion="16.0.0.0" ApplicationName="test" xmlns="http://schemas.microsoft.com/sharepoint/clientquery/2009"><Actions>${actions}</Actions><ObjectPaths>${paths}</ObjectPaths></Request>`;
const readAll =
  '<ObjectPath Id="2" ObjectPathId="1"/><Query Id="4" ObjectPathId="1"><Query SelectAllProperties="true"><Properties/></Query></Query>';
const set = (name: string, type: string, value: string, path = 1): string =>
  `<SetProperty Id="8" ObjectPathId="${path}" Name="${name}"><Parameter Type="${type}">${value}</Parameter></SetProperty>`;

describe('SharePoint', () => {
  let simulator: Simulator;
  let token: string;
  before(async () => {
    simulator = await startSimulator({ tenants: [texasClinic()], throttle: { on: false } });
    ({ token } = await signedIn(simulator, tenant, `${admin}/.default`, { displayName: 'Wardline', roles }));
  });
  after(() => simulator.stop());

  const process = (xml: string, headers: Record<string, string> = { 'content-type': 'text/xml' }): Promise<Answer> =>
    call(simulator, `${admin}/_vti_bin/client.svc/ProcessQuery`, { method: 'POST', token, headers, body: xml });
  const settings = async (): Promise<Json> =>
    (await call(simulator, `${admin}/_api/SPO.Tenant`, { token, headers: verbose })).json.d;
  const fails = async (xml: string, type: string, message: RegExp): Promise<void> => {
    const { status, json } = await process(xml);
    assert.equal(status, 200);
    assert.equal(json.length, 1);
    assert.equal(json[0].ErrorInfo.ErrorTypeName, type);
    assert.match(json[0].ErrorInfo.ErrorMessage, message);
  };

  it('gives all tenant settings, as verbose OData', async () => {
    const d = await settings();
    assert.equal(d['__metadata'].type, 'Microsoft.Online.SharePoint.TenantAdministration.Tenant');
    assert.equal(d.SharingCapability, 2);
    assert.equal(d.LegacyAuthProtocolsEnabled, true);
    assert.deepEqual(d.AllowedDomainListForSyncClient.results, []);
    assert.ok(Object.keys(d).length > 280);
  });

  it('gives them without wrapping, and as a feed to who does not ask for JSON', async () => {
    const plain = await call(simulator, `${admin}/_api/SPO.Tenant?$select=SharingCapability`, {
      token,
      headers: { accept: 'application/json;odata=nometadata' },
    });
    assert.deepEqual(plain.json, { SharingCapability: 2 });
    assert.match((await call(simulator, `${admin}/_api/SPO.Tenant`, { token })).headers['content-type'] ?? '', /atom/);
  });

  it('gives a form digest', async () => {
    const { json } = await call(simulator, `${admin}/_api/contextinfo`, {
      method: 'POST',
      token,
      headers: { accept: 'application/json' },
    });
    assert.match(json.FormDigestValue, /^0x[0-9A-F]+,/);
  });

  describe('CSOM', () => {
    it('reads the tenant as the fifth element', async () => {
      const { json } = await process(query(readAll, constructor));
      assert.equal(json[0].ErrorInfo, null);
      assert.equal(json[4]['_ObjectType_'], 'Microsoft.Online.SharePoint.TenantAdministration.Tenant');
      assert.equal(json[4].SharingCapability, 2);
    });

    it('writes the tenant by its identity, whatever the type of the parameter', async () => {
      const identity = (await process(query(readAll, constructor))).json[4]['_ObjectIdentity_'] as string;
      const path = `<Identity Id="7" Name="${identity.replace('\n', '&#xA;')}"/>`;
      const { json } = await process(
        query(
          set('SharingCapability', 'String', '1', 7) +
            set('LegacyAuthProtocolsEnabled', 'Boolean', 'false', 7) +
            set('RequireAnonymousLinksExpireInDays', 'Int32', '7', 7),
          path,
        ),
      );
      assert.equal(json[0].ErrorInfo, null);
      const d = await settings();
      assert.deepEqual(
        [d.SharingCapability, d.LegacyAuthProtocolsEnabled, d.RequireAnonymousLinksExpireInDays],
        [1, false, 7],
      );
      const [entry] = simulator.control.logs(tenant).unifiedAudit.slice(-1);
      assert.equal(entry?.['Workload'], 'SharePoint');
      assert.equal(entry?.['UserId'], 'Wardline');
    });

    const client = 'Microsoft.SharePoint.Client.InvalidClientQueryException';
    it('refuses a property that does not exist', () =>
      fails(query(set('SharingMood', 'String', '1'), constructor), client, /"SharingMood" does not exist/));
    it('refuses a value that the property cannot have', () =>
      fails(query(set('SharingCapability', 'Int32', '9'), constructor), 'System.FormatException', /SharingCapability/));
    it('refuses another type', () =>
      fails(query(readAll, '<Constructor Id="1" TypeId="{00000000-0000-0000-0000-000000000000}"/>'), client, /type/));
    it('refuses a path that does not exist', () =>
      fails(query(readAll.replaceAll('ObjectPathId="1"', 'ObjectPathId="5"'), constructor), client, /object path '5'/));
    it('refuses the identity of another tenant', () =>
      fails(
        query(
          set('SharingCapability', 'Int32', '0'),
          '<Identity Id="1" Name="x:00000000-0000-4000-8000-000000000009&#xA;Tenant"/>',
        ),
        'System.UnauthorizedAccessException',
        /Unknown Error/,
      ));
    it('refuses what is not XML', () => fails('<Request', 'System.Xml.XmlException', /not valid/));
    it('refuses another content type', async () => {
      assert.equal((await process(query(readAll, constructor), { 'content-type': 'application/json' })).status, 415);
    });

    it('writes nothing when anything is wrong', async () => {
      const before = (await settings()).SharingCapability;
      await process(query(set('SharingCapability', 'Int32', '0') + set('SharingMood', 'String', '1'), constructor));
      assert.equal((await settings()).SharingCapability, before);
    });

    const byUrl = (url: string): string =>
      `${constructor}<Method Id="3" ParentId="1" Name="GetSitePropertiesByUrl"><Parameters><Parameter Type="String">${url}</Parameter><Parameter Type="Boolean">true</Parameter></Parameters></Method>`;
    it('reads and writes one site, which takes values on Update', async () => {
      const read = async (): Promise<Json> =>
        (
          await process(
            query(
              '<Query Id="4" ObjectPathId="3"><Query SelectAllProperties="true"><Properties/></Query></Query>',
              byUrl(site),
            ),
          )
        ).json[2];
      assert.equal((await read()).Title, 'Communication site');
      await process(query(set('SharingCapability', 'Int32', '0', 3), byUrl(site)));
      assert.equal((await read()).SharingCapability, 2);
      await process(
        query(
          `${set('SharingCapability', 'Int32', '0', 3)}<Method Name="Update" Id="9" ObjectPathId="3"/>`,
          byUrl(site),
        ),
      );
      assert.equal((await read()).SharingCapability, 0);
    });
    it('does not know a site that is not there', () =>
      fails(
        query(readAll.replaceAll('ObjectPathId="1"', 'ObjectPathId="3"'), byUrl(`${site}/sites/nowhere`)),
        'Microsoft.Online.SharePoint.Common.SpoNoSiteException',
        /Cannot get site/,
      ));
    it('lists sites', async () => {
      const list = `${constructor}<Method Id="3" ParentId="1" Name="GetSitePropertiesFromSharePoint"><Parameters><Parameter Type="String">0</Parameter><Parameter Type="Boolean">false</Parameter></Parameters></Method>`;
      const { json } = await process(
        query('<Query Id="4" ObjectPathId="3"><Query SelectAllProperties="true"><Properties/></Query></Query>', list),
      );
      assert.equal(json[2]['_Child_Items_'].length, 2);
      assert.equal(json[2].NextStartIndexFromSharePoint, null);
    });
  });

  describe('access', () => {
    it('needs full control', async () => {
      const other = await signedIn(simulator, tenant, `${admin}/.default`, {});
      assert.equal(
        (await call(simulator, `${admin}/_api/SPO.Tenant`, { token: other.token, headers: verbose })).status,
        403,
      );
    });
    it('needs a certificate', async () => {
      const { appId } = simulator.control.registerApp(tenant, { displayName: 'secret', secret: 's3cret', roles });
      const { json } = await call(simulator, `https://login.microsoftonline.com/${tenant}/oauth2/v2.0/token`, {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          client_id: appId,
          client_secret: 's3cret',
          scope: `${admin}/.default`,
        }),
      });
      const answer = await call(simulator, `${admin}/_api/SPO.Tenant`, { token: json.access_token, headers: verbose });
      assert.equal(answer.status, 401);
      assert.match(answer.json.error_description, /Unsupported app only token/);
    });
    it('needs the token of this host', async () => {
      assert.equal((await call(simulator, `${site}/_api/web`, { token, headers: verbose })).status, 401);
    });
    it('has each place on its own host', async () => {
      assert.equal((await call(simulator, `${admin}/_api/web`, { token, headers: verbose })).status, 404);
    });
  });

  it('gives a site and who holds rights on it', async () => {
    const other = await signedIn(simulator, tenant, `${site}/.default`, { roles });
    const get = (path: string): Promise<Answer> =>
      call(simulator, `${site}${path}`, { token: other.token, headers: { accept: 'application/json' } });
    assert.equal((await get('/_api/web')).json.Title, 'Communication site');
    const { json } = await get('/_api/web/roleassignments?$expand=Member');
    for (const entry of json.value) assert.ok(entry.Member.LoginName && entry.RoleDefinitionBindings[0].Name);
    assert.equal((await get('/sites/nowhere/_api/web')).status, 404);
  });

  describe('a site of its own', () => {
    const key = `${site}/sites/therapy`;
    const owner = 'helen.aguirre@larkmeadow.example.com';
    let own: string;
    before(async () => {
      ({ token: own } = await signedIn(simulator, tenant, `${site}/.default`, { roles }));
    });
    const send = (url: string, given: { method?: string; headers?: Record<string, string>; body?: unknown } = {}) =>
      call(simulator, url, {
        method: 'POST',
        token: own,
        ...given,
        headers: { accept: 'application/json', ...given.headers },
      });
    const create = (values: object) =>
      send(`${site}/_api/SPSiteManager/create`, {
        body: { request: { Title: 'Therapy', Url: key, Lcid: 1033, WebTemplate: 'STS#3', Owner: owner, ...values } },
      });
    const held = () =>
      simulator.control.state(tenant)['sites']![key]!['Permissions'] as { LoginName: string; Roles: string[] }[];

    it('is made once, with an owner, below /sites/ of the tenant', async () => {
      assert.equal((await create({ Owner: 'nobody@example.com' })).status, 400);
      assert.equal((await create({ WebTemplate: 'BLOG#0' })).status, 400);
      assert.equal((await create({ Url: 'https://other.sharepoint.com/sites/x' })).json.SiteStatus, 3);
      assert.equal((await create({})).json.SiteStatus, 2);
      assert.equal((await create({})).json.SiteStatus, 4);
      assert.deepEqual(
        held().map(({ LoginName, Roles }) => [LoginName, ...Roles]),
        [
          ['Therapy Owners', 'Full Control'],
          ['Therapy Members', 'Edit'],
          ['Therapy Visitors', 'Read'],
        ],
      );
    });

    it('gives and takes permission levels by number', async () => {
      const login = 'c:0t.c|tenant|7c1a5e00-0200-4000-8000-000000000001';
      const web = `${key}/_api/web`;
      const { json } = await send(`${web}/ensureuser`, { body: { logonName: login } });
      assert.deepEqual([json.LoginName, json.Title, json.PrincipalType], [login, 'All Company', 4]);
      assert.equal((await send(`${web}/ensureuser`, { body: { logonName: 'c:0t.c|tenant|none' } })).status, 400);
      const assign = (verb: string, role: number, id = json.Id as number) =>
        send(`${web}/roleassignments/${verb}roleassignment(principalid=${id},roledefid=${role})`);
      assert.equal((await assign('add', 1073741827)).status, 200);
      assert.equal((await assign('add', 1)).status, 400);
      assert.equal((await assign('add', 1073741827, 1)).status, 404);
      assert.deepEqual(held().find(({ LoginName }) => LoginName === login)?.Roles, ['Contribute']);
      assert.equal((await assign('remove', 1073741827)).status, 200);
      assert.equal(held().length, 3);
      await assign('add', 1073741826);
      const one = `${web}/roleassignments/getbyprincipalid(${json.Id})`;
      assert.equal((await send(one, { method: 'DELETE' })).status, 200);
      assert.equal((await send(one, { method: 'DELETE' })).status, 404);
      assert.equal(held().length, 3);
    });

    it('takes what a web has by MERGE, and nothing else', async () => {
      const merge = (body: unknown) =>
        send(`${key}/_api/web`, { headers: { 'x-http-method': 'MERGE', 'if-match': '*' }, body });
      assert.equal((await merge({ MembersCanShare: false })).status, 204);
      assert.equal(simulator.control.state(tenant)['sites']![key]!['MembersCanShare'], false);
      assert.equal((await merge({ MembersCanShare: 'no' })).status, 400);
      assert.equal((await merge({ EverybodyCanShare: true })).status, 400);
      assert.equal((await send(`${key}/_api/web`, { body: { MembersCanShare: true } })).status, 404, 'no MERGE');
      assert.equal((await send(`${site}/sites/none/_api/web`, { headers: { 'x-http-method': 'MERGE' } })).status, 404);
    });

    it('is written by nobody who lacks the right', async () => {
      const weak = await signedIn(simulator, tenant, `${site}/.default`, {
        roles: { graph: ['Sites.FullControl.All'] },
      });
      const answer = await call(simulator, `${key}/_api/web/ensureuser`, {
        method: 'POST',
        token: weak.token,
        body: { logonName: 'c:0(.s|true' },
      });
      assert.equal(answer.status, 403);
    });
  });

  it('reads XML strictly', () => {
    assert.equal(parseXml('<?xml version="1.0"?><a b="&lt;&#xA;">t&amp;u<c/></a>').text, 't&u');
    for (const wrong of [
      '<a>',
      '<a></b>',
      '<a b=c/>',
      '<a b="1" b="2"/>',
      '<!DOCTYPE a><a/>',
      '<a>&nope;</a>',
      '<a/><b/>',
      'a',
    ])
      assert.throws(() => parseXml(wrong), XmlError, wrong);
  });
});
