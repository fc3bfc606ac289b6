import type pg from 'pg';
import { StoreError, codeOf } from './errors.ts';

/** Works on the rows of the tenants in scope, and sees no row where no tenant is set. Every connection starts as it. */
export const tenantRole = 'wardline_tenant';
/** Makes, lists and removes tenants; sees nothing that lies inside one. */
export const systemRole = 'wardline_system';
/** Roles that cannot sign in, own nothing and cannot pass by row-level security. */
export const databaseRoles = [tenantRole, systemRole] as const;

/**
 * Makes sure that both roles exist and that the role that signed in may become them. Throws `store-unsuitable` with
 * the statements for the database's administrator where it may not.
 */
export async function ensureRoles(client: pg.ClientBase): Promise<void> {
  const roles = await rolesNow(client);
  for (const name of databaseRoles) {
    if (roles.some((role) => role.name === name)) continue;
    await client.query(`create role ${name} nologin`).catch((error: unknown) => {
      // Two databases of one server share roles, so another installation may be making the same now.
      if (!['42710', '23505'].includes(codeOf(error))) throw asksAdministrator(error);
    });
  }
  for (const role of await rolesNow(client)) {
    if (role.bypasses)
      throw new StoreError(
        'store-unsuitable',
        `The database role ${role.name} may pass by row-level security, which keeps tenants apart.`,
        `Ask the administrator to run: alter role ${role.name} nosuperuser nobypassrls;`,
      );
    if (!role.member)
      await client.query(`grant ${role.name} to session_user`).catch((error: unknown) => {
        throw asksAdministrator(error);
      });
  }
}

interface Role {
  name: string;
  bypasses: boolean;
  member: boolean;
}

async function rolesNow(client: pg.ClientBase): Promise<Role[]> {
  const { rows } = await client.query<Role>(
    // From PostgreSQL 16 on who makes a role is its member and yet may not become it.
    `select rolname as name, rolsuper or rolbypassrls as bypasses,
       pg_has_role(session_user, oid,
         case when current_setting('server_version_num')::int >= 160000 then 'set' else 'member' end) as member
     from pg_roles where rolname = any($1)`,
    [[...databaseRoles]],
  );
  return rows;
}

function asksAdministrator(error: unknown): unknown {
  if (codeOf(error) !== '42501') return error;
  return new StoreError(
    'store-unsuitable',
    'The database role of DATABASE_URL may not make the two roles that keep tenants apart.',
    `Ask the administrator to run: ${databaseRoles.map((name) => `create role ${name} nologin; grant ${name} to <your role>;`).join(' ')}`,
  );
}
