import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { tenant } from '../../test/tenant.ts';
import { type Organization, noOrganization } from '../core/organization.ts';
import { type PhiStores, usualStores } from '../core/phi-stores.ts';
import { planStores } from './site-template.ts';

const url = 'https://clinic.sharepoint.com/sites/phi-therapy';
const security = '00000000-0000-4000-8000-00000000000a';
const unified = '00000000-0000-4000-8000-00000000000b';
const therapy = { name: 'PHI Therapy', path: 'phi-therapy', access: { therapy: 'edit-no-share' as const } };
const declared: PhiStores = {
  host: 'clinic.sharepoint.com',
  owner: 'ruth@clinic.example.com',
  siteClass: 'Restricted: PHI',
  stores: [therapy],
};
const groups = [
  { id: security, displayName: 'Therapists', groupTypes: [] },
  { id: unified, displayName: 'Therapy team', groupTypes: ['Unified'] },
];
const closed = { url, title: 'PHI Therapy', sharingCapability: 'disabled', membersCanShare: false };
const login = `c:0t.c|tenant|${security}`;
const held = (loginName: string, principalType: string, ...roles: string[]) => ({
  ...{ siteUrl: url, loginName, title: loginName, principalType, roles },
});
const owners = held('PHI Therapy Owners', 'sharePointGroup', 'Full Control');

function plan(given: Record<string, unknown>, organization: Partial<Organization> = {}) {
  const made = planStores(tenant({ groups, sites: [], siteRoleAssignments: [], ...given }).snapshot, {
    organization: { ...noOrganization, phiStores: declared, roleGroups: { therapy: [security] }, ...organization },
    baseline: 'clinic',
    at: '2026-11-21T08:00:00.000Z',
  });
  return { ...made, rows: made.changes.map(({ operation, section, match }) => [operation, section, match]) };
}

describe('the template of stores for patient files', () => {
  it('S0-27: a store that is as declared needs nothing', () => {
    const { changes, refused } = plan({
      sites: [{ ...closed, url: url.toUpperCase().replace('HTTPS', 'https') }],
      siteRoleAssignments: [owners, held(login, 'securityGroup', 'Contribute')],
    });
    assert.deepEqual([changes, refused], [[], []]);
  });

  it('S0-27: nobody is let in before the site is there and closed', () => {
    const { changes } = plan({});
    const [site, share, outside, grant, ...rest] = changes;
    assert.deepEqual(
      [site, share, outside, grant].map((change) => [change?.section, change?.operation, change?.dependsOn]),
      [
        ['sites', 'create', []],
        ['sites', 'set', ['c01']],
        ['sites', 'set', ['c01']],
        ['siteRoleAssignments', 'create', ['c01', 'c02', 'c03']],
      ],
    );
    assert.deepEqual(grant?.values, { siteUrl: url, loginName: login, roles: ['Contribute'] });
    assert.deepEqual(
      rest.map(({ operation, match }) => [operation, match?.['loginName']]),
      [
        ['remove', 'PHI Therapy Members'],
        ['remove', 'PHI Therapy Visitors'],
      ],
    );
    assert.equal(typeof site?.undo, 'object', 'a site that may hold files is not deleted');
  });

  it('S3-10: drift of a level, and who holds a right past the groups, are one row each', () => {
    const { changes } = plan({
      sites: [{ ...closed, membersCanShare: true }],
      siteRoleAssignments: [
        owners,
        held(login, 'securityGroup', 'Full Control'),
        held('i:0#.f|membership|kim@clinic.example.com', 'user', 'Read'),
        held('c:0(.s|true', 'securityGroup', 'Read'),
      ],
    });
    assert.deepEqual(
      changes.map(({ operation, match, values, from }) => [operation, match?.['loginName'], values, from['roles']]),
      [
        ['set', undefined, { membersCanShare: false }, undefined],
        ['set', login, { roles: ['Contribute'] }, ['Full Control']],
        ['remove', 'i:0#.f|membership|kim@clinic.example.com', undefined, ['Read']],
        ['remove', 'c:0(.s|true', undefined, ['Read']],
      ],
    );
  });

  it('S3-14: a role without a group gets one, and no access; a group of the name alone is not trusted', () => {
    const none = plan({}, { roleGroups: {} });
    assert.equal(none.changes[0]?.summary, 'Make the security group PHI role therapy');
    assert.ok(!none.rows.some(([operation, section]) => operation === 'create' && section === 'siteRoleAssignments'));
    const lookalike = plan(
      { groups: [{ id: security, displayName: 'PHI role therapy', groupTypes: [] }] },
      { roleGroups: {} },
    );
    assert.ok(!lookalike.rows.some(([, section]) => section === 'groups' || section === undefined));
    assert.ok(
      !lookalike.rows.some(([operation, section]) => operation === 'create' && section === 'siteRoleAssignments'),
    );
    assert.match(lookalike.refused[0]!.why, new RegExp(`roleGroups.therapy: \\[${security}\\]`));
    const gone = plan({ groups: [] });
    assert.match(gone.refused[0]!.why, /names a group that is not there/);
  });

  it('a Microsoft 365 group has another login name', () => {
    const { changes } = plan({ sites: [closed] }, { roleGroups: { therapy: [unified.toUpperCase()] } });
    assert.equal(changes[0]?.match?.['loginName'], `c:0o.c|federateddirectoryclaimprovider|${unified}`);
  });

  it('a group of two roles gets the more that either has, in any order', () => {
    for (const access of [
      { therapy: 'edit-no-share', clinical: 'read' },
      { clinical: 'read', therapy: 'edit-no-share' },
    ] as const) {
      const { changes } = plan(
        { sites: [closed] },
        {
          phiStores: { ...declared, stores: [{ ...therapy, access }] },
          roleGroups: { therapy: [security], clinical: [security] },
        },
      );
      assert.deepEqual(
        changes.map(({ values }) => values?.['roles']),
        [['Contribute']],
      );
    }
  });

  it('S0-28: members share only where a role may edit and share; S0-30: the label of a site follows', () => {
    const label = '00000000-0000-4000-8000-0000000000ff';
    const { changes } = plan(
      { sites: [closed], siteRoleAssignments: [owners, held(login, 'securityGroup', 'Contribute')] },
      { phiStores: { ...declared, label, stores: [{ ...therapy, access: { therapy: 'edit' } }] } },
    );
    assert.deepEqual(
      changes.map(({ values, controls }) => [values, controls]),
      [
        [{ membersCanShare: true }, ['sharepoint.phi-site-members-cannot-reshare']],
        [{ sensitivityLabel: label }, ['sharepoint.phi-sites-labeled']],
      ],
    );
  });

  it('says what to collect and to declare', () => {
    const options = { baseline: 'clinic', at: '2026-11-21T08:00:00.000Z' };
    const made = (phiStores?: PhiStores) => () =>
      planStores(tenant({}).snapshot, {
        ...options,
        organization: { ...noOrganization, ...(phiStores && { phiStores }) },
      });
    assert.throws(made(declared), /needs sites, which the last collection did not read/);
    assert.throws(made(), /No stores for patient files are declared/);
  });

  it('S0-27, S3-22: of the usual stores no role but therapy reaches Therapy', () => {
    const stores = usualStores.filter(({ name }) => name === 'PHI Therapy');
    assert.deepEqual(
      stores.map(({ access }) => access),
      [{ therapy: 'edit-no-share' }],
    );
  });
});
