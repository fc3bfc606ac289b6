import { plainText } from '../../core/shape.ts';
import { type SectionName, type Snapshot, sectionNames } from '../../core/snapshot.ts';
import { appRolesOf, resourceApps, type ResourceApp } from '../entra/app-roles.ts';
import { guidOf } from '../random.ts';
import { siteKey } from '../sharepoint/objects.ts';
import { tenantProperties } from '../sharepoint/tenant-properties.ts';
import { propertyValue } from '../sharepoint/values.ts';
import type { Entity } from '../store.ts';
import type { TenantSeed } from '../tenant.ts';
import { pascal, present, upperFirst } from './casing.ts';
import { type Draft, createDraft } from './draft.ts';
import { alertRules } from './from-azure.ts';
import { directory, typed } from './from-directory.ts';
import { legacyName } from './legacy-name.ts';
import { places } from './sections.ts';

/**
 * A tenant whose APIs give what the snapshot says: Wardline's own, or a ScubaGear export that was read into one.
 * Sections that were not read leave the tenant without them. Shared settings come from SharePoint's own API.
 */
export function fromSnapshot(snapshot: Snapshot): TenantSeed {
  const domains = domainsOf(snapshot);
  const initial = domains.find((domain) => /\.onmicrosoft\.(com|us)$|\.partner\.onmschina\.cn$/.test(domain));
  const domain = initial ?? `${(snapshot.tenant.domain ?? snapshot.tenant.id).replaceAll('.', '-')}.onmicrosoft.com`;
  const draft = createDraft(snapshot.tenant.id, snapshot);
  for (const name of sectionNames) plain(draft, name);
  // Microsoft's own applications first: grants refer to them.
  services(draft);
  directory(draft, snapshot.tenant.name, domain, domains);
  sharepoint(draft);
  mailboxes(draft);
  alertRules(draft);
  dns(draft);
  return {
    id: snapshot.tenant.id,
    name: snapshot.tenant.name,
    cloud: snapshot.tenant.cloud,
    domain,
    domains: domains.filter((other) => other !== domain),
    prefix: prefixOf(draft) ?? domain.split('.')[0]!,
    collections: present(draft.collections),
  };
}

function domainsOf({ sections, tenant }: Snapshot): string[] {
  const read = sections.domains.status === 'read' ? sections.domains.data.map(({ id }) => id ?? '') : [];
  return [...new Set([...read, ...(tenant.domain ? [tenant.domain] : [])])].filter((domain) => domain !== '');
}

/** SharePoint's host name, from an address that the snapshot holds. */
function prefixOf(draft: Draft): string | undefined {
  const url = draft.list('sites').map((site) => String(site['Url']))[0];
  return url && /^https:\/\/([^./]+?)(-my|-admin)?\./.exec(url)?.[1];
}

/** Sections that one API returns as they are. */
function plain(draft: Draft, name: SectionName): void {
  const place = places[name];
  const data = draft.section(name) as Entity | readonly Entity[] | undefined;
  if (!place || data === undefined) return;
  const records = (Array.isArray(data) ? (data as Entity[]) : [data as Entity]).map((record) =>
    place.form === 'pascal' ? pascal(record) : typed(place.state, record),
  );
  if (place.key === 'one') {
    if (records[0]) draft.merge(place.state, '', records[0]);
    return;
  }
  const keys = place.key;
  const taken = new Set<string>();
  for (const [index, record] of records.entries()) {
    const names = keys
      .map((key) => record[key])
      .filter((value) => typeof value === 'string' && value !== '') as string[];
    // Two mailboxes may have one display name: the second is known by its GUID.
    const id =
      names.find((candidate) => !taken.has(candidate.toLowerCase())) ?? guidOf(`${draft.tenantId} ${name} ${index}`);
    taken.add(id.toLowerCase());
    draft.merge(
      place.state,
      id,
      place.form === 'pascal' && keys.includes('Identity')
        ? { ...record, Identity: id }
        : { ...record, ...(keys[0] === 'id' && { id }) },
    );
  }
}

/** Microsoft's own enterprise applications, which carry the permissions. */
function services(draft: Draft): void {
  for (const resource of Object.keys(resourceApps) as ResourceApp[]) {
    const { appId, displayName } = resourceApps[resource];
    const known = draft.list('servicePrincipals').find((entry) => entry['appId'] === appId);
    const id = plainText(known?.['id'] ?? guidOf(`${draft.tenantId} ${appId}`));
    draft.merge('servicePrincipals', id, {
      id,
      appId,
      displayName,
      accountEnabled: true,
      servicePrincipalType: 'Application',
      appOwnerOrganizationId: 'f8cdef31-a31e-4b4a-93e4-5f571e91255a',
      appRoles: appRolesOf(resource),
    });
  }
}

/** Exchange gives each mailbox an old name, which Wardline's older snapshots do not hold. */
function mailboxes(draft: Draft): void {
  for (const [id, mailbox] of Object.entries(draft.collections['mailboxes'] ?? {}))
    draft.merge('mailboxes', id, {
      LegacyExchangeDN: legacyName(`${draft.tenantId} ${id}`, plainText(mailbox['PrimarySmtpAddress'])),
      ...mailbox,
    });
}

/** SharePoint's own names and numbers in place of the snapshot's. */
function sharepoint(draft: Draft): void {
  const tenant = draft.section('sharepointTenant');
  const names = new Map([...tenantProperties.keys()].map((name) => [name.toLowerCase(), name]));
  for (const [given, value] of Object.entries(tenant ?? {})) {
    const name = names.get(given.toLowerCase());
    const kept = name && propertyValue(name, tenantProperties.get(name)!, value);
    if (name && kept !== undefined) draft.merge('sharepointTenant', '', { [name]: kept });
  }
  for (const site of draft.section('sites') ?? []) {
    const { permissions, url, ...rest } = site;
    if (typeof url !== 'string') continue;
    const values = Object.entries(pascal(rest)).map(([name, value]) => [name, enumerated(name, value)]);
    draft.merge('sites', siteKey(url), {
      ...(Object.fromEntries(values) as Entity),
      Url: url,
      SiteId: guidOf(`${draft.tenantId} site ${url}`),
      Permissions: (permissions ?? []).map(permission),
    });
  }
  for (const { siteUrl, ...assignment } of draft.section('siteRoleAssignments') ?? []) {
    const site = typeof siteUrl === 'string' ? draft.collections['sites']?.[siteKey(siteUrl)] : undefined;
    if (!site) continue;
    const Permissions = [...(site['Permissions'] as Entity[]), permission(assignment)];
    draft.merge('sites', siteKey(String(siteUrl)), { Permissions });
  }
}

function enumerated(name: string, value: unknown): unknown {
  return tenantProperties.get(name) === 'number' ||
    /^(SharingCapability|DefaultSharingLinkType|DefaultLinkPermission|ConditionalAccessPolicy)$/.test(name)
    ? (propertyValue(name, 'number', value) ?? value)
    : value;
}

const principalTypes: Record<string, number> = { user: 1, distributionList: 2, securityGroup: 4, sharePointGroup: 8 };

function permission(given: Entity): Entity {
  const { members, ...rest } = given;
  const principal = (entry: Entity): Entity =>
    Object.fromEntries(
      Object.entries(entry).map(([name, value]) => [
        upperFirst(name),
        name === 'principalType' ? (principalTypes[String(value)] ?? value) : value,
      ]),
    );
  return { ...principal(rest), ...(Array.isArray(members) && { Users: (members as Entity[]).map(principal) }) };
}

/** TXT records that the public DNS holds for the tenant's domains. */
function dns(draft: Draft): void {
  const kinds = { spfRecords: '', dkimRecords: 'selector1._domainkey.', dmarcRecords: '_dmarc.' } as const;
  for (const [name, label] of Object.entries(kinds) as [keyof typeof kinds, string][])
    for (const { domain, rdata } of draft.section(name) ?? []) {
      if (typeof domain !== 'string' || !rdata || rdata.length === 0) continue;
      const record = `${label}${domain}`;
      const before = (draft.collections['dnsRecords']?.[`${record} TXT`]?.['values'] ?? []) as string[];
      draft.merge('dnsRecords', `${record} TXT`, { name: record, type: 'TXT', values: [...before, ...rdata] });
    }
}
