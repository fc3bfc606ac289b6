import type { AccessToken, TokenSource } from '../http/call.ts';
import { rolesOf } from './roles.ts';

export interface FetchedToken {
  value: string;
  /** Milliseconds since 1970. */
  expiresAt: number;
}

interface Entry {
  token?: AccessToken;
  renewAt: number;
  under?: Promise<AccessToken>;
}

/** Milliseconds before its end at which a token is renewed. */
const early = 5 * 60_000;

/**
 * Keeps one token per resource for one tenant. A token is renewed 5 minutes before it ends (half-way for tokens that
 * live less than 10 minutes); however many calls need it, it is asked for once. When an early renewal fails, the old
 * token serves as long as it lives.
 */
export function createTokenSource(fetch: (resource: string) => Promise<FetchedToken>, now: () => number): TokenSource {
  const entries = new Map<string, Entry>();
  const entryOf = (resource: string): Entry => {
    let entry = entries.get(resource);
    if (!entry) entries.set(resource, (entry = { renewAt: 0 }));
    return entry;
  };
  const renewed = async (resource: string): Promise<AccessToken> => {
    const asked = now();
    const { value, expiresAt } = await fetch(resource);
    const token: AccessToken = { value, expiresAt, roles: rolesOf(value) };
    const entry = entryOf(resource);
    entry.token = token;
    entry.renewAt = expiresAt - Math.min(early, (expiresAt - asked) / 2);
    return token;
  };
  return {
    async token(resource) {
      const entry = entryOf(resource);
      const { token } = entry;
      if (token && now() < entry.renewAt) return token;
      entry.under ??= renewed(resource).finally(() => {
        entry.under = undefined;
      });
      try {
        return await entry.under;
      } catch (error) {
        if (token && entry.token === token && now() < token.expiresAt - 30_000) return token;
        throw error;
      }
    },
    refuse(resource, token) {
      const entry = entryOf(resource);
      if (entry.token?.value === token.value) entry.token = undefined;
    },
  };
}
