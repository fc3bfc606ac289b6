import { isOver } from '../../core/clock.ts';
import type { Exposure } from '../../core/content.ts';
import type { Organization } from '../../core/organization.ts';
import type { StoreInventory } from '../../engine/inventory.ts';
import type { PlacementFinding } from '../../engine/placement.ts';
import { openTo, plural } from './words.ts';

/** One thing to do, for somebody with ten minutes. */
export interface FirstStep {
  severity: 'critical' | 'high' | 'medium';
  store: string;
  storeName: string;
  items: number;
  patients: number;
  says: string;
  command: string;
}

const tooOpen: readonly { exposure: Exposure; severity: FirstStep['severity']; does: string }[] = [
  { exposure: 'anonymous', severity: 'critical', does: 'Remove the links' },
  { exposure: 'guest', severity: 'high', does: 'Review the guests' },
  { exposure: 'organization', severity: 'high', does: 'Limit it to the team' },
];

/** What to do first: PHI that strangers can open, then PHI in the wrong place, then what could not be looked at. */
export function firstSteps(stores: readonly StoreInventory[], placement: readonly PlacementFinding[]): FirstStep[] {
  const open = tooOpen.flatMap(({ exposure, severity, does }) =>
    stores
      .filter(({ openTo: by }) => by[exposure].items > 0)
      .toSorted((a, b) => b.openTo[exposure].patients - a.openTo[exposure].patients)
      .map(({ store, openTo: by }): FirstStep => {
        const { items, patients } = by[exposure];
        const who = openTo[exposure].toLowerCase();
        return {
          ...{ severity, store: store.id, storeName: store.name, items, patients },
          says: `${plural(items, 'item')} with PHI of ${plural(patients, 'patient')} open to ${who}. ${does}.`,
          command: `wardline links --store ${store.id} --phi`,
        };
      }),
  );
  const publicTeams = stores
    .filter(({ team, phi }) => team === 'public' && phi > 0)
    .map(({ store, phi, patients }): FirstStep => ({
      ...{ severity: 'critical', store: store.id, storeName: store.name, items: phi, patients },
      says: `${plural(phi, 'item')} with PHI of ${plural(patients, 'patient')} in a public team: everyone here can let themselves in. Make it private.`,
      command: 'wardline controls show sharepoint.phi-groups-private',
    }));
  const wrong = stores.flatMap(({ store }): FirstStep[] => {
    const found = placement.filter((entry) => entry.store === store.id && entry.outcome === 'violation');
    if (found.length === 0) return [];
    return [
      {
        severity: found.some(({ severity }) => severity === 'critical') ? 'critical' : 'high',
        ...{ store: store.id, storeName: store.name, items: found.length },
        patients: found.reduce((sum, { patients }) => sum + patients, 0),
        says: `${plural(found.length, 'item')} with PHI where none may lie. ${found[0]!.why}`,
        command: 'wardline placement check',
      },
    ];
  });
  const unread = stores
    .filter(({ store }) => store.state === 'no-access' || store.state === 'partly' || store.state === 'new')
    .map(({ store }): FirstStep => ({
      ...{ severity: 'medium', store: store.id, storeName: store.name, items: 0, patients: 0 },
      says: `What lies here is not known${store.detail ? `: ${store.detail}` : '.'}`,
      command: 'wardline scan --tenant',
    }));
  const rank = ['critical', 'high', 'medium'];
  return [...publicTeams, ...open, ...wrong, ...unread].toSorted(
    (a, b) => rank.indexOf(a.severity) - rank.indexOf(b.severity),
  );
}

const keysDecided = 'organization.encryption-keys-decided';

/**
 * Who holds the encryption keys must be a recorded decision once extra-sensitive records lie in the tenant. Undefined
 * where it is: an attestation that counts on the day `at`.
 */
export function keyDecision(
  sensitive: { items: number; patients: number },
  { attestations }: Pick<Organization, 'attestations'>,
  at: string,
): FirstStep | undefined {
  if (sensitive.items === 0) return undefined;
  if (attestations.some(({ control, until }) => control === keysDecided && !isOver(until, at))) return undefined;
  return {
    ...{ severity: 'medium', store: '', storeName: 'Whole organization', ...sensitive },
    says: `${plural(sensitive.items, 'item')} with extra-sensitive records, and no decision on who holds the encryption keys is attested. Decide it in the risk analysis.`,
    command: `wardline controls show ${keysDecided}`,
  };
}
