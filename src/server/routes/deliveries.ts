import * as contract from '../../api/settings.ts';
import { loadOrganization } from '../../cli/assessment.ts';
import type { TestRow } from '../../cli/deliveries/open.ts';
import { secretName, secretWanted } from '../../cli/deliveries/settings.ts';
import { signingKey } from '../../cli/deliveries/sink.ts';
import type { Route, Stream } from '../../core/delivery.ts';
import { deleteCredential, keepCredential, listCredentials } from '../../store/credentials.ts';
import { deliveryRows, lastStreamRuns, routeCounts } from '../../store/deliveries.ts';
import { type TenantScope, withTenant } from '../../store/scope.ts';
import { ask, tenantFolder } from '../ask.ts';
import { dropMovedSecrets } from '../delivery-secrets.ts';
import { type DeliveryKind, entriesIn, withEntry, withoutEntry } from '../edit-deliveries.ts';
import { reaches, readText, replaceText } from '../organization-text.ts';
import { RequestFault } from '../problem-of.ts';
import { type Call, implement } from '../route.ts';

export const deliveryRoutes = [
  implement(contract.listDeliveries, async (call) => {
    const { routes, streams, folder } = declared(call);
    const { text, revision } = readText(folder);
    return withTenant(call.server.store, call.tenant, async (scope) => {
      const secretOf = await secrets(scope);
      const counts = await routeCounts(scope);
      const runs = await lastStreamRuns(scope);
      const common = (kind: DeliveryKind, target: Route | Stream) => {
        const settings = entriesIn(text, kind).find(({ name }) => name === target.name) ?? {};
        return { name: target.name, kind: target.kind, ...secretOf(target), settings, reaches: reaches(settings) };
      };
      return {
        revision,
        routes: routes.map((route) => {
          const { leastSeverity, quiet, services = [] } = route;
          const count = counts.find((one) => one.route === route.name);
          return {
            ...{ ...common('routes', route), leastSeverity, services: [...services] },
            quiet: quiet === undefined ? '' : `${quiet.from} to ${quiet.to} ${quiet.timeZone}`,
            ...{ sent: count?.sent ?? 0, waiting: count?.waiting ?? 0, failed: count?.failed ?? 0 },
            ...(count?.lastSentAt && { lastSentAt: count.lastSentAt }),
          };
        }),
        streams: streams.map((stream) => {
          const run = runs.find((one) => one.stream === stream.name);
          return {
            ...{ ...common('streams', stream), carries: [...stream.carries], raw: stream.raw },
            ...{ waiting: run?.waiting ?? 0, dead: run?.setAside ?? 0, dropped: run?.dropped ?? 0 },
            ...(run?.endedAt && { lastRunAt: run.endedAt }),
            ...(run?.result && { result: run.result }),
          };
        }),
      };
    });
  }),

  implement(contract.saveDelivery, async (call) => {
    const { server, tenant, body } = call;
    const { kind, entry, reason } = body;
    const { folder } = declared(call);
    const { text, revision: before } = readText(folder);
    if (before !== body.revision) throw new RequestFault('conflict', changed);
    call.about(`${kind}:${entry.name}`, { before: before.slice(0, 16), reason });
    const revision = replaceText(folder, { text: withEntry(text, kind, entry, server.origin), revision: before });
    call.about(`${kind}:${entry.name}`, { before: before.slice(0, 16), after: revision.slice(0, 16), reason });
    const { routes, streams } = declared(call);
    const target = [...(kind === 'routes' ? routes : streams)].find(({ name }) => name === entry.name)!;
    return withTenant(server.store, tenant, async (scope) => {
      await dropMovedSecrets(scope, text, readText(folder).text);
      return { revision, ...(await secrets(scope))(target) };
    });
  }),

  implement(contract.removeDelivery, async (call) => {
    const { server, tenant, body } = call;
    const { kind, name, reason } = body;
    const folder = tenantFolder(server, tenant);
    const { text, revision: before } = readText(folder);
    if (before !== body.revision) throw new RequestFault('conflict', changed);
    call.about(`${kind}:${name}`, { before: before.slice(0, 16), reason });
    const revision = replaceText(folder, { text: withoutEntry(text, kind, name), revision: before });
    call.about(`${kind}:${name}`, { before: before.slice(0, 16), after: revision.slice(0, 16), reason });
    await withTenant(server.store, tenant, (scope) => deleteCredential(scope, secretName(name)));
    return { revision };
  }),

  implement(contract.deliveryHistory, async ({ server, tenant, query }) => {
    const { route, state, limit } = query;
    const rows = await withTenant(server.store, tenant, (scope) =>
      deliveryRows(scope, { limit, ...(route && { route }), ...(state && { state }) }),
    );
    return {
      items: rows.map(({ route: by, state: now, attempts, nextAt, sentAt, answer, notice }) => ({
        ...{ route: by, state: now as 'due' | 'held' | 'sent' | 'failed', attempts, answer },
        ...(sentAt !== null && { at: sentAt }),
        ...((now === 'due' || now === 'held') && { nextAt }),
        ...{ alert: notice.id, title: notice.title, severity: notice.severity, change: notice.change },
      })),
    };
  }),

  implement(contract.testDelivery, async (call) => {
    const { kind, name } = call.body;
    call.about(name);
    const { result, answer } = (await ask(call, [kind, 'test', name], [0, 1])) as TestRow;
    return { name, result, answer };
  }),

  implement(contract.setDeliverySecret, async (call) => {
    const { server, tenant, body, at } = call;
    const { routes, streams } = declared(call);
    const target = [...routes, ...streams].find(({ name }) => name === body.name);
    if (!target || secretWanted(target) === undefined) throw new RequestFault('not-found');
    const { kind, name } = target;
    if (kind === 'webhook' || kind === 'ocsf-webhook') signingKey(body.secret, name);
    if ((kind === 'teams' || kind === 'slack') && !body.secret.startsWith('https://'))
      throw new RequestFault('bad-request', 'The address of the webhook begins with https://.');
    call.about(name);
    await withTenant(server.store, tenant, (scope) =>
      keepCredential(scope, server.keyring, { name: secretName(name), secret: body.secret, at }),
    );
    return { sealed: true as const };
  }),
];

const changed = 'Somebody changed wardline.yaml meanwhile. Load the page again and repeat your change.';

function declared({ server, tenant }: Pick<Call, 'server' | 'tenant'>): {
  routes: readonly Route[];
  streams: readonly Stream[];
  folder: string;
} {
  const folder = tenantFolder(server, tenant);
  const { organization } = loadOrganization(undefined, folder);
  return { routes: organization.notify?.routes ?? [], streams: organization.streams ?? [], folder };
}

/** Whether a route or stream has its secret, and what the secret is. */
async function secrets(scope: TenantScope) {
  const held = new Set((await listCredentials(scope)).map(({ name }) => name));
  return (target: Route | Stream): { secret: 'set' | 'missing' | 'none'; secretMeans?: string } => {
    const means = secretWanted(target);
    if (means === undefined) return { secret: 'none' };
    return { secret: held.has(secretName(target.name)) ? 'set' : 'missing', secretMeans: means };
  };
}
