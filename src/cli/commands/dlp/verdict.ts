import { WardlineError } from '../../../core/errors.ts';
import { precisionOf } from '../../../engine/tuning.ts';
import { withTenant } from '../../../store/scope.ts';
import { addVerdict, listVerdicts } from '../../../store/verdicts.ts';
import { defineCommand } from '../../command.ts';
import { givenReason } from '../../decisions.ts';
import { readHits } from '../../dlp/hits-file.ts';
import { subjects } from '../../dlp/subject.ts';
import { chosenTenant, homeOption, tenantOption, whatIfOption, withStore } from '../../live.ts';
import { operator } from '../../operator.ts';
import { clockOf } from '../../tenant-clock.ts';

interface Row {
  rule: string;
  verdict: 'true' | 'false';
  judged: number;
  precision: number;
}

export const dlpVerdictCommand = defineCommand<Row>({
  path: ['dlp', 'verdict'],
  summary: 'say whether a hit was right or noise, and why; kept for each rule, to tune it by',
  details: `Several ids are separated by commas. Names of files and values are not kept: a keyed hash stands for the place.
A later verdict on the same hit takes the place of the earlier one, which stays in the record.
  wardline dlp verdict 3f2a91c04b7d true --from hits.json --reason "A referral with a name and a diagnosis."
  wardline dlp verdict 3f2a91c04b7d,77b01c2d9e5f false --from hits.json --reason "Part numbers of the pump."
  wardline dlp tune "Protect PHI: identifiers alone"`,
  arguments: [
    { name: 'id', summary: 'ids of hits, from dlp hits' },
    { name: 'verdict', summary: 'true: rightly found; false: noise' },
  ],
  options: [
    { flags: '--from <file>', summary: 'the saved output of dlp simulate, dlp preview or scan' },
    { flags: '--reason <text>', summary: 'why' },
    whatIfOption,
    tenantOption,
    homeOption,
  ],
  formats: ['table', 'json', 'jsonl', 'csv', 'md'],
  run: (invocation) =>
    withStore(invocation, async (store) => {
      const { arguments: given, options, cwd, env } = invocation;
      const [ids = '', word = ''] = given;
      const verdict = /^(?:true|false)$/i.test(word) ? (word.toLowerCase() as 'true' | 'false') : undefined;
      if (!verdict) throw new WardlineError('usage', 'A verdict is true or false.', 'Run the command with --help.');
      const reason = givenReason(options['reason'] ?? '')!;
      const file = options['from'];
      if (typeof file !== 'string')
        throw new WardlineError(
          'usage',
          'Name the output that holds the hit.',
          'Give --from FILE; see: wardline dlp hits FILE',
        );
      const hits = readHits(file, cwd);
      const wanted = ids
        .split(',')
        .map((id) => id.trim().toLowerCase())
        .filter((id) => id !== '');
      const chosen = wanted.map((id) => {
        const hit = hits.find((one) => one.id === id);
        if (hit) return hit;
        throw new WardlineError('not-found', `${file} holds no hit ${id}.`, `See: wardline dlp hits ${file}`);
      });
      const tenant = await chosenTenant(store, options['tenant']);
      const subjectOf = await subjects(invocation);
      const now = await clockOf(store, env, tenant);
      const rows = await withTenant(store, tenant.id, async (scope) => {
        if (options['whatIf'] !== true)
          for (const hit of chosen) {
            const { rule, confidence, count } = hit;
            const about = { rule, confidence, count, verdict, reason, by: operator(), at: now() };
            await addVerdict(scope, { ...about, subject: subjectOf(hit) });
          }
        const rules = [...new Set(chosen.map(({ rule }) => rule))];
        const held = await listVerdicts(scope, { rules });
        return rules.map((rule): Row => {
          const own = held.filter((one) => one.rule.toLowerCase() === rule.toLowerCase());
          return { rule, verdict, judged: own.length, precision: precisionOf(own) ?? 0 };
        });
      });
      return {
        data: rows,
        rows,
        columns: [
          { title: 'Rule', value: (row) => row.rule },
          { title: 'Verdict', value: (row) => row.verdict },
          { title: 'Judged', value: (row) => row.judged },
          { title: 'Precision', value: (row) => row.precision.toFixed(2) },
        ],
        messages: [
          options['whatIf'] === true
            ? `Would record ${chosen.length} verdicts.`
            : `Recorded ${chosen.length} verdicts. See: wardline dlp tune RULE`,
        ],
      };
    }),
});
