import assert from 'node:assert/strict';
import { generateKeyPairSync, sign } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { type Simulator, startSimulator } from '../../src/simulator/start.ts';
import { dermatology } from '../../src/simulator/tenants/dermatology.ts';
import { texasClinic } from '../../src/simulator/tenants/texas-clinic.ts';
import { type Answer, beta, call, credentials, graph, scopes, signedIn, testKey, tokenOf } from './client.ts';

const tenant = '7c1a5e00-0000-4000-8000-000000000001';
const other = '7c1a5e00-0000-4000-8000-000000000003';

describe('access to Graph', () => {
  let simulator: Simulator;
  before(async () => {
    simulator = await startSimulator({ tenants: [texasClinic(), dermatology()], throttle: { on: false } });
  });
  after(() => simulator.stop());

  const refusedAs = async (token: string | undefined, message: RegExp): Promise<void> => {
    const { status, json, headers } = await call(simulator, graph('/organization'), { token });
    assert.equal(status, 401);
    assert.equal(json.error.code, 'InvalidAuthenticationToken');
    assert.match(json.error.message, message);
    assert.match(headers['www-authenticate'] ?? '', /^Bearer /);
  };

  it('needs a token', () => refusedAs(undefined, /empty/));
  it('refuses what is no token', () => refusedAs('abc', /not well formed/));

  it('refuses a token that the tenant did not sign', async () => {
    const { token } = await signedIn(simulator, tenant, scopes.graph, { roles: { graph: ['Organization.Read.All'] } });
    const content = token.slice(0, token.lastIndexOf('.'));
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const forged = `${content}.${sign('sha256', Buffer.from(content), privateKey).toString('base64url')}`;
    await refusedAs(forged, /Invalid signature/);
  });

  it('refuses a token for another service', async () => {
    const { token } = await signedIn(simulator, tenant, scopes.exchange, {
      roles: { exchange: ['Exchange.ManageAsApp'] },
    });
    await refusedAs(token, /Invalid audience/);
  });

  it('refuses a token of a cloud that the host does not serve', async () => {
    const { token } = await signedIn(simulator, tenant, scopes.graph, {});
    const { status } = await call(simulator, 'https://graph.microsoft.us/v1.0/organization', { token });
    assert.equal(status, 401);
  });

  it('serves the tenants of a national cloud on its hosts, which clouds may share', async () => {
    const seed = {
      ...texasClinic(),
      id: '7c1a5e00-0000-4000-8000-0000000000dd',
      cloud: 'dod' as const,
      domains: [],
      domain: 'base.onmicrosoft.us',
    };
    simulator.control.tenants.add(seed);
    const { appId } = simulator.control.registerApp(seed.id, {
      displayName: 'gov',
      certificates: [testKey.pem],
      roles: { graph: ['Organization.Read.All'] },
    });
    const claims = { aud: `https://login.microsoftonline.us/${seed.id}/oauth2/v2.0/token` };
    const form = credentials(simulator, seed.id, appId, testKey, 'https://dod-graph.microsoft.us/.default', { claims });
    const post = (host: string): Promise<Answer> =>
      call(simulator, `https://${host}/${seed.id}/oauth2/v2.0/token`, {
        method: 'POST',
        body: new URLSearchParams(form),
      });
    assert.deepEqual((await post('login.microsoftonline.com')).json.error_codes, [90002]);
    const { json } = await post('login.microsoftonline.us');
    const get = (host: string): Promise<Answer> =>
      call(simulator, `https://${host}/v1.0/organization`, { token: json.access_token });
    assert.equal((await get('dod-graph.microsoft.us')).status, 200);
    assert.equal((await get('graph.microsoft.us')).status, 401);
  });

  it('refuses a token after its hour, by the movable clock', async () => {
    const { token } = await signedIn(simulator, tenant, scopes.graph, { roles: { graph: ['Organization.Read.All'] } });
    assert.equal((await call(simulator, graph('/organization'), { token })).status, 200);
    simulator.control.clock.advance('66m');
    await refusedAs(token, /expired/);
  });

  it('refuses a token from the future when its clock is behind', async () => {
    simulator.control.skew({ apis: '-2h' });
    const { token } = await signedIn(simulator, tenant, scopes.graph, {});
    await refusedAs(token, /not yet valid/);
    simulator.control.skew({ apis: '0s' });
  });

  it('shows each tenant its own data alone', async () => {
    const roles = { graph: ['Organization.Read.All'] };
    for (const id of [tenant, other]) {
      const { token } = await signedIn(simulator, id, scopes.graph, { roles });
      const { json } = await call(simulator, graph('/organization'), { token });
      assert.deepEqual(
        json.value.map((entry: { id: string }) => entry.id),
        [id],
      );
    }
  });

  const denied: [path: string, code: string][] = [
    ['/users', 'Authorization_RequestDenied'],
    ['/identity/conditionalAccess/policies', 'AccessDenied'],
    ['/auditLogs/directoryAudits', 'AccessDenied'],
  ];
  for (const [path, code] of denied)
    it(`refuses ${path} without its role (${code})`, async () => {
      const { token } = await signedIn(simulator, tenant, scopes.graph, {
        roles: { graph: ['Organization.Read.All'] },
      });
      const { status, json } = await call(simulator, graph(path), { token });
      assert.equal(status, 403);
      assert.equal(json.error.code, code);
    });

  it('does not let a read role write', async () => {
    const { token } = await signedIn(simulator, tenant, scopes.graph, { roles: { graph: ['Policy.Read.All'] } });
    const body = { isEnabled: false };
    const path = graph('/policies/identitySecurityDefaultsEnforcementPolicy');
    assert.equal((await call(simulator, path, { method: 'PATCH', token, body })).status, 403);
    assert.equal((await call(simulator, path, { token })).json.isEnabled, true);
  });

  it('needs all permissions where several belong together', async () => {
    const part = await signedIn(simulator, tenant, scopes.graph, {
      roles: { graph: ['Policy.ReadWrite.ConditionalAccess'] },
    });
    const { status } = await call(simulator, graph('/identity/conditionalAccess/policies'), {
      method: 'POST',
      token: part.token,
      body: {},
    });
    assert.equal(status, 403);
  });

  it('takes a role away also from tokens that are out', async () => {
    const { token, appId } = await signedIn(simulator, tenant, scopes.graph, { roles: { graph: ['User.Read.All'] } });
    assert.equal((await call(simulator, graph('/users'), { token })).status, 200);
    simulator.control.loseRole(tenant, appId, 'User.Read.All');
    assert.equal((await call(simulator, graph('/users'), { token })).status, 403);
    assert.equal(
      (await call(simulator, graph('/users'), { token: await tokenOf(simulator, tenant, appId, scopes.graph) })).status,
      403,
    );
    simulator.control.restoreRoles(tenant);
    assert.equal((await call(simulator, graph('/users'), { token })).status, 200);
  });

  it('refuses the token of an app that was disabled', async () => {
    const { token, appId } = await signedIn(simulator, tenant, scopes.graph, { roles: { graph: ['User.Read.All'] } });
    const principals = Object.values(simulator.control.state(tenant)['servicePrincipals']!);
    const { id } = principals.find((entry) => entry['appId'] === appId)!;
    simulator.control.change(tenant, {
      collection: 'servicePrincipals',
      id: String(id),
      values: { accountEnabled: false },
    });
    await refusedAs(token, /could not be established/);
  });

  describe('paths that do not exist', () => {
    let token: string;
    before(async () => {
      ({ token } = await signedIn(simulator, tenant, scopes.graph, {
        roles: { graph: ['User.Read.All', 'Policy.Read.All'] },
      }));
    });
    const answers = async (url: string, status: number, message: RegExp, method = 'GET'): Promise<void> => {
      const answer = await call(simulator, url, { token, method });
      assert.equal(answer.status, status);
      assert.match(answer.json.error.message, message);
    };
    it('names the segment', () =>
      answers(graph('/identity/unconditionalAccess'), 400, /Resource not found for the segment 'unconditionalAccess'/));
    it('names the first segment', () => answers(graph('/nothing/here'), 400, /'nothing'/));
    it('knows the two versions', () => answers('https://graph.microsoft.com/v2.0/users', 400, /Invalid version/));
    it('answers 404 for an id that does not exist', () => answers(graph('/users/nobody'), 404, /does not exist/));
    it('answers 405 for another method', () =>
      answers(graph('/policies/authorizationPolicy'), 405, /not allowed/, 'DELETE'));
    it('keeps what one version has from the other', () =>
      answers(beta('/policies/authorizationPolicy'), 400, /segment 'authorizationPolicy'/));
    it('knows no other host', async () => {
      const headers = { host: 'graph.microsoft.com.evil.test' };
      assert.equal((await call(simulator, graph('/users'), { token, headers })).status, 421);
    });
  });
});
