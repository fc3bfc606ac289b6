import { isPlainObject } from '../../../core/shape.ts';

export type Value = string | number | boolean | readonly string[];

const sharing = {
  disabled: 0,
  externalUserSharingOnly: 1,
  externalUserAndGuestSharing: 2,
  existingExternalUserSharingOnly: 3,
};
const permission = { none: 0, view: 1, edit: 2 };
const scope = { uninitialized: -1, anyone: 0, organization: 1, specificPeople: 2 };
const role = { uninitialized: -1, none: 0, view: 1, edit: 2, review: 3, restrictedView: 4 };

/** The numbers that SharePoint takes for the names of our fields (m365-api.md §5); the sections decode the reverse. */
const numbers: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  sharingCapability: sharing,
  odbSharingCapability: sharing,
  sharingDomainRestrictionMode: { none: 0, allowList: 1, blockList: 2 },
  defaultSharingLinkType: { none: 0, direct: 1, internal: 2, anonymousAccess: 3 },
  defaultLinkPermission: permission,
  fileAnonymousLinkType: permission,
  folderAnonymousLinkType: permission,
  conditionalAccessPolicy: { allowFullAccess: 0, allowLimitedAccess: 1, blockAccess: 2, authenticationContext: 3 },
  coreDefaultShareLinkScope: scope,
  oneDriveDefaultShareLinkScope: scope,
  coreDefaultShareLinkRole: role,
  oneDriveDefaultShareLinkRole: role,
  odbMembersCanShare: { unspecified: 0, on: 1, off: 2 },
};

/** Lists that SharePoint keeps as one text with spaces. */
const spaced = new Set(['sharingAllowedDomainList', 'sharingBlockedDomainList']);

/** CSOM's name of a field: `odbSharingCapability` → `ODBSharingCapability`. */
export function propertyName(field: string): string {
  if (field.startsWith('odb')) return `ODB${field.slice(3)}`;
  return field.charAt(0).toUpperCase() + field.slice(1);
}

/** A value as CSOM takes it; undefined when it has no such form, and must not be written. */
export function propertyValue(field: string, value: unknown): Value | undefined {
  const known = numbers[field];
  if (known) return typeof value === 'string' ? known[value] : undefined;
  if (Array.isArray(value)) {
    const entries: unknown[] = value;
    if (!entries.every((entry) => typeof entry === 'string')) return undefined;
    return spaced.has(field) ? entries.join(' ') : entries;
  }
  // No list of domains and an empty one are the same.
  if (value === null && spaced.has(field)) return '';
  if (isPlainObject(value) || value === null) return undefined;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : undefined;
}
