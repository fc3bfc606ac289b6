import * as contract from '../../api/labels.ts';
import { loadOrganization } from '../../cli/assessment.ts';
import { WardlineError } from '../../core/errors.ts';
import type { Plan } from '../../core/plan.ts';
import type { Snapshot } from '../../core/snapshot.ts';
import { dlpGrid } from '../../engine/dlp-grid.ts';
import { labelDependencies } from '../../engine/label-dependencies.ts';
import { type RolloutState, rolloutRules, rolloutState } from '../../engine/rollout-state.ts';
import { outcomeAt, sweep } from '../../engine/tuning.ts';
import { getPlan, listPlans } from '../../store/plans.ts';
import { withTenant } from '../../store/scope.ts';
import { listSnapshots, loadSnapshot } from '../../store/snapshots.ts';
import { type PhiVerdict, listVerdicts } from '../../store/verdicts.ts';
import { ask, tenantFolder } from '../ask.ts';
import { RequestFault } from '../problem-of.ts';
import { type Call, implement } from '../route.ts';

export const labelRoutes = [
  implement(contract.showLabels, async (call) => {
    const { server, tenant } = call;
    const { organization } = loadOrganization(undefined, tenantFolder(server, tenant));
    const { snapshot, verdicts } = await withTenant(server.store, tenant, async (scope) => {
      const newest = (await listSnapshots(scope)).find(({ state }) => state === 'complete');
      return {
        snapshot: newest && (await loadSnapshot(scope, newest.id)),
        verdicts: await listVerdicts(scope),
      };
    });
    const of = <T>(make: (snapshot: Snapshot) => T) => part(snapshot, make);
    // A simulated tenant may live ahead of this machine's clock.
    const at = snapshot && snapshot.takenAt > call.at ? snapshot.takenAt : call.at;
    return {
      ...(snapshot && { takenAt: snapshot.takenAt }),
      grid: of((read) =>
        dlpGrid(read, organization, at).map(({ cells, ...row }) => ({
          ...row,
          cells: cells.map(({ leftOut, ...cell }) => ({ ...cell, leftOut: [...leftOut] })),
        })),
      ),
      dependencies: of((read) => structuredClone(labelDependencies(read)) as contract.DependenciesShown),
      rollout: of((read) => {
        const rules = new Set(rolloutRules(read).map((rule) => rule.toLowerCase()));
        const judged = verdicts.filter(({ rule }) => rules.has(rule.toLowerCase()));
        return rolloutShown(rolloutState(read, organization, judged, at));
      }),
      rules: rulesOf(verdicts),
    };
  }),

  implement(contract.advanceRollout, async (call) => {
    const { reason } = call.body;
    const given = reason === undefined ? [] : [`--reason=${reason}`];
    const done = (await ask(call, ['dlp', 'rollout', '--advance', ...given])) as {
      plan?: { id: string; changes: unknown[] };
    };
    if (!done.plan) throw new RequestFault('conflict');
    const id = await keptAs(call, done.plan.id);
    call.about(id, { changes: done.plan.changes.length, ...(reason !== undefined && { gate: 'passed' }) });
    return { id, changes: done.plan.changes.length };
  }),
];

/** The id under which the store keeps a document that a command has just made. */
async function keptAs({ server, tenant }: Pick<Call, 'server' | 'tenant'>, document: string): Promise<string> {
  return withTenant(server.store, tenant, async (scope) => {
    for (const { id } of await listPlans(scope))
      if (((await getPlan(scope, id)).document as Plan).id === document) return id;
    throw new RequestFault('not-found');
  });
}

/** What could be made of the snapshot, or the words why not. */
function part<T>(snapshot: Snapshot | undefined, make: (snapshot: Snapshot) => T) {
  if (!snapshot)
    return { problem: { message: 'This tenant was not read yet.', hint: 'Read and check the settings on Home.' } };
  try {
    return { data: make(snapshot) };
  } catch (error) {
    if (!(error instanceof WardlineError)) throw error;
    return { problem: { message: error.message, ...(error.hint !== undefined && { hint: error.hint }) } };
  }
}

function rolloutShown({ rings, policies, ring, next, since, from, gate }: RolloutState): contract.RolloutShown {
  return {
    rings: rings.map(({ name, mode, days, groups }) => ({ name, mode, days, everybody: groups.length === 0 })),
    policies: [...policies],
    gate: [...gate],
    ...(ring && { ring: ring.name }),
    ...(next && { next: next.name }),
    ...(since !== undefined && { since }),
    ...(from !== undefined && { from }),
  };
}

/** Precision of each judged rule, the least precise first. */
function rulesOf(verdicts: readonly PhiVerdict[]): contract.RuleShown[] {
  return [...Map.groupBy(verdicts, ({ rule }) => rule.toLowerCase()).values()]
    .map((judged) => ({
      rule: judged[0]!.rule,
      judged: judged.length,
      now: outcomeAt(judged, { confidence: 0, count: 0 }),
      thresholds: sweep(judged),
    }))
    .toSorted((a, b) => (a.now.precision ?? 1) - (b.now.precision ?? 1));
}
