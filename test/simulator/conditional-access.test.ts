import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { type Simulator, startSimulator } from '../../src/simulator/start.ts';
import { texasClinic } from '../../src/simulator/tenants/texas-clinic.ts';
import { type Answer, type Json, beta, call, graph, scopes, signedIn } from './client.ts';
import { checkTrace } from './conformance.ts';

const tenant = '7c1a5e00-0000-4000-8000-000000000001';
const path = '/identity/conditionalAccess/policies';
const doctor = 'helen.aguirre@larkmeadow.example.com';
const office = '00000002-0000-0ff1-ce00-000000000000';

const policy = (changes: Record<string, unknown> = {}): Record<string, unknown> => ({
  displayName: 'Require MFA for everyone',
  state: 'enabledForReportingButNotEnforced',
  conditions: {
    users: { includeUsers: ['All'] },
    applications: { includeApplications: ['All'] },
    clientAppTypes: ['all'],
  },
  grantControls: { operator: 'OR', builtInControls: ['mfa'] },
  ...changes,
});

describe('Conditional Access', () => {
  let simulator: Simulator;
  let token: string;
  before(async () => {
    simulator = await startSimulator({ tenants: [texasClinic()], throttle: { on: false } });
  });
  after(() => simulator.stop());
  beforeEach(async () => {
    simulator.control.tenants.reset(tenant);
    ({ token } = await signedIn(simulator, tenant, scopes.graph, {
      roles: {
        graph: [
          'Policy.Read.All',
          'Policy.ReadWrite.ConditionalAccess',
          'Policy.ReadWrite.SecurityDefaults',
          'Application.Read.All',
          'AuditLog.Read.All',
        ],
      },
    }));
  });

  const send = (method: string, where: string, body?: unknown): Promise<Answer> =>
    call(simulator, graph(where), { method, token, ...(body !== undefined && { body }) });
  const defaultsOff = (): Promise<Answer> =>
    send('PATCH', '/policies/identitySecurityDefaultsEnforcementPolicy', { isEnabled: false });

  it('takes a policy in report-only mode while security defaults are on', async () => {
    const { status, json } = await send('POST', path, policy());
    assert.equal(status, 201);
    assert.equal(json.state, 'enabledForReportingButNotEnforced');
    assert.ok(json.createdDateTime);
    assert.deepEqual(
      (await send('GET', path)).json.value.map((entry: Json) => entry.id),
      [json.id],
    );
  });

  it('takes no enabled policy before security defaults are off, neither new nor changed', async () => {
    const refused = await send('POST', path, policy({ state: 'enabled' }));
    assert.equal(refused.status, 400);
    assert.match(refused.json.error.message, /Security Defaults is enabled/);
    const { json } = await send('POST', path, policy());
    assert.equal((await send('PATCH', `${path}/${json.id}`, { state: 'enabled' })).status, 400);
    assert.equal((await defaultsOff()).status, 204);
    assert.equal((await send('PATCH', `${path}/${json.id}`, { state: 'enabled' })).status, 204);
    assert.equal((await send('GET', `${path}/${json.id}`)).json.state, 'enabled');
  });

  it('does not let security defaults come back beside an enabled policy', async () => {
    await defaultsOff();
    await send('POST', path, policy({ state: 'enabled' }));
    const { status } = await send('PATCH', '/policies/identitySecurityDefaultsEnforcementPolicy', { isEnabled: true });
    assert.equal(status, 400);
  });

  const conditions = (changes: Record<string, unknown>): Record<string, unknown> =>
    policy({ conditions: { ...(policy()['conditions'] as object), ...changes } });
  const grant = (changes: Record<string, unknown>): Record<string, unknown> =>
    policy({ grantControls: { operator: 'OR', builtInControls: ['mfa'], ...changes } });
  const refusals: Record<string, [unknown, RegExp]> = {
    'nobody to apply to': [conditions({ users: {} }), /Users and groups/],
    'nothing to apply to': [conditions({ applications: {} }), /Cloud apps/],
    'no client type': [conditions({ clientAppTypes: [] }), /clientAppTypes/],
    'no control': [policy({ grantControls: null }), /at least one grant or session control/],
    'no operator': [policy({ grantControls: { builtInControls: ['mfa'] } }), /operator/],
    'block with something else': [grant({ builtInControls: ['block', 'mfa'] }), /'block' cannot be combined/],
    'MFA with a strength': [
      grant({ authenticationStrength: { id: '00000000-0000-0000-0000-000000000004' } }),
      /authentication strength/,
    ],
    'a password change alone': [grant({ builtInControls: ['passwordChange'] }), /'passwordChange' needs/],
    'a browser that stays signed in for one app': [
      {
        ...conditions({ applications: { includeApplications: [office] } }),
        sessionControls: { persistentBrowser: { isEnabled: true, mode: 'never' } },
      },
      /all cloud apps/,
    ],
    'a user that does not exist': [
      conditions({ users: { includeUsers: ['11111111-0000-4000-8000-000000000000'] } }),
      /does not exist in the directory/,
    ],
    'a location that does not exist': [conditions({ locations: { includeLocations: ['nowhere'] } }), /named location/],
    'an unknown control': [grant({ builtInControls: ['prayer'] }), /builtInControls\[0\]/],
    'no name': [policy({ displayName: null }), /'displayName'/],
  };
  for (const [what, [body, message]] of Object.entries(refusals))
    it(`refuses ${what}`, async () => {
      const { status, json } = await send('POST', path, body);
      assert.equal(status, 400);
      assert.match(json.error.message, message);
    });

  it('keeps a deleted policy where it can be restored from', async () => {
    const { json } = await send('POST', path, policy());
    assert.equal((await send('DELETE', `${path}/${json.id}`)).status, 204);
    assert.deepEqual((await send('GET', path)).json.value, []);
    assert.ok(simulator.control.state(tenant)['deletedConditionalAccessPolicies']?.[json.id]);
  });

  describe('and signing in', () => {
    const signIn = (
      more: Partial<Parameters<typeof simulator.control.signIn>[1]> = {},
    ): ReturnType<typeof simulator.control.signIn> =>
      simulator.control.signIn(tenant, { user: doctor, appId: office, satisfies: [], ...more });

    it('report-only never changes the outcome, and says what would have been', async () => {
      await defaultsOff();
      assert.equal(signIn().allowed, true);
      await send('POST', path, policy({ grantControls: { operator: 'OR', builtInControls: ['block'] } }));
      const outcome = signIn();
      assert.equal(outcome.allowed, true);
      assert.deepEqual(
        outcome.policies.map(({ result }) => result),
        ['reportOnlyFailure'],
      );
      const [entry] = (await send('GET', '/auditLogs/signIns?$top=1')).json.value;
      assert.equal(entry.status.errorCode, 0);
      assert.equal(entry.conditionalAccessStatus, 'notApplied');
      assert.equal(entry.appliedConditionalAccessPolicies[0].result, 'reportOnlyFailure');
    });

    it('an enabled policy decides', async () => {
      await defaultsOff();
      await send('POST', path, policy({ state: 'enabled' }));
      assert.equal(signIn().errorCode, 50076);
      assert.equal(signIn({ satisfies: ['mfa'] }).allowed, true);
      await send(
        'POST',
        path,
        policy({
          state: 'enabled',
          displayName: 'block',
          grantControls: { operator: 'OR', builtInControls: ['block'] },
        }),
      );
      assert.equal(signIn({ satisfies: ['mfa'] }).errorCode, 53003);
    });

    it('exclusions, client types, platforms, places and risk narrow a policy', async () => {
      await defaultsOff();
      const users = simulator.control.state(tenant)['users']!;
      const { id } = Object.values(users).find((user) => user['userPrincipalName'] === doctor)!;
      simulator.control.change(tenant, {
        collection: 'namedLocations',
        id: 'clinic',
        values: {
          '@odata.type': '#microsoft.graph.ipNamedLocation',
          id: 'clinic',
          isTrusted: true,
          ipRanges: [{ cidrAddress: '192.0.2.0/24' }],
        },
      });
      const cases: [changes: Record<string, unknown>, more: object, applies: boolean][] = [
        [{ users: { includeUsers: ['All'], excludeUsers: [id] } }, {}, false],
        [{ users: { includeUsers: ['All'], excludeRoles: ['62e90394-69f5-4237-9190-012177145e10'] } }, {}, true],
        [{ clientAppTypes: ['exchangeActiveSync', 'other'] }, {}, false],
        [{ clientAppTypes: ['exchangeActiveSync', 'other'] }, { clientAppType: 'other' }, true],
        [{ platforms: { includePlatforms: ['all'], excludePlatforms: ['iOS'] } }, { platform: 'iOS' }, false],
        [{ platforms: { includePlatforms: ['all'], excludePlatforms: ['iOS'] } }, { platform: 'windows' }, true],
        [
          { locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted'] } },
          { ipAddress: '192.0.2.7' },
          false,
        ],
        [
          { locations: { includeLocations: ['All'], excludeLocations: ['clinic'] } },
          { ipAddress: '198.51.100.7' },
          true,
        ],
        [{ signInRiskLevels: ['high'] }, {}, false],
        [{ signInRiskLevels: ['high'] }, { signInRiskLevel: 'high' }, true],
        [{ applications: { includeApplications: ['All'], excludeApplications: [office] } }, {}, false],
      ];
      for (const [changes, more, applies] of cases) {
        const { json } = await send('POST', path, { ...conditions(changes), state: 'enabled' });
        assert.equal(signIn(more).allowed, !applies, JSON.stringify([changes, more, json]));
        await send('DELETE', `${path}/${json.id}`);
      }
    });

    it('asks for one of the controls, or for all', async () => {
      await defaultsOff();
      const controls = { builtInControls: ['mfa', 'compliantDevice'] };
      const { json } = await send('POST', path, { ...grant({ operator: 'OR', ...controls }), state: 'enabled' });
      assert.equal(signIn({ satisfies: ['mfa'] }).allowed, true);
      await send('PATCH', `${path}/${json.id}`, { grantControls: { operator: 'AND', ...controls } });
      assert.equal(signIn({ satisfies: ['mfa'] }).errorCode, 53000);
      assert.equal(signIn({ satisfies: ['mfa', 'compliantDevice'] }).allowed, true);
    });

    it('security defaults ask for MFA and stop old protocols', () => {
      assert.equal(signIn().errorCode, 50074);
      assert.equal(signIn({ satisfies: ['mfa'] }).allowed, true);
      assert.equal(signIn({ satisfies: ['mfa'], clientAppType: 'other' }).errorCode, 53003);
    });

    it('what-if says which policies would apply', async () => {
      await defaultsOff();
      const { json: made } = await send('POST', path, policy());
      const users = simulator.control.state(tenant)['users']!;
      const { status, json } = await send('POST', '/identity/conditionalAccess/evaluate', {
        signInIdentity: { '@odata.type': '#microsoft.graph.userSignIn', userId: Object.keys(users)[0] },
        signInContext: { '@odata.type': '#microsoft.graph.applicationContext', includeApplications: [office] },
        signInConditions: { clientAppType: 'browser' },
        appliedPoliciesOnly: true,
      });
      assert.equal(status, 200);
      assert.deepEqual(
        json.value.map((entry: Json) => [entry.id, entry.policyApplies]),
        [[made.id, true]],
      );
    });
  });

  it('report-only tells a prompt that could be answered from a stop', async () => {
    await defaultsOff();
    await send('POST', path, policy());
    const results = (satisfies: string[]) =>
      simulator.control.signIn(tenant, { user: doctor, appId: office, satisfies }).policies.map(({ result }) => result);
    assert.deepEqual(results([]), ['reportOnlyInterrupted']);
    assert.deepEqual(results(['mfa']), ['reportOnlySuccess']);
  });

  it('lists sign-ins of people, and of applications to who asks the beta version for them', async () => {
    await defaultsOff();
    simulator.control.signIn(tenant, { user: doctor, appId: office });
    // Newest first, before the history of the seed.
    const people = (await send('GET', '/auditLogs/signIns')).json.value;
    assert.equal(people[0].userPrincipalName, doctor);
    assert.ok(people.every((entry: Json) => entry.userPrincipalName));
    const filter = encodeURIComponent("signInEventTypes/any(t:t eq 'servicePrincipal')");
    const { json } = await call(simulator, beta(`/auditLogs/signIns?$filter=${filter}`), { token });
    assert.deepEqual(
      json.value.map((entry: Json) => entry.appDisplayName),
      ['Wardline test'],
    );
    const { unifiedAudit } = simulator.control.logs(tenant);
    assert.equal(unifiedAudit.at(-1)?.['Operation'], 'UserLoggedIn');
  });

  it("was accepted only where Microsoft's metadata accepts it", (context) =>
    checkTrace(simulator, (why) => context.skip(why)));
});
