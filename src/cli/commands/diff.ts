import { resolve } from 'node:path';
import { named, readBytes } from '../../connectors/settings-file/bytes.ts';
import { parseJson } from '../../connectors/settings-file/json.ts';
import type { Assessment } from '../../core/assessment.ts';
import { WardlineError } from '../../core/errors.ts';
import { type Outcome, outcomeWords } from '../../core/outcome.ts';
import { isPlainObject } from '../../core/shape.ts';
import { type AssessmentDiff, type Difference, diffAssessments } from '../../engine/diff.ts';
import { type Terminal, defineCommand } from '../command.ts';
import { paint, plain, wrap } from '../output.ts';

export const diffCommand = defineCommand<Difference>({
  path: ['diff'],
  summary: 'what is new, fixed and changed between two results of assess',
  details:
    'Make results with: wardline assess --from EXPORT --out result.json\nExit code 2 with --detailed-exitcode when something differs.',
  arguments: [
    { name: 'before', summary: 'the earlier result (JSON), or -' },
    { name: 'after', summary: 'the later result (JSON)' },
  ],
  options: [
    { flags: '--detailed-exitcode', summary: 'exit with 2 when something differs' },
    { flags: '--other-tenant', summary: 'allow results of two tenants' },
  ],
  formats: ['table', 'json', 'jsonl', 'csv', 'md'],
  async run({ arguments: [before, after], options, cwd }) {
    const [first, second] = [await readResult(before!, cwd), await readResult(after!, cwd)];
    if (first.tenant.id !== second.tenant.id && !options['otherTenant']) {
      throw new WardlineError(
        'bad-input',
        `${before} and ${after} are results of two different tenants.`,
        'Give results of one tenant, or add --other-tenant.',
      );
    }
    const diff = diffAssessments(first, second);
    return {
      data: diff,
      rows: diff.differences,
      columns: [
        { title: 'Kind', value: (row) => row.kind },
        { title: 'Control', value: (row) => row.control },
        { title: 'Before', value: (row) => wordOf(row.before) },
        { title: 'After', value: (row) => wordOf(row.after) },
        { title: 'Object', value: (row) => row.resource?.name ?? '' },
        { title: 'From', value: (row) => row.resource?.before ?? '' },
        { title: 'To', value: (row) => row.resource?.after ?? '' },
        { title: 'Title', value: (row) => row.title },
      ],
      text: (terminal) => diffText(diff, terminal),
      exit: options['detailedExitcode'] && diff.differences.length > 0 ? 2 : 0,
    };
  },
});

async function readResult(path: string, cwd: string): Promise<Assessment> {
  const document = parseJson(await readBytes(path === '-' ? path : resolve(cwd, path)), path);
  const usable =
    isPlainObject(document) &&
    document['kind'] === 'wardline.assessment' &&
    document['version'] === 1 &&
    Array.isArray(document['results']) &&
    isPlainObject(document['tenant']) &&
    isPlainObject(document['score']) &&
    document['results'].every(
      (result) => isPlainObject(result) && typeof result['control'] === 'string' && Array.isArray(result['resources']),
    );
  if (!usable)
    throw new WardlineError(
      'bad-input',
      `${named(path)} is not a result of wardline assess.`,
      'Make one with: wardline assess --from EXPORT --out result.json',
    );
  return document as unknown as Assessment;
}

function wordOf(outcome: Outcome | undefined): string {
  return outcome ? outcomeWords[outcome] : '';
}

const headings: Record<Difference['kind'], string> = {
  new: 'New',
  changed: 'Changed',
  fixed: 'Fixed',
  added: 'Judged for the first time',
  removed: 'No longer judged',
};

function diffText(diff: AssessmentDiff, terminal: Terminal): string {
  const lines = [
    `${paint(terminal, 'bold', plain(diff.tenant.name))}: ${diff.before.takenAt.slice(0, 10)} → ${diff.after.takenAt.slice(0, 10)}, score ${diff.score.before} → ${diff.score.after}`,
  ];
  if (diff.differences.length === 0) lines.push('Nothing differs.');
  for (const kind of Object.keys(headings) as Difference['kind'][]) {
    const own = diff.differences.filter((difference) => difference.kind === kind);
    if (own.length === 0) continue;
    lines.push('', paint(terminal, 'bold', `${headings[kind]} (${own.length})`));
    for (const difference of own) {
      const move = difference.resource
        ? `${difference.resource.name}: ${[difference.resource.before, difference.resource.after].filter(Boolean).join(' → ') || difference.kind}`
        : `${wordOf(difference.before)} → ${wordOf(difference.after)}. ${difference.title}`;
      lines.push(`  ${difference.control}`, ...wrap(plain(move), terminal.width - 4).map((line) => `    ${line}`));
    }
  }
  return lines.join('\n');
}
