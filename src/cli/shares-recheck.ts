import { exposures, leastExposure } from '../core/content.ts';
import { WardlineError } from '../core/errors.ts';
import type { Organization } from '../core/organization.ts';
import type { Plan } from '../core/plan.ts';
import { isByRecord } from '../core/snapshot.ts';
import type { ApplyResult } from '../engine/apply.ts';
import { phiByExposure } from '../store/content-inventory.ts';
import { contentSeal } from '../store/content-sealing.ts';
import { dropInherited, putShares, settleExposure } from '../store/content-shares.ts';
import { getContentStore } from '../store/content-stores.ts';
import { openKeyring } from '../store/master-key.ts';
import type { Store } from '../store/open.ts';
import { withTenant } from '../store/scope.ts';
import type { Tenant } from '../store/tenants.ts';
import type { Invocation } from './command.ts';
import { keepContentFindings } from './inventory/content-findings.ts';
import { openTo } from './inventory/words.ts';
import { contentClients } from './live.ts';

type Counts = Awaited<ReturnType<typeof phiByExposure>>;

/** How open the items with PHI are, in the stores that a run touched. */
export interface SharesRecheck {
  /** Files and folders whose shares were read again. */
  items: number;
  before: Counts;
  after: Counts;
}

interface Options {
  store: Store;
  tenant: Tenant;
  env: Invocation['env'];
  organization: Organization;
  plan: Plan;
  result: ApplyResult;
  now(): string;
}

/** True for a plan that changes nothing but shares of files, which are no part of a snapshot. */
export function isOfShares({ changes }: Plan): boolean {
  return changes.length > 0 && changes.every(({ section }) => isByRecord(section));
}

/**
 * Reads again the shares of every file and folder that a run touched, and works out anew how open what lies there is,
 * so that lists and counts show it at once and not after the next scan.
 */
export async function recheckShares({
  store,
  tenant,
  env,
  organization,
  plan,
  result,
  now,
}: Options): Promise<SharesRecheck> {
  const clients = await contentClients(store, env, tenant);
  if (!clients) throw new WardlineError('not-found', 'The registration read-content is not connected.');
  const seal = contentSeal(store.home, openKeyring(store.home, env), tenant.id);
  const done = new Set(result.changes.filter(({ step }) => step !== 'failed').map(({ id }) => id));
  const touched = plan.changes
    .filter(({ id }) => done.has(id))
    .map(({ match }) => match as Record<'drive' | 'item' | 'share', string>);
  const stores = [...new Set(touched.map(({ drive }) => `drive:${drive}`))];
  const count = () => withTenant(store, tenant.id, (scope) => phiByExposure(scope, stores));
  const before = await count();
  try {
    const reader = clients.content();
    let items = 0;
    for (const [drive, some] of Map.groupBy(touched, ({ drive: id }) => id)) {
      const id = `drive:${drive}`;
      for (const [item, ended] of Map.groupBy(some, ({ item: of }) => of)) {
        const shares = (await reader.shares(id, item)) ?? [];
        const here = new Set(shares.map((share) => share.id));
        const gone = ended.flatMap(({ share }) => (here.has(share) ? [] : [share]));
        await withTenant(store, tenant.id, async (scope) => {
          await putShares(scope, seal, { store: id, item }, shares, now());
          await dropInherited(scope, id, gone, now());
        });
        items += 1;
      }
      await withTenant(store, tenant.id, async (scope) => {
        const kept = await getContentStore(scope, id);
        if (kept) await settleExposure(scope, id, leastExposure(kept.kind), now());
      });
    }
    await keepContentFindings(store, tenant.id, { organization, seal, at: now() });
    return { items, before, after: await count() };
  } finally {
    clients.close();
  }
}

/** The recheck in lines for people. */
export function sharesRecheckLines({ items, before, after }: SharesRecheck): string[] {
  const moved = exposures.filter((one) => before[one] !== after[one]);
  return [
    `Read again: the shares of ${items} files and folders.`,
    ...(moved.length > 0
      ? moved.map((one) => `Items with PHI open to ${openTo[one].toLowerCase()}: ${before[one]} → ${after[one]}`)
      : ['How open the items with PHI are did not change.']),
  ];
}
