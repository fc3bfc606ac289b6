/** Kinds of client as Conditional Access tells them apart. `other` is legacy authentication. */
export type ClientAppType = 'browser' | 'mobileAppsAndDesktopClients' | 'exchangeActiveSync' | 'other';

/** Device platforms of Conditional Access; `none` for a system that it does not know, such as ChromeOS. */
export type Platform = 'android' | 'iOS' | 'windows' | 'windowsPhone' | 'macOS' | 'linux' | 'none';

/** What Entra says of the device; a field that is undefined was not in the log. */
export interface SignInDevice {
  /** Empty for a device that is not registered in the directory. */
  id?: string;
  name?: string;
  operatingSystem?: string;
  platform?: Platform;
  compliant?: boolean;
  managed?: boolean;
  /** `hybrid`: joined to the own domain and to Entra; `none`: not joined. */
  trust?: 'hybrid' | 'joined' | 'registered' | 'none';
}

/**
 * One sign-in of a person as Entra logged it. What is undefined was not in the log, and nobody may take it for "no".
 * Source: https://learn.microsoft.com/graph/api/resources/signin
 */
export interface SignIn {
  id: string;
  /** ISO 8601 UTC. */
  at: string;
  /** `id` in lower case. */
  user: { id: string; name: string; principalName: string; kind?: 'member' | 'guest'; homeTenantId?: string };
  /** The client; ids in lower case. */
  app: { id: string; name: string };
  /** What it signs in to: Conditional Access targets this. */
  resource?: { id: string; name: string };
  clientApp?: ClientAppType;
  /** As logged: `Browser`, `IMAP4`. */
  clientAppUsed: string;
  device?: SignInDevice;
  ip?: string;
  /** ISO 3166 code of the address. */
  country?: string;
  /** `none`, `low`, `medium`, `high`, `hidden` (no license to see it). */
  risk?: string;
  /** `deviceCodeFlow`, `authenticationTransfer`, or `none`. */
  flow?: 'deviceCodeFlow' | 'authenticationTransfer' | 'none';
  /** Ids of the authentication contexts that were asked for. */
  contexts?: readonly string[];
  /** The second factor was given or already known. */
  mfa?: boolean;
  /** Names of the methods that succeeded, as logged: `Microsoft Authenticator`, `Password`. */
  methods?: readonly string[];
  /** What each policy that existed then said. */
  applied: readonly { id: string; name: string; result: string }[];
  /** 0 when it succeeded. */
  errorCode: number;
}
