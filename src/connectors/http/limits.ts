import type { Service } from './errors.ts';
import type { Limit } from './limiter.ts';

/** What a tenant's limits depend on. What is not known counts as the smallest. */
export interface LimitedTenant {
  id: string;
  /** Number of users, guests included. */
  users?: number;
  /** Number of licenses with SharePoint. */
  licenses?: number;
}

// Rates are from Microsoft's documentation unless marked [M] (assumed); how many requests run at a time is our choice
// where no figure stands beside it.

/** A limit before it belongs to a tenant. */
type NamedLimit = Omit<Limit, 'key'> & { name: string };

const second = 1000;
const minute = 60 * second;

/** Limits of Graph by the path below the version root, query included; the first that fits counts. */
const graphRules: readonly {
  path: RegExp;
  limit: (tenant: LimitedTenant, path: string, match: RegExpExecArray) => NamedLimit;
}[] = [
  // One a second for all apps of the tenant together, refused without Retry-After.
  {
    path: /^\/identity\/conditionalAccess\b|^\/identityProtection\b/,
    limit: () => ({ name: 'conditional-access', tokens: 1, window: second, concurrent: 1 }),
  },
  // Audit logs and sign-in reports. [M] that the registration report is one of them.
  {
    path: /^\/auditLogs\b|^\/reports\/authenticationMethods\b/,
    limit: () => ({ name: 'audit-reports', tokens: 5, window: 10 * second }),
  },
  { path: /^\/security\/alerts/, limit: () => ({ name: 'security-alerts', tokens: 150, window: minute }) },
  {
    path: /^\/security\/secureScore/,
    limit: () => ({ name: 'secure-score', tokens: 10_000, window: 10 * minute, concurrent: 4 }),
  },
  { path: /^\/security\/cases\b/, limit: () => ({ name: 'ediscovery', tokens: 5, window: minute }) },
  { path: /^\/reports\/get/, limit: () => ({ name: 'usage-reports', tokens: 14, window: 10 * minute }) },
  {
    path: /^\/admin\/serviceAnnouncement\b/,
    limit: () => ({ name: 'service-announcements', tokens: 240, window: minute }),
  },
  {
    path: /^\/users\/([^/]+)\/(?:messages|mailFolders|mailboxSettings|sendMail|events|calendars?|contacts)\b/,
    limit: (_tenant, _path, [, mailbox]) => ({
      name: `mailbox-${mailbox}`,
      tokens: 10_000,
      window: 10 * minute,
      concurrent: 4,
    }),
  },
  // Permissions 5 units; lists and writes 2; delta with a token, one item and downloads 1.
  { path: /\/items\/[^/]+\/permissions\b/, limit: (tenant) => sharePointUnits(tenant, 5) },
  {
    path: /^\/drives\/[^/]+\/(?:items\/[^/?]+(?:\/content)?(?:\?.*)?|root\/delta\?.*token=.*)$|^\/(?:users|groups)\/[^/]+\/drive(?:\?.*)?$/,
    limit: (tenant) => sharePointUnits(tenant, 1),
  },
  {
    path: /^\/(?:sites|drives|shares)\b|^\/(?:users|groups)\/[^/]+\/(?:drives?|sites)\b/,
    limit: (tenant) => sharePointUnits(tenant, 2),
  },
  { path: /^\//, limit: (tenant, path) => directoryUnits(tenant, path) },
];

/**
 * SharePoint and OneDrive count resource units a minute, by whatever API they are reached: 1,200 for an app in a
 * tenant of up to 1,000 licenses, 6,000 above 50,000. [M] for the classes between.
 */
function sharePointUnits({ licenses = 0 }: LimitedTenant, cost: number): NamedLimit {
  const [, tokens] = [
    [1000, 1200],
    [5000, 2400],
    [15_000, 3600],
    [50_000, 4800],
    [Infinity, 6000],
  ].find(([most = 0]) => licenses <= most) as [number, number];
  return { name: 'sharepoint-units', tokens, window: minute, concurrent: 8, cost };
}

/**
 * Directory objects count resource units too: 3,500, 5,000 or 8,000 in 10 s by the size of the tenant. [M] for the
 * sizes (50 and 500 users) and for the cost: 1 for one object, 2 for a list, 3 for a membership, 5 for a transitive
 * one, 1 more with $expand, 1 less with $select.
 */
function directoryUnits({ users = 0 }: LimitedTenant, path: string): NamedLimit {
  const tokens = users < 50 ? 3500 : users <= 500 ? 5000 : 8000;
  const [plain = ''] = path.split('?', 1);
  const base = /\/transitiveMember/.test(plain)
    ? 5
    : /\/(?:members|memberOf|owners)\b/.test(plain)
      ? 3
      : isOneObject(plain)
        ? 1
        : 2;
  const cost = Math.max(1, base + (/\$expand=/.test(path) ? 1 : 0) - (/\$select=/.test(path) ? 1 : 0));
  return { name: 'directory', tokens, window: 10 * second, cost };
}

function isOneObject(path: string): boolean {
  return /^\/[A-Za-z]+\/[^/]+$/.test(path) && !/\/delta$|\/\$count$/.test(path);
}

const directoryWrites: NamedLimit = { name: 'directory-writes', tokens: 3000, window: 150 * second };

const graphAll: NamedLimit = { name: 'graph', concurrent: 16 };

/** One limit for each of the other APIs. */
const others: Readonly<Record<Exclude<Service, 'graph'>, (tenant: LimitedTenant) => NamedLimit>> = {
  // [M] Exchange publishes no figure for InvokeCommand; it answers 429 with Retry-After. A batch of ten is one call.
  exchange: () => ({ name: 'exchange', tokens: 100, window: 10 * second, concurrent: 4 }),
  compliance: () => ({ name: 'compliance', tokens: 50, window: 10 * second, concurrent: 2 }),
  // [M] 2 units for a REST or CSOM call.
  sharepoint: (tenant) => sharePointUnits(tenant, 2),
  // [M] An unofficial service is used gently.
  teams: () => ({ name: 'teams', tokens: 20, window: 10 * second, concurrent: 2 }),
  // [M] The diagnostic settings are a handful of calls.
  azure: () => ({ name: 'azure', tokens: 50, window: 10 * second, concurrent: 2 }),
  'management-activity': () => ({ name: 'management-activity', tokens: 2000, window: minute, concurrent: 16 }),
  login: () => ({ name: 'login', concurrent: 4 }),
  archive: () => ({ name: 'archive', concurrent: 4 }),
  // 12,000 calls a minute for each data collection rule.
  ingestion: () => ({ name: 'ingestion', tokens: 12_000, window: minute, concurrent: 4 }),
  receiver: () => ({ name: 'receiver', concurrent: 4 }),
};

/**
 * The limits of one request, the narrowest first: a 429 pauses that one. `path` is what follows the version root, for
 * Graph.
 */
export function limitsOf(service: Service, tenant: LimitedTenant, method: string, path: string): Limit[] {
  const named = service === 'graph' ? graphLimits(tenant, method, path) : [others[service](tenant)];
  return named.map(({ name, ...limit }) => ({ ...limit, key: `${tenant.id}/${name}` }));
}

function graphLimits(tenant: LimitedTenant, method: string, path: string): NamedLimit[] {
  for (const rule of graphRules) {
    const match = rule.path.exec(path);
    if (!match) continue;
    const limit = rule.limit(tenant, path, match);
    const writes = limit.name === 'directory' && method !== 'GET';
    return [limit, ...(writes ? [directoryWrites] : []), graphAll];
  }
  return [graphAll];
}
