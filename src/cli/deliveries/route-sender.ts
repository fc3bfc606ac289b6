import { hostname } from 'node:os';
import { emailSender } from '../../connectors/alert-routes/email.ts';
import { syslogSender } from '../../connectors/alert-routes/syslog.ts';
import { chatSender, webhookSender } from '../../connectors/alert-routes/webhook.ts';
import { systemTimer } from '../../connectors/http/timer.ts';
import { now } from '../../core/clock.ts';
import type { Route, RouteSender } from '../../core/delivery.ts';
import { type DeliveryContext, signingKey } from './sink.ts';
import { secretOf, trustedIn } from './settings.ts';

/** What sends the messages of a route, with its secret. The caller closes it. */
export async function routeSender(
  route: Route,
  link: string | undefined,
  { store, tenant, invocation, folder }: DeliveryContext,
): Promise<RouteSender> {
  const { env, version } = invocation;
  const secret = await secretOf(store, env, tenant, route);
  const common = { ...(link !== undefined && { link }), ...trustedIn(folder, route.ca) };
  const allowPrivate = 'allowPrivate' in route && route.allowPrivate === true;
  switch (route.kind) {
    case 'email':
      return emailSender({ ...route, ...common, ...(route.user !== undefined && { password: secret }) });
    case 'webhook':
      return webhookSender({
        ...{ ...common, url: route.url, allowPrivate, now: systemTimer.now },
        key: signingKey(secret, route.name),
      });
    case 'teams':
    case 'slack':
      return chatSender(route.kind, { ...common, url: secret, allowPrivate, now: systemTimer.now });
    case 'syslog':
      return syslogSender({ ...route, ...common, origin: { host: hostname(), version } }, now);
  }
}
