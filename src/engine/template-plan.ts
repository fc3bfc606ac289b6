import type { Change } from '../core/change.ts';
import { WardlineError } from '../core/errors.ts';
import type { Organization } from '../core/organization.ts';
import type { Plan, PlannedChange, RefusedChange, Stage } from '../core/plan.ts';
import type { Severity } from '../core/severity.ts';
import type { SectionData, SectionName, Snapshot } from '../core/snapshot.ts';
import { planId } from './plan.ts';
import { valuesBefore } from './values.ts';

/** One change that a template asks for. */
export interface TemplateStep {
  change: Change;
  controls: readonly string[];
  severity: Severity;
  citations: readonly string[];
  why: string;
  /** Name of the license that it needs. */
  license?: string;
  stages?: readonly Stage[];
  /** What other steps wait for, and what this one waits for. */
  key?: string;
  needs?: readonly string[];
}

export interface TemplateFound {
  steps: TemplateStep[];
  refused: RefusedChange[];
  byHand: Plan['byHand'][number][];
}

export interface TemplateOptions {
  organization: Organization;
  /** Baseline id, for the plan's head. */
  baseline: string;
  /** The moment of planning, ISO 8601 UTC. */
  at: string;
}

/** A plan of steps in their order. A step waits for the earlier ones whose key it needs. */
export function templatePlan(
  snapshot: Snapshot,
  { steps, refused, byHand }: TemplateFound,
  { baseline, at }: Pick<TemplateOptions, 'baseline' | 'at'>,
): Plan {
  const idOf = (index: number): string => `c${String(index + 1).padStart(2, '0')}`;
  const changes = steps.map(({ change: { stages: _words, ...change }, ...step }, index): PlannedChange => ({
    ...change,
    id: idOf(index),
    ...{ controls: step.controls, severity: step.severity, citations: step.citations, why: step.why },
    ...(step.license !== undefined && { license: step.license }),
    from: valuesBefore(change, snapshot),
    stages: step.stages ?? [],
    dependsOn: steps.flatMap(({ key }, other) =>
      other < index && key !== undefined && step.needs?.includes(key) ? [idOf(other)] : [],
    ),
  }));
  const body = {
    tenant: { id: snapshot.tenant.id, name: snapshot.tenant.name },
    baseline,
    takenAt: snapshot.takenAt,
    createdAt: at,
    ...{ changes, refused, byHand, worsens: [] },
  };
  return { kind: 'wardline.plan', version: 1, id: planId(body), ...body };
}

/** A section that a template cannot do without. Throws `not-permitted` with the reason of the collection. */
export function needed<K extends SectionName>(snapshot: Snapshot, name: K): SectionData<K> {
  const section = snapshot.sections[name];
  if (section.status === 'read') return section.data;
  throw new WardlineError(
    'not-permitted',
    `The template needs ${name}, which the last collection did not read: ${section.detail}`,
    'Give the permission or the license that is missing, then run: wardline collect',
  );
}
