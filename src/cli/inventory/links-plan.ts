import type { Organization } from '../../core/organization.ts';
import type { Plan } from '../../core/plan.ts';
import { planLinks } from '../../engine/links-plan.ts';
import type { Keyring } from '../../store/master-key.ts';
import type { Store } from '../../store/open.ts';
import type { Tenant } from '../../store/tenants.ts';
import { baselineOf } from '../assessment.ts';
import { shareFingerprint } from '../share-names.ts';
import type { LinkWithPath, TenantLinks } from './read-links.ts';

/** The plan that ends some of the links that a scan found. Keeps and writes nothing. */
export function linksPlan(
  { store, keyring, tenant }: { store: Store; keyring: Keyring; tenant: Pick<Tenant, 'id' | 'name'> },
  { shares, scannedAt }: Pick<TenantLinks, 'shares' | 'scannedAt'>,
  chosen: readonly LinkWithPath[],
  { organization, at }: { organization: Organization; at: string },
): Plan {
  return planLinks(chosen, {
    tenant,
    baseline: baselineOf(undefined, organization).id,
    ...{ takenAt: scannedAt, at, shares },
    fingerprint: shareFingerprint(store, keyring, tenant.id),
  });
}
