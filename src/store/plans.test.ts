import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import { at, newTenant, openTestStore } from '../../test/store/harness.ts';
import { lockKey } from './advisory-lock.ts';
import { addDecision, listDecisions } from './decisions.ts';
import { StoreError, codeOf } from './errors.ts';
import { endRun, getRun, listRuns, openRun, readJournal, startRun, writeJournal } from './journal.ts';
import type { Store } from './open.ts';
import { addPlan, approvePlan, getPlan, listPlans, movePlan, planHistory } from './plans.ts';
import { type TenantScope, withTenant } from './scope.ts';
import { withTenantLock } from './tenant-lock.ts';

const conflict = (message: RegExp) => (error: unknown) =>
  error instanceof StoreError && error.code === 'conflict' && error.exit === 7 && message.test(error.message);
const by = 'Dana Fox';

describe('plans, runs and decisions', () => {
  let store: Store;
  let tenant = '';
  before(async () => {
    store = await openTestStore();
    tenant = await newTenant(store);
  });
  after(() => store?.close());
  const inside = <T>(act: (scope: TenantScope) => Promise<T>): Promise<T> => withTenant(store, tenant, act);
  const document = {
    tenant: 'larkmeadow',
    changes: [{ summary: 'Turn off\0 forwarding \ud800', values: { b: 1, a: null } }],
  };
  const draft = () => inside((scope) => addPlan(scope, { document, baseline: 'clinic', by, at }));

  describe('a plan', () => {
    it('comes back letter for letter, newest first', async () => {
      const { id } = await draft();
      const plan = await inside((scope) => getPlan(scope, id));
      assert.equal(JSON.stringify(plan.document), JSON.stringify(document));
      assert.deepEqual([plan.state, plan.createdBy, plan.approvals], ['draft', by, []]);
      assert.equal((await inside((scope) => listPlans(scope, 1))).length, 1);
    });
    it('is approved for exactly this document, once by each person', async () => {
      const { id, documentBlob } = await draft();
      const approval = { documentBlob, by, at, note: 'Read it' };
      await inside((scope) => approvePlan(scope, id, approval));
      await assert.rejects(
        inside((scope) => approvePlan(scope, id, approval)),
        conflict(/approved the plan already/),
      );
      await assert.rejects(
        inside((scope) => approvePlan(scope, id, { ...approval, by: 'Sam Reed', documentBlob: 'a'.repeat(64) })),
        conflict(/not the plan that was reviewed/),
      );
      await inside((scope) => approvePlan(scope, id, { ...approval, by: 'Sam Reed' }));
      const { approvals } = await inside((scope) => getPlan(scope, id));
      assert.deepEqual(
        approvals.map((entry) => entry.by),
        [by, 'Sam Reed'],
      );
      await inside((scope) => movePlan(scope, id, { to: 'approved', by, at, reason: '2 of 2' }));
      await assert.rejects(
        inside((scope) => approvePlan(scope, id, { ...approval, by: 'Lee Cho' })),
        conflict(/only a draft/),
      );
    });
    it('moves only where its state leads, and once when two try at once', async () => {
      const { id } = await draft();
      const move = (to: Parameters<typeof movePlan>[2]['to']) =>
        inside((scope) => movePlan(scope, id, { to, by, at, reason: 'Test' }));
      await assert.rejects(move('applied'), conflict(/draft cannot become applied/));
      await move('approved');
      const tries = await Promise.allSettled([move('applying'), move('applying')]);
      assert.deepEqual(tries.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
      for (const to of ['staged', 'applying', 'applied', 'undone'] as const) await move(to);
      await assert.rejects(move('approved'), conflict(/undone cannot/));
      assert.deepEqual(
        (await inside((scope) => planHistory(scope, id))).map(({ to }) => to),
        ['draft', 'approved', 'applying', 'staged', 'applying', 'applied', 'undone'],
      );
    });
    it('never gets another document', async () => {
      const { id } = await draft();
      await assert.rejects(
        inside(({ db }) =>
          db
            .updateTable('plans')
            .set({ documentBlob: 'b'.repeat(64) })
            .where('id', '=', id)
            .execute(),
        ),
        (error) => codeOf(error) === 'WL001',
      );
    });
    it('of another tenant is not found', async () => {
      const { id } = await draft();
      const other = await newTenant(store);
      await assert.rejects(
        withTenant(store, other, (scope) => getPlan(scope, id)),
        /no such plan of this tenant/,
      );
      await assert.rejects(
        withTenant(store, other, (scope) => movePlan(scope, id, { to: 'approved', by, at, reason: 'x' })),
        /no such plan/,
      );
    });
  });

  describe('a run', () => {
    const start = () => inside((scope) => startRun(scope, { kind: 'apply', by, at }));
    it('is the only one of its tenant until it has ended', async () => {
      const starts = await Promise.allSettled([start(), start(), start()]);
      assert.deepEqual(starts.map(({ status }) => status).sort(), ['fulfilled', 'rejected', 'rejected']);
      await assert.rejects(start(), conflict(/Another run/));
      const run = await inside(openRun);
      assert.equal(run?.endedAt, null);
      const other = await newTenant(store);
      const free = await withTenant(store, other, (scope) => startRun(scope, { kind: 'apply', by, at }));
      await withTenant(store, other, (scope) => endRun(scope, free.id, { result: 'done', at }));
      await inside((scope) => endRun(scope, run.id, { result: 'partly', at }));
      await assert.rejects(
        inside((scope) => endRun(scope, run.id, { result: 'done', at })),
        conflict(/ended already/),
      );
      assert.equal(await inside(openRun), undefined);
      assert.equal((await inside((scope) => getRun(scope, run.id))).result, 'partly');
      assert.ok((await inside((scope) => listRuns(scope))).length >= 1);
    });
    it('has a journal that keeps its order and every letter', async () => {
      const run = await start();
      const before = { z: 'ä\0\ud800', a: [1.5e-7, null, { b: false }], text: '\u2028' };
      const line = (given: Parameters<typeof writeJournal>[2]) => inside((scope) => writeJournal(scope, run.id, given));
      await line({ change: 'c-1', step: 'intended', marker: 'wardline-1', before, intended: { on: true }, at });
      await line({ change: 'c-1', step: 'written', result: { id: 'x' }, at });
      await line({ change: 'c-2', step: 'intended', before: null, intended: {}, at });
      const entries = await inside((scope) => readJournal(scope, run.id));
      assert.deepEqual(
        entries.map(({ change, step, marker }) => [change, step, marker]),
        [
          ['c-1', 'intended', 'wardline-1'],
          ['c-1', 'written', null],
          ['c-2', 'intended', null],
        ],
      );
      assert.equal(JSON.stringify(entries[0]!.before), JSON.stringify(before));
      assert.ok(entries.every(({ seq }, index) => index === 0 || seq > entries[index - 1]!.seq));
      await assert.rejects(line({ change: 'c-3', step: 'intended', at }), (error) => codeOf(error) === '23514');
      await inside((scope) => endRun(scope, run.id, { result: 'done', at }));
    });
  });

  describe('a decision', () => {
    const good = {
      setting: 'remoteDomains[Default].autoForwardEnabled',
      from: true,
      to: false,
      reason: 'PHI left by forwarding',
      author: by,
      at,
      source: 'applied' as const,
    };
    it('is kept with its values, newest first', async () => {
      await inside((scope) => addDecision(scope, good));
      await inside((scope) =>
        addDecision(scope, { ...good, from: false, to: { a: '\0' }, source: 'adopted', control: 'exchange.x' }),
      );
      const [last, first] = await inside((scope) => listDecisions(scope, { setting: good.setting }));
      assert.deepEqual([first?.from, first?.to, last?.to, last?.control], [true, false, { a: '\0' }, 'exchange.x']);
      assert.equal((await inside((scope) => listDecisions(scope, { limit: 1 }))).length, 1);
    });
    for (const [name, given] of [
      ['a blank reason', { reason: ' \t\u00a0' }],
      ['a reason of dots', { reason: '...' }],
      ['no author', { author: '' }],
    ] as const)
      it(`is refused with ${name}`, () =>
        assert.rejects(
          inside((scope) => addDecision(scope, { ...good, ...given })),
          /Say w/,
        ));
    it('is refused blank by the database too', () =>
      assert.rejects(
        inside(({ db }) =>
          db
            .insertInto('decisions')
            .values({ tenantId: tenant, setting: 's', reason: ' ', author: by, at, source: 'applied' })
            .execute(),
        ),
        (error) => codeOf(error) === '23514',
      ));
  });

  describe('a lock on a tenant', () => {
    it('is held by one at a time, and free after', async () => {
      const order: string[] = [];
      await withTenantLock(store, tenant, 'apply', async (signal) => {
        assert.equal(signal.aborted, false);
        await assert.rejects(
          withTenantLock(store, tenant, 'apply', async () => {}),
          conflict(/Another apply/),
        );
        await withTenantLock(store, await newTenant(store), 'apply', async () => void order.push('other tenant'));
        await withTenantLock(store, tenant, 'collect', async () => void order.push('other name'));
      });
      await assert.rejects(
        withTenantLock(store, tenant, 'apply', () => Promise.reject(new Error('failed inside'))),
        /failed inside/,
      );
      await withTenantLock(store, tenant, 'apply', async () => void order.push('again'));
      assert.deepEqual(order, ['other tenant', 'other name', 'again']);
    });
    it('says when it is lost', async () => {
      await withTenantLock(store, tenant, 'apply', async (signal) => {
        const lost = new Promise((resolve) => signal.addEventListener('abort', resolve));
        const killer = new pg.Client(store.connection());
        await killer.connect();
        const { rowCount } = await killer.query(
          `select pg_terminate_backend(pid) from pg_locks
           where locktype = 'advisory' and ((classid::bigint << 32) | objid::bigint) = $1`,
          [lockKey(`tenant ${tenant} apply`)],
        );
        await killer.end();
        assert.equal(rowCount, 1);
        await lost;
        assert.match(String(signal.reason), /connection to the database was lost/);
      });
    });
  });
});
