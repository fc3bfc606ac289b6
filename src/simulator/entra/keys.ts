import { type KeyObject, createHash, generateKeyPairSync, sign, verify } from 'node:crypto';
import type { Tenant, TenantSeed } from '../tenant.ts';

interface SigningKey {
  id: string;
  publicKey: KeyObject;
  privateKey: KeyObject;
}

/**
 * By start state, so that a tenant that is put back to its start signs as before. Made when first needed: making an
 * RSA key takes longer than starting a tenant.
 */
const keys = new WeakMap<TenantSeed, SigningKey>();

function signingKey(tenant: Tenant): SigningKey {
  let key = keys.get(tenant.seed);
  if (!key) {
    const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const id = createHash('sha1')
      .update(pair.publicKey.export({ type: 'spki', format: 'der' }))
      .digest('base64url');
    keys.set(tenant.seed, (key = { id, ...pair }));
  }
  return key;
}

/** A JWT signed by the tenant. */
export function signedToken(tenant: Tenant, claims: Readonly<Record<string, unknown>>): string {
  const key = signingKey(tenant);
  const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const content = `${encode({ typ: 'JWT', alg: 'RS256', x5t: key.id, kid: key.id })}.${encode(claims)}`;
  return `${content}.${sign('sha256', Buffer.from(content), key.privateKey).toString('base64url')}`;
}

/** Whether the tenant signed it. */
export function isSignedBy(tenant: Tenant, token: string): boolean {
  const end = token.lastIndexOf('.');
  const signature = Buffer.from(token.slice(end + 1), 'base64url');
  return verify('sha256', Buffer.from(token.slice(0, end)), signingKey(tenant).publicKey, signature);
}

/** The document behind `jwks_uri`. */
export function publicKeys(tenant: Tenant, issuer: string): unknown {
  const key = signingKey(tenant);
  const { n, e } = key.publicKey.export({ format: 'jwk' });
  return { keys: [{ kty: 'RSA', use: 'sig', kid: key.id, x5t: key.id, n, e, issuer }] };
}
