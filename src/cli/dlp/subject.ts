import { createHmac } from 'node:crypto';
import type { Hit } from '../../engine/hits.ts';
import type { Invocation } from '../command.ts';
import { hashKey } from '../scan/hash-key.ts';

/** What stands for a hit in the store: names of files are PHI, so their place is hashed with the key of the data folder. */
export async function subjects(invocation: Invocation): Promise<(hit: Pick<Hit, 'id'>) => string> {
  const { bytes } = await hashKey(invocation);
  return ({ id }) => createHmac('sha256', bytes).update(`verdict\0${id}`).digest('base64url').slice(0, 22);
}
