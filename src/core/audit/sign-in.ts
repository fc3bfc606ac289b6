import type { AuditEvent } from '../audit-event.ts';
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

/** What a sign-in record of any source says beyond error number, place and device. */
export function signInOf(event: AuditEvent): SignInFacts {
  return event.source === 'sign-in' ? graphFacts(event.raw) : unifiedFacts(event);
}

function graphFacts(raw: AuditEvent['raw']): SignInFacts {
  const status = fieldsOf(raw['status']);
  const clientApp = textOf(raw['clientAppUsed']);
  const reason = [status?.['failureReason'], status?.['additionalDetails']].map(textOf).filter(Boolean).join('; ');
  const kinds = [raw['signInEventTypes']].flat().map((kind) => textOf(kind)?.toLowerCase());
  const nonInteractive = kinds.includes('noninteractiveuser') || yesOf(raw['isInteractive']) === false;
  const risk = textOf(raw['riskLevelDuringSignIn'])?.toLowerCase();
  return {
    interactive: !nonInteractive,
    legacy:
      legacyClients.test(clientApp ?? '') || /^(?:BAV2ROPC|CBAInPROD|CBAinTAR)\b/i.test(textOf(raw['userAgent']) ?? ''),
    riskTypes: [raw['riskEventTypes_v2'] ?? raw['riskEventTypes']]
      .flat()
      .map(textOf)
      .filter((type) => type !== undefined),
    continuation: false,
    ...optional({
      clientApp,
      reason: reason || undefined,
      conditionalAccess: textOf(raw['conditionalAccessStatus']),
      mfa: graphMfa(raw),
      risk,
      resource: textOf(raw['resourceDisplayName']),
      homeTenant: textOf(raw['homeTenantId'])?.toLowerCase(),
      protocol: textOf(raw['authenticationProtocol']),
    }),
  };
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
  const extended = pairsOf(event.raw['ExtendedProperties']);
  const request = extended.get('requesttype')?.toLowerCase() ?? '';
  return {
    // Token renewals come as OAuth2:Token; a person at a screen as OAuth2:Authorize, Login:login or SAS:ProcessAuth.
    interactive: request !== 'oauth2:token',
    legacy: /^(?:BAV2ROPC|CBAInPROD|CBAinTAR)\b/i.test(event.agent ?? ''),
    riskTypes: [],
    continuation: /^login:(?:resume|reprocess)$/.test(request) || /^(?:kmsi|cmsi):/.test(request),
    ...optional({
      reason: textOf(event.raw['LogonError']),
      clientApp: undefined,
      conditionalAccess: undefined,
      mfa: undefined,
      risk: undefined,
      resource: undefined,
      homeTenant: undefined,
      protocol: undefined,
    }),
  };
}

type Optional = Omit<SignInFacts, 'interactive' | 'legacy' | 'riskTypes' | 'continuation'>;
function optional(facts: { [K in keyof Required<Optional>]: Optional[K] | undefined }): Optional {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
}
