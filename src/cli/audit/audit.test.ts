import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { appendFileSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { clinicTenant, fileRecord, loginRecord, many, type RawRecord } from '../../../test/audit-records.ts';
import { testFolder } from '../../../test/store/harness.ts';
import { openStore, type Store } from '../../store/open.ts';
import { main } from '../main.ts';

/** Verifies an export as a third party does: with the script that is shipped and nothing else. */
function thirdParty(...args: string[]): { exit: number | null; said: string } {
  const script = new URL('../../../docs/verify-audit-export.mjs', import.meta.url).pathname;
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' });
  return { exit: status, said: stdout + stderr };
}

describe('wardline audit', () => {
  const home = testFolder();
  const cwd = testFolder();
  let store: Store;
  const patient = 'Robin Quill \u2028 intake.docx';
  const opened: RawRecord[] = many(30, (at) =>
    fileRecord('FileAccessed', { at, user: `nina${at % 2}@clinic.example.com`, file: patient, ip: '192.0.2.77' }),
  );
  const signIns = many(10, (at) => loginRecord({ at: at * 60 * 24, user: 'omar@clinic.example.com' }));
  const run = async (...argv: string[]) => {
    let [out, err] = ['', ''];
    const exit = await main(argv, {
      cwd,
      env: { WARDLINE_HOME: home },
      stdout: { write: (text) => (out += text), columns: 100 },
      stderr: { write: (text) => (err += text) },
    });
    return { exit, out, err };
  };
  const json = async (...argv: string[]) => {
    const { exit, out, err } = await run(...argv, '-o', 'json');
    assert.equal(exit, 0, err);
    return JSON.parse(out) as Record<string, unknown>;
  };
  const path = (name: string, content: string) => {
    writeFileSync(join(cwd, name), content);
    return name;
  };
  const lines = (records: readonly unknown[]) => records.map((record) => `${JSON.stringify(record)}\n`).join('');

  before(async () => {
    store = await openStore({ home });
    await run('tenant', 'add', clinicTenant, '--name', 'Larkmeadow Family Clinic');
  });
  after(() => store.close());

  it('S0-82: import keeps each record once, and what is poisoned or of another tenant stops nothing', async () => {
    const other = { ...opened[0], Id: 'x-1', OrganizationId: '99999999-2222-4333-8444-555555555555' };
    const timeless = { Id: 'x-2', Operation: 'FileAccessed', RecordType: 6 };
    const deep = `{"Id":"x-3","Operation":"A","CreationTime":"2026-03-02T09:00:00","x":${'['.repeat(200_000)}${']'.repeat(200_000)}}`;
    const invalid = Buffer.concat([
      Buffer.from(
        '{"Id":"x-4","Operation":"FileAccessed","RecordType":6,"CreationTime":"2026-03-02T09:00:00","UserId":"',
      ),
      Buffer.from([0xff, 0xfe, 0xc3]),
      Buffer.from('"}\n'),
    ]);
    path('log.ndjson', lines([...opened, ...opened.slice(3, 9), other, timeless]));
    appendFileSync(join(cwd, 'log.ndjson'), `${deep}\n{"cut":\n`);
    appendFileSync(join(cwd, 'log.ndjson'), invalid);
    assert.deepEqual(await json('audit', 'import', 'log.ndjson'), {
      ...{ tenant: clinicTenant, records: 41, kept: 32, repeated: 6 },
      quarantined: { 'no-time': 1 },
      refused: { 'other-tenant': 1, 'too-deep': 1, 'not-json': 1 },
    });
    const again = await run('audit', 'import', 'log.ndjson', path('sign-ins.json', JSON.stringify(signIns)));
    assert.equal(again.exit, 0, again.err);
    const verified = await json('audit', 'verify');
    assert.deepEqual([verified['records'], verified['segments'], verified['problems']], [42, 2, []]);
  });

  it('S0-82: a file of something else is refused before anything of it is kept for good', async () => {
    const { exit, err } = await run('audit', 'import', path('other.ndjson', lines(many(2500, (at) => ({ at })))));
    assert.equal(exit, 65);
    assert.match(err, /other\.ndjson is no audit log/);
    assert.equal((await run('audit', 'import', 'missing.csv')).exit, 65);
    assert.equal((await json('audit', 'verify'))['records'], 42);
  });

  it('S0-77: search tells who opened which file, when and from where, and shows no name of a file', async () => {
    const { exit, out } = await run('audit', 'search', '--user', 'NINA1@clinic.example.com', '--ip', '192.0.2.77');
    assert.equal(exit, 0);
    const { rows } = JSON.parse(out) as { rows: { at: string; actor: string; file: string; id: string }[] };
    assert.equal(rows.length, 15);
    assert.equal(rows[0]!.at, '2026-03-02T09:29:00.000Z');
    assert.doesNotMatch(out, /Robin/);
    const byFile = await json('audit', 'search', '--file', rows[0]!.file, '--limit', '4');
    assert.equal((byFile['rows'] as unknown[]).length, 4);
    assert.match(String(byFile['next']), /^2026-03-02T09:/);
    const day = await json(
      'audit',
      'search',
      '--operation',
      'userloggedin',
      '--from',
      '2026-03-03',
      '--to',
      '2026-03-04',
    );
    assert.equal((day['rows'] as unknown[]).length, 2);
    assert.equal((await run('audit', 'search', '--from', 'yesterday')).exit, 64);
  });

  it('I-6: opening the records themselves is recorded first', async () => {
    const { rows } = (await json('audit', 'search', '--limit', '1', '--operation', 'FileAccessed', '--reveal')) as {
      rows: { record: RawRecord }[];
    };
    assert.deepEqual(rows[0]!.record, opened[29]);
    const count = await store.pool.connect().then(async (client) => {
      await client.query(`begin; set local wardline.tenants = '${clinicTenant}'`);
      const found = await client.query<{ action: string; records: number }>(
        'select action, records from wardline.audit_openings',
      );
      await client.query('rollback');
      client.release();
      return found.rows;
    });
    assert.deepEqual(count, [{ action: 'reveal', records: 1 }]);
  });

  it('I-5: a third party verifies an export with the script that is shipped', async () => {
    assert.ok(
      readFileSync(new URL('../../../docs/verify-audit-export.mjs', import.meta.url), 'utf8')
        .trim()
        .split('\n').length <= 40,
    );
    assert.equal((await run('audit', 'root', '--out', 'root.json')).exit, 0);
    const made = await json('audit', 'export', '--from', '2026-03-02', '--to', '2026-03-02', '--folder', 'export');
    assert.equal(made['records'], 32, '31 openings and one sign-in');
    const folder = join(cwd, 'export');
    assert.deepEqual(readdirSync(folder), ['chain.ndjson', 'proofs.ndjson', 'records.ndjson', 'root.json']);
    const root = join(cwd, 'root.json');
    const good = thirdParty(folder, root);
    assert.equal(good.exit, 0, good.said);
    assert.match(good.said, /^VERIFIED: 32 records/);
    assert.match(thirdParty(folder).said, /UNANCHORED/);
    const whole = Object.fromEntries(
      readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
    );
    const cases: [string, string, (text: string) => string, RegExp][] = [
      [
        'a changed record',
        'records.ndjson',
        (text) => text.replace('192.0.2.77', '192.0.2.78'),
        /record 1 was not in segment 1/,
      ],
      [
        'a record taken out',
        'records.ndjson',
        (text) => text.slice(0, text.lastIndexOf('\n', text.length - 2) + 1),
        /taken out/,
      ],
      [
        'a changed header',
        'chain.ndjson',
        (text) => text.replace('"sealedAt":"2', '"sealedAt":"3'),
        /chain breaks at segment 2/,
      ],
      [
        'a changed last header',
        'chain.ndjson',
        (text) => text.replace(/"sealedAt":"2(?=[^\n]*\n$)/, '"sealedAt":"3'),
        /does not lead to the root/,
      ],
      [
        'another proof',
        'proofs.ndjson',
        (text) => text.replace('"side":"right"', '"side":"left"'),
        /was not in segment/,
      ],
    ];
    for (const [what, name, change, words] of cases) {
      writeFileSync(join(folder, name), change(whole[name]!));
      const { exit, said } = thirdParty(folder, root);
      assert.equal(exit, 1, what);
      assert.match(said, words, what);
      writeFileSync(join(folder, name), whole[name]!);
    }
    assert.equal(
      (await run('audit', 'export', '--from', '2026-03-02', '--to', '2026-03-02', '--folder', 'export')).exit,
      64,
    );
  });

  it('S0-82: verify says unanchored without an outside root, and ends with 8 when something was altered', async () => {
    assert.match((await run('audit', 'verify')).err, /^Unanchored/);
    assert.match(
      (await run('audit', 'verify', '--root', 'root.json')).err,
      /^Anchored: the outside root speaks for all 2/,
    );
    assert.equal((await json('audit', 'reindex'))['records'], 42);
    const segment = join(home, 'events', clinicTenant, 'segments', '00000001.segment');
    const bytes = readFileSync(segment);
    bytes[bytes.length - 50]! ^= 4;
    writeFileSync(segment, bytes);
    const { exit, out } = await run('audit', 'verify', '-o', 'jsonl');
    assert.equal(exit, 8);
    assert.deepEqual(JSON.parse(out), { segment: 1, what: 'its content was altered or damaged' });
  });
});
