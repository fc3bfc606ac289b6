import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sectionNames } from '../core/snapshot.ts';
import { bindResources, resourcesFor, withoutResource } from './registry.ts';
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

  it('names every section that no resource fills, with the reason', () => {
    const filled = new Set(resources.flatMap(({ sections }) => sections));
    assert.deepEqual(
      sectionNames.filter((name) => !filled.has(name)),
      sectionNames.filter((name) => name in withoutResource),
    );
    for (const reason of Object.values(withoutResource)) assert.match(reason, /^[A-Z].+\.$/);
  });

  it('reads nothing after a section that nobody reads', () => {
    const filled = new Set(resources.flatMap(({ sections }) => sections));
    for (const { id, after = [] } of resources)
      for (const name of after) assert.ok(filled.has(name) || name in withoutResource, `${id} after ${name}`);
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
