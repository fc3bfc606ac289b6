import { WardlineError } from '../../../core/errors.ts';
import { type ReadContext, recordsBefore } from '../../../core/reading.ts';
import { type Raw, only } from './reading.ts';

/** The tenant's own people, read before, one by one and by their names alone. Throws when they were not read. */
export async function* members(context: ReadContext): AsyncGenerator<Raw> {
  const users = recordsBefore(context, 'users');
  if (!users) throw new WardlineError('not-found', 'The accounts were not read, and this is asked for each of them.');
  for await (const user of users)
    if (!/^guest$/i.test(String(user['userType']))) yield only(user, 'id', 'userPrincipalName', 'displayName');
}
