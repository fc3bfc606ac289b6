import type { Change } from '../../../core/change.ts';
import { WardlineError } from '../../../core/errors.ts';
import type { License } from '../../../core/license.ts';
import { type SectionName, sections } from '../../../core/snapshot.ts';
import {
  type Clients,
  type CmdletClient,
  type Resource,
  type Scope,
  defineRecords,
  defineResource,
} from '../../resource.ts';
import { type Raw, added, fieldOf, onlyOne, parameterName, theOne } from './records.ts';

export type CmdletHost = 'exchange' | 'compliance';

export interface CmdletDescription {
  section: SectionName;
  host: CmdletHost;
  /** `RemoteDomain`: read by Get-RemoteDomain, written by Set-, New-, Remove-, Enable- and Disable-RemoteDomain. */
  noun: string;
  /** Parameters of the Get cmdlet. */
  parameters?: Raw;
  license?: License;
  /** What the records become before the section decodes them. */
  shaped?: (record: Raw) => Raw;
  /** Its records grow with the tenant's people and are read page by page. */
  many?: true;
  write?: CmdletWriting;
}

export interface CmdletWriting {
  /** What the tenant has one of: Set takes no -Identity. */
  single?: true;
  /** New and Remove exist as well as Set. */
  creates?: true;
  /** New exists, Remove does not. */
  createsOnly?: true;
  /** The match holds what -Identity does not take: the record is looked up first. */
  lookUp?: true;
  /** Parameters that are not called like their field. */
  rename?: Readonly<Record<string, string>>;
  /** Fields that the service sets by itself. */
  derived?: readonly string[];
  /** Lists that Set changes by -Add<Name> and -Remove<Name> only; New takes them whole. */
  lists?: readonly string[];
  /** The field that Enable- and Disable- write: `Enabled` or `Disabled`. */
  state?: string;
  /** How a value is sent, by field. */
  values?: Readonly<Record<string, (value: unknown) => unknown>>;
  /** Parameters of Set that need the record as it is. */
  setWith?: (change: Change, present: Raw) => Raw;
  /** Parameters of New that no field carries. */
  newWith?: (change: Change) => Raw;
}

const folders: Record<CmdletHost, string> = { exchange: 'exchange-online', compliance: 'compliance' };

/** A section that one Get cmdlet fills and whose object takes the usual verbs. */
export function cmdletResource(described: CmdletDescription): Resource {
  const { section, host, noun, parameters, license, shaped, write, many } = described;
  const same = {
    id: resourceId(host, section),
    sections: [section],
    api: host,
    scopes: cmdletScopes(host, write !== undefined),
    ...(license && { license }),
    ...(write && { write: (clients: Clients, change: Change) => writeCmdlet(clients[host], described, change) }),
  } satisfies Omit<Resource, 'read'>;
  if (many)
    return defineRecords({
      ...same,
      async *records(clients) {
        for await (const record of clients[host].list(`Get-${noun}`, parameters))
          yield shaped ? shaped(record) : record;
      },
    });
  return defineResource({
    ...same,
    async read(clients) {
      const records = await clients[host].run(`Get-${noun}`, parameters);
      return { [section]: shaped ? records.map(shaped) : records };
    },
  });
}

export function resourceId(host: CmdletHost, section: SectionName): string {
  return `${folders[host]}.${section.replaceAll(/[A-Z]+/g, (letters) => `-${letters.toLowerCase()}`)}`;
}

/** The one app permission for cmdlets. What it may do is up to the Entra role of the service principal, see index.ts. */
export function cmdletScopes(host: CmdletHost, writes: boolean): Scope[] {
  const role = 'Exchange.ManageAsApp';
  const [name, writer] =
    host === 'exchange' ? ['Exchange Online', 'Exchange Administrator'] : ['Purview', 'Compliance Administrator'];
  return [
    {
      api: host,
      role,
      registration: 'read-settings',
      why: `To read the settings of ${name}, limited to reading by the Entra role Global Reader.`,
    },
    ...(writes
      ? [
          {
            api: host,
            role,
            registration: 'change' as const,
            why: `To change the settings of ${name}, as far as the Entra role ${writer} allows.`,
          },
        ]
      : []),
  ];
}

/** Carries out one change by the cmdlets of the noun. */
export async function writeCmdlet(client: CmdletClient, described: CmdletDescription, change: Change): Promise<void> {
  const { noun, write: writing = {} } = described;
  if (change.operation === 'create') {
    if (!writing.creates && !writing.createsOnly) throw refused(described, change);
    await client.run(`New-${noun}`, given({ ...newParameters(writing, change), ...writing.newWith?.(change) }));
    return;
  }
  if (change.operation === 'remove') {
    if (!writing.creates) throw refused(described, change);
    await client.run(`Remove-${noun}`, { Identity: await identityOf(client, described, change), Confirm: false });
    return;
  }
  const target = writing.single ? {} : { Identity: await identityOf(client, described, change) };
  const parameters = await setParameters(client, described, writing, change, target);
  if (Object.keys(parameters).length > 0) await client.run(`Set-${noun}`, { ...target, ...parameters });
  const state = writing.state === undefined ? undefined : change.values?.[writing.state];
  if (state === 'Enabled') await client.run(`Enable-${noun}`, target);
  if (state === 'Disabled') await client.run(`Disable-${noun}`, { ...target, Confirm: false });
}

/** What is empty is left out: a new object is empty by itself. */
function newParameters(writing: CmdletWriting, change: Change): Raw {
  const parameters: Raw = {};
  for (const [field, value] of Object.entries(change.values ?? {})) {
    if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) continue;
    if (writing.derived?.includes(field)) continue;
    if (field === writing.state) parameters['Enabled'] = value !== 'Disabled';
    else parameters[nameOf(writing, field)] = sent(writing, field, value);
  }
  return parameters;
}

async function setParameters(
  client: CmdletClient,
  described: CmdletDescription,
  writing: CmdletWriting,
  change: Change,
  target: Raw,
): Promise<Raw> {
  const fields = Object.entries(change.values ?? {}).filter(
    ([field]) => field !== writing.state && !writing.derived?.includes(field),
  );
  const plain = fields.filter(([field]) => !writing.lists?.includes(field));
  const parameters: Raw = Object.fromEntries(
    plain.map(([field, value]) => [nameOf(writing, field), sent(writing, field, value)]),
  );
  if (plain.length === fields.length && !writing.setWith) return parameters;
  const present = onlyOne(await client.run(`Get-${described.noun}`, { ...described.parameters, ...target }), {
    service: described.host,
    call: `Get-${described.noun}`,
  });
  for (const [field, value] of fields) {
    if (!writing.lists?.includes(field)) continue;
    const { add, remove } = added(fieldOf(present, field), value);
    const name = nameOf(writing, field);
    if (add.length > 0) parameters[`Add${name}`] = add;
    if (remove.length > 0) parameters[`Remove${name}`] = remove;
  }
  return given({ ...parameters, ...writing.setWith?.(change, present) });
}

function given(parameters: Raw): Raw {
  return Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== undefined));
}

function nameOf(writing: CmdletWriting, field: string): string {
  return writing.rename?.[field] ?? parameterName(field);
}

function sent(writing: CmdletWriting, field: string, value: unknown): unknown {
  const convert = writing.values?.[field];
  return convert && value !== null ? convert(value) : value;
}

/** What the match names the record by. Without a match nothing is written: Set must not guess. */
async function identityOf(client: CmdletClient, described: CmdletDescription, change: Change): Promise<unknown> {
  const call = `Get-${described.noun}`;
  const match = Object.values(change.match ?? {}).filter((value) => typeof value === 'string' && value !== '');
  if (match.length === 1 && !described.write?.lookUp) return match[0];
  const records = await client.run(call, described.parameters);
  const { shaped, host } = described;
  const found = theOne(shaped ? records.map(shaped) : records, change, { service: host, call });
  return fieldOf(found, 'identity') ?? fieldOf(found, 'guid') ?? fieldOf(found, 'name');
}

function refused({ section }: CmdletDescription, change: Change): WardlineError {
  const title = sections[section].title;
  return new WardlineError(
    'not-permitted',
    `No cmdlet can ${change.operation} ${title}; they can only be set.`,
    'Make this change by hand in the admin center.',
  );
}
