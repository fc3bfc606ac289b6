import { millis, now } from '../../core/clock.ts';
import { type Section, type SectionName, type Snapshot, sectionNames } from '../../core/snapshot.ts';
import { collect } from '../../engine/collect.ts';
import type { Store } from '../../store/open.ts';
import { withTenant } from '../../store/scope.ts';
import {
  beginSnapshot,
  collectedSections,
  completeSnapshot,
  listSnapshots,
  loadSnapshot,
  putSections,
} from '../../store/snapshots.ts';
import { withTenantLock } from '../../store/tenant-lock.ts';
import type { Tenant } from '../../store/tenants.ts';
import { loadOrganization } from '../assessment.ts';
import { type Invocation, defineCommand } from '../command.ts';
import { chosenTenant, clientsOf, homeOption, readersOf, tenantOption, withStore } from '../live.ts';

/** A collection that stopped longer ago begins anew: one snapshot must not show two days. */
const resumeWithin = 6 * 3_600_000;

interface Row {
  section: SectionName;
  status: string;
  detail: string;
}

export const collectCommand = defineCommand<Row>({
  path: ['collect'],
  summary: 'read all settings of a connected tenant; changes nothing there',
  details: `What was read is kept as it comes: after an interruption run it again and it goes on.
Exit codes: 0 everything was read, 6 some sections could not be read.`,
  arguments: [],
  options: [
    tenantOption,
    { flags: '--organization <file>', summary: 'the organization file (wardline.yaml here, where there is one)' },
    homeOption,
  ],
  formats: ['table', 'json', 'jsonl', 'csv', 'md'],
  run: (invocation) =>
    withStore(invocation, async (store) => {
      const tenant = await chosenTenant(store, invocation.options['tenant']);
      const { id, snapshot } = await collectTenant(invocation, store, tenant);
      const rows = sectionNames.map((section): Row => {
        const entry = snapshot.sections[section];
        return entry.status === 'read'
          ? { section, status: 'read', detail: '' }
          : { section, status: entry.reason, detail: entry.detail };
      });
      const unread = rows.filter(({ status }) => status !== 'read' && status !== 'not-licensed');
      return {
        data: { id, tenant: tenant.id, takenAt: snapshot.takenAt, sections: rows },
        rows,
        columns: [
          { title: 'Section', value: (row) => row.section },
          { title: 'Status', value: (row) => row.status },
          { title: 'Detail', value: (row) => row.detail },
        ],
        exit: unread.length > 0 ? 6 : 0,
        messages: [
          `${rows.length - unread.length} of ${rows.length} sections were read, or need a license that the tenant lacks. Next: wardline assess`,
        ],
      };
    }),
});

/** Reads the tenant into a new snapshot, or goes on with one that was interrupted. */
export async function collectTenant(
  { options, cwd, env, tell }: Invocation,
  store: Store,
  tenant: Tenant,
): Promise<{ id: string; snapshot: Snapshot }> {
  const { organization } = loadOrganization(options['organization'], cwd);
  const clients = await clientsOf(store, env, tenant, 'read-settings');
  try {
    const readers = await readersOf(clients, organization);
    return await withTenantLock(store, tenant.id, 'collect', async (signal) => {
      const about: Snapshot['tenant'] = {
        id: tenant.id,
        name: tenant.name,
        cloud: tenant.cloud,
        ...(tenant.domain && { domain: tenant.domain }),
      };
      const { id, prior } = await begun(store, about);
      if (prior) tell(`Going on: ${Object.keys(prior).length} sections were read before.`);
      const snapshot = await collect({
        tenant: about,
        readers,
        now,
        signal,
        ...(prior && { prior }),
        async onSection(name, section, done, total) {
          await withTenant(store, tenant.id, (scope) => putSections(scope, id, { [name]: section }));
          tell(`${String(done).padStart(3)}/${total} ${name}${section.status === 'read' ? '' : `: ${section.detail}`}`);
        },
      });
      return withTenant(store, tenant.id, async (scope) => {
        // What no API reads is kept with its reason too.
        const kept = await collectedSections(scope, id);
        const rest = sectionNames.filter((name) => !kept.has(name));
        await putSections(scope, id, Object.fromEntries(rest.map((name) => [name, snapshot.sections[name]])));
        await completeSnapshot(scope, id, snapshot, now());
        return { id, snapshot: await loadSnapshot(scope, id) };
      });
    });
  } finally {
    clients.close();
  }
}

async function begun(
  store: Store,
  tenant: Snapshot['tenant'],
): Promise<{ id: string; prior?: Partial<Record<SectionName, Section<unknown>>> }> {
  return withTenant(store, tenant.id, async (scope) => {
    const at = now();
    const open = (await listSnapshots(scope)).find(
      ({ state, takenAt }) => state === 'collecting' && millis(at) - millis(takenAt) < resumeWithin,
    );
    if (!open) {
      const source = { kind: 'wardline', tool: 'Wardline' } as const;
      return { id: await beginSnapshot(scope, { tenant, takenAt: at, source }, at) };
    }
    const { sections } = await loadSnapshot(scope, open.id);
    // What could not be read is tried again.
    const prior = Object.entries(sections).filter(([, section]) => section.status === 'read');
    return { id: open.id, prior: Object.fromEntries(prior) };
  });
}
