import { now } from '../../../core/clock.ts';
import { type Exposure, exposures, storeKinds } from '../../../core/content.ts';
import { WardlineError } from '../../../core/errors.ts';
import type { StoreInventory } from '../../../engine/inventory.ts';
import { contentSeal } from '../../../store/content-sealing.ts';
import { openKeyring } from '../../../store/master-key.ts';
import { loadOrganization } from '../../assessment.ts';
import { defineCommand } from '../../command.ts';
import { firstSteps, keyDecision } from '../../inventory/first.ts';
import { readContent } from '../../inventory/read.ts';
import { inventoryText } from '../../inventory/text.ts';
import { labeledShare, openTo, storeStates } from '../../inventory/words.ts';
import { chosenTenant, homeOption, tenantOption, withStore } from '../../live.ts';
import { plain } from '../../output.ts';

export const inventoryCommand = defineCommand<StoreInventory>({
  path: ['inventory'],
  summary: 'where PHI lies: stores by risk, patients, who can open it, labels, and what was not read',
  details: `Counts what the last scans kept (wardline scan --tenant). It calls nothing and opens no name of a file.
  wardline inventory
  wardline inventory --open-to anonymous
  wardline inventory --kind mailbox -o csv > mailboxes.csv
  wardline inventory show STORE        the items of one store

Patients are counted once over all files where a record number, a health plan number or name and birth date tell that
they are the same. Exit code 6: some stores or items were not read, so what lies in them is not known.`,
  arguments: [],
  options: [
    { flags: '--kind <kind>', summary: 'only stores of this kind', choices: storeKinds },
    { flags: '--open-to <exposure>', summary: 'only stores with PHI as open as this, or more', choices: exposures },
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
      const seal = contentSeal(store.home, openKeyring(store.home, env), tenant.id);
      const at = now();
      const kind = options['kind'];
      const content = await readContent(store, tenant.id, {
        ...{ at, organization, seal },
        ...(kind !== undefined && { wanted: (one) => one.kind === kind }),
      });
      const { total, placement, closed, scans } = content;
      if (scans.length === 0)
        throw new WardlineError('not-found', 'This tenant was not scanned yet.', 'Run: wardline scan --tenant');
      const least = exposures.indexOf((options['openTo'] as Exposure | undefined) ?? 'private');
      const stores = content.stores.filter(
        ({ widest }) => options['openTo'] === undefined || (widest && exposures.indexOf(widest) >= least),
      );
      const keys = keyDecision(
        { items: total.classes.PHI_SENSITIVE, patients: total.sensitivePatients },
        organization,
        at,
      );
      const first = [...firstSteps(stores, placement), ...(keys ? [keys] : [])];
      const unread = total.classes.UNREADABLE + total.classes.NOT_READ + total.partial;
      const open = content.stores.filter(({ store: one }) => one.state !== 'scanned');
      const trend = scans.map(({ startedAt, endedAt, state, progress }) => ({ startedAt, endedAt, state, progress }));
      const data = {
        readAt: scans[0]!.endedAt,
        total,
        first,
        stores,
        placement: { ...closed, findings: placement.length },
        scans: trend,
      };
      return {
        data,
        rows: stores,
        columns: [
          { title: 'Store', value: (row) => plain(row.store.name) },
          { title: 'Id', value: (row) => row.store.id },
          { title: 'Service', value: (row) => row.service },
          { title: 'Purpose', value: (row) => row.purpose ?? '' },
          { title: 'Owner', value: (row) => plain(row.store.owner ?? '') },
          { title: 'Items', value: (row) => row.items },
          { title: 'Items with PHI', value: (row) => row.phi },
          { title: 'Extra sensitive', value: (row) => row.classes.PHI_SENSITIVE },
          { title: 'People', value: (row) => row.patients },
          {
            title: 'Residence',
            value: (row) =>
              Object.entries(row.residence)
                .map(([state, count]) => `${state} ${count}`)
                .join(', '),
          },
          { title: 'Open to', value: (row) => (row.widest ? openTo[row.widest] : '') },
          { title: 'Labeled PHI', value: (row) => labeledShare(row.labels) },
          { title: 'Since', value: (row) => row.earliest ?? '' },
          { title: 'Not read', value: (row) => row.classes.UNREADABLE + row.classes.NOT_READ + row.partial },
          { title: 'State', value: (row) => storeStates[row.store.state] },
          { title: 'Last read', value: (row) => row.store.scannedAt ?? '' },
          { title: 'Risk', value: (row) => row.risk },
        ],
        text: (terminal) => inventoryText({ ...content, stores }, first, terminal),
        messages: [
          ...(open.length > 0
            ? [`${open.length} stores were not read, or not wholly: what lies in them is not known.`]
            : []),
          ...(unread > 0
            ? [`${unread} items were not read, or not wholly. They are not known to be free of PHI.`]
            : []),
        ],
        exit: open.length > 0 || unread > 0 ? 6 : 0,
      };
    }),
});
