import { asList, isPlainObject } from '../../core/shape.ts';
import type { ExportKey } from './key.ts';

/** A map from object id to record, as ScubaGear writes it, or already a list. Null is no answer: no tenant is without admins. */
function recordsById(value: unknown): unknown[] | undefined {
  if (value === null) return undefined;
  if (!isPlainObject(value)) return asList(value);
  return Object.entries(value).map(([id, record]) => (isPlainObject(record) ? { id, ...record } : record));
}

/** Every tenant has privileged roles: none in the export means that they were not read. */
function filled(value: unknown): unknown {
  return asList(value).length > 0 ? value : undefined;
}

export const entraPrivilegeKeys: ExportKey[] = [
  { section: 'groupSettings', key: 'directory_settings', command: 'Get-MgBetaDirectorySetting' },
  { section: 'privilegedUsers', key: 'privileged_users', command: 'Get-PrivilegedUser', pick: recordsById },
  {
    section: 'privilegedServicePrincipals',
    key: 'privileged_service_principals',
    command: 'Get-PrivilegedUser',
    pick: recordsById,
  },
  { section: 'privilegedRoles', key: 'privileged_roles', command: 'Get-PrivilegedRole', pick: filled },
  { section: 'domains', key: 'domain_settings', command: 'Get-MgBetaDomain' },
];
