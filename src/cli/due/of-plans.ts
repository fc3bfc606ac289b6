import { daysAfter } from '../../core/clock.ts';
import type { Duty } from '../../core/duty.ts';
import type { Plan } from '../../core/plan.ts';
import { stagePlaces } from '../../engine/stages.ts';
import { listRuns } from '../../store/journal.ts';
import { getPlan, listPlans } from '../../store/plans.ts';
import type { TenantScope } from '../../store/scope.ts';
import { linesOf } from '../runs.ts';

/** Days that a stage which may move on can wait before it is overdue. */
const stageDays = 7;

/** Plans that wait for approval, and stages that may move on. */
export async function planDuties(scope: TenantScope, now: string): Promise<Duty[]> {
  const duties: Duty[] = [];
  const runs = await listRuns(scope, 1_000);
  for (const { id, state, createdBy } of await listPlans(scope)) {
    const page = `/plans/${id}`;
    if (state === 'draft')
      duties.push({
        ...{ key: `approval:${id}`, kind: 'approval', title: 'A plan waits for approval', state: 'open', page },
        about: `Made by ${createdBy}`,
      });
    if (state !== 'staged') continue;
    const plan = (await getPlan(scope, id)).document as Plan;
    // Runs come newest first, and the journal is read oldest first.
    const lines = [];
    for (const run of runs.filter(({ planId }) => planId === id).toReversed())
      lines.push(...(await linesOf(scope, run.id)));
    for (const { change, next, from } of stagePlaces(plan, lines)) {
      if (!next || !from) continue;
      const over = daysAfter(from, stageDays) < now;
      duties.push({
        ...{ key: `stage:${id}:${change.id}`, kind: 'stage', due: from, page },
        title: `${change.summary}: next stage, ${next.name}`,
        about: 'May move on from this day',
        state: over ? 'overdue' : from <= now ? 'open' : 'ahead',
      });
    }
  }
  return duties;
}
