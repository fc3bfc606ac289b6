import { WardlineError } from '../../core/errors.ts';
import { isLoopback } from '../outbound/guarded-address.ts';

/**
 * The origin of a Wardline server as somebody typed it: `https://wardline.clinic.example`. Throws `usage` for plain HTTP
 * to another machine, and for what holds more than scheme, host and port.
 */
export function serverOrigin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const wanted = 'Give it as https://wardline.clinic.example, or http://localhost:8710 on this machine.';
  if (!url || !/^https?:$/.test(url.protocol) || url.hostname === '')
    throw new WardlineError('usage', 'That is no address of a server.', wanted);
  if (url.username !== '' || url.password !== '')
    throw new WardlineError('usage', 'The address holds a name or password: those do not belong there.', wanted);
  if (url.protocol === 'http:' && !isLoopback(url.hostname))
    throw new WardlineError(
      'usage',
      'Plain HTTP to another machine is refused: whoever is on the way would read the token, and with it the patients.',
      'Use https. For a certificate of your own give its authority with --ca FILE.',
    );
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '')
    throw new WardlineError('usage', 'The address ends after host and port.', wanted);
  return url.origin;
}
