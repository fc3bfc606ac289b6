import { isoTime } from '../clock.ts';
import type { Entity } from '../store.ts';
import { type Pen, type Written, unified } from './pen.ts';

/** A place on the map, as Microsoft puts it beside a sign-in. */
export interface City {
  city: string;
  state: string;
  country: string;
  latitude: number;
  longitude: number;
}

export interface SignInDevice {
  id: string;
  name: string;
  /** `Windows10`, `Ios 18.7`, `Android 16`. */
  os: string;
  managed: boolean;
  browser?: string;
}

export interface SignInGiven {
  user: string;
  id: string;
  ip: string;
  city: City;
  agent: string;
  device: SignInDevice;
  app?: { id: string; name: string };
  /** Entra's error number; 0 is a success. */
  error?: number;
  /** What the log says of the second factor. */
  details?: string;
  /** `clientAppUsed` of Graph: `Browser`, `Mobile Apps and Desktop clients`, `IMAP4`. */
  client?: string;
  session?: string;
  mfa?: boolean;
  /** Of the unified log: `OAuth2:Authorize`, `OAuth2:Token`, `Login:login`. */
  request?: string;
  guest?: boolean;
  /** Fields of the Graph record. */
  more?: Entity;
}

export const office365 = { id: '4765445b-32c6-49b0-83e6-1d93765276ca', name: 'OfficeHome' };
export const exchangeOnline = { id: '00000002-0000-0ff1-ce00-000000000000', name: 'Office 365 Exchange Online' };

const failures: Readonly<Record<number, string>> = {
  50034: 'The user account does not exist in the directory.',
  50053: 'Sign-in was blocked because it came from an IP address with malicious activity, or the account is locked.',
  50057: 'User account is disabled. The account has been disabled by an administrator.',
  50058: 'Session information is not sufficient for single-sign-on.',
  50074: 'Strong Authentication is required.',
  50126: 'Error validating credentials due to invalid username or password.',
  50140: "This error occurred due to 'Keep me signed in' interrupt when the user was signing-in.",
  500121: 'Authentication failed during strong authentication request.',
};

/** A person's sign-in in both logs: Graph's, and under the same id the unified one (record type 15). */
export function signInRecords(pen: Pen, at: number, given: SignInGiven): Written[] {
  const { app = office365, error = 0, details, client = 'Browser', mfa = error === 0, more } = given;
  const token = tokenRequest(pen, at, given);
  const id = token.record['Id'];
  const { device, city } = given;
  return [
    token,
    {
      at,
      log: 'signIns',
      record: {
        id,
        createdDateTime: isoTime(at),
        userDisplayName: given.user.split('@')[0],
        userPrincipalName: given.user,
        userId: given.id,
        appId: app.id,
        appDisplayName: app.name,
        ipAddress: given.ip,
        clientAppUsed: client,
        userAgent: given.agent,
        correlationId: pen.id(),
        conditionalAccessStatus: error === 53003 ? 'failure' : 'success',
        isInteractive: true,
        riskDetail: 'none',
        riskLevelAggregated: 'none',
        riskLevelDuringSignIn: 'none',
        riskState: 'none',
        riskEventTypes_v2: [],
        resourceDisplayName: app.name,
        resourceId: app.id,
        resourceTenantId: pen.tenant,
        homeTenantId: given.guest ? '5f3a0c11-7d2e-4d7e-9a55-0f0e6a3c9b10' : pen.tenant,
        userType: given.guest ? 'guest' : 'member',
        signInEventTypes: ['interactiveUser'],
        authenticationRequirement: mfa ? 'multiFactorAuthentication' : 'singleFactorAuthentication',
        status: { errorCode: error, failureReason: failures[error] ?? 'Other.', additionalDetails: details ?? null },
        deviceDetail: {
          deviceId: device.managed ? device.id : '',
          displayName: device.managed ? device.name : '',
          operatingSystem: device.os,
          browser: device.browser ?? '',
          isCompliant: device.managed,
          isManaged: device.managed,
          trustType: device.managed ? 'Azure AD joined' : '',
        },
        location: {
          city: city.city,
          state: city.state,
          countryOrRegion: city.country,
          geoCoordinates: { latitude: city.latitude, longitude: city.longitude },
        },
        appliedConditionalAccessPolicies: [],
        ...(given.session !== undefined && { sessionId: given.session }),
        ...more,
      },
    },
  ];
}

/** The unified log's record alone: what apps do by themselves for a person who is signed in. */
export function tokenRequest(pen: Pen, at: number, given: SignInGiven): Written {
  const { app = office365, error = 0, device } = given;
  // A failed sign-in says `Success` for two of three: Microsoft means that the record was made.
  const status = error === 0 || pen.random.next() < 0.67 ? 'Success' : 'Failed';
  return unified(pen, {
    at,
    operation: error === 0 ? 'UserLoggedIn' : 'UserLoginFailed',
    type: 15,
    workload: 'AzureActiveDirectory',
    by: { user: given.user, id: given.id, ip: given.ip },
    fields: {
      ResultStatus: status,
      ObjectId: app.id,
      Actor: [
        { ID: given.id, Type: 0 },
        { ID: given.user, Type: 5 },
      ],
      ActorIpAddress: given.ip,
      ApplicationId: app.id,
      AzureActiveDirectoryEventType: 1,
      DeviceProperties: [
        { Name: 'OS', Value: device.os },
        { Name: 'BrowserType', Value: device.browser ?? 'Other' },
        ...(device.managed
          ? [
              { Name: 'Id', Value: device.id },
              { Name: 'DisplayName', Value: device.name },
            ]
          : []),
        { Name: 'IsCompliantAndManaged', Value: device.managed ? 'True' : 'False' },
        ...(given.session === undefined ? [] : [{ Name: 'SessionId', Value: given.session }]),
      ],
      ErrorNumber: String(error),
      ExtendedProperties: [
        { Name: 'ResultStatusDetail', Value: error === 0 ? 'Success' : 'UserError' },
        { Name: 'UserAgent', Value: given.agent },
        { Name: 'RequestType', Value: given.request ?? 'OAuth2:Authorize' },
      ],
      InterSystemsId: pen.id(),
      Target: [{ ID: app.id, Type: 0 }],
      TargetContextId: pen.tenant,
      ...(error === 50126 && { LogonError: 'InvalidUserNameOrPassword' }),
    },
  });
}
