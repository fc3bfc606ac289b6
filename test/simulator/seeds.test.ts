import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readSettingsFile } from '../../src/connectors/settings-file/read.ts';
import { type Simulator, startSimulator } from '../../src/simulator/start.ts';
import { dermatology } from '../../src/simulator/tenants/dermatology.ts';
import { floridaHospital } from '../../src/simulator/tenants/florida-hospital.ts';
import { fromSnapshot } from '../../src/simulator/tenants/from-snapshot.ts';
import { generateTenant } from '../../src/simulator/tenants/generate.ts';
import { snapshotOf, texasClinic } from '../../src/simulator/tenants/texas-clinic.ts';
import type { TenantSeed } from '../../src/simulator/tenant.ts';
import { type Answer, type Json, call, graph, scopes, signedIn } from './client.ts';
import { tenant as tenantWith } from '../tenant.ts';

describe('seeds', () => {
  const running: Simulator[] = [];
  after(() => Promise.all(running.map((simulator) => simulator.stop())));
  const open = async (seed: TenantSeed): Promise<(path: string) => Promise<Answer>> => {
    const simulator = await startSimulator({ tenants: [seed], throttle: { on: false } });
    running.push(simulator);
    const { token } = await signedIn(simulator, seed.id, scopes.graph, {
      roles: {
        graph: [
          'Policy.Read.All',
          'User.Read.All',
          'Group.Read.All',
          'Organization.Read.All',
          'SharePointTenantSettings.Read.All',
          'AuditLog.Read.All',
        ],
      },
    });
    return (path) => call(simulator, graph(path), { token });
  };
  const size = (seed: TenantSeed, collection: string): number => Object.keys(seed.collections[collection] ?? {}).length;

  it('are the same every time', () => {
    for (const make of [
      texasClinic,
      floridaHospital,
      dermatology,
      () => generateTenant({ users: 20, sites: 2, files: 10, groups: 2 }),
    ])
      assert.deepEqual(make(), make());
  });

  describe('texas-clinic', () => {
    const seed = texasClinic();
    it('has the fifteen people of the scenario, nothing changed and no files', () => {
      assert.equal(size(seed, 'users'), 15);
      assert.equal(size(seed, 'conditionalAccessPolicies'), 0);
      assert.equal(seed.collections['securityDefaults']?.['']?.['isEnabled'], true);
      assert.equal(size(seed, 'dlpPolicies'), 0);
      assert.ok(!Object.keys(seed.collections).some((name) => name.startsWith('driveItems/')));
    });
    it('has every section that its snapshot has, in the form of the APIs', () => {
      const { collections } = seed;
      assert.equal(collections['remoteDomains']?.['Default']?.['AutoForwardEnabled'], true);
      assert.equal(collections['organizationConfig']?.['']?.['OAuth2ClientProfileEnabled'], true);
      assert.equal(collections['sharepointTenant']?.['']?.['SharingCapability'], 2);
      assert.equal(collections['meetingPolicies']?.['Global']?.['AutoAdmittedUsers'], 'EveryoneInCompany');
      assert.equal(
        collections['authenticationMethodConfigurations']?.['Fido2']?.['@odata.type'],
        '#microsoft.graph.fido2AuthenticationMethodConfiguration',
      );
      assert.equal(size(seed, 'roleAssignments'), 2);
      assert.deepEqual(collections['dnsRecords']?.['larkmeadow.example.com TXT']?.['values'], [
        'v=spf1 include:spf.protection.outlook.com -all',
      ]);
    });
    it('answers as its settings are', async () => {
      const get = await open(seed);
      assert.equal((await get('/policies/identitySecurityDefaultsEnforcementPolicy')).json.isEnabled, true);
      const { json } = await get('/subscribedSkus');
      assert.equal(json.value[0].skuPartNumber, 'SPB');
      assert.ok(json.value[0].servicePlans.some((plan: Json) => plan.servicePlanName === 'AAD_PREMIUM'));
      assert.equal((await get('/auditLogs/signIns')).status, 200);
    });
  });

  describe('florida-hospital', () => {
    const seed = floridaHospital();
    it('has 800 people, a leaver who can still sign in, and records that everybody can read', () => {
      assert.equal(size(seed, 'users'), 800);
      const leaver = Object.values(seed.collections['users']!).find((user) => user['employeeLeaveDateTime']);
      assert.equal(leaver?.['accountEnabled'], true);
      const records = Object.values(seed.collections['sites']!).find((site) => site['Title'] === 'Medical records');
      const [grant] = records!['Permissions'] as Json[];
      assert.equal(grant.LoginName, `c:0-.f|rolemanager|spo-grid-all-users/${seed.id}`);
      assert.equal(size(seed, 'labels'), 0);
      assert.equal(seed.collections['auditLogConfig']?.['']?.['UnifiedAuditLogIngestionEnabled'], true);
    });
    it('shares nothing with the clinic that its defaults come from', () => {
      const text = JSON.stringify(seed);
      assert.ok(!/larkmeadow|7c1a5e00-0000-4000-8000-000000000001/i.test(text));
    });
  });

  describe('dermatology', () => {
    it('has its strict settings, and emergency accounts that no policy shuts out', async () => {
      const get = await open(dermatology());
      const { json } = await get('/identity/conditionalAccess/policies');
      assert.deepEqual(
        json.value.map((policy: Json) => [policy.state, policy.conditions.users.excludeUsers.length]),
        [
          ['enabled', 2],
          ['enabled', 2],
        ],
      );
      assert.equal((await get('/admin/sharepoint/settings')).json.sharingCapability, 'existingExternalUserSharingOnly');
    });
  });

  describe('generated', () => {
    it('have the numbers that were asked for', async () => {
      const seed = generateTenant({ name: 'numbers', users: 130, sites: 4, files: 10, groups: 5 });
      assert.equal(size(seed, 'users'), 130);
      const drives = Object.keys(seed.collections).filter((name) => name.startsWith('driveItems/'));
      assert.deepEqual(
        drives.map((name) => size(seed, name)).toSorted((a, b) => a - b),
        [2, 2, 3, 3],
      );
      const get = await open(seed);
      const { json } = await get('/groups');
      assert.equal(json.value.length, 5);
      assert.ok((await get(`/groups/${json.value[0].id}/members`)).json.value.length > 0);
    });
    it('are quick to make at size', () => {
      const began = performance.now();
      generateTenant({ users: 10_000, sites: 200, files: 20_000, groups: 500 });
      assert.ok(performance.now() - began < 5000);
    });
  });

  describe('from a snapshot', () => {
    it('takes apart what sections put together', () => {
      const { snapshot } = tenantWith({
        privilegedUsers: [
          { id: 'u1', displayName: 'A', userPrincipalName: 'a@x.example.com', roles: ['Global Administrator'] },
        ],
        privilegedRoles: [
          {
            displayName: 'Global Administrator',
            roleTemplateId: '62e90394-69f5-4237-9190-012177145e10',
            assignments: [{ id: 's1', principalId: 'u1', assignmentType: 'Assigned', endDateTime: null }],
            rules: [{ id: 'Expiration_Admin_Assignment', isExpirationRequired: false }],
          },
        ],
        administrativeUnits: [{ id: 'au', displayName: 'Unit', memberIds: ['u1'] }],
        emergencyAccounts: [
          {
            id: 'u2',
            userPrincipalName: 'b@x.example.com',
            groupIds: ['g'],
            methods: [{ id: 'm', '@odata.type': '#microsoft.graph.fido2AuthenticationMethod' }],
          },
        ],
        namedLocations: [
          { id: 'n', displayName: 'Office', ipRanges: [{ cidrAddress: '192.0.2.0/24' }], isTrusted: true },
        ],
        privilegedApplications: [
          {
            objectId: { application: 'a1', servicePrincipal: 's1' },
            appId: 'app',
            displayName: 'Backup',
            permissions: [
              {
                roleId: 'df021288-bdef-4463-88db-98f22de89214',
                roleType: 'Application',
                applicationDisplayName: 'Microsoft Graph',
                isAdminConsented: true,
              },
            ],
          },
        ],
        sites: [
          {
            url: 'https://x.sharepoint.com/sites/PHI/',
            sharingCapability: 'disabled',
            permissions: [
              {
                loginName: 'c',
                principalType: 'sharePointGroup',
                roles: ['Edit'],
                members: [{ loginName: 'd', principalType: 'user' }],
              },
            ],
          },
        ],
        mailboxes: [{ identity: 'Same name' }, { identity: 'Same name', guid: 'second' }],
      });
      const { collections, prefix } = fromSnapshot(snapshot);
      const [assignment] = Object.values(collections['roleAssignments']!);
      assert.deepEqual([assignment?.['principalId'], assignment?.['assignmentType']], ['u1', 'Assigned']);
      assert.equal(
        Object.values(collections['roleManagementPolicies']!)[0]?.['roleDefinitionId'],
        '62e90394-69f5-4237-9190-012177145e10',
      );
      assert.deepEqual(collections['administrativeUnitMembers/au'], { u1: { id: 'u1' } });
      assert.deepEqual(Object.keys(collections['groupMembers/g']!), ['u2']);
      assert.deepEqual(Object.keys(collections['userAuthenticationMethods/u2']!), ['m']);
      assert.equal(
        (collections['namedLocations']!['n']!['ipRanges'] as Json[])[0]['@odata.type'],
        '#microsoft.graph.iPv4CidrRange',
      );
      assert.equal(collections['applications']!['a1']!['appId'], 'app');
      assert.equal(Object.values(collections['appRoleAssignments']!)[0]?.['principalId'], 's1');
      const site = collections['sites']!['https://x.sharepoint.com/sites/phi']!;
      assert.equal(site['SharingCapability'], 0);
      assert.deepEqual((site['Permissions'] as Json[])[0].Users, [{ LoginName: 'd', PrincipalType: 1 }]);
      assert.equal(prefix, 'x');
      assert.deepEqual(Object.keys(collections['mailboxes']!), ['Same name', 'second']);
    });

    it('takes a ScubaGear export that was read into one', async (context) => {
      const sample = fileURLToPath(new URL('../../../shared/data/scuba-provider-export.json', import.meta.url));
      if (!existsSync(sample)) return context.skip("ScubaGear's public sample is not here (../shared)");
      const snapshot = await readSettingsFile(sample, '2026-11-20T00:00:00Z');
      const seed = fromSnapshot(snapshot);
      const get = await open(seed);
      const { json, status, text } = await get('/identity/conditionalAccess/policies');
      assert.equal(status, 200, text);
      const read = snapshot.sections.conditionalAccessPolicies;
      assert.equal(json.value.length, read.status === 'read' ? read.data.length : 0);
      assert.equal((await get('/organization')).json.value[0].id, seed.id);
    });

    it('reads the demo through the same decoders as every other source', () => {
      const path = new URL('../../demo/texas-clinic.json', import.meta.url);
      assert.ok(existsSync(path));
      const snapshot = snapshotOf(JSON.parse(readFileSync(path, 'utf8')));
      assert.equal(snapshot.sections.users.status, 'read');
      assert.throws(() => snapshotOf({}), /not a Wardline snapshot/);
    });
  });
});
