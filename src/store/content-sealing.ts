import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync, randomBytes } from 'node:crypto';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { StoreError } from './errors.ts';
import { dataKey } from './events/keys.ts';
import type { Keyring } from './master-key.ts';

/**
 * Seals what the database must not show of stored content: names, subjects, addresses, places. AES-256-GCM under a key
 * that is derived from the tenant's data key, each text bound to the tenant and to its place (`context`), so that one
 * which somebody copied to another row does not open there. Written as `c1.<nonce + content + tag>` in base64url.
 */
export interface ContentSeal {
  seal(text: string, context: string): string;
  /** Throws `integrity` for what was altered or belongs elsewhere. */
  open(sealed: string, context: string): string;
}

const version = 'c1';
/** Zstandard saves the most on lists of matches; a name is shorter without it. */
const worthPacking = 300;
/** Bytes of a sealed text unpacked: what was written here is smaller. */
const mostUnpacked = 256 * 1024 * 1024;

/** The seal of one tenant's content. Its key is made with the tenant's data key the first time. Throws `no-master-key`. */
export function contentSeal(home: string, keyring: Keyring, tenant: string): ContentSeal {
  const key = createSecretKey(
    Buffer.from(hkdfSync('sha256', dataKey(home, keyring, tenant), '', `wardline content of ${tenant}`, 32)),
  );
  const bound = (context: string) => Buffer.from(`wardline ${version} ${tenant} ${context}`);
  return {
    seal(text, context) {
      const plain = Buffer.from(text, 'utf8');
      const packed = plain.length > worthPacking;
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(bound(context));
      const content = packed ? zstdCompressSync(plain) : plain;
      return `${version}.${Buffer.concat([nonce, cipher.update(Buffer.of(packed ? 1 : 0)), cipher.update(content), cipher.final(), cipher.getAuthTag()]).toString('base64url')}`;
    },
    open(sealed, context) {
      const bytes = Buffer.from(sealed.slice(version.length + 1), 'base64url');
      if (!sealed.startsWith(`${version}.`) || bytes.length < 29) throw altered();
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), { authTagLength: 16 })
          .setAAD(bound(context))
          .setAuthTag(bytes.subarray(-16));
        const opened = Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]);
        const content = opened.subarray(1);
        return (opened[0] === 1 ? zstdDecompressSync(content, { maxOutputLength: mostUnpacked }) : content).toString(
          'utf8',
        );
      } catch {
        throw altered();
      }
    },
  };
}

function altered(): StoreError {
  return new StoreError(
    'integrity',
    'A sealed name of the inventory does not open: it was altered, or the key of this data folder is another.',
    "Put back the data folder's events and master key from the backup.",
  );
}
