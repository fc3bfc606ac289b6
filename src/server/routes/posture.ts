import * as contract from '../../api/posture.ts';
import type { Assessment, Result } from '../../core/assessment.ts';
import type { Plan } from '../../core/plan.ts';
import { severityWeights } from '../../core/severity.ts';
import { diffAssessments } from '../../engine/diff.ts';
import { phiGate } from '../../engine/phi-gate.ts';
import { scoreOf } from '../../engine/score.ts';
import { type AssessmentEntry, listAssessments, loadAssessment } from '../../store/assessments.ts';
import { decideFinding, findingHistory, getFinding, listFindings } from '../../store/findings.ts';
import { getPlan, listPlans } from '../../store/plans.ts';
import { type TenantScope, withTenant } from '../../store/scope.ts';
import { RequestFault } from '../problem-of.ts';
import { implement } from '../route.ts';

export const postureRoutes = [
  implement(contract.listAssessments, async ({ server, tenant, query }) => ({
    items: await withTenant(server.store, tenant, (scope) => listAssessments(scope, query.limit)),
  })),

  implement(contract.showAssessment, async ({ server, tenant, parameters }) =>
    withTenant(server.store, tenant, async (scope) => {
      const { entry, before } = await called(scope, parameters['id']!);
      const { assessment } = await loadAssessment(scope, entry.id);
      const earlier = before && (await loadAssessment(scope, before.id)).assessment;
      const planned = await plannedControls(scope);
      return {
        ...entry,
        source: assessment.source.tool,
        ...(planned.size > 0 && { plannedScore: scoreWith(assessment, planned) }),
        gate: phiGate(assessment),
        results: assessment.results.map((result) => rowOf(result, assessment, planned)),
        ...(before && { before }),
        changes: earlier ? diffAssessments(earlier, assessment).differences.filter(({ resource }) => !resource) : [],
        notices: assessment.notices,
      };
    }),
  ),

  implement(contract.showResult, async ({ server, tenant, parameters }) =>
    withTenant(server.store, tenant, async (scope) => {
      const { entry } = await called(scope, parameters['id']!);
      const { assessment } = await loadAssessment(scope, entry.id);
      const result = assessment.results.find(({ control }) => control === parameters['control']);
      if (!result) throw new RequestFault('not-found');
      return {
        ...(result as unknown as Record<string, never>),
        takenAt: assessment.takenAt,
        assessment: entry.id,
      } as never;
    }),
  ),

  implement(contract.listFindings, async ({ server, tenant, query }) => {
    const { state, control, limit } = query;
    const items = await withTenant(server.store, tenant, (scope) =>
      listFindings(scope, { limit, ...(state && { states: [state] }), ...(control && { controls: [control] }) }),
    );
    return { items };
  }),

  implement(contract.decideFinding, async (call) => {
    const { server, tenant, parameters, body, caller, at } = call;
    call.about(parameters['id']!, { state: body.state });
    await withTenant(server.store, tenant, (scope) =>
      decideFinding(scope, parameters['id']!, {
        to: body.state,
        by: caller.email,
        at,
        reason: body.reason,
        ...(body.until && { until: body.until }),
      }),
    );
    return { state: body.state };
  }),

  implement(contract.findingHistory, async ({ server, tenant, parameters }) =>
    withTenant(server.store, tenant, async (scope) => {
      await getFinding(scope, parameters['id']!);
      return { items: await findingHistory(scope, parameters['id']!) };
    }),
  ),
];

/** The assessment that an address names, and the one before it. */
async function called(
  scope: TenantScope,
  id: string,
): Promise<{ entry: AssessmentEntry; before: AssessmentEntry | undefined }> {
  const entries = await listAssessments(scope, 500);
  const at = id === 'latest' ? 0 : entries.findIndex((entry) => entry.id === id);
  const entry = entries[at];
  if (!entry) throw new RequestFault('not-found', 'This tenant was not assessed yet.');
  return { entry, before: entries[at + 1] };
}

/** Controls for which an open plan holds a change. */
async function plannedControls(scope: TenantScope): Promise<ReadonlySet<string>> {
  const open = (await listPlans(scope)).filter(({ state }) =>
    ['draft', 'approved', 'applying', 'staged'].includes(state),
  );
  const controls = new Set<string>();
  for (const { id } of open)
    for (const change of ((await getPlan(scope, id)).document as Plan).changes)
      for (const control of change.controls) controls.add(control);
  return controls;
}

function scoreWith({ results }: Assessment, planned: ReadonlySet<string>): number {
  return scoreOf(
    results.map(({ control, outcome, severity }) => ({
      severity,
      outcome: planned.has(control) && ['fail', 'partial', 'unknown'].includes(outcome) ? ('pass' as const) : outcome,
    })),
  ).today;
}

function rowOf(result: Result, { results }: Assessment, planned: ReadonlySet<string>) {
  const { control, headline, fix, service, outcome, severity, why, effort, userImpact, citations, rank } = result;
  const total = results
    .filter((one) => one.outcome !== 'not-applicable')
    .reduce((sum, one) => sum + severityWeights[one.severity], 0);
  const missing = outcome === 'partial' ? 0.5 : outcome === 'fail' || outcome === 'unknown' ? 1 : 0;
  return {
    ...{ control, headline, service, outcome, severity, why, effort, userImpact, citations },
    fix: fix.title,
    resources: result.resources.length,
    ...(rank !== undefined && { rank }),
    ...(missing > 0 && total > 0 && { points: Math.round((100 * missing * severityWeights[severity]) / total) }),
    planned: planned.has(control),
    changes: fix.changes.length,
  };
}
