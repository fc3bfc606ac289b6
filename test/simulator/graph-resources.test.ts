import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { graphResources } from '../../src/simulator/graph/resources/index.ts';
import { type Simulator, startSimulator } from '../../src/simulator/start.ts';
import { withLicense } from '../../src/simulator/tenants/fresh.ts';
import { texasClinic } from '../../src/simulator/tenants/texas-clinic.ts';
import { type Answer, type Json, beta, call, graph, scopes, signedIn } from './client.ts';

const clinic = texasClinic();
const premium = withLicense(clinic, 'EMSPREMIUM', 15, ['AAD_PREMIUM', 'AAD_PREMIUM_P2', 'INTUNE_A']);
const roles = [...new Set(graphResources.flatMap((one) => [...one.roles.read, ...(one.roles.write ?? [])]))]
  .flatMap((role) => role.split('+'))
  .filter((role) => !role.includes(':'));
const everything = [...roles, 'DeviceManagementManagedDevices.PrivilegedOperations.All'];
const globalAdmin = '62e90394-69f5-4237-9190-012177145e10';
const ruth = '7c1a5e00-0100-4000-8000-000000000013';

for (const [name, seed] of [
  ['the clinic', clinic],
  ['the clinic with Entra ID P2', premium],
] as const)
  describe(`Graph's settings of ${name}`, () => {
    let simulator: Simulator;
    let token: string;
    before(async () => {
      simulator = await startSimulator({ tenants: [seed], throttle: { on: false } });
      ({ token } = await signedIn(simulator, seed.id, scopes.graph, { roles: { graph: everything } }));
    });
    after(() => simulator.stop());
    const send = (
      method: string,
      path: string,
      body?: unknown,
      headers: Record<string, string> = {},
    ): Promise<Answer> =>
      call(simulator, path.startsWith('https') ? path : graph(path), {
        method,
        token,
        headers,
        ...(body !== undefined && { body }),
      });
    const read = async (path: string): Promise<Json> => {
      const { status, text, json } = await send('GET', path);
      assert.equal(status, 200, `${path}: ${text}`);
      return json;
    };
    const write = async (method: string, path: string, body?: unknown): Promise<Json> => {
      const { status, text, json } = await send(method, path, body);
      assert.ok(status >= 200 && status < 300, `${method} ${path}: ${status} ${text}`);
      return json;
    };
    const held = (collection: string): number => Object.keys(seed.collections[collection] ?? {}).length;

    for (const [path, collection] of [
      ['/domains', 'domains'],
      ['/groupSettings', 'groupSettings'],
      ['/policies/activityBasedTimeoutPolicies', 'activityBasedTimeoutPolicies'],
      ['/policies/appManagementPolicies', 'appManagementPolicies'],
      ['/directory/administrativeUnits', 'administrativeUnits'],
      ['/solutions/backupRestore/protectionPolicies', 'backupPolicies'],
      ['/deviceManagement/managedDevices', 'managedDevices'],
      ['/deviceManagement/deviceCompliancePolicies?$expand=assignments', 'deviceCompliancePolicies'],
      ['/reports/authenticationMethods/userRegistrationDetails', 'userRegistrationDetails'],
      [beta('/legacy/policies'), 'legacyPolicies'],
      [beta('/deviceManagement/configurationPolicies?$expand=settings,assignments'), 'configurationPolicies'],
      [beta('/deviceManagement/managedDeviceCleanupRules'), 'managedDeviceCleanupRules'],
    ] as const)
      it(`lists ${path}`, async () => {
        assert.equal((await read(path)).value.length, held(collection));
      });

    it('gives sign-in methods with their policy, and number matching in beta only', async () => {
      const path = '/policies/authenticationMethodsPolicy';
      const policy = await read(path);
      assert.equal(policy.policyMigrationState, 'migrationComplete');
      const number = (one: Json): Json =>
        one.authenticationMethodConfigurations.find(({ id }: Json) => id === 'MicrosoftAuthenticator').featureSettings
          .numberMatchingRequiredState?.state;
      assert.equal(number(policy), undefined);
      assert.equal(number(await read(beta(path))), 'enabled');
      const sms = `${path}/authenticationMethodConfigurations/Sms`;
      await write('PATCH', sms, {
        '@odata.type': '#microsoft.graph.smsAuthenticationMethodConfiguration',
        state: 'disabled',
      });
      assert.equal((await read(sms)).state, 'disabled');
      assert.equal((await send('PATCH', sms, { state: 'enabled' })).status, 400);
    });

    it('takes changes of single policies', async () => {
      await write('PUT', '/policies/adminConsentRequestPolicy', { isEnabled: true, reviewers: [] });
      assert.equal((await read('/policies/adminConsentRequestPolicy')).isEnabled, true);
      assert.equal((await send('PATCH', '/policies/adminConsentRequestPolicy', { isEnabled: true })).status, 405);
      await write('PATCH', '/policies/defaultAppManagementPolicy', { isEnabled: true });
      assert.equal((await read('/policies/defaultAppManagementPolicy')).isEnabled, true);
      await write('PATCH', '/policies/crossTenantAccessPolicy/default', { inboundTrust: { isMfaAccepted: true } });
      assert.equal((await read('/policies/crossTenantAccessPolicy/default')).isServiceDefault, false);
      await write('PATCH', '/domains/larkmeadow.example.com', { passwordValidityPeriodInDays: 90 });
      assert.equal((await read('/domains/larkmeadow.example.com')).passwordValidityPeriodInDays, 90);
      const templateId = '5cf42378-d67d-4f36-ba46-e8b86229381d';
      const made = await write('POST', '/groupSettings', {
        templateId,
        values: [{ name: 'LockoutThreshold', value: '5' }],
      });
      assert.equal(made.displayName, 'Password Rule Settings');
      assert.equal((await send('POST', '/groupSettings', { templateId, values: [] })).status, 400);
    });

    it('gives apps and grants, and makes a service principal that is missing', async () => {
      const { value } = await read('/servicePrincipals?$select=id,appId&$top=999');
      assert.ok(value.length >= held('servicePrincipals'));
      assert.ok((await read('/applications')).value.length > 0);
      const path = "/servicePrincipals(appId='27922004-5251-4030-b22d-91ecd9a37ea4')";
      const body = { accountEnabled: false };
      assert.equal((await send('PATCH', path, body)).status, 404);
      assert.equal((await send('PATCH', path, body, { prefer: 'create-if-missing' })).status, 204);
      const principal = await read(path);
      assert.equal(principal.accountEnabled, false);
      const resourceId = (await read("/servicePrincipals(appId='00000003-0000-0000-c000-000000000000')")).id;
      const list = `/servicePrincipals/${principal.id}/appRoleAssignments`;
      const appRoleId = '7ab1d382-f21e-4acd-a863-ba3e13f7da61';
      const grant = await write('POST', list, { principalId: principal.id, resourceId, appRoleId });
      assert.equal((await read(list)).value.length, 1);
      await write('DELETE', `${list}/${grant.id}`);
      assert.deepEqual((await read(list)).value, []);
      await write('DELETE', path);
      assert.equal((await send('GET', path)).status, 404);
    });

    it('gives what belongs to a person', async () => {
      const mfa = beta(`/users/${ruth}/authentication/requirements`);
      assert.equal((await read(mfa)).perUserMfaState, 'disabled');
      await write('PATCH', mfa, { perUserMfaState: 'enforced' });
      assert.equal((await read(mfa)).perUserMfaState, 'enforced');
      assert.deepEqual((await read(`/users/${ruth}/authentication/methods`)).value, []);
      await read(`/users/${ruth}/transitiveMemberOf/microsoft.graph.group?$select=id`);
      const [drive] = Object.values(seed.collections['oneDrives']!) as Json[];
      assert.equal((await read(`/users/${drive.owner.user.id}/drive`)).id, drive.id);
    });

    it('gives who holds a role', async () => {
      const { value } = await read('/roleManagement/directory/roleAssignments?$expand=principal');
      assert.equal(value.find((one: Json) => one.principalId === ruth).principal.displayName, 'Ruth Medrano');
      const [role] = (await read('/directoryRoles')).value;
      assert.equal((await read(`/directoryRoles/${role.id}/members`)).value.length, 2);
    });

    it('takes changes in Intune', async () => {
      await write('PATCH', '/deviceManagement', { settings: { secureByDefault: true } });
      assert.equal((await read('/deviceManagement?$select=settings')).settings.secureByDefault, true);
      const cleanup = beta('/deviceManagement/managedDeviceCleanupSettings');
      await write('PATCH', cleanup, { deviceInactivityBeforeRetirementInDays: '60' });
      assert.equal((await read(cleanup)).deviceInactivityBeforeRetirementInDays, '60');
      const list = '/deviceAppManagement/iosManagedAppProtections';
      const { id } = await write('POST', list, { displayName: 'Phones', pinRequired: true });
      const target = { '@odata.type': '#microsoft.graph.allLicensedUsersAssignmentTarget' };
      await write('POST', `${list}/${id}/targetApps`, { apps: [], appGroupType: 'allMicrosoftApps' });
      await write('POST', `${list}/${id}/assign`, { assignments: [{ target }] });
      const [policy] = (await read(`${list}?$expand=assignments`)).value;
      assert.deepEqual([policy.isAssigned, policy.assignments[0].target], [true, target]);
      assert.deepEqual((await read('/deviceAppManagement/androidManagedAppProtections')).value, []);
    });

    const pim = '/roleManagement/directory/roleAssignmentScheduleInstances?$expand=principal';
    it("tells where the tenant's SharePoint is", async () => {
      const { siteCollection } = await read('/sites/root?$select=siteCollection');
      assert.deepEqual(siteCollection, { hostname: 'larkmeadow-example.sharepoint.com', root: {} });
      assert.equal((await read('/sites/root')).webUrl, 'https://larkmeadow-example.sharepoint.com');
      const other = await signedIn(simulator, seed.id, scopes.graph, { roles: { graph: ['Files.Read.All'] } });
      assert.equal((await call(simulator, graph('/sites/root'), { token: other.token })).status, 403);
    });

    it('lets be selected what Microsoft has and nobody keeps here, and nothing else', async () => {
      const [user] = (await read('/users?$select=id,aboutMe&$top=1')).value;
      assert.deepEqual([Object.keys(user), user.aboutMe], [['id', 'aboutMe'], null]);
      assert.equal((await send('GET', '/users?$select=id,colour')).status, 400);
      assert.equal((await send('GET', "/users?$filter=aboutMe eq 'x'")).status, 400);
    });

    it('gives of a link what any linked object has, and refuses what none has', async () => {
      const { id } = await write('POST', '/groups', {
        displayName: 'Front desk',
        ...{ mailEnabled: false, mailNickname: 'frontdesk', securityEnabled: true },
      });
      await write('POST', `/groups/${id}/members/$ref`, { '@odata.id': graph(`/directoryObjects/${ruth}`) });
      const path = `/groups/${id}/members?$select=id,userPrincipalName,userType,appId`;
      assert.deepEqual((await read(path)).value, [
        {
          '@odata.type': '#microsoft.graph.user',
          id: ruth,
          userPrincipalName: 'ruth.medrano@larkmeadow.example.com',
          userType: 'Member',
        },
      ]);
      for (const list of ['members', 'transitiveMembers'])
        assert.equal((await send('GET', `/groups/${id}/${list}?$select=colour`)).status, 400);
      await write('DELETE', `/groups/${id}`);
    });

    it('expands the definition of each value of an administrative template', async () => {
      const definition = { id: 'd', displayName: 'Turn off autoplay' };
      simulator.control.change(seed.id, {
        collection: 'groupPolicyConfigurations',
        id: 'template',
        values: { id: 'template', displayName: 'Kiosk', definitionValues: [{ id: 'v', enabled: true, definition }] },
      });
      const list = beta('/deviceManagement/groupPolicyConfigurations');
      const { value } = await read(`${list}?$expand=assignments,definitionValues($expand=definition)`);
      const made = value.find((one: Json) => one.id === 'template');
      assert.deepEqual(made.definitionValues, [{ id: 'v', enabled: true, definition }]);
      assert.equal((await send('GET', `${list}?$expand=definitionValues($expand=colour)`)).status, 400);
    });

    if (seed === clinic)
      it('refuses Privileged Identity Management and access reviews without a license', async () => {
        assert.equal((await send('GET', pim)).json.error.code, 'AadPremiumLicenseRequired');
        assert.equal((await send('GET', '/identityGovernance/accessReviews/definitions')).status, 403);
      });
    else {
      it('has Privileged Identity Management', async () => {
        assert.equal((await read(pim)).value.length, 2);
        const subject = { principalId: ruth, roleDefinitionId: globalAdmin, directoryScopeId: '/' };
        const requests = '/roleManagement/directory/roleAssignmentScheduleRequests';
        await write('POST', requests, { action: 'adminRemove', ...subject });
        assert.equal((await read(pim)).value.length, 1);
        const filter = "$filter=scopeId eq '/' and scopeType eq 'DirectoryRole'&$expand=policy($expand=rules)";
        const { value } = await read(`/policies/roleManagementPolicyAssignments?${encodeURI(filter)}`);
        const { policy } = value.find((one: Json) => one.roleDefinitionId === globalAdmin);
        const notices = policy.rules.filter((one: Json) => one.id.startsWith('Notification_'));
        assert.equal(notices.length, 9);
        const rule = policy.rules.find((one: Json) => one.id === 'Expiration_EndUser_Assignment');
        const path = `/policies/roleManagementPolicies/${policy.id}/rules/${rule.id}`;
        await write('PATCH', path, { ...rule, maximumDuration: 'PT4H' });
        assert.equal((await read(path)).maximumDuration, 'PT4H');
      });
      it('has access reviews and notices of risky sign-ins', async () => {
        const list = '/identityGovernance/accessReviews/definitions';
        const { id } = await write('POST', list, { displayName: 'Guests', scope: {}, settings: {} });
        assert.equal((await read(`${list}/${id}/instances`)).value.length, 1);
        await read(beta('/identityProtection/settings/notifications'));
      });
    }
  });
