import { WardlineError } from '../../../core/errors.ts';
import type { Drift } from '../../../engine/drift.ts';
import { addDecision } from '../../../store/decisions.ts';
import { withTenant } from '../../../store/scope.ts';
import { defineCommand } from '../../command.ts';
import { givenReason } from '../../decisions.ts';
import { chosenDrift, driftOf } from '../../drift.ts';
import { chosenTenant, homeOption, tenantOption, whatIfOption, withStore } from '../../live.ts';
import { operator } from '../../operator.ts';
import { clockOf } from '../../tenant-clock.ts';

export const driftAdoptCommand = defineCommand<Drift>({
  path: ['drift', 'adopt'],
  summary: 'make the present value of drifted settings the approved one, with a reason; changes nothing in the tenant',
  details: `The decision log keeps reason, author and date. A finding that the value causes stays a finding.
Several ids are separated by commas.`,
  arguments: [{ name: 'ids', summary: 'what drifted, by its ids, as wardline drift names them' }],
  options: [
    tenantOption,
    { flags: '--reason <text>', summary: 'why it is right as it is; needed' },
    whatIfOption,
    homeOption,
  ],
  formats: ['table', 'json', 'jsonl', 'csv', 'md'],
  run: (invocation) =>
    withStore(invocation, async (store) => {
      const { options } = invocation;
      const reason = givenReason(options['reason']);
      if (reason === undefined)
        throw new WardlineError('usage', 'Say why: a decision without a reason is refused.', 'Give --reason "TEXT".');
      const tenant = await chosenTenant(store, options['tenant']);
      const chosen = chosenDrift(
        await driftOf(invocation, store, tenant),
        invocation.arguments[0]!.split(',').filter(Boolean),
      );
      const now = await clockOf(store, invocation.env, tenant);
      if (!options['whatIf'])
        await withTenant(store, tenant.id, async (scope) => {
          for (const { kind, setting, place, expected, present, controls } of chosen) {
            // An object as a whole is approved by being there or not.
            const to = kind === 'approved' && place.field === undefined ? present !== null : present;
            await addDecision(scope, {
              ...{ setting, from: expected, to, reason, author: operator(), at: now(), source: 'adopted' as const },
              ...(controls[0] && { control: controls[0] }),
            });
          }
        });
      return {
        data: chosen,
        rows: chosen,
        columns: [
          { title: 'Id', value: (row) => row.id },
          { title: 'Setting', value: (row) => row.setting },
          { title: 'Adopted', value: (row) => JSON.stringify(row.present) },
        ],
        messages: [options['whatIf'] ? 'Nothing was done.' : `${chosen.length} adopted. Reason: ${reason}`],
      };
    }),
});
