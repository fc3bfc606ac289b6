import { isPlainObject, plainText } from '../../../core/shape.ts';
import type { ClientAppType, Platform, SignIn, SignInDevice } from '../../../core/sign-in.ts';
import type { GraphClient } from '../../resource.ts';
import { type Raw, query, records } from './reading.ts';

/**
 * The interactive sign-ins of people between two moments (ISO 8601 UTC), newest first, page by page. It takes
 * AuditLog.Read.All and Entra ID P1: without the license Graph refuses with `not-licensed`. Logs reach back 30 days.
 * The beta form, because v1.0 says neither whether a device code was used nor which methods were.
 * https://learn.microsoft.com/graph/api/signin-list?view=graph-rest-beta
 */
export async function* readSignIns(graph: GraphClient, span: { from: string; to: string }): AsyncGenerator<SignIn> {
  const filter = `createdDateTime ge ${seconds(span.from)} and createdDateTime le ${seconds(span.to)}`;
  const path = query('/auditLogs/signIns', { filter, top: '1000' });
  for await (const record of graph.list(path, { version: 'beta' })) {
    const signIn = signInOf(record);
    if (signIn) yield signIn;
  }
}

/** OData moments without a fraction, which is what the reports compare by. */
function seconds(moment: string): string {
  return moment.replace(/\.\d+Z$/, 'Z');
}

/** A logged sign-in in our words; undefined for what is no sign-in of a person. */
export function signInOf(raw: Raw): SignIn | undefined {
  const [id, at, userId] = [text(raw['id']), text(raw['createdDateTime']), text(raw['userId'])];
  if (!id || !at || !userId) return undefined;
  const status = isPlainObject(raw['status']) ? raw['status']['errorCode'] : undefined;
  const principalName = text(raw['userPrincipalName']) ?? '';
  const kind = text(raw['userType'])?.toLowerCase();
  const resourceId = text(raw['resourceId'])?.toLowerCase();
  const clientAppUsed = text(raw['clientAppUsed']) ?? '';
  const device = deviceOf(raw['deviceDetail']);
  const country = isPlainObject(raw['location']) ? text(raw['location']['countryOrRegion']) : undefined;
  const authentication = authenticationOf(raw);
  const flow = flowOf(raw);
  const contexts = raw['authenticationContextClassReferences'];
  const homeTenantId = text(raw['homeTenantId'])?.toLowerCase();
  const clientApp = clientAppOf(clientAppUsed);
  const ip = text(raw['ipAddress']);
  const risk = text(raw['riskLevelDuringSignIn']);
  return {
    id,
    at,
    user: {
      id: userId.toLowerCase(),
      name: text(raw['userDisplayName']) ?? principalName,
      principalName,
      ...((kind === 'member' || kind === 'guest') && { kind }),
      ...(homeTenantId && { homeTenantId }),
    },
    app: { id: (text(raw['appId']) ?? '').toLowerCase(), name: text(raw['appDisplayName']) ?? 'an app without a name' },
    ...(resourceId && { resource: { id: resourceId, name: text(raw['resourceDisplayName']) ?? '' } }),
    ...(clientApp && { clientApp }),
    clientAppUsed,
    ...(device && { device }),
    ...(ip && { ip }),
    ...(country && { country }),
    ...(risk && { risk }),
    ...(flow && { flow }),
    ...(Array.isArray(contexts) && { contexts: records(contexts).map((entry) => plainText(entry['id'])) }),
    ...authentication,
    applied: records(raw['appliedConditionalAccessPolicies']).map((policy) => ({
      id: plainText(policy['id']),
      name: plainText(policy['displayName']),
      result: plainText(policy['result']),
    })),
    // An outcome that was not logged is no success.
    errorCode: typeof status === 'number' ? status : -1,
  };
}

function text(value: unknown): string | undefined {
  const found = plainText(value);
  return found === '' ? undefined : found;
}

/** Everything that is not one of the first three is legacy authentication: IMAP4, POP3, SMTP and their like. */
function clientAppOf(used: string): ClientAppType | undefined {
  const name = used.toLowerCase();
  if (name === '' || name === 'unknown') return undefined;
  if (name === 'browser') return 'browser';
  if (name === 'mobile apps and desktop clients') return 'mobileAppsAndDesktopClients';
  return name.includes('activesync') ? 'exchangeActiveSync' : 'other';
}

const platforms: readonly [RegExp, Platform][] = [
  [/^windows ?phone/, 'windowsPhone'],
  [/^windows/, 'windows'],
  [/^(?:ios|ipad)/, 'iOS'],
  [/^android/, 'android'],
  [/^mac/, 'macOS'],
  [/linux|ubuntu|debian|fedora|red ?hat/, 'linux'],
];

function deviceOf(raw: unknown): SignInDevice | undefined {
  if (!isPlainObject(raw)) return undefined;
  const system = text(raw['operatingSystem']);
  const trust = trustOf(raw['trustType']);
  const name = text(raw['displayName']);
  const flag = (value: unknown): boolean | undefined =>
    typeof value === 'boolean' ? value : value === null ? false : undefined;
  const [compliant, managed] = [flag(raw['isCompliant']), flag(raw['isManaged'])];
  return {
    ...('deviceId' in raw && { id: plainText(raw['deviceId']) }),
    ...(name && { name }),
    ...(system && {
      operatingSystem: system,
      platform: platforms.find(([pattern]) => pattern.test(system.toLowerCase()))?.[1] ?? 'none',
    }),
    ...(compliant !== undefined && { compliant }),
    ...(managed !== undefined && { managed }),
    ...(trust && { trust }),
  };
}

/** The log writes trust types in words that changed with the product's name, the filters in codes [M]. */
function trustOf(raw: unknown): SignInDevice['trust'] {
  if (raw === undefined) return undefined;
  const name = plainText(raw).toLowerCase();
  if (name === '') return 'none';
  if (name.includes('hybrid') || name === 'serverad') return 'hybrid';
  if (name.includes('registered') || name === 'workplace') return 'registered';
  return name.includes('joined') || name === 'azuread' ? 'joined' : undefined;
}

function authenticationOf(raw: Raw): Pick<SignIn, 'mfa' | 'methods'> {
  const requirement = plainText(raw['authenticationRequirement']);
  const details = raw['authenticationDetails'];
  const methods = records(details)
    .filter((entry) => entry['succeeded'] !== false)
    .map((entry) => plainText(entry['authenticationMethod']))
    .filter((name) => name !== '');
  return {
    ...(requirement !== '' && { mfa: requirement === 'multiFactorAuthentication' }),
    ...(Array.isArray(details) && { methods }),
  };
}

/** `authenticationProtocol` tells a device code; `originalTransferMethod` also a sign-in passed on by QR code [M]. */
function flowOf(raw: Raw): SignIn['flow'] {
  const [protocol, transfer] = [text(raw['authenticationProtocol']), text(raw['originalTransferMethod'])];
  if (protocol === 'deviceCode' || transfer === 'deviceCodeFlow') return 'deviceCodeFlow';
  if (transfer === 'authenticationTransfer') return 'authenticationTransfer';
  return protocol !== undefined || transfer !== undefined ? 'none' : undefined;
}
