import * as contract from '../../api/plans.ts';
import type { Plan, PlannedChange } from '../../core/plan.ts';
import { severities } from '../../core/severity.ts';
import { loadOrganization } from '../../cli/assessment.ts';
import { linesOf } from '../../cli/runs.ts';
import { listRuns } from '../../store/journal.ts';
import { type PlanEntry, approvePlan, getPlan, listPlans, movePlan, planHistory } from '../../store/plans.ts';
import { type TenantScope, withTenant } from '../../store/scope.ts';
import { ask, tenantFolder } from '../ask.ts';
import { RequestFault } from '../problem-of.ts';
import { type Call, implement } from '../route.ts';

export const planRoutes = [
  implement(contract.listPlans, async (call) => {
    const { server, tenant } = call;
    const items = await withTenant(server.store, tenant, async (scope) => {
      const shown = [];
      for (const entry of await listPlans(scope))
        shown.push(headOf(entry, (await getPlan(scope, entry.id)).document as Plan));
      return shown;
    });
    return { items, approvalsNeeded: approvalsNeeded(call) };
  }),

  implement(contract.showPlan, async (call) => {
    const { server, tenant, parameters } = call;
    return withTenant(server.store, tenant, async (scope) => {
      const { entry, plan, approvals } = await called(scope, parameters['id']!);
      const runs = (await listRuns(scope, 1_000)).filter(({ planId }) => planId === entry.id);
      const newest = runs[0];
      const lines = newest ? await linesOf(scope, newest.id) : [];
      const { takenAt, refused, byHand, worsens, rehearsal } = plan;
      return {
        ...headOf(entry, plan),
        document: entry.documentBlob,
        takenAt,
        changeList: plan.changes.map((change) => ({
          ...changeOf(change),
          ...stepOf(lines.findLast((line) => line.change === change.id)),
        })),
        refused: refused.map((one) => ({ ...one })),
        worsens: worsens.map((one) => ({ ...one })),
        byHand: byHand.map(({ control, title, steps }) => ({ control, title, steps: [...steps] })),
        ...(rehearsal && { rehearsal }),
        approvals: approvals.map(({ by, at, note }) => ({ by, at, note })),
        approvalsNeeded: approvalsNeeded(call),
        history: (await planHistory(scope, entry.id)).map(({ at, from, to, by, reason }) => ({
          at,
          from,
          to,
          by,
          reason,
        })),
        runs: runs.map(({ id, kind, startedAt, startedBy, endedAt, result }) => ({
          ...{ id, kind, startedAt, startedBy, endedAt, result },
        })),
      };
    });
  }),

  implement(contract.makePlan, async (call) => {
    const { body } = call;
    const only = body.controls && body.controls.length > 0 ? ['--only', body.controls.join(',')] : [];
    const template = body.template ? ['--template', body.template] : [];
    const plan = (await ask(call, ['plan', ...only, ...template])) as Plan;
    if (plan.changes.length === 0)
      throw new RequestFault('conflict', 'There is nothing that a plan could change here: people have to.');
    const id = await withTenant(call.server.store, call.tenant, async (scope) => {
      for (const entry of await listPlans(scope))
        if (((await getPlan(scope, entry.id)).document as Plan).id === plan.id) return entry.id;
      throw new RequestFault('not-found');
    });
    call.about(id, { changes: plan.changes.length });
    return { id, changes: plan.changes.length };
  }),

  implement(contract.approvePlan, async (call) => {
    const { server, tenant, parameters, body, caller, at } = call;
    const needed = approvalsNeeded(call);
    return withTenant(server.store, tenant, async (scope) => {
      const { entry } = await called(scope, parameters['id']!);
      call.about(entry.id);
      const { document: documentBlob, note } = body;
      await approvePlan(scope, entry.id, { documentBlob, by: caller.email, at, note, account: caller.account });
      const { approvals } = await getPlan(scope, entry.id);
      const people = new Set(approvals.flatMap(({ accountId }) => accountId ?? [])).size;
      if (people < needed) return { state: 'draft' as const, approvals: people, approvalsNeeded: needed };
      await movePlan(scope, entry.id, { to: 'approved', by: caller.email, at, reason: 'Approved.' });
      return { state: 'approved' as const, approvals: people, approvalsNeeded: needed };
    });
  }),

  implement(contract.cancelPlan, async (call) => {
    const { server, tenant, parameters, body, caller, at } = call;
    return withTenant(server.store, tenant, async (scope) => {
      const { entry } = await called(scope, parameters['id']!);
      call.about(entry.id);
      await movePlan(scope, entry.id, { to: 'canceled', by: caller.email, at, reason: body.reason });
      return { state: 'canceled' as const };
    });
  }),
];

/** How many people have to approve, by the tenant's own wardline.yaml. */
function approvalsNeeded({ server, tenant }: Call): number {
  return loadOrganization(undefined, tenantFolder(server, tenant)).organization.approvals.people;
}

async function called(scope: TenantScope, id: string) {
  const found = await getPlan(scope, id).catch(() => undefined);
  if (!found) throw new RequestFault('not-found');
  const { document, approvals, ...entry } = found;
  return { entry, plan: document as Plan, approvals };
}

function headOf({ id, baseline, createdAt, createdBy, state, stateSince }: PlanEntry, { id: plan, changes }: Plan) {
  const titles = changes
    .toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity))
    .slice(0, 5)
    .map(({ summary }) => summary);
  return { id, plan, baseline, createdAt, createdBy, state, stateSince, changes: changes.length, titles };
}

function changeOf(change: PlannedChange) {
  const { id, severity, summary, why, notice, lockoutRisk, from, values, stages, undo } = change;
  return {
    ...{ id, severity, summary, why, notice },
    lockoutRisk: lockoutRisk === true,
    undo: undo === 'restore' ? 'Undo puts back what was there.' : undo.cannot,
    controls: [...change.controls],
    citations: [...change.citations],
    from: { ...from },
    to: { ...values, ...stages.at(-1)?.values },
    stages: stages.map(({ name, minimumDays }) => ({ name, minimumDays })),
    dependsOn: [...change.dependsOn],
  };
}

function stepOf(line: { step: string; stage?: string; reason?: string; at: string } | undefined) {
  if (!line) return {};
  const { step, stage, reason, at } = line;
  return { step, at, ...(stage && { stage }), ...(reason && { reason }) };
}
