import { type Exposure, exposures } from '../core/content.ts';
import type { StorePurpose } from '../core/placement.ts';
import type { SensitiveClass, Strength } from '../core/phi.ts';
import { type KnownItem, type KnownStore, isPhi, isUnread, riskOf } from './inventory-item.ts';
import type { TeamAccess } from './public-stores.ts';
import { PatientCount } from './scan-patients.ts';

export const inventoryClasses = [
  'PHI_SENSITIVE',
  'PHI',
  'PII_ONLY',
  'HEALTH_ONLY',
  'NONE',
  'UNREADABLE',
  'NOT_READ',
] as const;
export type InventoryClass = (typeof inventoryClasses)[number];

/** Counts over some items. */
export interface Inventory {
  items: number;
  classes: Record<InventoryClass, number>;
  /** Items with PHI. */
  phi: number;
  /** Distinct patients; the same one in two files counts once where a number, or name and birth date, tells. */
  patients: number;
  /** Distinct patients in items with extra-sensitive records. */
  sensitivePatients: number;
  /**
   * Distinct patients by the state of their address. `unknown`: no address shows it, or a file names several states
   * and does not tell whose is which.
   */
  residence: Record<string, number>;
  /** Items with PHI, and distinct patients in them, by who can open them. */
  openTo: Record<Exposure, { items: number; patients: number }>;
  /** Who can open most of the items with PHI; undefined without one. */
  usually?: Exposure;
  widest?: Exposure;
  /** Labels of the items with PHI. `unknown`: nobody asked for their labels. */
  labels: { labeled: number; unlabeled: number; unknown: number };
  /** Items with PHI by detector, and by the strongest match where details were opened. */
  detectors: Record<string, { items: number } & Partial<Record<Strength, number>>>;
  /** Items with PHI by sensitive class. */
  sensitive: Partial<Record<SensitiveClass, number>>;
  /** Earliest date of care, YYYY-MM-DD. */
  earliest?: string;
  /** Items that were read in part. */
  partial: number;
  /** Sum of the items' ranks. */
  risk: number;
}

export interface StoreInventory extends Inventory {
  store: KnownStore;
  service: 'SharePoint' | 'OneDrive' | 'Exchange' | 'Teams';
  /** Undefined where nobody declared one. */
  purpose?: StorePurpose;
  /** Whether everybody here can let themselves in; undefined for what belongs to no group. */
  team?: TeamAccess;
}

const services = {
  library: 'SharePoint',
  onedrive: 'OneDrive',
  mailbox: 'Exchange',
  channel: 'Teams',
  chats: 'Teams',
} as const;

/** Counts items one after another, so that a tenant of millions needs no list of them. */
export class InventoryCount {
  readonly #at: string;
  readonly #all = new PatientCount();
  readonly #sensitive = new PatientCount();
  readonly #states = new Map<string, PatientCount>();
  readonly #open = new Map<Exposure, PatientCount>();
  readonly #counts: Omit<Inventory, 'patients' | 'sensitivePatients' | 'residence'> = {
    items: 0,
    classes: { PHI_SENSITIVE: 0, PHI: 0, PII_ONLY: 0, HEALTH_ONLY: 0, NONE: 0, UNREADABLE: 0, NOT_READ: 0 },
    phi: 0,
    openTo: {
      private: { items: 0, patients: 0 },
      shared: { items: 0, patients: 0 },
      organization: { items: 0, patients: 0 },
      guest: { items: 0, patients: 0 },
      anonymous: { items: 0, patients: 0 },
    },
    labels: { labeled: 0, unlabeled: 0, unknown: 0 },
    detectors: {},
    sensitive: {},
    partial: 0,
    risk: 0,
  };

  /** `at`: the moment that ages are counted to. */
  constructor(at: string) {
    this.#at = at;
  }

  add(item: KnownItem): void {
    const counts = this.#counts;
    counts.items++;
    counts.classes[item.class ?? 'NOT_READ']++;
    if (item.partial && !isUnread(item)) counts.partial++;
    if (!isPhi(item)) return;
    counts.phi++;
    counts.risk += riskOf(item, this.#at);
    counts.openTo[item.exposure].items++;
    this.#all.add(item);
    if (item.class === 'PHI_SENSITIVE') this.#sensitive.add(item);
    of(this.#open, item.exposure).add(item);
    of(this.#states, item.states?.length === 1 ? item.states[0]! : 'unknown').add(item);
    counts.labels[item.label === null ? 'unknown' : item.label === '' ? 'unlabeled' : 'labeled']++;
    for (const name of item.sensitive ?? []) counts.sensitive[name] = (counts.sensitive[name] ?? 0) + 1;
    for (const detector of Object.keys(item.counts ?? {})) {
      const found = (counts.detectors[detector] ??= { items: 0 });
      found.items++;
      const strength = item.strengths?.[detector];
      if (strength) found[strength] = (found[strength] ?? 0) + 1;
    }
    if (item.earliestDate !== null && item.earliestDate < (counts.earliest ?? '9')) counts.earliest = item.earliestDate;
  }

  get inventory(): Inventory {
    const counts = structuredClone(this.#counts);
    for (const [exposure, people] of this.#open) counts.openTo[exposure].patients = people.distinct;
    const held = exposures.filter((exposure) => counts.openTo[exposure].items > 0);
    const usually = held.toSorted((a, b) => counts.openTo[b].items - counts.openTo[a].items)[0];
    const widest = held.at(-1);
    const patients = this.#all.distinct;
    const residence: Record<string, number> = {};
    for (const state of [...this.#states.keys()].sort())
      if (state !== 'unknown') residence[state] = this.#states.get(state)!.distinct;
    // Somebody whose address stands in one file and not in another is known by the one.
    const known = Object.values(residence).reduce((sum, count) => sum + count, 0);
    if (patients > known) residence['unknown'] = patients - known;
    return {
      ...counts,
      ...(usually && { usually }),
      ...(widest && { widest }),
      patients,
      sensitivePatients: this.#sensitive.distinct,
      residence,
    };
  }
}

/** Where one store stands, of what it holds. */
export function storeInventory(
  store: KnownStore,
  counted: Inventory,
  { purpose, team }: { purpose: StorePurpose | undefined; team: TeamAccess | undefined },
): StoreInventory {
  return { store, service: services[store.kind], ...(purpose && { purpose }), ...(team && { team }), ...counted };
}

/** Stores with most at stake first; those of which nothing is known stand before those that were read and hold none. */
export function byRisk(a: StoreInventory, b: StoreInventory): number {
  const unknown = ({ store }: StoreInventory) => Number(store.state !== 'scanned');
  return b.risk - a.risk || unknown(b) - unknown(a) || a.store.name.localeCompare(b.store.name, 'en');
}

function of<K>(counts: Map<K, PatientCount>, key: K): PatientCount {
  let found = counts.get(key);
  if (!found) counts.set(key, (found = new PatientCount()));
  return found;
}
