import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sectionNames } from '../core/snapshot.ts';
import { noOrganization } from '../core/organization.ts';
import { bindResources, resourcesFor } from './registry.ts';
import { type Clients, type Resource, defineResource } from './resource.ts';

const resources = resourcesFor();
/** Clients that are told apart and never called. */
const clients = (names: readonly string[], mark = ''): Clients =>
  Object.fromEntries(names.map((name) => [name, { mark }])) as unknown as Clients;

const users: Resource = defineResource({
  id: 'graph.users',
  sections: ['users'],
  api: 'graph',
  after: ['servicePlans'],
  license: 'entra-p1',
  scopes: [
    { api: 'graph', role: 'User.Read.All', registration: 'read-settings', why: 'a' },
    { api: 'graph', role: 'AuditLog.Read.All', registration: 'read-settings', why: 'b' },
    { api: 'graph', role: 'AuditLog.Read.All', registration: 'read-settings', why: 'c' },
    { api: 'graph', role: 'User.EnableDisableAccount.All', registration: 'change', why: 'd' },
  ],
  read: (given) => Promise.resolve({ users: given.graph }),
  write: (given) => Promise.reject(new Error((given.graph as unknown as { mark: string }).mark)),
});
const meetings: Resource = defineResource({
  id: 'teams.meeting-policies',
  sections: ['meetingPolicies'],
  api: 'teams',
  scopes: [],
  read: () => Promise.resolve({}),
});

describe('the registry of resources', () => {
  it('has each id once, and at most one resource for a section', () => {
    const ids = resources.map(({ id }) => id);
    assert.deepEqual(ids, [...new Set(ids)]);
    const filled = resources.flatMap(({ sections }) => sections);
    assert.deepEqual(filled, [...new Set(filled)]);
    for (const id of ids)
      assert.match(id, /^(graph|azure|exchange-online|compliance|sharepoint|teams|dns)\.[a-z0-9-]+$/);
  });

  it('has a resource for every section, with and without the Teams endpoint', () => {
    const switchedOn = resourcesFor({ ...noOrganization, choices: { unofficialTeamsEndpoint: true } });
    for (const all of [resources, switchedOn]) {
      const filled = new Set(all.flatMap(({ sections }) => sections));
      assert.deepEqual(
        sectionNames.filter((name) => !filled.has(name)),
        [],
      );
    }
  });

  it('asks for no Teams permission, and sends nothing there, unless the organization chose the endpoint', () => {
    const off = resources.filter(({ api }) => api === 'teams');
    assert.ok(
      off.length === 7 && off.every(({ scopes, write, callsNothing }) => !scopes.length && !write && callsNothing),
    );
    assert.equal(bindResources(off, clients([]), {}).length, 7, 'they say why without a client');
    const on = resourcesFor({ ...noOrganization, choices: { unofficialTeamsEndpoint: true } });
    const written = on.filter(({ api, write }) => api === 'teams' && write);
    assert.deepEqual(written.flatMap(({ sections }) => sections).toSorted(), [
      'appPermissionPolicies',
      'broadcastPolicies',
      'clientConfiguration',
      'federationConfiguration',
      'meetingPolicies',
    ]);
  });

  it('reads nothing after a section that nobody reads', () => {
    const filled = new Set(resources.flatMap(({ sections }) => sections));
    for (const { id, after = [] } of resources)
      for (const name of after) assert.ok(filled.has(name), `${id} after ${name}`);
  });
});

describe('binding', () => {
  it('leaves out a resource whose API has no client', () => {
    const ids = (names: readonly string[]) =>
      bindResources([users, meetings], clients(names), {}).map((reader) => reader.id);
    assert.deepEqual(ids(['graph']), ['graph.users']);
    assert.deepEqual(ids(['graph', 'teams']), ['graph.users', 'teams.meeting-policies']);
  });

  it('names the roles that reading needs and the token lacks, each once', () => {
    const missing = (roles?: readonly string[]) =>
      bindResources([users], clients(['graph']), { graph: roles })[0]?.missingRoles;
    assert.deepEqual(missing([]), ['User.Read.All', 'AuditLog.Read.All']);
    assert.deepEqual(missing(['User.ReadWrite.All', 'AuditLog.Read.All']), []);
    assert.deepEqual(missing(), [], 'a token that cannot be read');
  });

  it('keeps what the engine needs to order and to skip', () => {
    const [reader] = bindResources([users], clients(['graph']), {});
    assert.deepEqual(
      [reader?.api, reader?.sections, reader?.after, reader?.license],
      ['graph', ['users'], ['servicePlans'], 'entra-p1'],
    );
  });

  it('reads with one registration and writes with the other, or not at all', async () => {
    const [readOnly] = bindResources([users], clients(['graph'], 'read'), {});
    assert.equal(readOnly?.write, undefined);
    const [both] = bindResources([users], clients(['graph'], 'read'), {}, clients(['graph'], 'change'));
    assert.deepEqual(await both?.read({} as never), { users: { mark: 'read' } });
    await assert.rejects(both!.write!({} as never, {} as never), /^Error: change$/);
    assert.equal(bindResources([users], clients(['graph']), {}, clients(['teams']))[0]?.write, undefined);
  });
});
