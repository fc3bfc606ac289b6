import { WardlineError } from '../../core/errors.ts';
import type { Plan } from '../../core/plan.ts';
import type { ApplyResult } from '../../engine/apply.ts';
import { undoRun, undoSteps } from '../../engine/undo.ts';
import { getRun } from '../../store/journal.ts';
import { getPlan, movePlan } from '../../store/plans.ts';
import { withTenant } from '../../store/scope.ts';
import { loadOrganization } from '../assessment.ts';
import { type CommandResult, defineCommand } from '../command.ts';
import { approve, chosenTenant, homeOption, tenantOption, whatIfOption, withStore, yesOption } from '../live.ts';
import { givenReason, logRun } from '../decisions.ts';
import { runResult, sectionsOf } from '../plans.ts';
import { recheckSafely } from '../recheck.ts';
import { operator } from '../operator.ts';
import { familyOf, storeJournal, withRun } from '../runs.ts';
import { clockOf } from '../tenant-clock.ts';

type Row = ApplyResult['changes'][number];

export const undoCommand = defineCommand<Row>({
  path: ['undo'],
  summary: 'write back what was recorded before a run of apply',
  details: 'What cannot be undone is named and left. Exit codes: 0 all is back, 6 some is not, 5 not approved.',
  arguments: [{ name: 'run', summary: 'the run, as apply named it' }],
  options: [
    tenantOption,
    { flags: '--even-partly', summary: 'also take back what comes back only in part' },
    { flags: '--organization <file>', summary: 'the organization file (wardline.yaml here, where there is one)' },
    { flags: '--reason <text>', summary: 'why, for the decision log' },
    yesOption,
    whatIfOption,
    homeOption,
  ],
  formats: ['table', 'json', 'jsonl', 'csv', 'md'],
  run: (invocation) =>
    withStore(invocation, async (store): Promise<CommandResult<Row>> => {
      const { options, cwd, tell } = invocation;
      const undoes = invocation.arguments[0]!;
      if (!/^[0-9a-f-]{36}$/.test(undoes))
        throw new WardlineError('usage', 'A run is named by its id, as apply gave it.');
      const tenant = await chosenTenant(store, options['tenant']);
      const {
        run: applied,
        plan,
        planId,
        family,
      } = await withTenant(store, tenant.id, async (scope) => {
        const run = await getRun(scope, undoes);
        if (run.kind !== 'apply' || run.planId === null)
          throw new WardlineError(
            'usage',
            'Only a run of apply can be undone.',
            'Its later stages are taken back with it; see: wardline plan list',
          );
        return {
          ...{ run, planId: run.planId, family: await familyOf(scope, run.planId, run.id) },
          plan: (await getPlan(scope, run.planId)).document as Plan,
        };
      });
      const { organization } = loadOrganization(options['organization'], cwd);
      const steps = undoSteps(plan, await storeJournal(store, tenant.id, family).entries(applied.id));
      for (const { change, cannot } of steps)
        tell(`${change.id} ${change.summary}${cannot ? `: cannot be undone: ${cannot}` : ''}`);
      if (options['whatIf']) {
        const rows = steps.map(({ change, inverse }): Row => ({
          id: change.id,
          summary: inverse.summary,
          step: 'intended',
        }));
        return { ...runResult('', { run: '', changes: rows }, undefined), messages: ['Nothing was done.'] };
      }
      const reason = givenReason(options['reason']);
      await approve(invocation, tenant, `This takes back ${steps.length} changes of run ${applied.id}`);
      const by = operator();
      const now = await clockOf(store, invocation.env, tenant);
      const undone = await withRun(
        invocation,
        store,
        tenant,
        {
          ...{ kind: 'undo', planId, undoes: applied.id, organization, now, family, sections: sectionsOf(plan) },
          async close(scope, run, result) {
            const at = now();
            await logRun(scope, { plan, run, by, at, reason });
            if (result.changes.every(({ step }) => step === 'undone'))
              await movePlan(scope, planId, { to: 'undone', by, at, reason: reason ?? 'Taken back.' });
          },
        },
        (settings) =>
          undoRun({
            ...{ plan, organization, by, now, run: settings.store.id, undoes: applied.id },
            ...{ tenant: settings.tenant, journal: settings.journal, evenPartly: options['evenPartly'] === true },
            onProgress: ({ done, total, step, summary }) => tell(`${done}/${total} ${step}: ${summary}`),
          }),
        (settings, result) =>
          recheckSafely({
            ...{ store, tenant, organization, plan, result, now },
            ...{ readers: settings.readers, version: invocation.version, env: invocation.env, tell },
          }),
      );
      return runResult(undone.run.id, undone.result, undone.after);
    }),
});
