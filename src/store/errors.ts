import { type ErrorCode, WardlineError } from '../core/errors.ts';

/** What can go wrong with the store; the exit codes stand with all others in `core/errors.ts`. */
export type StoreErrorCode = Extract<
  ErrorCode,
  'store-unavailable' | 'store-unsuitable' | 'store-newer' | 'no-master-key' | 'conflict' | 'integrity'
>;

/** A fault of the store. Like every error of Wardline it holds no value that came from a tenant, and no password. */
export class StoreError extends WardlineError {
  constructor(code: StoreErrorCode, message: string, hint?: string) {
    super(code, message, hint);
    this.name = 'StoreError';
  }
}

/** The code of a PostgreSQL (`23505`) or Node (`ECONNREFUSED`) error; empty when it has none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
