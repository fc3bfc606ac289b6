import * as contract from '../../api/settings.ts';
import { loadOrganization } from '../../cli/assessment.ts';
import type { TestRow } from '../../cli/deliveries/open.ts';
import { secretName, secretWanted } from '../../cli/deliveries/settings.ts';
import { signingKey } from '../../cli/deliveries/sink.ts';
import { leastYears } from '../../core/audit-keeping.ts';
import type { Route, Stream } from '../../core/delivery.ts';
import { organizationTemplate } from '../../reports/organization-template.ts';
import { keepCredential, listCredentials } from '../../store/credentials.ts';
import { lastStreamRuns, routeCounts } from '../../store/deliveries.ts';
import { withTenant } from '../../store/scope.ts';
import { ask, tenantFolder } from '../ask.ts';
import { readText, replaceText } from '../organization-text.ts';
import { RequestFault } from '../problem-of.ts';
import { type Call, implement } from '../route.ts';

export const settingsRoutes = [
  implement(contract.showOrganization, ({ server, tenant }) =>
    Promise.resolve({ ...readText(tenantFolder(server, tenant)), example: organizationTemplate }),
  ),

  implement(contract.saveOrganization, (call) => {
    const { server, tenant, body } = call;
    const { text, revision: before, reason } = body;
    call.about('wardline.yaml', { before: before.slice(0, 16), reason });
    const revision = replaceText(tenantFolder(server, tenant), { text, revision: before });
    call.about('wardline.yaml', { before: before.slice(0, 16), after: revision.slice(0, 16), reason });
    return Promise.resolve({ revision });
  }),

  implement(contract.listDeliveries, async (call) => {
    const { routes, streams } = declared(call);
    return withTenant(call.server.store, call.tenant, async (scope) => {
      const held = new Set((await listCredentials(scope)).map(({ name }) => name));
      const counts = await routeCounts(scope);
      const runs = await lastStreamRuns(scope);
      const secretOf = (target: Route | Stream) =>
        secretWanted(target) === undefined ? 'none' : held.has(secretName(target.name)) ? 'set' : 'missing';
      return {
        routes: routes.map((route) => {
          const { name, kind, leastSeverity, quiet } = route;
          const count = counts.find((one) => one.route === name);
          return {
            ...{ name, kind, leastSeverity, secret: secretOf(route) },
            quiet: quiet === undefined ? '' : `${quiet.from} to ${quiet.to} ${quiet.timeZone}`,
            ...{ sent: count?.sent ?? 0, waiting: count?.waiting ?? 0, failed: count?.failed ?? 0 },
            ...(count?.lastSentAt && { lastSentAt: count.lastSentAt }),
          };
        }),
        streams: streams.map((stream) => {
          const { name, kind, carries, raw } = stream;
          const run = runs.find((one) => one.stream === name);
          return {
            ...{ name, kind, carries: [...carries], raw, secret: secretOf(stream) },
            ...{ waiting: run?.waiting ?? 0, dead: run?.setAside ?? 0, dropped: run?.dropped ?? 0 },
            ...(run?.endedAt && { lastRunAt: run.endedAt }),
            ...(run?.result && { result: run.result }),
          };
        }),
      };
    });
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

  implement(contract.showKeeping, async (call) => {
    const { server, tenant } = call;
    const { organization } = loadOrganization(undefined, tenantFolder(server, tenant));
    const held = await withTenant(server.store, tenant, (scope) => listCredentials(scope));
    const { current, all } = server.keyring;
    return {
      retentionYears: organization.audit?.retentionYears ?? leastYears,
      isOwnChoice: organization.audit !== undefined,
      ...(organization.archive && { archive: organization.archive.kind }),
      anchors: organization.audit?.anchors !== undefined,
      masterKey: current.id,
      oldKeys: all.length - 1,
      sealedWithOld: held.filter(({ keyId }) => keyId !== current.id).length,
      credentials: held.length,
    };
  }),
];

function declared({ server, tenant }: Call): { routes: readonly Route[]; streams: readonly Stream[] } {
  const { organization } = loadOrganization(undefined, tenantFolder(server, tenant));
  return { routes: organization.notify?.routes ?? [], streams: organization.streams ?? [] };
}
