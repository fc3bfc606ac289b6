import { WardlineError } from '../core/errors.ts';

/** What can go wrong with the store, and the exit code that the command line gives it. */
export const storeErrors = {
  'store-unavailable': { exit: 1, meaning: 'The database cannot be started or reached.' },
  'store-unsuitable': { exit: 1, meaning: 'The database or its folder cannot be used as it is.' },
  'store-newer': { exit: 1, meaning: 'The database was written by a newer Wardline.' },
  'no-master-key': { exit: 1, meaning: 'A credential is sealed with a master key that is not here.' },
  conflict: { exit: 7, meaning: 'Somebody else is at it, or it is no longer in the state that this needs.' },
  integrity: { exit: 8, meaning: 'What was stored is not what comes back.' },
} as const;

export type StoreErrorKind = keyof typeof storeErrors;

/** A fault of the store. Like every error of Wardline it holds no value that came from a tenant, and no password. */
export class StoreError extends WardlineError {
  readonly kind: StoreErrorKind;

  constructor(kind: StoreErrorKind, message: string, hint?: string) {
    super('internal', message, hint);
    this.name = 'StoreError';
    this.kind = kind;
  }

  override get exit(): number {
    return storeErrors[this.kind].exit;
  }
}

/** The code of a PostgreSQL (`23505`) or Node (`ECONNREFUSED`) error; empty when it has none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
