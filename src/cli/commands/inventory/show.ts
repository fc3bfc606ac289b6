import { now } from '../../../core/clock.ts';
import type { ContentDetail } from '../../../core/content.ts';
import { exposures } from '../../../core/content.ts';
import { WardlineError } from '../../../core/errors.ts';
import { isPhi, isUnread, riskOf } from '../../../engine/inventory-item.ts';
import { type StoredItem, contentDetail, listContentItems } from '../../../store/content-items.ts';
import { contentSeal } from '../../../store/content-sealing.ts';
import { listContentStores } from '../../../store/content-stores.ts';
import { openKeyring } from '../../../store/master-key.ts';
import { withTenant } from '../../../store/scope.ts';
import { defineCommand } from '../../command.ts';
import { openTo } from '../../inventory/words.ts';
import { chosenTenant, homeOption, tenantOption, withStore } from '../../live.ts';
import { plain } from '../../output.ts';

interface Row extends Omit<StoredItem, 'goneAt' | 'version'> {
  risk: number;
  why: string;
  /** Kind, place, shape and strength; never a value. */
  matches: { detector: string; place: string; sample: string; strength: string }[];
  gaps: ContentDetail['gaps'];
}

export const inventoryShowCommand = defineCommand<Row>({
  path: ['inventory', 'show'],
  summary: 'the items of one store: what was found in each, where in it, and who can open it; never a value',
  details: `Names of files are shown, and names of patients stand in some of them: treat the output as PHI.
  wardline inventory show drive:b!Xy…                items with PHI and items that were not read, most at stake first
  wardline inventory show "Referrals" --all
  wardline inventory show mailbox:… --limit 20 -o json`,
  arguments: [{ name: 'store', summary: 'id of the store, its name or address' }],
  options: [
    { flags: '--all', summary: 'also items without PHI' },
    { flags: '--open-to <exposure>', summary: 'only items as open as this, or more', choices: exposures },
    { flags: '--limit <count>', summary: 'items shown', default: '100' },
    tenantOption,
    homeOption,
  ],
  formats: ['table', 'json', 'jsonl', 'csv', 'md'],
  run: (invocation) =>
    withStore(invocation, async (store) => {
      const { options, env } = invocation;
      const limit = Number(options['limit']);
      if (!Number.isInteger(limit) || limit < 1 || limit > 100_000)
        throw new WardlineError('usage', '--limit takes a number from 1 to 100000.');
      const tenant = await chosenTenant(store, options['tenant']);
      const seal = contentSeal(store.home, openKeyring(store.home, env), tenant.id);
      const wanted = invocation.arguments[0]!.toLowerCase();
      const known = await withTenant(store, tenant.id, (scope) => listContentStores(scope));
      const found = known.filter(({ id, name, url }) => [id, name, url].some((one) => one?.toLowerCase() === wanted));
      if (found.length !== 1)
        throw found.length === 0
          ? new WardlineError('not-found', 'There is no such store in the inventory.', 'See: wardline inventory -o csv')
          : new WardlineError(
              'usage',
              'Several stores are called that.',
              'Give the id; see: wardline inventory -o csv',
            );
      const at = now();
      const least = exposures.indexOf((options['openTo'] as (typeof exposures)[number] | undefined) ?? 'private');
      const items: StoredItem[] = [];
      for (let after: StoredItem | undefined; ;) {
        const filter = { stores: [found[0]!.id], ...(after && { after }) };
        const page = await withTenant(store, tenant.id, (scope) => listContentItems(scope, seal, filter));
        items.push(...page.filter((item) => options['all'] || isPhi(item) || isUnread(item) || item.partial));
        after = page.at(-1);
        if (!after) break;
      }
      const chosen = items
        .filter(({ exposure }) => exposures.indexOf(exposure) >= least)
        .toSorted((a, b) => riskOf(b, at) - riskOf(a, at) || a.path.localeCompare(b.path, 'en'));
      const rows = await withTenant(store, tenant.id, async (scope) => {
        const all: Row[] = [];
        for (const { goneAt: _gone, version: _version, ...item } of chosen.slice(0, limit)) {
          const detail = await contentDetail(scope, seal, item.store, item.id);
          const matches = (detail?.matches ?? []).map(({ detector, place, sample, strength }) => ({
            detector,
            place,
            sample,
            strength,
          }));
          all.push({
            ...item,
            risk: riskOf(item, at),
            why: detail?.why ?? 'It was not read yet.',
            matches,
            gaps: detail?.gaps ?? [],
          });
        }
        return all;
      });
      return {
        data: { store: found[0], items: rows, more: chosen.length - rows.length },
        rows,
        columns: [
          { title: 'Risk', value: (row) => row.risk },
          { title: 'Class', value: (row) => row.class ?? 'NOT_READ' },
          { title: 'People', value: (row) => row.patients },
          { title: 'Open to', value: (row) => openTo[row.exposure] },
          { title: 'Label', value: (row) => row.label ?? '' },
          { title: 'Since', value: (row) => row.earliestDate ?? '' },
          { title: 'Found', value: (row) => (row.unreadable ? `not readable: ${row.unreadable}` : kindsOf(row)) },
          { title: 'Item', value: (row) => plain(row.path) },
        ],
        messages: chosen.length > rows.length ? [`${chosen.length - rows.length} more: --limit ${chosen.length}`] : [],
      };
    }),
});

/** "mrn 3, birth-date 1". */
function kindsOf({ counts }: Pick<Row, 'counts'>): string {
  return Object.entries(counts ?? {})
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, 4)
    .map(([detector, count]) => `${detector.replace(/^phi\.(?:signals\.)?/, '')} ${count}`)
    .join(', ');
}
