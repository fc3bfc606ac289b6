import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Change } from '../../../core/change.ts';
import { noOrganization } from '../../../core/organization.ts';
import type { ReadContext } from '../../../core/reading.ts';
import { sections } from '../../../core/snapshot.ts';
import { ConnectorError } from '../../http/errors.ts';
import type { Clients } from '../../resource.ts';
import { siteRoleAssignments } from './site-role-assignments.ts';

const context = { read: () => undefined } as unknown as ReadContext;
const charts = 'https://larkmeadow.sharepoint.com/sites/charts';
const resource = siteRoleAssignments({ phi: { ...noOrganization.phi, sites: [`${charts}/`, 'records'] } });
const group = 'c:0t.c|tenant|00000000-0000-4000-8000-000000000001';
const rights = 'web/roleassignments?$expand=Member,RoleDefinitionBindings';

const read = { Id: 1073741826, Name: 'Read', RoleTypeKind: 2 };
const contribute = { Id: 1073741827, Name: 'Contribute', RoleTypeKind: 3 };
const limited = { Id: 1073741825, Name: 'Limited Access', RoleTypeKind: 1 };
const held = (id: number, login: string, type: number, ...roles: object[]) => ({
  PrincipalId: id,
  Member: { Id: id, LoginName: login, Title: `Title ${id}`, PrincipalType: type },
  RoleDefinitionBindings: roles,
});

function fake(assignments: unknown, more: Record<string, unknown> = {}) {
  const calls: string[] = [];
  const answers: Record<string, unknown> = {
    [rights]: assignments,
    'web?$select=HasUniqueRoleAssignments': { HasUniqueRoleAssignments: true },
    'web/roledefinitions?$select=Id,Name': [read, contribute],
    'web/ensureuser': { Id: 9 },
    ...more,
  };
  const answer = (path: string) => {
    if (answers[path] instanceof Error) throw answers[path];
    return answers[path];
  };
  const sharepoint = {
    getFrom: async (site: string, path: string) => {
      assert.equal(site, charts);
      return answer(path);
    },
    sendTo: async (_site: string, method: string, path: string, { body }: { body?: object } = {}) => {
      calls.push(`${method} ${path}${body ? ` ${JSON.stringify(body)}` : ''}`);
      return answer(path);
    },
  };
  return { clients: { sharepoint } as unknown as Clients, calls };
}
const change = (operation: Change['operation'], loginName: string, roles?: readonly string[]): Change => ({
  section: 'siteRoleAssignments',
  operation,
  match: { siteUrl: charts, loginName },
  ...(roles && { values: { siteUrl: charts, loginName, roles } }),
  ...{ call: '', summary: '', notice: '', undo: 'restore' },
});

describe('permissions on the declared PHI sites', () => {
  it('S3-15: are read one record for each that holds a right; what one shared file brings is left out', async () => {
    const { clients } = fake([
      held(3, group, 4, read),
      held(4, 'i:0#.f|membership|ruth@example.com', 1, contribute, limited),
      held(5, 'i:0#.f|membership|kim@example.com', 1, limited),
    ]);
    const raw = await resource.read(clients, context);
    assert.deepEqual(sections.siteRoleAssignments.decode(raw.siteRoleAssignments), [
      { siteUrl: charts, loginName: group, title: 'Title 3', principalType: 'securityGroup', roles: ['Read'] },
      {
        ...{ siteUrl: charts, loginName: 'i:0#.f|membership|ruth@example.com', title: 'Title 4' },
        ...{ principalType: 'user', roles: ['Contribute'] },
      },
    ]);
  });

  it('are none on a site that is not there, and unread where a site refuses or tells half', async () => {
    const error = (code: 'not-found' | 'forbidden') =>
      new ConnectorError(code, { service: 'sharepoint', call: 'GET _api/web' });
    const gone = await resource.read(fake(error('not-found')).clients, context);
    assert.deepEqual(gone.siteRoleAssignments, []);
    await assert.rejects(resource.read(fake(error('forbidden')).clients, context), { code: 'forbidden' });
    await assert.rejects(resource.read(fake([{ PrincipalId: 3 }]).clients, context), { code: 'unexpected-shape' });
    await assert.rejects(resource.read(fake({}).clients, context), { code: 'unexpected-shape' });
  });

  const add = (id: number, role: number) =>
    `POST web/roleassignments/addroleassignment(principalid=${id},roledefid=${role})`;
  const take = (id: number, role: number) =>
    `POST web/roleassignments/removeroleassignment(principalid=${id},roledefid=${role})`;
  const cases: Record<string, [Change, object[], Record<string, unknown>, string[]]> = {
    'a group that is new on the site': [
      change('create', group, ['Contribute']),
      [],
      {},
      [`POST web/ensureuser {"logonName":"${group}"}`, add(9, 1073741827)],
    ],
    'another level: first what is new, then what goes': [
      change('set', group, ['Read']),
      [held(3, group.toUpperCase(), 4, contribute)],
      {},
      [add(3, 1073741826), take(3, 1073741827)],
    ],
    'what is given already': [change('create', group, ['Read']), [held(3, group, 4, read)], {}, []],
    'a right that goes': [
      change('remove', group),
      [held(3, group, 4, read)],
      {},
      ['DELETE web/roleassignments/getbyprincipalid(3)'],
    ],
    'a right that is gone': [change('remove', group), [], {}, []],
    'a group of the site by its name': [
      change('create', "Charts' Members", ['Read']),
      [],
      { "web/sitegroups/getbyname('Charts''%20Members')?$select=Id": { Id: 6 } },
      [add(6, 1073741826)],
    ],
    'a site that shows its parent’s permissions: a copy first': [
      change('remove', group),
      [held(3, group, 4, read)],
      { 'web?$select=HasUniqueRoleAssignments': { HasUniqueRoleAssignments: false } },
      [
        'POST web/breakroleinheritance(copyroleassignments=true,clearsubscopes=false)',
        'DELETE web/roleassignments/getbyprincipalid(3)',
      ],
    ],
  };
  for (const [name, [given, assignments, more, expected]] of Object.entries(cases))
    it(`S0-27: written: ${name}`, async () => {
      const { clients, calls } = fake(assignments, more);
      await resource.write!(clients, given, context);
      assert.deepEqual(calls, expected);
    });

  it('S0-27: are not written where the site has no level of that name, or the change names nobody', async () => {
    const { clients, calls } = fake([]);
    await assert.rejects(resource.write!(clients, change('create', group, ['Lesen']), context), /no permission level/);
    await assert.rejects(resource.write!(clients, change('create', group, []), context), /no permission level/);
    await assert.rejects(resource.write!(clients, change('create', '', ['Read']), context), /login name/);
    assert.deepEqual(calls, []);
  });
});
