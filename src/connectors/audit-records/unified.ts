import { momentOf } from '../../core/clock.ts';
import type { AuditEvent } from '../../core/audit-event.ts';
import { fieldsOf, numberOf, objectsOf, opens, pairsOf, textOf } from '../../core/audit/values.ts';
import { actorOf } from './actor.ts';
import { bareAddress } from './address.ts';
import { recordTypeNumber } from './record-types.ts';
import { eventMillis } from './time.ts';
import { workloadOf } from './workload.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Operation names with a trailing space, one final dot or an en dash are the same operation. */
export function plainOperation(given: string): string {
  let name = given.trim();
  if (name.includes('–')) name = name.replaceAll('–', '-');
  return name.endsWith('.') ? name.slice(0, -1).trimEnd() : name;
}

/** An event of a record in the spelling of the Management API; a word for the fault when it is none. */
export function unifiedEvent(raw: Fields): AuditEvent | 'no-time' | 'no-operation' {
  const millis = eventMillis(raw['CreationTime'] ?? raw['CreationDate'] ?? raw['TimeGenerated']);
  if (Number.isNaN(millis)) return 'no-time';
  const given = raw['Operation'];
  if (typeof given !== 'string' || given.trim() === '') return 'no-operation';
  const recordType = recordTypeNumber(raw['RecordType']);
  const tenant = lower(raw['OrganizationId']) ?? '';
  const extended = recordType === 15 || recordType === 8 ? pairsOf(raw['ExtendedProperties']) : undefined;
  const errorCode = errorOf(raw, given);
  const operation = signInName(plainOperation(given), errorCode);
  const op = operation.toLowerCase();
  const object = textOf(raw['ObjectId']);
  const event: AuditEvent = {
    id: lower(raw['Id']) ?? '',
    tenant,
    millis,
    at: momentIn(raw['CreationTime']) ?? momentOf(millis),
    source: 'unified',
    recordType,
    workload: workloadOf(raw['Workload'], recordType),
    operation,
    op,
    outcome: outcomeOf(op, errorCode, raw['ResultStatus']),
    actor: actorOfRecord(raw, tenant),
    raw,
  };
  // Set one by one: two million records make the difference to spreading objects felt.
  const access = fieldsOf(raw['AppAccessContext']);
  const ip = bareAddress(raw['ClientIP']) ?? bareAddress(raw['ClientIPAddress']) ?? bareAddress(raw['ActorIpAddress']);
  const agent = textOf(raw['UserAgent']) ?? extendedAgent(extended) ?? textOf(raw['ClientInfoString']);
  const app = appOf(raw, access);
  const session = textOf(access?.['AADSessionId']) ?? textOf(raw['SessionId']) ?? sessionOf(raw);
  const correlation =
    textOf(raw['CorrelationId']) ?? textOf(access?.['CorrelationId']) ?? textOf(raw['InterSystemsId']);
  const site = siteOf(raw, object);
  if (errorCode !== undefined) event.errorCode = errorCode;
  if (ip !== undefined) event.ip = ip;
  if (agent !== undefined) event.agent = agent;
  if (app !== undefined) event.app = app;
  if (session !== undefined) event.session = session;
  if (correlation !== undefined) event.correlation = correlation;
  if (site !== undefined) event.site = site;
  if (object !== undefined) event.object = object;
  return event;
}

/** The usual form needs no calendar. */
function momentIn(given: unknown): string | undefined {
  return typeof given === 'string' && given.length === 19 && given.charAt(10) === 'T' ? `${given}.000Z` : undefined;
}

function lower(value: unknown): string | undefined {
  return textOf(value)?.toLowerCase();
}

/** A log has few people and many records. */
const actors = new Map<string, AuditEvent['actor']>();
const actorLimit = 20_000;

function actorOfRecord(raw: Fields, tenant: string): AuditEvent['actor'] {
  const { UserId, UserType, UserKey } = raw;
  if (typeof UserId !== 'string' || (UserKey !== undefined && typeof UserKey !== 'string'))
    return madeActor(raw, tenant);
  const key = `${UserId}\n${UserType as string}\n${UserKey ?? ''}\n${tenant}`;
  const known = actors.get(key);
  if (known) return known;
  const actor = madeActor(raw, tenant);
  // Of a service principal the name stands elsewhere in the record.
  if (actor.kind === 'service') return actor;
  if (actors.size >= actorLimit) actors.clear();
  actors.set(key, actor);
  return actor;
}

function madeActor(raw: Fields, tenant: string): AuditEvent['actor'] {
  const actor = actorOf(raw['UserId'], numberOf(raw['UserType']), raw['UserKey'], tenant);
  if (actor.kind !== 'service') return actor;
  // Entra names the application only in the list of actors. Type 1 is a display name.
  const name = objectsOf(raw['Actor']).find((entry) => numberOf(entry['Type']) === 1)?.['ID'];
  return { ...actor, name: textOf(name) ?? actor.name };
}

/** Words that stand in LogonError where a forwarder dropped the number. */
const errorWords: Readonly<Record<string, number>> = {
  invalidusernameorpassword: 50126,
  invalidpasswordexpiredpassword: 50055,
  idslocked: 50053,
  userdisabled: 50057,
  useraccountnotfound: 50034,
  useraccountnotfoundinforwardingtenant: 50034,
  userstrongauthclientauthnrequired: 50074,
  userstrongauthclientauthnrequiredinterrupt: 50074,
  authenticationfailedsasinvalidcode: 500121,
  authenticationfailedsaserror: 500121,
  blockedbyconditionalaccess: 53003,
};

function errorOf(raw: Fields, operation: string): number | undefined {
  const error = numberOf(raw['ErrorNumber'] ?? raw['ErrorCode']);
  if (error !== undefined) return error;
  if (!/^userlog(?:gedin|inf)/i.test(operation)) return undefined;
  return errorWords[textOf(raw['LogonError'])?.toLowerCase() ?? ''];
}

function signInName(operation: string, errorCode: number | undefined): string {
  return errorCode && operation.toLowerCase() === 'userloggedin' ? 'UserLoginFailed' : operation;
}

const good = new Set(['success', 'succeeded', 'true', 'partiallysucceeded', 'partialsuccess', '0', 'completed']);
const bad = new Set(['failed', 'failure', 'false', 'fail', 'timeout', 'clienterror', 'servererror']);

function outcomeOf(op: string, errorCode: number | undefined, status: unknown): AuditEvent['outcome'] {
  if (errorCode || op.endsWith('loginfailed')) return 'failure';
  const word = textOf(status)?.toLowerCase();
  // Most services record only what has happened, and say nothing of its success.
  if (word === undefined || good.has(word)) return 'success';
  return bad.has(word) ? 'failure' : 'unknown';
}

function extendedAgent(extended: ReadonlyMap<string, string> | undefined): string | undefined {
  if (!extended) return undefined;
  const direct = extended.get('useragent');
  if (direct) return direct;
  const details = extended.get('additionaldetails');
  return details ? textOf(fieldsOf(opens(details))?.['User-Agent']) : undefined;
}

function sessionOf(raw: Fields): string | undefined {
  return raw['DeviceProperties'] === undefined
    ? undefined
    : pairsOf(raw['DeviceProperties']).get('sessionid') || undefined;
}

function appOf(raw: Fields, access: Fields | undefined): AuditEvent['app'] {
  const id =
    lower(raw['ApplicationId']) ?? lower(raw['ClientAppId']) ?? lower(raw['AppId']) ?? lower(access?.['ClientAppId']);
  const name = textOf(raw['ApplicationDisplayName']) ?? textOf(raw['ClientApplication']);
  if (id === undefined) return name === undefined ? undefined : { name };
  return name === undefined ? { id } : { id, name };
}

function siteOf(raw: Fields, object: string | undefined): string | undefined {
  const given = textOf(raw['SiteUrl'])?.replace(/\/+$/, '');
  if (given !== undefined && /^https?:/i.test(given)) return given;
  return object === undefined ? undefined : /^https:\/\/[^/]+\/(?:sites|teams|personal)\/[^/?#]+/i.exec(object)?.[0];
}
