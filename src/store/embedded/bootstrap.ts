import pg from 'pg';
import { underAdvisoryLock } from '../advisory-lock.ts';
import { databaseRoles } from '../roles.ts';
import { serverCredentials } from './credentials.ts';
import type { ServerFolders } from './folders.ts';
import type { RunningServer } from './server.ts';

/** Role and database that Wardline works with on its embedded server. */
const login = 'wardline';

/** How to connect to the embedded server: as `wardline`, or as its superuser. */
export function embeddedConnection(
  folders: ServerFolders,
  { host, port }: RunningServer,
  as: 'login' | 'superuser' = 'login',
): pg.ClientConfig {
  const credentials = serverCredentials(folders);
  const who =
    as === 'login'
      ? { user: login, password: credentials.login }
      : { user: 'postgres', password: credentials.superuser };
  // Everything that libpq's environment variables could change is said here.
  return {
    host,
    port,
    ...who,
    database: login,
    ssl: false,
    application_name: 'wardline',
    connectionTimeoutMillis: 10_000,
  };
}

/**
 * Makes the login role, the database and the two roles without rights of their own, as far as they are not there:
 * whoever was killed in the midst of it, the next one goes on.
 */
export async function bootstrap(folders: ServerFolders, server: RunningServer): Promise<void> {
  const client = new pg.Client({ ...embeddedConnection(folders, server, 'superuser'), database: 'postgres' });
  client.on('error', () => {});
  await client.connect();
  try {
    await underAdvisoryLock(client, 'bootstrap', () => makeMissing(client, serverCredentials(folders).login));
  } finally {
    await client.end();
  }
}

async function makeMissing(client: pg.Client, password: string): Promise<void> {
  const { rows } = await client.query<{ rolname: string }>('select rolname from pg_roles');
  const known = new Set(rows.map(({ rolname }) => rolname));
  for (const role of databaseRoles) if (!known.has(role)) await client.query(`create role ${role} nologin`);
  const verb = known.has(login) ? 'alter' : 'create';
  // It may become the two roles; without becoming them it has none of their rights.
  const attributes = 'login nosuperuser nobypassrls noinherit';
  await client.query(`${verb} role ${login} ${attributes} password ${client.escapeLiteral(password)}`);
  await client.query(`grant ${databaseRoles.join(', ')} to ${login}`);
  const { rowCount } = await client.query('select from pg_database where datname = $1', [login]);
  if (rowCount === 0) await client.query(`create database ${login} owner ${login}`);
  await client.query(`revoke connect on database ${login} from public`);
}
