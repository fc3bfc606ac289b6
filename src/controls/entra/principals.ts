import { findBy } from '../../core/lookup.ts';
/** A user as any section knows one: by object id, by user principal name, or both. */
interface Known {
  id?: string | null;
  userPrincipalName?: string | null;
}

/**
 * Whether a declared list holds a principal. The list may name object ids or user principal names; `known` translates
 * between the two as far as users were read. Nothing counts case.
 */
export function declaredAs(
  declared: readonly string[],
  ...known: readonly (readonly Known[] | undefined)[]
): (principal: string | null | undefined) => boolean {
  const names = new Set(declared.map((entry) => entry.toLowerCase()));
  // A set that grows while it is walked: what one list translates, the next may translate further.
  for (const name of names) {
    for (const users of known) {
      if (!users) continue;
      for (const user of [findBy(users, 'id', name), findBy(users, 'userPrincipalName', name)]) {
        if (user?.id) names.add(user.id.toLowerCase());
        if (user?.userPrincipalName) names.add(user.userPrincipalName.toLowerCase());
      }
    }
  }
  return (principal) => typeof principal === 'string' && names.has(principal.toLowerCase());
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The object id of a declared account; undefined when only its name is known and no read section holds it. */
export function objectIdOf(account: string, ...known: readonly (readonly Known[] | undefined)[]): string | undefined {
  if (guid.test(account)) return account.toLowerCase();
  const user = known.map((users) => users && findBy(users, 'userPrincipalName', account)).find((found) => found);
  return user?.id?.toLowerCase();
}

/** "A, B and 3 more", so that a sentence stays a sentence. */
export function named(names: readonly string[], most = 5): string {
  const distinct = [...new Set(names)];
  const shown = distinct.length > most + 1 ? distinct.slice(0, most) : distinct;
  const rest = distinct.length - shown.length;
  if (rest > 0) return `${shown.join(', ')} and ${rest} more`;
  return shown.length > 1 ? `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}` : (shown[0] ?? '');
}

/** "1 user", "3 users". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
