import * as contract from '../../api/alerts.ts';
import { detections } from '../../detections/index.ts';
import { daysAfter } from '../../core/clock.ts';
import { severities } from '../../core/severity.ts';
import { alertAges, alertNoise, noiseDays } from '../../engine/alert-noise.ts';
import { alertNewsAfter, lastAlertNews } from '../../store/alert-news.ts';
import {
  type KeptAlert,
  alertHistory,
  countAlerts,
  decideAlert,
  findAlert,
  listAlerts,
  patienceDays,
} from '../../store/alerts.ts';
import { withTenant } from '../../store/scope.ts';
import { logOf, tenantNow } from '../audit-log.ts';
import { implement, implementStream } from '../route.ts';

/** Milliseconds between looks of a stream. */
const lookEvery = 1_000;
/** Alerts that are read to be counted; events and other alerts that one alert shows. */
const most = 10_000;
const eventsShown = 1_000;
const othersShown = 50;

const states = ['open', 'acknowledged', 'closed'] as const;

export const alertRoutes = [
  implement(contract.listAlerts, async (call) => {
    const { server, tenant, query } = call;
    const { now } = await tenantNow(call);
    return withTenant(server.store, tenant, async (scope) => {
      const open = (await listAlerts(scope, { states: ['open', 'acknowledged'], limit: most })).map(shown);
      const wanted =
        query.state === 'all' || query.state === 'closed'
          ? [
              ...(query.state === 'all' ? open : []),
              ...(await listAlerts(scope, { states: ['closed'], limit: query.limit })).map(shown),
            ]
          : open.filter(({ state }) => state === query.state);
      const counts = await countAlerts(scope);
      return {
        at: now,
        items: wanted.toSorted(untriagedFirst).slice(0, query.limit),
        counts: { ...counts, overdue: open.filter(({ dueBy }) => dueBy !== undefined && dueBy < now).length },
        ages: alertAges(open, now),
      };
    });
  }),

  implementStream(contract.watchAlerts, async function* ({ server, tenant, query, signal }) {
    const news = <T>(act: Parameters<typeof withTenant<T>>[2]) => withTenant(server.store, tenant, act);
    let seen = query.after ?? (await news((scope) => lastAlertNews(scope)));
    while (!signal.aborted) {
      for (const { seq, alertId, at, kind, severity, count } of await news((scope) => alertNewsAfter(scope, seen))) {
        seen = seq;
        yield { id: String(seq), data: { seq, alert: alertId, at, kind, severity, count } };
      }
      await new Promise((resolve) => setTimeout(resolve, lookEvery));
    }
  }),

  implement(contract.alertNoise, async (call) => {
    const { server, tenant } = call;
    const { now } = await tenantNow(call);
    const alerts = await withTenant(server.store, tenant, (scope) =>
      listAlerts(scope, { since: daysAfter(now, -2 * noiseDays), limit: most }),
    );
    return { ...alertNoise(alerts, detections, now), days: noiseDays };
  }),

  implement(contract.showAlert, async (call) => {
    const { server, tenant, parameters } = call;
    const { now } = await tenantNow(call);
    const { alert, history, others } = await withTenant(server.store, tenant, async (scope) => {
      const found = await findAlert(scope, parameters['alert']!);
      const near = await listAlerts(scope, { states: ['open', 'acknowledged'], limit: most });
      return {
        alert: found,
        history: await alertHistory(scope, found.id),
        others: near.filter(({ actor, id }) => actor === found.actor && id !== found.id).slice(0, othersShown),
      };
    });
    const ids = alert.eventIds.flatMap((id) => [id, `sign-in-${id}`]).slice(0, 2 * eventsShown);
    const events = ids.length > 0 ? await logOf(call).index.byIds(ids) : [];
    // An alert outlives its detection: what no version knows any more has no steps.
    const {
      citations = [],
      firstSteps = [],
      falsePositives = [],
      knownGaps = [],
    } = detections.find(({ id }) => id === alert.detection) ?? {};
    return {
      at: now,
      alert: shown(alert),
      ...{ citations: [...citations], firstSteps: [...firstSteps], knownGaps: [...knownGaps] },
      ...{ falsePositives: [...falsePositives], history, events, others: others.map(shown) },
    };
  }),

  implement(contract.decideAlert, async (call) => {
    const { server, tenant, parameters, body, caller } = call;
    const { now } = await tenantNow(call);
    const alert = await withTenant(server.store, tenant, (scope) =>
      decideAlert(scope, parameters['alert']!, {
        ...{ to: body.to, reason: body.reason, by: caller.email, at: now },
        ...(body.verdict && { verdict: body.verdict }),
      }),
    );
    call.about(alert.id, { to: body.to, ...(body.verdict && { verdict: body.verdict }) });
    return shown(alert);
  }),
];

/** An alert as people see it: no ids of events, and until when somebody must have looked. */
function shown({ eventIds: _ids, groupName: _group, grownAt: _grown, ...alert }: KeptAlert): contract.AlertShown {
  return {
    ...alert,
    ...(alert.state === 'open' && { dueBy: daysAfter(alert.stateSince, patienceDays[alert.severity]) }),
  };
}

function untriagedFirst(a: contract.AlertShown, b: contract.AlertShown): number {
  return (
    states.indexOf(a.state) - states.indexOf(b.state) ||
    severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
    (a.lastAt < b.lastAt ? 1 : -1)
  );
}
