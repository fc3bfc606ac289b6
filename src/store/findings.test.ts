import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { assessmentOf, result } from '../../test/store/assessment.ts';
import { at, newTenant, openTestStore } from '../../test/store/harness.ts';
import type { Assessment } from '../core/assessment.ts';
import { recordAssessment } from './assessments.ts';
import { codeOf } from './errors.ts';
import { decideFinding, findingHistory, getFinding, listFindings } from './findings.ts';
import type { Store } from './open.ts';
import { addPlan } from './plans.ts';
import { withTenant } from './scope.ts';

const days = ['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23', '2026-11-24'].map(
  (day) => `${day}T08:00:00.000Z`,
);

describe('findings', () => {
  let store: Store;
  let tenant = '';
  before(async () => {
    store = await openTestStore();
  });
  after(() => store?.close());
  const record = (assessment: Assessment) => withTenant(store, tenant, (scope) => recordAssessment(scope, assessment));
  const states = async () =>
    withTenant(store, tenant, async (scope) =>
      Object.fromEntries(
        (await listFindings(scope))
          .map(({ control, resource, state }): [string, string] => [`${control} ${resource}`, state])
          .sort(([a], [b]) => a.localeCompare(b)),
      ),
    );
  const find = async (resource: string) =>
    withTenant(store, tenant, async (scope) =>
      (await listFindings(scope)).find((finding) => finding.resource === resource)!,
    );

  it('open, stay, are fixed and come back, and remember it', async () => {
    tenant = await newTenant(store);
    const one = await record(
      assessmentOf([result('entra.a', 'fail', ['U-1', 'u-2']), result('teams.b', 'partial')], days[0]),
    );
    assert.deepEqual(one.moved, { opened: 3, fixed: 0, accepted: 0, unchanged: 0 });
    const two = await record(
      assessmentOf([result('entra.a', 'fail', ['u-2', 'u-3']), result('teams.b', 'pass')], days[1]),
    );
    assert.deepEqual(two.moved, { opened: 1, fixed: 2, accepted: 0, unchanged: 1 });
    assert.deepEqual(await states(), {
      'entra.a u-1': 'fixed',
      'entra.a u-2': 'open',
      'entra.a u-3': 'open',
      'teams.b ': 'fixed',
    });
    await record(assessmentOf([result('entra.a', 'fail', ['u-1'])], days[2]));
    const finding = await find('u-1');
    assert.deepEqual(
      [finding.state, finding.firstSeen, finding.lastSeen, finding.firstAssessment, finding.resourceName],
      ['open', days[0], days[2], one.id, 'Name of u-1'],
    );
    const history = await withTenant(store, tenant, (scope) => findingHistory(scope, finding.id));
    assert.deepEqual(
      history.map(({ from, to, at: when, by }) => [from, to, when, by]),
      [
        [null, 'open', days[0], 'wardline'],
        ['open', 'fixed', days[1], 'wardline'],
        ['fixed', 'open', days[2], 'wardline'],
      ],
    );
    assert.ok(history.every(({ recordedAt, assessmentId }) => recordedAt && assessmentId));
  });

  it('are not touched by what became unknown, unlicensed, or was not assessed', async () => {
    tenant = await newTenant(store);
    await record(
      assessmentOf([result('entra.a', 'fail', ['u-1']), result('entra.b', 'fail'), result('entra.c', 'fail')], days[0]),
    );
    const before = await states();
    const { moved } = await record(
      assessmentOf([result('entra.a', 'unknown'), result('entra.b', 'not-licensed')], days[1]),
    );
    assert.deepEqual(moved, { opened: 0, fixed: 0, accepted: 0, unchanged: 0 });
    assert.deepEqual(await states(), before);
    assert.equal((await find('u-1')).lastSeen, days[0]);
  });

  it('follow an exception, and open when it has ended', async () => {
    tenant = await newTenant(store);
    const exception = {
      reason: 'Old scanner',
      compensating: 'Own segment',
      approver: 'Dana Fox',
      until: '2026-11-21',
      outcomeWithout: 'fail' as const,
    };
    await record(assessmentOf([{ ...result('exchange.a', 'excepted', ['m-1']), exception }], days[0]));
    assert.deepEqual(await states(), { 'exchange.a m-1': 'accepted' });
    assert.equal((await find('m-1')).acceptedUntil, '2026-11-21');
    await record(assessmentOf([result('exchange.a', 'fail', ['m-1'])], days[1]));
    assert.deepEqual(await states(), { 'exchange.a m-1': 'accepted' });
    await record(
      assessmentOf([{ ...result('exchange.a', 'fail', ['m-1']), exception: { ...exception, expired: true } }], days[2]),
    );
    const finding = await find('m-1');
    assert.deepEqual(
      [finding.state, finding.acceptedUntil, finding.stateReason],
      ['open', null, 'Its acceptance ended on 2026-11-21.'],
    );
  });

  it('are decided by people, with reason and history', async () => {
    tenant = await newTenant(store);
    await record(assessmentOf([result('entra.a', 'fail', ['u-1', 'u-2', 'u-3', 'u-4'])], days[0]));
    const ids = await withTenant(
      store,
      tenant,
      async (scope) => new Map((await listFindings(scope)).map((finding) => [finding.resource, finding.id])),
    );
    const who = { by: 'Dana Fox', reason: 'Reviewed', at: days[1]! };
    const plan = await withTenant(store, tenant, (scope) =>
      addPlan(scope, { document: { changes: [] }, baseline: 'clinic', by: 'Dana Fox', at }),
    );
    const decide = (resource: string, move: Parameters<typeof decideFinding>[2]) =>
      withTenant(store, tenant, (scope) => decideFinding(scope, ids.get(resource)!, move));
    assert.equal((await decide('u-1', { ...who, to: 'false-positive' })).stateBy, 'Dana Fox');
    assert.equal((await decide('u-2', { ...who, to: 'third-party' })).state, 'third-party');
    assert.equal((await decide('u-3', { ...who, to: 'accepted', until: '2026-12-31' })).acceptedUntil, '2026-12-31');
    assert.equal((await decide('u-4', { ...who, to: 'planned', planId: plan.id })).planId, plan.id);
    await assert.rejects(decide('u-4', { ...who, to: 'accepted' }), /last day/);
    await record(assessmentOf([result('entra.a', 'fail', ['u-1', 'u-2', 'u-3', 'u-4'])], days[2]));
    assert.deepEqual(Object.values(await states()), ['false-positive', 'third-party', 'accepted', 'planned']);
    await record(assessmentOf([result('entra.a', 'pass')], days[3]));
    assert.deepEqual(Object.values(await states()), ['false-positive', 'third-party', 'fixed', 'fixed']);
    const history = await withTenant(store, tenant, (scope) => findingHistory(scope, ids.get('u-4')!));
    assert.deepEqual(
      history.map(({ to, planId }) => [to, planId]),
      [
        ['open', null],
        ['planned', plan.id],
        ['fixed', null],
      ],
    );
    const reopened = await decide('u-1', { ...who, to: 'open' });
    assert.equal(reopened.state, 'open');
    const other = await newTenant(store);
    await assert.rejects(
      withTenant(store, other, (scope) => getFinding(scope, ids.get('u-1')!)),
      /no such finding/,
    );
  });

  it('of ten thousand objects move in one go, and are read in pages', async () => {
    tenant = await newTenant(store);
    const many = Array.from({ length: 10_000 }, (_, index) => `user-${String(index).padStart(5, '0')}`);
    const began = performance.now();
    await record(assessmentOf([result('entra.a', 'fail', many)], days[0]));
    const opened = performance.now();
    const { moved } = await record(assessmentOf([result('entra.a', 'fail', many.slice(5000))], days[1]));
    if (process.env['WARDLINE_MEASURE'])
      console.log(
        `10000 findings: open ${Math.round(opened - began)} ms, half fixed ${Math.round(performance.now() - opened)} ms`,
      );
    assert.deepEqual(moved, { opened: 0, fixed: 5000, accepted: 0, unchanged: 5000 });
    const seen = new Set<string>();
    let after: { id: string; lastSeen: string } | undefined;
    for (;;) {
      const page = await withTenant(store, tenant, (scope) =>
        listFindings(scope, { states: ['open'], limit: 1500, ...(after && { after }) }),
      );
      for (const { id } of page) seen.add(id);
      after = page.at(-1);
      if (!after) break;
    }
    assert.equal(seen.size, 5000);
  });

  it('hold names with any character in them, as people see them', async () => {
    tenant = await newTenant(store);
    const hostile = `Ä\0b\ud800'"; drop table wardline.findings; -- <script>`;
    await record(assessmentOf([{ ...result('entra.a', 'fail', [hostile]), why: hostile }], days[0]));
    await record(assessmentOf([{ ...result('entra.a', 'fail', [hostile]), why: hostile }], days[1]));
    const all = await withTenant(store, tenant, (scope) => listFindings(scope));
    assert.equal(all.length, 1);
    assert.equal(all[0]!.why, `Ä\ufffdb\ufffd'"; drop table wardline.findings; -- <script>`);
    assert.equal(all[0]!.resource, all[0]!.why.toLowerCase());
  });

  it('are not changed by two assessments at once into something that neither saw', async () => {
    tenant = await newTenant(store);
    await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        record(assessmentOf([result('entra.a', 'fail', ['u-1', `u-2${index % 2}`])], days[0])),
      ),
    );
    const finding = await find('u-1');
    const history = await withTenant(store, tenant, (scope) => findingHistory(scope, finding.id));
    assert.deepEqual(
      history.map(({ to }) => to),
      ['open'],
    );
    assert.equal(Object.values(await states()).filter((state) => state === 'open').length, 2);
  });

  it('keep their identity: one row for a control and an object', async () => {
    tenant = await newTenant(store);
    await record(assessmentOf([result('entra.a', 'fail', ['u-1'])], days[0]));
    await assert.rejects(
      withTenant(store, tenant, async ({ db }) => {
        const row = await db.selectFrom('findings').selectAll().executeTakeFirstOrThrow();
        const { id: _, details, ...rest } = row;
        await db
          .insertInto('findings')
          .values({ ...rest, details: JSON.stringify(details) })
          .execute();
      }),
      (error) => codeOf(error) === '23505',
    );
  });
});
