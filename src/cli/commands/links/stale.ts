import { staleness } from '../../../engine/links.ts';
import { defineCommand } from '../../command.ts';
import { daysOf, daysOption, linkColumns, notKnown, shownColumns, withLinks } from '../../inventory/links-result.ts';
import type { LinkWithPath } from '../../inventory/read-links.ts';
import { homeOption, tenantOption } from '../../live.ts';
import { paint, textTable } from '../../output.ts';

interface Row extends LinkWithPath {
  staleness: 'stale' | 'unknown';
}

export const linksStaleCommand = defineCommand<Row>({
  path: ['links', 'stale'],
  summary: 'links and guests that nobody used for 90 days, and apart those of which nobody can tell',
  details: `Stale is what was last used longer ago, or what has no use in a kept log that reaches back so far. Where neither
is known it is unknown, and is not called unused.
  wardline links stale
  wardline links stale --days 30 -o csv
  wardline links plan          what would end them
  wardline links digest --folder digests`,
  arguments: [],
  options: [daysOption, tenantOption, homeOption],
  formats: ['table', 'json', 'jsonl', 'csv', 'md'],
  run: (invocation) => {
    const days = daysOf(invocation);
    return withLinks(invocation, (found) => {
      const rows = found.links.flatMap((link): Row[] => {
        const state = staleness(link, days, found.at);
        return state === 'fresh' ? [] : [{ ...link, staleness: state }];
      });
      const stale = rows.filter((row) => row.staleness === 'stale');
      const unknown = rows.filter((row) => row.staleness === 'unknown');
      return {
        data: { days, stale, unknown, log: found.log ?? null, storesNotRead: found.unread.length },
        rows,
        columns: [{ title: 'State', value: (row) => row.staleness }, ...linkColumns],
        text: (terminal) =>
          (
            [
              [`Not used for ${days} days (${stale.length})`, stale],
              [`Nobody can tell when they were used (${unknown.length})`, unknown],
            ] as const
          )
            .map(([title, some]) =>
              [
                paint(terminal, 'bold', title),
                textTable(
                  shownColumns.map((column) => column.title),
                  some.map((row) => shownColumns.map(({ value }) => value(row))),
                  terminal,
                ),
              ].join('\n'),
            )
            .join('\n\n'),
        messages: notKnown(found),
      };
    });
  },
});
