import { type Kysely, sql } from 'kysely';

/**
 * Who works with Wardline: accounts, how they sign in, what they may do, and what they did. These tables are about
 * Wardline itself and not about one tenant: the system role alone reads and writes them. Secrets are kept as hashes
 * where they need only be compared (sessions, links, codes, tokens), and sealed where they must be read (TOTP).
 */
export async function up(db: Kysely<never>): Promise<void> {
  await sql
    .raw(
      `create table wardline.accounts (
         id uuid primary key,
         email text not null unique check (email = lower(email) and email ~ '^[^\\s@]+@[^\\s@]+$'),
         name text not null check (name ~ '[^[:space:]]'),
         password text,
         password_at timestamptz,
         state text not null check (state in ('invited', 'active', 'disabled')),
         created_at timestamptz not null,
         -- Issuer and subject of the identity provider that vouches for this person.
         oidc_subject text unique
       );
       create table wardline.account_roles (
         account_id uuid not null references wardline.accounts (id),
         role text not null check (role in ('owner', 'it-admin', 'msp', 'privacy-officer', 'auditor', 'employee')),
         -- A tenant's id, or * for all.
         tenant text not null,
         until date,
         granted_by text not null,
         granted_at timestamptz not null,
         primary key (account_id, role, tenant),
         check (role <> 'auditor' or until is not null)
       );
       create table wardline.authenticators (
         id uuid primary key,
         account_id uuid not null references wardline.accounts (id),
         kind text not null check (kind in ('totp', 'passkey')),
         name text not null,
         -- Of TOTP the sealed secret; of a passkey its id and public key as JSON.
         content text not null,
         credential_id text unique,
         counter bigint not null default 0,
         created_at timestamptz not null,
         confirmed_at timestamptz,
         last_used_at timestamptz,
         -- The newest time step of TOTP that was accepted: a code counts once (RFC 6238, 5.2).
         last_step bigint
       );
       create index authenticators_by_account on wardline.authenticators (account_id);
       create table wardline.recovery_codes (
         account_id uuid not null references wardline.accounts (id),
         hash text not null,
         used_at timestamptz,
         primary key (account_id, hash)
       );
       create table wardline.sessions (
         hash text primary key,
         id uuid not null unique,
         account_id uuid not null references wardline.accounts (id),
         level text not null check (level in ('half', 'full')),
         created_at timestamptz not null,
         seen_at timestamptz not null,
         ends_at timestamptz not null,
         confirmed_at timestamptz,
         agent text not null,
         address text not null,
         -- What the server has to remember between two steps: a passkey's challenge, an identity provider's state.
         pending json,
         ended_at timestamptz
       );
       create index sessions_by_account on wardline.sessions (account_id) where ended_at is null;
       create table wardline.one_time_links (
         hash text primary key,
         kind text not null check (kind in ('first-owner', 'invitation', 'reset')),
         account_id uuid references wardline.accounts (id),
         created_at timestamptz not null,
         ends_at timestamptz not null,
         used_at timestamptz
       );
       create table wardline.api_tokens (
         id uuid primary key,
         account_id uuid not null references wardline.accounts (id),
         name text not null,
         hash text not null unique,
         permissions json not null,
         tenant text not null,
         created_at timestamptz not null,
         ends_at timestamptz not null,
         used_at timestamptz,
         ended_at timestamptz
       );
       -- Counts of tries by whom or from where, in windows of time: the limits hold over all servers together.
       create table wardline.attempts (
         subject text not null,
         began_at timestamptz not null,
         count int not null,
         primary key (subject)
       );
       create table wardline.idempotency_keys (
         account_id uuid not null,
         key text not null,
         request text not null,
         status int,
         answer text,
         created_at timestamptz not null,
         primary key (account_id, key)
       );
       create table wardline.activity (
         seq bigint primary key,
         at timestamptz not null,
         tenant text,
         account_id uuid,
         actor text not null,
         action text not null,
         object text not null,
         outcome text not null check (outcome in ('done', 'refused', 'failed')),
         request text not null,
         address text not null,
         detail json not null,
         -- SHA-256 of the entry before, and of this one with it: who removes or changes one breaks the chain.
         previous text not null,
         hash text not null unique
       );
       create index activity_by_tenant on wardline.activity (tenant, seq desc);
       create index activity_by_actor on wardline.activity (actor, seq desc);
       create trigger append_only before update or delete or truncate on wardline.activity
         for each statement execute function wardline.refuse_change();`,
    )
    .execute(db);
  const tables = [
    'accounts',
    'account_roles',
    'authenticators',
    'recovery_codes',
    'sessions',
    'one_time_links',
    'api_tokens',
    'attempts',
    'idempotency_keys',
  ];
  for (const table of tables) await systemTable(db, table, 'select, insert, update, delete');
  await systemTable(db, 'activity', 'select, insert');
}

/** Out of sight for the owner of the schema and for the tenant role: the system role alone sees a row. */
async function systemTable(db: Kysely<never>, table: string, rights: string): Promise<void> {
  await sql
    .raw(
      `alter table wardline.${table} enable row level security;
       alter table wardline.${table} force row level security;
       create policy system on wardline.${table} to wardline_system using (true) with check (true);
       revoke all on wardline.${table} from public;
       grant ${rights} on wardline.${table} to wardline_system;`,
    )
    .execute(db);
}
