import { isDay, now } from '../../../../core/clock.ts';
import { WardlineError } from '../../../../core/errors.ts';
import { placeHold } from '../../../../store/events/holds.ts';
import { withTenant } from '../../../../store/scope.ts';
import { defineCommand } from '../../../command.ts';
import { chosenTenant, homeOption, tenantOption, whatIfOption, withStore } from '../../../live.ts';
import { operator } from '../../../operator.ts';

export const auditHoldAddCommand = defineCommand({
  path: ['audit', 'hold', 'add'],
  summary: 'keep the audit log, or a period of it, beyond its retention',
  details: `For a lawsuit, an investigation or an audit. What a hold covers is not retired while it stands, whatever the
retention. Days are those of the events; without them the whole log is held.
  wardline audit hold add case-26-114 --from 2026-01-01 --to 2026-03-31 --reason "Subpoena of 4 November"`,
  arguments: [{ name: 'name', summary: 'what it is called' }],
  options: [
    { flags: '--reason <text>', summary: 'why; needed' },
    { flags: '--from <day>', summary: 'from this day on (UTC)' },
    { flags: '--to <day>', summary: 'up to and with this day (UTC)' },
    tenantOption,
    homeOption,
    whatIfOption,
  ],
  formats: ['table', 'json'],
  run: (invocation) =>
    withStore(invocation, async (store) => {
      const { options } = invocation;
      const tenant = await chosenTenant(store, options['tenant']);
      const [fromDay, toDay] = [dayIn('--from', options['from']), dayIn('--to', options['to'])];
      if (fromDay !== undefined && toDay !== undefined && fromDay > toDay)
        throw new WardlineError('usage', '--from must not be after --to.');
      const name = (invocation.arguments[0] ?? '').trim();
      if (!/^[\w.-]{1,80}$/.test(name))
        throw new WardlineError('usage', 'A hold is named by letters, digits, hyphens and dots, such as case-26-114.');
      const hold = { name, ...(fromDay !== undefined && { fromDay }), ...(toDay !== undefined && { toDay }) };
      const isWhatIf = options['whatIf'] === true;
      const given = { ...hold, at: now(), by: operator(), reason: String(options['reason'] ?? '') };
      if (!isWhatIf) await withTenant(store, tenant.id, (scope) => placeHold(scope, given));
      const what = fromDay === undefined && toDay === undefined ? 'the whole audit log' : 'events of the period';
      return {
        data: { tenant: tenant.id, ...hold, placed: !isWhatIf },
        rows: [],
        columns: [],
        text: () => `${isWhatIf ? 'Would hold' : 'Holds'} ${what} of ${tenant.name} as ${name}.`,
      };
    }),
});

function dayIn(option: string, given: unknown): string | undefined {
  if (given === undefined) return undefined;
  if (typeof given === 'string' && isDay(given)) return given;
  throw new WardlineError('usage', `${option} takes a day such as 2026-11-20.`);
}
