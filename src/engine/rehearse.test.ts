import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { block, mfa, policy } from '../../test/conditional-access.ts';
import { tenant } from '../../test/tenant.ts';
import type { Plan, PlannedChange } from '../core/plan.ts';
import type { SignIn } from '../core/sign-in.ts';
import type { Snapshot } from '../core/snapshot.ts';
import { planId } from './plan.ts';
import { type RehearseOptions, localTime, rehearse, withRehearsal } from './rehearse.ts';

const people = ['Priya Castellanos', 'Tom Delacroix', 'Wanda Estes', 'Ruth Medrano', 'Emergency'];
const ids = people.map((_, index) => `00000000-0000-4000-8000-00000000000${index + 1}`);
const [priya, tom, wanda, ruth, emergency] = ids as [string, string, string, string, string];
const principal = (id: string) => `user${ids.indexOf(id) + 1}@example.com`;

function snapshotWith(policies: readonly Record<string, unknown>[] = []): Snapshot {
  return tenant({
    conditionalAccessPolicies: policies,
    users: ids.map((id, index) => ({
      id,
      displayName: people[index],
      userPrincipalName: principal(id),
      userType: 'Member',
    })),
    privilegedUsers: [
      { id: ruth, displayName: 'Ruth Medrano', userPrincipalName: principal(ruth), roles: ['Global Administrator'] },
    ],
    roleAssignments: [],
    userRegistrationDetails: ids.map((id) => ({
      id,
      isMfaCapable: true,
      methodsRegistered: ['microsoftAuthenticatorPush'],
    })),
  }).snapshot;
}

const planned = (id: string, change: Partial<PlannedChange>): PlannedChange => ({
  ...{ id, section: 'conditionalAccessPolicies', operation: 'create', controls: ['entra.managed-device-required'] },
  ...{ call: 'POST', summary: `Change ${id}`, notice: 'Everyone.', undo: 'restore', severity: 'high', citations: [] },
  ...{ why: 'Open.', from: {}, stages: [], dependsOn: [] },
  ...change,
});
const creating = (id: string, given: Parameters<typeof policy>[1]): PlannedChange => {
  const { id: _id, ...values } = policy(`Wardline: ${id}`, given);
  return planned(id, { match: { displayName: `Wardline: ${id}` }, values });
};
const managed = creating('c01', {
  grant: { operator: 'OR', builtInControls: ['compliantDevice', 'domainJoinedDevice'] },
});

const signIn = (user: string, more: Partial<SignIn> = {}): SignIn => ({
  ...{
    id: `${user} ${more.at ?? ''}`,
    at: '2026-11-17T14:00:00Z',
    errorCode: 0,
    applied: [],
    clientAppUsed: 'Browser',
  },
  user: { id: user, name: people[ids.indexOf(user)]!, principalName: principal(user) },
  ...{ app: { id: 'office', name: 'OfficeHome' }, clientApp: 'browser', mfa: true, methods: [] },
  device: {
    id: 'pc',
    operatingSystem: 'Windows 11',
    platform: 'windows',
    compliant: true,
    managed: true,
    trust: 'joined',
  },
  ...more,
});
const phone = (user: string, at: string, operatingSystem: string): SignIn =>
  signIn(user, {
    at,
    app: { id: 'outlook', name: 'Outlook Mobile' },
    ...{ clientApp: 'mobileAppsAndDesktopClients', clientAppUsed: 'Mobile Apps and Desktop clients' },
    device: { id: '', operatingSystem, platform: 'iOS', compliant: false, managed: false, trust: 'none' },
  });
const monday = ['2026-11-16T13:10:00Z', '2026-11-09T13:10:00Z'];
const week: SignIn[] = [
  ...[priya, tom, wanda].flatMap((id) => monday.map((at) => phone(id, at, 'iOS 18.7'))),
  ...[priya, tom, ruth].map((id) => signIn(id)),
];

const options: RehearseOptions = {
  ...{ from: '2026-10-22T00:00:00Z', to: '2026-11-21T00:00:00Z', timeZone: 'America/Chicago' },
  organization: { breakGlass: [principal(emergency)] },
};
const run = async (
  changes: readonly PlannedChange[],
  signIns: readonly SignIn[],
  more: Partial<RehearseOptions> = {},
) => rehearse({ changes }, snapshotWith(), signIns, { ...options, ...more });

describe('rehearsal', () => {
  it('S3-16: names the three nurses, Monday 07:10, unmanaged phone', async () => {
    const { changes, signIns, people: count } = await run([managed], week);
    assert.deepEqual([signIns, count], [9, 4]);
    const [found] = changes;
    assert.deepEqual(found!.counts, { applied: 9, satisfied: 3, interrupted: 0, blocked: 6, unknown: 0, failed: 0 });
    assert.deepEqual(found!.people, { touched: 3, interrupted: 0, blocked: 3, unknown: 0 });
    assert.deepEqual(
      found!.affected.map(({ name, signIns: times, always, first }) => [name, times, always, first.when, first.device]),
      [
        ['Wanda Estes', 2, true, 'Monday 07:10', 'unmanaged phone (iOS 18.7)'],
        ['Priya Castellanos', 2, false, 'Monday 07:10', 'unmanaged phone (iOS 18.7)'],
        ['Tom Delacroix', 2, false, 'Monday 07:10', 'unmanaged phone (iOS 18.7)'],
      ],
    );
    assert.equal(found!.affected[0]!.first.at, '2026-11-09T13:10:00Z', 'the first of them');
    assert.equal(found!.refusal, undefined);
  });

  it('S3-24: a prompt that can be answered locks nobody out', async () => {
    const [found] = (
      await run(
        [creating('c01', { grant: mfa })],
        week.map((entry) => ({ ...entry, mfa: false })),
      )
    ).changes;
    assert.deepEqual(found!.people, { touched: 4, interrupted: 4, blocked: 0, unknown: 0 });
  });

  it('S3-17: who was stopped anyway does not count', async () => {
    const imap = signIn(tom, { clientApp: 'other', clientAppUsed: 'IMAP4', errorCode: 53003 });
    const legacy = creating('c01', { conditions: { clientAppTypes: ['exchangeActiveSync', 'other'] }, grant: block });
    const stopped = await run([legacy], [imap]);
    const [{ counts }] = stopped.changes as [(typeof stopped.changes)[number]];
    assert.deepEqual([stopped.failed, stopped.signIns, counts.applied, counts.failed], [1, 0, 0, 1]);
    const working = await run([legacy], [{ ...imap, errorCode: 0 }]);
    assert.match(working.changes[0]!.affected[0]!.first.why, /legacy authentication \(IMAP4\)/);
  });

  it('S3-16: what cannot be told is unknown, with the reason', async () => {
    const grouped = creating('c01', { users: { includeUsers: [], includeGroups: ['g1'] }, grant: block });
    const [found] = (await run([grouped], week)).changes;
    assert.deepEqual(found!.people, { touched: 4, interrupted: 0, blocked: 0, unknown: 4 });
    assert.deepEqual(found!.unknownBecause, ['the members of a group that the policy names were not read']);
    const [read] = (await run([grouped], week, { memberships: new Map([['g1', new Set([tom])]]) })).changes;
    assert.deepEqual(
      read!.affected.map(({ name, effect }) => [name, effect]),
      [['Tom Delacroix', 'blocked']],
    );
  });

  it('S3-16: of a policy that is on already only what gets worse counts', async () => {
    const present = policy('Block', { id: 'p1', users: { excludeUsers: [tom] }, grant: block });
    const set = planned('c01', {
      operation: 'set',
      match: { id: 'p1' },
      values: { 'conditions.users.excludeUsers': [] },
    });
    const { changes } = await rehearse({ changes: [set] }, snapshotWith([present]), week, options);
    assert.deepEqual(
      changes[0]!.affected.map(({ name }) => name),
      ['Tom Delacroix'],
    );
    const off = policy('Block', { id: 'p1', state: 'disabled', grant: block });
    const harmless = await rehearse({ changes: [set] }, snapshotWith([off]), week, options);
    assert.deepEqual(harmless.changes, [], 'a policy that stays off touches nobody');
  });

  describe('refuses', () => {
    const all = creating('c01', { grant: block });
    const cases: Record<string, [SignIn[], Partial<RehearseOptions>, RegExp | undefined]> = {
      'S3-16: every administrator': [[signIn(ruth), signIn(tom)], {}, /every administrator who signed in/],
      'S3-16: every administrator, unless told': [[signIn(ruth)], { allowAdminLockout: true }, undefined],
      'S3-16: an emergency access account, whatever is told': [
        [signIn(emergency)],
        { allowAdminLockout: true },
        /emergency access account/,
      ],
      'S3-16: who plans': [[signIn(tom)], { caller: principal(tom) }, /person who makes this plan/],
      'S3-16: nobody else': [[signIn(tom)], {}, undefined],
    };
    for (const [name, [signIns, more, why]] of Object.entries(cases))
      it(name, async () => {
        const { refusal } = (await run([all], signIns, more)).changes[0]!;
        if (why) assert.match(refusal ?? '', why);
        else assert.equal(refusal, undefined);
      });
  });

  it('stands in the plan, under its id; what is refused is not in it, nor what depends on that', async () => {
    const swap = planned('c03', {
      ...{ section: 'securityDefaults', operation: 'set', values: { isEnabled: false }, dependsOn: ['c02'] },
    });
    const body = {
      ...{ tenant: { id: 't', name: 'T' }, baseline: 'clinic', takenAt: options.to, createdAt: options.to },
      ...{ changes: [managed, creating('c02', { grant: block }), swap], refused: [], byHand: [], worsens: [] },
    };
    const plan: Plan = { kind: 'wardline.plan', version: 1, id: planId(body), ...body };
    const rehearsal = await rehearse(plan, snapshotWith(), week, options);
    const made = withRehearsal(plan, rehearsal);
    assert.notEqual(made.id, plan.id);
    assert.equal(planId(made), made.id);
    assert.deepEqual(made.changes, [], 'no policy is enforced beside security defaults');
    assert.deepEqual(
      made.refused.map(({ title, why }) => [title, why]),
      [
        ['Change c01', 'Security defaults would have to go first, and what must replace them was refused.'],
        ['Change c02', 'It would have shut out every administrator who signed in.'],
        ['Change c03', 'It depends on c02, which was refused.'],
      ],
    );
    const silent = withRehearsal(plan, { status: 'not-possible', why: 'No license.', hint: 'Buy.' });
    assert.equal(silent.changes.length, 3);
    assert.equal(silent.rehearsal?.status, 'not-possible');
  });

  it('gives local times, through the change of the clock', () => {
    assert.equal(localTime('2026-10-26T12:10:00Z', 'America/Chicago'), 'Monday 07:10');
    assert.equal(localTime('2026-11-16T13:10:00Z', 'America/Chicago'), 'Monday 07:10');
    assert.equal(localTime('2026-11-16T00:05:00Z', 'UTC'), 'Monday 00:05');
    assert.throws(() => localTime('2026-11-16T00:05:00Z', 'Texas'), RangeError);
  });
});
