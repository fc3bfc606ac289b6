import { createHmac } from 'node:crypto';
import type { ShareNames } from '../connectors/content/item-shares.ts';
import type { Fingerprint } from '../core/item-share.ts';
import { contentSeal } from '../store/content-sealing.ts';
import { listShares } from '../store/content-shares.ts';
import { dataKey } from '../store/events/keys.ts';
import type { Keyring } from '../store/master-key.ts';
import type { Store } from '../store/open.ts';
import { withTenant } from '../store/scope.ts';

/** Whom shares are for, which plans do not hold: as the scans of this data folder kept it, sealed. */
export function shareNames(store: Store, keyring: Keyring, tenant: string): ShareNames {
  return {
    fingerprint: shareFingerprint(store, keyring, tenant),
    async granteesOf({ drive, item, share }) {
      const seal = contentSeal(store.home, keyring, tenant);
      const id = `drive:${drive}`;
      const known = await withTenant(store, tenant, (scope) =>
        listShares(scope, seal, { stores: [id], items: [item], gone: true }),
      );
      return known.find((one) => one.id === share)?.grantees;
    },
  };
}

/** Keyed with the tenant's own key, so that nobody can try addresses against a plan. */
export function shareFingerprint(store: Store, keyring: Keyring, tenant: string): Fingerprint {
  const key = dataKey(store.home, keyring, tenant);
  return (grantees) => {
    const people = [...new Set(grantees.map((one) => one.toLowerCase()))].sort();
    return createHmac('sha256', key)
      .update(JSON.stringify(['grantees', ...people]))
      .digest('hex')
      .slice(0, 24);
  };
}
