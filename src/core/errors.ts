/**
 * Every error that a user can meet: what it means and the exit code. Messages and hints are made where the
 * error is raised, and never hold a value that came from a tenant.
 */
export const errorTable = {
  usage: { exit: 64, meaning: 'The command line is not understood.' },
  'bad-input': { exit: 65, meaning: 'A file or its content cannot be used.' },
  'bad-organization-file': { exit: 65, meaning: 'wardline.yaml is not valid.' },
  'not-found': { exit: 64, meaning: 'No such control, citation or file.' },
  'cannot-write': { exit: 1, meaning: 'The result could not be written.' },
  'stale-plan': { exit: 7, meaning: 'The tenant has moved since the plan was made, or the plan was changed.' },
  conflict: { exit: 7, meaning: 'Somebody else is at it, or it is no longer in the state that this needs.' },
  'not-permitted': { exit: 5, meaning: 'This needs a right, an approval or a license that is not there.' },
  'store-unavailable': { exit: 1, meaning: 'The database cannot be started or reached.' },
  'store-unsuitable': { exit: 1, meaning: 'The database or its folder cannot be used as it is.' },
  'store-newer': { exit: 1, meaning: 'The database was written by a newer Wardline.' },
  'no-master-key': { exit: 1, meaning: 'A credential is sealed with a master key that is not here.' },
  integrity: { exit: 8, meaning: 'What was stored is not what comes back.' },
  'sign-in-needed': { exit: 4, meaning: 'The server has to know who you are.' },
  'server-unreachable': { exit: 1, meaning: 'The Wardline server does not answer, or what answers is not Wardline.' },
  interrupted: { exit: 130, meaning: 'The run was interrupted and can be repeated.' },
  internal: { exit: 1, meaning: 'A fault in Wardline itself.' },
} as const;

export type ErrorCode = keyof typeof errorTable;

export class WardlineError extends Error {
  readonly code: ErrorCode;
  /** The next step for the person who reads it. */
  readonly hint: string | undefined;

  constructor(code: ErrorCode, message: string, hint?: string) {
    super(message);
    this.name = 'WardlineError';
    this.code = code;
    this.hint = hint;
  }

  get exit(): number {
    return errorTable[this.code].exit;
  }
}
