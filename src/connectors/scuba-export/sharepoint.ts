import type { ExportKey } from './key.ts';

export const sharepointKeys: ExportKey[] = [
  { section: 'sharepointTenant', key: 'SPO_tenant', command: 'Get-SPOTenant' },
];
