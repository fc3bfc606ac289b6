import { now } from '../../../core/clock.ts';
import { WardlineError } from '../../../core/errors.ts';
import { contentSeal } from '../../../store/content-sealing.ts';
import { type Exploration, type Subject, explore, subjectOf } from '../../../store/events/explore.ts';
import { fileKey } from '../../../store/events/index-upkeep.ts';
import type { EventLogPlace } from '../../../store/events/log-place.ts';
import { recordOpening } from '../../../store/events/openings.ts';
import { readPlaces } from '../../../store/events/read-records.ts';
import { openKeyring } from '../../../store/master-key.ts';
import type { Store } from '../../../store/open.ts';
import { withTenant } from '../../../store/scope.ts';
import { type ExploredRow, exploredColumns, writeExport } from '../../audit/explored-rows.ts';
import { askedPatient } from '../../audit/patient-asked.ts';
import { momentIn, withPlace } from '../../audit/with-place.ts';
import { type Invocation, defineCommand } from '../../command.ts';
import { homeOption, tenantOption } from '../../live.ts';
import { operator } from '../../operator.ts';

export const accessExploreCommand = defineCommand<ExploredRow>({
  path: ['access', 'explore'],
  summary: 'who opened, changed, shared or downloaded: by patient, file, account, site, address and time',
  details: `A patient is a record number, SSN or plan number, or a name with the birth date. Without a value behind
--patient you are asked, and nothing stays in the history of the shell. What you type is hashed at once.
The files and messages in which a scan found the patient are looked up in the kept audit log, under every
address that they had.
  wardline access explore --patient
  wardline access explore --file 6d1f0a8e-3c52-4f0b-9a53-0d6f2f6a1b11 --from 2026-11-01
  wardline access explore --user nina@example.com --export nina.csv
--reveal shows paths and opens the records, which are PHI: who did so, when and for what is recorded.`,
  arguments: [],
  options: [
    { flags: '--patient [patient]', summary: 'the patient; asked for when nothing follows' },
    { flags: '--file <file>', summary: "the file's list item id, its address, or what a row shows" },
    { flags: '--user <name>', summary: 'the account as the log names it' },
    { flags: '--site <address>', summary: 'the SharePoint site, without a final slash' },
    { flags: '--ip <address>', summary: 'the client address' },
    { flags: '--operation <name>', summary: 'the operation, such as FileDownloaded' },
    { flags: '--from <time>', summary: 'not before this day or time (UTC)' },
    { flags: '--to <time>', summary: 'up to the end of this day, or before this time (UTC)' },
    { flags: '--limit <count>', summary: 'rows a page', default: '100' },
    { flags: '--after <place>', summary: 'go on where a page ended' },
    { flags: '--export <file>', summary: 'write all pages to this file: .csv or .jsonl' },
    { flags: '--reveal', summary: 'show paths and open the records (PHI; recorded)' },
    { flags: '--hash-key-file <file>', summary: 'key of the hashes of the scan (default: of the data folder)' },
    tenantOption,
    homeOption,
  ],
  formats: ['table', 'json', 'jsonl', 'csv', 'md'],
  run: (invocation) =>
    withPlace(invocation, async ({ store, tenant, place }) => {
      const { options, cwd, env } = invocation;
      const question = questionOf(invocation, await askedPatient(invocation));
      const limit = limitOf(options['limit']);
      const seal = question.patient && contentSeal(store.home, openKeyring(store.home, env), tenant.id);
      const subject = await subjectOf(store, place, question, seal);
      const reader = { store, place, subject, question, reveal: options['reveal'] === true };
      const target = options['export'];
      if (typeof target === 'string') {
        const count = await writeExport(cwd, target, allPages(reader));
        return {
          data: { events: count, file: target },
          ...{ rows: [], columns: [] },
          text: () => `${count.toLocaleString('en-US')} events are in ${target}.`,
          messages: notesOf(subject, question),
        };
      }
      const { rows, next } = await pageOf(reader, limit, question.after);
      return {
        data: {
          rows,
          ...(next !== undefined && { next }),
          ...(question.patient && { items: subject.items.map((item) => shownItem(item, reader.reveal)) }),
          ...{ notJoined: subject.notJoined, unsealed: subject.unsealed ?? null, olderSegments: subject.olderSegments },
        },
        rows,
        columns: exploredColumns,
        messages: [
          ...(next === undefined ? [] : [`There are more: add --after ${next}`]),
          ...notesOf(subject, question),
          ...(reader.reveal ? [`That ${rows.length} records were opened is recorded.`] : []),
        ],
      };
    }),
});

interface Reader {
  store: Store;
  place: EventLogPlace;
  subject: Subject;
  question: Exploration;
  reveal: boolean;
}

async function pageOf(
  { store, place, subject, question, reveal }: Reader,
  limit: number,
  after?: string,
): Promise<{ rows: ExploredRow[]; next?: string }> {
  const { rows: found, next } = await explore(place, subject, { limit, ...(after !== undefined && { after }) });
  const page = next === undefined ? {} : { next };
  const plain = found.map(({ position: _position, source: _source, actorKind: _kind, ...row }): ExploredRow => row);
  if (!reveal) return { rows: plain, ...page };
  const { patient, file, ...asked } = question;
  await withTenant(store, place.tenant, (scope) =>
    recordOpening(scope, {
      ...{ at: now(), by: operator(), action: 'reveal', records: found.length },
      asked: {
        ...asked,
        ...(patient && { patient: 'by name or number', items: subject.items.length }),
        ...(file !== undefined && { file: fileKey(place.key, file) }),
      },
    }),
  );
  const paths = new Map(subject.items.flatMap(({ listItem, path }) => (listItem ? [[listItem, path] as const] : [])));
  const records = readPlaces(place, found);
  const rows = plain.map((row, at): ExploredRow => {
    const path = row.file === undefined ? undefined : paths.get(row.file);
    return { ...row, ...(path !== undefined && { path }), record: records[at]!.record };
  });
  return { rows, ...page };
}

async function* allPages(reader: Reader): AsyncGenerator<ExploredRow[]> {
  let { after } = reader.question;
  do {
    const { rows, next } = await pageOf(reader, 5000, after);
    yield rows;
    after = next;
  } while (after !== undefined);
}

function questionOf({ options }: Invocation, patient: string[] | undefined): Exploration {
  const text = (name: 'file' | 'user' | 'ip' | 'operation' | 'after') => {
    const given = options[name];
    return typeof given === 'string' ? { [name]: given } : {};
  };
  const { site } = options;
  const [from, to] = [momentIn('--from', options['from']), momentIn('--to', options['to'], true)];
  return {
    ...(patient && { patient }),
    ...{ ...text('file'), ...text('user'), ...text('ip'), ...text('operation'), ...text('after') },
    ...(typeof site === 'string' && { site: site.replace(/\/$/, '') }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  };
}

function limitOf(given: unknown): number {
  const limit = Number(given);
  if (Number.isInteger(limit) && limit >= 1 && limit <= 10_000) return limit;
  throw new WardlineError('usage', '--limit takes a number from 1 to 10000.');
}

function shownItem({ path, ...item }: Subject['items'][number], reveal: boolean) {
  return reveal ? { ...item, path } : item;
}

/** What the answer does not hold, said beside it. */
function notesOf({ items, notJoined, unsealed, olderSegments }: Subject, { patient }: Exploration): string[] {
  const { messagesWithoutId, teams } = notJoined;
  return [
    ...(patient
      ? [
          items.length === 0
            ? 'No scan found this patient in a file or message. See what was scanned: wardline inventory'
            : `Scans found the patient in ${items.length.toLocaleString('en-US')} files and messages.`,
        ]
      : []),
    ...(messagesWithoutId > 0
      ? [
          `${messagesWithoutId.toLocaleString('en-US')} messages were listed before Wardline kept their ids: no event can be joined to them until their mailbox is listed anew.`,
        ]
      : []),
    ...(teams > 0
      ? [`${teams.toLocaleString('en-US')} messages are of Teams, where Microsoft logs no reading of a message.`]
      : []),
    ...(unsealed === undefined
      ? ['How many records are not sealed yet cannot be read. See: wardline audit verify']
      : unsealed > 0
        ? [`${unsealed.toLocaleString('en-US')} records are not sealed yet and not in the answer.`]
        : []),
    ...(olderSegments > 0
      ? [
          `${olderSegments.toLocaleString('en-US')} segments were indexed by an earlier version: messages, devices and former addresses of files are missing for them until: wardline audit reindex`,
        ]
      : []),
  ];
}
