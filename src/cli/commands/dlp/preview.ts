import { type PreviewSample, type RulePreview, previewOf } from '../../../engine/preview.ts';
import { defineCommand } from '../../command.ts';
import { corpusOptions, judgeCorpus } from '../../dlp/judge-corpus.ts';
import { policyCalled } from '../../dlp/policy-file.ts';
import { plain, textTable } from '../../output.ts';

export const dlpPreviewCommand = defineCommand<RulePreview>({
  path: ['dlp', 'preview'],
  summary: 'what a rule or an auto-labeling condition would hit in real files, before it is made',
  details: `RULE is a rule, a condition (AdvancedRule or ContentContainsSensitiveInformation) or a plan with DLP or auto-labeling
rules, in JSON or YAML. CORPUS is files and folders, or the state file of a scan: then the files it lists.
  wardline plan --template phi-labels --own-types "Larkmeadow" --out labels.json
  wardline dlp preview labels.json ./shared --own-types "Larkmeadow"
  wardline dlp preview rule.json scan.state
The counts are those that dlp simulate gives for the same rules and files. No value is shown.

Exit codes: 0 done, 6 done but something was not read or cannot be decided, 65 the rule cannot be used.`,
  arguments: [
    { name: 'rule', summary: 'the rule: a file' },
    { name: 'corpus...', summary: 'files and folders, or the state file of a scan' },
  ],
  options: [...corpusOptions, { flags: '--samples <number>', summary: 'places shown for each rule', default: '5' }],
  formats: ['table', 'json', 'jsonl', 'csv', 'md'],
  async run(invocation) {
    const [name, ...paths] = (invocation.arguments as readonly (string | readonly string[])[]).flat();
    const policy = policyCalled(name!, invocation.cwd);
    const { items } = await judgeCorpus(invocation, policy, paths);
    const samples = Math.max(0, Math.min(100, Number(invocation.options['samples'] ?? 5) || 0));
    const rules = [...new Set(policy.rules.map((rule) => rule.name))];
    const preview = previewOf(items, rules, samples);
    const unread = Object.values(preview.unread).reduce((sum, count) => sum + count, 0);
    const undecided = preview.rules.some((rule) => rule.undecided > 0);
    return {
      // With the items, so that hits can be judged: wardline dlp hits FILE.
      data: {
        policy: policy.name,
        ...preview,
        items: items.map(({ path, components }) => ({ path, components })),
        files: items.length,
      },
      rows: preview.rules,
      columns,
      text: (terminal) =>
        [
          textTable(
            columns.map(({ title }) => title),
            preview.rules.map((row) => columns.map(({ value }) => value(row))),
            terminal,
          ),
          ...preview.rules.flatMap(({ samples: shown }) => shown.map(line)),
        ].join('\n'),
      messages: [
        `${preview.hits} of ${preview.items} items are hit.`,
        ...(preview.phiWithoutHit > 0
          ? [`${preview.phiWithoutHit} items hold PHI by Wardline's own judgement and are hit by no rule.`]
          : []),
        ...(unread > 0 ? [`${unread} items were not read, or not wholly.`] : []),
      ],
      exit: unread > 0 || undecided ? 6 : 0,
    };
  },
});

const columns = [
  { title: 'Rule', value: (row: RulePreview) => plain(row.rule) },
  { title: 'Hits', value: (row: RulePreview) => row.hits },
  {
    title: 'By class',
    value: (row: RulePreview) =>
      Object.entries(row.classes)
        .map(([name, count]) => `${count} ${name}`)
        .join(', '),
  },
  { title: 'Undecided', value: (row: RulePreview) => row.undecided },
];

function line({ rule, path, place, class: found, found: types }: PreviewSample): string {
  const where = plain([path, place].filter(Boolean).join(', '));
  return `${plain(rule)}: ${where} (${found}): ${types.map(({ type, count, confidence }) => plain(`${type} ×${count} at ${confidence}`)).join(', ')}`;
}
