import { millis } from '../../core/clock.ts';
import { ConnectorError } from '../http/errors.ts';
import { clientAssertion } from './assertion.ts';
import type { Certificate } from './certificate.ts';
import { type Endpoint, postForm, signInError, tokenOf, tokenUrl } from './endpoint.ts';
import type { FetchedToken } from './token-source.ts';

export interface CertificateSignIn extends Endpoint {
  clientId: string;
  certificate: Certificate;
  /** Send the certificate along (`x5c`). */
  chain?: boolean;
}

/**
 * Gives a function that gets a token of an app registration by its certificate (OAuth client credentials).
 *
 * A clock that is wrong here makes assertions that are expired or not yet valid (AADSTS700024). The answer's Date
 * header tells the right time: with a difference of more than a minute the assertion is made again by that time, and
 * the difference is kept for later ones.
 */
export function certificateSignIn(signIn: CertificateSignIn): (resource: string) => Promise<FetchedToken> {
  const call = 'POST token';
  let skew = 0;
  const ask = (resource: string) =>
    postForm(signIn, 'token', call, () => ({
      grant_type: 'client_credentials',
      client_id: signIn.clientId,
      scope: `${resource}/.default`,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: clientAssertion({ ...signIn, endpoint: tokenUrl(signIn), now: signIn.now() + skew }),
    }));
  return async (resource) => {
    let answer = await ask(resource);
    const difference = millis(answer.headers['date'] ?? '') - signIn.now();
    const isSkewed = answer.status !== 200 && signInError(signIn, call, answer).code === 'clock-skew';
    if (isSkewed && Math.abs(difference - skew) > 60_000) {
      skew = difference;
      answer = await ask(resource);
    }
    if (answer.status === 200) return tokenOf(answer.json, call, signIn.now());
    throw explained(signInError(signIn, call, answer), difference);
  };
}

/** Adds how wrong the clock is, where that is known. */
function explained(error: ConnectorError, difference: number): ConnectorError {
  if (error.code !== 'clock-skew' || Number.isNaN(difference)) return error;
  const minutes = Math.round(Math.abs(difference) / 60_000);
  const detail = `It is about ${minutes} minutes ${difference > 0 ? 'behind' : 'ahead'}.`;
  return new ConnectorError('clock-skew', { ...error.facts, detail });
}
