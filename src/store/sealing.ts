import { type KeyObject, createCipheriv, createDecipheriv, createSecretKey, randomBytes } from 'node:crypto';
import { StoreError } from './errors.ts';
import type { Keyring } from './master-key.ts';

/**
 * Envelope encryption. Each sealed text has a key of its own (AES-256-GCM, 12-byte nonce, 16-byte tag), and that key
 * is encrypted under the master key. Both are bound to a context (whose it is, what for), so that a sealed text which
 * somebody copied to another row does not open there.
 *
 * Written as `w1.<master key id>.<nonce + wrapped key + tag>.<nonce + content + tag>`, the last two in base64url.
 */
const version = 'w1';

/** Seals `content` under the current master key. `context` must be the same when it is opened. */
export function seal(keyring: Keyring, content: Uint8Array | string, context: string): string {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  const own = randomBytes(32);
  const sealed = [
    version,
    keyring.current.id,
    encrypt(keyring.current.key, own, `key ${context}`),
    encrypt(createSecretKey(own), bytes, `content ${context}`),
  ].join('.');
  own.fill(0);
  return sealed;
}

/** Throws `no-master-key` when its key is not in the ring, `integrity` when it was altered or belongs elsewhere. */
export function unseal(keyring: Keyring, sealed: string, context: string): Buffer {
  const { wrapped, content } = parts(sealed);
  const own = unwrap(keyring, sealed, wrapped, context);
  return decrypt(own, content, `content ${context}`);
}

/** The same content under the current master key, without being decrypted itself. */
export function rewrap(keyring: Keyring, sealed: string, context: string): string {
  const { wrapped, content } = parts(sealed);
  const own = unwrap(keyring, sealed, wrapped, context);
  const bytes = own.export();
  const again = encrypt(keyring.current.key, bytes, `key ${context}`);
  bytes.fill(0);
  return [version, keyring.current.id, again, content].join('.');
}

/** Id of the master key that a sealed text needs. */
export function sealedWith(sealed: string): string {
  return parts(sealed).keyId;
}

function parts(sealed: string): { keyId: string; wrapped: string; content: string } {
  const [kind, keyId, wrapped, content, more] = sealed.split('.');
  if (kind !== version || !keyId || !wrapped || !content || more !== undefined) throw altered();
  return { keyId, wrapped, content };
}

function unwrap(keyring: Keyring, sealed: string, wrapped: string, context: string): KeyObject {
  const keyId = sealedWith(sealed);
  const master = keyring.all.find(({ id }) => id === keyId);
  if (!master)
    throw new StoreError(
      'no-master-key',
      `This credential is sealed with the master key ${keyId}, which is not here.`,
      'Put back the key from the recovery kit, or connect the tenant again.',
    );
  const bytes = decrypt(master.key, wrapped, `key ${context}`);
  const key = createSecretKey(bytes);
  bytes.fill(0);
  return key;
}

function encrypt(key: KeyObject, bytes: Uint8Array, context: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(`wardline ${version} ${context}`));
  return Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]).toString('base64url');
}

function decrypt(key: KeyObject, text: string, context: string): Buffer {
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.length < 28) throw altered();
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), { authTagLength: 16 })
      .setAAD(Buffer.from(`wardline ${version} ${context}`))
      .setAuthTag(bytes.subarray(-16));
    return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]);
  } catch {
    throw altered();
  }
}

function altered(): StoreError {
  return new StoreError(
    'integrity',
    'A sealed credential does not open: it was altered, or it was sealed for something else.',
    'Connect the tenant again. Find out who wrote into the database.',
  );
}
