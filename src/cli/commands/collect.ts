import type { ConnectedClients } from '../../connectors/clients.ts';
import { tenantSize } from '../../connectors/graph/tenant-size.ts';
import { millis } from '../../core/clock.ts';
import { WardlineError } from '../../core/errors.ts';
import { type SectionName, type Snapshot, sectionNames } from '../../core/snapshot.ts';
import { type Outcome, collectInto } from '../../engine/collect-into.ts';
import type { Store } from '../../store/open.ts';
import { withTenant } from '../../store/scope.ts';
import { beginSnapshot, collectedSections, completeSnapshot, listSnapshots } from '../../store/snapshots.ts';
import { withTenantLock } from '../../store/tenant-lock.ts';
import type { Tenant } from '../../store/tenants.ts';
import { loadOrganization } from '../assessment.ts';
import { type CommandResult, type Invocation, defineCommand } from '../command.ts';
import { chosenTenant, clientsOf, contentClients, homeOption, readersOf, tenantOption, withStore } from '../live.ts';
import { snapshotKeeper } from '../snapshot-keeper.ts';
import { clockOf } from '../tenant-clock.ts';

/** A collection that stopped longer ago begins anew: one snapshot must not show two days. */
const resumeWithin = 6 * 3_600_000;

/** A collection without any of these knows nothing of the tenant, whatever else came. */
const essential: readonly SectionName[] = ['users', 'domains', 'conditionalAccessPolicies', 'authorizationPolicy'];

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
      const { id, takenAt, outcomes } = await collectTenant(invocation, store, tenant);
      const rows = sectionNames.map((section): Row => {
        const outcome = outcomes.get(section)!;
        return outcome.status === 'read'
          ? { section, status: 'read', detail: '' }
          : { section, status: outcome.reason, detail: outcome.detail };
      });
      return collectResult({ id, tenant: tenant.id, takenAt, sections: rows });
    }),
});

/** What a collection brought, section by section. */
export function collectResult(data: {
  id: string;
  tenant: string;
  takenAt: string;
  sections: readonly Row[];
}): CommandResult<Row> {
  const rows = data.sections;
  const unread = rows.filter(({ status }) => status !== 'read' && status !== 'not-licensed');
  return {
    data,
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
}

/** Reads the tenant into a new snapshot, or goes on with one that was interrupted. */
export async function collectTenant(
  { options, cwd, env, tell }: Invocation,
  store: Store,
  tenant: Tenant,
): Promise<{ id: string; takenAt: string; outcomes: ReadonlyMap<SectionName, Outcome> }> {
  const { organization } = loadOrganization(options['organization'], cwd);
  const clients = await clientsOf(store, env, tenant, 'read-settings');
  let content: ConnectedClients | undefined;
  try {
    const now = await clockOf(store, env, tenant);
    // Larger tenants may be asked faster.
    clients.resize(await tenantSize(clients.graph));
    content = await contentClients(store, env, tenant);
    const readers = await readersOf(clients, organization, undefined, content);
    return await withTenantLock(store, tenant.id, 'collect', async (signal) => {
      const about: Snapshot['tenant'] = {
        id: tenant.id,
        name: tenant.name,
        cloud: tenant.cloud,
        ...(tenant.domain && { domain: tenant.domain }),
      };
      const { id, takenAt, prior } = await begun(store, about, now());
      if (prior) tell(`Going on: ${prior.length} sections were read before.`);
      const outcomes = await collectInto({
        tenant: about,
        readers,
        now,
        signal,
        keeper: snapshotKeeper(store, { tenant: tenant.id, snapshot: id, now }),
        ...(prior && { prior }),
        onSection: (name, outcome, done, total) =>
          tell(`${String(done).padStart(3)}/${total} ${name}${outcome.status === 'read' ? '' : `: ${outcome.detail}`}`),
      });
      // Nothing known must not take the place of what was known before.
      if (essential.every((name) => outcomes.get(name)?.status !== 'read'))
        throw new WardlineError(
          'not-permitted',
          'Neither people nor policies nor domains could be read: nothing was kept, and the last collection stands.',
          'Run: wardline tenant test',
        );
      await withTenant(store, tenant.id, (scope) =>
        completeSnapshot(scope, id, { declared: {}, unrecognized: {} }, now()),
      );
      return { id, takenAt, outcomes };
    });
  } finally {
    clients.close();
    content?.close();
  }
}

async function begun(
  store: Store,
  tenant: Snapshot['tenant'],
  at: string,
): Promise<{ id: string; takenAt: string; prior?: SectionName[] }> {
  return withTenant(store, tenant.id, async (scope) => {
    const open = (await listSnapshots(scope)).find(
      ({ state, takenAt }) => state === 'collecting' && millis(at) - millis(takenAt) < resumeWithin,
    );
    if (!open) {
      const source = { kind: 'wardline', tool: 'Wardline' } as const;
      return { id: await beginSnapshot(scope, { tenant, takenAt: at, source }, at), takenAt: at };
    }
    const kept = await collectedSections(scope, open.id);
    // What could not be read is tried again, and what a newer version wrote is not known here.
    const prior = sectionNames.filter((name) => kept.get(name) === 'read');
    return { id: open.id, takenAt: open.takenAt, prior };
  });
}
