import { plainText } from '../../core/shape.ts';
import type { State } from '../state.ts';
import type { Entity } from '../store.ts';
import type { Tenant } from '../tenant.ts';
import { type CsomObject, CsomError } from './resource.ts';
import { type TenantPropertyKind, tenantProperties } from './tenant-properties.ts';
import { emptyValue, propertyValue } from './values.ts';

const prefix = '908bed80-a04a-4433-b4a0-883d9847d110';
const namespace = 'Microsoft.Online.SharePoint.TenantAdministration';

/** Properties of a site as the admin API has them. Names: assumption site-properties. */
const siteProperties: Readonly<Record<string, TenantPropertyKind>> = {
  Url: 'text',
  Title: 'text',
  Template: 'text',
  GroupId: 'text',
  Owner: 'text',
  Status: 'text',
  LockState: 'text',
  LastContentModifiedDate: 'text',
  StorageUsage: 'number',
  StorageMaximumLevel: 'number',
  SharingCapability: 'number',
  SharingDomainRestrictionMode: 'number',
  SharingAllowedDomainList: 'text',
  SharingBlockedDomainList: 'text',
  DefaultSharingLinkType: 'number',
  DefaultLinkPermission: 'number',
  DefaultLinkToExistingAccess: 'flag',
  ConditionalAccessPolicy: 'number',
  AuthenticationContextName: 'text',
  SensitivityLabel: 'text',
  SensitivityLabel2: 'text',
  OverrideTenantAnonymousLinkExpirationPolicy: 'flag',
  AnonymousLinkExpirationInDays: 'number',
  OverrideTenantExternalUserExpirationPolicy: 'flag',
  ExternalUserExpirationInDays: 'number',
  DisableCompanyWideSharingLinks: 'number',
  DenyAddAndCustomizePages: 'number',
  AllowDownloadingNonWebViewableFiles: 'flag',
  AllowEditing: 'flag',
  LimitedAccessFileType: 'number',
  RestrictedAccessControl: 'flag',
  IsTeamsConnected: 'flag',
  InformationSegment: 'list',
};
const readOnly = new Set([
  'Url',
  'Template',
  'GroupId',
  'LastContentModifiedDate',
  'StorageUsage',
  'Status',
  'IsTeamsConnected',
]);

/** All properties of the tenant; what the state does not hold is empty. */
export function tenantValues(state: State): Record<string, unknown> {
  const held = state.one('sharepointTenant');
  return Object.fromEntries([...tenantProperties].map(([name, kind]) => [name, held[name] ?? emptyValue(kind)]));
}

export function tenantObject(tenant: Tenant, state: State): CsomObject {
  return {
    type: `${namespace}.Tenant`,
    identity: `${prefix}:${tenant.id}\nTenant`,
    properties: tenantValues(state),
    needsUpdate: false,
    value: (name, given) => checked(name, tenantProperties.get(name), given),
    set: (to, values) => to.setOne('sharepointTenant', Object.fromEntries(values)),
  };
}

/** A site by its address; `undefined` when there is none. */
export function siteObject(tenant: Tenant, state: State, url: string): CsomObject | undefined {
  const key = siteKey(url);
  const site = state.get('sites', key);
  if (!site) return undefined;
  return {
    type: `${namespace}.SiteProperties`,
    identity: `${prefix}:${tenant.id}\nSiteProperties\n${encodeURIComponent(String(site['Url']))}`,
    properties: siteValues(site),
    needsUpdate: true,
    value(name, given) {
      if (readOnly.has(name)) throw new CsomError(`The property '${name}' is read-only.`);
      return checked(name, siteProperties[name], given);
    },
    set: (to, values) => to.patch('sites', key, Object.fromEntries(values)),
  };
}

export function siteValues(site: Entity): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(siteProperties).map(([name, kind]) => [name, site[name] ?? emptyValue(kind)]),
  );
}

/** Sites are kept under their address in lower case, without a slash at the end. */
export function siteKey(url: string): string {
  return url.toLowerCase().replace(/\/+$/, '');
}

function checked(name: string, kind: TenantPropertyKind | undefined, given: unknown): unknown {
  if (kind === undefined) throw new CsomError(`Field or property "${name}" does not exist.`);
  const value = propertyValue(name, kind, given);
  if (value === undefined)
    throw new CsomError(
      `Cannot convert '${plainText(given)}' to the type of property "${name}".`,
      'System.FormatException',
      -2146233033,
    );
  return value;
}
