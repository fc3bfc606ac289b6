import { resolve } from 'node:path';
import { WardlineError } from '../../core/errors.ts';
import { type ScanSummary, classes, scan } from '../../engine/scan.ts';
import { inspectOptions } from '../../engine/inspect-options.ts';
import type { ContentAsked } from '../../core/content-reader.ts';
import { type ScanRecord, withoutValue } from '../../engine/scan-record.ts';
import { loadOrganization } from '../assessment.ts';
import { type Column, type CommandResult, type Invocation, type Terminal, defineCommand } from '../command.ts';
import { plain } from '../output.ts';
import { startExaminer } from '../scan/examiner.ts';
import { hashKey } from '../scan/hash-key.ts';
import type { ScanWorkerData } from '../scan/job.ts';
import { progressTeller } from '../scan/progress.ts';
import { allowReveal } from '../scan/reveal.ts';
import { scanSettings } from '../scan/settings.ts';
import { openState } from '../scan/state.ts';
import type { TenantScanOutcome } from '../scan/tenant.ts';
import type { TenantRecord } from '../scan/tenant-inventory.ts';
import { matchesOf, scanText } from '../scan/text.ts';
import { type WalkNotes, walk } from '../scan/walk.ts';
import { traceable } from '../trace-option.ts';

export const scanCommand = traceable(
  defineCommand<ScanRecord | TenantRecord>({
    path: ['scan'],
    summary: 'find patient information in files of this machine and in what a tenant stores',
    details: `Reads text, Office, PDF, mail, archive, picture and health record files and says which hold PHI.
No content leaves this machine, and no value that was found is printed or kept.
  wardline scan /srv/share
  wardline scan ~/Documents export.zip -o jsonl > findings.jsonl
  wardline scan /srv/share --state share.scan    (repeats read only what changed)

Of a tenant it reads libraries, OneDrives and mailboxes through Microsoft Graph, and changes nothing there:
  wardline connect --registration read-content
  wardline scan --tenant                               everything of the only tenant
  wardline scan --tenant "Larkmeadow Family Clinic"    everything of this one
  wardline scan --site https://TENANT.sharepoint.com/sites/Referrals --mailbox nina@clinic.example.com
The first scan reads everything, later ones what changed since. Ctrl-C pauses; the same command goes on. Each store's
result is kept in the data folder, without values and with names sealed: see wardline inventory.

Own record numbers, staff names and words come from \`phi\` in wardline.yaml:
  phi: { mrnFormats: ["LM-######"], physicians: ["Ann Okafor"], words: [{ word: Sunrise program, means: substance-use }] }

Exit codes: 0 done, 3 files of the class of --fail-on or above, 6 done but some files or parts of
files could not be read, 130 paused, 64 wrong usage, 65 a settings file cannot be used.`,
    arguments: [{ name: 'path...', summary: 'files and folders of this machine', optional: true }],
    options: [
      {
        flags: '--tenant [tenant]',
        summary: 'scan what a tenant stores, all of it unless a site, drive or mailbox is named (id, domain or name)',
      },
      { flags: '--site <url>', summary: 'the libraries of this SharePoint site' },
      { flags: '--drive <id>', summary: 'this drive: a library or OneDrive, by the id that Graph gives it' },
      { flags: '--mailbox <user>', summary: 'the mailbox of this user (user principal name)' },
      { flags: '--teams', summary: 'with --tenant: also messages of Teams, which Microsoft may charge for' },
      {
        flags: '--labels',
        summary: 'also ask for the sensitivity label of each Office file and PDF; SharePoint then looks into them',
      },
      { flags: '--bandwidth <megabits>', summary: 'downloads from the tenant take at most so much a second' },
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
      const asked = askedOf(options, paths);
      if (asked) {
        // The database and the connectors load only now.
        const { scanTenantContent } = await import('../scan/tenant.ts');
        const { tenantText } = await import('../scan/tenant-text.ts');
        const outcome = await scanTenantContent(invocation, asked, !isSummary(options));
        return resultOfTenant(outcome, options['failOn'], tenantText);
      }
      const { workers, timeout, fileBytes, ocr } = scanSettings(options);
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
  }),
);

/** What of a tenant is asked for; undefined where files of this machine are. Throws `usage` for both and for neither. */
function askedOf(options: Invocation['options'], paths: readonly string[]): ContentAsked | undefined {
  const named = (option: string) => (typeof options[option] === 'string' ? [options[option]] : []);
  const [sites, drives, mailboxes] = [named('site'), named('drive'), named('mailbox')];
  const some = sites.length + drives.length + mailboxes.length > 0;
  const ofTenant = some || options['tenant'] !== undefined;
  if (ofTenant === paths.length > 0)
    throw new WardlineError(
      'usage',
      ofTenant ? 'Files of this machine and a tenant are scanned one after the other.' : 'Say what to scan.',
      'Give files and folders, or --tenant, --site, --drive or --mailbox.',
    );
  if (ofTenant && options['state'] !== undefined)
    throw new WardlineError(
      'usage',
      '--state is for files of this machine.',
      'What is known of a tenant is kept in the data folder.',
    );
  if (!ofTenant) return undefined;
  if (some && options['teams'])
    throw new WardlineError('usage', '--teams goes with the whole tenant.', 'Run: wardline scan --tenant --teams');
  return { ...(some ? { sites, drives, mailboxes } : { all: true, teams: options['teams'] === true }) };
}

function resultOfTenant(
  { inventory, result }: TenantScanOutcome,
  failOn: unknown,
  text: (inventory: TenantScanOutcome['inventory'], terminal: Terminal) => string,
): CommandResult<ScanRecord | TenantRecord> {
  const { summary, stores, records } = inventory;
  const rows = records.map((record) => ({ ...record, matches: record.matches.map(withoutValue) }));
  const unread = summary.classes.UNREADABLE + records.filter((record) => record.partial).length;
  const data = {
    summary,
    stores: stores.map(({ store, ...counted }) => ({
      ...{ id: store.id, kind: store.kind, name: store.name, url: store.url, owner: store.owner },
      ...{ state: store.state, detail: store.detail, ...counted },
    })),
    items: rows,
  };
  return {
    data,
    rows,
    columns: [
      ...fileColumns,
      { title: 'Open to', value: (record) => ('exposure' in record ? record.exposure : '') },
      { title: 'Label', value: (record) => ('label' in record ? (record.label ?? '') : '') },
      { title: 'Owner', value: (record) => ('owner' in record ? plain(record.owner ?? '') : '') },
      { title: 'Since', value: (record) => record.earliestDate ?? '' },
    ],
    text: (terminal) => text(inventory, terminal),
    render: {
      json: () => `${printable(JSON.stringify(data, null, 2))}\n`,
      jsonl: () => rows.map((row) => `${printable(JSON.stringify(row))}\n`).join(''),
    },
    messages: [
      `This run read ${result.doneItems} items that were new or changed, of ${records.length} in ${result.stores} stores.`,
      ...(result.problems.length > 0
        ? [`${result.problems.length} stores were not read, or not wholly: what lies in them is not known.`]
        : []),
      ...(unread > 0 ? [`${unread} items were not read, or not wholly. They are not known to be free of PHI.`] : []),
    ],
    exit: failed(records, failOn) ? 3 : unread > 0 || result.problems.length > 0 ? 6 : 0,
  };
}

const fileColumns: readonly Column<ScanRecord | TenantRecord>[] = [
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
];

function failed(records: readonly Pick<ScanRecord, 'class'>[], failOn: unknown): boolean {
  const limit = typeof failOn === 'string' ? classes.indexOf(failOn as ScanRecord['class']) : -1;
  return limit >= 0 && records.some((record) => classes.indexOf(record.class) <= limit);
}

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
): CommandResult<ScanRecord | TenantRecord> {
  const rows = records.map(publicOf);
  const unread = summary.classes.UNREADABLE + records.filter((record) => record.partial).length;
  return {
    data: { summary, files: rows },
    rows: rows as ScanRecord[],
    columns: fileColumns,
    text: (terminal) => scanText(summary, records, terminal),
    render: {
      json: () => `${printable(JSON.stringify({ summary, files: rows }, null, 2))}\n`,
      jsonl: () => rows.map((row) => `${printable(JSON.stringify(row))}\n`).join(''),
    },
    messages: [
      ...(notes.links > 0 ? [`${notes.links} symbolic links were not followed.`] : []),
      ...(unread > 0 ? [`${unread} files were not read, or not wholly. They are not known to be free of PHI.`] : []),
    ],
    exit: failed(records, failOn) ? 3 : unread > 0 ? 6 : 0,
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
