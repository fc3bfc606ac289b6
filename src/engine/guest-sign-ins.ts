import type { SectionData } from '../core/snapshot.ts';

/** When guests last signed in to the tenant, as it was collected. */
export interface GuestSignIns {
  /** When the accounts were read, ISO 8601 UTC. */
  readAt: string;
  /** By address in lower case. Who is not in it has no account, or Microsoft did not tell. */
  last: ReadonlyMap<string, string>;
}

type User = Pick<SectionData<'users'>[number], 'userPrincipalName' | 'userType' | 'createdDateTime' | 'signInActivity'>;

/**
 * The last sign-in of each guest. One who never signed in counts from the day the account was made. Without a license
 * for sign-in activity no account tells, and nobody is in it.
 */
export function guestSignIns(users: readonly User[], readAt: string): GuestSignIns {
  const last = new Map<string, string>();
  const isTold = users.some(({ signInActivity }) => signInActivity);
  for (const { userPrincipalName, userType, createdDateTime, signInActivity } of isTold ? users : []) {
    const address = addressOfGuest(userPrincipalName ?? '');
    if (address === undefined && userType !== 'Guest') continue;
    const { lastSignInDateTime, lastNonInteractiveSignInDateTime } = signInActivity ?? {};
    const newest = [createdDateTime, lastSignInDateTime, lastNonInteractiveSignInDateTime]
      .filter((at) => typeof at === 'string')
      .sort()
      .at(-1);
    if (newest !== undefined) last.set((address ?? userPrincipalName ?? '').toLowerCase(), newest);
  }
  return { readAt, last };
}

/** `rosa_mail.example.com#EXT#@clinic.example.com` as `rosa@mail.example.com`. */
function addressOfGuest(name: string): string | undefined {
  const [, guest] = /^(.+)#ext#@/i.exec(name) ?? [];
  return guest?.replace(/_(?!.*_)/, '@');
}
