import type { Plan } from '../../../core/plan.ts';
import { stagePlaces } from '../../../engine/stages.ts';
import { type PlanEntry, getPlan, listPlans } from '../../../store/plans.ts';
import { withTenant } from '../../../store/scope.ts';
import { defineCommand } from '../../command.ts';
import { chosenTenant, homeOption, tenantOption, withStore } from '../../live.ts';
import { familyOf, storeJournal } from '../../runs.ts';

interface Row {
  plan: string;
  state: PlanEntry['state'];
  since: string;
  createdAt: string;
  createdBy: string;
  baseline: string;
  changes: number;
  /** The moment from which the next of its stages may move. */
  nextStage?: string;
}

export const planListCommand = defineCommand<Row>({
  path: ['plan', 'list'],
  summary: 'list the plans of a tenant, newest first, and what became of them',
  arguments: [],
  options: [tenantOption, homeOption],
  formats: ['table', 'json', 'jsonl', 'csv', 'md'],
  run: (invocation) =>
    withStore(invocation, async (store) => {
      const tenant = await chosenTenant(store, invocation.options['tenant']);
      const rows: Row[] = [];
      for (const entry of await withTenant(store, tenant.id, (scope) => listPlans(scope))) {
        const { plan, family } = await withTenant(store, tenant.id, async (scope) => ({
          plan: (await getPlan(scope, entry.id)).document as Plan,
          family: entry.state === 'staged' ? await familyOf(scope, entry.id) : [],
        }));
        const last = family.at(-1);
        const lines = last ? await storeJournal(store, tenant.id, family).entries(last) : [];
        const [from] = stagePlaces(plan, lines)
          .flatMap((place) => place.from ?? [])
          .sort();
        rows.push({
          ...{ plan: plan.id, state: entry.state, since: entry.stateSince },
          ...{ createdAt: entry.createdAt, createdBy: entry.createdBy, baseline: entry.baseline },
          changes: plan.changes.length,
          ...(from && { nextStage: from }),
        });
      }
      return {
        data: rows,
        rows,
        columns: [
          { title: 'Plan', value: (row) => row.plan },
          { title: 'State', value: (row) => row.state },
          { title: 'Since', value: (row) => row.since },
          { title: 'Made', value: (row) => row.createdAt },
          { title: 'By', value: (row) => row.createdBy },
          { title: 'Changes', value: (row) => row.changes },
          { title: 'Next stage from', value: (row) => row.nextStage ?? '' },
        ],
      };
    }),
});
