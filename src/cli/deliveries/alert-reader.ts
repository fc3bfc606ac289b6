import type { AlertChange, AlertHistory, AlertNotice, PlacedNotice } from '../../core/alert.ts';
import { millis } from '../../core/clock.ts';
import { severities } from '../../core/severity.ts';
import type { StreamSource } from '../../core/stream.ts';
import { personOf } from '../../engine/streamed-event.ts';
import { alertNewsAfter } from '../../store/alert-news.ts';
import { type AlertNews, alertHistory, findAlert } from '../../store/alerts.ts';
import { newestAlertNews } from '../../store/deliveries.ts';
import type { Store } from '../../store/open.ts';
import { type TenantScope, withTenant } from '../../store/scope.ts';
import type { Tenant } from '../../store/tenants.ts';

/** The kept alerts of a tenant as the history that routes and streams read. */
export function alertsOf(store: Store, tenant: Tenant): AlertHistory {
  const { id, name } = tenant;
  return {
    after: (position, limit) =>
      withTenant(store, id, async (scope) => {
        const news = await alertNewsAfter(scope, position, limit);
        const placed: PlacedNotice[] = [];
        for (const one of news)
          placed.push({ position: one.seq, at: one.at, notice: await noticeOf(scope, one, { id, name }) });
        return placed;
      }),
    newest: () => withTenant(store, id, newestAlertNews),
  };
}

async function noticeOf(scope: TenantScope, news: AlertNews, tenant: AlertNotice['tenant']): Promise<AlertNotice> {
  const { id, detection, title, actor, firstAt, lastAt } = await findAlert(scope, news.alertId);
  const { severity, count } = news;
  return { id, detection, title, severity, actor, firstAt, lastAt, count, change: await changeOf(scope, news), tenant };
}

const changes: Readonly<Record<Exclude<AlertNews['kind'], 'grown'>, AlertChange>> = {
  raised: 'opened',
  reopened: 'opened',
  acknowledged: 'updated',
  escalated: 'escalated',
  closed: 'closed',
};

async function changeOf(scope: TenantScope, { kind, alertId, seq, severity }: AlertNews): Promise<AlertChange> {
  if (kind !== 'grown') return changes[kind];
  const before = (await alertHistory(scope, alertId)).findLast((other) => other.seq < seq);
  const isWorse = before !== undefined && severities.indexOf(severity) < severities.indexOf(before.severity);
  return isWorse ? 'raised' : 'updated';
}

/** Milliseconds after which a change is passed on: two that are written at once may come out of order, and a stream reads forward only. */
const settling = 10_000;

/** Alerts as a source of a stream; a position is the place in their history. Of people outside only the domain leaves. */
export function alertSource(history: AlertHistory, now: () => number): StreamSource {
  return {
    name: 'alerts',
    async read(after, limit) {
      const found = await history.after(Number(after ?? 0), limit);
      const fresh = found.findIndex(({ at }) => millis(at) > now() - settling);
      const settled = fresh === -1 ? found : found.slice(0, fresh);
      return {
        items: settled.map(({ position, at, notice }) => ({
          kind: 'alert',
          id: `${notice.id}-${position}`,
          at,
          notice: { ...notice, actor: personOf(notice.actor, false) },
        })),
        position: settled.length === 0 ? after : String(settled.at(-1)!.position),
        skipped: 0,
      };
    },
    newest: async () => String(await history.newest()),
  };
}
