import { plainText } from '../../core/shape.ts';
import { isoTime } from '../clock.ts';
import { guidOf } from '../random.ts';
import { type Entity, frozen } from '../store.ts';
import type { Tenant } from '../tenant.ts';
import type { World } from '../world.ts';
import { type Attempt, type PolicyResult, evaluatePolicies } from './conditional-access.ts';

/** A person who signs in, for `control.signIn` and the device code flow. */
export interface SignInAttempt extends Omit<Attempt, 'userId'> {
  /** Object id or user principal name. */
  user: string;
  appDisplayName?: string;
  /** The client that asks for it, where that is another app: Outlook Mobile for Exchange Online. */
  clientApp?: { id: string; name: string };
  /** Methods that were used, as the log names them; a password and the Authenticator when not given. */
  methods?: readonly string[];
  /** `clientAppUsed` of the log: `Browser`, `IMAP4`, `Exchange ActiveSync`. */
  clientAppUsed?: string;
  deviceDetail?: Entity;
  /** ISO 8601; now when not given. Rehearsals need a past. */
  at?: string;
}

export interface SignInOutcome {
  allowed: boolean;
  /** 0 when allowed. Numbers: assumption sign-in-codes. */
  errorCode: number;
  reason: string;
  policies: PolicyResult[];
}

/** Decides a sign-in by the tenant's state and writes it into the log. Report-only policies never decide. */
export function signIn(world: World, tenant: Tenant, attempt: SignInAttempt): SignInOutcome {
  const { outcome, entry } = signInAt(tenant, attempt, attempt.at ?? isoTime(world.clock.now()));
  if (entry) recordLogon(tenant, entry, outcome.allowed);
  return outcome;
}

/** The same at any moment, for a tenant's history. It goes to the sign-in log alone. */
export function signInAt(
  tenant: Tenant,
  attempt: SignInAttempt,
  at: string,
): { outcome: SignInOutcome; entry?: Entity } {
  const wanted = attempt.user.toLowerCase();
  const user =
    tenant.store.get('users', wanted) ??
    tenant.store.list('users').find((entry) => lower(entry['userPrincipalName']) === wanted);
  if (!user)
    return {
      outcome: { allowed: false, errorCode: 50034, reason: 'The user account does not exist.', policies: [] },
    };
  const policies = evaluatePolicies(tenant, { ...attempt, userId: String(user['id']) });
  const outcome = { ...decide(tenant, user, attempt, policies), policies };
  const entry = frozen(record(tenant, user, attempt, outcome, at));
  tenant.logs.signIns.push(entry);
  return { outcome, entry };
}

/** An application that got a token for itself. v1.0 does not list these. */
export function recordAppSignIn(world: World, tenant: Tenant, principal: Entity, resource: string, ip: string): void {
  const count = tenant.logs.signIns.length;
  tenant.logs.signIns.push(
    frozen({
      id: guidOf(`${tenant.id} sign-in ${count}`),
      createdDateTime: isoTime(world.clock.now()),
      appId: principal['appId'],
      appDisplayName: principal['displayName'],
      servicePrincipalId: principal['id'],
      servicePrincipalName: principal['displayName'],
      resourceDisplayName: resource,
      ipAddress: ip,
      isInteractive: false,
      signInEventTypes: ['servicePrincipal'],
      status: { errorCode: 0, failureReason: 'Other.', additionalDetails: null },
    }),
  );
}

/** The unified log's own entry of a person's sign-in. */
function recordLogon(tenant: Tenant, entry: Entity, allowed: boolean): void {
  tenant.logs.unifiedAudit.push(
    frozen({
      CreationTime: plainText(entry['createdDateTime']).replace('Z', ''),
      Id: entry['id'],
      Operation: allowed ? 'UserLoggedIn' : 'UserLoginFailed',
      OrganizationId: tenant.id,
      RecordType: 15,
      ResultStatus: allowed ? 'Success' : 'Failed',
      UserKey: entry['userId'],
      UserType: 0,
      Version: 1,
      Workload: 'AzureActiveDirectory',
      ClientIP: entry['ipAddress'],
      UserId: entry['userPrincipalName'],
      ObjectId: entry['appId'],
      ApplicationId: entry['appId'],
    }),
  );
}

function decide(
  tenant: Tenant,
  user: Entity,
  attempt: SignInAttempt,
  policies: readonly PolicyResult[],
): { allowed: boolean; errorCode: number; reason: string } {
  const stop = (errorCode: number, reason: string): { allowed: false; errorCode: number; reason: string } => ({
    allowed: false,
    errorCode,
    reason,
  });
  if (user['accountEnabled'] === false) return stop(50057, 'The user account is disabled.');
  const failed = policies.filter(({ result }) => result === 'failure');
  const missing = failed.flatMap((policy) => policy.missing);
  if (missing.includes('block')) return stop(53003, 'Access has been blocked by Conditional Access policies.');
  if (missing.includes('compliantDevice')) return stop(53000, 'Device is not in required device state: compliant.');
  if (missing.includes('domainJoinedDevice'))
    return stop(53001, 'Device is not in required device state: domain joined.');
  if (missing.length > 0) return stop(50076, 'Multifactor authentication is required.');
  const secure = tenant.store.get('securityDefaults', '')?.['isEnabled'] === true;
  if (secure && attempt.clientAppType === 'other') return stop(53003, 'Security defaults block legacy authentication.');
  if (secure && !attempt.satisfies?.includes('mfa')) return stop(50074, 'Strong authentication is required.');
  return { allowed: true, errorCode: 0, reason: 'Other.' };
}

function record(
  tenant: Tenant,
  user: Entity,
  attempt: SignInAttempt,
  outcome: SignInOutcome,
  createdDateTime: string,
): Entity {
  const { policies } = outcome;
  const applied = policies.some(({ result }) => result === 'success' || result === 'failure');
  return {
    id: guidOf(`${tenant.id} sign-in ${tenant.logs.signIns.length}`),
    createdDateTime,
    userDisplayName: user['displayName'],
    userPrincipalName: user['userPrincipalName'],
    userId: user['id'],
    appId: attempt.clientApp?.id ?? attempt.appId,
    appDisplayName: attempt.clientApp?.name ?? attempt.appDisplayName ?? attempt.appId,
    ipAddress: attempt.ipAddress ?? '192.0.2.10',
    clientAppUsed: attempt.clientAppUsed ?? clientNames[attempt.clientAppType ?? 'browser'],
    correlationId: guidOf(`${tenant.id} sign-in correlation ${tenant.logs.signIns.length}`),
    conditionalAccessStatus: policies.some(({ result }) => result === 'failure')
      ? 'failure'
      : applied
        ? 'success'
        : 'notApplied',
    isInteractive: true,
    signInEventTypes: ['interactiveUser'],
    riskDetail: 'none',
    riskLevelAggregated: 'none',
    riskLevelDuringSignIn: attempt.signInRiskLevel ?? 'none',
    riskState: 'none',
    riskEventTypes_v2: [],
    resourceDisplayName: attempt.appDisplayName ?? null,
    resourceId: attempt.appId,
    ...authenticationOf(user, attempt, createdDateTime),
    status: {
      errorCode: outcome.errorCode,
      failureReason: outcome.reason,
      additionalDetails: null,
    },
    deviceDetail: attempt.deviceDetail ?? {
      deviceId: '',
      displayName: '',
      operatingSystem: attempt.platform ?? '',
      browser: '',
      isCompliant: attempt.satisfies?.includes('compliantDevice') ?? false,
      isManaged: attempt.satisfies?.includes('compliantDevice') ?? false,
      trustType: '',
    },
    location: { city: '', state: '', countryOrRegion: attempt.country ?? 'US', geoCoordinates: {} },
    appliedConditionalAccessPolicies: policies.map(withoutMissing),
  };
}

/** What beta alone tells: assumption sign-in-authentication. */
function authenticationOf(user: Entity, attempt: SignInAttempt, at: string): Entity {
  const proved = attempt.satisfies?.some((control) => control === 'mfa' || control.startsWith('strength:')) ?? false;
  const methods = attempt.methods ?? (proved ? ['Password', 'Mobile app notification'] : ['Password']);
  return {
    userType: lower(user['userType']) === 'guest' ? 'guest' : 'member',
    authenticationProtocol: attempt.flow === 'deviceCodeFlow' ? 'deviceCode' : 'none',
    originalTransferMethod: attempt.flow ?? 'none',
    authenticationRequirement: proved ? 'multiFactorAuthentication' : 'singleFactorAuthentication',
    authenticationDetails: methods.map((authenticationMethod) => ({
      authenticationMethod,
      authenticationStepDateTime: at,
      succeeded: true,
    })),
  };
}

const clientNames = {
  browser: 'Browser',
  mobileAppsAndDesktopClients: 'Mobile Apps and Desktop clients',
  exchangeActiveSync: 'Exchange ActiveSync',
  other: 'Other clients',
};

/** The log's own form: it does not say which controls were missing. */
function withoutMissing({
  id,
  displayName,
  enforcedGrantControls,
  enforcedSessionControls,
  result,
}: PolicyResult): Entity {
  return { id, displayName, enforcedGrantControls, enforcedSessionControls, result };
}

function lower(value: unknown): string {
  return typeof value === 'string' ? value.toLowerCase() : '';
}
