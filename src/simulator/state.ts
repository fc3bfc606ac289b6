import { recordWrite } from './audit.ts';
import { type Clock, isoTime } from './clock.ts';
import type { Origin } from './origin.ts';
import type { Entity, View } from './store.ts';
import type { Tenant } from './tenant.ts';

/**
 * A tenant's state as a resource or a cmdlet sees it. Reads give frozen records; writes are kept with what was
 * before, and go to the audit log under the origin's activity.
 */
export interface State {
  readonly tenant: Tenant;
  /** ISO 8601 by the simulator's clock. */
  readonly now: string;
  list(collection: string): Entity[];
  get(collection: string, id: string): Entity | undefined;
  /** A single object such as `securityDefaults`; `{}` when the tenant has none. */
  one(name: string): Entity;
  put(collection: string, id: string, entity: Entity): void;
  /** Merges into what is there; throws when it is not there. */
  patch(collection: string, id: string, values: Entity): void;
  setOne(name: string, values: Entity): void;
  remove(collection: string, id: string): boolean;
  newId(): string;
  /** The same state with the truth in place of what readers see. */
  current(): State;
}

export function stateOf(tenant: Tenant, clock: Clock, origin: Origin, view: View): State {
  const { store } = tenant;
  if (view === 'visible') store.beginReading();
  const put = (collection: string, id: string, entity: Entity): void => {
    recordWrite(tenant, clock, store.put(collection, id, entity, origin));
  };
  const state: State = {
    tenant,
    get now() {
      return isoTime(clock.now());
    },
    list: (collection) => store.list(collection, view),
    get: (collection, id) => store.get(collection, id, view),
    one: (name) => store.get(name, '', view) ?? {},
    put,
    patch(collection, id, values) {
      const before = store.get(collection, id);
      if (!before) throw new Error(`${collection} has no ${id}`);
      put(collection, id, { ...before, ...values });
    },
    setOne(name, values) {
      put(name, '', { ...store.get(name, ''), ...values });
    },
    remove(collection, id) {
      const write = store.remove(collection, id, origin);
      if (write) recordWrite(tenant, clock, write);
      return write !== undefined;
    },
    newId: () => store.newId(),
    current: () => (view === 'current' ? state : stateOf(tenant, clock, origin, 'current')),
  };
  return state;
}
