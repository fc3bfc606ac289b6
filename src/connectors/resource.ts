import type { Change } from '../core/change.ts';
import type { License } from '../core/license.ts';
import type { ReadContext } from '../core/reading.ts';
import type { SectionName } from '../core/snapshot.ts';

/** The outside APIs, each with a token of its own. */
export const apis = ['graph', 'exchange', 'compliance', 'sharepoint', 'teams', 'azure', 'management-activity'] as const;
export type Api = (typeof apis)[number];

/** An application permission (`roles` claim), why it is asked for, and which of the four registrations carries it. */
export interface Scope {
  api: Api;
  role: string;
  registration: 'read-settings' | 'read-content' | 'change' | 'contain';
  why: string;
}

/** A Microsoft Graph call: `path` below the version root, beginning with `/`. Results are plain JSON. */
export interface GraphClient {
  get(path: string, options?: GraphOptions): Promise<unknown>;
  /** Every page of a list, in order. Throws `paging-loop` when a link comes back. */
  list(path: string, options?: GraphOptions): AsyncIterable<Record<string, unknown>>;
  send(
    method: 'POST' | 'PATCH' | 'PUT' | 'DELETE',
    path: string,
    body?: unknown,
    options?: GraphOptions,
  ): Promise<unknown>;
  /**
   * Any number of GETs in `$batch` calls of 20; each answer, in the order of the paths, is the body, or the `Error` of
   * that request. Lists give their first page only.
   */
  batch(paths: readonly string[], options?: GraphOptions): Promise<readonly unknown[]>;
  /** One round of changes of a delta function, `/users/delta?$select=…`, to its end. */
  delta(path: string, options?: DeltaOptions): AsyncIterable<DeltaPage>;
}

export interface DeltaOptions extends GraphOptions {
  /** The link that ended the last round; without it everything is given. */
  link?: string;
}

export interface DeltaPage {
  records: readonly Record<string, unknown>[];
  /** This page begins the whole set anew: there was no link, or it had expired. Whatever came before is replaced. */
  fromScratch: boolean;
  /** On the last page: where the next round begins. */
  link?: string;
  /** On any other page: where this round goes on, as `DeltaOptions.link` of a later call. */
  next?: string;
}

export interface GraphOptions {
  version?: 'v1.0' | 'beta';
  headers?: Readonly<Record<string, string>>;
}

/** Exchange Online or Security & Compliance PowerShell over REST. */
export interface CmdletClient {
  /** All pages of a cmdlet's output. */
  run(cmdlet: string, parameters?: Readonly<Record<string, unknown>>): Promise<readonly Record<string, unknown>[]>;
}

/** The same for what a tenant has thousands of. */
export interface BulkCmdletClient extends CmdletClient {
  /** The output of a cmdlet page after page. */
  list(cmdlet: string, parameters?: Readonly<Record<string, unknown>>): AsyncIterable<Record<string, unknown>>;
  /**
   * A cmdlet that reads, once for each set of parameters, ten to a call. Each answer, in their order, is all of its
   * output, or the `Error` of that run.
   */
  batch(
    cmdlet: string,
    each: readonly Readonly<Record<string, unknown>>[],
  ): Promise<readonly (readonly Record<string, unknown>[] | Error)[]>;
}

export interface SharePointClient {
  /** `GET {admin}/_api/{path}`, without the verbose wrapper. */
  get(path: string): Promise<unknown>;
  /** `GET {site}/_api/{path}` of one site collection. */
  getFrom(site: string, path: string): Promise<unknown>;
  /** Writes tenant properties through CSOM ProcessQuery; a CSOM error inside a 200 is thrown. */
  setTenant(properties: Readonly<Record<string, string | number | boolean | readonly string[]>>): Promise<void>;
  /**
   * `{method} {site}/_api/{path}` of one site collection, the answer without the verbose wrapper. `repeatable`: done
   * twice it is the same.
   */
  sendTo(
    site: string,
    method: 'POST' | 'MERGE' | 'DELETE',
    path: string,
    options?: { body?: unknown; repeatable?: boolean },
  ): Promise<unknown>;
  /** Writes properties of one site through CSOM ProcessQuery. */
  setSite(site: string, properties: Readonly<Record<string, string | number | boolean>>): Promise<void>;
}

export interface TeamsClient {
  /** The undocumented configuration endpoint, used only when the organization switched it on. */
  get(policyType: string, identity?: string): Promise<readonly Record<string, unknown>[]>;
  set(policyType: string, identity: string, values: Readonly<Record<string, unknown>>): Promise<void>;
  /** The Teams tenant itself. */
  tenant(): Promise<Record<string, unknown>>;
}

export interface AzureClient {
  get(path: string, apiVersion: string): Promise<unknown>;
  put(path: string, apiVersion: string, body: unknown): Promise<unknown>;
}

/** The Office 365 Management Activity API. Every call throws ConnectorError. */
export interface ManagementActivityClient {
  /** `https://manage.office.com/api/v1.0/{tenant}/activity/feed` */
  root: string;
  get(path: string): Promise<ActivityAnswer>;
  post(path: string): Promise<ActivityAnswer>;
  /** A link that the API gave. Throws `host-not-allowed` for one that leads anywhere but below its root; `what` is for errors. */
  follow(link: string, what: string): Promise<ActivityAnswer>;
}

export interface ActivityAnswer {
  headers: Readonly<Record<string, string | undefined>>;
  body: unknown;
}

/** What is asked of the public DNS: the TXT records of a name, each in its pieces. */
export interface TxtResolver {
  resolveTxt(name: string): Promise<string[][]>;
}

export interface Clients {
  graph: GraphClient;
  exchange: BulkCmdletClient;
  compliance: BulkCmdletClient;
  sharepoint: SharePointClient;
  /** Absent unless switched on. */
  teams?: TeamsClient;
  azure?: AzureClient;
  /** Absent where the cloud has none. */
  activity?: ManagementActivityClient;
  /** In place of the machine's own name servers. */
  dns?: TxtResolver;
}

/**
 * One thing that an API holds: which sections it fills, what it needs, how it is read and how a change to it is
 * written. Reading gives raw values; the sections' own decoders make them settings.
 */
export interface Resource {
  /** `graph.conditional-access-policies`: folder and file. */
  id: string;
  sections: readonly SectionName[];
  api: Api;
  /** Sections that must be read before. */
  after?: readonly SectionName[];
  scopes: readonly Scope[];
  /** Without it the call is not made and the sections are not-licensed. */
  license?: License;
  /** It sends nothing and only says why its sections are not read, so it needs no client. */
  callsNothing?: true;
  /** It uses Graph's beta root; listed in the docs. */
  beta?: true;
  read(clients: Clients, context: ReadContext): Promise<Partial<Record<SectionName, unknown>>>;
  /** Its only section record by record, where that grows with the tenant's people; see `defineRecords`. */
  records?(clients: Clients, context: ReadContext): AsyncIterable<Record<string, unknown>>;
  /** Carries out one change of one of its sections. Absent where no API writes it. */
  write?(clients: Clients, change: Change, context: ReadContext): Promise<void>;
}

export function defineResource(resource: Resource): Resource {
  return resource;
}

/** A resource of one section whose records come one after another; read as a whole it gives all of them. */
export function defineRecords(resource: Omit<Resource, 'read'> & Required<Pick<Resource, 'records'>>): Resource {
  return {
    ...resource,
    async read(clients, context) {
      const found: Record<string, unknown>[] = [];
      for await (const record of resource.records(clients, context)) found.push(record);
      return Object.fromEntries(resource.sections.map((name) => [name, found]));
    },
  };
}
