import type { AuditEvent } from '../audit-event.ts';
import { once } from './once.ts';
import { fieldsOf, objectsOf, pairsOf, textOf, yesOf } from './values.ts';

export interface SignInFacts {
  /** False only where the record says so; the unified log says it by request type alone. */
  interactive: boolean;
  /** As logged: `Browser`, `IMAP4`, `Authenticated SMTP`, `BAV2ROPC`. */
  clientApp?: string;
  /** A protocol that cannot do MFA. */
  legacy: boolean;
  /** Words of the log on the failure: `MFA denied; user declined the authentication`. */
  reason?: string;
  conditionalAccess?: string;
  /** True when a second factor was asked for and given. */
  mfa?: boolean;
  /** `none`, `low`, `medium`, `high`, `hidden`. */
  risk?: string;
  riskTypes: readonly string[];
  resource?: string;
  /** Tenant that the account comes from, lower case. */
  homeTenant?: string;
  protocol?: string;
  /** Failed because a policy or service asks for it, not because a person mistyped: `Login:resume`, `Login:reprocess`. */
  continuation: boolean;
}

const legacyClients =
  /^(?:authenticated smtp|autodiscover|exchange activesync|exchange online powershell|exchange web services|imap4?|mapi over http|offline address book|outlook anywhere(?: \(rpc over http\))?|pop3?|reporting web services|universal outlook|other clients?(?:; .*)?|smtp)$/i;

const legacyAgents = /^(?:BAV2ROPC|CBAInPROD|CBAinTAR)\b/i;

/** What a sign-in record of any source says beyond error number, place and device. */
export const signInOf = once(signInFacts);

function signInFacts(event: AuditEvent): SignInFacts {
  return event.source === 'sign-in' ? graphFacts(event.raw) : unifiedFacts(event);
}

function graphFacts(raw: AuditEvent['raw']): SignInFacts {
  const status = fieldsOf(raw['status']);
  const kinds = raw['signInEventTypes'];
  const nonInteractive =
    (Array.isArray(kinds) ? kinds : [kinds]).some((kind) => textOf(kind)?.toLowerCase() === 'noninteractiveuser') ||
    yesOf(raw['isInteractive']) === false;
  const clientApp = textOf(raw['clientAppUsed']);
  const facts: Writable = {
    interactive: !nonInteractive,
    legacy: legacyClients.test(clientApp ?? '') || legacyAgents.test(textOf(raw['userAgent']) ?? ''),
    riskTypes: textsOf(raw['riskEventTypes_v2'] ?? raw['riskEventTypes']),
    continuation: false,
  };
  const failure = textOf(status?.['failureReason']);
  const details = textOf(status?.['additionalDetails']);
  put(facts, 'clientApp', clientApp);
  put(facts, 'reason', failure && details ? `${failure}; ${details}` : (failure ?? details));
  put(facts, 'conditionalAccess', textOf(raw['conditionalAccessStatus']));
  put(facts, 'mfa', graphMfa(raw));
  put(facts, 'risk', textOf(raw['riskLevelDuringSignIn'])?.toLowerCase());
  put(facts, 'resource', textOf(raw['resourceDisplayName']));
  put(facts, 'homeTenant', textOf(raw['homeTenantId'])?.toLowerCase());
  put(facts, 'protocol', textOf(raw['authenticationProtocol']));
  return facts;
}

function textsOf(value: unknown): string[] {
  if (value === undefined || value === null) return [];
  return (Array.isArray(value) ? value : [value]).map(textOf).filter((text) => text !== undefined);
}

type Writable = { -readonly [K in keyof SignInFacts]: SignInFacts[K] };

/** Only what is known stands in the facts. Every sign-in passes here: this has to be fast. */
function put<K extends keyof SignInFacts>(facts: Writable, name: K, value: SignInFacts[K] | undefined): void {
  if (value !== undefined) facts[name] = value;
}

function graphMfa(raw: AuditEvent['raw']): boolean | undefined {
  const steps = objectsOf(raw['authenticationDetails']);
  if (steps.length > 0)
    return (
      steps.filter((step) => yesOf(step['succeeded']) === true).length > 1 ||
      /mfa.*satisfied|MFA requirement satisfied/i.test(JSON.stringify(steps))
    );
  return textOf(raw['authenticationRequirement'])?.toLowerCase() === 'singlefactorauthentication' ? false : undefined;
}

function unifiedFacts(event: AuditEvent): SignInFacts {
  const request = pairsOf(event.raw['ExtendedProperties']).get('requesttype')?.toLowerCase() ?? '';
  const facts: Writable = {
    // Token renewals come as OAuth2:Token; a person at a screen as OAuth2:Authorize, Login:login or SAS:ProcessAuth.
    interactive: request !== 'oauth2:token',
    legacy: legacyAgents.test(event.agent ?? ''),
    riskTypes: [],
    continuation: /^login:(?:resume|reprocess)$/.test(request) || /^(?:kmsi|cmsi):/.test(request),
  };
  put(facts, 'reason', textOf(event.raw['LogonError']));
  return facts;
}
