import { loadavg, tmpdir } from 'node:os';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { importFiles } from '../src/cli/audit/import-files.ts';
import { describeRecord, loggedRecord } from '../src/cli/audit/logged-record.ts';
import { momentOf, millis } from '../src/core/clock.ts';
import type { LoggedRecord } from '../src/store/events/entry.ts';
import { withEventLog } from '../src/store/events/event-log.ts';
import { joinSegments } from '../src/store/events/join.ts';
import { eventLogOf } from '../src/store/events/log-place.ts';
import { verifyLog } from '../src/store/events/verify-log.ts';
import { type Store, openStore } from '../src/store/open.ts';
import { withSystem } from '../src/store/scope.ts';
import { addTenant } from '../src/store/tenants.ts';
import { clinicTenant, fileRecord, loginRecord, mailAccessRecord } from '../test/audit-records.ts';
import { killWriters } from '../test/store/event-log-kill.ts';
import { testKeyring, testWriter } from '../test/store/event-records.ts';

/**
 * `node bench/seal.ts [records] [kills]`: imports a file of records near 1.35 KB as delivered (read, normalize, dedupe,
 * confirm, seal, index) and prints records a second beside JSON.parse of the same file, and the sealed size; then kills writers.
 */
const records = Number(process.argv[2] ?? 200_000);
const kills = Number(process.argv[3] ?? 200);
/** Records of one pull, such as a clinic has in five minutes. */
const perPull = 50;
const start = millis('2026-03-02T00:00:00Z');

/** Ids and tokens as random as Microsoft's, from a seed. */
let seed = 1;
function hex(length: number): string {
  let text = '';
  while (text.length < length) {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    text += (seed >>> 8).toString(16).padStart(6, '0');
  }
  return text.slice(0, length);
}
const guid = () => `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`;

/** Sites and their files: ids that come again. */
const sites = Array.from({ length: 40 }, () => ({ list: guid(), web: guid() }));
const files = Array.from({ length: 5000 }, guid);

/** What stays the same for one person and what is new in each record, in the shares of a SharePoint record. */
const people = Array.from({ length: 400 }, (_, at) => ({
  user: `person${at}@clinic.example.com`,
  device: guid(),
  session: guid(),
  token: hex(22),
  key: `i:0h.f|membership|${hex(16)}@live.com`,
  agent: `Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/14${at % 10}.0.0.0 Safari/537.36 Edg/14${at % 10}.0.0.0`,
}));

function line(index: number): string {
  const at = momentOf(start + index * 1296).slice(0, 19);
  const person = people[(index * 7919) % people.length]!;
  const common = { at, user: person.user, ip: `192.0.2.${index % 250}` };
  const hash = Math.imul(index, 2_654_435_761) >>> 0;
  const site = sites[hash % 40]!;
  const kind = index % 100;
  const record =
    kind < 60
      ? fileRecord('FileAccessed', { ...common, file: `visit note ${hash % 5000}.docx` })
      : kind < 80
        ? mailAccessRecord({ ...common, owner: person.user, count: (index % 4) + 1 })
        : loginRecord(common);
  const whole: Record<string, unknown> = {
    ...record,
    ...{
      Id: guid(),
      CorrelationId: guid(),
      ListItemUniqueId: files[hash % 5000],
      UserKey: person.key,
      UserAgent: person.agent,
    },
    ...{ MachineId: person.device, ListId: site.list, WebId: site.web, AuthenticationType: 'FormsCookieAuth' },
    ...{ BrowserName: 'Edge', EventSource: 'SharePoint', Platform: 'WinDesktop', IsManagedDevice: true },
    AppAccessContext: { AADSessionId: person.session, CorrelationId: guid(), UniqueTokenId: person.token },
  };
  const missing = 1350 - JSON.stringify(whole).length - 12;
  return JSON.stringify(
    missing > 0 ? { ...whole, Context: 'DelegatedPermissions.ReadWrite.All '.repeat(60).slice(0, missing) } : whole,
  );
}

/** Seconds of the processor that PostgreSQL took so far, off /proc: on a shared machine the clock tells of the others. */
async function databaseWork(of: Store): Promise<() => number> {
  const client = await of.pool.connect();
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  client.release();
  const stat = (pid: number | string) => {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
  };
  const server = stat(rows[0]!.pid)[1]!;
  const ticks = (pid: number | string, fields: readonly number[]) =>
    fields.reduce((sum, field) => sum + stat(pid)[field]!, 0) / 100;
  return () =>
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .reduce(
        (sum, pid) => {
          try {
            return sum + (stat(pid)[1] === server ? ticks(pid, [11, 12]) : 0);
          } catch {
            return sum;
          }
        },
        ticks(server, [11, 12, 13, 14]),
      );
}

function sizeOf({ folder: log }: ReturnType<typeof eventLogOf>): number {
  return readdirSync(join(log, 'segments'))
    .map((name) => statSync(join(log, 'segments', name)).size)
    .reduce((sum, size) => sum + size, 0);
}

function admitted(text: string): LoggedRecord[] {
  const record = loggedRecord({ record: JSON.parse(text) as Record<string, unknown> }, 'pulls');
  return 'refused' in record ? [] : [record];
}

const folder = mkdtempSync(join(tmpdir(), 'wardline-seal-'));
const store = await openStore({ home: join(folder, 'home') });
try {
  for (const id of [clinicTenant, 'kills', 'pulls'])
    await withSystem(store, (scope) =>
      addTenant(scope, { id, name: id, color: '#1f6f78', cloud: 'commercial', at: testWriter.now() }),
    );
  const file = join(folder, 'log.ndjson');
  for (let at = 0; at < records; at += 10_000)
    writeFileSync(
      file,
      Array.from({ length: Math.min(10_000, records - at) }, (_, of) => `${line(at + of)}\n`).join(''),
      {
        flag: 'a',
      },
    );
  const raw = statSync(file).size;
  const parseStart = performance.now();
  for (const text of readFileSync(file, 'utf8').split('\n')) if (text !== '') JSON.parse(text);
  const parse = (performance.now() - parseStart) / 1000;
  const place = eventLogOf(store, testKeyring, clinicTenant);
  const importAll = () =>
    withEventLog(store, place, { describe: describeRecord, now: testWriter.now }, (log) =>
      importFiles(log, { files: [file], input: Readable.from([]), cwd: folder, tenant: clinicTenant }),
    );
  const timed = async <T>(act: () => Promise<T>): Promise<[T, number]> => {
    const from = performance.now();
    return [await act(), (performance.now() - from) / 1000];
  };
  console.log(`load ${loadavg()[0]!.toFixed(1)}; ${records} records of ${(raw / records).toFixed(0)} bytes`);
  const worked = await databaseWork(store);
  const [from, fromDatabase] = [process.cpuUsage(), worked()];
  const [first, sealing] = await timed(importAll);
  const spent = process.cpuUsage(from);
  const [own, database] = [(spent.user + spent.system) / 1e6, worked() - fromDatabase];
  const [second, again] = await timed(importAll);
  const [verified, verifying] = await timed(() => verifyLog(place));
  const sealed = sizeOf(place);
  const rate = (seconds: number) =>
    `${Math.round(records / seconds).toLocaleString('en-US')}/s (${seconds.toFixed(1)} s)`;
  console.log(`JSON.parse        ${rate(parse)}`);
  console.log(`import and index  ${rate(sealing)}: ${first.kept} kept`);
  console.log(
    `  processor       ${rate(own + database)}, of it Wardline ${own.toFixed(1)} s and PostgreSQL ${database.toFixed(1)} s`,
  );
  console.log(`import again      ${rate(again)}: ${second.kept} kept, ${second.repeated} repeated`);
  console.log(
    `verify            ${rate(verifying)}: ${verified.segments} segments, ${verified.problems.length} problems`,
  );
  console.log(`sealed            1/${(raw / sealed).toFixed(1)} of raw`);
  for (const query of [{ user: people[7]!.user }, { ip: '192.0.2.7' }, { operation: 'FileAccessed' }]) {
    const times: number[] = [];
    for (let round = 0; round < 20; round += 1)
      times.push((await timed(() => place.index.search({ ...query, limit: 100 })))[1] * 1000);
    console.log(`search ${JSON.stringify(query)}: p95 ${times.sort((a, b) => a - b)[18]!.toFixed(1)} ms`);
  }
  const pulls = eventLogOf(store, testKeyring, 'pulls');
  const lines = readFileSync(file, 'utf8').split('\n').slice(0, 20_000);
  const small = lines.reduce((sum, text) => sum + Buffer.byteLength(text) + 1, 0);
  for (let at = 0; at < lines.length; at += perPull)
    await withEventLog(store, pulls, { describe: describeRecord, now: testWriter.now }, (log) =>
      log.append(lines.slice(at, at + perPull).flatMap((text) => admitted(text))),
    );
  const apart = sizeOf(pulls);
  const [joined, joining] = await timed(() => joinSegments(store, pulls));
  console.log(
    `pulls of ${perPull}      1/${(small / apart).toFixed(1)} of raw, joined 1/${(small / sizeOf(pulls)).toFixed(1)}: ${joined.segments} segments in ${joined.packs} packs, ${joining.toFixed(1)} s; ${(await verifyLog(pulls)).problems.length} problems`,
  );
  if (kills > 0) console.log('kill -9', JSON.stringify(await killWriters(store, 'kills', kills)));
} finally {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
}
