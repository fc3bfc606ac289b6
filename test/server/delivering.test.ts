import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, before, describe, it } from 'node:test';
import { main } from '../../src/cli/main.ts';
import { tenantFolder } from '../../src/server/ask.ts';
import { lastStreamRuns } from '../../src/store/deliveries.ts';
import { type Store, openStore } from '../../src/store/open.ts';
import { withTenant } from '../../src/store/scope.ts';
import { clinicTenant, fileRecord } from '../audit-records.ts';
import { type Collector, authority, collector } from '../siem/receivers.ts';
import { testFolder } from '../store/harness.ts';
import { endAll, startServe } from './job-processes.ts';

/** One batch that is answered, and one that is under way when the worker dies. */
const events = 700;

describe('S3-54: streams in the loop of a worker', () => {
  const home = testFolder();
  let store: Store;
  let receiver: Collector;
  /** Ids of events by call, and the calls that got an answer. */
  const got: string[][] = [];
  const answered = new Set<number>();
  let hangs = (call: number): boolean => call === 2;

  before(async () => {
    store = await openStore({ home });
    receiver = await collector(({ body }, response, number) => {
      const lines = body.toString().split('\n');
      got[number] = lines.map((line) => (JSON.parse(line) as { event: { id: string } }).event.id);
      if (hangs(number)) return;
      answered.add(number);
      response.end('{"text":"Success","code":0}');
    });
    await run('tenant', 'add', clinicTenant, '--name', 'Larkmeadow Family Clinic');
    const folder = tenantFolder({ store }, clinicTenant);
    writeFileSync(join(folder, 'ca.pem'), authority.ca);
    writeFileSync(
      join(folder, 'wardline.yaml'),
      `streams:
  - { name: siem, kind: splunk, url: '${receiver.url}', allowPrivate: true, ca: ca.pem, from: all, carries: [events] }
`,
    );
    await run('routes', 'set-secret', 'siem', '--env', 'TOKEN');
    const lines = Array.from({ length: events }, (_, at) =>
      JSON.stringify(fileRecord('FileDownloaded', { file: `f${at}.docx` })),
    );
    writeFileSync(join(folder, 'log.ndjson'), lines.join('\n'));
    await run('audit', 'import', 'log.ndjson');
  });
  after(async () => {
    await endAll();
    await receiver.close();
    await store.close();
  });

  async function run(...argv: string[]): Promise<void> {
    let err = '';
    const exit = await main(argv, {
      ...{ cwd: tenantFolder({ store }, clinicTenant), env: { WARDLINE_HOME: home, TOKEN: 'token-of-the-test-0123' } },
      stdout: { write: () => true },
      stderr: { write: (text: string) => (err += text) },
    });
    assert.equal(exit, 0, err);
  }
  const until = async (holds: () => boolean | Promise<boolean>) => {
    for (let waited = 0; !(await holds()); waited += 50) {
      assert.ok(waited < 30_000, `calls ${got.length}, answered ${answered.size}`);
      await sleep(50);
    }
  };
  const drained = async () => {
    const [last] = await withTenant(store, clinicTenant, (scope) => lastStreamRuns(scope));
    return last?.result === 'drained' && last.waiting === 0;
  };

  it('killed in the midst of a batch, it loses nothing, and what was taken is not sent again', async () => {
    const first = await startServe(home, 'worker');
    await until(() => got[2] !== undefined);
    await first.end('SIGKILL');
    hangs = () => false;
    const second = await startServe(home, 'worker');
    await until(drained);
    const taken = [...answered].flatMap((call) => got[call]!);
    assert.equal(new Set(taken).size, events, 'nothing is lost');
    assert.equal(taken.length, events, 'what the receiver took comes once');
    await second.end('SIGTERM');
    const calls = receiver.calls.length;
    const third = await startServe(home, 'worker');
    await sleep(1_500);
    await third.end('SIGTERM');
    assert.equal(receiver.calls.length, calls, 'a start sends nothing anew');
  });
});
