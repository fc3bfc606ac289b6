import { asList, isPlainObject } from '../../core/shape.ts';
import type { ExportKey } from './key.ts';

export const organizationKeys: ExportKey[] = [
  { section: 'servicePlans', key: 'service_plans', command: 'Get-MgBetaSubscribedSku' },
  { section: 'subscribedSkus', key: 'license_information', command: 'Get-MgBetaSubscribedSku' },
  { section: 'organizationContact', key: 'tenant_details', pick: additionalData },
];

/** The Graph organization lies inside the tenant's details; without it there is nothing about contacts. */
function additionalData(value: unknown): unknown {
  const details = asList(value)[0];
  return isPlainObject(details) ? asList(details['AADAdditionalData'])[0] : undefined;
}
