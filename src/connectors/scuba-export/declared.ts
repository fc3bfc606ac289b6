import type { Exclusions } from '../../core/organization.ts';
import { asList, isPlainObject } from '../../core/shape.ts';

/** ScubaGear's names for what may be left out, and ours. */
const buckets: readonly [RegExp, Exclude<keyof Exclusions, 'reason'>][] = [
  [/^(users|includedusers|sensitiveusers|sensitiveaccounts)$/i, 'users'],
  [/^(groups|includedgroups)$/i, 'groups'],
  [/^applications$/i, 'applications'],
  [/^guestusertypes$/i, 'guestTypes'],
  // SensitiveAccounts also names recipients whom the Strict preset may leave out: addresses, groups and domains.
  [/^excluded(users|groups|domains)$/i, 'mailboxes'],
  [/^(allowedforwardingdomains|partnerdomains|agencydomains|includeddomains|domains)$/i, 'domains'],
];

/**
 * The exclusions in ScubaGear's own configuration, by policy id: `scuba_config.Aad["MS.AAD.3.2v2"].CapExclusions.Users`
 * and its like (`RoleExclusions`, `AllowedForwardingDomains`, `SensitiveAccounts`, …).
 */
export function declaredExclusions(config: unknown): Record<string, Exclusions> {
  const declared: Record<string, Exclusions> = {};
  if (!isPlainObject(config)) return declared;
  for (const product of Object.values(config).filter(isPlainObject)) {
    for (const [policy, value] of Object.entries(product)) {
      if (!/^MS\.[A-Z]+\.\d+\.\d+v\d+$/i.test(policy) || !isPlainObject(value)) continue;
      const found: Record<string, string[]> = {};
      collect(value, found, 0);
      if (Object.keys(found).length > 0) declared[policy.toUpperCase().replace(/V(\d+)$/, 'v$1')] = found;
    }
  }
  return declared;
}

function collect(value: Record<string, unknown>, found: Record<string, string[]>, depth: number): void {
  for (const [name, inner] of Object.entries(value)) {
    const bucket = buckets.find(([pattern]) => pattern.test(name))?.[1];
    const entries = asList(inner).flatMap((entry) => (typeof entry === 'string' ? entry.trim() || [] : []));
    if (bucket && entries.length > 0) found[bucket] = [...(found[bucket] ?? []), ...entries];
    else if (isPlainObject(inner) && depth < 2) collect(inner, found, depth + 1);
  }
}
