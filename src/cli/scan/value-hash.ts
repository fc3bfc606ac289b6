import { createHmac, createSecretKey } from 'node:crypto';

/** The keyed hash under which a value is known again: 22 letters, equal for equal values under one key. */
export function valueHash(key: Buffer): (value: string) => string {
  const secret = createSecretKey(key);
  return (value) => createHmac('sha256', secret).update(value).digest('base64url').slice(0, 22);
}
