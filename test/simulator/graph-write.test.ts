import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Simulator, startSimulator } from '../../src/simulator/start.ts';
import { texasClinic } from '../../src/simulator/tenants/texas-clinic.ts';
import { type Answer, type Json, call, graph, scopes, signedIn } from './client.ts';
import { checkTrace } from './conformance.ts';

const tenant = '7c1a5e00-0000-4000-8000-000000000001';
const locations = '/identity/conditionalAccess/namedLocations';
const office = {
  '@odata.type': '#microsoft.graph.ipNamedLocation',
  displayName: 'Clinic',
  isTrusted: true,
  ipRanges: [{ '@odata.type': '#microsoft.graph.iPv4CidrRange', cidrAddress: '192.0.2.0/24' }],
};

describe('writing to Graph', () => {
  let simulator: Simulator;
  let token: string;
  before(async () => {
    simulator = await startSimulator({ tenants: [texasClinic()], throttle: { on: false } });
    ({ token } = await signedIn(simulator, tenant, scopes.graph, {
      displayName: 'Wardline change settings',
      roles: {
        graph: [
          'Policy.Read.All',
          'Policy.ReadWrite.ConditionalAccess',
          'Policy.ReadWrite.Authorization',
          'Application.Read.All',
          'Group.ReadWrite.All',
          'User.Read.All',
          'User.EnableDisableAccount.All',
          'User.RevokeSessions.All',
          'AuditLog.Read.All',
          'SharePointTenantSettings.ReadWrite.All',
        ],
      },
    }));
  });
  after(() => simulator.stop());

  const send = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> =>
    call(simulator, graph(path), { method, token, headers, ...(body !== undefined && { body }) });
  const get = async (path: string): Promise<Json> => (await send('GET', path)).json;
  const refused = async (answer: Promise<Answer>, code: string, message: RegExp): Promise<void> => {
    const { status, json, text } = await answer;
    assert.equal(status, 400, text);
    assert.equal(json.error.code, code);
    assert.match(json.error.message, message);
  };

  it('makes, reads, changes and deletes', async () => {
    const made = await send('POST', locations, office);
    assert.equal(made.status, 201);
    assert.match(made.json.id, /^[0-9a-f-]{36}$/);
    assert.equal(made.headers['location'], graph(`${locations}/${made.json.id}`));
    const path = `${locations}/${made.json.id}`;
    assert.equal((await get(path)).ipRanges[0].cidrAddress, '192.0.2.0/24');
    const patch = { '@odata.type': office['@odata.type'], isTrusted: false };
    assert.equal((await send('PATCH', path, patch)).status, 204);
    const after = await get(path);
    assert.equal(after.isTrusted, false);
    assert.equal(after.displayName, 'Clinic');
    assert.ok(after.modifiedDateTime);
    assert.equal((await send('DELETE', path)).status, 204);
    assert.equal((await send('GET', path)).status, 404);
  });

  describe('refuses', () => {
    const cases: Record<string, [() => Promise<Answer>, string, RegExp]> = {
      'a name that the type does not have': [
        () => send('POST', locations, { ...office, isSafe: true }),
        'BadRequest',
        /'isSafe' does not exist on type 'microsoft.graph.ipNamedLocation'/,
      ],
      'such a name deep inside': [
        () => send('POST', locations, { ...office, ipRanges: [{ ...office.ipRanges[0], mask: 24 }] }),
        'BadRequest',
        /'mask'/,
      ],
      'such a name in the directory, in its words': [
        () => send('PATCH', '/policies/authorizationPolicy', { allowGuests: true }),
        'Request_BadRequest',
        /Invalid property 'allowGuests'/,
      ],
      'a name that a sibling type has': [
        () => send('POST', locations, { ...office, countriesAndRegions: ['US'] }),
        'BadRequest',
        /'countriesAndRegions'/,
      ],
      'a body without its type': [
        () => send('POST', locations, { displayName: 'x', isTrusted: true }),
        'BadRequest',
        /@odata.type/,
      ],
      'a value of another kind': [
        () => send('POST', locations, { ...office, isTrusted: 'yes' }),
        'BadRequest',
        /isTrusted/,
      ],
      'a name that the enumeration does not have': [
        () => send('PATCH', '/policies/authorizationPolicy', { allowInvitesFrom: 'nobody' }),
        'Request_BadRequest',
        /one of none, adminsAndGuestInviters/,
      ],
      'an id': [() => send('POST', locations, { ...office, id: 'mine' }), 'BadRequest', /read-only/],
      'a body that lacks what is needed': [
        () => send('POST', '/groups', { displayName: 'x' }),
        'Request_BadRequest',
        /'mailEnabled'/,
      ],
      'what is not JSON': [
        () => send('POST', locations, '{ not json', { 'content-type': 'application/json' }),
        'BadRequest',
        /JSON/,
      ],
      'no body': [() => send('POST', locations), 'BadRequest', /Empty Payload/],
      'a second one of the same name': [
        async () => {
          await send('POST', locations, { ...office, displayName: 'Twice' });
          return send('POST', locations, { ...office, displayName: 'Twice' });
        },
        'BadRequest',
        /exists already/,
      ],
    };
    for (const [what, [run, code, message]] of Object.entries(cases)) it(what, () => refused(run(), code, message));
  });

  it('replaces nested objects whole, as a PATCH of Graph may', async () => {
    const path = '/policies/authorizationPolicy';
    const before = await get(path);
    assert.equal(before.defaultUserRolePermissions.allowedToReadOtherUsers, true);
    await send('PATCH', path, { defaultUserRolePermissions: { allowedToCreateApps: false } });
    const after = await get(path);
    assert.deepEqual(after.defaultUserRolePermissions, { allowedToCreateApps: false });
    assert.equal(after.allowInvitesFrom, before.allowInvitesFrom);
    simulator.control.change(tenant, { collection: 'authorizationPolicy', values: before });
  });

  it('adds and removes links', async () => {
    const group = (await get('/groups')).value[0].id;
    const user = (await get('/users?$top=1')).value[0].id;
    const link = { '@odata.id': graph(`/directoryObjects/${user}`) };
    const members = `/groups/${group}/members`;
    assert.equal((await send('POST', `${members}/$ref`, link)).status, 204);
    await refused(send('POST', `${members}/$ref`, link), 'Request_BadRequest', /already exist/);
    const { value } = await get(members);
    assert.deepEqual(
      value.map((entry: Json) => [entry['@odata.type'], entry.id]),
      [['#microsoft.graph.user', user]],
    );
    assert.equal((await get(`${members}/microsoft.graph.user`)).value.length, 1);
    assert.equal((await get(`${members}/microsoft.graph.group`)).value.length, 0);
    assert.equal((await send('DELETE', `${members}/${user}/$ref`)).status, 204);
    assert.equal((await send('DELETE', `${members}/${user}/$ref`)).status, 404);
    assert.equal(
      (await send('POST', `${members}/$ref`, { '@odata.id': graph('/directoryObjects/nobody') })).status,
      404,
    );
  });

  it('lets a narrow permission change what it is for and nothing else', async () => {
    const user = `/users/${(await get('/users?$top=1')).value[0].id}`;
    assert.equal((await send('PATCH', user, { accountEnabled: false })).status, 204);
    assert.equal((await get(`${user}?$select=accountEnabled`)).accountEnabled, false);
    assert.equal((await send('PATCH', user, { displayName: 'Other' })).status, 400);
  });

  it('never tells a password', async () => {
    const [{ id }] = (await get('/users?$top=1')).value;
    simulator.control.change(tenant, {
      collection: 'users',
      id,
      values: { passwordProfile: { password: 'Winter2026!' } },
    });
    assert.equal((await get(`/users/${id}?$select=passwordProfile`)).passwordProfile, null);
  });

  it('runs actions', async () => {
    const user = `/users/${(await get('/users?$top=1')).value[0].id}`;
    simulator.control.clock.advance('1m');
    const { status, json } = await send('POST', `${user}/revokeSignInSessions`);
    assert.equal(status, 200);
    assert.equal(json.value, true);
    const since = (await get(`${user}?$select=signInSessionsValidFromDateTime`)).signInSessionsValidFromDateTime;
    assert.ok(Date.parse(simulator.control.clock.now()) - Date.parse(since) < 5000);
  });

  it('shows one SharePoint to both of its APIs', async () => {
    const answer = await send('PATCH', '/admin/sharepoint/settings', {
      sharingCapability: 'disabled',
      sharingAllowedDomainList: ['example.org', 'example.net'],
    });
    assert.equal(answer.status, 200);
    assert.equal(answer.json.sharingCapability, 'disabled');
    const kept = simulator.control.state(tenant)['sharepointTenant']!['']!;
    assert.equal(kept['SharingCapability'], 0);
    assert.equal(kept['SharingAllowedDomainList'], 'example.org example.net');
  });

  describe('in a batch', () => {
    const batch = (requests: unknown[], headers = {}): Promise<Answer> =>
      send('POST', '/$batch', { requests }, headers);
    const bad = { 'user-agent': 'bad inside' };

    it('answers each for itself, in another order', async () => {
      const { status, json } = await batch(
        [
          { id: '1', method: 'GET', url: '/organization' },
          { id: '2', method: 'GET', url: '/groups?$select=id' },
          { id: '3', method: 'GET', url: '/users/nobody' },
        ],
        bad,
      );
      assert.equal(status, 200);
      assert.deepEqual(
        json.responses.map(({ id, status: inner }: Json) => [id, inner]),
        [
          ['3', 404],
          ['2', 200],
          ['1', 403],
        ],
      );
      assert.equal(json.responses[0].body.error.code, 'Request_ResourceNotFound');
    });

    it('fails what depends on a failure', async () => {
      const { json } = await batch(
        [
          { id: 'a', method: 'GET', url: '/users/nobody' },
          { id: 'b', method: 'GET', url: '/groups', dependsOn: ['a'] },
          { id: 'c', method: 'GET', url: '/groups', dependsOn: ['b'] },
        ],
        bad,
      );
      const of = Object.fromEntries(json.responses.map(({ id, status }: Json) => [id, status]));
      assert.deepEqual(of, { a: 404, b: 424, c: 424 });
    });

    it('writes', async () => {
      const { json } = await batch([
        {
          id: '1',
          method: 'POST',
          url: locations,
          headers: { 'Content-Type': 'application/json' },
          body: { ...office, displayName: 'From a batch' },
        },
      ]);
      assert.equal(json.responses[0].status, 201);
      assert.equal(json.responses[0].body.displayName, 'From a batch');
    });

    it('may be throttled inside', async () => {
      simulator.control.faults.add({ kind: 'throttled', retryAfter: 3, path: '^/v1.0/groups' });
      const { json } = await batch([{ id: '1', method: 'GET', url: '/groups' }], bad);
      assert.equal(json.responses[0].status, 429);
      assert.equal(json.responses[0].headers['Retry-After'], '3');
    });

    it('has its own rules', async () => {
      const many = Array.from({ length: 21 }, (_, index) => ({ id: String(index), method: 'GET', url: '/groups' }));
      await refused(batch(many), 'MaximumValueExceeded', /20/);
      await refused(batch([]), 'BadRequest', /non-empty/);
      await refused(batch([{ id: '1', method: 'GET' }]), 'BadRequest', /'url'/);
      await refused(
        batch([
          { id: '1', method: 'GET', url: '/groups' },
          { id: '1', method: 'GET', url: '/groups' },
        ]),
        'BadRequest',
        /not unique/,
      );
      await refused(batch([{ id: '1', method: 'POST', url: '/groups', body: {} }]), 'BadRequest', /Content-Type/);
      await refused(
        batch([{ id: '1', method: 'GET', url: '/groups', dependsOn: ['2'] }]),
        'BadRequest',
        /depends on '2'/,
      );
    });
  });

  it('writes down who changed what', async () => {
    const made = await send('POST', locations, { ...office, displayName: 'Written down' });
    const path = `${locations}/${made.json.id}`;
    await send('PATCH', path, { '@odata.type': office['@odata.type'], isTrusted: false });
    const filter = encodeURIComponent("activityDisplayName eq 'Update named location'");
    const [entry] = (await get(`/auditLogs/directoryAudits?$filter=${filter}&$top=1`)).value;
    assert.equal(entry.initiatedBy.app.displayName, 'Wardline change settings');
    assert.equal(entry.loggedByService, 'Conditional Access');
    assert.equal(entry.targetResources[0].id, made.json.id);
    const changed = entry.targetResources[0].modifiedProperties as Json[];
    assert.deepEqual(
      changed.filter(({ displayName }) => displayName !== 'modifiedDateTime'),
      [{ displayName: 'isTrusted', oldValue: 'true', newValue: 'false' }],
    );
    const last = simulator.control.writes(tenant).at(-1)!;
    assert.equal(last.before?.['isTrusted'], true);
    assert.equal(last.after?.['isTrusted'], false);
    assert.equal(simulator.control.logs(tenant).unifiedAudit.at(-1)?.['Operation'], 'Update named location.');
  });

  it("was accepted only where Microsoft's metadata accepts it", (context) =>
    checkTrace(simulator, (why) => context.skip(why)));
});
