import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { People } from './people.ts';
import { shareOf } from './shares.ts';

const people: People = {
  members: [],
  guests: new Map([['guest-1', 'rosa@mail.example.org']]),
  domains: new Set(['clinic.example.com']),
};
const nina = { user: { id: 'u1', displayName: 'Nina Ochoa', email: 'nina@clinic.example.com' } };
const outsider = { user: { id: 'u2', displayName: 'Heart Center', email: 'intake@heart.example.org' } };
const inSharePoint = (loginName: string, displayName = 'Somebody') => ({ siteUser: { loginName, displayName } });

for (const [what, permission, share] of [
  [
    'a link for anybody',
    { roles: ['read'], link: { scope: 'anonymous', type: 'view' }, hasPassword: true },
    { kind: 'anonymous', access: 'view', grantees: [], hasPassword: true },
  ],
  [
    'a link for anybody that edits and expires',
    { roles: ['write'], link: { scope: 'anonymous', type: 'edit' }, expirationDateTime: '2026-12-01T00:00:00Z' },
    { kind: 'anonymous', access: 'edit', grantees: [], expiresAt: '2026-12-01T00:00:00Z' },
  ],
  [
    'a link for the organization that lets nobody download',
    { roles: ['read'], link: { scope: 'organization', type: 'view', preventsDownload: true } },
    { kind: 'organization', access: 'blocks-download', grantees: [] },
  ],
  [
    'a link for a colleague',
    { roles: ['read'], link: { scope: 'users', type: 'view' }, grantedToIdentitiesV2: [nina] },
    { kind: 'specific', access: 'view', grantees: ['nina@clinic.example.com'] },
  ],
  [
    'a link for somebody outside',
    { roles: ['read'], link: { scope: 'users', type: 'view' }, grantedToIdentitiesV2: [nina, outsider] },
    {
      kind: 'specific',
      access: 'view',
      grantees: ['nina@clinic.example.com', 'intake@heart.example.org'],
      outside: true,
    },
  ],
  [
    'a grant to a colleague, from the folder above',
    { roles: ['write'], grantedToV2: nina, inheritedFrom: {} },
    { kind: 'member', access: 'edit', grantees: ['nina@clinic.example.com'], inherited: true },
  ],
  [
    'the owner',
    { roles: ['owner'], grantedToV2: nina },
    { kind: 'member', access: 'owner', grantees: ['nina@clinic.example.com'] },
  ],
  [
    'a guest of the directory',
    { roles: ['read'], grantedToV2: { user: { id: 'guest-1', displayName: 'Rosa' } } },
    { kind: 'guest', access: 'view', grantees: ['rosa@mail.example.org'], outside: true },
  ],
  [
    'a guest by the name of the account',
    { roles: ['read'], grantedToV2: inSharePoint('i:0#.f|membership|rosa_mail.example.org#ext#@clinic.example.com') },
    { kind: 'guest', access: 'view', grantees: ['rosa@mail.example.org'], outside: true },
  ],
  [
    'an invitation that nobody took up',
    {
      roles: ['read'],
      invitation: { email: 'lab@other.example.org', invitedBy: { user: { email: 'nina@clinic.example.com' } } },
    },
    {
      kind: 'guest',
      access: 'view',
      grantees: ['lab@other.example.org'],
      createdBy: 'nina@clinic.example.com',
      outside: true,
    },
  ],
  [
    'everyone except external users',
    { roles: ['read'], grantedToV2: inSharePoint('c:0-.f|rolemanager|spo-grid-all-users/7c1a', 'Everyone except …') },
    { kind: 'organization', access: 'view', grantees: ['Everyone except …'] },
  ],
  [
    'everyone, guests too',
    { roles: ['read'], grantedToV2: inSharePoint('c:0(.s|true', 'Everyone') },
    { kind: 'guest', access: 'view', grantees: ['Everyone'], outside: true },
  ],
  [
    'the members of a site',
    {
      roles: ['write'],
      grantedToV2: { siteGroup: { displayName: 'Referrals Members', loginName: 'Referrals Members' } },
    },
    { kind: 'member', access: 'edit', grantees: ['Referrals Members'] },
  ],
] as const)
  it(`S0-40: ${what} is read as such`, () => {
    assert.deepEqual(shareOf({ id: 'p1', ...permission }, people), { id: 'p1', ...share });
  });

it('a permission without an id is none', () => assert.equal(shareOf({ roles: ['read'] }, people), undefined));
