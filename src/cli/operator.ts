import { userInfo } from 'node:os';

/**
 * Who acts: the person whose account of this machine it is. A job of the server is started by somebody who signed in
 * there; the server, which this process is a child of, says who.
 */
export function operator(env: Readonly<Record<string, string | undefined>> = process.env): string {
  return env['WARDLINE_ACTING_FOR'] || userInfo().username;
}
