import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { type Simulator, startSimulator } from '../../src/simulator/start.ts';
import { texasClinic } from '../../src/simulator/tenants/texas-clinic.ts';
import { type Answer, type Json, call, graph, scopes, signedIn } from './client.ts';
import { checkTrace } from './conformance.ts';

const clinic = texasClinic();
const tenant = clinic.prefix!;
const helen = 'helen.aguirre@larkmeadow.example.com';
const tom = 'tom.delacroix@larkmeadow.example.com';
let simulator: Simulator;
let token: string;
let reader: string;
let drive: string;
const send = (method: string, path: string, body?: unknown, as = token): Promise<Answer> =>
  call(simulator, graph(path), { token: as, method, ...(body !== undefined && { body }) });
const permissionsOf = async (path: string): Promise<Json[]> => {
  const { json: item } = await send('GET', `/drives/${drive}/root:/${path}`);
  return (await send('GET', `/drives/${drive}/items/${item.id}/permissions`)).json.value;
};
const itemId = async (path: string): Promise<string> => (await send('GET', `/drives/${drive}/root:/${path}`)).json.id;
const operations = (from: number): Json[] => simulator.control.logs(tenant).unifiedAudit.slice(from);

// Within a suite of their own: hooks of the root run around every test of the whole run.
describe('sharing over Graph', () => {
  before(async () => {
    simulator = await startSimulator({ tenants: [clinic], throttle: { on: false } });
    ({ token } = await signedIn(simulator, clinic.id, scopes.graph, { roles: { graph: ['Files.ReadWrite.All'] } }));
    ({ token: reader } = await signedIn(simulator, clinic.id, scopes.graph, { roles: { graph: ['Files.Read.All'] } }));
  });
  after(() => simulator.stop());
  beforeEach(async () => {
    simulator.control.tenants.reset(tenant, { keepApps: true });
    drive = (await send('GET', `/users/${helen}/drive`)).json.id;
    simulator.control.putFile(tenant, helen, 'Folder/a.txt', 'a');
  });

  describe('permissions of an item', () => {
    it('S0-40: an open link has its scope, type, end and password, and nobody it is for', async () => {
      const id = simulator.control.share(tenant, helen, 'Folder/a.txt', {
        ...{ kind: 'anonymous', access: 'edit', password: true, expires: '2026-12-31T00:00:00Z' },
      });
      const [link] = await permissionsOf('Folder/a.txt');
      assert.equal(link.id, id);
      assert.deepEqual([link.link.scope, link.link.type, link.roles], ['anonymous', 'edit', ['write']]);
      assert.deepEqual([link.hasPassword, link.expirationDateTime], [true, '2026-12-31T00:00:00Z']);
      assert.ok(link.shareId.startsWith('u!') && !('grantedToIdentitiesV2' in link));
      // Graph does not say when a link was made: the item and the audit log do.
      assert.ok(!('createdDateTime' in link));
    });
    const kinds = [
      {
        share: { kind: 'organization' },
        has: { link: { scope: 'organization', type: 'view', preventsDownload: false } },
      },
      {
        share: { kind: 'organization', access: 'blocks-download' },
        has: { link: { scope: 'organization', type: 'view', preventsDownload: true } },
      },
      {
        share: { kind: 'specific', to: [tom] },
        has: { link: { scope: 'users', type: 'view', preventsDownload: false } },
      },
    ] as const;
    for (const { share, has } of kinds)
      it(`names ${share.kind}${'access' in share ? ` ${share.access}` : ''}`, async () => {
        simulator.control.share(tenant, helen, 'Folder/a.txt', share);
        const [found] = await permissionsOf('Folder/a.txt');
        const { webUrl, ...link } = found.link;
        assert.match(webUrl, /^https:\/\/larkmeadow-example\.sharepoint\.com\//);
        assert.deepEqual(link, has.link);
        if (share.kind === 'specific') assert.equal(found.grantedToIdentitiesV2[0].user.email, tom);
      });
    it('names the guest who was invited, and a colleague under the id of the directory', async () => {
      simulator.control.share(tenant, helen, 'Folder/a.txt', { kind: 'guest', to: ['x@heartcenter.example.org'] });
      simulator.control.share(tenant, helen, 'Folder/a.txt', { kind: 'member', access: 'edit', to: [tom] });
      const [guest, member] = await permissionsOf('Folder/a.txt');
      assert.equal(guest.invitation.email, 'x@heartcenter.example.org');
      assert.deepEqual(member.roles, ['write']);
      const user = Object.values(clinic.collections['users']!).find(
        ({ userPrincipalName }) => userPrincipalName === tom,
      );
      assert.equal(member.grantedToV2.user.id, user?.['id']);
    });
    it('come from the folder too, with where from; the owner is the last', async () => {
      simulator.control.share(tenant, helen, 'Folder', { kind: 'anonymous' });
      const [link, owner, ...more] = await permissionsOf('Folder/a.txt');
      assert.equal(link.inheritedFrom.path, `/drives/${drive}/root:/Folder`);
      assert.equal(link.inheritedFrom.id, await itemId('Folder'));
      assert.deepEqual([owner.roles, owner.grantedToV2.user.email, more], [['owner'], helen, []]);
      assert.equal((await permissionsOf('Folder'))[0]!.inheritedFrom, undefined);
      const { json: item } = await send('GET', `/drives/${drive}/root:/Folder/a.txt`);
      assert.equal(item.shared.scope, 'anonymous');
    });
    it('of a library are those of the groups of its site', async () => {
      const { json } = await send('GET', '/sites/larkmeadow-example.sharepoint.com:/sites/allcompany:/drives');
      drive = json.value[0].id;
      const roles = (await permissionsOf('recall-list.xlsx'))
        .filter(({ inheritedFrom }) => inheritedFrom)
        .map(({ roles: own }) => own[0]);
      assert.deepEqual(roles, ['owner', 'write', 'read']);
    });
  });

  describe('sharing is ended', () => {
    it('a link is deleted, the delta tells the item with its content as it was, and the log who did it', async () => {
      const id = simulator.control.share(tenant, helen, 'Folder/a.txt', { kind: 'anonymous' });
      const { json: first } = await send('GET', `/drives/${drive}/root/delta`);
      const { cTag, id: item } = first.value.find(({ name }: Json) => name === 'a.txt');
      const from = simulator.control.logs(tenant).unifiedAudit.length;
      const { status } = await send('DELETE', `/drives/${drive}/items/${item}/permissions/${id}`);
      assert.equal(status, 204);
      const link = first['@odata.deltaLink'].replace('https://graph.microsoft.com/v1.0', '');
      const changed = (await send('GET', link)).json.value.at(-1);
      assert.deepEqual([changed.id, changed.cTag, changed.shared], [item, cTag, undefined]);
      const [record] = operations(from);
      assert.deepEqual(
        [record.Operation, record.RecordType, record.SourceFileName],
        ['AnonymousLinkRemoved', 14, 'a.txt'],
      );
      assert.equal(operations(from).length, 1);
    });
    it('an inherited one is refused at the child and deleted at the folder', async () => {
      const id = simulator.control.share(tenant, helen, 'Folder', { kind: 'anonymous' });
      const child = `/drives/${drive}/items/${await itemId('Folder/a.txt')}/permissions/${id}`;
      assert.equal((await send('DELETE', child)).status, 400);
      assert.equal((await send('PATCH', child, { roles: ['read'] })).status, 400);
      assert.equal(
        (await send('DELETE', `/drives/${drive}/items/${await itemId('Folder')}/permissions/${id}`)).status,
        204,
      );
      assert.equal((await permissionsOf('Folder/a.txt')).length, 1);
    });
    it('its roles and its end can be changed, and nothing else', async () => {
      const id = simulator.control.share(tenant, helen, 'Folder/a.txt', { kind: 'anonymous', access: 'edit' });
      const path = `/drives/${drive}/items/${await itemId('Folder/a.txt')}/permissions/${id}`;
      const { status, json } = await send('PATCH', path, {
        roles: ['read'],
        expirationDateTime: '2026-12-01T00:00:00Z',
      });
      assert.deepEqual([status, json.roles, json.expirationDateTime], [200, ['read'], '2026-12-01T00:00:00Z']);
      assert.equal((await send('GET', path)).json.link.type, 'view');
      assert.equal((await send('PATCH', path, { hasPassword: true })).status, 400);
    });
    it('needs the permission to write', async () => {
      const id = simulator.control.share(tenant, helen, 'Folder/a.txt', { kind: 'anonymous' });
      const path = `/drives/${drive}/items/${await itemId('Folder/a.txt')}/permissions/${id}`;
      assert.equal((await send('DELETE', path, undefined, reader)).status, 403);
      assert.equal((await send('GET', path, undefined, reader)).status, 200);
      assert.equal((await send('DELETE', `${path}x`)).status, 404);
    });
  });

  describe('the unified log tells of files', () => {
    const cases = [
      { does: () => simulator.control.putFile(tenant, helen, 'new.txt', 'x'), tells: ['FileUploaded 6 OneDrive'] },
      { does: () => simulator.control.putFile(tenant, helen, 'Folder/a.txt', 'x'), tells: ['FileModified 6 OneDrive'] },
      { does: () => simulator.control.removeFile(tenant, helen, 'Folder/a.txt'), tells: ['FileRecycled 6 OneDrive'] },
      {
        does: () => simulator.control.share(tenant, helen, 'Folder/a.txt', { kind: 'organization' }),
        tells: ['CompanyLinkCreated 14 OneDrive'],
      },
      {
        does: () => simulator.control.share(tenant, helen, 'Folder/a.txt', { kind: 'member', to: [tom] }),
        tells: ['SharingSet 14 OneDrive'],
      },
      {
        does: () => simulator.control.share(tenant, helen, 'Folder/a.txt', { kind: 'specific', to: ['a@example.org'] }),
        tells: ['SecureLinkCreated 14 OneDrive', 'AddedToSecureLink 14 OneDrive'],
      },
      {
        does: () =>
          simulator.control.share(tenant, helen, 'Folder/a.txt', {
            kind: 'anonymous',
            at: '2026-08-01T10:00:00Z',
            lastUsed: '2026-08-02T10:00:00Z',
          }),
        tells: ['AnonymousLinkCreated 14 OneDrive', 'AnonymousLinkUsed 14 OneDrive'],
      },
      {
        does: () => simulator.control.sendMail(tenant, { from: helen, to: [tom], subject: 's', body: 'b' }),
        tells: ['Send 2 Exchange'],
      },
    ];
    for (const { does, tells } of cases)
      it(tells.join(', '), () => {
        const from = simulator.control.logs(tenant).unifiedAudit.length;
        does();
        const told = operations(from).map((record) => `${record.Operation} ${record.RecordType} ${record.Workload}`);
        assert.deepEqual(told, tells);
        for (const record of operations(from)) assert.ok(record.Id && record.CreationTime && record.UserId);
      });
  });

  it('a file that is moved is the same one, with the same content, elsewhere', async () => {
    const id = await itemId('Folder/a.txt');
    const { json: before } = await send('GET', `/drives/${drive}/items/${id}`);
    simulator.control.moveFile(tenant, helen, 'Folder/a.txt', 'Other/b.txt');
    const { json: after } = await send('GET', `/drives/${drive}/root:/Other/b.txt`);
    assert.deepEqual([after.id, after.cTag, after.parentReference.name], [id, before.cTag, 'Other']);
    assert.equal((await send('GET', `/drives/${drive}/root:/Folder:/children`)).json.value.length, 0);
    assert.equal(simulator.control.groundTruth(tenant).find(({ item }) => item === id)?.path, 'Other/b.txt');
    assert.equal((await send('GET', `/drives/${drive}/root:/Folder/a.txt`)).status, 404);
    const other = simulator.control.putFile(tenant, helen, 'Folder/a.txt', 'new');
    assert.notEqual(other, id);
    simulator.control.removeFile(tenant, helen, 'Folder/a.txt');
    assert.notEqual(simulator.control.putFile(tenant, helen, 'Folder/a.txt', 'newer'), other);
  });

  it('createLink makes a link once, refuses a reader, and one that was ended comes back under another id', async () => {
    const id = await itemId('Folder/a.txt');
    const path = `/drives/${drive}/items/${id}`;
    const body = { type: 'view', scope: 'organization' };
    assert.equal((await send('POST', `${path}/createLink`, body, reader)).status, 403);
    const made = await send('POST', `${path}/createLink`, body);
    assert.deepEqual([made.status, made.json.link.scope, made.json.link.type], [201, 'organization', 'view']);
    assert.ok(!('made' in made.json));
    const same = await send('POST', `${path}/createLink`, body);
    assert.deepEqual([same.status, same.json.id], [200, made.json.id]);
    assert.equal((await send('DELETE', `${path}/permissions/${made.json.id}`)).status, 204);
    const again = await send('POST', `${path}/createLink`, body);
    assert.equal(again.status, 201);
    assert.notEqual(again.json.id, made.json.id);
    assert.equal((await send('POST', `${path}/createLink`, { type: 'own', scope: 'users' })).status, 400);
  });

  it('invite gives each person a right, the same one under the same id', async () => {
    const path = `/drives/${drive}/items/${await itemId('Folder/a.txt')}`;
    const from = simulator.control.logs(tenant).unifiedAudit.length;
    const body = {
      recipients: [{ email: tom }, { email: 'ines@mail.example.com' }],
      ...{ roles: ['write'], requireSignIn: true, sendInvitation: false },
    };
    const { status, json } = await send('POST', `${path}/invite`, body);
    assert.deepEqual([status, json.value.length], [200, 2]);
    assert.ok(!('invitation' in json.value[0]) && json.value[1].invitation.email === 'ines@mail.example.com');
    assert.ok(
      operations(from).some(({ Operation, TargetUserOrGroupName: who }) => Operation === 'SharingSet' && who === tom),
    );
    await send('POST', `${path}/invite`, body);
    const named = (await permissionsOf('Folder/a.txt')).filter(({ inheritedFrom }) => !inheritedFrom);
    assert.equal(named.length, 2);
    await send('DELETE', `${path}/permissions/${json.value[0].id}`);
    const again = await send('POST', `${path}/invite`, body);
    assert.equal(again.json.value[0].id, json.value[0].id);
    assert.equal((await send('POST', `${path}/invite`, { ...body, recipients: [{ alias: 'tom' }] })).status, 400);
  });

  it('the control does the same by HTTP', async () => {
    const post = (name: string, body: object): Promise<Answer> =>
      call(simulator, `${simulator.control.url}${name}`, {
        ...{ method: 'POST', headers: { authorization: `Bearer ${simulator.control.key}` }, body: { tenant, ...body } },
      });
    const base64 = Buffer.from('by HTTP').toString('base64');
    const { json } = await post('putFile', {
      store: helen,
      path: 'http.txt',
      base64,
      truth: { class: 'PHI', patients: 1 },
    });
    assert.equal(json.id, await itemId('http.txt'));
    assert.equal((await post('share', { store: helen, path: 'http.txt', kind: 'anonymous' })).status, 200);
    const { json: truth } = await post('groundTruth', {});
    const found = truth.find(({ item }: Json) => item === json.id);
    assert.deepEqual([found.class, found.shares[0].kind], ['PHI', 'anonymous']);
  });

  it('nothing that was accepted is wrong by the metadata', (t) => checkTrace(simulator, (why) => t.skip(why)));
});
