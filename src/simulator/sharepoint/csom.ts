import { randomUUID } from 'node:crypto';
import { plainText } from '../../core/shape.ts';
import type { Response } from '../http.ts';
import type { State } from '../state.ts';
import type { Tenant } from '../tenant.ts';
import { siteObject, siteValues, tenantObject } from './objects.ts';
import { CsomError, type CsomObject } from './resource.ts';
import { type Element, XmlError, parseXml } from './xml.ts';

const tenantType = '{268004ae-ef6b-4e9b-8425-127220d84719}';
const namespace = 'http://schemas.microsoft.com/sharepoint/clientquery/2009';
/** Sites of one answer of GetSitePropertiesFromSharePoint: assumption spo-sites. */
const sitesPerPage = 200;

/** A list of sites, the one thing that CSOM gives here and that is not an object. */
interface SiteList {
  from: number;
}
type Target = CsomObject | SiteList;

const isObject = (target: Target): target is CsomObject => 'identity' in target;

/** `POST /_vti_bin/client.svc/ProcessQuery`: nothing is written when anything in the request is wrong. */
export function processQuery(tenant: Tenant, state: State, xml: string): Response {
  const trace = randomUUID();
  const header = (error: CsomError | undefined): unknown => ({
    SchemaVersion: '15.0.0.0',
    LibraryVersion: '16.0.25000.12000',
    ErrorInfo: error
      ? {
          ErrorMessage: error.message,
          ErrorValue: null,
          TraceCorrelationId: trace,
          ErrorCode: error.code,
          ErrorTypeName: error.type,
        }
      : null,
    TraceCorrelationId: trace,
  });
  try {
    return { status: 200, body: [header(undefined), ...answers(tenant, state, xml)] };
  } catch (error) {
    if (error instanceof CsomError) return { status: 200, body: [header(error)] };
    if (error instanceof XmlError)
      return {
        status: 200,
        body: [header(new CsomError(`The request is not valid: ${error.message}.`, 'System.Xml.XmlException'))],
      };
    throw error;
  }
}

function answers(tenant: Tenant, state: State, xml: string): unknown[] {
  const root = parseXml(xml);
  if (root.name !== 'Request' || root.attributes['xmlns'] !== namespace)
    throw new CsomError('The request is not a client query.');
  const paths = new Map(only(root, 'ObjectPaths').children.map((path) => [path.attributes['Id'] ?? '', path]));
  const found = new Map<string, Target>();
  const updated = new Set<CsomObject>();
  const target = (id: string | undefined): Target => {
    const path = paths.get(id ?? '');
    if (id === undefined || !path) throw new CsomError(`The object path '${id ?? ''}' does not exist.`);
    let object = found.get(id);
    if (!object) found.set(id, (object = objectOf(tenant, state, path, target, updated)));
    return object;
  };
  const written = new Map<CsomObject, Map<string, unknown>>();
  const results: unknown[] = [];
  for (const action of only(root, 'Actions').children) {
    const id = Number(action.attributes['Id']);
    const object = target(action.attributes['ObjectPathId']);
    switch (action.name) {
      case 'ObjectPath':
        results.push(id, { IsNull: false });
        break;
      case 'ObjectIdentityQuery':
        if (!isObject(object)) throw new CsomError('The object has no identity.');
        results.push(id, { _ObjectIdentity_: object.identity });
        break;
      case 'Query':
        results.push(id, isObject(object) ? shown(object) : siteList(tenant, state, object));
        break;
      case 'SetProperty': {
        if (!isObject(object)) throw new CsomError('The object has no properties.');
        const name = action.attributes['Name'] ?? '';
        const values = written.get(object) ?? new Map<string, unknown>();
        written.set(object, values.set(name, object.value(name, parameter(only(action, 'Parameter')))));
        break;
      }
      case 'Method':
        if (action.attributes['Name'] !== 'Update' || !isObject(object))
          throw new CsomError(`Method "${action.attributes['Name'] ?? ''}" does not exist.`);
        updated.add(object);
        break;
      default:
        throw new CsomError(`The action '${action.name}' is not known.`);
    }
  }
  // The tenant takes values without Update: assumption csom-tenant-set.
  for (const [object, values] of written) if (!object.needsUpdate || updated.has(object)) object.set(state, values);
  return results;
}

function objectOf(
  tenant: Tenant,
  state: State,
  path: Element,
  target: (id: string | undefined) => Target,
  updated: Set<CsomObject>,
): Target {
  switch (path.name) {
    case 'Constructor':
      if (path.attributes['TypeId']?.toLowerCase() !== tenantType)
        throw new CsomError(`The type '${path.attributes['TypeId'] ?? ''}' is not known.`);
      return tenantObject(tenant, state);
    case 'Identity':
      return byIdentity(tenant, state, path.attributes['Name'] ?? '');
    case 'Method': {
      const parent = target(path.attributes['ParentId']);
      // As an object, Update is the work that it begins.
      if (path.attributes['Name'] === 'Update' && isObject(parent)) {
        updated.add(parent);
        return operationOn(parent);
      }
      const given = only(path, 'Parameters').children.map(parameter);
      if (path.attributes['Name'] === 'GetSitePropertiesByUrl') return site(tenant, state, plainText(given[0]));
      if (path.attributes['Name'] === 'GetSitePropertiesFromSharePoint') return { from: Number(given[0] ?? 0) };
      throw new CsomError(`Method "${path.attributes['Name'] ?? ''}" does not exist.`);
    }
    default:
      throw new CsomError(`The object path '${path.name}' is not known.`);
  }
}

/** Work on a site, which is done at once: assumption csom-site-operation. */
function operationOn({ identity }: CsomObject): CsomObject {
  return {
    type: 'Microsoft.Online.SharePoint.TenantAdministration.SpoOperation',
    identity: `${identity}\nSpoOperation\nUpdate`,
    properties: { IsComplete: true, PollingInterval: 15_000 },
    needsUpdate: false,
    value(name) {
      throw new CsomError(`Field or property "${name}" does not exist.`);
    },
    set: () => undefined,
  };
}

/** `908bed80-…:{tenant}\nTenant` or `…\nSiteProperties\n{address}`. What stands before the colon is not looked at. */
function byIdentity(tenant: Tenant, state: State, identity: string): CsomObject {
  const [head = '', kind, address] = identity.split('\n');
  const id = head.slice(head.lastIndexOf(':') + 1).toLowerCase();
  if (id !== tenant.id) throw new CsomError('Unknown Error', 'System.UnauthorizedAccessException', -2147024891);
  if (kind === 'Tenant') return tenantObject(tenant, state);
  if (kind === 'SiteProperties') return site(tenant, state, decodeURIComponent(address ?? ''));
  throw new CsomError('The object identity is not known.');
}

function site(tenant: Tenant, state: State, url: string): CsomObject {
  const found = siteObject(tenant, state, url);
  if (!found) throw new CsomError(`Cannot get site ${url}.`, 'Microsoft.Online.SharePoint.Common.SpoNoSiteException');
  return found;
}

function shown(object: CsomObject): Record<string, unknown> {
  return { _ObjectType_: object.type, _ObjectIdentity_: object.identity, ...object.properties };
}

function siteList(tenant: Tenant, state: State, { from }: SiteList): Record<string, unknown> {
  const sites = state.list('sites');
  const page = sites.slice(from, from + sitesPerPage);
  const next = from + page.length < sites.length ? String(from + page.length) : null;
  return {
    _ObjectType_: 'Microsoft.Online.SharePoint.TenantAdministration.SPOSitePropertiesEnumerable',
    NextStartIndex: next === null ? -1 : Number(next),
    NextStartIndexFromSharePoint: next,
    _Child_Items_: page.map((entry) => ({
      _ObjectType_: 'Microsoft.Online.SharePoint.TenantAdministration.SiteProperties',
      _ObjectIdentity_: siteObject(tenant, state, String(entry['Url']))!.identity,
      ...siteValues(entry),
    })),
  };
}

/** The value of a `<Parameter Type="Boolean|Int32|String|…">`; text stays text and is judged by the property. */
function parameter(element: Element): unknown {
  switch (element.attributes['Type']) {
    case 'Boolean':
      if (!/^(true|false)$/i.test(element.text))
        throw new CsomError('The value is not a Boolean.', 'System.FormatException');
      return /true/i.test(element.text);
    case 'Int32':
    case 'Enum':
      if (!/^-?\d+$/.test(element.text)) throw new CsomError('The value is not an Int32.', 'System.FormatException');
      return Number(element.text);
    case 'String':
      return element.text;
    case 'Null':
      return null;
    case 'Array':
      return element.children.map((child) =>
        parameter({ ...child, attributes: { Type: 'String', ...child.attributes } }),
      );
    default:
      throw new CsomError(`The parameter type '${element.attributes['Type'] ?? ''}' is not known.`);
  }
}

function only(parent: Element, name: string): Element {
  const found = parent.children.filter((child) => child.name === name);
  if (found.length !== 1) throw new CsomError(`The request needs one '${name}' inside '${parent.name}'.`);
  return found[0]!;
}
