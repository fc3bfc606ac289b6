import { type Organization, noOrganization } from '../core/organization.ts';
import type { SectionReader } from '../core/reading.ts';
import type { SectionName } from '../core/snapshot.ts';
import { azureResources } from './azure/resources/index.ts';
import { complianceResources } from './compliance/resources/index.ts';
import { type ShareNames, itemShares } from './content/item-shares.ts';
import { dnsResources } from './dns/resources/index.ts';
import { missingRoles } from './entra-token/roles.ts';
import { exchangeOnlineResources } from './exchange-online/resources/index.ts';
import { graphResources } from './graph/index.ts';
import type { Api, Clients, Resource } from './resource.ts';
import { sharepointResources } from './sharepoint/resources/index.ts';
import { teamsResources } from './teams/resources/index.ts';

/**
 * Every resource of every API. Emergency access accounts and sites with PHI are those that the organization declares.
 * Without `names` no share of a file can be read or changed.
 */
export function resourcesFor(
  declared: Pick<Organization, 'breakGlass' | 'choices' | 'phi' | 'phiStores'> = noOrganization,
  names?: ShareNames,
): readonly Resource[] {
  return [
    ...graphResources(declared),
    ...azureResources,
    ...exchangeOnlineResources,
    ...complianceResources,
    ...sharepointResources(declared),
    ...teamsResources(declared),
    ...dnsResources,
    itemShares(names),
  ];
}

/** The roles in the tokens, by API. One that is missing or undefined is not known: the call will tell. */
export type HeldRoles = Partial<Record<Api, readonly string[] | undefined>>;

/**
 * Resources as the engine takes them. What changes settings belongs to a registration of its own: without its clients
 * nothing can be written. So does what ends the sharing of files (`contain`), and what reads what people store: without
 * its clients the roles for that are missing. A resource whose API has no client is left out.
 */
export function bindResources(
  resources: readonly Resource[],
  clients: Clients,
  roles: HeldRoles,
  change?: Clients,
  content?: { clients: Clients; roles: HeldRoles },
  contain?: Clients,
): SectionReader[] {
  return resources
    .filter(({ api, callsNothing }) => callsNothing || clientOf(clients, api) !== undefined)
    .map((resource): SectionReader => {
      const { id, api, sections, after, license, records } = resource;
      const reads = content && isOfContent(resource) ? content : { clients, roles };
      const writer = writingRegistration(resource) === 'contain' ? contain : change;
      const write = writer && clientOf(writer, api) !== undefined ? resource.write : undefined;
      return {
        id,
        api,
        sections,
        ...(after && { after }),
        ...(license && { license }),
        missingRoles: missingToRead(resource, reads.roles),
        read: (context) => resource.read(reads.clients, context),
        ...(records && { records: (context) => records(reads.clients, context) }),
        ...(write && { write: (wanted, context) => write(writer!, wanted, context) }),
      };
    });
}

/** The registration whose clients write a resource. */
function writingRegistration({ scopes }: Pick<Resource, 'scopes'>): 'change' | 'contain' {
  return scopes.some(({ registration }) => registration === 'contain') ? 'contain' : 'change';
}

/** The registrations that changes of these sections are written with. */
export function registrationsFor(sections: readonly SectionName[]): ReadonlySet<'change' | 'contain'> {
  const written = resourcesFor().filter((resource) => resource.sections.some((name) => sections.includes(name)));
  return new Set(written.map(writingRegistration));
}

function isOfContent({ scopes }: Resource): boolean {
  return scopes.some(({ registration }) => registration === 'read-content');
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
