import type { TokenSource } from '../http/call.ts';
import { ConnectorError } from '../http/errors.ts';
import type { Timer } from '../http/timer.ts';
import { type Endpoint, postForm, signInError, tokenOf } from './endpoint.ts';
import { type FetchedToken, createTokenSource } from './token-source.ts';

/** What the person is shown who signs in on another device. */
export interface DeviceCode {
  userCode: string;
  verificationUri: string;
  /** Milliseconds since 1970. */
  expiresAt: number;
}

export interface DeviceSignIn extends Omit<Endpoint, 'now'> {
  clientId: string;
  timer: Timer;
  /** `https://graph.microsoft.com`: what the first token is for. */
  resource: string;
  show: (code: DeviceCode) => void;
  signal?: AbortSignal;
}

/**
 * Signs a person in by a code that they type on another device, and gives tokens in that person's name. Microsoft's
 * advice, and HIPAA baselines with it, is to block this flow by conditional access: a certificate comes first.
 * Further resources and renewals come from the refresh token, which stays in memory.
 *
 * Throws `sign-in-declined`, `sign-in-expired`, `sign-in-refused`, `cancelled`.
 */
export async function signInByDeviceCode(signIn: DeviceSignIn): Promise<TokenSource> {
  const { clientId, timer } = signIn;
  const endpoint: Endpoint = { ...signIn, now: timer.now };
  const asked = timer.now();
  const started = await postForm(endpoint, 'devicecode', 'POST devicecode', () => ({
    client_id: clientId,
    scope: scopeOf(signIn.resource),
  }));
  if (started.status !== 200) throw signInError(endpoint, 'POST devicecode', started);
  const { device_code: deviceCode, user_code: userCode, verification_uri: verificationUri } = started.json;
  if (typeof deviceCode !== 'string' || typeof userCode !== 'string' || typeof verificationUri !== 'string')
    throw new ConnectorError('unexpected-shape', {
      service: 'login',
      call: 'POST devicecode',
      detail: 'Wanted a code.',
    });
  const expiresAt = asked + (Number(started.json['expires_in']) || 900) * 1000;
  signIn.show({ userCode, verificationUri, expiresAt });

  let refresh: string | undefined;
  let first: FetchedToken | undefined = await poll(endpoint, signIn, deviceCode, {
    expiresAt,
    interval: (Number(started.json['interval']) || 5) * 1000,
    keep: (given) => (refresh = given),
  });
  return createTokenSource(async (resource) => {
    if (first && resource === signIn.resource) {
      const token = first;
      first = undefined;
      return token;
    }
    return redeem(endpoint, clientId, resource, refresh, (given) => (refresh = given));
  }, timer.now);
}

async function poll(
  endpoint: Endpoint,
  { clientId, timer, signal }: DeviceSignIn,
  deviceCode: string,
  given: { expiresAt: number; interval: number; keep: (refresh: string) => void },
): Promise<FetchedToken> {
  const call = 'POST token';
  let { interval } = given;
  while (timer.now() < given.expiresAt) {
    await timer.sleep(interval, signal).catch(() => {
      throw new ConnectorError('cancelled', { service: 'login', call });
    });
    const answer = await postForm(endpoint, 'token', call, () => ({
      grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
      client_id: clientId,
      device_code: deviceCode,
    }));
    if (answer.status === 200) return kept(answer.json, call, timer.now(), given.keep);
    const word = answer.json['error'];
    if (word === 'slow_down') interval += 5000;
    else if (word === 'authorization_declined' || word === 'access_denied') throw failed('sign-in-declined', call);
    else if (word === 'expired_token' || word === 'code_expired') throw failed('sign-in-expired', call);
    else if (word !== 'authorization_pending') throw signInError(endpoint, call, answer);
  }
  throw failed('sign-in-expired', call);
}

async function redeem(
  endpoint: Endpoint,
  clientId: string,
  resource: string,
  refresh: string | undefined,
  keep: (refresh: string) => void,
): Promise<FetchedToken> {
  const call = 'POST token';
  if (refresh === undefined) throw failed('sign-in-expired', call);
  const answer = await postForm(endpoint, 'token', call, () => ({
    grant_type: 'refresh_token',
    client_id: clientId,
    refresh_token: refresh,
    scope: scopeOf(resource),
  }));
  if (answer.status !== 200) throw signInError(endpoint, call, answer);
  return kept(answer.json, call, endpoint.now(), keep);
}

function kept(json: Record<string, unknown>, call: string, now: number, keep: (refresh: string) => void): FetchedToken {
  const { refresh, ...token } = tokenOf(json, call, now);
  if (refresh !== undefined) keep(refresh);
  return token;
}

function scopeOf(resource: string): string {
  return `${resource}/.default offline_access`;
}

function failed(code: 'sign-in-declined' | 'sign-in-expired', call: string): ConnectorError {
  return new ConnectorError(code, { service: 'login', call });
}
