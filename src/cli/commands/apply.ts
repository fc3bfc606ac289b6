import type { PlanState } from '../../store/schema.ts';
import type { Plan } from '../../core/plan.ts';
import { type ApplyResult, applyPlan, checkApprovals } from '../../engine/apply.ts';
import { approvePlan, movePlan } from '../../store/plans.ts';
import { withTenant } from '../../store/scope.ts';
import { loadOrganization } from '../assessment.ts';
import { type CommandResult, defineCommand } from '../command.ts';
import { approve, chosenTenant, homeOption, tenantOption, whatIfOption, withStore, yesOption } from '../live.ts';
import { givenReason, logRun } from '../decisions.ts';
import { approversOf, namedPlan, runResult, sectionsOf } from '../plans.ts';
import { recheckSafely } from '../recheck.ts';
import { operator } from '../operator.ts';
import { withRun } from '../runs.ts';
import { clockOf } from '../tenant-clock.ts';

type Row = ApplyResult['changes'][number];

export const applyCommand = defineCommand<Row>({
  path: ['apply'],
  summary: 'apply exactly the reviewed plan, after approval',
  details: `Refuses a plan that was edited, is of another tenant, or whose settings moved since.
Then it reads again what was touched, assesses it and shows each control before and after.
After an interruption run it again: it goes on and makes nothing twice.
Exit codes: 0 every change holds, 6 some failed, 5 not approved, 7 stale plan or another run.`,
  arguments: [{ name: 'plan', summary: 'the file that wardline plan --out wrote', optional: true }],
  options: [
    { flags: '--plan-id <id>', summary: 'the id of the plan, in place of a file' },
    tenantOption,
    { flags: '--organization <file>', summary: 'the organization file (wardline.yaml here, where there is one)' },
    { flags: '--reason <text>', summary: "why, for the decision log; the plan's own reasons when not given" },
    yesOption,
    whatIfOption,
    homeOption,
  ],
  formats: ['table', 'json', 'jsonl', 'csv', 'md'],
  run: (invocation) =>
    withStore(invocation, async (store): Promise<CommandResult<Row>> => {
      const { options, cwd, tell } = invocation;
      const tenant = await chosenTenant(store, options['tenant']);
      const { plan, entry } = await namedPlan(invocation, store, tenant);
      const { organization } = loadOrganization(options['organization'], cwd);
      for (const change of plan.changes) tell(`${change.id} ${change.summary}. ${change.notice}`);
      if (options['whatIf']) {
        const rows = plan.changes.map(({ id, summary }): Row => ({ id, summary, step: 'intended' }));
        return { ...runResult('', { run: '', changes: rows }, undefined), messages: ['Nothing was done.'] };
      }
      const reason = givenReason(options['reason']);
      const approvers = await approversOf(store, tenant, entry);
      checkApprovals(organization, approvers);
      const resumes = entry.state === 'applying';
      if (!resumes) await approve(invocation, tenant, `This applies ${plan.changes.length} changes of plan ${plan.id}`);
      const by = operator();
      const now = await clockOf(store, invocation.env, tenant);
      const applied = await withRun(
        invocation,
        store,
        tenant,
        {
          ...{ kind: 'apply', planId: entry.id, organization, now, sections: sectionsOf(plan) },
          async close(scope, run, result) {
            const at = now();
            await logRun(scope, { plan, run, by, at, reason });
            await movePlan(scope, entry.id, { to: stateAfter(plan, result), by, at, reason: 'The run ended.' });
          },
        },
        async (settings) => {
          const move = (to: PlanState, why: string) =>
            withTenant(store, tenant.id, (scope) => movePlan(scope, entry.id, { to, by, at: now(), reason: why }));
          if (!resumes)
            await withTenant(store, tenant.id, async (scope) => {
              const { documentBlob } = entry;
              const note = reason ?? 'At the command line.';
              if (entry.state === 'draft') {
                await approvePlan(scope, entry.id, { documentBlob, by, at: now(), note });
                await movePlan(scope, entry.id, { to: 'approved', by, at: now(), reason: 'Approved.' });
              }
              await movePlan(scope, entry.id, { to: 'applying', by, at: now(), reason: 'Applied.' });
            });
          try {
            return await applyPlan({
              ...{ plan, organization, by, now, approvers, run: settings.store.id },
              ...{ tenant: settings.tenant, journal: settings.journal },
              onProgress: ({ done, total, step, summary }) => tell(`${done}/${total} ${step}: ${summary}`),
            });
          } catch (error) {
            if (!(error instanceof Error && error.name === 'AbortError')) await move('approved', 'It stopped.');
            throw error;
          }
        },
        (settings, result) =>
          recheckSafely({
            ...{ store, tenant, organization, plan, result, now },
            ...{ readers: settings.readers, version: invocation.version, env: invocation.env, tell },
          }),
      );
      const waits = applied.result.changes.some(({ id, stage, step }) => step !== 'failed' && hasNext(plan, id, stage));
      return runResult(applied.run.id, applied.result, applied.after, [
        ...(waits ? [`Stages wait. When their days have passed: wardline plan advance ${plan.id}`] : []),
        `To take it back: wardline undo ${applied.run.id}`,
      ]);
    }),
});

/** Staged while a change has stages before it, applied when all is done that can be, approved when nothing was. */
function stateAfter(plan: Plan, result: ApplyResult): PlanState {
  const held = result.changes.filter(({ step }) => step !== 'failed');
  if (held.length === 0 && result.changes.length > 0) return 'approved';
  return held.some(({ id, stage }) => hasNext(plan, id, stage)) ? 'staged' : 'applied';
}

function hasNext(plan: Plan, id: string, stage: string | undefined): boolean {
  const stages = plan.changes.find((change) => change.id === id)?.stages ?? [];
  return stages.length > 0 && stages.at(-1)!.name !== stage;
}
