import type { Terminal } from '../command.ts';
import { paint, plain, textTable } from '../output.ts';
import { scanText } from './text.ts';
import type { TenantInventory } from './tenant-inventory.ts';
import type { ScanRecord } from '../../engine/scan-record.ts';

const states: Readonly<Record<string, string>> = {
  new: 'not read yet',
  scanning: 'not finished',
  partly: 'in part',
  'no-access': 'no access',
};

/** The inventory for a person: by store, then as of local files. */
export function tenantText({ stores, summary, records }: TenantInventory, terminal: Terminal): string {
  const filled = stores.filter(({ store, summary: own }) => own.files > 0 || store.detail !== '');
  const rows = filled.map(({ store, summary: own, exposure, earliestDate }) => [
    store.kind,
    own.files,
    own.classes.PHI_SENSITIVE,
    own.classes.PHI,
    own.patients,
    own.classes.UNREADABLE,
    exposure ?? '',
    earliestDate ?? '',
    states[store.state] ?? '',
    plain(store.name),
  ]);
  const titles = ['Kind', 'Items', 'Sensitive', 'PHI', 'Patients', 'Not read', 'Open to', 'Since', 'State', 'Store'];
  const closed = stores.filter(({ store }) => store.detail !== '');
  return [
    textTable(titles, rows, terminal),
    ...(filled.length < stores.length ? [`${stores.length - filled.length} other stores hold nothing.`] : []),
    '',
    scanText(
      summary,
      records.map((record): ScanRecord => ({ ...record, people: [] })),
      terminal,
    ),
    ...(closed.length > 0
      ? [
          `\n${paint(terminal, 'bold', 'Stores that were not read, or not wholly')}`,
          textTable(
            ['Why', 'Store'],
            closed.map(({ store }) => [store.detail, plain(store.name)]),
            terminal,
          ),
        ]
      : []),
  ].join('\n');
}
