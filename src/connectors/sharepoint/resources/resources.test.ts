import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Change } from '../../../core/change.ts';
import type { ReadContext } from '../../../core/reading.ts';
import { sections } from '../../../core/snapshot.ts';
import { ConnectorError } from '../../http/errors.ts';
import type { Clients } from '../../resource.ts';
import { sharepointResources } from './index.ts';
import { sites } from './sites.ts';
import { sharepointTenant } from './tenant.ts';

const context = { read: () => undefined } as unknown as ReadContext;
const charts = 'https://larkmeadow.sharepoint.com/sites/charts';

function fake(answers: Record<string, unknown>) {
  const calls: unknown[] = [];
  const answer = async (path: string) => {
    calls.push(path);
    const found = answers[path];
    if (found instanceof Error) throw found;
    return found;
  };
  const sharepoint = {
    get: answer,
    getFrom: (site: string, path: string) => answer(`${site} ${path}`),
    sendTo: async (site: string, method: string, path: string, { body }: { body?: unknown } = {}) => {
      calls.push([method, `${site} ${path}`, ...(body === undefined ? [] : [body])]);
      const found = answers[`${site} ${path}`];
      if (found instanceof Error) throw found;
      return found;
    },
    setTenant: async (properties: unknown) => void calls.push(properties),
    setSite: async (...given: unknown[]) => void calls.push(given),
  };
  return { clients: { sharepoint } as unknown as Clients, calls };
}
const set = (section: 'sharepointTenant' | 'sites', values: object, match?: object) =>
  ({ section, operation: 'set', match, values, call: '', summary: '', notice: '', undo: 'restore' }) as Change;
const web = `${charts} web?$select=MembersCanShare`;
const rights = `${charts} web/roleassignments?$expand=Member/Users,RoleDefinitionBindings`;
const listed = {
  Url: charts,
  Title: 'Charts',
  SharingCapability: 0,
  DefaultLinkPermission: 2,
  ConditionalAccessPolicy: 1,
};

describe('SharePoint resources', () => {
  it('read the tenant and write it by CSOM’s names and numbers', async () => {
    const { clients, calls } = fake({
      'SPO.Tenant': { SharingCapability: 2, ODBSharingCapability: 3, ODBMembersCanShare: 1 },
    });
    const raw = await sharepointTenant.read(clients, context);
    assert.deepEqual(sections.sharepointTenant.decode(raw.sharepointTenant), {
      sharingCapability: 'externalUserAndGuestSharing',
      odbSharingCapability: 'existingExternalUserSharingOnly',
      odbMembersCanShare: 'on',
    });
    calls.length = 0;
    const values = {
      sharingCapability: 'externalUserSharingOnly',
      odbSharingCapability: 'disabled',
      sharingDomainRestrictionMode: 'allowList',
      sharingAllowedDomainList: ['lab.example.com', 'billing.example.com'],
      allowedDomainListForSyncClient: ['00000000-0000-0000-0000-000000000001'],
      coreDefaultShareLinkScope: 'specificPeople',
      oneDriveDefaultShareLinkScope: 'uninitialized',
      defaultSharingLinkType: 'direct',
      conditionalAccessPolicy: 'allowLimitedAccess',
      enableAIPIntegration: true,
      requireAnonymousLinksExpireInDays: 7,
    };
    await sharepointTenant.write!(clients, set('sharepointTenant', values), context);
    assert.deepEqual(calls, [
      {
        SharingCapability: 1,
        ODBSharingCapability: 0,
        SharingDomainRestrictionMode: 1,
        SharingAllowedDomainList: 'lab.example.com billing.example.com',
        AllowedDomainListForSyncClient: ['00000000-0000-0000-0000-000000000001'],
        CoreDefaultShareLinkScope: 2,
        OneDriveDefaultShareLinkScope: -1,
        DefaultSharingLinkType: 1,
        ConditionalAccessPolicy: 1,
        EnableAIPIntegration: true,
        RequireAnonymousLinksExpireInDays: 7,
      },
    ]);
  });

  it('send nothing when a value has no form', async () => {
    for (const values of [
      { sharingCapability: 'everybody' },
      { majorVersionLimit: null },
      { sharingCapability: null },
    ]) {
      const { clients, calls } = fake({});
      const write = sharepointTenant.write!(
        clients,
        set('sharepointTenant', { showEveryoneClaim: false, ...values }),
        context,
      );
      await assert.rejects(write, /takes no such value/);
      assert.deepEqual(calls, []);
    }
  });

  it('read sites with who may share and who has rights', async () => {
    const { clients } = fake({
      'SPO.Tenant/sites': [listed],
      [web]: { MembersCanShare: true },
      [rights]: [
        {
          Member: {
            LoginName: 'Charts Members',
            Title: 'Charts Members',
            PrincipalType: 8,
            Users: [
              {
                LoginName: 'c:0-.f|rolemanager|spo-grid-all-users/x',
                Title: 'Everyone except external users',
                PrincipalType: 4,
              },
            ],
          },
          RoleDefinitionBindings: [{ Name: 'Edit' }],
        },
        { Member: { LoginName: 'i:0#.f|membership|ruth@example.com', Title: 'Ruth', PrincipalType: 1 } },
      ],
    });
    const raw = await sites.read(clients, context);
    assert.deepEqual(sections.sites.decode(raw.sites), [
      {
        url: charts,
        title: 'Charts',
        sharingCapability: 'disabled',
        defaultLinkPermission: 'edit',
        conditionalAccessPolicy: 'allowLimitedAccess',
        membersCanShare: true,
        permissions: [
          {
            loginName: 'Charts Members',
            title: 'Charts Members',
            principalType: 'sharePointGroup',
            roles: ['Edit'],
            members: [
              {
                loginName: 'c:0-.f|rolemanager|spo-grid-all-users/x',
                title: 'Everyone except external users',
                principalType: 'securityGroup',
              },
            ],
          },
          { loginName: 'i:0#.f|membership|ruth@example.com', title: 'Ruth', principalType: 'user' },
        ],
      },
    ]);
  });

  it('read one site alone where a change is about it', async () => {
    const other = { ...listed, Url: 'https://larkmeadow.sharepoint.com/sites/other' };
    const { clients, calls } = fake({
      'SPO.Tenant/sites': [other, listed],
      [web]: { MembersCanShare: true },
      [rights]: [],
    });
    const raw = await sites.read(clients, { ...context, about: { url: charts } });
    assert.deepEqual(raw.sites, [{ ...listed, membersCanShare: true, permissions: [] }]);
    assert.deepEqual(calls, ['SPO.Tenant/sites', web, rights]);
  });

  it('leave open what a site does not tell, and end on any other error', async () => {
    const error = (code: 'forbidden' | 'not-found' | 'throttled') =>
      new ConnectorError(code, { service: 'sharepoint', call: 'GET _api/web' });
    const locked = await sites.read(fake({ 'SPO.Tenant/sites': [listed], [web]: error('forbidden') }).clients, context);
    assert.deepEqual(locked.sites, [listed]);
    const gone = await sites.read(fake({ 'SPO.Tenant/sites': [listed], [web]: error('not-found') }).clients, context);
    assert.deepEqual(gone.sites, []);
    await assert.rejects(
      sites.read(fake({ 'SPO.Tenant/sites': [listed], [web]: error('throttled') }).clients, context),
    );
    await assert.rejects(sites.read(fake({ 'SPO.Tenant/sites': {} }).clients, context), /Wanted a list of sites/);
  });

  it('write a site by its address, and what is the web’s to the web', async () => {
    const { clients, calls } = fake({});
    const values = { sharingCapability: 'disabled', overrideTenantAnonymousLinkExpirationPolicy: false };
    await sites.write!(clients, set('sites', values, { url: charts }), context);
    assert.deepEqual(calls, [[charts, { SharingCapability: 0, OverrideTenantAnonymousLinkExpirationPolicy: false }]]);
    calls.length = 0;
    const web = set('sites', { membersCanShare: false }, { url: charts });
    await sites.write!(clients, web, context);
    assert.deepEqual(calls, [['MERGE', `${charts} web`, { MembersCanShare: false }]]);
    calls.length = 0;
    const whole = set('sites', { permissions: [] }, { url: charts });
    await assert.rejects(sites.write!(clients, whole, context), /written one by one/);
    const none = set('sites', { membersCanShare: null }, { url: charts });
    await assert.rejects(sites.write!(clients, none, context), /true or false/);
    await assert.rejects(sites.write!(clients, set('sites', values), context), /site that exists/);
    assert.equal(calls.length, 0);
  });

  const created = {
    ...set('sites', { url: charts, title: 'Charts', owner: 'ruth@example.com', siteClass: 'Restricted' }),
    operation: 'create' as const,
  };
  const answers: Record<string, [unknown, RegExp | undefined]> = {
    'is ready': [{ SiteStatus: 2, SiteUrl: charts }, undefined],
    'is being made': [{ Create: { SiteStatus: 1 } }, undefined],
    'has a taken address': [{ SiteStatus: 4 }, /The address is taken/],
    failed: [{ SiteStatus: 3 }, /did not make the site/],
    'answered something else': ['<html>', /did not make the site/],
  };
  for (const [name, [answer, message]] of Object.entries(answers))
    it(`make a site; one that ${name}`, async () => {
      const { clients, calls } = fake({ 'https://larkmeadow.sharepoint.com SPSiteManager/create': answer });
      const act = sites.write!(clients, created, context);
      if (message) await assert.rejects(act, message);
      else await act;
      assert.deepEqual(calls, [
        [
          'POST',
          'https://larkmeadow.sharepoint.com SPSiteManager/create',
          {
            request: {
              Title: 'Charts',
              Url: charts,
              Lcid: 1033,
              ShareByEmailEnabled: false,
              WebTemplate: 'STS#3',
              Owner: 'ruth@example.com',
              Classification: 'Restricted',
            },
          },
        ],
      ]);
    });

  it('need one permission, which is optional', () => {
    for (const { scopes } of sharepointResources())
      assert.deepEqual(
        scopes.map(({ role, registration }) => [role, registration]),
        [
          ['Sites.FullControl.All', 'read-settings'],
          ['Sites.FullControl.All', 'change'],
        ],
      );
  });
});
