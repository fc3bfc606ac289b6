import { isDay, isOver } from '../../../core/clock.ts';
import { WardlineError } from '../../../core/errors.ts';
import { decideFinding, getFinding } from '../../../store/findings.ts';
import { withTenant } from '../../../store/scope.ts';
import { defineCommand } from '../../command.ts';
import { chosenTenant, homeOption, tenantOption, whatIfOption, withStore } from '../../live.ts';
import { operator } from '../../operator.ts';
import { clockOf } from '../../tenant-clock.ts';

const states = ['accepted', 'false-positive', 'third-party', 'open'] as const;

export const findingsDecideCommand = defineCommand({
  path: ['findings', 'decide'],
  summary: "accept a finding's risk until a day, call it not true or a third party's, or open it again",
  details: `  wardline findings decide 7c1a5e00-0000-4000-8000-00000000abcd accepted --until 2027-03-31 \\
    --reason "The scanner of the front desk is replaced in March"
A decision has a reason, and an accepted risk an end date; the finding stays on the list.`,
  arguments: [
    { name: 'id', summary: 'the id of the finding; see wardline findings list' },
    { name: 'state', summary: states.join(', ') },
  ],
  options: [
    { flags: '--reason <text>', summary: 'why; ten characters or more, kept with who and when' },
    { flags: '--until <day>', summary: 'with accepted: the last day, 2027-03-31' },
    whatIfOption,
    tenantOption,
    homeOption,
  ],
  formats: ['table', 'json'],
  run: (invocation) =>
    withStore(invocation, async (store) => {
      const { options, env } = invocation;
      const [id, wanted] = invocation.arguments as [string, string];
      const { reason, until } = options;
      const to = states.find((state) => state === wanted);
      if (!to) throw new WardlineError('usage', `A finding becomes one of: ${states.join(', ')}.`);
      if (!/^[0-9a-f-]{36}$/.test(id))
        throw new WardlineError('usage', 'A finding is named by its id.', 'See: wardline findings list');
      if (typeof reason !== 'string' || reason.trim().length < 10)
        throw new WardlineError('usage', 'Say why with --reason, in ten characters or more.');
      const tenant = await chosenTenant(store, options['tenant']);
      const at = (await clockOf(store, env, tenant))();
      if (to === 'accepted' && (typeof until !== 'string' || !isDay(until) || isOver(until, at)))
        throw new WardlineError(
          'usage',
          'An accepted risk has an end date.',
          'Give --until YYYY-MM-DD, of today or later.',
        );
      const isTrial = options['whatIf'] === true;
      const finding = await withTenant(store, tenant.id, (scope) =>
        isTrial
          ? getFinding(scope, id)
          : decideFinding(scope, id, {
              ...{ to, by: operator(env), at, reason: reason.trim() },
              ...(to === 'accepted' && typeof until === 'string' && { until }),
            }),
      );
      return {
        ...{ data: { id, control: finding.control, state: isTrial ? finding.state : to }, rows: [], columns: [] },
        text: () => `${finding.title}: ${isTrial ? `would be ${to}. Nothing was done.` : `${to}.`}`,
      };
    }),
});
