import { oneLine } from '../../connectors/wardline/refusal.ts';
import { errorTable } from '../../core/errors.ts';

/** Why a command that a server carried out has no result: its own code, words and exit code. */
export class RemoteFault extends Error {
  readonly code: string;
  readonly exit: number;
  readonly hint: string | undefined;

  constructor({ code, message, hint }: { code: string; message: string; hint?: string | undefined }, exit: number) {
    super(oneLine(message) || errorTable.internal.meaning);
    this.name = 'RemoteFault';
    this.code = /^[a-z-]{1,60}$/.test(code) ? code : 'internal';
    // Never done, whatever a server says.
    this.exit = Number.isInteger(exit) && exit > 0 && exit < 256 ? exit : 1;
    this.hint = oneLine(hint) || undefined;
  }
}
