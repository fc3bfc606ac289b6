import { WardlineError } from '../../../core/errors.ts';
import type { JournalEntry } from '../../../core/journal.ts';
import { advancePlan } from '../../../engine/advance.ts';
import type { ApplyResult } from '../../../engine/apply.ts';
import type { ReportOnlyMeasurement } from '../../../engine/report-only.ts';
import { type StagePlace, stagePlaces } from '../../../engine/stages.ts';
import { openRun } from '../../../store/journal.ts';
import type { Store } from '../../../store/open.ts';
import { getPlan, listPlans, movePlan } from '../../../store/plans.ts';
import type { PlanState } from '../../../store/schema.ts';
import { withTenant } from '../../../store/scope.ts';
import type { Tenant } from '../../../store/tenants.ts';
import { loadOrganization, organizationOption } from '../../assessment.ts';
import { type CommandResult, type Invocation, defineCommand } from '../../command.ts';
import { givenReason, logRun } from '../../decisions.ts';
import {
  approve,
  chosenTenant,
  homeOption,
  latestSnapshot,
  tenantOption,
  whatIfOption,
  withStore,
  yesOption,
} from '../../live.ts';
import { type KeptPlan, approversOf, planCalled, runResult, sectionsOf } from '../../plans.ts';
import { recheckSafely } from '../../recheck.ts';
import { measurementsOf } from '../../report-only.ts';
import { operator } from '../../operator.ts';
import { familyOf, linesOf, storeJournal, withRun } from '../../runs.ts';
import { clockOf } from '../../tenant-clock.ts';

type Row = ApplyResult['changes'][number];

export const planAdvanceCommand = defineCommand<Row>({
  path: ['plan', 'advance'],
  summary: 'move the staged changes of an applied plan whose days have passed to their next stage',
  details: `Report-only policies become enforced, test modes become active, after approval. What must wait is listed with its day.
A policy is enforced only when the sign-ins of its report-only days show that it stops nobody.
After an interruption run it again: it goes on and makes nothing twice.
Exit codes: 0 done, or nothing to move yet; 6 some failed, 5 not approved, 7 another run comes first.`,
  arguments: [{ name: 'plan', summary: 'the id of the plan; the one with stages when not given', optional: true }],
  options: [
    tenantOption,
    organizationOption,
    {
      flags: '--accept <text>',
      summary: 'enforce policies also where people would be stopped, or nobody could measure it; say why',
    },
    { flags: '--time-zone <name>', summary: 'time zone of the examples, such as America/Chicago; UTC when not given' },
    { flags: '--reason <text>', summary: "why, for the decision log; the plan's own reasons when not given" },
    yesOption,
    whatIfOption,
    homeOption,
  ],
  formats: ['table', 'json', 'jsonl', 'csv', 'md'],
  run: (invocation) =>
    withStore(invocation, async (store) => {
      const tenant = await chosenTenant(store, invocation.options['tenant']);
      return advance(invocation, store, tenant, await staged(store, tenant, invocation.arguments[0]));
    }),
});

async function advance(
  invocation: Invocation,
  store: Store,
  tenant: Tenant,
  { plan, entry }: KeptPlan,
): Promise<CommandResult<Row>> {
  const { options, cwd, tell, version } = invocation;
  const accepted = givenReason(options['accept'], '--accept');
  const reason = givenReason(options['reason']) ?? accepted;
  const { organization } = loadOrganization(options['organization'], cwd);
  const now = await clockOf(store, invocation.env, tenant);
  const { family, open } = await withTenant(store, tenant.id, async (scope) => ({
    family: await familyOf(scope, entry.id),
    open: await openRun(scope),
  }));
  const journal = storeJournal(store, tenant.id, family);
  const at = now();
  const places = stagePlaces(plan, await journal.entries(family.at(-1)!));
  const ready = places.filter(({ next, from }) => next && from! <= at);
  for (const place of places) tell(wordsOf(place, at));
  // Approved already, and killed on the way.
  const resumes = open?.kind === 'advance' && open.planId === entry.id;
  const held = resumes ? new Map<string, string>() : await heldBack(invocation, store, tenant, { ready, at, accepted });
  const moving = ready.filter(({ change }) => !held.has(change.id));
  for (const [id, why] of held) tell(`${id} waits: ${why}`);
  if (options['whatIf'] || (moving.length === 0 && !resumes)) {
    const rows = moving.map(({ change: { id, summary }, next }): Row => ({
      ...{ id, summary, step: 'intended', stage: next!.name },
    }));
    const waits = waiting(places, at);
    const shown = runResult('', { run: '', changes: rows }, undefined);
    return {
      ...shown,
      data: { plan: plan.id, run: '', changes: rows, waiting: waits },
      messages: [...(options['whatIf'] ? [] : ['No stage may move yet.']), 'Nothing was done.'],
    };
  }
  if (!resumes)
    await approve(invocation, tenant, `This moves ${moving.length} changes of plan ${plan.id} to their next stage`);
  const by = operator();
  const approvers = await approversOf(store, tenant, entry);
  const done = await withRun(
    invocation,
    store,
    tenant,
    {
      ...{ kind: 'advance', planId: entry.id, organization, now, family, sections: sectionsOf(plan) },
      // With the end of the run in one transaction: a kill leaves both or none.
      async close(scope, run) {
        await logRun(scope, { ...{ plan, run, by, reason }, at: now() });
        const lines: JournalEntry[] = [];
        for (const id of new Set([...family, run.id])) lines.push(...(await linesOf(scope, id)));
        const to = stagePlaces(plan, lines).some(({ next }) => next) ? 'staged' : 'applied';
        await movePlan(scope, entry.id, { to, by, at: now(), reason: 'The run ended.' });
      },
    },
    async (settings) => {
      const move = (to: PlanState, why: string) =>
        withTenant(store, tenant.id, (scope) => movePlan(scope, entry.id, { to, by, at: now(), reason: why }));
      if (entry.state !== 'applying') await move('applying', reason ?? 'Next stages.');
      try {
        return await advancePlan({
          ...{ plan, organization, by, now, held, approvers, run: settings.store.id },
          ...{ tenant: settings.tenant, journal: settings.journal },
          onProgress: ({ done: count, total, step, summary }) => tell(`${count}/${total} ${step}: ${summary}`),
        });
      } catch (error) {
        if (!(error instanceof Error && error.name === 'AbortError')) await move('staged', 'It stopped.');
        throw error;
      }
    },
    (settings, result) =>
      recheckSafely({
        ...{ store, tenant, organization, plan, result, now, version, tell, env: invocation.env },
        readers: settings.readers,
      }),
  );
  const left = waiting(stagePlaces(plan, await journal.entries(done.run.id)), now());
  const result = runResult(done.run.id, done.result, done.after, [
    ...(done.result.waiting ?? []).map(({ summary, why }) => `Waits: ${summary}. ${why}`),
    ...left
      .filter(({ from }) => from > now())
      .map(({ summary, stage, from }) => `Waits until ${from}: ${summary} (${stage}).`),
    `To take everything back, all stages with it: wardline undo ${family[0]!}`,
  ]);
  return { ...result, data: { plan: plan.id, ...(result.data as object), waiting: left } };
}

/**
 * Report-only policies that must not be enforced yet, by change, and why: the sign-in log shows people whom they would
 * stop, or could not be read. `--accept` waives both.
 */
async function heldBack(
  invocation: Invocation,
  store: Store,
  tenant: Tenant,
  { ready, at, accepted }: { ready: readonly StagePlace[]; at: string; accepted: string | undefined },
): Promise<Map<string, string>> {
  const zone = invocation.options['timeZone'];
  const policies = ready
    .filter(({ change, next }) => change.section === 'conditionalAccessPolicies' && next!.values['state'] === 'enabled')
    .map(({ change, since, reached }) => ({ change, since, minimumDays: reached.minimumDays }));
  if (policies.length === 0) return new Map();
  const { snapshot } = await latestSnapshot(store, tenant);
  const measured = await measurementsOf(invocation, store, tenant, {
    ...{ policies, snapshot, now: at },
    ...(typeof zone === 'string' && { timeZone: zone }),
    ...(accepted && { accepted }),
  });
  if ('status' in measured) {
    if (accepted) return new Map();
    const why = `${measured.why} Nobody knows whom it would stop: ${measured.hint ?? 'say --accept REASON'}`;
    return new Map(policies.map(({ change }) => [change.id, why]));
  }
  return new Map(
    measured
      .filter(({ allowed }) => !allowed)
      .map(({ change, why, people }) => [change, [why, ...people.slice(0, 3).map(exampleOf)].join(' ')]),
  );
}

function exampleOf({ name, first }: ReportOnlyMeasurement['people'][number]): string {
  return `${name}: ${first.when}, ${first.device}, ${first.app}, ${first.why}.`;
}

/** The plan that is named, or the only one with stages. Throws `not-found`, `usage`, and `conflict` for one that has none. */
async function staged(store: Store, tenant: Tenant, named: string | undefined): Promise<KeptPlan> {
  if (named !== undefined) {
    const kept = await planCalled(store, tenant, named);
    if (kept.entry.state === 'staged' || kept.entry.state === 'applying') return kept;
    const hint =
      kept.entry.state === 'draft' || kept.entry.state === 'approved'
        ? `Apply it first: wardline apply --plan-id ${kept.plan.id}`
        : 'See: wardline plan list';
    throw new WardlineError('conflict', `The plan is ${kept.entry.state}: no stage of it waits.`, hint);
  }
  const entries = (await withTenant(store, tenant.id, (scope) => listPlans(scope))).filter(
    ({ state }) => state === 'staged' || state === 'applying',
  );
  if (entries.length === 1) {
    const [entry] = entries;
    const { document } = await withTenant(store, tenant.id, (scope) => getPlan(scope, entry!.id));
    return { plan: document as KeptPlan['plan'], entry: entry! };
  }
  throw entries.length === 0
    ? new WardlineError('not-found', 'No plan of this tenant has stages that wait.', 'See: wardline plan list')
    : new WardlineError('usage', 'Several plans have stages that wait.', 'Name one; see: wardline plan list');
}

/** What has not reached its last stage, and from when it may move on. */
function waiting(places: readonly StagePlace[], at: string) {
  return places
    .filter(({ next }) => next)
    .map(({ change, reached, next, from }) => ({
      ...{ id: change.id, summary: change.summary, reached: reached.name, stage: next!.name },
      ...{ from: from!, mayMove: from! <= at },
    }));
}

function wordsOf({ change, reached, next, from }: StagePlace, at: string): string {
  const where = `${change.id} ${change.summary}: ${reached.name}`;
  if (!next) return `${where}, its last stage.`;
  return from! <= at ? `${where}, may become ${next.name} now.` : `${where}, may become ${next.name} from ${from!}.`;
}
