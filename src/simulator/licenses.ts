import { type License, hasLicense } from '../core/license.ts';
import type { Entity } from './store.ts';
import type { Tenant } from './tenant.ts';

/** Whether the tenant has bought a service plan that carries the license. */
export function isLicensed(tenant: Tenant, license: License): boolean {
  const plans = tenant.store
    .list('subscribedSkus')
    .filter((sku) => sku['capabilityStatus'] === undefined || sku['capabilityStatus'] === 'Enabled')
    .flatMap((sku) => (sku['servicePlans'] ?? []) as Entity[]);
  return hasLicense(license, plans);
}
