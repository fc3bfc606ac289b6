import { type Revocation, revocations } from '../../../engine/links-plan.ts';
import { staleness } from '../../../engine/links.ts';
import { defineCommand } from '../../command.ts';
import { daysOf, daysOption, notKnown, withLinks } from '../../inventory/links-result.ts';
import { homeOption, tenantOption } from '../../live.ts';
import { plain } from '../../output.ts';

interface Row extends Revocation {
  severity: string;
  owner: string;
  where: string;
}

export const linksPlanCommand = defineCommand<Row>({
  path: ['links', 'plan'],
  summary: 'what would end the stale links: each call, who notices, and whether it can be undone',
  details: `Nothing is written: this version does not carry the plan out. Give it to whoever owns the files, or make the calls.
  wardline links plan --days 90 -o json > revoke.json
  wardline links plan --phi              only where PHI lies behind the link
  wardline links plan --unknown          also links of which nobody can tell when they were used`,
  arguments: [],
  options: [
    daysOption,
    { flags: '--phi', summary: 'only those with PHI behind them' },
    { flags: '--unknown', summary: 'also those whose last use is unknown' },
    tenantOption,
    homeOption,
  ],
  formats: ['table', 'json', 'jsonl', 'csv', 'md'],
  run: (invocation) => {
    const days = daysOf(invocation);
    const { options } = invocation;
    return withLinks(invocation, (found) => {
      const chosen = found.links.filter((link) => {
        const state = staleness(link, days, found.at);
        return (
          (state === 'stale' || (state === 'unknown' && options['unknown'])) && (!options['phi'] || link.behind.phi > 0)
        );
      });
      const rows = revocations(chosen).map((entry, at): Row => {
        const { severity, owner, storeName, path } = chosen[at]!;
        return { ...entry, severity, owner: owner ?? 'not known', where: `${storeName}/${path}` };
      });
      return {
        data: { kind: 'wardline.links-plan', days, takenAt: found.at, changes: rows },
        rows,
        columns: [
          { title: 'Severity', value: (row) => row.severity },
          { title: 'Change', value: (row) => row.summary },
          { title: 'Owner', value: (row) => plain(row.owner) },
          { title: 'Undo', value: (row) => row.undo },
          { title: 'Item', value: (row) => plain(row.where) },
        ],
        messages: [...notKnown(found), `${rows.length} changes. Nothing was written.`],
      };
    });
  },
});
