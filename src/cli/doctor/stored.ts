import { sql } from 'kysely';
import { millis } from '../../core/clock.ts';
import { listCredentials } from '../../store/credentials.ts';
import { openKeyring } from '../../store/master-key.ts';
import { type Store, openStore } from '../../store/open.ts';
import { withSystem, withTenant } from '../../store/scope.ts';
import { listTenants } from '../../store/tenants.ts';
import { type DoctorFinding, faultOf, sound, wrong } from './finding.ts';
import { endingFinding } from './machine.ts';

const day = 86_400_000;
/** Milliseconds by which clocks may differ: codes of authenticator apps change every 30 seconds. */
const mostSkew = 30_000;
/** Hours without a word of a feed after which its silence is told. */
const mostSilence = 26;

/** What only the database knows. It starts the embedded one where none runs. */
export async function lookAtStore(
  home: string,
  env: Readonly<Record<string, string | undefined>>,
  at: string,
): Promise<DoctorFinding[]> {
  let store: Store;
  try {
    store = await openStore({ home, databaseUrl: env['DATABASE_URL'] });
  } catch (error) {
    return [faultOf('database', 'Database', error)];
  }
  try {
    return [...(await lookAtDatabase(store, at)), ...(await lookAtTenants(store, env, at))];
  } catch (error) {
    return [faultOf('database', 'Database', error)];
  } finally {
    await store.close();
  }
}

async function lookAtDatabase(store: Store, at: string): Promise<DoctorFinding[]> {
  const { rows } = await withSystem(store, ({ db }) =>
    sql<{ version: string; time: number }>`select current_setting('server_version') as version,
      (extract(epoch from clock_timestamp()) * 1000)::float8 as time`.execute(db),
  );
  const { version, time } = rows[0]!;
  const skew = Math.abs(time - millis(at));
  return [
    sound(
      'database',
      'Database',
      `PostgreSQL ${version}, ${store.kind === 'embedded' ? "Wardline's own" : 'outside'}.`,
    ),
    skew > mostSkew
      ? wrong(
          'fault',
          'clock',
          'Clock',
          `This machine and the database differ by ${Math.round(skew / 1_000)} seconds.`,
          'Let both follow a time server (NTP).',
        )
      : sound('clock', 'Clock', 'This machine and the database agree. Whether both are right is not seen from here.'),
  ];
}

async function lookAtTenants(
  store: Store,
  env: Readonly<Record<string, string | undefined>>,
  at: string,
): Promise<DoctorFinding[]> {
  const tenants = await withSystem(store, (scope) => listTenants(scope));
  const found: DoctorFinding[] = [];
  let sealedElsewhere = 0;
  let credentials = 0;
  for (const { id, name } of tenants) {
    const { held, feeds } = await withTenant(store, id, async (scope) => ({
      held: await listCredentials(scope),
      feeds: await scope.db.selectFrom('auditFeeds').select(['feed', 'succeededAt']).execute(),
    }));
    credentials += held.length;
    const keys = held.length > 0 ? new Set(openKeyring(store.home, env).all.map((key) => key.id)) : new Set<string>();
    for (const { name: registration, keyId, expiresAt } of held) {
      if (!keys.has(keyId)) sealedElsewhere += 1;
      const ending =
        expiresAt &&
        endingFinding(
          `certificate ${registration}`,
          `Certificate of ${name}, ${registration}`,
          Math.floor((millis(expiresAt) - millis(at)) / day),
        );
      if (ending && ending.state !== 'sound')
        found.push({ ...ending, step: `Run: wardline connect --tenant ${id} --registration ${registration}` });
    }
    for (const { feed, succeededAt } of feeds) {
      const hours = succeededAt ? (millis(at) - millis(succeededAt)) / 3_600_000 : Infinity;
      if (hours <= mostSilence) continue;
      const since = succeededAt ? `since ${succeededAt.slice(0, 16).replace('T', ' ')} UTC` : 'yet';
      found.push(
        wrong(
          'fault',
          `feed ${feed}`,
          `Audit log of ${name}`,
          `Nothing was fetched from ${feed} ${since}. Microsoft keeps it for days only.`,
          `See: wardline audit feeds --tenant ${id}`,
        ),
      );
    }
  }
  found.unshift(
    sealedElsewhere > 0
      ? wrong(
          'fault',
          'master-key',
          'Master key',
          `${sealedElsewhere} credentials are sealed with a key that is not here.`,
          'Put the old key back: one more line in master.key, or WARDLINE_MASTER_KEY.',
        )
      : sound('master-key', 'Master key', `It opens all ${credentials} credentials of ${tenants.length} tenants.`),
  );
  return found;
}
