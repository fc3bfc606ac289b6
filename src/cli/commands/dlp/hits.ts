import type { Hit } from '../../../engine/hits.ts';
import { withTenant } from '../../../store/scope.ts';
import { listVerdicts } from '../../../store/verdicts.ts';
import { defineCommand } from '../../command.ts';
import { readHits } from '../../dlp/hits-file.ts';
import { subjects } from '../../dlp/subject.ts';
import { chosenTenant, homeOption, tenantOption, withStore } from '../../live.ts';
import { plain } from '../../output.ts';

interface Row extends Hit {
  verdict?: 'true' | 'false';
}

export const dlpHitsCommand = defineCommand<Row>({
  path: ['dlp', 'hits'],
  summary: 'list the hits of a simulation or scan with their ids, and what was judged of them',
  details: `FILE is the saved output of dlp simulate, dlp preview or scan. Judge a hit by its id:
  wardline dlp simulate plan.json ./corpus -o json > hits.json
  wardline dlp hits hits.json
  wardline dlp verdict 3f2a91c04b7d true --from hits.json --reason "A referral with a name and a diagnosis."`,
  arguments: [{ name: 'file', summary: 'the saved output' }],
  options: [
    { flags: '--rule <name>', summary: 'only hits of this rule or detector' },
    { flags: '--open', summary: 'only what nobody has judged yet' },
    tenantOption,
    homeOption,
  ],
  formats: ['table', 'json', 'jsonl', 'csv', 'md'],
  run: (invocation) =>
    withStore(invocation, async (store) => {
      const { arguments: given, options, cwd } = invocation;
      const hits = readHits(given[0]!, cwd);
      const tenant = await chosenTenant(store, options['tenant']);
      const subjectOf = await subjects(invocation);
      const verdicts = await withTenant(store, tenant.id, (scope) => listVerdicts(scope));
      const known = new Map(
        verdicts.map(({ rule, subject, verdict }) => [`${rule.toLowerCase()}\0${subject}`, verdict]),
      );
      const wanted = typeof options['rule'] === 'string' ? options['rule'].toLowerCase() : undefined;
      const rows = hits
        .filter(({ rule }) => wanted === undefined || rule.toLowerCase() === wanted)
        .map((hit): Row => {
          const verdict = known.get(`${hit.rule.toLowerCase()}\0${subjectOf(hit)}`);
          return { ...hit, ...(verdict && { verdict }) };
        })
        .filter(({ verdict }) => options['open'] !== true || verdict === undefined);
      return {
        data: rows,
        rows,
        columns: [
          { title: 'Id', value: (row) => row.id },
          { title: 'Verdict', value: (row) => row.verdict ?? '' },
          { title: 'Confidence', value: (row) => row.confidence },
          { title: 'Count', value: (row) => row.count },
          { title: 'Rule', value: (row) => plain(row.rule) },
          { title: 'Where', value: (row) => plain([row.path, row.place].filter(Boolean).join(', ')) },
        ],
      };
    }),
});
