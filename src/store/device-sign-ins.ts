import { randomUUID } from 'node:crypto';
import type { SystemScope } from './scope.ts';
import { storableText } from './storable.ts';

/** A sign-in that a program began, as the person sees it who is asked to confirm it. */
export interface DeviceSignIn {
  id: string;
  tokenHash: string;
  /** What the program calls its machine: its word, not a fact. */
  machine: string;
  /** Where it asked from. */
  address: string;
  begunAt: string;
  endsAt: string;
}

export type DeviceState = 'waiting' | 'confirmed' | 'refused';

/** Keeps a new one, and forgets those that have ended. False when the token or the code is one that is known. */
export async function addDeviceSignIn(
  { db }: SystemScope,
  { codeHash, ...begun }: Omit<DeviceSignIn, 'id'> & { codeHash: string },
): Promise<boolean> {
  await db.deleteFrom('deviceSignIns').where('endsAt', '<=', begun.begunAt).execute();
  const known = await db.selectFrom('apiTokens').select('id').where('hash', '=', begun.tokenHash).executeTakeFirst();
  if (known) return false;
  const added = await db
    .insertInto('deviceSignIns')
    .values({
      ...begun,
      id: randomUUID(),
      codeHash,
      machine: storableText(begun.machine),
      state: 'waiting',
    })
    .onConflict((on) => on.doNothing())
    .returning('id')
    .executeTakeFirst();
  return added !== undefined;
}

/** The one of this code that still waits. */
export async function waitingDeviceSignIn(
  { db }: SystemScope,
  codeHash: string,
  at: string,
): Promise<DeviceSignIn | undefined> {
  return db
    .selectFrom('deviceSignIns')
    .select(['id', 'tokenHash', 'machine', 'address', 'begunAt', 'endsAt'])
    .where('codeHash', '=', codeHash)
    .where('state', '=', 'waiting')
    .where('endsAt', '>', at)
    .executeTakeFirst();
}

/** Decides one that waits. Two at once: one of them decides, and the other hears that there is nothing to decide. */
export async function decideDeviceSignIn(
  { db }: SystemScope,
  codeHash: string,
  { to, account, at }: { to: 'confirmed' | 'refused'; account: string; at: string },
): Promise<DeviceSignIn | undefined> {
  return db
    .updateTable('deviceSignIns')
    .set({ state: to, decidedBy: account, decidedAt: at })
    .where('codeHash', '=', codeHash)
    .where('state', '=', 'waiting')
    .where('endsAt', '>', at)
    .returning(['id', 'tokenHash', 'machine', 'address', 'begunAt', 'endsAt'])
    .executeTakeFirst();
}

/** How the one with this token stands; undefined when there is none, or its time is over. */
export async function deviceState(
  { db }: SystemScope,
  tokenHash: string,
  at: string,
): Promise<DeviceState | undefined> {
  const row = await db
    .selectFrom('deviceSignIns')
    .select('state')
    .where('tokenHash', '=', tokenHash)
    .where('endsAt', '>', at)
    .executeTakeFirst();
  return row?.state;
}
