import type { HostRule } from '../http/hosts.ts';
import type { GraphSettings } from '../graph/client-call.ts';
import type { GraphClient } from '../resource.ts';

/** What reading a tenant's content takes. */
export interface ContentSettings extends GraphSettings {
  graph: GraphClient;
  /** Where Graph may send a download: without a token, and nowhere else. */
  downloads: HostRule;
  /** Bytes a second that downloads may take in all; SharePoint's own limit when absent. */
  bandwidth?: number;
}

/** An object in a path: `/users/{id}`. */
export function key(id: string): string {
  return encodeURIComponent(id);
}

/** The parts of a store's id: `drive`, `b!…`. */
export function partsOf(store: string): [kind: string, id: string] {
  const at = store.indexOf(':');
  return [store.slice(0, at), store.slice(at + 1)];
}
