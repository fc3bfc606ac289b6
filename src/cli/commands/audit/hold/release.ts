import { now } from '../../../../core/clock.ts';
import { releaseHold } from '../../../../store/events/holds.ts';
import { withTenant } from '../../../../store/scope.ts';
import { defineCommand } from '../../../command.ts';
import { chosenTenant, homeOption, tenantOption, whatIfOption, withStore } from '../../../live.ts';
import { operator } from '../../../operator.ts';

export const auditHoldReleaseCommand = defineCommand({
  path: ['audit', 'hold', 'release'],
  summary: 'end a hold of the audit log; what it covered falls under the retention again',
  details: `Nothing is removed by it. That the hold stood, and who ended it and why, stays on record.
  wardline audit hold release case-26-114 --reason "Settled on 12 January"`,
  arguments: [{ name: 'name', summary: 'the hold' }],
  options: [{ flags: '--reason <text>', summary: 'why; needed' }, tenantOption, homeOption, whatIfOption],
  formats: ['table', 'json'],
  run: (invocation) =>
    withStore(invocation, async (store) => {
      const tenant = await chosenTenant(store, invocation.options['tenant']);
      const name = invocation.arguments[0]!;
      const isWhatIf = invocation.options['whatIf'] === true;
      const given = { name, at: now(), by: operator(), reason: String(invocation.options['reason'] ?? '') };
      if (!isWhatIf) await withTenant(store, tenant.id, (scope) => releaseHold(scope, given));
      return {
        data: { tenant: tenant.id, name, released: !isWhatIf },
        rows: [],
        columns: [],
        text: () => `${isWhatIf ? 'Would release' : 'Released'} the hold ${name} of ${tenant.name}.`,
      };
    }),
});
