import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type LiveBench, startLiveBench } from '../../test/live.ts';
import { type Answer, call, tokenCall } from '../../test/simulator/client.ts';

const root = 'https://larkmeadow-example.sharepoint.com';
const host = 'larkmeadow-example.sharepoint.com';
const roles = ['clinical', 'therapy', 'billing', 'front-desk'];
/** Who works as what, by user id of the clinic. */
const people: Record<string, { id: string; name: string }> = {
  clinical: { id: '7c1a5e00-0100-4000-8000-000000000003', name: 'priya.castellanos@larkmeadow.example.com' },
  therapy: { id: '7c1a5e00-0100-4000-8000-000000000004', name: 'tom.delacroix@larkmeadow.example.com' },
  billing: { id: '7c1a5e00-0100-4000-8000-000000000005', name: 'wanda.estes@larkmeadow.example.com' },
  'front-desk': { id: '7c1a5e00-0100-4000-8000-000000000006', name: 'jolene.fuentes@larkmeadow.example.com' },
};
const owner = 'helen.aguirre@larkmeadow.example.com';

interface PlanSeen {
  id: string;
  changes: { id: string; section: string; operation: string; summary: string; match: Record<string, string> }[];
  refused: { title: string; why: string }[];
}

describe('stores for patient files, through the command line', () => {
  let bench: LiveBench;
  before(async () => {
    bench = await startLiveBench();
    await bench.connect('read-settings', 'change');
  });
  after(() => bench.close());

  const declare = (groups: Record<string, string> = {}, more = '') =>
    writeFileSync(
      join(bench.cwd, 'wardline.yaml'),
      [
        'organization: { name: Larkmeadow }',
        `phiStores: { host: ${host}, owner: ${owner}, siteClass: "Restricted: PHI" }`,
        `roleGroups: { ${Object.entries(groups)
          .map(([role, id]) => `${role}: [${id}]`)
          .join(', ')} }`,
        more,
      ].join('\n'),
    );
  const state = (collection: string) => bench.simulator.control.state(bench.tenantId)[collection] ?? {};
  const plan = async (): Promise<PlanSeen> => {
    await bench.run('collect');
    const { exit, out, err } = await bench.run('plan', '--template', 'phi-sites');
    assert.equal(exit, 0, err);
    return JSON.parse(out) as PlanSeen;
  };
  const apply = async ({ id }: PlanSeen) => {
    const { exit, out, err } = await bench.run('apply', '--plan-id', id, '--yes');
    assert.equal(exit, 0, err + out);
    return (JSON.parse(out) as { run: string }).run;
  };
  const groupsByRole = () =>
    Object.fromEntries(
      roles.map((role) => [
        role,
        String(Object.values(state('groups')).find((group) => group['displayName'] === `PHI role ${role}`)?.['id']),
      ]),
    );
  /** A person's own token for the clinic's sites. */
  const tokenOf = async (person: string): Promise<string> => {
    const { control } = bench.simulator;
    const { appId } = control.registerApp(bench.tenantId, {
      displayName: 'Files',
      scopes: { sharepoint: ['AllSites.FullControl'] },
    });
    const started = await call(
      bench.simulator,
      `https://login.microsoftonline.com/${bench.tenantId}/oauth2/v2.0/devicecode`,
      { method: 'POST', body: new URLSearchParams({ client_id: appId, scope: `${root}/.default` }) },
    );
    control.answerDeviceCode(started.json.user_code, person);
    const answer = await tokenCall(bench.simulator, bench.tenantId, {
      grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
      client_id: appId,
      device_code: started.json.device_code,
    });
    assert.equal(answer.status, 200, answer.text);
    return answer.json.access_token as string;
  };
  const open = (token: string, path: string): Promise<Answer> =>
    call(bench.simulator, `${root}/sites/${path}/_api/web`, { token, headers: { accept: 'application/json' } });
  const share = (token: string, path: string): Promise<Answer> =>
    call(bench.simulator, `${root}/sites/${path}/_api/SP.Web.ShareObject`, {
      method: 'POST',
      token,
      headers: { accept: 'application/json' },
      body: { peoplePickerInput: 'dale.oakes@larkmeadow.example.com', roleValue: 'role:1073741826' },
    });

  it('S0-28, S3-10: the matrix of roles and permissions is data and is printed', async () => {
    assert.equal((await bench.run('access', 'matrix')).exit, 64, 'nothing is declared');
    declare();
    const { exit, out, err } = await bench.run('access', 'matrix', '-o', 'csv');
    assert.equal(exit, 0);
    assert.deepEqual(out.trim().split(/\r?\n/), [
      'Store,Class,Owner,clinical,therapy,billing,front-desk',
      `PHI Clinical,Restricted: PHI,${owner},edit-no-share,read,none,none`,
      `PHI Billing,Restricted: PHI,${owner},none,none,edit-no-share,none`,
      `PHI Front desk,Restricted: PHI,${owner},read,none,read,edit-no-share`,
      `PHI Therapy,Restricted: PHI,${owner},none,edit-no-share,none,none`,
    ]);
    assert.match(err, /front-desk has no group/);
  });

  it('S3-14: makes a group for each job role, and lets nobody in before a person declared it', async () => {
    const first = await plan();
    assert.deepEqual(
      first.changes.filter(({ section }) => section === 'groups').map(({ summary }) => summary),
      roles.map((role) => `Make the security group PHI role ${role}`),
    );
    assert.equal(first.refused.length, 4);
    assert.ok(
      !first.changes.some(({ section, operation }) => section === 'siteRoleAssignments' && operation !== 'remove'),
      'no role has access yet',
    );
    const script = await bench.run('plan', 'script', '--plan-id', first.id);
    assert.match(
      script.out,
      /By hand: New-SPOSite -Url 'https:\/\/larkmeadow-example\.sharepoint\.com\/sites\/phi-therapy'/,
    );
    await apply(first);
    for (const role of roles) {
      const made = Object.values(state('groups')).filter((group) => group['displayName'] === `PHI role ${role}`);
      assert.equal(made.length, 1);
      assert.deepEqual([made[0]!['securityEnabled'], made[0]!['mailEnabled']], [true, false]);
    }
    // Whoever made a group of that name first must not be let in by it: the id has to be declared.
    const second = await plan();
    assert.deepEqual(second.changes, []);
    for (const [role, id] of Object.entries(groupsByRole()))
      assert.ok(
        second.refused.some(({ why }) => why.includes(`roleGroups.${role}: [${id}]`)),
        role,
      );
  });

  it('S0-27, S0-30: applied, each store holds the declared permissions, class and owner; a second run changes nothing', async () => {
    declare(groupsByRole());
    await apply(await plan());
    const login = (role: string) => `c:0t.c|tenant|${groupsByRole()[role]}`;
    const wanted: Record<string, [string, string][]> = {
      'phi-clinical': [
        ['clinical', 'Contribute'],
        ['therapy', 'Read'],
      ],
      'phi-billing': [['billing', 'Contribute']],
      'phi-front-desk': [
        ['front-desk', 'Contribute'],
        ['billing', 'Read'],
        ['clinical', 'Read'],
      ],
      'phi-therapy': [['therapy', 'Contribute']],
    };
    for (const [path, grants] of Object.entries(wanted)) {
      const site = state('sites')[`${root}/sites/${path}`]!;
      const held = (site['Permissions'] as { LoginName: string; Roles: string[] }[]).map(
        ({ LoginName, Roles }) => `${LoginName} ${Roles.join()}`,
      );
      const owners = `${String(site['Title'])} Owners Full Control`;
      assert.deepEqual(
        held.toSorted(),
        [owners, ...grants.map(([role, level]) => `${login(role)} ${level}`)].toSorted(),
        path,
      );
      assert.deepEqual(
        [site['MembersCanShare'], site['SharingCapability'], site['Classification'], site['Owner'], site['Template']],
        [false, 0, 'Restricted: PHI', owner, 'STS#3'],
      );
    }
    const writes = bench.simulator.control.writes(bench.tenantId).length;
    const again = await plan();
    assert.deepEqual([again.changes, again.refused], [[], []]);
    assert.equal(bench.simulator.control.writes(bench.tenantId).length, writes);
  });

  it('S0-27, S0-28, S3-22: the front desk cannot reach Therapy; a member edits and cannot share; a reader reads', async () => {
    for (const [role, { id }] of Object.entries(people))
      bench.simulator.control.change(bench.tenantId, {
        collection: `groupMembers/${groupsByRole()[role]}`,
        id,
        values: { id },
      });
    const [desk, therapist, helen] = [
      await tokenOf(people['front-desk']!.name),
      await tokenOf(people['therapy']!.name),
      await tokenOf(owner),
    ];
    assert.equal((await open(desk, 'phi-therapy')).status, 403);
    assert.equal((await open(desk, 'phi-clinical')).status, 403);
    assert.equal((await open(desk, 'phi-front-desk')).status, 200);
    assert.equal((await open(therapist, 'phi-therapy')).status, 200);
    assert.equal((await open(therapist, 'phi-billing')).status, 403);
    assert.equal((await share(therapist, 'phi-therapy')).status, 403, 'a member does not share');
    assert.equal((await share(desk, 'phi-therapy')).status, 403);
    // AddListItems 0x2, EditListItems 0x4, ViewListItems 0x1: SPBasePermissions.
    const rights = async (path: string, name: string) => {
      const query = `getusereffectivepermissions(@u)?@u=${encodeURIComponent(`'i:0#.f|membership|${name}'`)}`;
      const { json } = await call(bench.simulator, `${root}/sites/${path}/_api/web/${query}`, {
        token: helen,
        headers: { accept: 'application/json' },
      });
      return Number(json.Low) & 0x7;
    };
    assert.equal(await rights('phi-therapy', people['therapy']!.name), 0x7, 'a member edits');
    assert.equal(await rights('phi-clinical', people['therapy']!.name), 0x1, 'a reader reads');
    assert.equal(await rights('phi-therapy', people['front-desk']!.name), 0, 'the front desk has no right at all');
    assert.equal((await share(helen, 'phi-therapy')).status, 200, 'the owner shares');
  });

  it('S3-15: 12 direct grants on a store are 12 rows of the plan, and undo gives them back', async () => {
    const key = `${root}/sites/phi-billing`;
    const before = state('sites')[key]!['Permissions'] as object[];
    const users = Object.values(state('users')).slice(0, 12);
    const direct = users.map((user) => ({
      LoginName: `i:0#.f|membership|${String(user['userPrincipalName']).toLowerCase()}`,
      Title: user['displayName'],
      PrincipalType: 1,
      Roles: ['Edit'],
    }));
    bench.simulator.control.change(bench.tenantId, {
      collection: 'sites',
      id: key,
      values: { Permissions: [...before, ...direct] },
    });
    // What the owner shared in the test before is one more of them, on another store.
    const converting = await plan();
    const rows = converting.changes.filter(({ match }) => match['siteUrl'] === key);
    assert.deepEqual(
      rows.map(({ operation, match }) => `${operation} ${match['loginName']}`).toSorted(),
      direct.map(({ LoginName }) => `remove ${LoginName}`).toSorted(),
    );
    assert.equal(rows.length, 12);
    const run = await apply(converting);
    assert.deepEqual(state('sites')[key]!['Permissions'], before);
    const undone = await bench.run('undo', run, '--yes', '--reason', 'The billing manager asked for them back.');
    assert.equal(undone.exit, 0, undone.err + undone.out);
    const back = (state('sites')[key]!['Permissions'] as { LoginName: string; Roles: string[] }[]).filter(
      ({ LoginName }) => LoginName.startsWith('i:0#'),
    );
    assert.deepEqual(
      back.map(({ LoginName, Roles }) => `${LoginName} ${Roles.join()}`).toSorted(),
      direct.map(({ LoginName }) => `${LoginName} Edit`).toSorted(),
    );
  });

  const wrong: Record<string, [string, RegExp]> = {
    'mixed levels': [
      'phiStores: { host: a.sharepoint.com, owner: a@b.example.com, stores: [{ name: A, path: a, access: { billing: edit, clinical: edit-no-share } }] }',
      /must not mix edit and edit-no-share/,
    ],
    'a host of nobody': ['phiStores: { host: a.example.com, owner: a@b.example.com }', /must be a host such as/],
    'a path that leaves /sites/': [
      'phiStores: { host: a.sharepoint.com, owner: a@b.example.com, stores: [{ name: A, path: ../x, access: {} }] }',
      /small letters, digits and hyphens/,
    ],
    'two stores in one place': [
      'phiStores: { host: a.sharepoint.com, owner: a@b.example.com, stores: [{ name: A, path: a, access: {} }, { name: B, path: a, access: {} }] }',
      /another path for each store/,
    ],
  };
  for (const [name, [text, message]] of Object.entries(wrong))
    it(`S0-27: refuses ${name}`, async () => {
      writeFileSync(join(bench.cwd, 'wrong.yaml'), text);
      const { exit, err } = await bench.run('access', 'matrix', '--organization', 'wrong.yaml');
      assert.equal(exit, 65);
      assert.match(err, message);
    });
});
