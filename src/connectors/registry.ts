import { type Organization, noOrganization } from '../core/organization.ts';
import type { SectionReader } from '../core/reading.ts';
import type { SectionName } from '../core/snapshot.ts';
import { azureResources } from './azure/resources/index.ts';
import { complianceResources } from './compliance/resources/index.ts';
import { dnsResources } from './dns/resources/index.ts';
import { missingRoles } from './entra-token/roles.ts';
import { exchangeOnlineResources } from './exchange-online/resources/index.ts';
import { graphResources } from './graph/index.ts';
import type { Api, Clients, Resource } from './resource.ts';
import { sharepointResources } from './sharepoint/resources/index.ts';

/** Every resource of every API. The emergency access accounts are those that the organization declares. */
export function resourcesFor(declared: Pick<Organization, 'breakGlass'> = noOrganization): readonly Resource[] {
  return [
    ...graphResources(declared),
    ...azureResources,
    ...exchangeOnlineResources,
    ...complianceResources,
    ...sharepointResources,
    ...dnsResources,
  ];
}

/** The roles in the tokens, by API. One that is missing or undefined is not known: the call will tell. */
export type HeldRoles = Partial<Record<Api, readonly string[] | undefined>>;

/**
 * Resources as the engine takes them. What changes settings belongs to a registration of its own: without its clients
 * nothing can be written. A resource whose API has no client (Teams unless switched on) is left out.
 */
export function bindResources(
  resources: readonly Resource[],
  clients: Clients,
  roles: HeldRoles,
  change?: Clients,
): SectionReader[] {
  return resources
    .filter(({ api }) => clientOf(clients, api) !== undefined)
    .map((resource): SectionReader => {
      const { id, api, sections, after, license } = resource;
      const write = change && clientOf(change, api) !== undefined ? resource.write : undefined;
      return {
        id,
        api,
        sections,
        ...(after && { after }),
        ...(license && { license }),
        missingRoles: missingToRead(resource, roles),
        read: (context) => resource.read(clients, context),
        ...(write && { write: (wanted, context) => write(change!, wanted, context) }),
      };
    });
}

/** Roles that reading takes. Those of the registration that changes settings are not asked for to read. */
function missingToRead({ scopes }: Resource, held: HeldRoles): string[] {
  const missing = scopes
    .filter(({ registration }) => registration === 'read-settings' || registration === 'read-content')
    .filter((scope) => {
      const roles = held[scope.api];
      return roles !== undefined && missingRoles({ roles }, [scope]).length > 0;
    })
    .map(({ role }) => role);
  return [...new Set(missing)];
}

function clientOf(clients: Clients, api: Api): unknown {
  return (clients as Partial<Record<Api, unknown>>)[api];
}

const teams = 'The Teams configuration service is not connected yet.';

/** Sections that no API fills, and why. They are reported as not collected. */
export const withoutResource: Partial<Record<SectionName, string>> = {
  siteRoleAssignments: 'The permissions inside sites are not read yet.',
  teamsTenant: teams,
  meetingPolicies: teams,
  broadcastPolicies: teams,
  federationConfiguration: teams,
  clientConfiguration: teams,
  appPermissionPolicies: teams,
  tenantAppSettings: teams,
};
