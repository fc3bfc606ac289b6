import { type Account, accountById, accountOf } from './accounts.ts';
import type { SystemScope } from './scope.ts';
import { openSession } from './sessions.ts';

/** The account that an identity provider's own id of a person belongs to. */
export async function accountBySubject({ db }: SystemScope, subject: string): Promise<Account | undefined> {
  const row = await db.selectFrom('accounts').selectAll().where('oidcSubject', '=', subject).executeTakeFirst();
  return row && accountOf(row);
}

/**
 * Binds an account to an identity provider's person. False when the account is bound to somebody already, or the person
 * to another account: one person with two accounts could approve what they planned themselves.
 */
export async function bindSubject(scope: SystemScope, id: string, subject: string): Promise<boolean> {
  if (await accountBySubject(scope, subject)) return false;
  const { numUpdatedRows } = await scope.db
    .updateTable('accounts')
    .set({ oidcSubject: subject })
    .where('id', '=', id)
    .where('state', '!=', 'disabled')
    .where('oidcSubject', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** False when it was not bound. */
export async function unbindSubject({ db }: SystemScope, id: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('accounts')
    .set({ oidcSubject: null })
    .where('id', '=', id)
    .where('oidcSubject', 'is not', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Ids of the accounts that an identity provider vouches for. */
export async function boundAccounts({ db }: SystemScope): Promise<ReadonlySet<string>> {
  const rows = await db.selectFrom('accounts').select('id').where('oidcSubject', 'is not', null).execute();
  return new Set(rows.map(({ id }) => id));
}

/** Who is signed in with both steps by the session of this id, while it is open. */
export async function holderOfSession(scope: SystemScope, id: string, at: string): Promise<Account | undefined> {
  const session = await openSession(scope, id, at);
  const account = session?.level === 'full' ? await accountById(scope, session.account) : undefined;
  return account?.state === 'active' ? account : undefined;
}
