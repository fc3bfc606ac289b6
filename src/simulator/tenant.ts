import type { Cloud } from '../core/snapshot.ts';
import type { Clock } from './clock.ts';
import { type Content, type ContentSeed, createContent } from './content/content.ts';
import { type Collections, type Entity, type Store, createStore, frozen } from './store.ts';

/** A tenant's start state as plain data: what a seed file or `fromSnapshot` makes. */
export interface TenantSeed {
  id: string;
  name: string;
  cloud?: Cloud;
  /** The initial domain: `larkmeadow.onmicrosoft.com`. */
  domain: string;
  /** Other verified domains. */
  domains?: readonly string[];
  /** First label of its SharePoint host; that of the initial domain when not given. */
  prefix?: string;
  /** Where Security & Compliance lives: `nam13b`. */
  region?: string;
  collections: Collections;
  /** Its files, mail and chats; made from the seed when somebody first looks. */
  content?(seed: TenantSeed): ContentSeed;
  /** What a generated tenant was asked to hold. */
  asked?: { filesPerDrive: number };
  /** Past entries of the logs, oldest first. */
  logs?: Partial<Record<LogName, readonly Entity[]>>;
  /**
   * What its people do between two moments (milliseconds since 1970), written to the logs: for the 30 days before the
   * start, and whenever the clock is moved on.
   */
  history?(tenant: Tenant, from: number, to: number): void;
}

export type LogName = 'directoryAudits' | 'riskDetections' | 'signIns' | 'unifiedAudit';

/** A tenant that runs. */
export interface Tenant {
  readonly seed: TenantSeed;
  readonly id: string;
  readonly name: string;
  readonly cloud: Cloud;
  readonly domain: string;
  readonly domains: readonly string[];
  readonly prefix: string;
  readonly region: string;
  readonly store: Store;
  readonly content: Content;
  /** Append-only, oldest first. */
  readonly logs: Record<LogName, Entity[]>;
  /** Roles that were taken away and that tokens already given out no longer carry: `appId role`. */
  readonly lostRoles: Set<string>;
  /** Apps that the control registered, to be registered again after a reset. */
  readonly registered: RegisteredApp[];
}

/** A registration with the ids that it got. The request is the control's own form. */
export interface RegisteredApp {
  request: object;
  appId: string;
}

export function createTenant(seed: TenantSeed, clock: Clock): Tenant {
  const prefix = seed.prefix ?? seed.domain.split('.')[0]!;
  const log = (name: LogName): Entity[] => (seed.logs?.[name] ?? []).map((entry) => frozen(entry));
  const content = createContent(seed.content && (() => seed.content!(seed)));
  const tenant: Tenant = {
    seed,
    id: seed.id.toLowerCase(),
    name: seed.name,
    cloud: seed.cloud ?? 'commercial',
    domain: seed.domain.toLowerCase(),
    domains: [seed.domain, ...(seed.domains ?? [])].map((domain) => domain.toLowerCase()),
    prefix: prefix.toLowerCase(),
    region: (seed.region ?? 'nam13b').toLowerCase(),
    store: createStore(seed.id, clock, seed.collections, content),
    content,
    logs: {
      directoryAudits: log('directoryAudits'),
      riskDetections: log('riskDetections'),
      signIns: log('signIns'),
      unifiedAudit: log('unifiedAudit'),
    },
    lostRoles: new Set(),
    registered: [],
  };
  const now = clock.now();
  seed.history?.(tenant, now - logDays * 86_400_000, now);
  return tenant;
}

/** Days that Entra ID P1 keeps sign-ins. */
const logDays = 30;
