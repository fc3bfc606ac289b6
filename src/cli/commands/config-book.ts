import { controls } from '../../controls/index.ts';
import type { BookSection } from '../../core/configuration.ts';
import { configurationBook } from '../../engine/configuration.ts';
import { listDecisions } from '../../store/decisions.ts';
import { withTenant } from '../../store/scope.ts';
import { loadOrganization, organizationOption } from '../assessment.ts';
import { defineCommand } from '../command.ts';
import { chosenTenant, homeOption, latestSnapshot, tenantOption, withStore } from '../live.ts';

export const configBookCommand = defineCommand<BookSection>({
  path: ['config-book'],
  summary:
    'write down the whole configuration: every setting, its value, the controls that judge it, why, who and when',
  details: `Made from the latest snapshot and the decision log, in a stable order: two books can be compared line by line.
  wardline config-book --out book.html    to read and print
  wardline config-book --out book.md      to keep and compare`,
  arguments: [],
  options: [tenantOption, organizationOption, homeOption],
  formats: ['table', 'html', 'md', 'json'],
  piped: 'md',
  run: (invocation) =>
    withStore(invocation, async (store) => {
      const { options, cwd } = invocation;
      const tenant = await chosenTenant(store, options['tenant']);
      const { organization } = loadOrganization(options['organization'], cwd);
      const { snapshot } = await latestSnapshot(store, tenant);
      const decisions = await withTenant(store, tenant.id, (scope) => listDecisions(scope, { limit: 100_000 }));
      const book = configurationBook(snapshot, {
        ...{ controls, organization, at: snapshot.takenAt },
        decisions: decisions.map(({ setting, from, to, reason, author, at, source, control }) => ({
          ...{ setting, from, to, reason, author, at, source, control },
        })),
      });
      const rows = book.services.flatMap(({ sections }) => sections);
      const decided = new Set(decisions.map(({ setting }) => setting)).size;
      return {
        data: book,
        rows,
        columns: [
          { title: 'Section', value: (row) => row.section },
          { title: 'Objects', value: (row) => row.count ?? row.objects.length },
          { title: 'Settings', value: (row) => row.objects.reduce((sum, { settings }) => sum + settings.length, 0) },
          { title: 'What', value: (row) => (row.unavailable ? `Not read: ${row.unavailable}` : row.title) },
        ],
        render: {
          md: async () => (await import('../../reports/configuration-markdown.ts')).configurationMarkdown(book),
          html: async () => (await import('../../reports/html/configuration.ts')).configurationHtml(book),
        },
        messages: [
          `${rows.length} sections as read ${book.takenAt}; ${decided} settings have a decision on record.`,
          'The whole book: --out book.html, or --out book.md to compare',
        ],
      };
    }),
});
