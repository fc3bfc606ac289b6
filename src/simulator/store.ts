import type { Clock } from './clock.ts';
import type { Origin } from './origin.ts';
import { isoTime, parseDuration } from './clock.ts';
import { guidOf } from './random.ts';

/** A record as its API gives it. What the store hands out is frozen: nobody changes it but by a write. */
export type Entity = Readonly<Record<string, unknown>>;

/** Collections by name, each entity under its id. A single object (`securityDefaults`) is a collection with the id ''. */
export type Collections = Record<string, Record<string, Entity>>;

export interface Write {
  /** Counts the tenant's writes; delta links and ETags are made of it. */
  seq: number;
  at: string;
  operation: 'create' | 'update' | 'delete';
  collection: string;
  id: string;
  before: Entity | undefined;
  after: Entity | undefined;
  origin: Origin;
}

/** When a write shows to who reads: after so many reads of its collection, or after so long, whichever is first. */
export interface Consistency {
  reads?: number;
  /** `30s`: by the simulator's clock. */
  after?: string;
  /** Collection names that lag, as a pattern; all when not given. */
  collections?: string;
}

/** `visible` is what a reader is given while writes are still on their way; `current` is the truth. */
export type View = 'current' | 'visible';

interface Entry {
  /** Where it stands in lists. */
  order: number;
  seq: number;
  current: Entity | undefined;
  /** Set while the last writes do not show yet. */
  lag?: { shown: Entity | undefined; from: number; reads: number; until: number };
}

export interface Store {
  list(collection: string, view?: View): Entity[];
  /** With the place in the list: pages continue after it. */
  entries(collection: string, view?: View): { order: number; id: string; entity: Entity }[];
  get(collection: string, id: string, view?: View): Entity | undefined;
  put(collection: string, id: string, entity: Entity, origin: Origin): Write;
  remove(collection: string, id: string, origin: Origin): Write | undefined;
  /** The number of the write that made it what it is; 0 for the start state. */
  version(collection: string, id: string): number;
  /** What changed after a write, and the number to ask from next time. Writes that do not show yet come next time. */
  changesSince(
    collection: string,
    seq: number,
  ): { upTo: number; changed: { id: string; entity: Entity | undefined }[] };
  readonly writes: readonly Write[];
  collections(): string[];
  setConsistency(consistency: Consistency): void;
  /** A request begins: however often it looks at a collection, that is one read. */
  beginReading(): void;
  /** A new GUID, the same in every run of the same steps. */
  newId(): string;
}

/** Collections that are made when one of them is first looked at. */
export interface LateCollections {
  holds(collection: string): boolean;
  load(): Collections;
}

export function createStore(tenantId: string, clock: Clock, seed: Collections, given?: LateCollections): Store {
  const data = new Map<string, Map<string, Entry>>();
  const writes: Write[] = [];
  const lagging = new Map<string, Set<Entry>>();
  let consistency: Consistency = {};
  const readNow = new Set<string>();
  let order = 0;
  let made = 0;

  let late = given;
  const table = (collection: string): Map<string, Entry> => {
    if (late?.holds(collection)) loadLate();
    let found = data.get(collection);
    if (!found) data.set(collection, (found = new Map()));
    return found;
  };
  const fill = (collections: Collections): void => {
    for (const [collection, entities] of Object.entries(collections)) {
      const entries = table(collection);
      for (const [id, entity] of Object.entries(entities))
        entries.set(key(id), { order: ++order, seq: 0, current: frozen(entity) });
    }
  };
  const loadLate = (): void => {
    const from = late;
    late = undefined;
    if (from) fill(from.load());
  };
  fill(seed);

  /** Counts a read of the collection and lets writes appear whose time has come. */
  const settle = (collection: string): void => {
    const waiting = lagging.get(collection);
    if (!waiting || readNow.has(collection)) return;
    readNow.add(collection);
    for (const entry of waiting) {
      if (entry.lag && clock.now() < entry.lag.until && entry.lag.reads > 0) {
        entry.lag.reads -= 1;
        continue;
      }
      delete entry.lag;
      waiting.delete(entry);
    }
  };
  const shown = (entry: Entry, view: View): Entity | undefined =>
    view === 'visible' && entry.lag ? entry.lag.shown : entry.current;

  const startLag = (collection: string, entry: Entry): void => {
    const { reads, after, collections } = consistency;
    if (reads === undefined && after === undefined) return;
    if (collections !== undefined && !new RegExp(collections).test(collection)) return;
    const until = clock.now() + (after === undefined ? Number.POSITIVE_INFINITY : parseDuration(after));
    entry.lag = {
      shown: entry.lag ? entry.lag.shown : entry.current,
      from: entry.lag ? entry.lag.from : writes.length + 1,
      reads: reads ?? Number.POSITIVE_INFINITY,
      until,
    };
    const waiting = lagging.get(collection) ?? new Set();
    waiting.add(entry);
    lagging.set(collection, waiting);
  };

  const write = (collection: string, id: string, after: Entity | undefined, origin: Origin): Write => {
    const entries = table(collection);
    const entry = entries.get(key(id)) ?? { order: ++order, seq: 0, current: undefined };
    const before = entry.current;
    startLag(collection, entry);
    // What was deleted and made again stands at the end of lists.
    if (!before && after) entry.order = ++order;
    entry.current = after && frozen(after);
    const operation = before ? (after ? 'update' : 'delete') : 'create';
    const record: Write = {
      seq: writes.length + 1,
      at: isoTime(clock.now()),
      operation,
      collection,
      id,
      before,
      after: entry.current,
      origin,
    };
    entry.seq = record.seq;
    entries.set(key(id), entry);
    writes.push(record);
    return record;
  };

  const entriesOf: Store['entries'] = (collection, view = 'current') => {
    if (view === 'visible') settle(collection);
    const found: { order: number; id: string; entity: Entity }[] = [];
    for (const [id, entry] of table(collection)) {
      const entity = shown(entry, view);
      if (entity) found.push({ order: entry.order, id, entity });
    }
    return found.sort((a, b) => a.order - b.order);
  };

  return {
    writes,
    entries: entriesOf,
    list: (collection, view) => entriesOf(collection, view).map(({ entity }) => entity),
    get(collection, id, view = 'current') {
      if (view === 'visible') settle(collection);
      const entry = table(collection).get(key(id));
      return entry && shown(entry, view);
    },
    put: write,
    remove: (collection, id, origin) =>
      table(collection).get(key(id))?.current ? write(collection, id, undefined, origin) : undefined,
    version: (collection, id) => table(collection).get(key(id))?.seq ?? 0,
    changesSince(collection, seq) {
      settle(collection);
      const hidden = [...(lagging.get(collection) ?? [])].map((entry) => entry.lag!.from);
      const upTo = Math.min(writes.length, ...hidden.map((at) => at - 1));
      const ids = new Set<string>();
      for (const made of writes.slice(seq, upTo)) if (made.collection === collection) ids.add(made.id);
      const changed = [...ids].map((id) => ({ id, entity: table(collection).get(key(id))?.current }));
      return { upTo: Math.max(seq, upTo), changed };
    },
    collections() {
      loadLate();
      return [...data.keys()].sort();
    },
    setConsistency(given) {
      consistency = given;
    },
    beginReading: () => readNow.clear(),
    newId: () => guidOf(`${tenantId} made ${++made}`),
  };
}

/** Ids and addresses are compared without case, as Microsoft does. */
function key(id: string): string {
  return id.toLowerCase();
}

/** A deep copy that cannot be changed. */
export function frozen<T>(value: T): T {
  return freeze(structuredClone(value));
}

function freeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const inner of Object.values(value)) freeze(inner);
  return Object.freeze(value);
}
