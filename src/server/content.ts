import { loadOrganization } from '../cli/assessment.ts';
import { type TenantLinks, readLinks } from '../cli/inventory/read-links.ts';
import { type TenantContent, readContent } from '../cli/inventory/read.ts';
import { millis } from '../core/clock.ts';
import type { PlacementRule } from '../core/placement.ts';
import { type ContentSeal, contentSeal } from '../store/content-sealing.ts';
import { listContentScans } from '../store/content-scans.ts';
import { eventLogOf } from '../store/events/log-place.ts';
import { listRuns } from '../store/journal.ts';
import { withTenant } from '../store/scope.ts';
import { listSnapshots } from '../store/snapshots.ts';
import { tenantFolder } from './ask.ts';
import type { Call } from './route.ts';
import type { Server } from './server.ts';

/** Milliseconds that counts made during a scan are shown before they are made anew. */
const whileScanning = 15_000;
/** Milliseconds that last uses from the audit log, which grows every few minutes, are shown. */
const linksFor = 60_000;

type Asked = Pick<Call, 'server' | 'tenant' | 'at'>;

/** `declared`: wardline.yaml says where PHI may lie; `rule` is what it says. */
interface CountedContent extends TenantContent {
  declared: boolean;
  rule: PlacementRule;
}

interface Kept {
  key: string;
  value: Promise<unknown>;
}
const kept = new WeakMap<Server, Map<string, Kept>>();

export function sealOf({ server, tenant }: Pick<Call, 'server' | 'tenant'>): ContentSeal {
  return contentSeal(server.store.home, server.keyring, tenant);
}

/** What the scans of a tenant kept, counted. Counting opens every item with PHI, so it is done once for each scan. */
export async function contentOf(call: Asked): Promise<CountedContent> {
  const { server, tenant, at } = call;
  const { organization } = loadOrganization(undefined, tenantFolder(server, tenant));
  const key = JSON.stringify([...(await scanKey(call)), organization]);
  return once(server, `content ${tenant}`, key, async () => ({
    ...(await readContent(server.store, tenant, { at, organization, seal: sealOf(call) })),
    declared: organization.placement !== undefined,
    rule: organization.placement?.phi ?? ('anywhere' as const),
  }));
}

/** Links and guests of a tenant with what lies behind each, as of `at`. */
export async function linksOf(call: Asked): Promise<TenantLinks & { at: string }> {
  const { server, tenant, at } = call;
  const { store, keyring } = server;
  const key = JSON.stringify([...(await scanKey(call)), Math.floor(millis(at) / linksFor)]);
  return once(server, `links ${tenant}`, key, async () => {
    const place = eventLogOf(store, keyring, tenant);
    return { ...(await readLinks(store, tenant, { at, seal: sealOf(call), place, all: false })), at };
  });
}

/** Changes with whatever the counts come from. */
async function scanKey({ server, tenant, at }: Asked): Promise<unknown[]> {
  const [scan, snapshot, run] = await withTenant(server.store, tenant, async (scope) => [
    (await listContentScans(scope, 1))[0],
    (await listSnapshots(scope)).find(({ state }) => state === 'complete'),
    (await listRuns(scope, 1))[0],
  ]);
  const running = scan?.state === 'running' ? Math.floor(millis(at) / whileScanning) : 0;
  return [scan?.id, scan?.state, scan?.endedAt, running, snapshot?.id, run?.id, run?.endedAt, at.slice(0, 10)];
}

/** The newest answer of a kind, made anew when its key is another. What failed is not kept. */
async function once<T>(server: Server, name: string, key: string, make: () => Promise<T>): Promise<T> {
  let all = kept.get(server);
  if (!all) kept.set(server, (all = new Map()));
  const known = all.get(name);
  if (known?.key === key) return known.value as Promise<T>;
  const value = make();
  all.set(name, { key, value });
  value.catch(() => {
    if (all.get(name)?.value === value) all.delete(name);
  });
  return value;
}
