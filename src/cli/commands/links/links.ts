import { shareKinds } from '../../../core/content.ts';
import { defineCommand } from '../../command.ts';
import { linkColumns, notKnown, shownColumns, withLinks } from '../../inventory/links-result.ts';
import type { LinkWithPath } from '../../inventory/read-links.ts';
import { homeOption, tenantOption } from '../../live.ts';
import { textTable } from '../../output.ts';

export const linksCommand = defineCommand<LinkWithPath>({
  path: ['links'],
  summary: 'every sharing link and guest: age, last use, expiry, password, and whether PHI lies behind it',
  details: `Uses the last scan and the kept audit log, and calls nothing. Names of files and people are shown: treat the output
as PHI. A right that comes from a folder is listed at the folder, with all that lies below it.
  wardline links --phi
  wardline links --kind anonymous -o csv > anyone.csv
  wardline links stale --days 90
Exit code 3: a link that anybody can open leads to PHI.`,
  arguments: [],
  options: [
    { flags: '--kind <kind>', summary: 'only this kind', choices: shareKinds },
    { flags: '--store <id>', summary: 'only of this store (wardline inventory shows ids with -o csv)' },
    { flags: '--phi', summary: 'only those with PHI behind them' },
    { flags: '--all', summary: "also colleagues' own rights" },
    tenantOption,
    homeOption,
  ],
  formats: ['table', 'json', 'jsonl', 'csv', 'md'],
  run: (invocation) =>
    withLinks(invocation, (found) => {
      const { kind, store, phi } = invocation.options;
      const rows = found.links.filter(
        (link) =>
          (kind === undefined || link.kind === kind) &&
          (store === undefined || link.store === store) &&
          (!phi || link.behind.phi > 0),
      );
      return {
        data: { links: rows, log: found.log ?? null, storesNotRead: found.unread.length },
        rows,
        columns: linkColumns,
        text: (terminal) =>
          textTable(
            shownColumns.map(({ title }) => title),
            rows.map((row) => shownColumns.map(({ value }) => value(row))),
            terminal,
          ),
        messages: notKnown(found),
        exit: rows.some(({ severity, kind: of }) => severity === 'critical' && of === 'anonymous')
          ? 3
          : found.unread.length > 0
            ? 6
            : 0,
      };
    }),
});
