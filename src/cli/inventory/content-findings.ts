import type { ContentFinding, ContentFindingKind } from '../../core/content-finding.ts';
import type { Organization } from '../../core/organization.ts';
import { mailFindings, placementFindings } from '../../engine/content-findings.ts';
import { contentFates, moveContentFindings } from '../../store/content-findings.ts';
import { listContentScans } from '../../store/content-scans.ts';
import type { ContentSeal } from '../../store/content-sealing.ts';
import type { FindingsMoved } from '../../store/findings.ts';
import type { Store } from '../../store/open.ts';
import { withTenant } from '../../store/scope.ts';
import { readContent } from './read.ts';
import { readMailsOutside } from './read-sent.ts';

/**
 * Moves the findings of content by what the scans of a tenant know now: after a scan, and after links were ended.
 * Undefined where nothing was scanned yet.
 */
export async function keepContentFindings(
  store: Store,
  tenant: string,
  { organization, seal, at }: { organization: Organization; seal: ContentSeal; at: string },
): Promise<FindingsMoved | undefined> {
  const [scan] = await withTenant(store, tenant, (scope) => listContentScans(scope, 1));
  if (!scan) return undefined;
  const { placement, stores } = await readContent(store, tenant, { at, organization });
  const { mails } = await readMailsOutside(store, tenant, { seal, organization });
  const names = new Map(stores.map(({ store: { id, name } }) => [id, name]));
  const nameOf = (id: string) => names.get(id) ?? '';
  const all: Readonly<Record<ContentFindingKind, ContentFinding[]>> = {
    'content.phi-placement': placementFindings(placement, nameOf),
    'content.phi-mail-outside': mailFindings(mails, nameOf),
  };
  const moved: FindingsMoved = { opened: 0, fixed: 0, accepted: 0, unchanged: 0 };
  for (const [kind, seen] of Object.entries(all) as [ContentFindingKind, ContentFinding[]][]) {
    const one = await withTenant(store, tenant, async (scope) => {
      const fates = await contentFates(scope, kind);
      // What is not in the list of fates is fixed already.
      const fateOf = (resource: string) => fates.get(resource) ?? 'unknown';
      return moveContentFindings(scope, kind, { seen, fateOf, scan: scan.id, at });
    });
    moved.opened += one.opened;
    moved.fixed += one.fixed;
    moved.unchanged += one.unchanged;
  }
  return moved;
}
