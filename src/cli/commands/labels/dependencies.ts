import { WardlineError } from '../../../core/errors.ts';
import { type LabelDependencies, labelDependencies } from '../../../engine/label-dependencies.ts';
import { defineCommand } from '../../command.ts';
import { chosenTenant, homeOption, latestSnapshot, tenantOption, withStore } from '../../live.ts';
import { plain } from '../../output.ts';

interface Row {
  label: string;
  kind: string;
  name: string;
  effect: string;
  problem: string;
}

export const labelsDependenciesCommand = defineCommand<Row>({
  path: ['labels', 'dependencies'],
  summary:
    'what hangs on each sensitivity label: publication, DLP rules, labels by content, sites; broken links are flagged',
  details: `Made from the latest snapshot. With --label, everything that would break if that label were deleted.
  wardline labels dependencies
  wardline labels dependencies --label PHI
Exit codes: 0 all links lead somewhere, 3 one does not, or a label that rules rely on is not published.`,
  arguments: [],
  options: [{ flags: '--label <name>', summary: 'only this label, by name or id' }, tenantOption, homeOption],
  formats: ['table', 'json', 'jsonl', 'csv', 'md'],
  run: (invocation) =>
    withStore(invocation, async (store) => {
      const tenant = await chosenTenant(store, invocation.options['tenant']);
      const { snapshot } = await latestSnapshot(store, tenant);
      const found = onlyFor(labelDependencies(snapshot), invocation.options['label']);
      const wrong = found.labels.flatMap(({ problems }) => problems).length + found.broken.length;
      return {
        data: found,
        rows: rowsOf(found),
        columns: [
          { title: 'Label', value: (row) => plain(row.label) },
          { title: 'Dependent', value: (row) => row.kind },
          { title: 'Name', value: (row) => plain(row.name) },
          { title: 'Effect', value: (row) => row.effect },
          { title: 'Problem', value: (row) => plain(row.problem) },
        ],
        messages: [
          ...found.broken.map(
            ({ kind, name, to }) =>
              `Broken: ${kind} ${plain(name)} relies on label ${plain(to)}, which does not exist.`,
          ),
          ...found.misnamed.map(({ why }) => plain(why)),
          ...(found.unread.length > 0
            ? [`Not collected, so that what hangs on labels there is not shown: ${found.unread.join(', ')}.`]
            : []),
        ],
        exit: wrong > 0 ? 3 : 0,
      };
    }),
});

function onlyFor(all: LabelDependencies, wanted: unknown): LabelDependencies {
  if (typeof wanted !== 'string') return all;
  const labels = all.labels.filter(({ label, id }) =>
    [label, id].some((name) => name.toLowerCase() === wanted.toLowerCase()),
  );
  const broken = all.broken.filter(({ to }) => to.toLowerCase() === wanted.toLowerCase());
  if (labels.length + broken.length === 0)
    throw new WardlineError(
      'not-found',
      'There is no such label, and nothing relies on one of that name.',
      'See: wardline labels dependencies',
    );
  return { ...all, labels, broken, misnamed: [] };
}

function rowsOf({ labels, broken }: LabelDependencies): Row[] {
  return [
    ...broken.map(({ to, kind, name, effect }): Row => ({ label: to, kind, name, effect, problem: 'no such label' })),
    ...labels.flatMap(({ label, dependents, problems }): Row[] => [
      ...(problems.length > 0 || dependents.length === 0
        ? [{ label, kind: '', name: '', effect: '', problem: problems.join(' ') }]
        : []),
      ...dependents.map((dependent): Row => ({ label, ...dependent, problem: '' })),
    ]),
  ];
}
