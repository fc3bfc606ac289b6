import { type KeyObject, createHmac, createSecretKey } from 'node:crypto';

/** The key of a webhook out of its secret text; at least 16 characters, or it would be guessed. Undefined for less. */
export function webhookKey(secret: string): KeyObject | undefined {
  return secret.length >= 16 ? createSecretKey(Buffer.from(secret, 'utf8')) : undefined;
}

/**
 * Headers that prove who sent a body and when: `X-Wardline-Timestamp` (seconds since 1970) and `X-Wardline-Signature`
 * (`v1=` and HMAC-SHA256, in hex, of the timestamp, a full stop and the body). The receiver computes the same over the
 * bytes that came, compares in constant time, and refuses a timestamp more than 5 minutes off: what somebody caught
 * cannot be sent again later.
 */
export function signatureHeaders(key: KeyObject, now: number, body: string): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(now / 1000));
  const signature = createHmac('sha256', key).update(`${timestamp}.`).update(body, 'utf8').digest('hex');
  return { 'x-wardline-timestamp': timestamp, 'x-wardline-signature': `v1=${signature}` };
}
