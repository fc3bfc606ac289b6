import { sql } from 'kysely';
import { withSystem } from '../store/scope.ts';
import type { Server } from './server.ts';

/** `/livez`: the process answers. `/readyz`: it can do its work, or which part cannot. Neither says anything of a tenant. */
export async function healthPage(
  { store, queue }: Pick<Server, 'store' | 'queue'>,
  path: string,
  closing: boolean,
): Promise<Response | undefined> {
  if (path === '/livez') return words(200, { live: true });
  if (path !== '/readyz') return undefined;
  if (closing) return words(503, { ready: false, because: 'closing' });
  const database = await withSystem(store, async ({ db }) => sql`select 1`.execute(db)).then(
    () => true,
    () => false,
  );
  return words(database ? 200 : 503, { ready: database, database, queue: queue !== undefined });
}

function words(status: number, body: object): Response {
  return Response.json(body, { status, headers: { 'cache-control': 'no-store' } });
}
