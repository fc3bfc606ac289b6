import type { ExportKey } from './key.ts';

export const entraPrivilegeKeys: ExportKey[] = [
  { section: 'groupSettings', key: 'directory_settings', command: 'Get-MgBetaDirectorySetting' },
];
