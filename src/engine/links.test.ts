import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { guestSignIns } from './guest-sign-ins.ts';
import { type KnownItem, type KnownStore, riskOf } from './inventory-item.ts';
import { BehindCount, type Behind, type KnownShare, linkHistory, linkOf, staleness } from './links.ts';
import { planLinks } from './links-plan.ts';

const at = '2026-11-20T12:00:00.000Z';
const store: KnownStore = {
  ...{
    id: 'drive:d1',
    kind: 'onedrive',
    name: 'Nina',
    url: 'https://x.sharepoint.com/personal/nina/Documents',
    site: null,
  },
  ...{ owner: 'nina@example.com', state: 'scanned', detail: '', scannedAt: at },
};
const share = (more: Partial<KnownShare> = {}): KnownShare => ({
  ...{ store: 'drive:d1', item: 'f', id: 'p1', kind: 'anonymous', access: 'view', grantees: [], outside: false },
  ...{ createdAt: null, createdBy: null, lastUsedAt: null, expiresAt: null, hasPassword: false, inherited: false },
  foundAt: '2026-11-19T00:00:00.000Z',
  ...more,
});
const phi: Behind = { items: 1, phi: 1, sensitive: 0, patients: 3, unread: 0 };
const none: Behind = { items: 1, phi: 0, sensitive: 0, patients: 0, unread: 0 };
const url = 'https://x.sharepoint.com/personal/nina/Documents/Lab Results/a.pdf';
const log = { from: '2026-01-01T00:00:00.000Z', to: '2026-11-20T08:00:00.000Z' };
const made = (when: string) => ({ operation: 'AnonymousLinkCreated', url, at: when });
const used = (when: string, where = url) => ({ operation: 'AnonymousLinkUsed', url: where, at: when });

for (const { what, records, span, more = {}, state, use } of [
  { what: 'the log is not kept', records: [], state: 'unknown', use: 'unknown' },
  { what: 'the log holds no use and reaches back', records: [], span: log, state: 'stale', use: 'none-logged' },
  {
    what: 'the log begins too late',
    records: [],
    span: { ...log, from: '2026-09-01T00:00:00.000Z' },
    state: 'unknown',
    use: 'none-logged',
  },
  {
    what: 'the log ended long ago',
    records: [],
    span: { ...log, to: '2026-10-01T00:00:00.000Z' },
    state: 'unknown',
    use: 'unknown',
  },
  {
    what: 'it was used last week',
    records: [used('2026-11-13T00:00:00.000Z')],
    span: log,
    state: 'fresh',
    use: 'used',
  },
  {
    what: 'it was used 91 days ago',
    records: [used('2026-08-21T00:00:00.000Z')],
    span: log,
    state: 'stale',
    use: 'used',
  },
  {
    what: 'it was used 90 days ago to the minute',
    records: [used('2026-08-22T12:00:00.000Z')],
    span: log,
    state: 'fresh',
    use: 'used',
  },
  {
    what: 'the log spells the address with escapes',
    records: [used('2026-11-13T00:00:00.000Z', url.replaceAll(' ', '%20').toUpperCase())],
    span: log,
    state: 'fresh',
    use: 'used',
  },
  {
    what: 'it is a month old and was not used',
    records: [made('2026-10-20T00:00:00.000Z')],
    span: log,
    state: 'fresh',
    use: 'none-logged',
  },
  {
    what: 'it has expired',
    records: [],
    span: log,
    more: { expiresAt: '2026-11-01T00:00:00.000Z' },
    state: 'fresh',
    use: 'none-logged',
  },
  {
    what: 'it is a right of a guest',
    records: [],
    span: log,
    more: { kind: 'guest' },
    state: 'unknown',
    use: 'unknown',
  },
  {
    what: 'another kind of link was used there',
    records: [used('2026-11-13T00:00:00.000Z')],
    span: log,
    more: { kind: 'specific' },
    state: 'stale',
    use: 'none-logged',
  },
] as {
  what: string;
  records: { operation: string; url: string; at: string }[];
  span?: typeof log;
  more?: Partial<KnownShare>;
  state: string;
  use: string;
}[]) {
  it(`S0-45: a link is ${state} after 90 days where ${what}`, () => {
    const link = linkOf(share(more), store, phi, {
      url,
      history: linkHistory(records),
      at,
      ...(span && { log: span }),
    });
    assert.equal(link.lastUse.state, use);
    assert.equal(staleness(link, 90, at), state);
  });
}

for (const { what, more, behind, severity } of [
  { what: 'an Anyone link to PHI', more: {}, behind: phi, severity: 'critical' },
  { what: 'an Anyone link to what could not be read', more: {}, behind: { ...none, unread: 1 }, severity: 'medium' },
  { what: 'an Anyone link to no PHI', more: {}, behind: none, severity: 'low' },
  { what: 'a guest at PHI', more: { kind: 'guest', outside: true }, behind: phi, severity: 'high' },
  {
    what: 'a guest at extra-sensitive PHI',
    more: { kind: 'guest', outside: true },
    behind: { ...phi, sensitive: 1 },
    severity: 'critical',
  },
  { what: 'a link for named people inside', more: { kind: 'specific' }, behind: phi, severity: 'info' },
  { what: 'a link for everyone here to PHI', more: { kind: 'organization' }, behind: phi, severity: 'high' },
  {
    what: 'an Anyone link that has expired',
    more: { expiresAt: '2026-11-20T11:59:59.000Z' },
    behind: phi,
    severity: 'info',
  },
] as { what: string; more: Partial<KnownShare>; behind: Behind; severity: string }[]) {
  it(`S0-40: ${what} is ${severity}`, () => {
    assert.equal(linkOf(share(more), store, behind, { url, history: new Map(), at }).severity, severity);
  });
}

describe('what lies behind a link', () => {
  const item = (id: string, folders: string[], more: Partial<KnownItem>): KnownItem & { folders: string[] } => ({
    ...{ store: 'drive:d1', id, parent: null, class: 'NONE', patients: 0, partial: false, kind: 'txt', counts: {} },
    ...{ sensitive: [], states: [], earliestDate: null, exposure: 'anonymous', label: null, modifiedAt: null },
    people: [],
    ...more,
    folders,
  });
  it('S0-40: of a folder is all below it, and the same patient counts once', () => {
    const count = new BehindCount(new Set(['folder', 'b']));
    count.add(item('a', ['root', 'folder'], { class: 'PHI', patients: 1, people: ['mrn:1'] }));
    count.add(item('b', ['root', 'folder', 'deeper'], { class: 'PHI_SENSITIVE', patients: 1, people: ['mrn:1'] }));
    count.add(item('c', ['root', 'folder'], { class: 'UNREADABLE' }));
    count.add(item('d', ['root'], { class: 'PHI', patients: 9 }));
    assert.deepEqual(count.of('folder'), { items: 3, phi: 2, sensitive: 1, unread: 1, patients: 1 });
    assert.deepEqual(count.of('b'), { items: 1, phi: 1, sensitive: 1, unread: 0, patients: 1 });
    assert.deepEqual(count.of('nothing'), { items: 0, phi: 0, sensitive: 0, unread: 0, patients: 0 });
  });
});

describe("a guest's last use", () => {
  const users = [
    {
      ...{ userPrincipalName: 'ines_mail.example.com#EXT#@clinic.example.com', userType: 'Guest' },
      ...{ createdDateTime: '2025-01-01T00:00:00.000Z' },
      signInActivity: {
        lastSignInDateTime: '2026-03-01T08:00:00.000Z',
        lastNonInteractiveSignInDateTime: '2026-03-02T08:00:00.000Z',
      },
    },
    {
      ...{ userPrincipalName: 'omar_mail.example.com#EXT#@clinic.example.com', userType: 'Guest' },
      ...{ createdDateTime: '2026-11-01T00:00:00.000Z', signInActivity: null },
    },
  ] as unknown as Parameters<typeof guestSignIns>[0];
  for (const [what, grantees, readAt, lastUse, state] of [
    ['signed in long ago', ['Ines@mail.example.com'], at, '2026-03-02T08:00:00.000Z', 'stale'],
    ['never signed in since the invitation', ['omar@mail.example.com'], at, '2026-11-01T00:00:00.000Z', 'unknown'],
    [
      'is one of two, of whom the newest counts',
      ['ines@mail.example.com', 'omar@mail.example.com'],
      at,
      '2026-11-01T00:00:00.000Z',
      'unknown',
    ],
    ['has no account here', ['who@mail.example.com'], at, undefined, 'unknown'],
    ['was read a month ago', ['ines@mail.example.com'], '2026-10-20T00:00:00.000Z', undefined, 'unknown'],
  ] as const)
    it(`S0-45: a guest who ${what} used the right ${lastUse ? `not after ${lastUse.slice(0, 10)}` : 'nobody knows when'}`, () => {
      const right = share({ kind: 'guest', grantees: [...grantees], outside: true });
      const guests = guestSignIns(users, readAt);
      const link = linkOf(right, store, phi, { url, history: new Map(), guests, at });
      const expected = lastUse ? { state: 'none-logged', since: lastUse } : undefined;
      if (expected) assert.deepEqual(link.lastUse, expected);
      else assert.equal(link.lastUse.state, 'unknown');
      assert.equal(staleness(link, 90, at), state);
    });

  it('S0-45: without a license for sign-in activity nothing is known of guests', () => {
    const unlicensed = users.map((user) => ({ ...user, signInActivity: null }));
    assert.equal(guestSignIns(unlicensed as typeof users, at).last.size, 0);
  });
});

describe('the plan that ends links', () => {
  const planned = (...shares: KnownShare[]) =>
    planLinks(
      shares.map((one) => linkOf(one, store, phi, { url, history: new Map(), at })),
      {
        ...{ tenant: { id: 't', name: 'Clinic' }, baseline: 'hipaa', takenAt: at, at, shares },
        fingerprint: (grantees) => `h${grantees.length}`,
      },
    );
  const ines = ['ines@mail.example.com'];

  it('S0-45: an address that was ended has no way back, a right of a person has', () => {
    const { changes } = planned(share(), share({ kind: 'guest', id: 'p/2', grantees: ines }));
    assert.match(JSON.stringify(changes[0]!.undo), /The address stays dead/);
    assert.equal(changes[1]!.undo, 'restore');
    assert.equal(changes[1]!.call, 'DELETE /drives/d1/items/f/permissions/p%2F2');
    assert.deepEqual(changes[1]!.match, { drive: 'd1', item: 'f', share: 'p/2', like: 'guest view h1' });
  });

  it('S0-59: it names no file and nobody', () => {
    const text = JSON.stringify(planned(share({ kind: 'guest', grantees: ines })));
    assert.ok(!text.includes('ines') && !text.includes('Lab Results'));
  });

  for (const [what, more, says] of [
    ['with a password', { hasPassword: true }, /nobody can read the password/],
    ['for a group', { kind: 'member', grantees: ['Front desk'] }, /a group or an account without an address/],
    ['that blocks downloads', { access: 'blocks-download' }, /is not made again/],
  ] as const satisfies readonly (readonly [string, Partial<KnownShare>, RegExp])[])
    it(`S0-45: a share ${what} is said not to come back before anybody approves`, () => {
      assert.match(JSON.stringify(planned(share(more)).changes[0]!.undo), says);
    });

  it('S0-45: what is over by itself, and what an owner holds, is refused with the reason', () => {
    const over = share({ id: 'a', expiresAt: '2026-11-01T00:00:00.000Z' });
    const owner = share({ id: 'b', kind: 'guest', access: 'owner', grantees: ines });
    const { changes, refused } = planned(over, owner);
    assert.deepEqual([changes.length, refused.length], [0, 2]);
    assert.match(refused[0]!.why, /over by itself/);
    assert.match(refused[1]!.why, /owner keeps/);
  });

  it('S0-45: two shares of a file that give the same are told apart', () => {
    const { changes } = planned(share({ id: 'a' }), share({ id: 'b' }));
    assert.deepEqual(
      changes.map(({ match }) => match!['like']),
      ['anonymous view h0 b', 'anonymous view h0 a'],
    );
  });
});

for (const { what, item, risk } of [
  {
    what: 'sensitive, open to anyone, unchanged for seven years',
    item: ['PHI_SENSITIVE', 'anonymous', '2019-11-01T00:00:00Z'],
    risk: 60,
  },
  { what: 'PHI, open to everyone here, two years', item: ['PHI', 'organization', '2024-11-01T00:00:00Z'], risk: 12 },
  { what: 'PHI of one person, this year', item: ['PHI', 'private', '2026-11-01T00:00:00Z'], risk: 2 },
  { what: 'no PHI, open to anyone', item: ['NONE', 'anonymous', '2010-11-01T00:00:00Z'], risk: 0 },
] as const) {
  it(`S0-51: the rank of an item (${what}) is ${risk}`, () => {
    const [found, exposure, modifiedAt] = item;
    assert.equal(riskOf({ class: found, exposure, modifiedAt }, at), risk);
  });
}
