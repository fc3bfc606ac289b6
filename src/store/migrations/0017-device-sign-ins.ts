import { type Kysely, sql } from 'kysely';

/**
 * Sign-ins that a program without a browser began, until somebody confirms them. Of the code that people type and of
 * the secret that the program keeps there are hashes alone.
 */
export async function up(db: Kysely<never>): Promise<void> {
  await sql
    .raw(
      `create table wardline.device_sign_ins (
         id uuid primary key,
         -- SHA-256 of the token that counts once this is confirmed. The program made it and never sends it before.
         token_hash text not null unique check (token_hash ~ '^[0-9a-f]{64}$'),
         code_hash text not null unique,
         machine text not null,
         address text not null,
         begun_at timestamptz not null,
         ends_at timestamptz not null,
         state text not null check (state in ('waiting', 'confirmed', 'refused')),
         decided_by uuid references wardline.accounts (id),
         decided_at timestamptz
       );
       create index device_sign_ins_by_end on wardline.device_sign_ins (ends_at);
       alter table wardline.device_sign_ins enable row level security;
       alter table wardline.device_sign_ins force row level security;
       create policy system on wardline.device_sign_ins to wardline_system using (true) with check (true);
       revoke all on wardline.device_sign_ins from public;
       grant select, insert, update, delete on wardline.device_sign_ins to wardline_system;`,
    )
    .execute(db);
}
