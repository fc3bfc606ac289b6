import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createSecretKey } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fastTimer } from '../../test/https-server.ts';
import { countedSource, memorySink, numbered } from '../../test/siem/stream-parts.ts';
import { testFolder } from '../../test/store/harness.ts';
import type { SendOutcome } from '../core/stream.ts';
import { DiskSpool } from '../store/spool/disk-spool.ts';
import { type StreamRun, runStream } from './stream.ts';

const key = createSecretKey(Buffer.alloc(32, 7));
const ids = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => numbered(from + at).id);
const day = 86_400_000;
const later: SendOutcome = { kind: 'later', why: 'HTTP 503' };
const delivered: SendOutcome = { kind: 'delivered', answer: 'ok' };

function parts(given: Partial<StreamRun> = {}, limit = 2 ** 20) {
  const timer = fastTimer();
  const spool = DiskSpool.open({ folder: testFolder(), key, limit, whenFull: 'wait' });
  const told: string[] = [];
  const run: StreamRun = {
    ...{ sources: [countedSource(250)], spool, sink: memorySink(), from: 'all', tries: 3, timer, random: () => 0.5 },
    until: { kind: 'drained', patience: 2 * day },
    tell: (line) => told.push(line),
    ...given,
  };
  return { run, timer, spool, told };
}

describe('S3-54: streaming to another system', () => {
  it('delivers everything once and in order when nothing goes wrong', async () => {
    const sink = memorySink();
    const { run, told } = parts({ sink });
    assert.deepEqual(await runStream(run), { end: 'drained', delivered: 250, setAside: 0, skipped: 0, waiting: 0 });
    assert.deepEqual(sink.got, ids(0, 250));
    assert.deepEqual(told, []);
  });

  it('a new stream begins with what comes from then on, and says so', async () => {
    let count = 40;
    const sink = memorySink();
    const { run, told } = parts({ sink, sources: [countedSource(() => count)], from: 'new' });
    assert.equal((await runStream(run)).delivered, 0);
    assert.match(told[0]!, /from now on/);
    count = 45;
    assert.equal((await runStream(run)).delivered, 5);
    assert.deepEqual(sink.got, ids(40, 45));
  });

  it('a receiver that is down for a day gets all of it after, in order', async () => {
    const { run, timer, told } = parts({}, 30_000);
    const from = timer.now();
    const sink = memorySink(() => (timer.now() - from < day ? later : delivered));
    const result = await runStream({ ...run, sink, sources: [countedSource(1_000)] });
    assert.equal(result.delivered, 1_000);
    assert.deepEqual(sink.got, ids(0, 1_000));
    assert.ok(timer.now() - from >= day);
    // Waits grow to 5 minutes: a day of trying is a few hundred calls and not a flood.
    assert.ok(sink.calls < 700, `${sink.calls} calls`);
    assert.equal(told.length, 2);
  });

  it('waits as long as the receiver asks', async () => {
    const { run, timer } = parts();
    const sink = memorySink((_, call) => (call === 1 ? { kind: 'later', why: 'HTTP 429', waitMs: 42_000 } : delivered));
    await runStream({ ...run, sink });
    assert.deepEqual(timer.slept, [42_125]);
  });

  it('ends with what waits when patience is over, and goes on in the next run', async () => {
    const { run, spool } = parts({ until: { kind: 'drained', patience: 60_000 } });
    const result = await runStream({ ...run, sink: memorySink(() => later) });
    assert.deepEqual(
      [result.end, result.delivered, result.waiting, result.why],
      ['waiting', 0, spool.waiting, 'HTTP 503'],
    );
    const sink = memorySink();
    assert.equal((await runStream({ ...run, sink })).end, 'drained');
    assert.deepEqual(sink.got, ids(0, 250));
  });

  it('one item that is refused is set aside after three tries, and the rest arrives', async () => {
    const bad = numbered(37).id;
    const { run, spool } = parts();
    const sink = memorySink((items) =>
      items.some(({ id }) => id === bad) ? { kind: 'refused', why: 'HTTP 400' } : delivered,
    );
    const result = await runStream({ ...run, sink });
    assert.deepEqual([result.end, result.delivered, result.setAside], ['drained', 249, 1]);
    assert.deepEqual(
      sink.got,
      ids(0, 250).filter((id) => id !== bad),
    );
    assert.deepEqual(
      spool.deadLetters.all().map(({ item }) => item.id),
      [bad],
    );
  });

  it('a receiver that refuses everything does not get the whole log set aside', async () => {
    const { run, spool } = parts();
    const result = await runStream({ ...run, sink: memorySink(() => ({ kind: 'refused', why: 'HTTP 400' })) });
    assert.deepEqual([result.end, result.setAside, result.waiting], ['stopped', 20, 230]);
    assert.equal(spool.deadLetters.all().length, 20);
  });

  it('a wrong token sets nothing aside', async () => {
    const { run, spool } = parts();
    const result = await runStream({ ...run, sink: memorySink(() => ({ kind: 'blocked', why: 'HTTP 401' })) });
    assert.deepEqual([result.end, result.setAside, spool.deadLetters.all().length], ['stopped', 0, 0]);
  });

  it('runs on until it is told to end', async () => {
    let count = 3;
    const stop = new AbortController();
    const sink = memorySink();
    const { run, timer } = parts({ sink, sources: [countedSource(() => count)], signal: stop.signal });
    const slept = timer.sleep;
    let naps = 0;
    const running = runStream({
      ...run,
      until: { kind: 'forever', pause: 30_000 },
      timer: {
        now: timer.now,
        sleep: (ms, signal) => {
          naps += 1;
          count += 2;
          if (naps > 3) stop.abort(new Error('enough'));
          return slept(ms, signal);
        },
      },
    });
    await assert.rejects(running, /enough/);
    assert.deepEqual(sink.got, ids(0, 9));
  });
});

describe('S3-54: killed at any moment', () => {
  it('loses nothing, and repeats at most the batch under way', { timeout: 120_000 }, async () => {
    const [folder, received] = [testFolder(), join(testFolder(), 'received')];
    const script = new URL('../../test/siem/stream-child.ts', import.meta.url).pathname;
    const total = 40_000;
    let kills = 0;
    for (let round = 0, done = false; !done; round += 1) {
      const child = spawn(process.execPath, [script, folder, received, String(total)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let said = '';
      child.stdout.on('data', (piece: Buffer) => {
        const first = said === '';
        said += String(piece);
        if (first && round < 12) setTimeout(() => child.kill('SIGKILL'), (round * 37) % 150);
      });
      await new Promise((resolve) => void child.once('close', resolve));
      done = said.includes('drained');
      if (!done) kills += 1;
    }
    assert.ok(existsSync(received));
    const got = readFileSync(received, 'utf8').trimEnd().split('\n');
    assert.equal(new Set(got).size, total);
    // Each kill repeats at most the batch that was under way.
    assert.ok(got.length - total <= kills * 100, `${got.length - total} repeated by ${kills} kills`);
    assert.ok(kills > 3, `${kills} kills`);
    // In order but for the repetitions.
    assert.deepEqual([...new Set(got)], ids(0, total));
  });
});
