import type { GrantedRole } from './accounts.ts';
import { type ApiToken, standingToken } from './api-tokens.ts';
import type { Store } from './open.ts';
import { readPrepared } from './scope.ts';
import { type Session, standingSession } from './sessions.ts';

/** Who holds what a request shows, and what they may do. */
export interface Holder {
  account: { id: string; email: string; name: string };
  /** The roles that count on this day. */
  roles: GrantedRole[];
  session?: Session;
  token?: ApiToken;
  /** The session or token was not marked as used for a minute. */
  unmarked: boolean;
  /** Whether there is a tenant of the id that was asked for. */
  tenantIsThere: boolean;
}

interface Asked {
  /** SHA-256 of what the request shows. */
  hash: string;
  tenant: string | undefined;
  at: string;
}

type SessionColumns = Parameters<typeof standingSession>[0];
type TokenColumns = Parameters<typeof standingToken>[0];
interface PersonColumns {
  accountId: string;
  email: string;
  personName: string;
  roles: { role: GrantedRole['role']; tenant: string; until: string | null }[];
  tenantIsThere: boolean;
}

/** What is asked of either table, `held`. Names are quoted into the form in which a `Session` or `ApiToken` has them. */
const holderOf = (held: string, columns: string) => `
  select ${columns}, held.account_id as "accountId", person.email, person.name as "personName",
    coalesce((
      select json_agg(json_build_object('role', role, 'tenant', tenant, 'until', until) order by tenant, role)
      from wardline.account_roles
      where account_id = person.id and (until is null or until >= $2::date)), '[]') as roles,
    exists (select from wardline.tenants where id = $3 and removed_at is null) as "tenantIsThere"
  from ${held} held join wardline.accounts person on person.id = held.account_id
  where held.hash = $1 and person.state = 'active'`;

const ofSession = holderOf(
  'wardline.sessions',
  `held.id, held.level, held.created_at as "createdAt", held.seen_at as "seenAt", held.ends_at as "endsAt",
   held.ended_at as "endedAt", held.agent, held.address, held.pending`,
);
const ofToken = holderOf(
  'wardline.api_tokens',
  `held.id, held.name, held.permissions, held.tenant, held.created_at as "createdAt", held.ends_at as "endsAt",
   held.ended_at as "endedAt", held.used_at as "usedAt"`,
);

/** Who holds a session, by one prepared statement: it stands before every request of the console. */
export async function sessionHolder(store: Store, { hash, tenant, at }: Asked): Promise<Holder | undefined> {
  const values = [hash, at.slice(0, 10), tenant ?? ''];
  const [row] = await readPrepared<SessionColumns & PersonColumns>(store, 'session-holder', ofSession, values);
  const standing = row && standingSession(row, at);
  return standing && holder(row, standing);
}

/** Who holds an API token, by one prepared statement. */
export async function tokenHolder(store: Store, { hash, tenant, at }: Asked): Promise<Holder | undefined> {
  const values = [hash, at.slice(0, 10), tenant ?? ''];
  const [row] = await readPrepared<TokenColumns & PersonColumns>(store, 'token-holder', ofToken, values);
  const standing = row && standingToken(row, at);
  return standing && holder(row, standing);
}

function holder(
  { accountId, email, personName, roles, tenantIsThere }: PersonColumns,
  by: Pick<Holder, 'session' | 'token' | 'unmarked'>,
): Holder {
  return {
    account: { id: accountId, email, name: personName },
    roles: roles.map(({ role, tenant, until }) => ({ role, tenant, ...(until !== null && { until }) })),
    tenantIsThere,
    ...by,
  };
}
