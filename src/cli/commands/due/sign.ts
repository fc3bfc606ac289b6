import { WardlineError } from '../../../core/errors.ts';
import { standingDuties } from '../../../engine/standing-duties.ts';
import { signDuty } from '../../../store/duty-sign-offs.ts';
import { withTenant } from '../../../store/scope.ts';
import { organizationOption } from '../../assessment.ts';
import { defineCommand } from '../../command.ts';
import { signable } from '../../due/signable.ts';
import { withDuties } from '../../due/opened.ts';
import { homeOption, tenantOption, whatIfOption } from '../../live.ts';
import { operator } from '../../operator.ts';

export const dueSignCommand = defineCommand({
  path: ['due', 'sign'],
  summary: 'sign a recurring duty as done, for its week, quarter or year',
  details: `Duties: ${standingDuties.map(({ id, every }) => `${id} (each ${every})`).join(', ')}.
Without --period the oldest one that is due. Who, when and the note are kept and never changed; the latest one holds.
  wardline due sign evidence-review --period 2026-Q4 --note "Read with Dr. Okafor; two exceptions ended"`,
  arguments: [{ name: 'duty', summary: 'the duty' }],
  options: [
    { flags: '--period <period>', summary: '2026-W47, 2026-Q4 or 2026' },
    { flags: '--note <text>', summary: 'what was done' },
    organizationOption,
    whatIfOption,
    tenantOption,
    homeOption,
  ],
  formats: ['table', 'json'],
  run: (invocation) =>
    withDuties(invocation, 400, async ({ store, tenant, duties, now }) => {
      const { options, arguments: given, env } = invocation;
      const note = options['note'];
      if (typeof note !== 'string') throw new WardlineError('usage', 'Say with --note what was done.');
      const period = options['period'];
      const { duty, period: signed } = signable(duties, given[0]!, typeof period === 'string' ? period : undefined);
      const by = operator(env);
      const dry = options['whatIf'] === true;
      if (!dry)
        await withTenant(store, tenant.id, (scope) => signDuty(scope, { duty, period: signed, by, at: now, note }));
      return {
        data: { duty, period: signed, by, at: now, ...(dry && { would: true }) },
        ...{ rows: [], columns: [] },
        text: () => `${tenant.name}: ${duty} of ${signed} ${dry ? 'would be' : 'is'} signed by ${by}.\n`,
      };
    }),
});
