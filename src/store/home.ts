import { homedir } from 'node:os';
import { join } from 'node:path';

/** The data folder when none is given: `WARDLINE_HOME`, else `~/.wardline`, and `/var/lib/wardline` for root. */
export function defaultHome(env: Readonly<Record<string, string | undefined>>): string {
  return env['WARDLINE_HOME'] || (process.getuid?.() === 0 ? '/var/lib/wardline' : join(homedir(), '.wardline'));
}
