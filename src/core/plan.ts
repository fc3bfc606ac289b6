import type { Change } from './change.ts';
import type { Rehearsal } from './rehearsal.ts';
import type { Severity } from './severity.ts';
import type { SectionName } from './snapshot.ts';

/** How a change that must not be switched on at once is brought in. Each stage's values are written over the change's own. */
export interface Stage {
  name: string;
  /** Field values in this stage, e.g. `{ state: 'enabledForReportingButNotEnforced' }`. */
  values: Readonly<Record<string, unknown>>;
  /** Days that must pass in this stage before the next; 0 for the last. */
  minimumDays: number;
}

/** One reviewed change of a plan. */
export interface PlannedChange extends Omit<Change, 'stages'> {
  /** Stable within the plan: `c01`, `c02`, … in the order in which they are applied. */
  id: string;
  /** The controls that it serves; the first proposed it. */
  controls: readonly string[];
  severity: Severity;
  citations: readonly string[];
  why: string;
  license?: string;
  /** Values before, as they were read; the plan is stale when they moved. */
  from: Readonly<Record<string, unknown>>;
  stages: readonly Stage[];
  /** Ids that must be done before. */
  dependsOn: readonly string[];
}

/** A fix that the planner will not make, and why. */
export interface RefusedChange {
  control: string;
  title: string;
  why: string;
}

/** The list of changes shown before anything is written. Data: a file, a row, a page. */
export interface Plan {
  kind: 'wardline.plan';
  version: 1;
  /** Hash of everything below: the reviewed plan is the applied plan. */
  id: string;
  tenant: { id: string; name: string };
  baseline: string;
  /** When the settings that it was made from were read. */
  takenAt: string;
  createdAt: string;
  changes: readonly PlannedChange[];
  refused: readonly RefusedChange[];
  /** Open findings whose fix people have to make. */
  byHand: readonly { control: string; title: string; steps: readonly string[] }[];
  /** Controls that hold now and would fail after the plan, in the words of their findings. */
  worsens: readonly { control: string; title: string; why: string }[];
  /** The planned policies against past sign-ins; absent when no rehearsal was asked for. */
  rehearsal?: Rehearsal;
}

/** Where each planned change of one section stands in the order: what proves and records first, what can lock out last. */
export const sectionOrder: Partial<Record<SectionName, number>> = {
  auditLogConfig: 0,
  organizationConfig: 1,
  conditionalAccessPolicies: 8,
  securityDefaults: 9,
};
