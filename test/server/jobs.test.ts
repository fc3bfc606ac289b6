import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, afterEach, before, describe, it } from 'node:test';
import { PgBoss } from 'pg-boss';
import type { JobShown } from '../../src/api/jobs.ts';
import { hashOf } from '../../src/server/auth/secrets.ts';
import { addAccount, replaceRoles } from '../../src/store/accounts.ts';
import { addToken } from '../../src/store/api-tokens.ts';
import { addJob, getJob, listJobs } from '../../src/store/jobs.ts';
import { withSystem, withTenant } from '../../src/store/scope.ts';
import { type LiveBench, startLiveBench } from '../live.ts';
import { type ServeProcess, endAll, isAlive, startServe } from './job-processes.ts';

/** Two workers and a server for people, each a process, over one database and one simulated tenant. */
describe('jobs over several processes', () => {
  let live: LiveBench;
  let t: string;
  let people: ServeProcess;
  let workers: ServeProcess[];
  let url: string;
  let token: string;
  const streaming = new AbortController();
  const told: JobShown[] = [];

  before(async () => {
    live = await startLiveBench();
    await live.connect('read-settings', 'change');
    t = live.tenantId;
    token = await newToken(live);
    // Side by side: starting is most of the time of this suite.
    [people, ...workers] = await Promise.all([
      startServe(live.store.home, 'serve'),
      startServe(live.store.home, 'worker', { WARDLINE_JOBS: '1' }),
      startServe(live.store.home, 'worker', { WARDLINE_JOBS: '1' }),
    ]);
    url = `${people.url()}/api/v1/t/${t}`;
    watch().catch(() => undefined);
  });
  afterEach(() => live.simulator.control.faults.clear());
  after(async () => {
    streaming.abort();
    await endAll();
    await live.close();
  });

  const call = async <T>(method: string, path: string, body?: object): Promise<T> => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    assert.ok(response.ok, `${response.status} ${path}`);
    return (await response.json()) as T;
  };
  const begin = (kind: string) => call<JobShown>('POST', '/jobs', { kind });
  const read = (id: string) => withTenant(live.store, t, (scope) => getJob(scope, id));
  const ended = async (id: string) => {
    for (let waited = 0; waited < 60_000; waited += 50) {
      const job = (await read(id))!;
      if (job.endedAt) return job;
      await sleep(50);
    }
    throw new Error('the job did not end');
  };
  /** What the stream of events says, from the first to the last. */
  async function watch(): Promise<void> {
    const response = await fetch(`${url}/jobs/events`, {
      headers: { authorization: `Bearer ${token}` },
      signal: streaming.signal,
    });
    let text = '';
    for await (const piece of response.body!.pipeThrough(new TextDecoderStream())) {
      text += piece;
      const blocks = text.split('\n\n');
      text = blocks.pop()!;
      for (const block of blocks) {
        const data = /^data: ?(.*)$/m.exec(block)?.[1];
        if (data) told.push(JSON.parse(data) as JobShown);
      }
    }
  }
  const holderOf = async (id: string, among: readonly ServeProcess[]) =>
    Promise.any(
      among.map(async (worker) => {
        await worker.until(({ event, job }) => event === 'job-taken' && job === id);
        return worker;
      }),
    );
  /** The collector asks and gets no answer, so the job is surely in its midst. */
  const stuck = (more: { path?: string } = {}) => {
    const { faults } = live.simulator.control;
    const id = faults.add({ kind: 'silent', milliseconds: 20_000, host: 'graph', ...more });
    return async () => {
      for (let waited = 0; waited < 30_000; waited += 20) {
        if (faults.list().some((active) => active.id === id && active.struck > 0)) return;
        await sleep(20);
      }
      throw new Error('the fault struck nobody');
    };
  };
  const replace = async (gone: ServeProcess) => {
    workers[workers.indexOf(gone)] = await startServe(live.store.home, 'worker', { WARDLINE_JOBS: '1' });
  };

  it('I-5: kill -9 of a worker in the midst of a job: its command dies with it, another ends the job, once', async () => {
    const isStuck = stuck({ path: 'conditionalAccess/policies' });
    const { id } = await begin('check');
    const holder = await holderOf(id, workers);
    await isStuck();
    const commands = holder.commands();
    const began = performance.now();
    await holder.end('SIGKILL');
    const instead = replace(holder);
    if (process.platform === 'linux') {
      assert.equal(commands.length, 1);
      while (isAlive(commands[0]!) && performance.now() - began < 5_000) await sleep(10);
      assert.equal(isAlive(commands[0]!), false, 'no orphan goes on');
    }
    await instead;
    await holderOf(id, workers);
    const took = (performance.now() - began) / 1_000;
    assert.ok(took < 30, `taken over after ${took.toFixed(1)} s`);
    process.stderr.write(`# taken over after ${took.toFixed(1)} s\n`);
    const job = await ended(id);
    assert.deepEqual([job.state, job.attempts], ['partly', 2]);
    const taken = [holder, ...workers]
      .flatMap(({ logged }) => logged)
      .filter(({ event, job: of }) => event === 'job-taken' && of === id);
    assert.deepEqual(
      taken.map(({ attempt }) => attempt),
      [1, 2],
    );
    // The stream told it as it came: begun, further on, ended.
    for (let waited = 0; waited < 2_000 && told.at(-1)?.state !== 'partly'; waited += 50) await sleep(50);
    const states = [...new Set(told.filter((one) => one.id === id).map(({ state }) => state))];
    assert.deepEqual(states.slice(-2), ['running', 'partly']);
    assert.ok(
      told.some((one) => one.id === id && one.total! > 100 && one.done! > 0),
      'with how far it is',
    );
  });

  it('I-5: the same work is not queued twice, two people at once included, and two workers share what there is', async () => {
    stuck();
    const both = await Promise.all([begin('check'), begin('check'), begin('check')]);
    assert.equal(new Set(both.map(({ id }) => id)).size, 1);
    const first = await holderOf(both[0].id, workers);
    // Each worker takes one job at a time here, so the other one takes the next.
    const { id } = await begin('audit-pull');
    const second = await holderOf(id, workers);
    assert.notEqual(first, second);
    assert.equal((await ended(id)).state, 'failed', 'no registration for content is connected');
  });

  it('I-5: a job that is canceled ends its command, and can be begun again', async () => {
    const open = (await withTenant(live.store, t, (scope) => listJobs(scope, { open: true, limit: 5 })))[0]!;
    assert.equal(open.kind, 'check');
    const began = performance.now();
    await call('POST', `/jobs/${open.id}/cancel`);
    const job = await ended(open.id);
    assert.equal(job.state, 'canceled');
    assert.ok(performance.now() - began < 10_000);
  });

  it('I-5: a worker that is told to end hands its job on, and the job goes on from where it was', async () => {
    const isStuck = stuck();
    const { id } = await begin('check');
    const holder = await holderOf(id, workers);
    await isStuck();
    const began = performance.now();
    const exit = await holder.end('SIGTERM');
    assert.equal(exit, 0);
    const other = workers.find((worker) => worker !== holder);
    await other!.until(({ event, job }) => event === 'job-taken' && job === id);
    process.stderr.write(`# handed on after ${((performance.now() - began) / 1_000).toFixed(1)} s\n`);
    const job = await ended(id);
    assert.deepEqual([job.state, job.attempts], ['partly', 2]);
    await replace(holder);
  });

  it('I-5: a job whose server was killed before it was sent is found and sent', async () => {
    const [gone] = workers;
    await gone!.end('SIGTERM');
    const at = new Date(Date.now() - 60_000).toISOString();
    const { id } = await withTenant(live.store, t, (scope) =>
      addJob(scope, { kind: 'audit-pull', parameters: {}, by: 'omar.reyes@example.com', at }),
    );
    await replace(gone!);
    assert.equal((await ended(id)).attempts, 1);
  });

  it('I-5: the clock begins what is due in each tenant that is connected for it', async () => {
    const boss = new PgBoss({ ...bossConnection(live), schema: 'wardline_jobs', supervise: false, schedule: false });
    boss.on('error', () => undefined);
    await boss.start();
    try {
      const lines = (await boss.getSchedules()).map(({ name, cron }) => `${name} ${cron}`);
      assert.deepEqual(lines.toSorted(), [
        'wardline-audit-pull */5 * * * *',
        'wardline-check 0 2 * * *',
        'wardline-digest 30 6 * * 1',
        'wardline-duties 0 6 * * *',
        'wardline-scan 30 2 * * *',
      ]);
      // What pg-boss does when the minute has come.
      await boss.send('wardline-check', {});
      await boss.send('wardline-scan', {});
      let due;
      for (let waited = 0; waited < 20_000 && !due; waited += 100) {
        await sleep(100);
        const jobs = await withTenant(live.store, t, (scope) => listJobs(scope, { limit: 50 }));
        due = jobs.find(({ startedBy }) => startedBy === 'the schedule');
      }
      assert.equal(due?.kind, 'check', 'and no scan: no registration for content is connected');
      assert.equal((await ended(due.id)).state, 'partly');
    } finally {
      await boss.stop({ graceful: false });
    }
  });
});

function bossConnection({ store }: LiveBench): {
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
} {
  const { host, port, user, password, database } = store.connection();
  return { host: host!, port: port!, user: user!, password: String(password), database: database! };
}

/** A token of an IT admin, as the console makes one. */
async function newToken({ store, tenantId: tenant }: LiveBench): Promise<string> {
  const at = new Date().toISOString();
  const token = `wlt_${randomBytes(32).toString('base64url')}`;
  await withSystem(store, async (scope) => {
    const { id } = await addAccount(scope, {
      email: 'omar.reyes@example.com',
      name: 'Omar Reyes',
      state: 'active',
      at,
    });
    await replaceRoles(scope, id, [{ role: 'owner', tenant: '*' }], { by: 'test', at });
    await addToken(scope, {
      ...{ account: id, name: 'test', permissions: ['jobs.read', 'jobs.run', 'assessments.run', 'inventory.scan'] },
      ...{ tenant, endsAt: '2099-01-01T00:00:00.000Z', hash: hashOf(token), at },
    });
  });
  return token;
}
