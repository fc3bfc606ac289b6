import * as contract from '../../api/posture.ts';
import type { Assessment, Result } from '../../core/assessment.ts';
import type { Outcome } from '../../core/outcome.ts';
import type { Plan } from '../../core/plan.ts';
import { severityWeights } from '../../core/severity.ts';
import { byStandard } from '../../engine/by-standard.ts';
import { diffAssessments } from '../../engine/diff.ts';
import { gateInShort, phiGate } from '../../engine/phi-gate.ts';
import { scoreOf } from '../../engine/score.ts';
import { type AssessmentEntry, assessmentOutcomes, listAssessments } from '../../store/assessments.ts';
import { decideFinding, findingHistory, getFinding, listFindings } from '../../store/findings.ts';
import { getPlan, listPlans } from '../../store/plans.ts';
import { type TenantScope, withTenant } from '../../store/scope.ts';
import { assessmentOf } from '../assessment-memory.ts';
import { RequestFault } from '../problem-of.ts';
import { implement } from '../route.ts';

export const postureRoutes = [
  implement(contract.listAssessments, async ({ server, tenant, query }) => ({
    items: await withTenant(server.store, tenant, (scope) => listAssessments(scope, query.limit)),
  })),

  implement(contract.showAssessment, async ({ server, tenant, parameters }) =>
    withTenant(server.store, tenant, async (scope) => {
      const { entry, before } = await called(scope, parameters['id']!);
      const assessment = await assessmentOf(scope, entry.id);
      const earlier = before && (await assessmentOf(scope, before.id));
      const planned = await plannedControls(scope);
      return {
        ...entry,
        source: assessment.source.tool,
        ...(planned.size > 0 && { plannedScore: scoreWith(assessment, planned) }),
        gate: await gateWithDay(scope, assessment, entry.id),
        results: assessment.results.map((result) => rowOf(result, assessment, planned)),
        standards: byStandard(assessment.results),
        ...(before && { before }),
        changes: earlier ? diffAssessments(earlier, assessment).differences.filter(({ resource }) => !resource) : [],
        notices: assessment.notices,
      };
    }),
  ),

  implement(contract.showResult, async ({ server, tenant, parameters }) =>
    withTenant(server.store, tenant, async (scope) => {
      const { entry } = await called(scope, parameters['id']!);
      const assessment = await assessmentOf(scope, entry.id);
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
    const { state, control, about, limit } = query;
    const items = await withTenant(server.store, tenant, (scope) =>
      listFindings(scope, {
        limit,
        ...(state && { states: [state] }),
        ...(control && { controls: [control] }),
        ...(about && { about }),
      }),
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

  implement(contract.controlHistory, async ({ server, tenant, parameters }) =>
    withTenant(server.store, tenant, async (scope) => {
      const items: { outcome: Outcome; from: string; to: string }[] = [];
      for (const { assessedAt, outcomes } of (await assessmentOutcomes(scope, mostBack)).toReversed()) {
        const outcome = Object.hasOwn(outcomes, parameters['control']!) ? outcomes[parameters['control']!] : undefined;
        if (outcome === undefined) continue;
        const last = items.at(-1);
        if (last?.outcome === outcome) last.to = assessedAt;
        else items.push({ outcome, from: assessedAt, to: assessedAt });
      }
      return { items };
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

/** Checks that are looked at for how things came to be. */
const mostBack = 60;

/** The gate, and the first check of the row of checks that found it open or closed as it is now. */
async function gateWithDay(scope: TenantScope, assessment: Assessment, id: string) {
  const gate = phiGate(assessment);
  const checks = await assessmentOutcomes(scope, mostBack);
  const from = checks.findIndex((one) => one.id === id);
  let since: string | undefined;
  for (const { assessedAt, outcomes } of from < 0 ? [] : checks.slice(from)) {
    if (gateInShort(outcomes).open !== gate.open) return { ...gate, ...(since !== undefined && { since }) };
    since = assessedAt;
  }
  // Where the row is cut off, the day is not known.
  return { ...gate, ...(since !== undefined && checks.length < mostBack && { since }) };
}

/** Controls for which an open plan holds a change, with that plan's id. */
async function plannedControls(scope: TenantScope): Promise<ReadonlyMap<string, string>> {
  const open = (await listPlans(scope)).filter(({ state }) =>
    ['draft', 'approved', 'applying', 'staged'].includes(state),
  );
  const controls = new Map<string, string>();
  for (const { id } of open)
    for (const change of ((await getPlan(scope, id)).document as Plan).changes)
      for (const control of change.controls) controls.set(control, id);
  return controls;
}

function scoreWith({ results }: Assessment, planned: ReadonlyMap<string, string>): number {
  return scoreOf(
    results.map(({ control, outcome, severity }) => ({
      severity,
      outcome: planned.has(control) && ['fail', 'partial', 'unknown'].includes(outcome) ? ('pass' as const) : outcome,
    })),
  ).today;
}

function rowOf(result: Result, { results }: Assessment, planned: ReadonlyMap<string, string>) {
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
    ...(planned.has(control) && { plan: planned.get(control)! }),
    changes: fix.changes.length,
  };
}
