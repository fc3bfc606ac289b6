import * as contract from '../../api/links.ts';
import type { LinkWithPath } from '../../cli/inventory/read-links.ts';
import { revocations } from '../../engine/links-plan.ts';
import { staleness } from '../../engine/links.ts';
import { linksOf } from '../content.ts';
import { implement } from '../route.ts';

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
    const { links, at } = await linksOf(call);
    const chosen = links.filter((link) => asked.has(keyOf(link)));
    call.about('links', { count: chosen.length });
    return {
      takenAt: at,
      changes: revocations(chosen).map(({ call: graph, summary, notice, undo }, index) => {
        const { storeName, owner } = chosen[index]!;
        return { key: keyOf(chosen[index]!), storeName, owner, call: graph, summary, notice, undo };
      }),
      gone: asked.size - chosen.length,
    };
  }),
];

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
