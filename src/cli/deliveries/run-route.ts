import { systemTimer } from '../../connectors/http/timer.ts';
import type { Route } from '../../core/delivery.ts';
import { WardlineError } from '../../core/errors.ts';
import { type DeliveryBook, type RouteResult, runRoute } from '../../engine/notify.ts';
import {
  queueDeliveries,
  routePosition,
  sentSince,
  settleDeliveries,
  toldAlerts,
  waitingDeliveries,
} from '../../store/deliveries.ts';
import type { Store } from '../../store/open.ts';
import { type TenantScope, withTenant } from '../../store/scope.ts';
import { withTenantLock } from '../../store/tenant-lock.ts';
import { alertsOf } from './alert-reader.ts';
import { routeSender } from './route-sender.ts';
import type { DeliveryContext } from './sink.ts';

export interface RouteReport extends RouteResult {
  route: string;
}

/** Runs one route while no other process runs it. A route without its secret is reported and stops no other. */
export async function runOneRoute(
  route: Route,
  link: string | undefined,
  context: DeliveryContext,
): Promise<RouteReport> {
  const { store, tenant } = context;
  return withTenantLock(store, tenant.id, `route ${route.name}`, async (signal) => {
    let sender;
    try {
      sender = await routeSender(route, link, context);
    } catch (error) {
      if (!(error instanceof WardlineError)) throw error;
      return { route: route.name, sent: 0, held: 0, delayed: 1, failed: 0, isNew: false, why: error.message };
    }
    try {
      const result = await runRoute({
        ...{ route, sender, signal, now: systemTimer.now },
        history: alertsOf(store, tenant),
        book: bookOf(store, tenant.id, route.name),
      });
      return { route: route.name, ...result };
    } finally {
      sender.close();
    }
  });
}

/** What the store keeps of a route, each step in a transaction of its own. */
export function bookOf(store: Store, tenant: string, route: string): DeliveryBook {
  const within = <T>(act: (scope: TenantScope) => Promise<T>) => withTenant(store, tenant, act);
  return {
    position: () => within((scope) => routePosition(scope, route)),
    queue: (rows, position, at) => within((scope) => queueDeliveries(scope, route, rows, { position, at })),
    told: (alerts) => within((scope) => toldAlerts(scope, route, alerts)),
    waiting: (at) => within((scope) => waitingDeliveries(scope, route, at)),
    sentSince: (at) => within((scope) => sentSince(scope, route, at)),
    settle: (seqs, change) => within((scope) => settleDeliveries(scope, route, seqs, change)),
  };
}
