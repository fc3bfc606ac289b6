import { createHash } from 'node:crypto';
import type { Baseline } from '../core/baseline.ts';
import { type Change, applyChanges } from '../core/change.ts';
import type { Control } from '../core/control.ts';
import { licenses } from '../core/license.ts';
import type { Organization } from '../core/organization.ts';
import { type Plan, type PlannedChange, type RefusedChange, sectionOrder } from '../core/plan.ts';
import { isPlainObject } from '../core/shape.ts';
import type { Snapshot } from '../core/snapshot.ts';
import { activeExceptions, covers, keptBy } from './exceptions.ts';
import { changesOf, judge } from './judge.ts';
import { refusalOf } from './lockout.ts';
import { parametersFor } from './parameters.ts';
import { stagesOf } from './staging.ts';

export interface PlanOptions {
  controls: readonly Control[];
  organization: Organization;
  baseline: Baseline;
  /** The moment of planning, ISO 8601 UTC. */
  at: string;
  /** Only these control ids. */
  only?: readonly string[];
}

interface Proposal {
  control: Control;
  change: Change;
  why: string;
}

/**
 * The changes that would make the open controls pass. Excepted and attested controls propose nothing. Two controls
 * that want the same value of the same setting share one change; two that want different values are both refused.
 */
export function makePlan(snapshot: Snapshot, options: PlanOptions): Plan {
  const proposals: Proposal[] = [];
  const kept: RefusedChange[] = [];
  const byHand: { control: string; title: string; steps: readonly string[] }[] = [];
  for (const control of options.controls.filter(({ id }) => !options.only || options.only.includes(id))) {
    const judging = {
      organization: options.organization,
      parameters: parametersFor(control, options.baseline, options.organization),
      at: options.at,
    };
    const { verdict } = judge(control, snapshot, judging);
    if (verdict.outcome !== 'fail' && verdict.outcome !== 'partial') continue;
    const active = activeExceptions(options.organization.exceptions, control.id, options.at);
    if (active.length > 0 && verdict.resources.every((resource) => active.some((entry) => covers(entry, resource))))
      continue;
    const changes = changesOf(control, snapshot, judging);
    if (changes.length === 0)
      byHand.push({ control: control.id, title: control.remediation.fix, steps: control.remediation.steps });
    for (const change of changes) {
      const exception = keptBy(active, change, verdict.resources);
      if (exception)
        kept.push({
          control: control.id,
          title: change.summary,
          why: `${exception.approver} accepted it as it is until ${exception.until}.`,
        });
      else proposals.push({ control, change, why: verdict.why });
    }
  }
  const { changes, refused: unsafe } = settle(proposals, snapshot, options.organization);
  const refused = [...kept, ...unsafe];
  const body = {
    tenant: { id: snapshot.tenant.id, name: snapshot.tenant.name },
    baseline: options.baseline.id,
    takenAt: snapshot.takenAt,
    createdAt: options.at,
    changes,
    refused,
    byHand,
  };
  return { kind: 'wardline.plan', version: 1, id: planId(body), ...body };
}

/** The id that a plan with this content has; a plan whose id differs was edited after it was made. */
export function planId(plan: Omit<Plan, 'kind' | 'version' | 'id'>): string {
  const { tenant, baseline, takenAt, createdAt, changes, refused, byHand } = plan;
  const text = JSON.stringify({ tenant, baseline, takenAt, createdAt, changes, refused, byHand });
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

function settle(proposals: readonly Proposal[], snapshot: Snapshot, organization: Organization) {
  const refused: RefusedChange[] = [];
  const merged: { first: Proposal; controls: Set<string>; citations: Set<string> }[] = [];
  for (const proposal of proposals) {
    const refusal =
      refusalOf(proposal.change, snapshot, organization) ??
      conflictWith(
        proposal.change,
        merged.map(({ first }) => first),
      );
    if (refusal) {
      refused.push({ control: proposal.control.id, title: proposal.change.summary, why: refusal });
      continue;
    }
    const same = merged.find(
      ({ first }) => sameTarget(first.change, proposal.change) && equal(first.change.values, proposal.change.values),
    );
    if (same) {
      same.controls.add(proposal.control.id);
      for (const citation of proposal.control.citations) same.citations.add(citation);
    } else
      merged.push({
        first: proposal,
        controls: new Set([proposal.control.id]),
        citations: new Set(proposal.control.citations),
      });
  }
  const ordered = merged.toSorted((a, b) => orderOf(a.first.change) - orderOf(b.first.change));
  const changes = ordered.map(({ first, controls, citations }, index): PlannedChange => {
    const { stages: _words, ...change } = first.change;
    return {
      ...change,
      id: `c${String(index + 1).padStart(2, '0')}`,
      controls: [...controls],
      severity: first.control.severity,
      citations: [...citations],
      why: first.why,
      ...(first.control.license && { license: licenses[first.control.license].name }),
      from: valuesBefore(first.change, snapshot),
      stages: stagesOf(first.change),
      dependsOn: [],
    };
  });
  return { changes, refused };
}

function orderOf(change: Change): number {
  return sectionOrder[change.section] ?? (change.lockoutRisk ? 7 : 4);
}

function sameTarget(a: Change, b: Change): boolean {
  return a.section === b.section && a.operation === b.operation && equal(a.match ?? {}, b.match ?? {});
}

function conflictWith(change: Change, others: readonly Proposal[]): string | undefined {
  const other = others.find(({ change: made }) => {
    if (!sameTarget(made, change) || change.operation === 'create') return false;
    const values = made.values ?? {};
    return Object.entries(change.values ?? {}).some(
      ([field, value]) => field in values && !equal(values[field], value),
    );
  });
  return other
    ? `It asks for another value than ${other.control.id} (${other.change.summary}). Decide on one and plan again with --only.`
    : undefined;
}

/** The present values of the fields that a change writes; empty for an object that does not exist yet. */
export function valuesBefore(
  change: Pick<Change, 'section' | 'operation' | 'match' | 'values'>,
  snapshot: Snapshot,
): Record<string, unknown> {
  const section = snapshot.sections[change.section];
  if (section.status !== 'read') return {};
  const record = Array.isArray(section.data)
    ? (section.data as Record<string, unknown>[]).find((entry) => matches(entry, change.match ?? {}))
    : (section.data as Record<string, unknown>);
  if (!record) return {};
  if (change.operation !== 'set') return { ...record };
  return Object.fromEntries(Object.keys(change.values ?? {}).map((path) => [path, valueAt(record, path)]));
}

function matches(entry: Record<string, unknown>, match: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(match).every(([key, value]) => equal(entry[key], value));
}

function valueAt(record: Record<string, unknown>, path: string): unknown {
  let value: unknown = record;
  for (const key of path.split('.')) value = isPlainObject(value) ? value[key] : undefined;
  return value === undefined ? null : value;
}

/** Equal as settings: lists without regard to order, absent as null. */
export function equal(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).sort().join(',')}]`;
  if (isPlainObject(value)) {
    const entries = Object.entries(value).filter(([, inner]) => inner !== undefined && inner !== null);
    return `{${entries
      .map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`)
      .sort()
      .join(',')}}`;
  }
  return JSON.stringify(value ?? null);
}

/** What the tenant would look like when the whole plan was applied, all stages ended. */
export function afterPlan(snapshot: Snapshot, plan: Pick<Plan, 'changes'>): Snapshot {
  return applyChanges(
    snapshot,
    plan.changes.map(({ stages: _stages, ...change }) => change),
  );
}
