import { asList, isPlainObject } from '../../core/shape.ts';
import type { ExportKey } from './key.ts';

export const sharepointKeys: ExportKey[] = [
  { section: 'sharepointTenant', key: 'SPO_tenant', command: 'Get-SPOTenantRest', pick: tenant },
];

/** Older collectors used PowerShell, which names OneDrive's sharing level differently from SharePoint's API. */
function tenant(value: unknown): unknown {
  const record = asList(value)[0];
  if (!isPlainObject(record) || 'ODBSharingCapability' in record || !('OneDriveSharingCapability' in record)) {
    return record;
  }
  return { ...record, ODBSharingCapability: record['OneDriveSharingCapability'] };
}
