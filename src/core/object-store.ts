/** What keeps an object from being changed or removed. */
export interface ObjectLock {
  /** `firm`: nobody can shorten it. `soft`: whoever has the right for it can. `none`: nothing is locked. */
  strength: 'firm' | 'soft' | 'none';
  /** ISO 8601 UTC; absent without a lock. */
  until?: string;
  legalHold: boolean;
}

export interface ObjectState {
  size: number;
  lock: ObjectLock;
}

/** A place for copies that are never written over. There is no way to remove one. Its errors are `ConnectorError`s. */
export interface ObjectStore {
  /** For people: `S3 bucket clinic-archive`. */
  name: string;
  /** Whether the place locks objects at all; a folder does not. */
  locks: boolean;
  /** Puts an object that is not there yet. `until`: locked up to this moment, ISO 8601 UTC; without it not at all. */
  put(key: string, bytes: Uint8Array, until?: string): Promise<'stored' | 'there'>;
  /** Undefined when it is not there. */
  get(key: string): Promise<Uint8Array | undefined>;
  head(key: string): Promise<ObjectState | undefined>;
  /** Keys that begin so, with their sizes in bytes, in order. */
  list(prefix: string): AsyncIterable<{ key: string; size: number }>;
  /** Sets or lifts a legal hold, which keeps an object without an end. */
  hold(key: string, on: boolean): Promise<void>;
  close(): void;
}
