import { isPlainObject } from '../../core/shape.ts';
import { type CallSettings, callJson, statusError } from '../http/call.ts';
import { ConnectorError } from '../http/errors.ts';
import { type LimitedTenant, limitsOf } from '../http/limits.ts';
import type { CallFacts } from '../http/paging.ts';
import { parseServiceError } from '../http/service-error.ts';

export interface CsomSettings extends CallSettings {
  tenant: LimitedTenant;
  /** `https://{prefix}-admin.sharepoint.com/_vti_bin/client.svc/ProcessQuery`. */
  address: string;
}

type Value = string | number | boolean | readonly string[];

/** The type of SharePoint's Tenant object, which every request begins at. */
const tenantType = '{268004ae-ef6b-4e9b-8425-127220d84719}';

/** Site properties that are enumerations; the tenant's take them as plain numbers. */
const siteEnumerations = new Set([
  'SharingCapability',
  'DenyAddAndCustomizePages',
  'DisableFlows',
  'ConditionalAccessPolicy',
  'DefaultSharingLinkType',
  'DefaultLinkPermission',
  'SharingDomainRestrictionMode',
  'LimitedAccessFileType',
  'SandboxedCodeActivationCapability',
]);

/** Milliseconds for which SharePoint's own work on a site is waited for. */
const patience = 10 * 60_000;

/**
 * Writes properties of the tenant in one request; enumerations as their numbers. The Tenant object is addressed by the
 * identity that a first query gives. Throws ConnectorError, also for an error inside an answer of 200.
 */
export async function setTenantProperties(
  settings: CsomSettings,
  properties: Readonly<Record<string, Value>>,
): Promise<void> {
  const call = 'ProcessQuery Tenant';
  const setters = settersOf(properties, 7, call, () => 'Int32');
  const answer = await processQuery(
    settings,
    call,
    '<ObjectPath Id="2" ObjectPathId="1"/><ObjectIdentityQuery Id="3" ObjectPathId="1"/>',
    `<Constructor Id="1" TypeId="${tenantType}"/>`,
    true,
  );
  const identity = answer.find((part) => isPlainObject(part) && typeof part['_ObjectIdentity_'] === 'string');
  if (!isPlainObject(identity))
    throw new ConnectorError('unexpected-shape', {
      service: settings.service,
      call,
      detail: 'Wanted the identity of the tenant object.',
    });
  // Lists are taken over by an Update only, single values at once; both as public tools do it.
  const update = Object.values(properties).some((value) => Array.isArray(value))
    ? '<Method Name="Update" Id="4" ObjectPathId="7"/>'
    : '';
  await processQuery(
    settings,
    call,
    setters + update,
    `<Identity Id="7" Name="${escapeXml(String(identity['_ObjectIdentity_']), call)}"/>`,
  );
}

/** Writes properties of one site and waits until SharePoint has carried them out. */
export async function setSiteProperties(
  settings: CsomSettings,
  site: string,
  properties: Readonly<Record<string, Value>>,
): Promise<void> {
  const call = 'ProcessQuery SiteProperties';
  const setters = settersOf(properties, 5, call, (name) => (siteEnumerations.has(name) ? 'Enum' : 'Int32'));
  const answer = await processQuery(
    settings,
    call,
    `${setters}<ObjectPath Id="9" ObjectPathId="8"/>${progressQuery(8)}`,
    `<Constructor Id="3" TypeId="${tenantType}"/>` +
      `<Method Id="5" ParentId="3" Name="GetSitePropertiesByUrl"><Parameters><Parameter Type="String">${escapeXml(site, call)}` +
      '</Parameter><Parameter Type="Boolean">false</Parameter></Parameters></Method><Method Id="8" ParentId="5" Name="Update"/>',
  );
  await finished(settings, call, answer);
}

function progressQuery(path: number): string {
  return (
    `<ObjectIdentityQuery Id="10" ObjectPathId="${path}"/><Query Id="11" ObjectPathId="${path}">` +
    '<Query SelectAllProperties="false"><Properties><Property Name="IsComplete" ScalarProperty="true"/>' +
    '<Property Name="PollingInterval" ScalarProperty="true"/></Properties></Query></Query>'
  );
}

/** Asks until the operation that an Update began is complete. Its interval is in milliseconds. */
async function finished(settings: CsomSettings, call: string, first: readonly unknown[]): Promise<void> {
  const { transport, signal, service } = settings;
  let operation = operationOf(first);
  for (let waited = 0; operation && operation['IsComplete'] === false;) {
    const interval = Math.min(Math.max(Number(operation['PollingInterval']) || 15_000, 1000), 60_000);
    waited += interval;
    const identity = operation['_ObjectIdentity_'];
    if (waited > patience || typeof identity !== 'string')
      throw new ConnectorError('timeout', {
        service,
        call,
        mayHaveRun: true,
        detail: 'SharePoint is still working on it.',
      });
    await transport.timer.sleep(interval, signal).catch(() => {
      throw new ConnectorError('cancelled', { service, call, mayHaveRun: true });
    });
    const path = `<Identity Id="8" Name="${escapeXml(identity, call)}"/>`;
    operation = operationOf(await processQuery(settings, call, progressQuery(8), path, true)) ?? operation;
  }
}

function operationOf(answer: readonly unknown[]): Record<string, unknown> | undefined {
  return answer.findLast((part): part is Record<string, unknown> => isPlainObject(part) && 'IsComplete' in part);
}

function settersOf(
  properties: Readonly<Record<string, Value>>,
  path: number,
  call: string,
  numberType: (name: string) => string,
): string {
  return Object.entries(properties)
    .map(([name, value], index) => {
      if (!/^[A-Za-z]\w*$/.test(name)) throw wrong(call, 'A property name is not one.');
      return `<SetProperty Id="${100 + index}" ObjectPathId="${path}" Name="${name}">${parameterOf(value, call, numberType(name))}</SetProperty>`;
    })
    .join('');
}

function parameterOf(value: Value, call: string, numberType: string): string {
  if (typeof value === 'boolean') return `<Parameter Type="Boolean">${value}</Parameter>`;
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw wrong(call, 'A number is no whole number.');
    const type = Math.abs(value) > 0x7fffffff ? 'Int64' : numberType;
    return `<Parameter Type="${type}">${value}</Parameter>`;
  }
  if (typeof value === 'string') return `<Parameter Type="String">${escapeXml(value, call)}</Parameter>`;
  const entries = value.map((entry) =>
    /^\{?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?$/i.test(entry)
      ? `<Object Type="Guid">{${entry.replaceAll(/[{}]/g, '')}}</Object>`
      : `<Object Type="String">${escapeXml(entry, call)}</Object>`,
  );
  return `<Parameter Type="Array">${entries.join('')}</Parameter>`;
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  '\r': '&#xD;',
};

/** Text for XML content and attributes; refuses what XML 1.0 cannot hold. */
export function escapeXml(text: string, call: string): string {
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(text) || !text.isWellFormed())
    throw wrong(call, 'A value has a character that XML cannot hold.');
  return text.replaceAll(/[&<>"'\t\n\r]/g, (found) => escapes[found]!);
}

function wrong(call: string, detail: string): ConnectorError {
  return new ConnectorError('bad-request', { service: 'sharepoint', call, detail });
}

/**
 * One CSOM request. The answer is a list: first a header with ErrorInfo, then results. Values that are set twice are
 * the same, so it may be repeated.
 */
async function processQuery(
  settings: CsomSettings,
  call: string,
  actions: string,
  paths: string,
  reads = false,
): Promise<readonly unknown[]> {
  const { service, tenant, address, now } = settings;
  const facts: CallFacts = { service, call };
  const answer = await callJson(settings, {
    method: 'POST',
    url: address,
    call,
    limits: limitsOf(service, tenant, 'POST', '/ProcessQuery'),
    text: {
      body:
        '<Request AddExpandoFieldTypeSuffix="true" SchemaVersion="15.0.0.0" LibraryVersion="16.0.0.0" ApplicationName="Wardline" ' +
        `xmlns="http://schemas.microsoft.com/sharepoint/clientquery/2009"><Actions>${actions}</Actions><ObjectPaths>${paths}</ObjectPaths></Request>`,
      type: 'text/xml',
    },
    reads,
    repeatable: true,
  });
  const [header] = Array.isArray(answer.body) ? (answer.body as unknown[]) : [];
  if (!Array.isArray(answer.body) || !isPlainObject(header) || !('ErrorInfo' in header))
    throw new ConnectorError('unexpected-shape', { ...facts, detail: 'Wanted a list that begins with ErrorInfo.' });
  const info = header['ErrorInfo'];
  if (info !== null) throw statusError({ ...facts, now: now() }, answer, parseServiceError(info));
  return answer.body as unknown[];
}
