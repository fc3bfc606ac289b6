import { controls } from '../../../controls/index.ts';
import { now } from '../../../core/clock.ts';
import type { PlannedChange } from '../../../core/plan.ts';
import { makePlan } from '../../../engine/plan.ts';
import { assessOptions, baselineOf, loadOrganization } from '../../assessment.ts';
import { defineCommand } from '../../command.ts';
import { chosenTenant, homeOption, latestSnapshot, tenantOption, withStore } from '../../live.ts';
import { keepPlan } from '../../plans.ts';
import { controlIds } from '../assess.ts';

export const planCommand = defineCommand<PlannedChange>({
  path: ['plan'],
  summary: 'list the changes that would make the open controls pass; changes nothing',
  details: `Made from the latest snapshot. Review it, then apply exactly this plan:
  wardline plan --out plan.json
  wardline apply plan.json`,
  arguments: [],
  options: [
    tenantOption,
    ...assessOptions.filter(({ flags }) => /--organization|--baseline/.test(flags)),
    { flags: '--only <ids>', summary: 'only these controls: ids, aliases or SCuBA policy ids, separated by commas' },
    homeOption,
  ],
  formats: ['table', 'json', 'jsonl', 'csv', 'md'],
  run: (invocation) =>
    withStore(invocation, async (store) => {
      const { options, cwd } = invocation;
      const { organization } = loadOrganization(options['organization'], cwd);
      const tenant = await chosenTenant(store, options['tenant']);
      const { snapshot } = await latestSnapshot(store, tenant);
      const plan = makePlan(snapshot, {
        ...{ controls, organization, at: now() },
        baseline: baselineOf(options['baseline'], organization),
        ...(typeof options['only'] === 'string' && { only: controlIds(options['only']) }),
      });
      await keepPlan(store, tenant, plan);
      return {
        data: plan,
        rows: plan.changes,
        columns: [
          { title: 'Change', value: (row) => row.id },
          { title: 'Severity', value: (row) => row.severity },
          { title: 'Stages', value: (row) => row.stages.map(({ name }) => name).join(' > ') },
          { title: 'What', value: (row) => `${row.summary}. ${row.notice}` },
        ],
        messages: [
          `Plan ${plan.id}: ${plan.changes.length} changes, ${plan.refused.length} refused, ${plan.byHand.length} by hand.`,
          ...plan.refused.map(({ title, why }) => `Refused: ${title}. ${why}`),
          'Applying is proven against the simulator only, not yet against a live tenant: begin with one change (--only ID).',
          `Next: wardline apply --plan-id ${plan.id}`,
        ],
      };
    }),
});
