import { now } from '../../../core/clock.ts';
import { WardlineError } from '../../../core/errors.ts';
import type { PlacementFinding } from '../../../engine/placement.ts';
import { itemPaths } from '../../../store/content-paths.ts';
import { contentSeal } from '../../../store/content-sealing.ts';
import { openKeyring } from '../../../store/master-key.ts';
import { withTenant } from '../../../store/scope.ts';
import { loadOrganization } from '../../assessment.ts';
import { defineCommand } from '../../command.ts';
import { readContent } from '../../inventory/read.ts';
import { openTo } from '../../inventory/words.ts';
import { chosenTenant, homeOption, tenantOption, withStore } from '../../live.ts';
import { paint, plain, textTable, wrap } from '../../output.ts';

interface Row extends PlacementFinding {
  storeName: string;
  path: string;
}

export const placementCheckCommand = defineCommand<Row>({
  path: ['placement', 'check'],
  summary: 'PHI that lies where wardline.yaml says none may lie, with the way to move it',
  details: `Uses the last scan and calls nothing. Names of files are shown: treat the output as PHI.
  wardline placement check

In wardline.yaml:
  placement:
    phi: ehr-only                # or declared: only in stores for PHI; or anywhere
    ehr: { name: DermaChart, owner: Paula Reyes }
    stores:
      - { match: "onedrive:*", purpose: non-phi }

Exit code 3: something lies in the wrong place. 6: nothing was found, and some items were not read.`,
  arguments: [],
  options: [
    { flags: '--organization <file>', summary: 'the organization file (wardline.yaml here, where there is one)' },
    tenantOption,
    homeOption,
  ],
  formats: ['table', 'json', 'jsonl', 'csv', 'md'],
  run: (invocation) =>
    withStore(invocation, async (store) => {
      const { options, cwd, env } = invocation;
      const tenant = await chosenTenant(store, options['tenant']);
      const { organization } = loadOrganization(options['organization'], cwd);
      const { placement } = organization;
      if (!placement)
        throw new WardlineError(
          'usage',
          'wardline.yaml does not say where PHI may lie.',
          'Add placement to it; `wardline init --print` shows how.',
        );
      const content = await readContent(store, tenant.id, { at: now(), organization });
      if (content.scans.length === 0)
        throw new WardlineError('not-found', 'This tenant was not scanned yet.', 'Run: wardline scan --tenant');
      const seal = contentSeal(store.home, openKeyring(store.home, env), tenant.id);
      const names = new Map(content.stores.map(({ store: { id, name } }) => [id, name]));
      const paths = await withTenant(store, tenant.id, (scope) => itemPaths(scope, seal, content.placement));
      const rows = content.placement.map((finding): Row => ({
        ...finding,
        storeName: names.get(finding.store) ?? '',
        path: paths.get(finding.key) ?? '',
      }));
      const violations = rows.filter(({ outcome }) => outcome === 'violation');
      const open = content.stores.filter(({ store: { state } }) => state !== 'scanned').length;
      const { closed } = content;
      return {
        data: { rule: placement.phi, stores: content.stores.length, closed, storesNotRead: open, findings: rows },
        rows,
        columns: [
          { title: 'Severity', value: (row) => row.severity },
          { title: 'Outcome', value: (row) => row.outcome },
          { title: 'Rule', value: (row) => row.breach },
          { title: 'Class', value: (row) => row.class ?? '' },
          { title: 'People', value: (row) => row.patients },
          { title: 'Open to', value: (row) => openTo[row.exposure] },
          { title: 'Owner', value: (row) => plain(row.owner ?? '') },
          { title: 'Store', value: (row) => plain(row.storeName) },
          { title: 'Item', value: (row) => plain(row.path) },
          { title: 'Steps', value: (row) => plain(row.steps.join(' ')) },
        ],
        text: (terminal) => {
          const table = textTable(
            ['Severity', 'Outcome', 'People', 'Open to', 'Owner', 'Item'],
            rows.map((row) => [
              row.severity,
              row.outcome,
              row.patients,
              openTo[row.exposure],
              plain(row.owner ?? ''),
              plain(row.path),
            ]),
            terminal,
          );
          const ways = [...Map.groupBy(rows, ({ why, steps }) => [why, ...steps].join('\n')).values()].map((group) => {
            const { why, steps } = group[0]!;
            const lines = steps.map((step, at) => wrap(`${at + 1}. ${plain(step)}`, terminal.width).join('\n   '));
            return [`\n${paint(terminal, 'bold', `${why} (${group.length})`)}`, ...lines].join('\n');
          });
          return [
            `${violations.length} items with PHI where none may lie, ${rows.length - violations.length} to look at, in ${closed.stores} stores that may hold none. ${closed.unread} items there are not known.`,
            ...(rows.length > 0 ? [table, ...ways] : []),
          ].join('\n');
        },
        messages: [
          ...(open > 0 ? [`${open} stores were not read, or not wholly: what lies in them is not known.`] : []),
          ...(closed.unread > 0
            ? [`${closed.unread} items could not be read. They are not known to be free of PHI.`]
            : []),
        ],
        exit: violations.length > 0 ? 3 : open > 0 || closed.unread > 0 ? 6 : 0,
      };
    }),
});
