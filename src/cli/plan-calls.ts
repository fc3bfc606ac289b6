import { resourcesFor } from '../connectors/registry.ts';
import type { Clients, CmdletClient, GraphClient, Resource } from '../connectors/resource.ts';
import { teamsPolicies } from '../connectors/teams/resources/policies.ts';
import type { Change } from '../core/change.ts';
import { type Organization, noOrganization } from '../core/organization.ts';
import type { Plan, PlannedChange } from '../core/plan.ts';
import { isPlainObject } from '../core/shape.ts';
import type { ScriptCall, ScriptedChange } from '../reports/plan-script.ts';

type Raw = Record<string, unknown>;

/**
 * The writes of each change as data, told by the connectors' own code: it runs against clients that write down what
 * they are asked and send nothing. What takes more of the tenant than the plan holds is left to hand, with the reason.
 */
export async function scriptedChanges(plan: Plan): Promise<Map<string, ScriptedChange>> {
  const organization: Organization = { ...noOrganization, choices: { unofficialTeamsEndpoint: true } };
  const resources = resourcesFor(organization);
  const found = new Map<string, ScriptedChange>();
  for (const change of plan.changes) {
    const resource = resources.find(({ sections, write }) => write && sections.includes(change.section));
    found.set(change.id, resource ? await callsOf(change, resource, plan) : { cannot: 'No API writes this setting.' });
  }
  return found;
}

const needsTenant = 'It takes more of the tenant than the plan holds. Let Wardline apply it, or do it in the portal.';

async function callsOf(change: PlannedChange, resource: Resource, plan: Plan): Promise<ScriptedChange> {
  const recorder = recordingClients(change);
  const first: Change = { ...withoutStages(change), values: { ...change.values, ...change.stages[0]?.values } };
  try {
    await resource.write!(recorder.clients, first, {
      tenantId: plan.tenant.id,
      cloud: 'commercial',
      startedAt: plan.createdAt,
      read: () => undefined,
    });
  } catch {
    return { cannot: needsTenant };
  }
  if (recorder.calls.length === 0 || !recorder.isWhole()) return { cannot: needsTenant };
  return { calls: recorder.calls, scopes: scopesOf(resource) };
}

/** What writes also reads, unless its name says that it only writes. */
function scopesOf({ scopes }: Resource): string[] {
  const roles = (registration: string) =>
    scopes.filter((scope) => scope.api === 'graph' && scope.registration === registration).map(({ role }) => role);
  const writing = roles('change');
  return writing.every((role) => role.includes('ReadWrite')) ? writing : [...writing, ...roles('read-settings')];
}

function withoutStages({ stages: _stages, ...change }: PlannedChange): Omit<PlannedChange, 'stages'> {
  return change;
}

/** What the plan knows of the present object: what names it, and the values before. */
function presentOf({ match, from }: PlannedChange): Raw {
  const present: Raw = { ...match };
  for (const [path, value] of Object.entries(from)) {
    const names = path.split('.');
    let target = present;
    for (const name of names.slice(0, -1)) {
      const inner = target[name];
      target = target[name] = isPlainObject(inner) ? { ...inner } : {};
    }
    target[names.at(-1)!] = value;
  }
  return present;
}

/** Clients that answer with what the plan knows and keep what they are told to write. */
function recordingClients(change: PlannedChange): { clients: Clients; calls: ScriptCall[]; isWhole(): boolean } {
  const calls: ScriptCall[] = [];
  const present = presentOf(change);
  let whole = true;
  const lists: string[] = [];
  const nested = Object.fromEntries(Object.entries(change.values ?? {}).filter(([path]) => path.includes('.')));
  const direct = new Set(Object.keys({ ...change.values, ...change.stages[0]?.values }));
  let looked = false;
  const tops = new Set(Object.keys(nested).map((path) => path.split('.')[0]!));

  const graph = {
    async get() {
      looked = true;
      return present;
    },
    async *list(path: string) {
      lists.push(path);
      yield present;
    },
    async send(method: string, path: string, body?: unknown, options: Parameters<GraphClient['send']>[3] = {}) {
      // An id that the plan does not hold leaves a hole in the address; a PUT replaces what the plan does not hold.
      if (method === 'PUT' || /\/(\/|$|\?)|undefined|null/.test(path) || calls.length > 0) whole = false;
      if (method === 'POST' && (lists.length > 0 || change.operation !== 'create')) whole = false;
      const sent = isPlainObject(body) ? body : {};
      // A property built on the present one would lose what the plan does not hold of it.
      if (looked && Object.keys(sent).some((name) => !direct.has(name) && !tops.has(name))) whole = false;
      calls.push({
        kind: 'graph',
        service: 'graph',
        method: method as 'POST',
        path: `${options.version ?? 'v1.0'}${path}`,
        body: Object.fromEntries(Object.entries(sent).filter(([name]) => !tops.has(name) || method === 'POST')),
        ...(method === 'PATCH' && { merge: nested }),
        ...(options.headers && { headers: options.headers }),
      });
      return undefined;
    },
  } as Partial<GraphClient> as GraphClient;

  const cmdlets = (service: 'exchange' | 'compliance'): CmdletClient =>
    ({
      async run(command: string, parameters: Raw = {}) {
        if (command.startsWith('Get-')) return [present];
        const { Confirm: _asked, ...rest } = parameters;
        const named =
          'Identity' in rest ? { Identity: rest['Identity'] } : 'Name' in rest ? { Identity: rest['Name'] } : {};
        if ('Identity' in rest && (rest['Identity'] === '' || rest['Identity'] === undefined)) whole = false;
        calls.push({
          kind: 'cmdlet',
          service,
          command,
          parameters: plainLists(rest),
          read: {
            command: command.replace(/^[A-Z][a-z]+-/, 'Get-'),
            parameters: { ...named, ...('Mailbox' in rest && { Mailbox: rest['Mailbox'] }) },
          },
        });
        return [];
      },
    }) as Partial<CmdletClient> as CmdletClient;

  const scalars = (names: (field: string) => string): Raw => {
    const values = Object.entries({ ...change.values, ...change.stages[0]?.values });
    if (values.some(([, value]) => isPlainObject(value))) whole = false;
    return Object.fromEntries(values.map(([field, value]) => [names(field), value]));
  };
  // The modules take the names that SharePoint's own API has numbers for.
  const spo = (noun: string, named: Raw) => async () => {
    // A list of domains is one text with spaces there.
    const joined = Object.entries(scalars(spoName)).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(' ') : value,
    ]);
    const parameters: Raw = { ...named, ...Object.fromEntries(joined) };
    calls.push({
      kind: 'cmdlet',
      service: 'sharepoint',
      command: `Set-${noun}`,
      parameters,
      read: { command: `Get-${noun}`, parameters: named },
    });
  };
  const clients = {
    graph,
    exchange: cmdlets('exchange'),
    compliance: cmdlets('compliance'),
    sharepoint: {
      get: async () => present,
      setTenant: spo('SPOTenant', {}),
      setSite: (site: string) => spo('SPOSite', { Identity: site })(),
    },
    teams: {
      get: async () => [present],
      async set(type: string, identity: string) {
        const noun = teamsPolicies.find((policy) => policy.type === type)?.noun;
        if (noun === undefined) throw new Error('unknown');
        const named = identity === 'Global' && !noun.endsWith('Policy') ? {} : { Identity: identity };
        calls.push({
          kind: 'cmdlet',
          service: 'teams',
          command: `Set-${noun}`,
          parameters: { ...named, ...scalars(upper) },
          read: { command: `Get-${noun}`, parameters: named },
        });
      },
    },
  } as unknown as Clients;
  return { clients, calls, isWhole: () => whole };
}

const upper = (field: string) => field.charAt(0).toUpperCase() + field.slice(1);

/** The SharePoint module's names, where they are not those of the API. */
const spoNames: Readonly<Record<string, string>> = {
  odbSharingCapability: 'OneDriveSharingCapability',
  odbMembersCanShare: 'ODBMembersCanShare',
  odbAccessRequests: 'ODBAccessRequests',
};
const spoName = (field: string) => spoNames[field] ?? upper(field);

/** Lists to add to and to take from stand in REST with their type; in PowerShell they are a plain hashtable. */
function plainLists(parameters: Raw): Raw {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => {
      if (!isPlainObject(value)) return [name, value];
      const { '@odata.type': _type, ...rest } = value;
      return [name, rest];
    }),
  );
}
