import { userInfo } from 'node:os';
import { now } from '../../../core/clock.ts';
import { WardlineError } from '../../../core/errors.ts';
import { unsealedRecords } from '../../../store/events/explore.ts';
import { fileKey } from '../../../store/events/index-upkeep.ts';
import { recordOpening } from '../../../store/events/openings.ts';
import { readPlaces } from '../../../store/events/read-records.ts';
import { withTenant } from '../../../store/scope.ts';
import { momentIn, withPlace } from '../../audit/with-place.ts';
import { defineCommand } from '../../command.ts';
import { homeOption, tenantOption } from '../../live.ts';

interface Row {
  at: string;
  actor: string;
  operation: string;
  outcome: string;
  workload: string;
  ip?: string;
  site?: string;
  file?: string;
  id: string;
  segment: number;
  /** With `--reveal` alone. */
  record?: unknown;
}

export const auditSearchCommand = defineCommand<Row>({
  path: ['audit', 'search'],
  summary: 'find records of the kept audit log by account, file, site, address, operation and time, newest first',
  details: `Shows no name of a file and no subject. --reveal opens the records themselves, which are PHI: who did so, when
and for what is recorded.
  wardline audit search --user nina@example.com --from 2026-11-01 --to 2026-11-20
  wardline audit search --file 6d1f0a8e-3c52-4f0b-9a53-0d6f2f6a1b11`,
  arguments: [],
  options: [
    { flags: '--user <name>', summary: 'the account as the log names it' },
    {
      flags: '--file <file>',
      summary: "the file's list item id, or what a row shows; its address where the log has no id",
    },
    { flags: '--site <address>', summary: 'the SharePoint site, without a final slash' },
    { flags: '--ip <address>', summary: 'the client address' },
    { flags: '--operation <name>', summary: 'the operation, such as FileDownloaded' },
    { flags: '--from <time>', summary: 'not before this day or time (UTC)' },
    { flags: '--to <time>', summary: 'up to the end of this day, or before this time (UTC)' },
    { flags: '--limit <count>', summary: 'rows a page', default: '100' },
    { flags: '--after <place>', summary: 'go on where a page ended' },
    { flags: '--reveal', summary: 'open the records themselves (PHI; recorded)' },
    tenantOption,
    homeOption,
  ],
  formats: ['table', 'json', 'jsonl', 'csv', 'md'],
  run: (invocation) =>
    withPlace(invocation, async ({ store, tenant, place }) => {
      const { options } = invocation;
      const limit = Number(options['limit']);
      if (!Number.isInteger(limit) || limit < 1 || limit > 10_000)
        throw new WardlineError('usage', '--limit takes a number from 1 to 10000.');
      const text = (name: string) => (typeof options[name] === 'string' ? { [name]: options[name] } : {});
      const [from, to] = [momentIn('--from', options['from']), momentIn('--to', options['to'], true)];
      const { file, site } = options;
      const { rows: found, next } = await place.index.search({
        ...text('user'),
        ...text('ip'),
        ...text('operation'),
        ...text('after'),
        ...(typeof site === 'string' && { site: site.replace(/\/$/, '') }),
        ...(typeof file === 'string' && { file: fileKey(place.key, file) }),
        ...(from !== undefined && { from }),
        ...(to !== undefined && { to }),
        limit,
      });
      let rows: Row[] = found.map(({ position: _position, source: _source, actorKind: _kind, ...row }) => row);
      if (options['reveal']) {
        await withTenant(store, tenant.id, (scope) =>
          recordOpening(scope, {
            ...{ at: now(), by: userInfo().username, action: 'reveal', records: found.length },
            asked: {
              ...{ ...text('user'), ...text('ip'), ...text('operation'), ...text('site') },
              ...{ ...text('from'), ...text('to'), ...text('after') },
              ...(typeof file === 'string' && { file: fileKey(place.key, file) }),
            },
          }),
        );
        const records = readPlaces(place, found);
        rows = rows.map((row, at) => ({ ...row, record: records[at]!.record }));
      }
      const newest = (await place.index.segments()).at(-1)?.sequence ?? 0;
      const unsealed = unsealedRecords(place, newest) ?? 0;
      return {
        data: { rows, ...(next !== undefined && { next }), ...(unsealed > 0 && { unsealed }) },
        rows,
        columns: [
          { title: 'When', value: (row) => row.at.slice(0, 19).replace('T', ' ') },
          { title: 'Operation', value: (row) => row.operation },
          { title: 'Outcome', value: (row) => row.outcome },
          { title: 'Address', value: (row) => row.ip ?? '' },
          { title: 'Account', value: (row) => row.actor },
          { title: 'Where', value: (row) => [row.site, row.file].filter(Boolean).join(' ') },
        ],
        messages: [
          ...(next === undefined ? [] : [`There are more: add --after ${next}`]),
          ...(unsealed > 0
            ? [`${unsealed.toLocaleString('en-US')} records are not sealed yet and not in the answer.`]
            : []),
          ...(options['reveal'] ? [`That ${found.length} records were opened is recorded.`] : []),
        ],
      };
    }),
});
