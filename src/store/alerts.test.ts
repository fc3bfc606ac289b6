import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { newTenant, openTestStore } from '../../test/store/harness.ts';
import type { Alert } from '../core/detection.ts';
import { alertNewsAfter } from './alert-news.ts';
import { alertHistory, decideAlert, escalateAlerts, keepAlerts, listAlerts } from './alerts.ts';
import type { Store } from './open.ts';
import { type TenantScope, withTenant } from './scope.ts';

const day = (number: number, hour = 8) =>
  `2026-03-${String(number).padStart(2, '0')}T${String(hour).padStart(2, '0')}:00:00.000Z`;

function alert(given: Partial<Alert> = {}): Alert {
  return {
    ...{
      detection: 'sharepoint.mass-download',
      severity: 'high',
      title: 'Many files were taken',
      tenant: 't',
      id: 'x',
    },
    ...{ actor: 'nina@clinic.example.com', firstAt: day(2, 8), lastAt: day(2, 9), eventIds: ['a', 'b'], why: 'Many' },
    ...{ incident: 'phi-taken', group: 'nina@clinic.example.com', count: 2, firstSteps: ['1', '2', '3'] },
    ...given,
  };
}

describe('kept alerts', () => {
  let store: Store;
  before(async () => {
    store = await openTestStore();
  });
  after(() => store.close());

  /** A tenant of its own whose alerts were kept one step after the other, each at its day. */
  const inTenant = async (act: (run: <T>(step: (scope: TenantScope) => Promise<T>) => Promise<T>) => Promise<void>) => {
    const tenant = await newTenant(store);
    await act((step) => withTenant(store, tenant, step));
  };
  const kinds = (scope: TenantScope) =>
    alertNewsAfter(scope, 0).then((news) => news.map(({ kind, count }) => `${kind} ${count}`));

  it('S3-53: what overlaps is one alert that grows; what was told already tells nothing', () =>
    inTenant(async (run) => {
      await run((scope) => keepAlerts(scope, [alert()], day(2, 10)));
      await run((scope) => keepAlerts(scope, [alert()], day(2, 11)));
      const later = alert({
        firstAt: day(2, 9),
        lastAt: day(2, 12),
        eventIds: ['b', 'c'],
        count: 3,
        severity: 'critical',
      });
      await run((scope) => keepAlerts(scope, [later], day(2, 13)));
      const [kept, second] = await run((scope) => listAlerts(scope));
      assert.equal(second, undefined);
      const { firstAt, lastAt, count, severity, eventIds, raisedAt, grownAt } = kept!;
      assert.deepEqual(
        { firstAt, lastAt, count, severity, eventIds, raisedAt, grownAt },
        {
          ...{ firstAt: day(2, 8), lastAt: day(2, 12), count: 3, severity: 'critical', eventIds: ['a', 'b', 'c'] },
          ...{ raisedAt: day(2, 10), grownAt: day(2, 13) },
        },
      );
      assert.deepEqual(await run(kinds), ['raised 2', 'grown 3']);
    }));

  it('S3-53: another day, another person and another detection are alerts of their own', () =>
    inTenant(async (run) => {
      const others = [
        alert(),
        alert({ firstAt: day(4), lastAt: day(4, 9) }),
        alert({ group: 'omar@clinic.example.com' }),
        alert({ detection: 'sharepoint.mass-sync' }),
      ];
      await run((scope) => keepAlerts(scope, others, day(5)));
      assert.equal((await run((scope) => listAlerts(scope))).length, 4);
    }));

  it('S0-80: what goes on after it was closed is opened again; what came before only grows it', () =>
    inTenant(async (run) => {
      await run((scope) => keepAlerts(scope, [alert()], day(2, 10)));
      const [{ id } = { id: '' }] = await run((scope) => listAlerts(scope));
      await run((scope) => decideAlert(scope, id, { to: 'closed', by: 'Dr. Vega', reason: 'Planned', at: day(2, 11) }));
      await run((scope) => keepAlerts(scope, [alert({ firstAt: day(2, 7), count: 3 })], day(2, 12)));
      assert.equal((await run((scope) => listAlerts(scope)))[0]!.state, 'closed');
      await run((scope) => keepAlerts(scope, [alert({ lastAt: day(2, 14), count: 9 })], day(2, 15)));
      assert.equal((await run((scope) => listAlerts(scope)))[0]!.state, 'open');
      assert.deepEqual(await run(kinds), ['raised 2', 'closed 2', 'grown 3', 'reopened 9']);
      const history = await run((scope) => alertHistory(scope, id));
      assert.deepEqual([history[1]!.by, history[1]!.reason], ['Dr. Vega', 'Planned']);
    }));

  const patience = { critical: 1, high: 2, medium: 7, low: 14 } as const;
  for (const [severity, days] of Object.entries(patience) as [keyof typeof patience, number][])
    it(`S0-80: ${severity} is overdue after ${days} days, and told so once`, () =>
      inTenant(async (run) => {
        await run((scope) => keepAlerts(scope, [alert({ severity })], day(2)));
        const due = (at: string) => run(async (scope) => (await escalateAlerts(scope, at)).length);
        assert.equal(await due(day(2 + days, 7)), 0);
        assert.equal(await due(day(2 + days, 8)), 1);
        assert.equal(await due(day(2 + days, 9)), 0);
      }));

  it('S0-80: who decides at the same time as others goes on from what they left', () =>
    inTenant(async (run) => {
      await run((scope) => keepAlerts(scope, [alert()], day(2)));
      const [{ id } = { id: '' }] = await run((scope) => listAlerts(scope));
      const close = (by: string) =>
        run((scope) => decideAlert(scope, id, { to: 'closed', by, reason: 'Planned', at: day(3) }));
      const results = await Promise.allSettled([close('a'), close('b'), close('c')]);
      assert.deepEqual(
        results.map(({ status }) => status).toSorted((a, b) => a.localeCompare(b)),
        ['fulfilled', 'rejected', 'rejected'],
      );
    }));
});
