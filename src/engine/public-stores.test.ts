import assert from 'node:assert/strict';
import { it } from 'node:test';
import { type TeamAccess, teamAccess } from './public-stores.ts';

const site = (url: string, groupId: string) => ({ url, groupId }) as never;
const group = (id: string, visibility: string | null) => ({ id, visibility }) as never;
const none = '00000000-0000-0000-0000-000000000000';
const access = teamAccess({
  sites: {
    status: 'read',
    data: [
      site('https://c.sharepoint.com/sites/Open/', 'G1'),
      site('https://c.sharepoint.com/sites/shut', 'g2'),
      site('https://c.sharepoint.com/sites/alone', none),
      site('https://c.sharepoint.com/sites/unread', 'g9'),
    ],
  },
  groups: {
    status: 'read',
    data: [group('g1', 'Public'), group('G2', 'Private'), group('g3', 'HiddenMembership'), group('g4', null)],
  },
});
const library = (name: string) => ({
  id: 'drive:d',
  kind: 'library' as const,
  site: `https://c.sharepoint.com/sites/${name}`,
});
const channel = (team: string) => ({ id: `channel:${team}/19:x`, kind: 'channel' as const, site: null });

for (const [what, store, expected] of [
  ['a library of a public group', library('open'), 'public'],
  ['a library of a private group', library('shut'), 'private'],
  ['a site without a group', library('alone'), undefined],
  ['a site whose group was not read', library('unread'), 'unknown'],
  ['a site that was not read', library('elsewhere'), 'unknown'],
  ['a channel of a public team', channel('G1'), 'public'],
  ['a channel of a team with hidden members', channel('g3'), 'private'],
  ['a channel of a team whose visibility is not told', channel('g4'), 'unknown'],
  ['a mailbox', { id: 'mailbox:u', kind: 'mailbox', site: null }, undefined],
] as const)
  it(`S0-48: ${what} is ${String(expected satisfies TeamAccess | undefined)}`, () =>
    assert.equal(access(store), expected));

it('S0-48: without a snapshot a library is unknown, and not private', () => {
  assert.equal(teamAccess(undefined)(library('shut')), 'unknown');
});
