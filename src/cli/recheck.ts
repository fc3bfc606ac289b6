import { setTimeout as wait } from 'node:timers/promises';
import { controls } from '../controls/index.ts';
import { baselines } from '../controls/baselines/index.ts';
import type { Assessment } from '../core/assessment.ts';
import type { Organization } from '../core/organization.ts';
import { type Outcome, outcomeWords } from '../core/outcome.ts';
import type { Plan } from '../core/plan.ts';
import type { SectionReader } from '../core/reading.ts';
import { type SectionName, type Snapshot, isByRecord, sectionNames, sectionOf } from '../core/snapshot.ts';
import { type ApplyResult, holds } from '../engine/apply.ts';
import { assess } from '../engine/assess.ts';
import { valuesBefore } from '../engine/values.ts';
import { settingSections } from '../engine/differences.ts';
import { rereadSections } from '../engine/reread.ts';
import { listAssessments, recordAssessment } from '../store/assessments.ts';
import type { FindingsMoved } from '../store/findings.ts';
import type { Store } from '../store/open.ts';
import { withTenant } from '../store/scope.ts';
import { listSnapshots, loadSnapshot, saveSnapshot } from '../store/snapshots.ts';
import type { Tenant } from '../store/tenants.ts';
import type { Invocation } from './command.ts';
import { logExceptions } from './decisions.ts';
import { type SharesRecheck, isOfShares, recheckShares, sharesRecheckLines } from './shares-recheck.ts';

/** What a run came to, as the tenant shows it right after. */
export interface Recheck {
  /** The new snapshot and the assessment made of it, as the store keeps them. */
  snapshot: string;
  assessment: string;
  takenAt: string;
  /** Read again; the rest is as it was read at `restTakenAt`. */
  sections: readonly SectionName[];
  restTakenAt?: string;
  /** Each control that the changes serve. */
  controls: readonly { control: string; before?: Outcome; after: Outcome }[];
  findings: FindingsMoved;
}

/** What a run came to; of a plan that ends shares, what became of these. */
export type Rechecked = Recheck | { shares: SharesRecheck } | { failed: string };

interface RecheckOptions {
  store: Store;
  tenant: Tenant;
  readers: readonly SectionReader[];
  organization: Organization;
  plan: Plan;
  result: ApplyResult;
  /** Product version. */
  version: string;
  now(): string;
  env: Invocation['env'];
  /** Tells a person how far the work is. */
  tell(line: string): void;
}

/** Milliseconds between two readings while the directory still shows the old value. */
const patience = [500, 1_000, 2_000, 4_000];

/**
 * Reads again what a run has touched, keeps it as a new snapshot, assesses it and moves the findings, so that nobody
 * sees yesterday's failure after today's fix. Directories show a write late: until it is seen it is read again, a few
 * seconds in all.
 */
async function recheck(options: RecheckOptions): Promise<Recheck> {
  const { store, tenant, readers, plan, result, now } = options;
  const moved = new Set(result.changes.filter(({ step }) => step !== 'failed').map(({ id }) => id));
  const changes = plan.changes.filter(({ id }) => moved.has(id));
  const served = [...new Set(changes.flatMap((change) => change.controls))];
  const base = await lastSnapshot(store, tenant);
  const sections = base ? sectionsFor(changes, served) : sectionNames;
  options.tell(`Reading again: ${sections.length} sections.`);
  const judged = (snapshot: Snapshot) => assessed(options, snapshot);
  const before = base && judged(base);
  const read = () => rereadSections({ base: base ?? nothingYet(tenant), readers, sections, now });
  let fresh = await read();
  for (const milliseconds of patience) {
    if (result.changes.every((done) => shows(fresh.snapshot, plan, done))) break;
    await wait(milliseconds);
    fresh = await read();
  }
  const after = judged(fresh.snapshot);
  const kept = await withTenant(store, tenant.id, async (scope) => {
    const snapshotId = await saveSnapshot(scope, fresh.snapshot, now());
    await logExceptions(scope, options.organization, after.assessedAt);
    const inputs = { organization: options.organization, baseline: plan.baseline };
    const recorded = await recordAssessment(scope, after, { snapshotId, inputs });
    return { snapshotId, ...recorded };
  });
  return {
    snapshot: kept.snapshotId,
    assessment: kept.id,
    takenAt: fresh.snapshot.takenAt,
    sections: fresh.read,
    ...(base && { restTakenAt: base.takenAt }),
    controls: served.map((control) => {
      const was = before && outcomeOf(before, control);
      return { control, ...(was && { before: was }), after: outcomeOf(after, control)! };
    }),
    findings: kept.moved,
  };
}

/** As `recheck`; one that cannot be done does not make the run a failure, and is told. */
export async function recheckSafely(options: RecheckOptions): Promise<Rechecked> {
  try {
    if (isOfShares(options.plan)) return { shares: await recheckShares(options) };
    return await recheck(options);
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError') throw error;
    return {
      failed: isOfShares(options.plan)
        ? 'The shares could not be read again after the run. Run: wardline scan --tenant'
        : 'The settings could not be read again after the run. Run: wardline collect, then wardline assess.',
    };
  }
}

/** The recheck in lines for people. */
export function recheckLines(seen: Rechecked): string[] {
  if ('failed' in seen) return [seen.failed];
  if ('shares' in seen) return sharesRecheckLines(seen.shares);
  const { sections, takenAt, restTakenAt, controls: served } = seen;
  const word = (outcome: Outcome | undefined) => (outcome ? outcomeWords[outcome] : 'not assessed');
  return [
    `Read again at ${takenAt}: ${sections.length} sections.${restTakenAt ? ` All else is as it was read at ${restTakenAt}.` : ''}`,
    ...served.map(({ control, before, after }) => `${control}: ${word(before)} → ${word(after)}`),
  ];
}

/**
 * Keeps an assessment of a connected tenant, moves its findings and logs the exceptions that it honored. The same run
 * is kept once.
 */
export async function keepAssessment(
  store: Store,
  tenant: Tenant,
  assessment: Assessment,
  { snapshotId, organization }: { snapshotId: string; organization: Organization },
): Promise<void> {
  await withTenant(store, tenant.id, async (scope) => {
    await logExceptions(scope, organization, assessment.assessedAt);
    const [last] = await listAssessments(scope, 1);
    if (last?.run === assessment.run) return;
    await recordAssessment(scope, assessment, {
      snapshotId,
      inputs: { organization, baseline: assessment.baseline.id },
    });
  });
}

/** What the changes wrote, and the settings that their controls judge: two APIs may show one setting. */
function sectionsFor(changes: Plan['changes'], served: readonly string[]): SectionName[] {
  const touched = changes.map(({ section }) => section);
  const judged = controls
    .filter(({ id }) => served.includes(id))
    .flatMap(({ reads, mayRead }) => [...reads.map(sectionOf), ...mayRead])
    .filter((name) => settingSections.includes(name));
  return [...new Set([...touched, ...judged])].filter((name) => !isByRecord(name));
}

async function lastSnapshot(store: Store, tenant: Tenant): Promise<Snapshot | undefined> {
  return withTenant(store, tenant.id, async (scope) => {
    const found = (await listSnapshots(scope)).find(({ state }) => state === 'complete');
    return found && loadSnapshot(scope, found.id);
  });
}

function assessed({ organization, plan, version, now }: RecheckOptions, snapshot: Snapshot): Assessment {
  const baseline = baselines.find(({ id }) => id === plan.baseline)!;
  return assess(snapshot, { controls, organization, baseline, at: now(), version });
}

function outcomeOf(assessment: Assessment, control: string): Outcome | undefined {
  return assessment.results.find((entry) => entry.control === control)?.outcome;
}

/** Whether a snapshot shows what a run says of a change. What failed is not waited for. */
function shows(snapshot: Snapshot, plan: Plan, { id, step, stage }: ApplyResult['changes'][number]): boolean {
  const change = plan.changes.find((entry) => entry.id === id);
  if (!change || step === 'failed' || snapshot.sections[change.section]?.status !== 'read') return true;
  const target = change.operation === 'create' ? { ...change, operation: 'remove' as const } : change;
  const present = valuesBefore(target, snapshot);
  const wanted = change.stages.find(({ name }) => name === stage);
  return holds(change, wanted, present) === (step !== 'undone');
}

function nothingYet({ id, name, cloud, domain }: Tenant): Snapshot {
  return {
    tenant: { id, name, cloud, ...(domain && { domain }) },
    takenAt: '',
    source: { kind: 'wardline', tool: 'Wardline' },
    sections: {} as Snapshot['sections'],
    declared: {},
    unrecognized: {},
  };
}
