import { isPlainObject } from '../../core/shape.ts';
import type { Scope } from '../resource.ts';

/**
 * The `roles` claim of an access token, read without checking the signature: it tells what to expect, the service
 * decides. Undefined when the token is not a readable JWT; empty when it has no roles.
 */
export function rolesOf(token: string): readonly string[] | undefined {
  const part = token.split('.')[1];
  if (part === undefined) return undefined;
  try {
    const claims: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    if (!isPlainObject(claims)) return undefined;
    const { roles } = claims;
    return Array.isArray(roles) ? roles.filter((role) => typeof role === 'string') : [];
  } catch {
    return undefined;
  }
}

/**
 * The scopes that a token does not carry. A write role stands for its read role (`User.ReadWrite.All` for
 * `User.Read.All`) [M]. Nothing is said to be missing of a token that cannot be read: the call will tell.
 */
export function missingRoles(token: { roles?: readonly string[] }, scopes: readonly Scope[]): Scope[] {
  const { roles } = token;
  if (!roles) return [];
  const held = new Set(roles);
  return scopes.filter(({ role }) => !held.has(role) && !held.has(role.replace('.Read.', '.ReadWrite.')));
}
