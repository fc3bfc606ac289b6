import { type KeyObject, createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { StoreError } from './errors.ts';
import type { TenantScope } from './scope.ts';

/** What the detections remember, and the last segment of the log that they have seen. */
export interface WatchState {
  segment: number;
  /** Plain data. */
  state: unknown;
}

const largest = 512 * 2 ** 20;

/** Undefined before the first time. Throws `integrity` when it does not open with the key of the tenant's log. */
export async function loadWatchState({ db, tenant }: TenantScope, key: KeyObject): Promise<WatchState | undefined> {
  const row = await db
    .selectFrom('watchStates')
    .select(['segment', 'sealed'])
    .where('tenantId', '=', tenant)
    .executeTakeFirst();
  if (!row) return undefined;
  try {
    const { segment, sealed } = row;
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12), { authTagLength: 16 })
      .setAAD(context(tenant, segment))
      .setAuthTag(sealed.subarray(-16));
    const packed = Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]);
    return {
      segment,
      state: JSON.parse(zstdDecompressSync(packed, { maxOutputLength: largest }).toString('utf8')) as unknown,
    };
  } catch {
    throw new StoreError(
      'integrity',
      'What the detections remember does not open: it was altered, or the log has another key.',
      'Begin anew with: wardline audit pull --rewatch, which judges the whole log once more.',
    );
  }
}

/** Keeps what the detections remember; sealed, for it holds names of accounts. */
export async function saveWatchState(
  { db, tenant }: TenantScope,
  key: KeyObject,
  { segment, state }: WatchState,
  at: string,
): Promise<void> {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(context(tenant, segment));
  const sealed = Buffer.concat([
    nonce,
    cipher.update(zstdCompressSync(Buffer.from(JSON.stringify(state)))),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
  await db
    .insertInto('watchStates')
    .values({ tenantId: tenant, segment, sealed, savedAt: at })
    .onConflict((conflict) => conflict.column('tenantId').doUpdateSet({ segment, sealed, savedAt: at }))
    .execute();
}

function context(tenant: string, segment: number): Buffer {
  return Buffer.from(JSON.stringify({ watch: 1, tenant, segment }));
}
