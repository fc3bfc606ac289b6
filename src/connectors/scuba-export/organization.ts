import type { ExportKey } from './key.ts';

export const organizationKeys: ExportKey[] = [
  { section: 'servicePlans', key: 'service_plans', command: 'Get-MgBetaSubscribedSku' },
  { section: 'subscribedSkus', key: 'license_information', command: 'Get-MgBetaSubscribedSku' },
];
