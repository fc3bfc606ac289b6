import type { Assessment, Resource, Result } from '../core/assessment.ts';
import type { Outcome } from '../core/outcome.ts';

/** What happened to one control, or to one object of it, between two assessments. */
export interface Difference {
  kind: 'new' | 'fixed' | 'changed' | 'added' | 'removed';
  control: string;
  severity: string;
  title: string;
  before?: Outcome;
  after?: Outcome;
  /** The object, by its identity in the tenant; absent when the control as a whole moved. */
  resource?: { id: string; name: string; before?: string; after?: string };
  why: string;
}

export interface AssessmentDiff {
  kind: 'wardline.diff';
  version: 1;
  tenant: { id: string; name: string };
  before: { run: string; takenAt: string };
  after: { run: string; takenAt: string };
  score: { before: number; after: number };
  differences: Difference[];
}

const open: ReadonlySet<Outcome> = new Set(['fail', 'partial']);

/**
 * What is new, fixed and changed from `before` to `after`, by control id and by the identity of the offending
 * objects, never by the wording of a reason. `fixed` means pass or attested; a control that became unknown,
 * excepted or not licensed has changed, and is not called fixed.
 */
export function diffAssessments(before: Assessment, after: Assessment): AssessmentDiff {
  const old = new Map(before.results.map((result) => [result.control, result]));
  const current = new Set(after.results.map((result) => result.control));
  const differences = [
    ...after.results.flatMap((result) => differencesOf(old.get(result.control), result)),
    ...before.results
      .filter((result) => !current.has(result.control))
      .map((result) => whole('removed', result, result.outcome, undefined)),
  ];
  return {
    kind: 'wardline.diff',
    version: 1,
    tenant: { id: after.tenant.id, name: after.tenant.name },
    before: { run: before.run, takenAt: before.takenAt },
    after: { run: after.run, takenAt: after.takenAt },
    score: { before: before.score.today, after: after.score.today },
    differences,
  };
}

function differencesOf(before: Result | undefined, after: Result): Difference[] {
  if (!before) return [whole('added', after, undefined, after.outcome)];
  if (before.outcome !== after.outcome)
    return [
      whole(kindOf(before.outcome, after.outcome), after, before.outcome, after.outcome),
      ...(open.has(before.outcome) && open.has(after.outcome) ? objects(before, after) : []),
    ];
  return open.has(after.outcome) ? objects(before, after) : [];
}

function kindOf(before: Outcome, after: Outcome): Difference['kind'] {
  if (open.has(after) && !open.has(before)) return 'new';
  return open.has(before) && (after === 'pass' || after === 'attested') ? 'fixed' : 'changed';
}

function whole(
  kind: Difference['kind'],
  result: Result,
  before: Outcome | undefined,
  after: Outcome | undefined,
): Difference {
  return {
    kind,
    control: result.control,
    severity: result.severity,
    title: result.headline,
    ...(before && { before }),
    ...(after && { after }),
    why: result.why,
  };
}

function objects(before: Result, after: Result): Difference[] {
  const old = byIdentity(before.resources);
  const current = byIdentity(after.resources);
  const difference = (kind: Difference['kind'], resource: Resource, from?: Resource, to?: Resource): Difference => ({
    ...whole(kind, after, before.outcome, after.outcome),
    resource: {
      id: resource.id,
      name: resource.name,
      ...(from && { before: from.actual }),
      ...(to && { after: to.actual }),
    },
  });
  const found: Difference[] = [];
  for (const [identity, resource] of current) {
    const was = old.get(identity);
    if (!was) found.push(difference('new', resource, undefined, resource));
    else if (was.actual !== resource.actual) found.push(difference('changed', resource, was, resource));
  }
  for (const [identity, resource] of old)
    if (!current.has(identity)) found.push(difference('fixed', resource, resource, undefined));
  return found;
}

/** An object is itself by id and by the setting that was judged, so that two settings of one object stay apart. */
function byIdentity(resources: readonly Resource[]): Map<string, Resource> {
  return new Map(resources.map((resource) => [`${resource.id.toLowerCase()}\u0000${resource.expected}`, resource]));
}
