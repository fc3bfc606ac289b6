import type { Clock } from './clock.ts';
import type { Faults } from './faults.ts';
import type { Host } from './hosts.ts';
import type { Tenant } from './tenant.ts';
import type { Throttle } from './throttle.ts';

/** Everything that one simulator process holds. */
export interface World {
  readonly clock: Clock;
  /** By tenant id. */
  readonly tenants: Map<string, Tenant>;
  readonly faults: Faults;
  readonly throttle: Throttle;
  /** How far the clocks of the token endpoint and of the APIs are off, in milliseconds. */
  readonly skew: { login: number; apis: number };
  /** Every answer waits so many milliseconds, as the network would make it. */
  latency: number;
  /** No page of a list is longer, whatever was asked; 0 leaves each resource its own size. */
  pageLimit: number;
  /** What an admin answers to a request for consent. */
  consent: 'grant' | 'decline';
  /** Assertion ids that were used, with the moment until which they are remembered. */
  readonly usedAssertions: Map<string, number>;
  readonly deviceCodes: Map<string, DeviceCode>;
  readonly operations: Map<string, Operation>;
  /** What was asked, oldest first; the oldest are dropped. */
  readonly requests: LoggedRequest[];
}

/** One request as the simulator saw it. Never with its token. */
export interface LoggedRequest {
  at: string;
  method: string;
  /** With the host that was asked. */
  url: string;
  status: number;
  /** The app and tenant of the token, when there was one. */
  appId?: string;
  tenantId?: string;
  requestId: string;
  /** JSON bodies and forms; secrets and assertions of the token endpoint are left out. */
  body?: unknown;
  headers: Readonly<Record<string, string>>;
  /** The fault that struck it. */
  fault?: string;
}

/** A sign-in that waits for a person with a code. */
export interface DeviceCode {
  deviceCode: string;
  userCode: string;
  tenantId: string;
  clientId: string;
  scope: string;
  expires: number;
  lastPoll: number;
  /** Set by the control: who approved, or that it was refused. */
  answer?: { user: string } | 'declined';
}

/** Work that answers 202 and is asked for later. */
export interface Operation {
  id: string;
  tenantId: string;
  /** How often it still answers "running". */
  pollsLeft: number;
  finish(): unknown;
  result?: unknown;
}

/** By id or by one of its domains, in the cloud of the host. */
export function findTenant(world: World, name: string, host: Host): Tenant | undefined {
  const wanted = name.toLowerCase();
  for (const tenant of world.tenants.values())
    if ((tenant.id === wanted || tenant.domains.includes(wanted)) && host.clouds.includes(tenant.cloud)) return tenant;
  return undefined;
}
