/** Which log a record came from. `sign-in`, `directory-audit` and `risk-detection` are Microsoft Graph and Entra diagnostic settings. */
export type AuditSource = 'unified' | 'sign-in' | 'directory-audit' | 'risk-detection';

export type Workload =
  | 'entra'
  | 'exchange'
  | 'sharepoint'
  | 'onedrive'
  | 'teams'
  | 'purview'
  | 'defender'
  | 'intune'
  | 'copilot'
  | 'other';

/**
 * Who did it. `system`: Microsoft's own machinery (`NT AUTHORITY\SYSTEM`, `app@sharepoint`, data center staff);
 * `service`: a service principal or managed identity; `application`: an app that acts on its own and shows a name;
 * `guest`: an account of another organization; `unknown`: `Not Available`, `NOT-FOUND`, a bare id.
 */
export type ActorKind = 'user' | 'guest' | 'anonymous' | 'application' | 'service' | 'system' | 'unknown';

export interface Actor {
  /** The name in lower case: what one person is counted by across workloads that spell it differently. */
  key: string;
  /** As logged: a user principal name, the name of an app, `NT AUTHORITY\SYSTEM`. Never empty: `unknown` when the log is silent. */
  name: string;
  kind: ActorKind;
  /** Object id of the account in lower case, where the record has it. */
  id?: string;
}

/**
 * One record of any Microsoft 365 log, made once. The cheap facts stand here; the rest is read from `raw` by the
 * functions of `core/audit/`, each of which knows all the forms that its fact has in the wild.
 */
export interface AuditEvent {
  /** The record's own id in lower case. With `tenant` it tells a repeated record from a new one. */
  id: string;
  /** Tenant id in lower case; empty when the record has none. */
  tenant: string;
  /** When it happened: milliseconds since 1970, UTC. */
  millis: number;
  /** The same moment, ISO 8601 UTC. */
  at: string;
  source: AuditSource;
  /** Number of the record type whatever the form spelled; undefined when it has none or the name is unknown. */
  recordType: number | undefined;
  workload: Workload;
  /**
   * As Microsoft spells it, trimmed, without one final dot, en dash as hyphen: `Add member to role`. Sign-ins of every
   * source are `UserLoggedIn` or `UserLoginFailed`, of service principals `ServicePrincipalLoggedIn` or
   * `ServicePrincipalLoginFailed`; a risk detection of Graph is `RiskDetection`.
   */
  operation: string;
  /** The operation in lower case: what detections are indexed by. */
  op: string;
  /** By operation and error number first: ResultStatus alone says `Success` for most failed sign-ins. */
  outcome: 'success' | 'failure' | 'unknown';
  /** Error number of a sign-in, 0 when it went well. `signInFailure` says what it means. */
  errorCode?: number;
  actor: Actor;
  /** Bare IPv4 or IPv6 in lower case: no port, brackets or `::ffff:`; undefined for none, loopback and host names. */
  ip?: string;
  /** User agent or, for mailboxes, the client's own string. */
  agent?: string;
  /** The client application; id in lower case. */
  app?: { id?: string; name?: string };
  session?: string;
  /** Ties the several records of one action of a person together. */
  correlation?: string;
  /** SharePoint or OneDrive site, without a final slash. It holds no file name. */
  site?: string;
  /** ObjectId as logged: a file URL (PHI), an account, a policy. Never put it into an alert's words without knowing which. */
  object?: string;
  /** The record itself: Management API spelling for `unified`, Graph spelling for the others. */
  raw: Readonly<Record<string, unknown>>;
}
