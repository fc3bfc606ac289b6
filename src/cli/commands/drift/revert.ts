import type { PlannedChange } from '../../../core/plan.ts';
import { restorePlan } from '../../../engine/restore.ts';
import { baselineOf, loadOrganization, organizationOption } from '../../assessment.ts';
import { defineCommand } from '../../command.ts';
import { chosenDrift, driftOf } from '../../drift.ts';
import { chosenTenant, homeOption, tenantOption, whatIfOption, withStore } from '../../live.ts';
import { keepPlan } from '../../plans.ts';
import { clockOf } from '../../tenant-clock.ts';

export const driftRevertCommand = defineCommand<PlannedChange>({
  path: ['drift', 'revert'],
  summary: 'make a plan that brings drifted settings back to what was approved; changes nothing yet',
  details: 'Review the plan and apply it like any other. Several ids are separated by commas.',
  arguments: [{ name: 'ids', summary: 'what drifted, by its ids, as wardline drift names them' }],
  options: [tenantOption, organizationOption, whatIfOption, homeOption],
  formats: ['table', 'json', 'jsonl', 'csv', 'md'],
  run: (invocation) =>
    withStore(invocation, async (store) => {
      const { options, cwd } = invocation;
      const tenant = await chosenTenant(store, options['tenant']);
      const { organization } = loadOrganization(options['organization'], cwd);
      const found = await driftOf(invocation, store, tenant);
      const chosen = chosenDrift(found, invocation.arguments[0]!.split(',').filter(Boolean));
      const now = await clockOf(store, invocation.env, tenant);
      const baseline = baselineOf(undefined, organization).id;
      const plan = restorePlan(chosen, { snapshot: found.snapshot, organization, baseline, at: now() });
      const keeps = plan.changes.length > 0 && !options['whatIf'];
      if (keeps) await keepPlan(store, tenant, plan);
      return {
        data: plan,
        rows: plan.changes,
        columns: [
          { title: 'Change', value: (row) => row.id },
          { title: 'Severity', value: (row) => row.severity },
          { title: 'What', value: (row) => `${row.summary}. ${row.why}` },
        ],
        messages: [
          ...plan.refused.map(({ title, why }) => `Refused: ${title}. ${why}`),
          ...plan.byHand.map(({ title, steps }) => `By hand: ${title}. ${steps.join(' ')}`),
          keeps ? `Next: wardline apply --plan-id ${plan.id}` : 'No plan was kept.',
        ],
      };
    }),
});
