import { readDirectoryAudits } from '../connectors/graph/directory-audits.ts';
import { searchUnifiedAudit } from '../connectors/exchange-online/unified-audit.ts';
import { controls } from '../controls/index.ts';
import type { AuditEntry } from '../core/audit-trail.ts';
import { WardlineError } from '../core/errors.ts';
import type { Plan } from '../core/plan.ts';
import type { Snapshot } from '../core/snapshot.ts';
import type { Adoption, PlanRun } from '../engine/approved.ts';
import { operationsOn, whoChanged } from '../engine/attribution.ts';
import { type Drift, type DriftReport, findDrift } from '../engine/drift.ts';
import { listDecisions } from '../store/decisions.ts';
import { listRuns } from '../store/journal.ts';
import type { Store } from '../store/open.ts';
import { getPlan } from '../store/plans.ts';
import { type TenantScope, withTenant } from '../store/scope.ts';
import { listSnapshots, loadSnapshot } from '../store/snapshots.ts';
import type { Tenant } from '../store/tenants.ts';
import type { Invocation } from './command.ts';
import { clientsOf, latestSnapshot } from './live.ts';
import { linesOf } from './runs.ts';

/** What moved in a tenant, with the snapshots that were compared and what the logs did not tell. */
export interface TenantDrift extends DriftReport {
  snapshot: Snapshot;
  before?: Snapshot;
  /** Logs that could not be read, in words. */
  silent: string[];
}

/** Compares the newest snapshot with the approved state and with the one that ended the last run. Writes nothing. */
export async function driftOf({ env }: Pick<Invocation, 'env'>, store: Store, tenant: Tenant): Promise<TenantDrift> {
  const { snapshot } = await latestSnapshot(store, tenant);
  const { runs, adopted, before } = await withTenant(store, tenant.id, async (scope) => ({
    runs: await planRuns(scope),
    adopted: await adoptions(scope),
    before: await snapshotBefore(scope, snapshot),
  }));
  const report = findDrift({ snapshot, ...(before && { before }), runs, adopted, controls });
  if (report.drift.length === 0) return { ...report, snapshot, ...(before && { before }), silent: [] };
  const { audits, silent } = await auditsFor(env, store, tenant, report.drift, snapshot.takenAt);
  const snapshots = before ? [snapshot, before] : [snapshot];
  const drift = report.drift.map((item): Drift => {
    const entry = whoChanged(item.place, audits, { since: item.since, snapshots });
    if (!entry) return item;
    const { by, byApp, at, activity, log } = entry;
    return { ...item, who: { by, byApp, at, activity, log } };
  });
  return { ...report, drift, snapshot, ...(before && { before }), silent };
}

/** The drifted settings of these ids. Throws `not-found`. */
export function chosenDrift({ drift }: TenantDrift, ids: readonly string[]): Drift[] {
  const strange = ids.filter((id) => !drift.some((item) => item.id === id));
  if (strange.length === 0 && ids.length > 0) return drift.filter(({ id }) => ids.includes(id));
  throw new WardlineError(
    'not-found',
    ids.length === 0 ? 'Name what drifted by its id.' : `Nothing that drifted has the id ${strange.join(', ')}.`,
    'See: wardline drift',
  );
}

/** Every run that brought a plan somewhere, oldest first. */
async function planRuns(scope: TenantScope): Promise<PlanRun[]> {
  const runs: PlanRun[] = [];
  const plans = new Map<string, Plan>();
  for (const run of (await listRuns(scope, 10_000)).toReversed()) {
    if ((run.kind !== 'apply' && run.kind !== 'advance') || run.planId === null) continue;
    const plan = plans.get(run.planId) ?? ((await getPlan(scope, run.planId)).document as Plan);
    plans.set(run.planId, plan);
    runs.push({ id: run.id, by: run.startedBy, plan, entries: await linesOf(scope, run.id) });
  }
  return runs;
}

/** The last word on each setting that was adopted. */
async function adoptions(scope: TenantScope): Promise<Adoption[]> {
  const decisions = (await listDecisions(scope, { limit: 10_000 })).filter(({ source }) => source === 'adopted');
  const last = new Map(decisions.toReversed().map((decision) => [decision.setting, decision]));
  return [...last.values()].map(({ setting, to, author, at, reason }) => ({
    ...{ setting, value: to, by: author, at, reason },
  }));
}

/** The reading that followed the last run; where that is the present one, or there was no run, the reading before. */
async function snapshotBefore(scope: TenantScope, present: Snapshot): Promise<Snapshot | undefined> {
  const kept = (await listSnapshots(scope, 1_000)).filter(
    ({ state, takenAt }) => state === 'complete' && takenAt < present.takenAt,
  );
  const run = (await listRuns(scope, 1_000)).find(({ endedAt }) => endedAt !== null && endedAt < present.takenAt);
  const after = run && kept.findLast(({ takenAt }) => takenAt >= run.endedAt!);
  const chosen = after ?? kept[0];
  return chosen && loadSnapshot(scope, chosen.id);
}

/** The logs' entries that can name who changed what drifted. A log that cannot be read is told and stops nothing. */
async function auditsFor(
  env: Invocation['env'],
  store: Store,
  tenant: Tenant,
  drift: readonly Drift[],
  takenAt: string,
): Promise<{ audits: AuditEntry[]; silent: string[] }> {
  const silent: string[] = [];
  const attempt = async (log: string, act: () => Promise<AuditEntry[]>): Promise<AuditEntry[]> => {
    try {
      return await act();
    } catch (error) {
      const words = error instanceof Error && 'hint' in error ? error.message : 'An unforeseen fault.';
      silent.push(`${log} could not be read, so nobody is named from it: ${words}`);
      return [];
    }
  };
  const from = drift.map(({ since }) => since).sort()[0]!;
  const span = { from, to: takenAt };
  const operations = [...new Set(drift.flatMap(({ place }) => operationsOn(place.section)))];
  const inDirectory = drift.some(({ place }) => operationsOn(place.section).length === 0);
  const clients = await clientsOf(store, env, tenant, 'read-settings').catch(() => undefined);
  if (!clients) return { audits: [], silent: ['The tenant is not connected, so nobody is named.'] };
  try {
    const found = await Promise.all([
      inDirectory ? attempt('The directory audit log', () => readDirectoryAudits(clients.graph, span)) : [],
      attempt('The unified audit log', () => searchUnifiedAudit(clients.exchange, { ...span, operations })),
    ]);
    return { audits: found.flat(), silent };
  } finally {
    clients.close();
  }
}
