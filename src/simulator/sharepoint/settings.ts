import { plainText } from '../../core/shape.ts';
import type { State } from '../state.ts';
import type { Entity } from '../store.ts';
import { enumerations } from './tenant-properties.ts';
import { propertyValue } from './values.ts';

/** Properties that Graph and SPO.Tenant both show. `not`: one says the opposite of the other. */
const same: Readonly<Record<string, { name: string; not?: true }>> = {
  sharingCapability: { name: 'SharingCapability' },
  sharingDomainRestrictionMode: { name: 'SharingDomainRestrictionMode' },
  sharingAllowedDomainList: { name: 'SharingAllowedDomainList' },
  sharingBlockedDomainList: { name: 'SharingBlockedDomainList' },
  isResharingByExternalUsersEnabled: { name: 'PreventExternalUsersFromResharing', not: true },
  isRequireAcceptingUserToMatchInvitedUserEnabled: { name: 'RequireAcceptingAccountMatchInvitedAccount' },
  isUnmanagedSyncAppForTenantRestricted: { name: 'IsUnmanagedSyncClientForTenantRestricted' },
  allowedDomainGuidsForSyncApp: { name: 'AllowedDomainListForSyncClient' },
  isMacSyncAppEnabled: { name: 'BlockMacSync', not: true },
  isLegacyAuthProtocolsEnabled: { name: 'LegacyAuthProtocolsEnabled' },
  isLoopEnabled: { name: 'IsLoopEnabled' },
  isSiteCreationUIEnabled: { name: 'SelfServiceSiteCreationDisabled', not: true },
  deletedUserPersonalSiteRetentionPeriodInDays: { name: 'OrphanedPersonalSitesRetentionPeriod' },
};

const domainLists = new Set(['sharingAllowedDomainList', 'sharingBlockedDomainList']);

/** The tenant's settings in Graph's names: shared ones from SPO.Tenant, the others from where Graph keeps them. */
export function settingsOf(state: State): Entity {
  const tenant = state.one('sharepointTenant');
  const settings: Record<string, unknown> = { ...state.one('sharepointSettings') };
  for (const [name, { name: other, not }] of Object.entries(same)) {
    const value = tenant[other];
    if (value === undefined) continue;
    const names = enumerations[other]?.names;
    if (names && typeof value === 'number') settings[name] = lowerFirst(names[value] ?? '');
    else if (domainLists.has(name))
      settings[name] = plainText(value)
        .split(/\s+/)
        .filter((domain) => domain !== '');
    else settings[name] = not ? value !== true : value;
  }
  return settings;
}

/** Writes Graph's names to where each value is kept. */
export function fromSettings(state: State, values: Entity): void {
  const tenant: Record<string, unknown> = {};
  const own: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values)) {
    const other = same[name];
    if (!other) own[name] = value;
    else if (enumerations[other.name]) tenant[other.name] = propertyValue(other.name, 'number', value);
    else if (domainLists.has(name)) tenant[other.name] = (value as readonly string[]).join(' ');
    else tenant[other.name] = other.not ? value !== true : value;
  }
  if (Object.keys(tenant).length > 0) state.setOne('sharepointTenant', tenant);
  if (Object.keys(own).length > 0) state.setOne('sharepointSettings', own);
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
