import type { KeyObject } from 'node:crypto';
import { StoreError } from '../errors.ts';
import type { Keyring } from '../master-key.ts';
import type { Store } from '../open.ts';
import { makeFolder } from './durable-files.ts';
import type { EventIndex } from './event-index.ts';
import { dataKey, eventsFolder, signingKey } from './keys.ts';
import { postgresIndex } from './postgres-index.ts';

export { lockName } from './writing-lock.ts';

/** One tenant's log as it lies in the data folder. */
export interface EventLogPlace {
  tenant: string;
  folder: string;
  key: KeyObject;
  signer: { privateKey: KeyObject; publicKey: KeyObject };
  index: EventIndex;
}

/** Opens keys and index of a tenant's log; made the first time. */
export function eventLogOf(store: Store, keyring: Keyring, tenant: string): EventLogPlace {
  makeFolder(eventsFolder(store.home, tenant));
  return {
    tenant,
    folder: eventsFolder(store.home, tenant),
    key: dataKey(store.home, keyring, tenant),
    signer: signingKey(store.home, keyring),
    index: postgresIndex(store, tenant),
  };
}

export function missingSegment(sequence: number): StoreError {
  return new StoreError(
    'integrity',
    `Segment ${sequence} of the audit log is missing. Nothing was written.`,
    'Put it back from a backup. See more with: wardline audit verify',
  );
}
