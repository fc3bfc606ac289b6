import * as contract from '../../api/evidence.ts';
import { controls } from '../../controls/index.ts';
import { assessmentHashes, snapshotEvidence } from '../../store/evidence.ts';
import { loadAssessment } from '../../store/assessments.ts';
import { listDecisions } from '../../store/decisions.ts';
import { findingHistory, listFindings } from '../../store/findings.ts';
import { listRuns } from '../../store/journal.ts';
import { listPlans } from '../../store/plans.ts';
import { type TenantScope, withTenant } from '../../store/scope.ts';
import { RequestFault } from '../problem-of.ts';
import { type Call, implement, implementFile } from '../route.ts';

/** Most checks whose result for one control is exported. */
const mostChecks = 200;

export const evidenceRoutes = [
  implement(contract.listDecisions, async ({ server, tenant, query }) => {
    const { limit, setting } = query;
    const items = await withTenant(server.store, tenant, (scope) =>
      listDecisions(scope, { limit, ...(setting && { setting }) }),
    );
    return {
      items: items.map(({ seq, at, setting: name, from, to, reason, author, source, control }) => ({
        ...{ seq, at, setting: name, from, to, reason, author, source, control },
      })),
    };
  }),

  implement(contract.listEvidence, async ({ server, tenant, query }) => {
    const items = await withTenant(server.store, tenant, (scope) => records(scope, query.limit));
    return {
      items: items
        .filter(({ kind }) => query.kind === undefined || kind === query.kind)
        .toSorted((a, b) => b.at.localeCompare(a.at))
        .slice(0, query.limit),
      controls: controls.map(({ id, title }) => ({ id, title })),
    };
  }),

  implementFile(contract.exportControlEvidence, async (call) => {
    const { server, tenant, parameters } = call;
    const control = controls.find(({ id }) => id === parameters['control']);
    if (!control) throw new RequestFault('not-found');
    call.about(control.id, { export: true });
    const body = await withTenant(server.store, tenant, (scope) => ofControl(scope, control.id, call));
    return { name: `evidence-${control.id}-${call.at.slice(0, 10)}.json`, body: JSON.stringify(body, null, 2) };
  }),
];

async function records(scope: TenantScope, limit: number): Promise<contract.EvidenceRow[]> {
  const wardline = 'Wardline';
  return [
    ...(await assessmentHashes(scope, limit)).map(({ id, assessedAt, baseline, hash }) => ({
      ...{ kind: 'assessment' as const, id, at: assessedAt, by: wardline, hash, title: `Checked against ${baseline}` },
    })),
    ...(await snapshotEvidence(scope, limit)).map(({ id, takenAt, sections, hash }) => ({
      ...{ kind: 'snapshot' as const, id, at: takenAt, by: wardline, hash, title: `Read ${sections} sections` },
    })),
    ...(await listPlans(scope, limit)).map(({ id, createdAt, createdBy, state, documentBlob }) => ({
      ...{ kind: 'plan' as const, id, at: createdAt, by: createdBy, hash: documentBlob, title: `Plan, ${state}` },
    })),
    ...(await listRuns(scope, limit)).map(({ id, kind, startedAt, startedBy, result }) => ({
      ...{ kind: 'run' as const, id, at: startedAt, by: startedBy, title: `Run: ${kind}, ${result ?? 'not ended'}` },
    })),
    ...(await listDecisions(scope, { limit })).map(({ seq, at, author, setting, source }) => ({
      ...{ kind: 'decision' as const, id: String(seq), at, by: author, title: `${source}: ${setting}` },
    })),
  ];
}

async function ofControl(scope: TenantScope, control: string, { tenant, caller, at }: Call) {
  const checks = [];
  for (const { id, run, assessedAt, takenAt, hash } of await assessmentHashes(scope, mostChecks)) {
    const { assessment } = await loadAssessment(scope, id);
    const result = assessment.results.find((one) => one.control === control);
    if (result) checks.push({ assessment: id, run, takenAt, assessedAt, document: hash, result });
  }
  const findings = [];
  for (const finding of await listFindings(scope, { controls: [control], limit: 5_000 }))
    findings.push({ ...finding, history: await findingHistory(scope, finding.id) });
  const decisions = (await listDecisions(scope, { limit: 100_000 })).filter((one) => one.control === control);
  return {
    kind: 'wardline.control-evidence',
    tenant,
    control,
    exportedAt: at,
    exportedFor: caller.email,
    checks,
    findings,
    decisions,
  };
}
