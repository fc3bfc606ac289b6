import type { Change } from '../../../core/change.ts';
import { WardlineError } from '../../../core/errors.ts';
import { isPlainObject, plainText } from '../../../core/shape.ts';
import type { SectionName } from '../../../core/snapshot.ts';
import { type Resource, type TeamsClient, defineResource } from '../../resource.ts';

type Raw = Record<string, unknown>;

interface TeamsDescription {
  id: string;
  section: SectionName;
  /** The kind of configuration in the undocumented service. */
  type: string;
  /** `CsTeamsMeetingPolicy`: the same in PowerShell. */
  noun: string;
  shaped?: (record: Raw) => Raw;
  body?: (values: Raw) => Raw;
}

const role = 'application_access';

/** Settings that Microsoft gives to PowerShell only: read and written by the service behind it, where that is switched on. */
function teamsResource({ id, section, type, noun, shaped, body }: TeamsDescription): Resource {
  return defineResource({
    id,
    sections: [section],
    api: 'teams',
    scopes: [
      {
        api: 'teams',
        role,
        registration: 'read-settings',
        why: 'Optional: to read Teams settings by the service behind PowerShell, limited to reading by the Entra role Global Reader.',
      },
      {
        api: 'teams',
        role,
        registration: 'change',
        why: 'Optional: to change Teams settings by the service behind PowerShell, as far as the Entra role Teams Administrator allows.',
      },
    ],
    async read({ teams }) {
      const records = await switchedOn(teams, `Get-${noun}`).get(type);
      return { [section]: shaped ? records.map(shaped) : records };
    },
    async write({ teams }, change) {
      const client = switchedOn(teams, `Set-${noun}`);
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

function switchedOn(teams: TeamsClient | undefined, cmdlet: string): TeamsClient {
  if (teams) return teams;
  throw new WardlineError(
    'not-permitted',
    `Microsoft gives these Teams settings to PowerShell only (${cmdlet}), and the undocumented service behind it is not switched on.`,
    `Switch it on for this tenant, or run ${cmdlet} with the MicrosoftTeams module.`,
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

/** A list that was made to block must not become the list of what is allowed: it goes with its kind. */
function appBody(values: Raw): Raw {
  const lists = Object.keys(values)
    .filter((name) => name.endsWith('AppsType'))
    .map((name) => [name.replace(/Type$/, ''), []]);
  return { ...values, ...Object.fromEntries(lists) };
}

export const policyResources: readonly Resource[] = [
  teamsResource({
    id: 'teams.meeting-policies',
    section: 'meetingPolicies',
    type: 'TeamsMeetingPolicy',
    noun: 'CsTeamsMeetingPolicy',
  }),
  teamsResource({
    id: 'teams.broadcast-policies',
    section: 'broadcastPolicies',
    type: 'TeamsMeetingBroadcastPolicy',
    noun: 'CsTeamsMeetingBroadcastPolicy',
  }),
  teamsResource({
    id: 'teams.federation-configuration',
    section: 'federationConfiguration',
    type: 'TenantFederationSettings',
    noun: 'CsTenantFederationConfiguration',
    shaped: federation,
    body: federationBody,
  }),
  teamsResource({
    id: 'teams.client-configuration',
    section: 'clientConfiguration',
    type: 'TeamsClientConfiguration',
    noun: 'CsTeamsClientConfiguration',
  }),
  teamsResource({
    id: 'teams.app-permission-policies',
    section: 'appPermissionPolicies',
    type: 'TeamsAppPermissionPolicy',
    noun: 'CsTeamsAppPermissionPolicy',
    body: appBody,
  }),
];
