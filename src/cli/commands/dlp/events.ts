import { daysAfter } from '../../../core/clock.ts';
import { WardlineError } from '../../../core/errors.ts';
import { eventSubject } from '../../../engine/dlp-events.ts';
import { withTenant } from '../../../store/scope.ts';
import { addVerdict } from '../../../store/verdicts.ts';
import { withPlace } from '../../audit/with-place.ts';
import { defineCommand } from '../../command.ts';
import { givenReason } from '../../decisions.ts';
import { type JudgedEvent, loggedMatches } from '../../dlp/logged-matches.ts';
import { homeOption, tenantOption, whatIfOption } from '../../live.ts';
import { operator } from '../../operator.ts';
import { plain } from '../../output.ts';
import { clockOf } from '../../tenant-clock.ts';

const daysOption = { flags: '--days <number>', summary: 'so many days back', default: '30' };

function daysIn(given: unknown): number {
  const days = Number(given ?? 30);
  if (Number.isInteger(days) && days >= 1 && days <= 3_660) return days;
  throw new WardlineError('usage', '--days takes a number from 1 to 3660.');
}

export const dlpEventsCommand = defineCommand<JudgedEvent>({
  path: ['dlp', 'events'],
  summary: 'DLP matches out of the kept audit log, with who passed a rule, and what was judged of them',
  details: `One row for each rule that a message or file matched. No values, no names of files; of recipients the domain.
  wardline dlp events --open
  wardline dlp judge 3f2a91c04b7d false --reason "Invoice numbers of the laboratory."
  wardline dlp events --days 90 -o csv > matches.csv`,
  arguments: [],
  options: [
    daysOption,
    { flags: '--rule <name>', summary: 'only matches of this rule' },
    { flags: '--open', summary: 'only what nobody has judged yet' },
    tenantOption,
    homeOption,
  ],
  formats: ['table', 'json', 'jsonl', 'csv', 'md'],
  run: (invocation) =>
    withPlace(invocation, async ({ store, tenant, place }) => {
      const { options, env } = invocation;
      const now = (await clockOf(store, env, tenant, 'read-content'))();
      const from = daysAfter(now, -daysIn(options['days']));
      const { events, cut } = await withTenant(store, tenant.id, (scope) => loggedMatches(place, scope, { from }));
      const wanted = typeof options['rule'] === 'string' ? options['rule'].toLowerCase() : undefined;
      const rows = events.filter(
        ({ rule, verdict }) =>
          (wanted === undefined || rule.toLowerCase() === wanted) && (options['open'] !== true || !verdict),
      );
      return {
        data: rows,
        rows,
        columns: [
          { title: 'Id', value: ({ id }) => id },
          { title: 'When', value: ({ at }) => at.slice(0, 16).replace('T', ' ') },
          { title: 'Verdict', value: ({ verdict }) => verdict?.verdict ?? '' },
          { title: 'Rule', value: ({ rule }) => plain(rule) },
          { title: 'Who', value: ({ person }) => plain(person ?? '') },
          { title: 'To', value: ({ toDomains, site }) => plain(toDomains.join(', ') || (site ?? '')) },
          {
            title: 'Found',
            value: ({ found }) =>
              found.map(({ type, count, confidence }) => plain(`${type} ×${count} at ${confidence}`)).join(', '),
          },
          { title: 'Passed', value: ({ exception }) => exception ?? '' },
        ],
        messages: [
          ...(rows.length === 0 ? ['There is none. Records come with: wardline audit pull'] : []),
          ...(cut ? ['There are more: only the newest 10,000 records were looked at.'] : []),
        ],
      };
    }),
});

export const dlpJudgeCommand = defineCommand({
  path: ['dlp', 'judge'],
  summary: 'say whether a logged DLP match was right or noise, and why; kept for each rule, to tune it by',
  details: `Several ids are separated by commas. A later verdict takes the place of the earlier one, which stays in the record.
  wardline dlp judge 3f2a91c04b7d,77b01c2d9e5f false --reason "Part numbers of the pump."
  wardline dlp tune "Protect PHI: identifiers alone"`,
  arguments: [
    { name: 'id', summary: 'ids of matches, from dlp events' },
    { name: 'verdict', summary: 'true: rightly found; false: noise' },
  ],
  options: [daysOption, { flags: '--reason <text>', summary: 'why' }, whatIfOption, tenantOption, homeOption],
  formats: ['table', 'json'],
  run: (invocation) =>
    withPlace(invocation, async ({ store, tenant, place }) => {
      const { options, arguments: given, env } = invocation;
      const [ids = '', word = ''] = given;
      if (!/^(?:true|false)$/i.test(word))
        throw new WardlineError('usage', 'A verdict is true or false.', 'Run the command with --help.');
      const verdict = word.toLowerCase() as 'true' | 'false';
      const reason = givenReason(options['reason'] ?? '')!;
      const now = (await clockOf(store, env, tenant, 'read-content'))();
      const from = daysAfter(now, -daysIn(options['days']));
      const wanted = ids.split(',').map((id) => id.trim().toLowerCase());
      return withTenant(store, tenant.id, async (scope) => {
        const { events } = await loggedMatches(place, scope, { from });
        const chosen = wanted.map((id) => {
          const event = events.find((one) => one.id === id);
          if (event) return event;
          throw new WardlineError('not-found', `The log holds no match ${id}.`, 'See: wardline dlp events');
        });
        const by = operator(env);
        if (options['whatIf'] !== true)
          for (const event of chosen) {
            const { rule, confidence, count } = event;
            await addVerdict(scope, {
              rule,
              confidence,
              count,
              verdict,
              reason,
              by,
              at: now,
              subject: eventSubject(event),
            });
          }
        const data = chosen.map(({ id, rule }) => ({ id, rule, verdict }));
        return {
          data,
          ...{ rows: [], columns: [] },
          text: () =>
            `${options['whatIf'] === true ? 'Would record' : 'Recorded'} ${data.length} verdicts. See: wardline dlp tune RULE\n`,
        };
      });
    }),
});
