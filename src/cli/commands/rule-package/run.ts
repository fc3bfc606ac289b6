import { preparePackage } from '../../../phi/rule-package/prepare.ts';
import { defineCommand } from '../../command.ts';
import { plain } from '../../output.ts';
import type { RunRecord, RunRow } from '../../rule-package/job.ts';
import { matchFiles, milliseconds } from '../../rule-package/matcher.ts';
import { readPackageFile } from '../../rule-package/read.ts';

type Row = { path: string; unread?: readonly string[] } & Partial<Omit<RunRow, 'undecided'>> & { undecided?: number };

export const rulePackageRunCommand = defineCommand<Row>({
  path: ['rule-package', 'run'],
  summary: 'what a custom rule package finds in files and folders of this machine',
  details: `Runs the types of a package over files as Purview would: the body of a message and each attachment by
themselves, and the first megabyte of text of each. No value is printed: types, confidence, distinct values and places
are. Offsets are UTF-16 units into the text of the file. Evidence that Wardline cannot run makes a match undecided.

Exit codes: 0 done, 6 done but some files were not read wholly or not in time, 65 the package cannot be used.`,
  arguments: [
    { name: 'file', summary: 'the package' },
    { name: 'path...', summary: 'files and folders' },
  ],
  options: [
    { flags: '--timeout <seconds>', summary: 'time for one file, with all patterns', default: '60' },
    { flags: '--no-ocr', summary: 'leave scanned pages and pictures unread' },
  ],
  formats: ['table', 'json', 'jsonl', 'csv', 'md'],
  async run({ arguments: given, options, cwd }) {
    const [file, ...paths] = (given as readonly (string | readonly string[])[]).flat();
    const { rules } = readPackageFile(file!, cwd);
    const { notRun } = preparePackage(rules);
    const data = { packages: [rules], inspect: {}, inside: [], assumeShared: false };
    const timeout = milliseconds(options['timeout'] ?? '60');
    const { all, links } = await matchFiles({
      data,
      paths,
      cwd,
      timeout,
      ocr: options['ocr'] !== false,
      sidecars: false,
    });
    const records = all.map(({ item, answer, problem }): RunRecord =>
      answer && 'run' in answer
        ? answer.run
        : { path: item.path, types: [], cut: false, unread: problem ? [problem] : ['crashed'] },
    );
    const rows = records.flatMap(rowsOf);
    const unread = records.filter((record) => record.unread.length > 0).length;
    const cut = records.filter((record) => record.cut).length;
    return {
      data: { package: { id: rules.id, name: rules.name, version: rules.version }, notRun, files: records },
      rows,
      columns: [
        { title: 'File', value: (row) => plain(row.path) },
        { title: 'Place', value: (row) => row.place ?? '' },
        { title: 'Type', value: (row) => plain(row.name ?? '') },
        { title: 'Confidence', value: (row) => row.confidence || '' },
        { title: 'Count', value: (row) => row.count ?? '' },
        { title: 'Undecided', value: (row) => row.undecided || '' },
        { title: 'Not read', value: (row) => row.unread?.join(', ') ?? '' },
      ],
      messages: [
        ...notRun.map(({ item, reason }) => `Not run: ${plain(item)}, ${plain(reason)}.`),
        ...(cut > 0 ? [`Of ${cut} files only the first megabyte of text was looked at, as Purview does.`] : []),
        ...(links > 0 ? [`${links} symbolic links were not followed.`] : []),
        ...(unread > 0
          ? [`${unread} files were not read, or not wholly, or took too long. What they hold is not known.`]
          : []),
      ],
      exit: unread > 0 ? 6 : 0,
    };
  },
});

/** A row for each type in each place, and one for a file that was not read. */
function rowsOf({ path, types, unread }: RunRecord): Row[] {
  const rows: Row[] = types.map((type) => ({ path, ...type, undecided: type.undecided.length }));
  return unread.length > 0 ? [...rows, { path, unread }] : rows;
}
