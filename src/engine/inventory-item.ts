import type { ContentVerdict, Exposure, StoreKind } from '../core/content.ts';
import { daysBetween } from '../core/clock.ts';
import type { SensitiveClass, Strength } from '../core/phi.ts';

/** A store as the last scan left it. */
export interface KnownStore {
  id: string;
  kind: StoreKind;
  name: string;
  url: string | null;
  site: string | null;
  owner: string | null;
  state: 'new' | 'scanning' | 'scanned' | 'partly' | 'no-access' | 'gone';
  detail: string;
  scannedAt: string | null;
}

/** What the inventory needs of an item; no name and no place. */
export interface KnownItem {
  store: string;
  id: string;
  /** Id of the folder it lies in. */
  parent: string | null;
  /** Null until it was read. */
  class: ContentVerdict['class'] | null;
  patients: number;
  partial: boolean;
  kind: string | null;
  counts: Readonly<Record<string, number>> | null;
  sensitive: readonly SensitiveClass[] | null;
  states: readonly string[] | null;
  /** YYYY-MM-DD. */
  earliestDate: string | null;
  exposure: Exposure;
  /** Id of its label; empty: it was asked for and there is none; null: it was not asked for. */
  label: string | null;
  modifiedAt: string | null;
  /** Keyed hashes of its patients. */
  people: string[];
  /** The strongest match of each detector, where the details were opened. */
  strengths?: Readonly<Record<string, Strength>>;
}

export function isPhi({ class: found }: Pick<KnownItem, 'class'>): boolean {
  return found === 'PHI' || found === 'PHI_SENSITIVE';
}

/** Nothing is known of it: not read yet, or not readable. */
export function isUnread({ class: found }: Pick<KnownItem, 'class'>): boolean {
  return found === null || found === 'UNREADABLE';
}

/** How many strangers could open it, roughly ten times as many with an open link as with a right of one's own. */
const openness: Readonly<Record<Exposure, number>> = {
  private: 1,
  shared: 2,
  organization: 4,
  guest: 6,
  anonymous: 10,
};

/**
 * What to look at first: class (3 extra sensitive, 2 PHI, 0 other) × openness (1 to 10) × age (1, 1.5 after a year
 * without a change, 2 after six). Old files are read by nobody and harm as much when they leak. A rank and no
 * measure: it has no unit, and it says nothing about likelihood.
 */
export function riskOf(item: Pick<KnownItem, 'class' | 'exposure' | 'modifiedAt'>, at: string): number {
  const weight = item.class === 'PHI_SENSITIVE' ? 3 : item.class === 'PHI' ? 2 : 0;
  const days = item.modifiedAt === null ? 0 : daysBetween(item.modifiedAt.slice(0, 10), at.slice(0, 10));
  const age = days > 6 * 365 ? 2 : days > 365 ? 1.5 : 1;
  return weight * openness[item.exposure] * age;
}
