import * as contract from '../../api/tenants.ts';
import { daysAfter } from '../../core/clock.ts';
import { gateConditions, gateInShort } from '../../engine/phi-gate.ts';
import { patienceDays } from '../../store/alerts.ts';
import { acceptancesOver, alertsWaiting, fleetCredentials, newestChecks, openCriticals } from '../../store/fleet.ts';
import { readTenants, withSystem, withTenant } from '../../store/scope.ts';
import { addTenant, getTenant, listTenants, removeTenant } from '../../store/tenants.ts';
import { certificateWarnDays, connectionState } from '../connection-shown.ts';
import { RequestFault } from '../problem-of.ts';
import { implement } from '../route.ts';

/** Days after which what was read of a tenant is no longer taken for its state: checks run each night. */
const currentDays = 3;
/** Checks in the small picture of each tenant. */
const trendLength = 12;
const gateControls = gateConditions.flatMap(({ controls }) => controls);
const registrationNames: ReadonlySet<string> = new Set(['read-settings', 'read-content', 'change', 'contain']);
/** Days that a certificate of `wardline connect` is valid, where its end was not noted. */
const certificateDays = 365;

export const tenantRoutes = [
  implement(contract.listTenants, async ({ server, tenants, at }) => {
    const known = await withSystem(server.store, (scope) => listTenants(scope));
    const read = await readTenants(server.store, tenants, async (db) => ({
      checks: Map.groupBy(await newestChecks(db, trendLength, gateControls), ({ tenantId }) => tenantId),
      findings: await openCriticals(db),
      over: await acceptancesOver(db, at.slice(0, 10)),
      alerts: Map.groupBy(await alertsWaiting(db), ({ tenantId }) => tenantId),
      credentials: Map.groupBy(await fleetCredentials(db), ({ tenantId }) => tenantId),
    }));
    const items: contract.TenantRow[] = [];
    for (const { id, name, color, cloud, domain } of known.filter((tenant) => tenants.includes(tenant.id))) {
      const checks = read.checks.get(id) ?? [];
      const [last] = checks;
      const gate = last?.outcomes ? gateInShort(last.outcomes) : undefined;
      const held = (read.credentials.get(id) ?? []).filter((one) => registrationNames.has(one.name));
      const endsAt = held.map((one) => one.expiresAt ?? daysAfter(one.createdAt, certificateDays)).toSorted()[0];
      const late = (read.alerts.get(id) ?? []).filter(
        (one) => daysAfter(one.stateSince, patienceDays[one.severity]) <= at,
      );
      items.push({
        ...{ id, name, color, cloud, ...(domain && { domain }) },
        state: last === undefined ? 'unread' : daysAfter(last.takenAt, currentDays) <= at ? 'stale' : 'current',
        ...(last && {
          takenAt: last.takenAt,
          score: { today: last.today, achievable: last.achievable },
          unknown: last.unknown,
        }),
        ...(gate && { gate }),
        trend: checks.toReversed().map(({ assessedAt, today }) => ({ at: assessedAt, score: today })),
        critical: read.findings.find(({ tenantId }) => tenantId === id)?.count ?? 0,
        overdue: late.length + (read.over.find(({ tenantId }) => tenantId === id)?.count ?? 0),
        connection: connectionState(held.length, endsAt, { at, soon: daysAfter(at, certificateWarnDays) }),
        registrations: held.map((one) => one.name),
        ...(endsAt && { certificateEndsAt: endsAt }),
      });
    }
    return { items: items.toSorted(worseFirst), at };
  }),

  implement(contract.addTenant, async (call) => {
    const { server, body, at } = call;
    const { id, name, domain, cloud, color } = body;
    await withSystem(server.store, (scope) =>
      addTenant(scope, { id, name, cloud, color, at, ...(domain && { domain }) }),
    );
    call.about(id);
    return { id };
  }),

  implement(contract.removeTenant, async (call) => {
    const { server, tenant, body, at } = call;
    const { name } = await withTenant(server.store, tenant, (scope) => getTenant(scope));
    if (body.name !== name)
      throw new RequestFault('tenant-mismatch', 'Type the name of the tenant as it stands there.');
    call.about(tenant);
    await removeTenant(server.store, tenant, at);
    return { removed: true as const };
  }),
];

/** What needs somebody first: unread and lost connections, a closed gate, criticals, what is overdue, a low score. */
function worseFirst(a: contract.TenantRow, b: contract.TenantRow): number {
  const rank = (row: contract.TenantRow) => [
    row.gate?.open === false ? 0 : row.gate === undefined ? 1 : 2,
    row.connection === 'ended' || row.connection === 'none' ? 0 : 1,
    -row.critical,
    -row.overdue,
    row.score?.today ?? -1,
  ];
  const [left, right] = [rank(a), rank(b)];
  const at = left.findIndex((value, place) => value !== right[place]);
  return at < 0 ? a.name.localeCompare(b.name) : left[at]! - right[at]!;
}
