import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, openSync, readFileSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { createServer } from 'node:net';
import { loadavg, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { baselines } from '../src/controls/baselines/index.ts';
import { controls } from '../src/controls/index.ts';
import { noOrganization } from '../src/core/organization.ts';
import { assess } from '../src/engine/assess.ts';
import { hashOf, newSecret } from '../src/server/auth/secrets.ts';
import { addAccount, replaceRoles } from '../src/store/accounts.ts';
import { recordAssessment } from '../src/store/assessments.ts';
import { eventLogOf } from '../src/store/events/log-place.ts';
import { openKeyring } from '../src/store/master-key.ts';
import { type Store, openStore } from '../src/store/open.ts';
import { withSystem, withTenant } from '../src/store/scope.ts';
import { beginSession } from '../src/store/sessions.ts';
import { addTenant } from '../src/store/tenants.ts';
import { clinicTenant } from '../test/audit-records.ts';
import { fillIndex, guid } from './audit-events.ts';
import { rawTenant, snapshotOf } from './tenants/tenant.ts';

/**
 * `npm run bench:api [tenants] [events]`: the real server as a process of its own over its embedded database with 500
 * tenants, each checked three times against all controls, and 2,000,000 audit events in one of them. One reader, then 64
 * at once, over HTTP with a session. The reader runs on the same machine and takes its share of it.
 */
const tenants = Number(process.argv[2] ?? 500);
const events = Number(process.argv[3] ?? 2_000_000);
const checks = 3;
const readers = 64;
const seconds = 15;

const home = mkdtempSync(join(tmpdir(), 'wardline-bench-api-'));
const started: ChildProcess[] = [];
let missed = 0;

function say(what: string, figure: string, budget: string, within: boolean): void {
  if (!within) missed += 1;
  console.log(`${what.padEnd(44)} ${figure.padEnd(30)} ${budget.padEnd(16)} ${within ? 'yes' : 'NO'}`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

/** Starts the server and waits until it is ready. Milliseconds from the start of the process. */
async function serve(port: number): Promise<{ process: ChildProcess; ready: number }> {
  const from = performance.now();
  const child = spawn(process.execPath, ['bin/wardline.js', 'serve', '--port', String(port), '--home', home], {
    stdio: ['ignore', 'ignore', openSync(join(home, 'server.log'), 'a')],
    env: { ...process.env, WARDLINE_LOG: undefined },
  });
  started.push(child);
  for (;;) {
    const ok = await fetch(`http://127.0.0.1:${port}/readyz`).then(
      (response) => response.ok,
      () => false,
    );
    if (ok) return { process: child, ready: performance.now() - from };
    if (child.exitCode !== null) throw new Error(readFileSync(join(home, 'server.log'), 'utf8'));
    await sleep(10);
  }
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}

/** Resident MB of a process and all that it started that is no PostgreSQL. */
function resident(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024;
}

/** Seconds of processor time of the server and of the database's processes. */
function processorTime(server: number): { server: number; database: number } {
  const spent = (pid: number | string) => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  };
  const database = readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid))
    .map((pid) => {
      try {
        return readlinkSync(`/proc/${pid}/cwd`).includes(basename(home)) ? spent(pid) : 0;
      } catch {
        return 0;
      }
    });
  return { server: spent(server), database: database.reduce((sum, one) => sum + one, 0) };
}

async function fill(store: Store): Promise<string> {
  const at = new Date(Date.now() - 3_600_000).toISOString();
  const base = assess(snapshotOf(rawTenant(300, 1), 1), {
    ...{ controls, organization: noOrganization, baseline: baselines[0]!, at, version: '0.0.0-bench' },
  });
  const secret = newSecret();
  await withSystem(store, async (scope) => {
    const account = await addAccount(scope, { email: 'reader@example.com', name: 'Reader', state: 'active', at });
    await replaceRoles(scope, account.id, [{ role: 'owner', tenant: '*' }], { by: 'bench', at });
    const now = new Date().toISOString();
    const session = { account: account.id, level: 'full' as const, at: now, agent: 'bench', address: '127.0.0.1' };
    await beginSession(scope, { hash: hashOf(secret), ...session });
  });
  for (let n = 0; n < tenants; n += 1) {
    const id = n === 0 ? clinicTenant : guid('c', n);
    await withSystem(store, (scope) =>
      addTenant(scope, { id, name: `Clinic ${n}`, color: '#1f6f78', cloud: 'commercial', at }),
    );
    await withTenant(store, id, async (scope) => {
      for (let check = 0; check < checks; check += 1) {
        const assessedAt = new Date(Date.parse(at) - (checks - check) * 86_400_000).toISOString();
        const score = { ...base.score, today: base.score.today - check };
        await recordAssessment(scope, {
          ...base,
          run: `${n}-${check}`,
          tenant: { ...base.tenant, id },
          assessedAt,
          score,
        });
      }
    });
  }
  const place = eventLogOf(store, openKeyring(home, process.env), clinicTenant);
  await fillIndex(place, events);
  await place.index.settle();
  return secret;
}

interface Reply {
  status: number;
  bytes: number;
  took: number;
}

/** A path to get, or a question to post to one. */
type Question = string | { path: string; body: object };

function read(agent: Agent, port: number, cookie: string, question: Question): Promise<Reply> {
  const asked = typeof question === 'string' ? { path: question, body: undefined } : question;
  const own = { 'content-type': 'application/json', 'x-wardline': '1', 'x-wardline-tenant': clinicTenant };
  const headers = { cookie, ...(asked.body && own) };
  const from = performance.now();
  return new Promise((resolve, reject) => {
    const options = { agent, port, host: '127.0.0.1', path: `/api/v1${asked.path}`, headers };
    request({ ...options, method: asked.body ? 'POST' : 'GET' }, (response) => {
      let bytes = 0;
      response.on('data', (chunk: Buffer) => (bytes += chunk.length));
      response.on('end', () => resolve({ status: response.statusCode!, bytes, took: performance.now() - from }));
    })
      .on('error', reject)
      .end(asked.body && JSON.stringify(asked.body));
  });
}

const at95 = (times: readonly number[]) => times.toSorted((a, b) => a - b)[Math.ceil(times.length * 0.95) - 1]!;
const middle = (times: readonly number[]) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]!;

try {
  const port = await freePort();
  const fresh = await serve(port);
  console.log(`start on an empty folder (makes the database): ${(fresh.ready / 1000).toFixed(1)} s`);
  await stop(fresh.process);
  const store = await openStore({ home });
  const cookie = `wardline=${await fill(store)}`;
  await store.close();
  const { process: server, ready } = await serve(port);
  say('embedded start to ready', `${(ready / 1000).toFixed(2)} s`, '4 s', ready <= 4000);
  await sleep(5000);
  const idle = resident(server.pid!);
  say('memory of serve, idle', `${idle.toFixed(0)} MB`, '300 MB', idle <= 300);

  const one = new Agent({ keepAlive: true, maxSockets: 1 });
  const of = (n: number) => (n % tenants === 0 ? clinicTenant : guid('c', n % tenants));
  const search = (body: object) => ({ path: `/t/${clinicTenant}/audit-log/search`, body });
  const lists: [string, (n: number) => Question, number][] = [
    [`all tenants (${tenants})`, () => '/tenants', 40],
    ['findings of a tenant', (n) => `/t/${of(n)}/findings`, 200],
    ['newest check with all controls', (n) => `/t/${of(n)}/assessments/latest`, 200],
    ['the same check again', () => `/t/${of(1)}/assessments/latest`, 100],
    ['checks of a tenant', (n) => `/t/${of(n)}/assessments`, 200],
    ['plans of a tenant', (n) => `/t/${of(n)}/plans`, 200],
    ['alerts of a tenant', (n) => `/t/${of(n)}/alerts`, 200],
    ['events by user', (n) => search({ user: `person${(n * 3) % 400}@clinic.example.com` }), 100],
    ['events by file', (n) => search({ file: guid('f', n * 7) }), 100],
    ['jobs of a tenant', (n) => `/t/${of(n)}/jobs`, 100],
  ];
  for (const [what, path, count] of lists) {
    const replies: Reply[] = [];
    for (let n = 0; n < count; n += 1) replies.push(await read(one, port, cookie, path(n)));
    const bad = replies.find(({ status }) => status !== 200);
    if (bad) throw new Error(`${what}: ${bad.status}`);
    const times = replies.map(({ took }) => took);
    const size = `${(replies[0]!.bytes / 1024).toFixed(0)} KB`;
    say(
      what,
      `p50 ${middle(times).toFixed(1)} p95 ${at95(times).toFixed(1)} ms, ${size}`,
      'p95 60 ms',
      at95(times) <= 60,
    );
  }
  one.destroy();

  const many = new Agent({ keepAlive: true, maxSockets: readers });
  const mix = [
    (n: number) => `/t/${of(n)}/findings?limit=50`,
    (n: number) => `/t/${of(n)}/assessments?limit=20`,
    (n: number) => `/t/${of(n)}/alerts`,
    (n: number) => `/t/${of(n)}/plans`,
  ];
  const before = processorTime(server.pid!);
  const times: number[] = [];
  let wrong = 0;
  const from = performance.now();
  const end = from + seconds * 1000;
  await Promise.all(
    Array.from({ length: readers }, async (_, reader) => {
      for (let n = reader * 7; performance.now() < end; n += 1) {
        const { status, took } = await read(many, port, cookie, mix[n % mix.length]!(n));
        if (status === 200) times.push(took);
        else wrong += 1;
      }
    }),
  );
  const rate = times.length / ((performance.now() - from) / 1000);
  many.destroy();
  const after = processorTime(server.pid!);
  const each = (part: 'server' | 'database') => ((1000 * (after[part] - before[part])) / times.length).toFixed(2);
  say(`${readers} readers at once`, `${Math.round(rate)} requests/s`, '800 /s', rate >= 800);
  say(
    '',
    `p50 ${middle(times).toFixed(0)} p95 ${at95(times).toFixed(0)} ms, ${wrong} failed`,
    'p95 120 ms',
    at95(times) <= 120 && wrong === 0,
  );
  console.log(`processor time of one request: server ${each('server')} ms, database ${each('database')} ms`);
  console.log(`memory of serve after it ${resident(server.pid!).toFixed(0)} MB; load ${loadavg()[0]!.toFixed(1)}`);
} finally {
  for (const child of started) if (child.exitCode === null) child.kill('SIGTERM');
  await sleep(1500);
  rmSync(home, { recursive: true, force: true });
}
process.exitCode = missed > 0 ? 1 : 0;
