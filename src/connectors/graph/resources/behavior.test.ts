import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Change } from '../../../core/change.ts';
import { sections } from '../../../core/snapshot.ts';
import { changes, roleChanges } from '../../../../test/graph/changes.ts';
import { readContext, recordingClients } from '../../../../test/graph/recording.ts';
import { ConnectorError } from '../../http/errors.ts';
import type { Resource } from '../../resource.ts';
import { graphResources } from '../index.ts';

const resources = graphResources({ breakGlass: ['glass@clinic.example.com'] });
const named = (id: string): Resource => resources.find((resource) => resource.id === id)!;
const kim = '10000000-0000-0000-0000-000000000001';
const glass = '10000000-0000-0000-0000-000000000002';
const globalAdmin = '62e90394-69f5-4237-9190-012177145e10';
const premium = { servicePlans: [{ servicePlanName: 'AAD_PREMIUM_P2', provisioningStatus: 'Success' }] };
const basic = { servicePlans: [{ servicePlanName: 'EXCHANGE_S_STANDARD', provisioningStatus: 'Success' }] };
const refusal = (code: ConstructorParameters<typeof ConnectorError>[0]) =>
  new ConnectorError(code, { service: 'graph', call: 'GET x' });

/** What a change sends, after what it had to read: method, path and body. */
async function sent(change: Change, answers: Readonly<Record<string, unknown>> = {}) {
  const { clients, requests } = recordingClients(answers);
  await resources.find(({ sections }) => sections.includes(change.section))!.write!(clients, change, readContext());
  return requests
    .filter(({ method }) => method !== 'GET')
    .map(({ method, url, body }) => ({ call: `${method} ${url.replace('https://graph.microsoft.com', '')}`, body }));
}

async function read(id: string, before: Readonly<Record<string, unknown>> = {}, answers = {}) {
  const { clients, requests } = recordingClients(answers);
  return { found: await named(id).read(clients, readContext(before)), requests };
}

const rolesRead = async () => {
  const { found } = await read('graph.privileged-roles', premium);
  return sections.privilegedRoles.decode(found.privilegedRoles);
};

describe('writing to Graph', () => {
  const changeOf = (section: string, field: string) =>
    changes.find((change) => change.section === section && Object.keys(change.values ?? {}).includes(field))!;

  it('sends a touched top-level property whole and nothing else', async () => {
    const [patch] = await sent(changeOf('conditionalAccessPolicies', 'conditions.users.excludeUsers'));
    const body = patch!.body as Record<string, Record<string, unknown>>;
    assert.equal(patch!.call, 'PATCH /v1.0/identity/conditionalAccess/policies/60000000-0000-0000-0000-000000000001');
    assert.deepEqual(Object.keys(body).sort(), ['conditions', 'grantControls', 'state']);
    assert.deepEqual(body['conditions']!['clientAppTypes'], ['all']);
    assert.deepEqual((body['conditions']!['users'] as Record<string, unknown>)['excludeUsers'], [kim]);
    assert.deepEqual(body['grantControls'], {
      operator: 'OR',
      builtInControls: ['mfa'],
      customAuthenticationFactors: [],
      termsOfUse: [],
      authenticationStrength: { id: '00000000-0000-0000-0000-000000000002' },
    });
  });

  it('finds an object by its name, and writes to none when two have it', async () => {
    const [patch] = await sent(
      changes.find(
        (c) => c.section === 'conditionalAccessPolicies' && c.match?.['displayName'] === 'MFA for everybody',
      )!,
    );
    assert.equal(patch!.call, 'PATCH /v1.0/identity/conditionalAccess/policies/60000000-0000-0000-0000-000000000001');
    const twice = {
      '/policies/activityBasedTimeoutPolicies': [
        { id: 'a', displayName: 'Idle' },
        { id: 'b', displayName: 'Idle' },
      ],
    };
    const removal = changes.find((c) => c.section === 'activityBasedTimeoutPolicies' && c.operation === 'remove')!;
    await assert.rejects(sent(removal, twice), { code: 'conflict' });
    await assert.rejects(sent(removal, { '/policies/activityBasedTimeoutPolicies': [] }), { code: 'not-found' });
  });

  it('types an authentication method and goes to beta for number matching alone', async () => {
    assert.deepEqual(await sent(changeOf('authenticationMethodConfigurations', 'state')), [
      {
        call: 'PATCH /v1.0/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/Sms',
        body: { '@odata.type': '#microsoft.graph.smsAuthenticationMethodConfiguration', state: 'disabled' },
      },
    ]);
    const number = await sent(
      changeOf('authenticationMethodConfigurations', 'featureSettings.numberMatchingRequiredState.state'),
    );
    assert.match(number[0]!.call, /^PATCH \/beta\//);
  });

  it('puts the whole admin consent policy with the reviewers as before', async () => {
    assert.deepEqual(await sent(changeOf('adminConsentRequestPolicy', 'isEnabled')), [
      {
        call: 'PUT /v1.0/policies/adminConsentRequestPolicy',
        body: {
          isEnabled: true,
          notifyReviewers: true,
          remindersEnabled: true,
          requestDurationInDays: 30,
          reviewers: [{ query: `/users/${kim}`, queryType: 'MicrosoftGraph', queryRoot: null }],
        },
      },
    ]);
  });

  it('writes user consent to the place that v1.0 has', async () => {
    const [patch] = await sent(changeOf('authorizationPolicy', 'permissionGrantPolicyIdsAssignedToDefaultUserRole'));
    assert.deepEqual(patch!.body, {
      defaultUserRolePermissions: {
        allowedToCreateApps: true,
        allowedToCreateSecurityGroups: true,
        permissionGrantPoliciesAssigned: [],
      },
    });
  });

  it('makes a missing service principal', async () => {
    const { clients, requests } = recordingClients();
    const change = changes.find((c) => c.section === 'servicePrincipals' && c.operation === 'create')!;
    await named('graph.service-principals').write!(clients, change, readContext());
    assert.deepEqual(requests, [
      {
        method: 'PATCH',
        url: "https://graph.microsoft.com/v1.0/servicePrincipals(appId='c1f33bc0-bdb4-4248-ba9b-096807ddb43e')",
        body: { accountEnabled: false },
        headers: { Prefer: 'create-if-missing' },
      },
    ]);
  });

  it('takes away the permissions that are not wanted and grants those that an undo brings back', async () => {
    const fax = '30000000-0000-0000-0000-000000000003';
    assert.deepEqual(await sent(changes.find((c) => c.section === 'thirdPartyApplications')!), [
      { call: `DELETE /v1.0/servicePrincipals/${fax}/appRoleAssignments/grant-1`, body: undefined },
    ]);
    assert.deepEqual(await sent(changes.find((c) => c.section === 'privilegedApplications')!), [
      {
        call: `POST /v1.0/servicePrincipals/${fax}/appRoleAssignments`,
        body: { principalId: fax, resourceId: '30000000-0000-0000-0000-000000000001', appRoleId: kim },
      },
    ]);
  });

  it('gives a new app protection policy its apps and people', async () => {
    const calls = await sent(changes.find((c) => c.section === 'managedAppPolicies' && c.operation === 'create')!);
    const list = '/v1.0/deviceAppManagement/androidManagedAppProtections';
    const made = `${list}/90000000-0000-0000-0000-000000000009`;
    assert.deepEqual(
      calls.map(({ call }) => call),
      [`POST ${list}`, `POST ${made}/targetApps`, `POST ${made}/assign`],
    );
  });

  it('patches only the rules of a role that change', async () => {
    const [tighter] = roleChanges(await rolesRead());
    const calls = await sent(tighter!);
    assert.deepEqual(
      calls.map(({ call }) => call),
      [
        'PATCH /v1.0/policies/roleManagementPolicies/DirectoryRole_1/rules/Expiration_EndUser_Assignment',
        'PATCH /v1.0/policies/roleManagementPolicies/DirectoryRole_1/rules/Approval_EndUser_Assignment',
        'PATCH /v1.0/policies/roleManagementPolicies/Group_1/rules/Expiration_EndUser_Assignment',
      ],
    );
    const rule = calls[0]!.body as Record<string, unknown>;
    assert.equal(rule['maximumDuration'], 'PT4H');
    assert.equal('ruleSource' in rule, false);
  });

  it('makes a person eligible before the active assignment ends, and takes its own eligibility away on undo', async () => {
    const [, eligible, back] = roleChanges(await rolesRead());
    const subject = { principalId: kim, roleDefinitionId: globalAdmin, directoryScopeId: '/' };
    assert.deepEqual(await sent(eligible!), [
      {
        call: 'POST /v1.0/roleManagement/directory/roleEligibilityScheduleRequests',
        body: {
          action: 'adminAssign',
          ...subject,
          justification: 'Wardline: eligible in place of always active',
          scheduleInfo: {
            startDateTime: '2026-11-20T08:00:00Z',
            expiration: { type: 'afterDuration', duration: 'P365D' },
          },
        },
      },
      {
        call: 'POST /v1.0/roleManagement/directory/roleAssignmentScheduleRequests',
        body: { action: 'adminRemove', ...subject, justification: 'Wardline: eligible in place of always active' },
      },
    ]);
    const undone = (await sent(back!)).map(({ body }) => (body as Record<string, unknown>)['action']);
    assert.deepEqual(undone, ['adminAssign', 'adminRemove']);
    const theirs = {
      '/roleManagement/directory/roleEligibilityScheduleRequests': [{ action: 'adminAssign', justification: 'HR' }],
    };
    assert.equal((await sent(back!, theirs)).length, 1);
  });
});

describe('reading from Graph', () => {
  it('knows the holders of a role through groups and eligibility', async () => {
    const { found } = await read('graph.privileged-users', premium);
    const users = sections.privilegedUsers.decode(found.privilegedUsers);
    assert.deepEqual(
      users.map(({ id, roles }) => [id, roles]),
      [
        [kim, ['Global Administrator']],
        [glass, ['Global Administrator']],
      ],
    );
    const apps = sections.privilegedServicePrincipals.decode(found.privilegedServicePrincipals);
    assert.equal(apps.length, 1);
  });

  it('gives roles without rules where Privileged Identity Management is not licensed', async () => {
    const refused = { '/roleManagement/directory/roleAssignmentScheduleInstances': refusal('not-licensed') };
    for (const [before, answers] of [
      [basic, {}],
      [{}, refused],
    ] as const) {
      const { found, requests } = await read('graph.privileged-roles', before, answers);
      const [role, ...others] = sections.privilegedRoles.decode(found.privilegedRoles);
      assert.equal(others.length, 7);
      assert.equal(role!.rules, undefined);
      assert.deepEqual(
        role!.assignments?.map(({ principalId, endDateTime }) => [principalId, endDateTime]),
        [[kim, null]],
      );
      assert.ok(!requests.some(({ url }) => url.includes('roleManagementPolicyAssignments')));
    }
  });

  it('asks for sign-in times only where they are licensed', async () => {
    const asked = async (before: Readonly<Record<string, unknown>>) =>
      (await read('graph.users', before)).requests.map(({ url }) => url.includes('signInActivity'));
    assert.deepEqual(await asked(premium), [true]);
    assert.deepEqual(await asked(basic), [false]);
  });

  it('leaves out who is gone and gives no half lists', async () => {
    const before = {
      users: [
        { id: kim, userType: 'Member' },
        { id: glass, userType: 'Guest' },
      ],
    };
    const none = await read('graph.one-drives', before, { '/users/{id}/drive': refusal('not-found') });
    assert.deepEqual(none.found, { oneDrives: [] });
    assert.equal(none.requests.length, 1);
    await assert.rejects(read('graph.one-drives', before, { '/users/{id}/drive': refusal('forbidden') }), {
      code: 'forbidden',
    });
    await assert.rejects(read('graph.one-drives'), /accounts were not read/);
  });

  it('reads a list of several pages whole', async () => {
    const page = { value: [{ id: 'a' }], '@odata.nextLink': 'https://graph.microsoft.com/v1.0/next' };
    const units = '/directory/administrativeUnits/{id}/members';
    const { clients } = recordingClients({ [units]: [{ id: 'a' }, { id: 'b' }] });
    clients.graph.batch = async () => [page];
    const found = await named('graph.administrative-units').read(clients, readContext());
    assert.deepEqual(sections.administrativeUnits.decode(found.administrativeUnits)[0]?.memberIds, ['a', 'b']);
  });

  it('keeps what v1.0 says of sign-in methods when beta has no answer', async () => {
    const whole = await read('graph.authentication-methods-policy');
    const part = await read(
      'graph.authentication-methods-policy',
      {},
      {
        'beta /policies/authenticationMethodsPolicy': refusal('not-found'),
      },
    );
    const number = (found: typeof whole.found) =>
      sections.authenticationMethodConfigurations.decode(found.authenticationMethodConfigurations)[0]?.featureSettings
        ?.numberMatchingRequiredState?.state;
    assert.equal(number(whole.found), 'default');
    assert.equal(number(part.found), undefined);
  });

  it('counts no plan of a subscription that has ended', async () => {
    const { found } = await read('graph.subscribed-skus');
    assert.deepEqual(
      sections.servicePlans.decode(found.servicePlans).map(({ servicePlanName }) => servicePlanName),
      ['AAD_PREMIUM_P2'],
    );
  });

  it('tells what was granted to own and to other apps, but not to Microsoft’s', async () => {
    const { found } = await read('graph.app-permissions');
    const [own, ...moreOwn] = sections.privilegedApplications.decode(found.privilegedApplications);
    const [fax, ...moreApps] = sections.thirdPartyApplications.decode(found.thirdPartyApplications);
    assert.deepEqual([moreOwn, moreApps], [[], []]);
    assert.equal(own!.isMultiTenantEnabled, false);
    const of = (app: typeof fax) =>
      app!.permissions!.map((one) => [one.roleType, one.roleDisplayName, one.isAdminConsented, one.isRisky]);
    assert.deepEqual(of(own), [['Application', 'Mail.Read', true, true]]);
    assert.deepEqual(of(fax), [
      ['Application', 'Mail.Read', true, true],
      ['Delegated', 'Files.Read.All', true, true],
      ['Delegated', 'openid', true, false],
    ]);
    assert.deepEqual(fax!.passwordCredentials, [
      { keyId: 'k', displayName: 'old', endDateTime: '2026-01-01T00:00:00.000Z' },
    ]);
  });
});
