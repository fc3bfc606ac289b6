import type { Keyring } from '../store/master-key.ts';
import type { Store } from '../store/open.ts';
import type { RelyingParty } from './auth/passkeys.ts';
import type { SingleSignOn } from './auth/single-sign-on.ts';
import type { JobQueue } from './jobs/job-queue.ts';
import type { Log } from './log.ts';

/** What all routes work with. */
export interface Server extends RelyingParty {
  store: Store;
  keyring: Keyring;
  /** ISO 8601 UTC. */
  now(): string;
  version: string;
  /** The demo clinic is served: said on every page, and nothing in it is real. */
  demo: boolean;
  /** How many reverse proxies stand before it, whose word on the caller's address counts. */
  proxies: number;
  log: Log;
  singleSignOn?: SingleSignOn;
  /** Absent where nothing long can be begun: in tests of other things. */
  queue?: JobQueue;
}
