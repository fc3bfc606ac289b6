import assert from 'node:assert/strict';
import { createPublicKey, verify } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { type Simulator, startSimulator } from '../../src/simulator/start.ts';
import { texasClinic } from '../../src/simulator/tenants/texas-clinic.ts';
import {
  type AssertionParts,
  type Json,
  call,
  claimsOf,
  credentials,
  graph,
  makeKey,
  scopes,
  signedIn,
  testKey,
  tokenCall,
} from './client.ts';

const tenant = '7c1a5e00-0000-4000-8000-000000000001';
const login = `https://login.microsoftonline.com/${tenant}`;
const admin = 'ruth.medrano@larkmeadow.example.com';

describe('signing in', () => {
  let simulator: Simulator;
  let appId: string;
  before(async () => {
    simulator = await startSimulator({ tenants: [texasClinic()], throttle: { on: false } });
    ({ appId } = simulator.control.registerApp(tenant, {
      displayName: 'Wardline read settings',
      certificates: [testKey.pem],
      roles: { graph: ['Policy.Read.All', 'User.Read.All'], exchange: ['Exchange.ManageAsApp'] },
      directoryRoles: ['Global Reader'],
    }));
  });
  after(() => simulator.stop());

  const attempt = (parts: AssertionParts, key = testKey): Promise<{ status: number; json: Json }> =>
    tokenCall(simulator, tenant, credentials(simulator, tenant, appId, key, scopes.graph, parts));

  describe('with a certificate', () => {
    it('gives a token with the granted roles to a PS256 assertion', async () => {
      const answer = await attempt({});
      assert.equal(answer.status, 200);
      assert.equal(answer.json.token_type, 'Bearer');
      assert.equal(answer.json.expires_in, 3599);
      const claims = claimsOf(answer.json.access_token);
      assert.equal(claims.aud, 'https://graph.microsoft.com');
      assert.equal(claims.tid, tenant);
      assert.equal(claims.appid, appId);
      assert.deepEqual(claims.roles.toSorted(), ['Policy.Read.All', 'User.Read.All']);
      assert.deepEqual(claims.wids, ['f2ef992c-3afb-46b9-b7cf-a126ee74c451']);
    });

    it('takes the older RS256 with x5t', async () => {
      assert.equal((await attempt({ alg: 'RS256' })).status, 200);
    });

    it('takes a domain in place of the tenant id', async () => {
      const name = 'larkmeadow.example.com';
      const form = credentials(simulator, name, appId, testKey, scopes.graph);
      assert.equal((await tokenCall(simulator, name, form)).status, 200);
    });

    it('gives each resource its own audience and roles', async () => {
      const answer = await tokenCall(
        simulator,
        tenant,
        credentials(simulator, tenant, appId, testKey, scopes.exchange),
      );
      const claims = claimsOf(answer.json.access_token);
      assert.equal(claims.aud, 'https://outlook.office365.com');
      assert.deepEqual(claims.roles, ['Exchange.ManageAsApp']);
    });

    const now = (): number => Math.floor(Date.parse(simulator.control.clock.now()) / 1000);
    const other = makeKey();
    const refused: Record<string, [number, () => AssertionParts, typeof other?]> = {
      'a certificate that is not registered': [700027, () => ({}), other],
      'a signature by another key': [700027, () => ({ signWith: other.privateKey })],
      'another algorithm in the header': [50027, () => ({ header: { alg: 'none' } })],
      'a PS256 header over an RS256 signature': [700027, () => ({ alg: 'RS256', header: { alg: 'PS256' } })],
      'the audience of another tenant': [
        700023,
        () => ({ claims: { aud: 'https://login.microsoftonline.com/contoso.onmicrosoft.com/oauth2/v2.0/token' } }),
      ],
      'another issuer': [700021, () => ({ claims: { iss: 'somebody' } })],
      'a subject that is not the issuer': [700021, () => ({ claims: { sub: 'somebody' } })],
      'an assertion that has expired': [700024, () => ({ claims: { nbf: now() - 1000, exp: now() - 400 } })],
      'an assertion that is not valid yet': [700024, () => ({ claims: { nbf: now() + 400, exp: now() + 700 } })],
      'an assertion that lives too long': [700024, () => ({ claims: { nbf: now(), exp: now() + 601 } })],
      'an assertion without an end': [50027, () => ({ claims: { exp: undefined } })],
      'an assertion without an id': [50027, () => ({ claims: { jti: undefined } })],
    };
    for (const [what, [number, parts, key]] of Object.entries(refused))
      it(`refuses ${what} (AADSTS${number})`, async () => {
        const { status, json } = await attempt(parts(), key);
        assert.ok(status === 400 || status === 401);
        assert.deepEqual(json.error_codes, [number]);
        assert.match(json.error_description, new RegExp(`^AADSTS${number}: `));
        assert.ok(json.trace_id && json.correlation_id && json.timestamp);
      });

    it('refuses an assertion that is used twice', async () => {
      const form = credentials(simulator, tenant, appId, testKey, scopes.graph);
      assert.equal((await tokenCall(simulator, tenant, form)).status, 200);
      const second = await tokenCall(simulator, tenant, form);
      assert.deepEqual(second.json.error_codes, [50027]);
    });

    it('refuses a certificate whose time is over', async () => {
      const old = makeKey(30, '2020-01-01T00:00:00Z');
      const { appId: second } = simulator.control.registerApp(tenant, { displayName: 'old', certificates: [old.pem] });
      const answer = await tokenCall(simulator, tenant, credentials(simulator, tenant, second, old, scopes.graph));
      assert.deepEqual(answer.json.error_codes, [700027]);
    });

    it('takes an assertion by the real clock and by its own after that was moved', async () => {
      const real = Math.floor(Date.now() / 1000);
      simulator.control.clock.advance('8d');
      assert.equal((await attempt({})).status, 200);
      assert.equal((await attempt({ claims: { nbf: real, iat: real, exp: real + 300 } })).status, 200);
      assert.equal((await attempt({ claims: { nbf: real - 4000, exp: real - 3600 } })).status, 401);
    });

    it('refuses every assertion when its own clock is off', async () => {
      simulator.control.skew({ login: '20m' });
      const { json } = await attempt({});
      assert.deepEqual(json.error_codes, [700024]);
      simulator.control.skew({ login: '0s' });
    });
  });

  describe('what the form says', () => {
    const form = (): Record<string, string> => credentials(simulator, tenant, appId, testKey, scopes.graph);
    const cases: Record<string, [number, () => Record<string, string>]> = {
      'an unknown app': [700016, () => ({ ...form(), client_id: '00000000-0000-4000-8000-00000000dead' })],
      'a service that the tenant does not have': [
        500011,
        () => ({ ...form(), scope: 'https://graph.example.com/.default' }),
      ],
      "another tenant's SharePoint": [
        500011,
        () => ({ ...form(), scope: 'https://contoso-admin.sharepoint.com/.default' }),
      ],
      'the Graph of another cloud': [500011, () => ({ ...form(), scope: 'https://graph.microsoft.us/.default' })],
      'a single permission': [1002012, () => ({ ...form(), scope: 'https://graph.microsoft.com/User.Read.All' })],
      'another grant': [70003, () => ({ ...form(), grant_type: 'password' })],
      'no scope': [900144, () => ({ ...form(), scope: '' })],
      'a wrong secret': [
        7000215,
        () => ({ grant_type: 'client_credentials', client_id: appId, client_secret: 'x', scope: scopes.graph }),
      ],
      'no proof at all': [7000218, () => ({ grant_type: 'client_credentials', client_id: appId, scope: scopes.graph })],
    };
    for (const [what, [number, given]] of Object.entries(cases))
      it(`refuses ${what} (AADSTS${number})`, async () => {
        const { json } = await tokenCall(simulator, tenant, given());
        assert.deepEqual(json.error_codes, [number]);
      });

    it('does not know another tenant', async () => {
      const { status, json } = await tokenCall(simulator, 'nobody.onmicrosoft.com', form());
      assert.equal(status, 400);
      assert.deepEqual(json.error_codes, [90002]);
    });

    it('gives nothing to an app that is disabled', async () => {
      const app = simulator.control.registerApp(tenant, { displayName: 'off', certificates: [testKey.pem] });
      simulator.control.change(tenant, {
        collection: 'servicePrincipals',
        id: app.servicePrincipalId,
        values: { accountEnabled: false },
      });
      const { json } = await tokenCall(
        simulator,
        tenant,
        credentials(simulator, tenant, app.appId, testKey, scopes.graph),
      );
      assert.deepEqual(json.error_codes, [7000112]);
    });

    it('gives a token without roles to an app that nobody consented to', async () => {
      const { token } = await signedIn(simulator, tenant, scopes.graph, {
        roles: { graph: ['User.Read.All'] },
        consented: false,
      });
      assert.equal(claimsOf(token).roles, undefined);
      assert.equal((await call(simulator, graph('/users'), { token })).status, 403);
    });
  });

  it('publishes the keys that its tokens are signed with', async () => {
    const configuration = await call(simulator, `${login}/v2.0/.well-known/openid-configuration`);
    assert.equal(configuration.json.token_endpoint, `${login}/oauth2/v2.0/token`);
    const { json } = await call(simulator, configuration.json.jwks_uri);
    const token: string = (await attempt({})).json.access_token;
    const [head = '', claims = '', signature = ''] = token.split('.');
    const { kid } = JSON.parse(Buffer.from(head, 'base64url').toString('utf8'));
    const key = createPublicKey({ key: json.keys.find((entry: Json) => entry.kid === kid), format: 'jwk' });
    assert.ok(verify('sha256', Buffer.from(`${head}.${claims}`), key, Buffer.from(signature, 'base64url')));
  });

  describe('admin consent', () => {
    const redirect = 'https://localhost/done';
    const ask = (
      client: string,
      query = '',
    ): Promise<{ status: number; headers: Record<string, string | undefined> }> =>
      call(
        simulator,
        `${login}/adminconsent?client_id=${client}&redirect_uri=${encodeURIComponent(redirect)}&state=s1${query}`,
      );
    const register = (): string =>
      simulator.control.registerApp(tenant, {
        displayName: 'asks',
        certificates: [testKey.pem],
        roles: { graph: ['Policy.Read.All', 'SharePointTenantSettings.Read.All'] },
        redirectUris: [redirect],
        consented: false,
      }).appId;

    it('grants what the registration asks for', async () => {
      const client = register();
      const { status, headers } = await ask(client);
      assert.equal(status, 302);
      assert.equal(headers['location'], `${redirect}?admin_consent=True&tenant=${tenant}&state=s1`);
      const answer = await tokenCall(simulator, tenant, credentials(simulator, tenant, client, testKey, scopes.graph));
      assert.deepEqual(claimsOf(answer.json.access_token).roles.toSorted(), [
        'Policy.Read.All',
        'SharePointTenantSettings.Read.All',
      ]);
    });

    it('sends the admin nowhere else', async () => {
      const elsewhere = encodeURIComponent('https://elsewhere.example.org/');
      const { status } = await call(
        simulator,
        `${login}/adminconsent?client_id=${register()}&redirect_uri=${elsewhere}`,
      );
      assert.equal(status, 400);
    });

    it('grants nothing when the admin declines', async () => {
      const client = register();
      simulator.control.consent('decline');
      const { headers } = await ask(client);
      simulator.control.consent('grant');
      assert.match(headers['location'] ?? '', /error=access_denied/);
      const answer = await tokenCall(simulator, tenant, credentials(simulator, tenant, client, testKey, scopes.graph));
      assert.equal(claimsOf(answer.json.access_token).roles, undefined);
    });
  });

  describe('with a device code', () => {
    const start = async (client: string): Promise<Json> => {
      const { json } = await call(simulator, `${login}/oauth2/v2.0/devicecode`, {
        method: 'POST',
        body: new URLSearchParams({
          client_id: client,
          scope: 'https://graph.microsoft.com/User.Read.All offline_access',
        }),
      });
      return json;
    };
    const poll = (client: string, code: string): Promise<{ status: number; json: Json }> =>
      tokenCall(simulator, tenant, {
        grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
        client_id: client,
        device_code: code,
      });
    const register = (): string =>
      simulator.control.registerApp(tenant, { displayName: 'device', scopes: { graph: ['User.Read.All'] } }).appId;

    it('waits for the person, then gives a token of that person', async () => {
      const client = register();
      const code = await start(client);
      assert.match(code.message, new RegExp(code.user_code));
      assert.equal((await poll(client, code.device_code)).json.error, 'authorization_pending');
      assert.equal((await poll(client, code.device_code)).json.error, 'slow_down');
      simulator.control.answerDeviceCode(code.user_code, admin);
      const answer = await poll(client, code.device_code);
      assert.equal(answer.status, 200);
      const claims = claimsOf(answer.json.access_token);
      assert.equal(claims.scp, 'User.Read.All');
      assert.equal(claims.upn, admin);
      assert.equal((await call(simulator, graph('/users?$top=1'), { token: answer.json.access_token })).status, 200);
      const again = await tokenCall(simulator, tenant, {
        grant_type: 'refresh_token',
        client_id: client,
        refresh_token: answer.json.refresh_token,
      });
      assert.equal(again.status, 200);
    });

    it('says when the person declines and when the code is too old', async () => {
      const client = register();
      const declined = await start(client);
      simulator.control.answerDeviceCode(declined.user_code);
      assert.equal((await poll(client, declined.device_code)).json.error, 'authorization_declined');
      const old = await start(client);
      simulator.control.clock.advance('16m');
      assert.equal((await poll(client, old.device_code)).json.error, 'expired_token');
    });

    it('is stopped by a policy that blocks the flow', async () => {
      simulator.control.change(tenant, { collection: 'securityDefaults', values: { isEnabled: false } });
      simulator.control.change(tenant, {
        collection: 'conditionalAccessPolicies',
        id: 'no-device-code',
        values: {
          id: 'no-device-code',
          displayName: 'No device code',
          state: 'enabled',
          conditions: {
            users: { includeUsers: ['All'] },
            applications: { includeApplications: ['All'] },
            clientAppTypes: ['all'],
            authenticationFlows: { transferMethods: 'deviceCodeFlow' },
          },
          grantControls: { operator: 'OR', builtInControls: ['block'] },
        },
      });
      const client = register();
      const code = await start(client);
      simulator.control.answerDeviceCode(code.user_code, admin);
      const { json } = await poll(client, code.device_code);
      assert.deepEqual(json.error_codes, [53003]);
      simulator.control.tenants.reset(tenant);
    });
  });
});
