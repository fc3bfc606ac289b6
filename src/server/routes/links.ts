import * as contract from '../../api/links.ts';
import { loadOrganization } from '../../cli/assessment.ts';
import { linksPlan } from '../../cli/inventory/links-plan.ts';
import type { LinkWithPath, TenantLinks } from '../../cli/inventory/read-links.ts';
import type { Plan } from '../../core/plan.ts';
import { staleness } from '../../engine/links.ts';
import { addPlan } from '../../store/plans.ts';
import { withTenant } from '../../store/scope.ts';
import { getTenant } from '../../store/tenants.ts';
import { tenantFolder } from '../ask.ts';
import { linksOf } from '../content.ts';
import { RequestFault } from '../problem-of.ts';
import { type Call, implement } from '../route.ts';

export const linkRoutes = [
  implement(contract.listLinks, async (call) => {
    const { days } = call.query;
    const { links, scanned, log, unread, at } = await linksOf(call);
    return {
      ...{ scanned, at, days },
      ...(log && { log }),
      unread: unread.map(({ name, detail }) => ({ name, detail })),
      items: links.map((link) => linkShown(link, days, at)),
    };
  }),

  implement(contract.planRevocations, async (call) => {
    const asked = new Set(call.body.keys);
    const found = await linksOf(call);
    const chosen = found.links.filter((link) => asked.has(keyOf(link)));
    const plan = await planOf(call, found, chosen);
    call.about('links', { count: chosen.length });
    const known = new Map(chosen.map((link) => [keyOf(link), link]));
    return {
      takenAt: found.at,
      changes: plan.changes.map(({ match, call: graph, summary, notice, undo }) => {
        const { drive, item, share } = match as Record<'drive' | 'item' | 'share', string>;
        const key = `drive:${drive}/${item}/${share}`;
        const { storeName, owner } = known.get(key)!;
        const words = undo === 'restore' ? 'The right can be given again to the same person.' : undo.cannot;
        return { key, storeName, owner, call: graph, summary, notice, undo: words };
      }),
      refused: plan.refused.map(({ title, why }) => ({ title, why })),
      gone: asked.size - chosen.length,
    };
  }),

  implement(contract.planLinks, async (call) => {
    const { server, tenant } = call;
    const asked = new Set(call.body.keys);
    const found = await linksOf(call);
    const chosen = found.links.filter((link) => asked.has(keyOf(link)));
    const plan = await planOf(call, found, chosen);
    if (plan.changes.length === 0)
      throw new RequestFault('conflict', 'None of these links is there any more. Load the page again.');
    const { id } = await withTenant(server.store, tenant, (scope) =>
      addPlan(scope, { document: plan, baseline: plan.baseline, by: call.caller.email, at: call.at }),
    );
    call.about(id, { changes: plan.changes.length });
    return { id, changes: plan.changes.length };
  }),
];

async function planOf(
  { server, tenant, at }: Pick<Call, 'server' | 'tenant' | 'at'>,
  found: TenantLinks,
  chosen: readonly LinkWithPath[],
): Promise<Plan> {
  const { store, keyring } = server;
  const { organization } = loadOrganization(undefined, tenantFolder(server, tenant));
  const named = await withTenant(store, tenant, getTenant);
  return linksPlan({ store, keyring, tenant: named }, found, chosen, { organization, at });
}

/** A permission's id names it within its item alone. */
function keyOf({ store, item, id }: LinkWithPath): string {
  return `${store}/${item}/${id}`;
}

/** Without the path and without who they are: both name patients. */
function linkShown(link: LinkWithPath, days: number, at: string): contract.LinkShown {
  const { store, storeName, item, id, kind, outside, access, grantees, severity, age, lastUse } = link;
  const { expiresAt, expired, hasPassword, behind, owner } = link;
  return {
    key: keyOf(link),
    ...{ store, storeName, item, kind, outside, access, severity, age, lastUse, expiresAt, expired, behind, owner },
    share: id,
    grantees: grantees.length,
    staleness: staleness(link, days, at),
    password: hasPassword,
  };
}
