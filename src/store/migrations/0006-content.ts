import { type Kysely, sql } from 'kysely';
import { tenantTable } from './row-security.ts';

/**
 * What people store in a tenant, and what a scan says of it. Names of files and folders, subjects, addresses of
 * grantees and places of matches are sealed, because patients' names stand in them; counts, kinds and classes are not.
 */
export async function up(db: Kysely<never>): Promise<void> {
  await sql
    .raw(
      `create table wardline.content_stores (
         tenant_id text not null references wardline.tenants (id),
         id text not null,
         kind text not null check (kind in ('library', 'onedrive', 'mailbox', 'channel', 'chats')),
         name text not null,
         url text,
         site text,
         owner text,
         state text not null default 'new'
           check (state in ('new', 'scanning', 'scanned', 'partly', 'no-access', 'gone')),
         detail text not null default '',
         -- Where the list of changes goes on: within a round, or with the next one.
         delta_link text,
         -- Counts the rounds that listed everything anew; what such a round did not list is gone.
         round int not null default 0,
         settings text,
         found_at timestamptz not null,
         scanned_at timestamptz,
         primary key (tenant_id, id)
       );

       create table wardline.content_folders (
         tenant_id text not null,
         store_id text not null,
         id text not null,
         parent_id text,
         name_sealed text not null,
         -- Where the list of changes of a mail folder goes on.
         delta_link text,
         round int not null,
         gone_at timestamptz,
         primary key (tenant_id, store_id, id),
         foreign key (tenant_id, store_id) references wardline.content_stores (tenant_id, id)
       );
       create index content_folders_by_parent on wardline.content_folders (tenant_id, store_id, parent_id);

       create table wardline.content_items (
         tenant_id text not null,
         store_id text not null,
         id text not null,
         parent_id text,
         -- Ids of the folders above it, the outermost first.
         folders text[] not null default '{}',
         name_sealed text not null,
         bytes bigint not null,
         version text not null,
         -- The version that the class and all that follows from it speak of.
         scanned_version text,
         created_at timestamptz,
         modified_at timestamptz,
         modified_by text,
         label text,
         class text check (class in ('PHI_SENSITIVE', 'PHI', 'PII_ONLY', 'HEALTH_ONLY', 'NONE', 'UNREADABLE')),
         patients int not null default 0,
         unreadable text,
         partial boolean not null default false,
         kind text,
         counts json,
         sensitive json,
         states json,
         earliest_date date,
         exposure text not null check (exposure in ('private', 'shared', 'organization', 'guest', 'anonymous')),
         detail_sealed text,
         settings text,
         round int not null,
         scanned_at timestamptz,
         gone_at timestamptz,
         primary key (tenant_id, store_id, id),
         foreign key (tenant_id, store_id) references wardline.content_stores (tenant_id, id)
       );
       create index content_items_by_class on wardline.content_items (tenant_id, class) where gone_at is null;
       create index content_items_by_parent on wardline.content_items (tenant_id, store_id, parent_id);

       create table wardline.content_people (
         tenant_id text not null,
         store_id text not null,
         item_id text not null,
         token text not null,
         primary key (tenant_id, store_id, item_id, token),
         foreign key (tenant_id, store_id, item_id)
           references wardline.content_items (tenant_id, store_id, id) on delete cascade
       );
       create index content_people_by_token on wardline.content_people (tenant_id, token);

       create table wardline.content_shares (
         tenant_id text not null,
         store_id text not null,
         -- A file or a folder.
         item_id text not null,
         id text not null,
         kind text not null check (kind in ('anonymous', 'organization', 'specific', 'guest', 'member')),
         access text not null check (access in ('view', 'edit', 'owner', 'blocks-download')),
         grantees_sealed text not null,
         domains json not null,
         outside boolean not null,
         created_at timestamptz,
         created_by text,
         last_used_at timestamptz,
         expires_at timestamptz,
         has_password boolean,
         inherited boolean not null,
         found_at timestamptz not null,
         gone_at timestamptz,
         primary key (tenant_id, store_id, item_id, id),
         foreign key (tenant_id, store_id) references wardline.content_stores (tenant_id, id)
       );
       create index content_shares_by_kind on wardline.content_shares (tenant_id, kind) where gone_at is null;

       -- Files and folders whose shares are to be read (again).
       create table wardline.content_share_reads (
         tenant_id text not null,
         store_id text not null,
         item_id text not null,
         primary key (tenant_id, store_id, item_id),
         foreign key (tenant_id, store_id) references wardline.content_stores (tenant_id, id)
       );

       create table wardline.content_scans (
         tenant_id text not null references wardline.tenants (id),
         id uuid not null default gen_random_uuid(),
         started_at timestamptz not null,
         started_by text not null check (started_by ~ '[^[:space:]]'),
         ended_at timestamptz,
         state text not null check (state in ('running', 'paused', 'done', 'failed')),
         asked json not null,
         progress json not null,
         primary key (tenant_id, id)
       );`,
    )
    .execute(db);
  await tenantTable(db, 'content_stores', 'select, insert, update');
  await tenantTable(db, 'content_folders', 'select, insert, update');
  await tenantTable(db, 'content_items', 'select, insert, update');
  await tenantTable(db, 'content_people', 'select, insert, update, delete');
  await tenantTable(db, 'content_shares', 'select, insert, update');
  await tenantTable(db, 'content_share_reads', 'select, insert, update, delete');
  await tenantTable(db, 'content_scans', 'select, insert, update');
}
