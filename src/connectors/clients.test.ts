import assert from 'node:assert/strict';
import { X509Certificate, constants, verify } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { after, describe, it } from 'node:test';
import { type Seen, fastTimer, json, startServer, testCertificate } from '../../test/https-server.ts';
import { type ClientOptions, createClients } from './clients.ts';
import type { TracedRequest } from './http/trace.ts';
import type { Scope } from './resource.ts';

const tenantId = '11111111-2222-3333-4444-555555555555';
const jwt = (claims: unknown) => `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.sig`;

/** A small Microsoft: gives tokens for signed assertions, and lets each token in where it belongs. */
async function startMicrosoft(more: (seen: Seen, response: ServerResponse) => void) {
  const used = new Set<string>();
  const { pem } = await testCertificate();
  return startServer((seen, response) => {
    if (seen.host.startsWith('login.')) {
      const form = new URLSearchParams(seen.body);
      const [header, claims, signature] = (form.get('client_assertion') ?? '').split('.') as [string, string, string];
      const key = { key: new X509Certificate(pem).publicKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };
      const { jti } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { jti: string };
      const good = verify('sha256', Buffer.from(`${header}.${claims}`), key, Buffer.from(signature, 'base64url'));
      if (!good || used.has(jti))
        return json(response, 401, { error: 'invalid_client', error_description: 'AADSTS700027: x' });
      used.add(jti);
      const roles = form.get('scope')?.includes('graph') ? ['Policy.Read.All'] : ['Exchange.ManageAsApp'];
      return json(response, 200, { expires_in: 3600, access_token: jwt({ aud: form.get('scope'), roles }) });
    }
    const token = String(seen.headers.authorization).split('.')[1] ?? '';
    const { aud } = JSON.parse(Buffer.from(token, 'base64url').toString()) as { aud: string };
    if (!aud.startsWith('48ac35b8') && new URL(aud).hostname !== seen.host) return json(response, 401, {});
    return more(seen, response);
  });
}

describe('clients', () => {
  const closers: (() => unknown)[] = [];
  after(async () => {
    for (const close of closers) await close();
  });
  const setUp = async (more: (seen: Seen, response: ServerResponse) => void, options: Partial<ClientOptions> = {}) => {
    const server = await startMicrosoft(more);
    const clients = createClients({
      cloud: 'commercial',
      tenantId,
      signIn: { clientId: 'app-1', certificate: await testCertificate() },
      hostMap: server.hostMap,
      timer: fastTimer(),
      ...options,
    });
    closers.push(clients.close, server.close);
    return { server, clients };
  };
  const tokenCalls = (seen: readonly Seen[]) => seen.filter(({ host }) => host.startsWith('login.')).length;

  it('sign in once per API, however many calls begin at the same time', async () => {
    const { server, clients } = await setUp((seen, response) => {
      if (seen.path.startsWith('/v1.0/sites/root'))
        json(response, 200, { siteCollection: { hostname: 'larkmeadow.sharepoint.com' } });
      else if (seen.path.startsWith('/_api/')) json(response, 200, { d: { SharingCapability: 0 } });
      else if (seen.path.startsWith('/providers/')) json(response, 200, { value: [] });
      else json(response, 200, { value: [{ id: 1 }] });
    });
    const [, , , tenant] = await Promise.all([
      ...Array.from({ length: 3 }, () => clients.graph.get('/organization')),
      clients.sharepoint.get('SPO.Tenant'),
      clients.exchange.run('Get-OrganizationConfig'),
      clients.compliance.run('Get-Label'),
      clients.azure.get('/providers/microsoft.aadiam/diagnosticSettings', '2017-04-01'),
      clients.azure.put('/providers/microsoft.aadiam/diagnosticSettings/a', '2017-04-01', { properties: {} }),
    ]);
    assert.deepEqual(tenant, { SharingCapability: 0 });
    assert.equal(tokenCalls(server.seen), 5);
    const azure = server.seen.filter(({ host }) => host === 'management.azure.com');
    assert.deepEqual(azure.map(({ method, path }) => `${method} ${path}`).sort(), [
      'GET /providers/microsoft.aadiam/diagnosticSettings?api-version=2017-04-01',
      'PUT /providers/microsoft.aadiam/diagnosticSettings/a?api-version=2017-04-01',
    ]);
    assert.equal(clients.teams, undefined);
  });

  it('compare the roles of the tokens with what is needed', async () => {
    const { clients } = await setUp((_, response) => json(response, 200, {}));
    const scopes: Scope[] = [
      { api: 'graph', role: 'Policy.Read.All', registration: 'read-settings', why: '' },
      { api: 'graph', role: 'AuditLog.Read.All', registration: 'read-settings', why: '' },
      { api: 'exchange', role: 'Exchange.ManageAsApp', registration: 'read-settings', why: '' },
    ];
    assert.deepEqual(
      (await clients.missing(scopes)).map(({ role }) => role),
      ['AuditLog.Read.All'],
    );
    assert.deepEqual((await clients.token('graph')).roles, ['Policy.Read.All']);
  });

  it('use the hosts of their cloud, and Teams only when told', async () => {
    const { server, clients } = await setUp((_, response) => json(response, 200, { value: [], Identity: 'Global' }), {
      cloud: 'gcchigh',
      teams: true,
    });
    await clients.graph.get('/organization');
    await clients.exchange.run('Get-OrganizationConfig');
    await clients.teams?.get('TeamsMeetingPolicy', 'Global');
    assert.deepEqual([...new Set(server.seen.map(({ host }) => host))].sort(), [
      'api.interfaces.records.gov.teams.microsoft.us',
      'graph.microsoft.us',
      'login.microsoftonline.us',
      'outlook.office365.us',
    ]);
    const china = await setUp((_, response) => json(response, 200, {}), { cloud: 'china', teams: true });
    assert.equal(china.clients.teams, undefined);
    await assert.rejects(china.clients.token('management-activity'), { code: 'not-in-cloud' });
  });

  it('write a trace of every call without a token in it', async () => {
    const lines: TracedRequest[] = [];
    const { clients } = await setUp((_, response) => json(response, 200, {}), { trace: (line) => lines.push(line) });
    await clients.graph.send('PATCH', '/policies/authorizationPolicy', { allowInvitesFrom: 'none' });
    assert.deepEqual(
      lines.map(({ method, url }) => `${method} ${url}`),
      [
        `POST https://login.microsoftonline.com/${tenantId}/oauth2/v2.0/token`,
        'PATCH https://graph.microsoft.com/v1.0/policies/authorizationPolicy',
      ],
    );
    assert.deepEqual(lines[1]?.body, { allowInvitesFrom: 'none' });
    assert.doesNotMatch(JSON.stringify(lines), /e30\.|eyJ/);
  });

  it('stop everything by one signal', async () => {
    const stop = new AbortController();
    const { clients } = await setUp((seen) => void seen, { signal: stop.signal });
    setTimeout(() => stop.abort(), 50);
    await assert.rejects(clients.graph.get('/organization'), { code: 'cancelled' });
  });

  it('refuse a tenant that is no GUID', async () => {
    const certificate = await testCertificate();
    assert.throws(
      () => createClients({ cloud: 'commercial', tenantId: 'common/../x', signIn: { clientId: 'a', certificate } }),
      { code: 'app-unknown' },
    );
  });
});
