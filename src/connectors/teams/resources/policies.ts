import type { Change } from '../../../core/change.ts';
import { WardlineError } from '../../../core/errors.ts';
import { isPlainObject, plainText } from '../../../core/shape.ts';
import type { SectionName } from '../../../core/snapshot.ts';
import { fieldOf } from '../../exchange-online/resources/records.ts';
import { type Resource, type TeamsClient, defineResource } from '../../resource.ts';
import { changeScope, readScope } from './scopes.ts';

type Raw = Record<string, unknown>;

export interface TeamsDescription {
  id: string;
  section: SectionName;
  /** The kind of configuration in the undocumented service. */
  type: string;
  /** `CsTeamsMeetingPolicy`: the same in PowerShell. */
  noun: string;
  shaped?: (record: Raw) => Raw;
  body?: (values: Raw) => Raw;
}

/** Settings that Microsoft gives to PowerShell only: read and written by the service behind it, where that is switched on. */
export function teamsResource({ id, section, type, noun, shaped, body }: TeamsDescription): Resource {
  return defineResource({
    id,
    sections: [section],
    api: 'teams',
    scopes: [readScope, changeScope],
    async read({ teams }) {
      const records = await present(teams).get(type);
      return { [section]: shaped ? records.map(shaped) : records };
    },
    async write({ teams }, change) {
      const client = present(teams);
      if (change.operation !== 'set')
        throw new WardlineError('not-permitted', 'Teams settings can only be set.', `Use New- and Remove-${noun}.`);
      const values = Object.fromEntries(
        Object.entries(change.values ?? {}).map(([field, value]) => [
          field.charAt(0).toUpperCase() + field.slice(1),
          value,
        ]),
      );
      await client.set(type, identityOf(change), body ? body(values) : values);
    },
  });
}

/** Not every cloud has an address for the service. */
export function present(teams: TeamsClient | undefined): TeamsClient {
  if (teams) return teams;
  throw new WardlineError(
    'not-permitted',
    'No address of the service behind the MicrosoftTeams module is known for this cloud.',
    'Use the MicrosoftTeams module.',
  );
}

/** `Tag:Clinic` is the policy Clinic. Settings that a tenant has one of are called Global. */
function identityOf(change: Change): string {
  const identity = change.match?.['identity'];
  return typeof identity === 'string' && identity !== '' ? identity.replace(/^Tag:/i, '') : 'Global';
}

/** The list of allowed domains as names: the service wraps each one, PowerShell prints it as `Domain=…`. */
function federation(record: Raw): Raw {
  const key = Object.keys(record).find((name) => name.toLowerCase() === 'alloweddomains');
  const allowed = key === undefined ? undefined : record[key];
  if (key === undefined || !isPlainObject(allowed) || !('AllowedDomain' in allowed)) return record;
  const listed = [allowed['AllowedDomain'] ?? []].flat();
  const names = listed.map((entry) =>
    isPlainObject(entry) ? plainText(entry['Domain']) : plainText(entry).replace(/^Domain=/i, ''),
  );
  return { ...record, [key]: { AllowedDomain: names } };
}

function federationBody(values: Raw): Raw {
  const allowed = values['AllowedDomains'];
  if (!isPlainObject(allowed) || !Array.isArray(allowed['AllowedDomain'])) return values;
  const listed: unknown[] = allowed['AllowedDomain'];
  return { ...values, AllowedDomains: { AllowedDomain: listed.map((name) => ({ Domain: name })) } };
}

/** A kind without its list has an empty one: written back it must read the same. */
function appLists(record: Raw): Raw {
  const kinds = Object.keys(record).filter((name) => /AppsType$/i.test(name));
  const lists = kinds
    .map((kind) => kind.slice(0, -'Type'.length))
    .filter((list) => (fieldOf(record, list) ?? null) === null);
  return { ...record, ...Object.fromEntries(lists.map((list) => [list, []])) };
}

/** A list that was made to block must not become the list of what is allowed: one goes with each kind, empty unless given. */
function appBody(values: Raw): Raw {
  const lists = Object.keys(values)
    .filter((name) => name.endsWith('AppsType'))
    .map((name) => name.replace(/Type$/, ''));
  return { ...values, ...Object.fromEntries(lists.map((name) => [name, values[name] ?? []])) };
}

export const teamsPolicies: readonly TeamsDescription[] = [
  {
    id: 'teams.meeting-policies',
    section: 'meetingPolicies',
    type: 'TeamsMeetingPolicy',
    noun: 'CsTeamsMeetingPolicy',
  },
  {
    id: 'teams.broadcast-policies',
    section: 'broadcastPolicies',
    type: 'TeamsMeetingBroadcastPolicy',
    noun: 'CsTeamsMeetingBroadcastPolicy',
  },
  {
    id: 'teams.federation-configuration',
    section: 'federationConfiguration',
    type: 'TenantFederationSettings',
    noun: 'CsTenantFederationConfiguration',
    shaped: federation,
    body: federationBody,
  },
  {
    id: 'teams.client-configuration',
    section: 'clientConfiguration',
    type: 'TeamsClientConfiguration',
    noun: 'CsTeamsClientConfiguration',
  },
  {
    id: 'teams.app-permission-policies',
    section: 'appPermissionPolicies',
    type: 'TeamsAppPermissionPolicy',
    noun: 'CsTeamsAppPermissionPolicy',
    shaped: appLists,
    body: appBody,
  },
];
