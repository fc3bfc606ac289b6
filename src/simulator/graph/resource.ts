import type { License } from '../../core/license.ts';
import type { Request } from '../http.ts';
import type { Caller } from '../entra/bearer.ts';
import type { Activity } from '../origin.ts';
import { type Properties, type Property, texts } from '../properties.ts';
import type { State } from '../state.ts';
import type { Entity } from '../store.ts';
import type { Tenant } from '../tenant.ts';
import type { World } from '../world.ts';
import type { Family } from './errors.ts';

export type Version = 'v1.0' | 'beta';

/** What a hook of a resource is given. */
export interface GraphContext {
  world: World;
  tenant: Tenant;
  /** What a reader sees on GET, the truth on writes. */
  state: State;
  caller: Caller;
  request: Request;
  version: Version;
  /** Values of the path's `{parameters}`; those that name an object hold its id, also when another key was given. */
  parameters: Readonly<Record<string, string>>;
  /** Only entities of this type are asked for. */
  cast?: string;
}

/**
 * Permissions of which one suffices; `A+B` needs both; `delegated:A` only a signed-in person can have. Application
 * permissions and delegated permissions have the same names.
 */
export type Roles = readonly string[];

/** An object or list that hangs on an entity: given with `$expand`, or always. */
export interface Navigation {
  load(entity: Entity, context: GraphContext): Entity | readonly Entity[] | null;
  /** Given without being asked for. */
  always?: boolean;
  /** What can be expanded inside: `$expand=policy($expand=rules)`. */
  navigation?: Readonly<Record<string, Navigation>>;
}

/** An action or function, bound to the resource or to one of its entities. */
export interface GraphOperation {
  /** Below the resource's path: `/{user}/revokeSignInSessions`, `/evaluate`, `/usage()`, `/recent(days={days})`. */
  path: string;
  /** POST is an action, GET a function. */
  method: 'GET' | 'POST';
  roles: Roles;
  /** Parameters of the body, by name. */
  parameters?: Properties;
  versions?: readonly Version[];
  activity?: string;
  /** The answer: a body (200), `undefined` (204), or status, headers and body. */
  run(context: GraphContext, body: Readonly<Record<string, unknown>>): unknown;
}

/** How an operation answers when 200 and 204 are not it. */
export interface GraphAnswer {
  $status: number;
  headers?: Record<string, string>;
  body?: unknown;
}

/** A property that needs more than reading the resource does. */
export interface Special {
  roles?: Roles;
  license?: License;
  /** Pages are no longer than this when it is selected. */
  maxTop?: number;
}

export interface GraphResource {
  /** `collection`: P and P/{id}. `singleton`: P. `references`: links to objects that live elsewhere, with `$ref`. */
  kind: 'collection' | 'singleton' | 'references';
  /** Below the version root: `/users`, `/users/{user}/authentication/methods`. */
  path: string;
  /** The type in Microsoft's metadata, without `microsoft.graph.`. */
  type: string;
  /** Where the state lies; `{parameters}` of the path can be part of it: `groupMembers/{group}`. */
  state: string;
  versions?: readonly Version[];
  methods: readonly ('list' | 'get' | 'create' | 'update' | 'replace' | 'delete')[];
  roles: { read: Roles; write?: Roles };
  /** Whose error codes it uses; `directory` when not given. */
  family?: Family;
  properties: Properties;
  /** Properties that only the beta version has. */
  betaProperties?: Properties;
  /** Properties of derived types; entities then carry `@odata.type`, and so must bodies. */
  subtypes?: Readonly<Record<string, Properties>>;
  /** A body that creates must have these. */
  required?: readonly string[];
  /** Other properties that name an entity in a path: `userPrincipalName`, `appId`. */
  keys?: readonly string[];
  /**
   * What the path's parameters name an object of, in the order of the path: a collection of state (`{ user: 'users' }`),
   * or how it is found.
   */
  parents?: Readonly<Record<string, string | ((context: GraphContext) => Entity)>>;
  /** Page size when none is asked for, and the largest: assumption page-sizes. Without it everything is one page. */
  page?: { size: number; max: number };
  /** A directory object: some queries need `ConsistencyLevel: eventual`. */
  advanced?: boolean;
  /** Given when nothing is selected; every property when not set. */
  defaultSelect?: readonly string[];
  special?: Readonly<Record<string, Special>>;
  navigation?: Readonly<Record<string, Navigation>>;
  operations?: readonly GraphOperation[];
  delta?: { reason: 'changed' | 'deleted'; life?: string };
  /** Entities carry an ETag, and writes with a stale If-Match are refused. */
  etag?: boolean;
  /** A PATCH answers with the entity (200) in place of 204. */
  answersUpdate?: boolean;
  /** Sections of a nested complex type that a PATCH does not name stay; by default the complex type is replaced whole. */
  mergesNested?: boolean;
  /** Without it the resource answers as it does in an unlicensed tenant. */
  license?: { needs: License; status: number; code: string; message: string };
  /** For `references`: collections of state in which the linked objects are. */
  of?: readonly string[];
  activity?: Partial<Activity> & { noun: string };

  /** What has no value is left out in place of null, as OneDrive and SharePoint do with facets. */
  sparse?: boolean;

  /** Set to the moment of each change: `modifiedDateTime`. */
  touched?: string;

  /** In place of `state`: what is listed or, for a singleton, what it is. */
  load?(context: GraphContext): readonly Entity[];
  /** In place of `state`: takes the changed properties of a singleton or of an entity. */
  save?(context: GraphContext, values: Entity, entity: Entity): void;
  /** In place of `state`: takes the entity away; throws `GraphError` where it cannot be. */
  erase?(context: GraphContext, entity: Entity): void;
  /** Properties that the server sets on a new entity. */
  defaults?(context: GraphContext, body: Entity): Entity;
  /** Throws `GraphError` for what the API does not accept. */
  validate?(context: GraphContext, change: { before?: Entity; after: Entity; body: Entity }): void;
  /** What must also happen after a write. */
  written?(context: GraphContext, change: { before?: Entity; after?: Entity }): void;
  /** The entity as it is shown; secrets stay inside. */
  present?(entity: Entity, context: GraphContext): Entity;
}

type Given = Omit<GraphResource, 'kind'>;

/** A list of entities: `P` and `P/{id}`. */
export function defineGraphCollection(resource: Given): GraphResource {
  return { ...resource, kind: 'collection' };
}

/** A single object: `P`. */
export function defineGraphSingleton(resource: Given): GraphResource {
  return { ...resource, kind: 'singleton' };
}

/** Links to objects that live elsewhere: `P`, `P/$ref`, `P/{id}/$ref`. */
export function defineGraphReferences(resource: Omit<Given, 'properties' | 'type'>): GraphResource {
  return {
    type: 'directoryObject',
    properties: { id: 'text', deletedDateTime: 'moment' },
    subtypes: linkProperties,
    ...resource,
    kind: 'references',
  };
}

/** What can be selected of linked objects, by their type. */
const linkProperties: Readonly<Record<string, Properties>> = {
  user: {
    accountEnabled: 'flag',
    displayName: 'text',
    givenName: 'text',
    jobTitle: 'text',
    mail: 'text',
    onPremisesImmutableId: 'text',
    onPremisesSyncEnabled: 'flag',
    surname: 'text',
    userPrincipalName: 'text',
    userType: 'text',
  },
  group: {
    description: 'text',
    displayName: 'text',
    groupTypes: texts,
    isAssignableToRole: 'flag',
    mail: 'text',
    mailEnabled: 'flag',
    securityEnabled: 'flag',
    visibility: 'text',
  },
  device: { accountEnabled: 'flag', deviceId: 'text', displayName: 'text', operatingSystem: 'text' },
  servicePrincipal: {
    accountEnabled: 'flag',
    appId: 'text',
    displayName: 'text',
    servicePrincipalType: 'text',
  },
  application: { appId: 'text', displayName: 'text' },
};

/** Properties that exist in the version, derived types' included where the entity is one. */
export function propertiesOf(resource: GraphResource, version: Version, subtype?: string): Properties {
  return {
    ...resource.properties,
    ...(version === 'beta' && resource.betaProperties),
    ...(subtype !== undefined && resource.subtypes?.[subtype]),
  };
}

/** Every property that any entity of the resource may have: what `$select` and `$filter` may name. */
export function allProperties(resource: GraphResource, version: Version): Record<string, Property> {
  return Object.assign({}, propertiesOf(resource, version), ...Object.values(resource.subtypes ?? {})) as Record<
    string,
    Property
  >;
}

export function answer(status: number, body?: unknown, headers: Record<string, string> = {}): GraphAnswer {
  return { $status: status, headers, body };
}

/** Types of the objects that links lead to, by their collection of state. */
export const linkTypes: Record<string, string> = {
  users: 'user',
  groups: 'group',
  devices: 'device',
  servicePrincipals: 'servicePrincipal',
  applications: 'application',
};
