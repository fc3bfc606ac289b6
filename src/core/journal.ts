/** One line of the record of an apply or undo. Written before and after each write, and never changed. */
export interface JournalEntry {
  run: string;
  /** Id of the planned change. */
  change: string;
  /**
   * `intended`: about to be written. `written`: the API took it. `done`: read back and found as wanted. `already`: it
   * was so before. `failed`: the API refused or the read-back differed. `undone`: written back to what it was.
   */
  step: 'intended' | 'written' | 'done' | 'already' | 'failed' | 'undone';
  /** Name of the stage, for staged changes. */
  stage?: string;
  at: string;
  /** The values before the first write of this change; empty for an object that did not exist. */
  before?: Readonly<Record<string, unknown>>;
  /** The values that were wanted, or found when it failed. */
  values?: Readonly<Record<string, unknown>>;
  /** Why it failed, in words that hold no tenant data. */
  reason?: string;
}

/** The durable record that `apply` writes to; the store implements it. */
export interface Journal {
  /** Claims the tenant for this run; throws `conflict` when another run holds it. Claiming again after a crash resumes. */
  claim(run: { id: string; plan: string; tenant: string; by: string; at: string }): Promise<void>;
  /** Durable when it resolves. */
  record(entry: JournalEntry): Promise<void>;
  entries(run: string): Promise<readonly JournalEntry[]>;
  release(run: string): Promise<void>;
}
