import type { ListedItem } from '../core/content-reader.ts';
import type { ContentSeal } from './content-sealing.ts';

/** What the name of an item is sealed for. */
export const nameOf = (store: string, id: string) => `item ${store} ${id}`;
/** What is sealed under `nameOf`. */
export interface Named {
  name: string;
  checksum?: string | undefined;
  unreadable?: ListedItem['unreadable'];
  messageId?: string | undefined;
}
/** What the list told of an item, opened. */
export const named = (seal: ContentSeal, sealed: string, store: string, id: string) =>
  JSON.parse(seal.open(sealed, nameOf(store, id))) as Named;
/** What the detail of an item is sealed for. */
export const detailOf = (store: string, id: string) => `detail ${store} ${id}`;

/** The path of an item in a folder of these. */
export function joined(folders: ReadonlyMap<string, string>, parent: string | null, name: string): string {
  const above = parent === null ? '' : (folders.get(parent) ?? '');
  return above === '' ? name : `${above}/${name}`;
}
/** What the recipients of a message are sealed for. */
export const sentOf = (store: string, id: string) => `sent ${store} ${id}`;
