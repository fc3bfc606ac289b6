import * as contract from '../../api/drift.ts';
import type { Plan } from '../../core/plan.ts';
import type { Drift } from '../../engine/drift.ts';
import { withTenant } from '../../store/scope.ts';
import { listSnapshots } from '../../store/snapshots.ts';
import { ask } from '../ask.ts';
import { RequestFault } from '../problem-of.ts';
import { implement } from '../route.ts';

/** What `wardline drift -o json` gives. */
interface DriftAnswer {
  takenAt: string;
  before?: string;
  approvedSettings: number;
  notCompared: string[];
  silent: string[];
  drift: Drift[];
}

export const driftRoutes = [
  implement(contract.listDrift, async (call) => {
    const read = await withTenant(call.server.store, call.tenant, (scope) => listSnapshots(scope));
    if (!read.some(({ state }) => state === 'complete'))
      throw new RequestFault('not-found', 'This tenant was not read yet.');
    const answer = (await ask(call, ['drift'])) as DriftAnswer;
    const { takenAt, before, approvedSettings, notCompared, silent, drift } = answer;
    return {
      ...{ takenAt, approvedSettings, notCompared, silent, ...(before && { before }) },
      items: drift.map(({ id, kind, setting, expected, present, since, controls, who }) => ({
        ...{ id, kind, setting, expected, present, since, controls: [...controls], ...(who && { who }) },
      })),
    };
  }),

  implement(contract.adoptDrift, async (call) => {
    const { ids, reason } = call.body;
    call.about(ids[0]!, { settings: ids.length });
    const adopted = (await ask(call, ['drift', 'adopt', ids.join(','), '--reason', reason])) as Drift[];
    return { adopted: adopted.length };
  }),

  implement(contract.revertDrift, async (call) => {
    const { ids } = call.body;
    const plan = (await ask(call, ['drift', 'revert', ids.join(',')])) as Plan;
    if (plan.changes.length === 0)
      throw new RequestFault(
        'conflict',
        plan.refused[0]?.why ?? plan.byHand[0]?.title ?? 'People have to bring it back.',
      );
    call.about(plan.id, { changes: plan.changes.length });
    return { id: plan.id, changes: plan.changes.length };
  }),
];
