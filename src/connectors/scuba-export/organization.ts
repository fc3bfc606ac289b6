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
  if (!isPlainObject(details)) return undefined;
  const key = Object.keys(details).find((name) => name.toLowerCase() === 'aadadditionaldata');
  // The collector writes a sentence in its place when it could not read the organization.
  const organization = key === undefined ? undefined : asList(details[key])[0];
  return isPlainObject(organization) ? organization : undefined;
}
