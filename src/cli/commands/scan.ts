import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { WardlineError } from '../../core/errors.ts';
import { type ScanSummary, classes, scan } from '../../engine/scan.ts';
import { inspectOptions } from '../../engine/inspect-options.ts';
import { type ScanRecord, withoutValue } from '../../engine/scan-record.ts';
import { loadOrganization } from '../assessment.ts';
import { type CommandResult, type Invocation, defineCommand } from '../command.ts';
import { plain } from '../output.ts';
import { startExaminer } from '../scan/examiner.ts';
import { hashKey } from '../scan/hash-key.ts';
import type { ScanWorkerData } from '../scan/job.ts';
import { progressTeller } from '../scan/progress.ts';
import { allowReveal } from '../scan/reveal.ts';
import { openState } from '../scan/state.ts';
import { matchesOf, scanText } from '../scan/text.ts';
import { type WalkNotes, walk } from '../scan/walk.ts';

export const scanCommand = defineCommand<ScanRecord>({
  path: ['scan'],
  summary: 'find patient information in files and folders of this machine',
  details: `Reads text, Office, PDF, mail, archive, picture and health record files and says which hold PHI.
Nothing leaves the machine, and no value that was found is printed or kept.
  wardline scan /srv/share
  wardline scan ~/Documents export.zip -o jsonl > findings.jsonl
  wardline scan /srv/share --state share.scan    (repeats read only what changed)

Own record numbers, staff names and words come from \`phi\` in wardline.yaml:
  phi: { mrnFormats: ["LM-######"], physicians: ["Ann Okafor"], words: [{ word: Sunrise program, means: substance-use }] }

Exit codes: 0 done, 3 files of the class of --fail-on or above, 6 done but some files or parts of
files could not be read, 64 wrong usage, 65 a settings file cannot be used.`,
  arguments: [{ name: 'path...', summary: 'files and folders' }],
  options: [
    { flags: '--organization <file>', summary: 'the organization file (wardline.yaml here, where there is one)' },
    {
      flags: '--fail-on <class>',
      summary: 'exit with 3 when a file is of this class or above',
      choices: classes.slice(0, 4),
    },
    { flags: '--state <file>', summary: 'keep results here; files that did not change are not read again' },
    { flags: '--workers <count>', summary: 'files read at once (default: one per core)' },
    { flags: '--timeout <seconds>', summary: 'time for one file, OCR apart', default: '120' },
    {
      flags: '--max-size <megabytes>',
      summary: 'files that must be read whole are read up to this size',
      default: '96',
    },
    { flags: '--no-ocr', summary: 'leave scanned pages and pictures unread' },
    {
      flags: '--hash-key-file <file>',
      summary: 'key of the hashes that find equal values (default: of the data folder)',
    },
    { flags: '--home <folder>', summary: 'the data folder (WARDLINE_HOME, ~/.wardline)' },
    { flags: '--reveal', summary: 'show values to the person at this terminal; this is recorded' },
  ],
  formats: ['table', 'json', 'jsonl', 'csv', 'md'],
  async run(invocation) {
    const { options, cwd, tell } = invocation;
    const paths = (invocation.arguments as readonly (string | readonly string[])[]).flat();
    const workers = whole(options['workers'], 'workers', 64) ?? availableParallelism();
    const timeout = (whole(options['timeout'], 'timeout', 86_400) ?? 120) * 1_000;
    const fileBytes = (whole(options['maxSize'], 'max-size', 1_024) ?? 96) * 1_048_576;
    const { organization } = loadOrganization(options['organization'], cwd);
    const key = await hashKey(invocation);
    const reveal = options['reveal'] === true;
    if (reveal) await allowReveal(invocation, paths);
    const data: ScanWorkerData = {
      inspect: inspectOptions(organization),
      limits: { fileBytes },
      key: key.bytes.toString('base64'),
      keepHash: key.kept,
      keepMatches: reveal || typeof options['state'] === 'string' || !isSummary(options),
      reveal,
    };
    const stateFile = options['state'];
    const own = typeof stateFile === 'string' ? resolve(cwd, stateFile) : undefined;
    const ocr = options['ocr'] !== false;
    const settings = {
      inspect: data.inspect,
      fileBytes,
      ocr,
      version: invocation.version,
      key: key.kept ? data.key : '',
    };
    const state = own === undefined ? undefined : openState(own, stateFile as string, settings, key.kept);

    const total = await totalOf(paths, cwd, own);
    const notes: WalkNotes = { links: 0, own };
    const records: ScanRecord[] = [];
    const told = progressTeller(total, () => performance.now(), tell);
    const examiner = startExaminer({ workers: Math.max(1, Math.min(workers, total.files)), timeout, ocr, data });
    let summary: ScanSummary;
    try {
      summary = await scan(walk(paths, cwd, notes), {
        concurrency: workers + 1,
        examine: async (item) => (reveal ? undefined : state?.known(item)) ?? examiner.examine(item),
        onRecord(record, item, progress) {
          if (state && !state.known(item)) state.keep(item, record);
          records[item.order] = record;
          told(progress);
        },
      });
    } finally {
      await examiner.close();
    }
    return resultOf(summary, records.filter(Boolean), notes, options['failOn']);
  },
});

async function totalOf(
  paths: readonly string[],
  cwd: string,
  own: string | undefined,
): Promise<{ files: number; bytes: number }> {
  const total = { files: 0, bytes: 0 };
  for await (const { bytes } of walk(paths, cwd, { links: 0, own })) {
    total.files++;
    total.bytes += bytes;
  }
  return total;
}

function resultOf(
  summary: ScanSummary,
  records: readonly ScanRecord[],
  notes: WalkNotes,
  failOn: unknown,
): CommandResult<ScanRecord> {
  const rows = records.map(publicOf);
  const limit = typeof failOn === 'string' ? classes.indexOf(failOn as ScanRecord['class']) : -1;
  const unread = summary.classes.UNREADABLE + records.filter((record) => record.partial).length;
  return {
    data: { summary, files: rows },
    rows: rows as ScanRecord[],
    columns: [
      { title: 'File', value: (record) => plain(record.path) },
      { title: 'Class', value: (record) => record.class },
      { title: 'Patients', value: (record) => record.patients },
      { title: 'Matches', value: matchesOf },
      {
        title: 'Unreadable',
        value: (record) => (record.unreadable ? `${record.unreadable}${record.partial ? ' (in part)' : ''}` : ''),
      },
      { title: 'Kind', value: (record) => record.kind },
      { title: 'Why', value: (record) => plain(record.why) },
    ],
    text: (terminal) => scanText(summary, records, terminal),
    render: {
      json: () => `${printable(JSON.stringify({ summary, files: rows }, null, 2))}\n`,
      jsonl: () => rows.map((row) => `${printable(JSON.stringify(row))}\n`).join(''),
    },
    messages: [
      ...(notes.links > 0 ? [`${notes.links} symbolic links were not followed.`] : []),
      ...(unread > 0 ? [`${unread} files were not read, or not wholly. They are not known to be free of PHI.`] : []),
    ],
    exit: limit >= 0 && records.some((record) => classes.indexOf(record.class) <= limit) ? 3 : unread > 0 ? 6 : 0,
  };
}

/** Forms that count matches and list none. */
function isSummary({ output, out }: Invocation['options']): boolean {
  if (output === undefined) return out === undefined && process.stdout.isTTY;
  return output === 'table' || output === 'csv' || output === 'md';
}

/** A record as it may leave the program in a file: without values, and without what only serves the count of patients. */
function publicOf(record: ScanRecord): Omit<ScanRecord, 'people'> {
  const shown: Omit<ScanRecord, 'people'> & { people?: unknown } = {
    ...record,
    matches: record.matches.map(withoutValue),
  };
  delete shown.people;
  return shown;
}

/** JSON leaves some characters as they are that turn a terminal's text around or change its colors. */
function printable(json: string): string {
  return json.replaceAll(
    /[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function whole(given: unknown, name: string, most: number): number | undefined {
  if (typeof given !== 'string') return undefined;
  const value = Number(given);
  if (Number.isInteger(value) && value >= 1 && value <= most) return value;
  throw new WardlineError('usage', `--${name} takes a whole number from 1 to ${most}.`, 'Run the command with --help.');
}
