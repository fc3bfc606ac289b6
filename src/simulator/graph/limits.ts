import type { Caller } from '../entra/bearer.ts';
import type { Limit } from '../throttle.ts';
import type { World } from '../world.ts';
import { GraphError } from './errors.ts';

interface Rule {
  path: RegExp;
  limit: Limit;
  /** `tenant`: all apps together. */
  per: 'app' | 'tenant';
  /** Resource units of a request. */
  units?: (method: string, path: string) => number;
  code?: string;
  /** How much is used is told from 80 % on. */
  tells?: boolean;
}

/** Microsoft's published limits (m365-api §2), in a simple form: assumption throttle-model. The first rule whose pattern fits counts. */
const rules: readonly Rule[] = [
  {
    // One request a second for all apps of the tenant, and the refusal does not say when to come back.
    path: /^\/(identity\/conditionalAccess|identityProtection)(\/|$)/i,
    limit: { amount: 1, per: 1, retryAfter: false },
    per: 'tenant',
  },
  {
    path: /^\/(auditLogs|reports\/authenticationMethods)(\/|$)/i,
    limit: { amount: 5, per: 10, retryAfter: true },
    per: 'app',
  },
  { path: /^\/reports\/get/i, limit: { amount: 14, per: 600, retryAfter: true }, per: 'app' },
  { path: /^\/security\/(alerts|incidents)/i, limit: { amount: 150, per: 60, retryAfter: true }, per: 'app' },
  { path: /^\/security\/secureScore/i, limit: { amount: 10_000, per: 600, retryAfter: true }, per: 'app' },
  { path: /^\/security\/cases(\/|$)/i, limit: { amount: 5, per: 60, retryAfter: true }, per: 'app' },
  { path: /^\/admin\/serviceAnnouncement(\/|$)/i, limit: { amount: 240, per: 60, retryAfter: true }, per: 'app' },
  {
    path: /^\/(sites|drives|shares)(\/|$)|^\/users\/[^/]+\/drive/i,
    limit: { amount: 1200, per: 60, retryAfter: true },
    per: 'app',
    units: (method, path) =>
      /\/permissions(\/|$)/i.test(path) ? 5 : method === 'GET' && !/\/children|\/delta$/i.test(path) ? 1 : 2,
    code: 'activityLimitReached',
  },
  {
    path: /^\/users\/[^/]+\/(mailFolders|messages|mailboxSettings|sendMail)/i,
    limit: { amount: 10_000, per: 600, retryAfter: true },
    per: 'app',
    code: 'ApplicationThrottled',
  },
  {
    path: /./,
    limit: { amount: 3500, per: 10, retryAfter: true },
    per: 'app',
    units: (method) => (method === 'GET' ? 1 : 2),
    tells: true,
  },
];

const writes: Limit = { amount: 3000, per: 150, retryAfter: true };

/** Counts a request against its limit; throws the refusal. Gives the headers that tell what it cost. */
export function throttled(world: World, caller: Caller, method: string, path: string): Record<string, string> {
  const rule = rules.find((candidate) => candidate.path.test(path))!;
  const units = rule.units?.(method, path) ?? 1;
  const owner = rule.per === 'tenant' ? caller.tenant.id : `${caller.tenant.id} ${caller.appId}`;
  const taken = world.throttle.take(`${rule.path.source} ${owner}`, rule.limit, units);
  const written = method === 'GET' || !rule.tells ? undefined : world.throttle.take(`writes ${owner}`, writes);
  const refused = [taken, written].find((result) => result && !result.allowed);
  if (refused)
    throw new GraphError(
      429,
      rule.code ?? 'TooManyRequests',
      'Too many requests.',
      rule.limit.retryAfter ? { 'retry-after': String(Math.max(1, Math.ceil(refused.wait))) } : {},
    );
  if (!rule.tells) return {};
  return {
    'x-ms-resource-unit': String(units),
    ...(taken.used >= 0.8 && { 'x-ms-throttle-limit-percentage': taken.used.toFixed(2) }),
  };
}
