import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * Tenant walls for a new table with a `tenant_id`: its rows are seen and written by the tenant role alone, and only
 * those of the tenants in scope. Forced, so that the owner passes by them no more than others.
 *
 * Migrations that ran have used these functions. A new kind of table gets a new function; these stay as they are.
 */
export async function tenantTable(
  db: Kysely<never>,
  table: string,
  rights: 'select, insert' | 'select, insert, update' | 'select, insert, update, delete',
): Promise<void> {
  await sql
    .raw(
      `alter table wardline.${table} enable row level security;
       alter table wardline.${table} force row level security;
       create policy tenant on wardline.${table} to wardline_tenant
         using (tenant_id = any ((select wardline.tenants_in_scope())::text[]))
         with check (tenant_id = any ((select wardline.tenants_in_scope())::text[]));
       revoke all on wardline.${table} from public;
       grant ${rights} on wardline.${table} to wardline_tenant;`,
    )
    .execute(db);
}

/** A tenant table whose rows are evidence: nobody changes, removes or truncates them, the owner included. */
export async function appendOnlyTable(db: Kysely<never>, table: string): Promise<void> {
  await tenantTable(db, table, 'select, insert');
  await sql
    .raw(
      `create trigger append_only before update or delete or truncate on wardline.${table}
         for each statement execute function wardline.refuse_change();`,
    )
    .execute(db);
}
