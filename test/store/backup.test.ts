import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import { recordActivity } from '../../src/store/activity.ts';
import { main } from '../../src/cli/main.ts';
import { embeddedConnection } from '../../src/store/embedded/bootstrap.ts';
import { embeddedServer } from '../../src/store/embedded/attach.ts';
import { runningServer } from '../../src/store/embedded/server.ts';
import { addJob, listJobs } from '../../src/store/jobs.ts';
import { migrations } from '../../src/store/migrations/index.ts';
import { openStore } from '../../src/store/open.ts';
import { withSystem, withTenant } from '../../src/store/scope.ts';
import { fileRecord, many } from '../audit-records.ts';
import { type LiveBench, startLiveBench } from '../live.ts';
import { testFolder } from './harness.ts';

const wardline = fileURLToPath(new URL('../../bin/wardline.js', import.meta.url));
const at = '2026-11-20T08:00:00.000Z';

describe('backup', () => {
  let live: LiveBench;
  let t: string;
  let home: string;
  let file: string;

  before(async () => {
    live = await startLiveBench();
    await live.connect('read-settings', 'change');
    ({ tenantId: t } = live);
    ({ home } = live.store);
    assert.equal((await live.run('collect')).exit % 6, 0);
    await live.run('assess');
    const records = many(500, (minute) =>
      fileRecord('FileAccessed', { at: minute, user: 'nina@clinic.example.com', file: 'Robin Quill intake.docx' }),
    ).map((record) => ({ ...record, OrganizationId: t }));
    writeFileSync(join(live.cwd, 'log.jsonl'), records.map((record) => `${JSON.stringify(record)}\n`).join(''));
    assert.equal((await live.run('audit', 'import', 'log.jsonl')).exit, 0);
    await withSystem(live.store, (scope) =>
      recordActivity(scope, [
        {
          at,
          actor: 'omar@clinic.example.com',
          action: 'plans.approve',
          object: 'p-1',
          outcome: 'done',
          request: 'r-1',
          address: '192.0.2.1',
        },
      ]),
    );
    await withTenant(live.store, t, (scope) =>
      addJob(scope, { kind: 'check', parameters: {}, by: 'omar@example.com', at }),
    );
    mkdirSync(join(home, 'tenants', t), { recursive: true });
    writeFileSync(join(home, 'tenants', t, 'wardline.yaml'), 'approvals:\n  people: 2\n');
    file = join(testFolder(), 'monday.wlbackup');
  });
  after(() => live.close());

  const run = async (folder: string, ...argv: string[]) => {
    let [out, err] = ['', ''];
    const exit = await main(argv, {
      cwd: live.cwd,
      env: { WARDLINE_HOME: folder, WARDLINE_DEBUG: '1' },
      stdout: { write: (text) => (out += text), columns: 100 },
      stderr: { write: (text) => (err += text) },
    });
    return { exit, out, err };
  };
  const copyOf = () => {
    const folder = testFolder();
    copyFileSync(join(home, 'master.key'), join(folder, 'master.key'));
    return folder;
  };

  it('S0-83: saves all that lasts while Wardline runs, sealed, without the master key', async () => {
    const { exit, err } = await run(home, 'backup', 'create', '--to', file);
    assert.equal(exit, 0, err);
    assert.equal(statSync(file).mode & 0o077, 0);
    const bytes = readFileSync(file);
    for (const word of [
      'Robin Quill',
      'nina@clinic',
      'sharepoint.',
      readFileSync(join(home, 'master.key'), 'utf8').split('\n')[1]!,
    ])
      assert.equal(bytes.includes(word), false, word);
    assert.match(bytes.subarray(0, 400).toString('latin1'), /^\{"kind":"wardline\.backup"/);
  });

  it('S0-83: verify restores it into scratch and compares tables, files, activity and audit log', async () => {
    const { exit, out, err } = await run(home, 'backup', 'verify', file, '--scratch', testFolder(), '-o', 'json');
    assert.equal(exit, 0, `${out}${err}`);
    const found = JSON.parse(out);
    assert.deepEqual([found.problems, found.tenants, found.activity, found.logs], [[], 1, 1, 1]);
    assert.ok(found.rows > 500 && found.files > 20, `${found.rows} ${found.files}`);
  });

  it('S0-83: restored to a new folder, findings, credentials, organization and the sealed audit log are there', async () => {
    const folder = copyOf();
    const { exit, err } = await run(folder, 'backup', 'restore', file);
    assert.equal(exit, 0, err);
    const store = await openStore({ home: folder });
    try {
      const saved = JSON.parse((await run(home, 'audit', 'search', '--limit', '1000', '-o', 'json')).out);
      const restored = JSON.parse((await run(folder, 'audit', 'search', '--limit', '1000', '-o', 'json')).out);
      assert.deepEqual(restored, saved);
      assert.equal((await run(folder, 'audit', 'verify')).exit, 0);
      assert.equal((await run(folder, 'tenant', 'test')).exit, (await run(home, 'tenant', 'test')).exit);
      assert.equal(readFileSync(join(folder, 'tenants', t, 'wardline.yaml'), 'utf8'), 'approvals:\n  people: 2\n');
      const [job] = await withTenant(store, t, (scope) => listJobs(scope, { limit: 5 }));
      assert.equal(job!.state, 'failed', 'old work does not begin by itself');
      // Numbers go on where they were, and the walls and guards stand again.
      await withSystem(store, (scope) =>
        recordActivity(scope, [
          {
            at,
            actor: 'omar@clinic.example.com',
            action: 'plans.apply',
            object: 'p-1',
            outcome: 'done',
            request: 'r-2',
            address: '192.0.2.1',
          },
        ]),
      );
      assert.equal((await run(folder, 'audit', 'import', 'log.jsonl')).exit, 0);
      await withClient(folder, async (client) => {
        const { rows } = await client.query('select count(*)::int as seen from wardline.findings');
        assert.equal(rows[0].seen, 0, 'the owner sees no row');
        await client.query('set role wardline_system');
        await assert.rejects(
          client.query('delete from wardline.activity where seq = 1'),
          /permission denied|append-only/,
        );
      });
    } finally {
      await store.close();
    }
  });

  it('S0-83: refuses a folder that is not empty, and moves aside only when told', async () => {
    const folder = copyOf();
    writeFileSync(join(folder, 'notes.txt'), 'mine');
    assert.equal((await run(folder, 'backup', 'restore', file)).exit, 7);
    assert.equal((await run(folder, 'backup', 'restore', file, '--replace')).exit, 0);
    const aside = readdirSync(folder).find((name) => name.startsWith('replaced-'));
    assert.equal(readFileSync(join(folder, aside!, 'notes.txt'), 'utf8'), 'mine');
    // And never under a Wardline that runs.
    const { exit, err } = await run(home, 'backup', 'restore', file, '--replace');
    assert.equal(exit, 7);
    assert.match(err, /runs on this data folder/);
  });

  it('S0-83: a backup that was cut off, altered or is under another key is refused in words', async () => {
    const bytes = readFileSync(file);
    const altered = Buffer.from(bytes);
    altered[bytes.length - 2_000]! ^= 1;
    const cases: [string, Buffer, number, RegExp][] = [
      ['cut off in a piece', bytes.subarray(0, bytes.length - 100), 8, /cut off or was altered/],
      ['a flipped bit', altered, 8, /cut off or was altered/],
      ['more at its end', Buffer.concat([bytes, Buffer.from('x')]), 8, /cut off or was altered/],
      ['something else', Buffer.from('PK'), 8, /no backup of Wardline/],
      ['empty', Buffer.alloc(0), 8, /no backup of Wardline/],
    ];
    for (const [name, content, exit, words] of cases) {
      const path = join(testFolder(), 'bad.wlbackup');
      writeFileSync(path, content);
      const folder = copyOf();
      const found = await run(folder, 'backup', 'restore', path);
      assert.deepEqual([found.exit, words.test(found.err)], [exit, true], `${name}: ${found.err}`);
      assert.deepEqual(readdirSync(folder), ['master.key'], 'nothing was begun');
    }
    const stranger = testFolder();
    assert.match((await run(stranger, 'backup', 'restore', file)).err, /no master key here/);
    writeFileSync(join(stranger, 'master.key'), `${Buffer.alloc(32, 7).toString('base64')}\n`, { mode: 0o600 });
    assert.match((await run(stranger, 'backup', 'restore', file)).err, /opens with the master key/);
  });

  it('S0-83: a passphrase opens it where the master key is not', async () => {
    writeFileSync(join(live.cwd, 'words.txt'), 'copper lantern mosaic drift\n');
    writeFileSync(join(live.cwd, 'wrong.txt'), 'copper lantern mosaic draft\n');
    const path = join(testFolder(), 'words.wlbackup');
    assert.equal((await run(home, 'backup', 'create', '--to', path, '--passphrase-file', 'words.txt')).exit, 0);
    const folder = testFolder();
    assert.match((await run(folder, 'backup', 'restore', path, '--passphrase-file', 'wrong.txt')).err, /does not open/);
    const { exit, err } = await run(folder, 'backup', 'restore', path, '--passphrase-file', 'words.txt');
    assert.equal(exit, 0, err);
    assert.match(err, /stay sealed until master\.key/);
  });

  it('S0-83: killed in its midst it leaves no file of that name', async () => {
    const to = join(testFolder(), 'killed.wlbackup');
    const child = spawn(process.execPath, [wardline, 'backup', 'create', '--to', to], {
      env: { PATH: process.env['PATH'], WARDLINE_HOME: home },
      stdio: 'ignore',
    });
    const folder = join(to, '..');
    while (child.exitCode === null && readdirSync(folder).length === 0) await sleep(1);
    child.kill('SIGKILL');
    await once(child, 'exit');
    assert.deepEqual(
      readdirSync(folder).filter((name) => name === 'killed.wlbackup'),
      [],
    );
  });

  it('S0-83: an upgrade saves everything before the first migration', async () => {
    const folder = copyOf();
    assert.equal((await run(folder, 'backup', 'restore', file)).exit, 0);
    const held = await openStore({ home: folder });
    try {
      // As a version without the newest migration left it: its row and what it made are taken out.
      await withClient(folder, (client) =>
        client.query(
          `delete from wardline.schema_migrations where name = '0022-fleet-lists';
           drop index wardline.findings_open_critical;
           alter table wardline.assessments drop column outcomes`,
        ),
      );
      await (await openStore({ home: folder })).close();
      assert.equal(
        Object.keys(migrations).toSorted().at(-1),
        '0022-fleet-lists',
        'a newer one has to be taken out here',
      );
      const [saved] = readdirSync(join(folder, 'backups'));
      assert.match(saved!, /^before-upgrade-\d{14}\.wlbackup$/);
      assert.equal(
        (await run(folder, 'backup', 'verify', join(folder, 'backups', saved!), '--scratch', testFolder())).exit,
        0,
      );
    } finally {
      await held.close();
    }
  });
});

async function withClient(home: string, act: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const { folders } = embeddedServer(home);
  const client = new pg.Client(embeddedConnection(folders, runningServer(folders)!));
  await client.connect();
  try {
    await act(client);
  } finally {
    await client.end();
  }
}
