import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Simulator, startSimulator } from '../../src/simulator/start.ts';
import { generateTenant } from '../../src/simulator/tenants/generate.ts';
import { type Answer, type Json, call, graph, scopes, signedIn } from './client.ts';
import { checkTrace } from './conformance.ts';

const seed = generateTenant({ name: 'reading', users: 250, groups: 3 });
const eventual = { consistencylevel: 'eventual' };

describe('reading from Graph', () => {
  let simulator: Simulator;
  let token: string;
  before(async () => {
    simulator = await startSimulator({ tenants: [seed], throttle: { on: false } });
    ({ token } = await signedIn(simulator, seed.id, scopes.graph, {
      roles: { graph: ['User.ReadWrite.All', 'Group.ReadWrite.All', 'AuditLog.Read.All', 'Policy.Read.All'] },
    }));
  });
  after(() => simulator.stop());

  const get = (path: string, headers: Record<string, string> = {}): Promise<Answer> =>
    call(simulator, path.startsWith('https') ? path : graph(path), { token, headers });
  const pages = async (path: string): Promise<Json[][]> => {
    const found: Json[][] = [];
    for (let next: string | undefined = path; next !== undefined;) {
      const { json }: Answer = await get(next);
      found.push(json.value);
      next = json['@odata.nextLink'];
    }
    return found;
  };
  const refused = async (path: string, code: string, message: RegExp, headers = {}): Promise<void> => {
    const { status, json } = await get(path, headers);
    assert.equal(status, 400);
    assert.equal(json.error.code, code);
    assert.match(json.error.message, message);
  };

  describe('lists', () => {
    it('come in pages of the size of the resource', async () => {
      const all = await pages('/users');
      assert.deepEqual(
        all.map((page) => page.length),
        [100, 100, 50],
      );
      assert.equal(new Set(all.flat().map(({ id }) => id)).size, 250);
    });

    it('come in pages of the size that is asked for, with the rest of the query kept', async () => {
      const { json } = await get('/users?$top=999&$select=id,userPrincipalName');
      assert.equal(json.value.length, 250);
      assert.equal(json['@odata.nextLink'], undefined);
      const small = await pages("/users?$top=20&$select=id&$filter=startsWith(userPrincipalName,'user1')");
      assert.deepEqual(
        small.map((page) => page.length),
        [20, 20, 20, 20, 20, 11],
      );
      assert.deepEqual(Object.keys(small[5]![0]), ['id']);
    });

    it('come in smaller pages when the simulator is told so', async () => {
      simulator.control.pageLimit(99);
      assert.deepEqual(
        (await pages('/users')).map((page) => page.length),
        [99, 99, 52],
      );
      simulator.control.pageLimit(0);
    });

    it('keep their place when something is added or removed between pages', async () => {
      const { json } = await get('/users?$top=100&$select=id');
      simulator.control.change(seed.id, { collection: 'users', id: json.value[3].id, values: null });
      const rest = await pages(json['@odata.nextLink']);
      assert.equal(rest.flat().length, 150);
      simulator.control.tenants.reset(seed.id);
      ({ token } = await signedIn(simulator, seed.id, scopes.graph, {
        roles: { graph: ['User.ReadWrite.All', 'Group.ReadWrite.All', 'AuditLog.Read.All', 'Policy.Read.All'] },
      }));
    });

    it('have limits', async () => {
      await refused('/users?$top=1000', 'Request_BadRequest', /between 1 and 999/);
      await refused('/users?$top=0', 'Request_BadRequest', /between 1 and 999/);
      await refused('/users?$top=x', 'BadRequest', /\$top/);
      await refused('/users?$skiptoken=abc', 'Directory_ExpiredPageToken', /expired/);
      await refused('/users?$skip=5', 'Request_BadRequest', /\$skip/);
      await refused('/users?$nonsense=1', 'BadRequest', /\$nonsense/);
    });

    it('are shorter when sign-in activity is selected', async () => {
      const { json } = await get('/users?$top=999&$select=id,signInActivity');
      assert.equal(json.value.length, 120);
    });
  });

  describe('properties', () => {
    it('are a handful unless selected, and those that are not set are null', async () => {
      const { json } = await get('/users?$top=1');
      assert.deepEqual(Object.keys(json.value[0]), [
        'businessPhones',
        'displayName',
        'givenName',
        'id',
        'jobTitle',
        'mail',
        'mobilePhone',
        'officeLocation',
        'preferredLanguage',
        'surname',
        'userPrincipalName',
      ]);
      assert.equal(json.value[0].mobilePhone, null);
      assert.deepEqual(json.value[0].businessPhones, []);
    });
    it('are refused when the type does not have them', () =>
      refused('/users?$select=id,shoeSize', 'BadRequest', /'shoeSize' on type 'microsoft.graph.user'/));
    it('are refused in filters too', () => refused("/users?$filter=shoeSize eq 'L'", 'BadRequest', /'shoeSize'/));

    it('may need a role of their own', async () => {
      const few = await signedIn(simulator, seed.id, scopes.graph, { roles: { graph: ['User.Read.All'] } });
      const { status } = await call(simulator, graph('/users?$select=id,signInActivity'), { token: few.token });
      assert.equal(status, 403);
    });

    it('of one entity are found by another key', async () => {
      const { json } = await get('/users/user7@reading.example.com?$select=id,userPrincipalName,accountEnabled');
      assert.equal(json.userPrincipalName, 'user7@reading.example.com');
      assert.equal((await get(`/users('${json.id}')?$select=id`)).json.id, json.id);
    });
  });

  describe('filters', () => {
    const names = async (filter: string, headers = {}): Promise<string[]> => {
      const { json, status, text } = await get(
        `/users?$top=999&$select=userPrincipalName&$filter=${encodeURIComponent(filter)}${'consistencylevel' in headers ? '&$count=true' : ''}`,
        headers,
      );
      assert.equal(status, 200, text);
      return json.value.map((user: Json) => user.userPrincipalName.split('@')[0]);
    };
    it('compare', async () => {
      assert.deepEqual(await names("userPrincipalName eq 'USER7@reading.example.com'"), ['user7']);
      assert.deepEqual(await names("mailNickname in ('user7','user8')"), ['user7', 'user8']);
    });
    it('combine', async () => {
      const both = await names("(mailNickname eq 'user1' or mailNickname eq 'user2') and userType eq 'Member'");
      assert.deepEqual(both, ['user1', 'user2']);
    });
    it('compare moments', async () => {
      assert.equal((await names('createdDateTime ge 2026-06-16T15:00:00Z')).length, 250);
      assert.equal((await names('createdDateTime gt 2026-06-16T15:00:00Z')).length, 0);
    });
    it('look into lists', async () => {
      const { json } = await get("/groups?$filter=groupTypes/any(t:t eq 'Unified')&$select=id,displayName");
      assert.equal(json.value.length, 3);
      assert.equal((await get("/groups?$filter=groupTypes/any(t:t eq 'DynamicMembership')")).json.value.length, 0);
    });
    it('deny, with the header for advanced queries', async () => {
      const enabled = await names('accountEnabled eq true');
      assert.equal((await names('accountEnabled ne true', eventual)).length, 250 - enabled.length);
      assert.equal((await names("not startsWith(mailNickname,'user1')", eventual)).length, 250 - 111);
      assert.equal((await names("endsWith(userPrincipalName,'9@reading.example.com')", eventual)).length, 25);
    });
    it('are refused without that header', async () => {
      await refused('/users?$filter=accountEnabled ne true', 'Request_UnsupportedQuery', /ConsistencyLevel/);
      await refused('/users?$filter=accountEnabled ne true', 'Request_UnsupportedQuery', /ConsistencyLevel/, eventual);
      await refused('/users?$count=true', 'Request_UnsupportedQuery', /ConsistencyLevel/);
      await refused('/users/$count', 'Request_BadRequest', /\$count/);
    });
    it('are refused when they are not filters', async () => {
      await refused('/users?$filter=displayName eq', 'BadRequest', /Invalid filter clause/);
      await refused("/users?$filter=displayName like 'a'", 'BadRequest', /Invalid filter clause/);
    });
    it('go with counts', async () => {
      const { json } = await get('/users?$top=1&$count=true&$select=id', eventual);
      assert.equal(json['@odata.count'], 250);
      assert.equal((await get('/users/$count', eventual)).text, '250');
    });
  });

  describe('changes since a link', () => {
    const everything = async (path: string): Promise<{ entries: Json[]; link: string }> => {
      const entries: Json[] = [];
      for (let next = path; ;) {
        const { json, status, text } = await get(next);
        assert.equal(status, 200, text);
        entries.push(...json.value);
        if (json['@odata.deltaLink']) return { entries, link: json['@odata.deltaLink'] };
        next = json['@odata.nextLink'];
      }
    };
    const change = (id: string, values: object | null): void =>
      simulator.control.change(seed.id, { collection: 'users', id, values: values as Record<string, unknown> | null });

    it('are everything first, then what changed, then nothing', async () => {
      const first = await everything('/users/delta?$select=id,displayName');
      assert.equal(first.entries.length, 250);
      change(first.entries[0].id, { displayName: 'Changed' });
      change(first.entries[1].id, null);
      const second = await everything(first.link);
      assert.deepEqual(second.entries, [
        { id: first.entries[0].id, displayName: 'Changed' },
        { id: first.entries[1].id, '@removed': { reason: 'changed' } },
      ]);
      assert.deepEqual((await everything(second.link)).entries, []);
    });

    it('include what changed while the first pages were read', async () => {
      const first = await get('/users/delta?$select=id,displayName');
      change(first.json.value[0].id, { displayName: 'Meanwhile' });
      const { link } = await everything(first.json['@odata.nextLink']);
      assert.equal((await everything(link)).entries[0].displayName, 'Meanwhile');
    });

    it('start at now when asked so', async () => {
      const { entries, link } = await everything('/users/delta?$deltatoken=latest&$select=id');
      assert.deepEqual(entries, []);
      assert.deepEqual((await everything(link)).entries, []);
    });

    it('are forgotten after a week: 410 with the place to begin again', async () => {
      const { link } = await everything('/users/delta?$select=id');
      simulator.control.clock.advance('8d');
      ({ token } = await signedIn(simulator, seed.id, scopes.graph, {
        roles: { graph: ['User.Read.All', 'Group.ReadWrite.All', 'User.ReadWrite.All'] },
      }));
      const { status, json, headers } = await get(link);
      assert.equal(status, 410);
      assert.equal(json.error.code, 'syncStateNotFound');
      assert.equal(headers['location'], graph('/users/delta'));
    });
  });

  describe('writes that are still on their way', () => {
    const nameOf = async (id: string): Promise<string> =>
      (await get(`/groups/${id}?$select=displayName`)).json.displayName;
    const rename = async (id: string, displayName: string): Promise<number> =>
      (await call(simulator, graph(`/groups/${id}`), { method: 'PATCH', token, body: { displayName } })).status;
    let id: string;
    before(async () => {
      id = (await get('/groups')).json.value[0].id;
    });
    after(() => simulator.control.consistency(seed.id, {}));

    it('show after so many reads', async () => {
      await rename(id, 'Before');
      simulator.control.consistency(seed.id, { reads: 2, collections: '^groups$' });
      assert.equal(await rename(id, 'After'), 204);
      assert.deepEqual([await nameOf(id), await nameOf(id), await nameOf(id)], ['Before', 'Before', 'After']);
    });

    it('show after so long', async () => {
      simulator.control.consistency(seed.id, { after: '30s' });
      await rename(id, 'Late');
      assert.equal(await nameOf(id), 'After');
      simulator.control.clock.advance('31s');
      assert.equal(await nameOf(id), 'Late');
    });

    it('hide what was made, and keep it out of delta links that came before', async () => {
      simulator.control.consistency(seed.id, { reads: 2 });
      const body = { displayName: 'New', mailEnabled: false, mailNickname: 'new', securityEnabled: true };
      const made = await call(simulator, graph('/groups'), { method: 'POST', token, body });
      assert.equal(made.status, 201);
      assert.equal((await get(`/groups/${made.json.id}`)).status, 404);
      const delta = await get('/groups/delta?$select=id');
      assert.ok(!delta.json.value.some((group: Json) => group.id === made.json.id));
      assert.equal((await get(`/groups/${made.json.id}`)).status, 200);
      const later = await get(delta.json['@odata.deltaLink']);
      assert.deepEqual(later.json.value, [{ id: made.json.id }]);
    });
  });

  it("was accepted only where Microsoft's metadata accepts it", (context) =>
    checkTrace(simulator, (why) => context.skip(why)));
});
