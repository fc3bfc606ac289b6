import type { Exposure } from '../../core/content.ts';
import type { StoreInventory } from '../../engine/inventory.ts';

/** Who can open an item, in words; what is in a library or a channel is open to its team. */
export const openTo: Readonly<Record<Exposure, string>> = {
  private: 'Named people',
  shared: 'One team',
  organization: 'Everyone here',
  guest: 'Named guests',
  anonymous: 'Anyone with the link',
};

export const storeStates: Readonly<Record<StoreInventory['store']['state'], string>> = {
  new: 'not read yet',
  scanning: 'not finished',
  scanned: '',
  partly: 'read in part',
  'no-access': 'no access',
  gone: 'gone',
};

/** "Patient name" of `phi.patient-name`. */
export function detectorName(id: string): string {
  const words = id.replace(/^phi\.(?:signals\.)?/, '').replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}

/** "71%" or "?": a label that nobody asked for is not a missing one. */
export function labeledShare({ labeled, unlabeled, unknown }: StoreInventory['labels']): string {
  const asked = labeled + unlabeled;
  if (asked + unknown === 0) return '';
  if (unknown > 0 && unlabeled === 0) return labeled === 0 ? 'unknown' : `${labeled} and ${unknown} unknown`;
  return `${Math.floor((100 * labeled) / asked)}%${unknown > 0 ? ` (${unknown} unknown)` : ''}`;
}
