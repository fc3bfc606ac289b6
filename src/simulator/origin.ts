/** Who acts: an application, a person, or the simulator's own control. */
export interface Actor {
  kind: 'app' | 'user' | 'control';
  /** Object id: the service principal's or the user's. */
  id: string;
  displayName: string;
  appId?: string;
  userPrincipalName?: string;
}

/** Where a write comes from and what the audit log will call it. */
export interface Origin {
  actor: Actor;
  requestId: string;
  /** Caller's address. */
  ip: string;
  activity: Activity;
}

/** How a write appears in the tenant's logs. */
export interface Activity {
  /** `Update conditional access policy`, `Set-RemoteDomain`. */
  name: string;
  /** Which log: the directory's (and the unified log), the unified log alone, or neither: what happens is written by hand. */
  log: 'directory' | 'unified' | 'none';
  /** `loggedByService` of the directory log (`Core Directory`), `Workload` of the unified log (`Exchange`). */
  service: string;
  /** `category` of the directory log: `Policy`, `UserManagement`. */
  category?: string;
  /** What is acted on: `User`, `Policy`. */
  target?: string;
  /** Parameters of a cmdlet, for the unified log. */
  parameters?: Readonly<Record<string, unknown>>;
}

export const controlActor: Actor = { kind: 'control', id: '', displayName: 'Simulator control' };
