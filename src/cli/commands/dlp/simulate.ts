import { isMissed, summarize } from '../../../engine/dlp.ts';
import { templates } from '../../../phi/dlp/templates.ts';
import { defineCommand } from '../../command.ts';
import { type JudgedItem, corpusOptions, judgeCorpus } from '../../dlp/judge-corpus.ts';
import { policyCalled } from '../../dlp/policy-file.ts';
import { plain, textTable } from '../../output.ts';

type Row = JudgedItem;

export const dlpSimulateCommand = defineCommand<Row>({
  path: ['dlp', 'simulate'],
  summary: 'what a DLP policy would do to a folder of messages and files',
  details: `POLICY is JSON or YAML: { name, rules: [...] } with rules as Get-DlpComplianceRule shows them, the AdvancedRule
JSON of one rule, a plan with DLP rules, or one of Microsoft's templates: ${Object.keys(templates).join(', ')}.
  wardline dlp simulate hipaa ./corpus
  wardline plan --template phi-dlp --out plan.json, then: wardline dlp simulate plan.json ./corpus
  wardline dlp simulate policy.json ./corpus --inside example.com --rule-package clinic.xml -o jsonl

A message is shared outside when a recipient is in none of the --inside domains (else: the sender's domain). Of a file,
FILE.dlp.json beside it says so: { "sharedOutside": true, "labels": ["PHI"], "expect": "block" }.
Each item meets none, tip, justify (blocked unless a reason is given), encrypt or block. Microsoft's types are run as
its pages describe them; names, addresses and health terms by Wardline's own detectors. No value is printed.

Exit codes: 0 done, 3 an item meets another action than its sidecar expects, 6 done but something was not
read or cannot be decided, 65 the policy cannot be used.`,
  arguments: [
    { name: 'policy', summary: 'the policy: a file, or the name of a template' },
    { name: 'corpus...', summary: 'files and folders' },
  ],
  options: corpusOptions,
  formats: ['table', 'json', 'jsonl', 'csv', 'md'],
  async run(invocation) {
    const [name, ...paths] = (invocation.arguments as readonly (string | readonly string[])[]).flat();
    const policy = policyCalled(name!, invocation.cwd);
    const { items: rows, links } = await judgeCorpus(invocation, policy, paths);
    const summary = summarize(rows);
    const wrong = rows.filter(({ expect, action }) => expect !== undefined && expect !== action);
    const cut = rows.filter((row) => row.cut).length;
    const unread = rows.filter((row) => row.unread.length > 0).length;
    return {
      data: { policy: policy.name, summary: { ...summary, unexpected: wrong.length }, items: rows },
      rows,
      columns,
      text: (terminal) =>
        [
          textTable(
            columns.map(({ title }) => title),
            rows.map((row) => columns.map(({ value }) => value(row))),
            terminal,
          ),
          '',
          `${summary.items} items: ${Object.entries(summary.actions)
            .filter(([, count]) => count > 0)
            .map(([action, count]) => `${count} ${action}`)
            .join(', ')}.`,
        ].join('\n'),
      messages: [
        ...(summary.missedPhi > 0
          ? [
              `${summary.missedPhi} items hold PHI by Wardline's own judgement, go outside as far as is known, and meet no rule of this policy: ${rows
                .filter(isMissed)
                .slice(0, 5)
                .map(({ path }) => plain(path))
                .join(', ')}.`,
            ]
          : []),
        ...wrong.map((row) => `${plain(row.path)} meets ${row.action} and not ${row.expect}.`),
        ...(summary.undecided > 0
          ? [`${summary.undecided} items cannot be decided wholly; -o json says what is open.`]
          : []),
        ...(cut > 0 ? [`Of ${cut} items only the first megabyte of text was looked at, as Purview does.`] : []),
        ...(unread > 0 ? [`${unread} items were not read, or not wholly.`] : []),
        ...(links > 0 ? [`${links} symbolic links were not followed.`] : []),
      ],
      exit: wrong.length > 0 ? 3 : summary.undecided > 0 ? 6 : 0,
    };
  },
});

const columns = [
  { title: 'Item', value: (row: Row) => plain(row.path) },
  { title: 'Action', value: (row: Row) => row.action },
  { title: 'Found', value: evidenceOf },
  { title: 'Wardline', value: (row: Row) => row.class ?? '' },
  {
    title: 'Open',
    value: (row: Row) =>
      [...new Set([...row.unread, ...row.components.flatMap(({ rules }) => rules.flatMap(({ open }) => open))])]
        .map(plain)
        .join(', '),
  },
  { title: 'Tip', value: (row: Row) => plain(row.tip ?? '') },
];

/** Rules that match, with their types, counts and confidence. */
function evidenceOf({ components }: Row): string {
  const matched = components.flatMap(({ rules, place }) =>
    rules.filter(({ outcome }) => outcome === 'match').map((rule) => ({ ...rule, place })),
  );
  return matched
    .map(({ rule, evidence, place }) =>
      plain(
        `${rule}${place === '' ? '' : ` (${place})`}: ${evidence.map(({ type, count, confidence }) => `${type} ×${count} at ${confidence}`).join(', ')}`,
      ),
    )
    .join('; ');
}
