import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { clinicTenant, loginRecord, many } from '../../../test/audit-records.ts';
import { type MailServer, startMailServer } from '../../../test/mail-server.ts';
import { type ObjectLockServer, startObjectLockServer } from '../../../test/object-lock-server.ts';
import { testFolder } from '../../../test/store/harness.ts';
import { noOpenssl, opensslAuthority, serveTimeStamps } from '../../../test/time-stamp-authority.ts';
import { eventLogOf } from '../../store/events/log-place.ts';
import { openKeyring } from '../../store/master-key.ts';
import { type Store, openStore } from '../../store/open.ts';
import { chosenTenant } from '../live.ts';
import { main } from '../main.ts';
import { anchorDaily } from './anchor-daily.ts';

describe('keeping the audit log for years', { skip: noOpenssl() }, () => {
  const home = testFolder();
  const cwd = testFolder();
  const segment = (number: number) => join(home, 'events', clinicTenant, 'segments', `0000000${number}.segment`);
  const mails: string[] = [];
  let store: Store;
  let objects: ObjectLockServer;
  let mail: MailServer;
  let stamps: Awaited<ReturnType<typeof serveTimeStamps>>;
  let isTimeServerUp = true;

  const run = async (...argv: string[]) => {
    let [out, err] = ['', ''];
    const exit = await main(argv, {
      cwd,
      env: { WARDLINE_HOME: home, ARCHIVE_KEY: 'ID:SECRET' },
      stdout: { write: (text) => (out += text), columns: 500 },
      stderr: { write: (text) => (err += text), columns: 500 } as { write(text: string): unknown },
    });
    return { exit, out, err: err.replace(/\s+/g, ' ') };
  };
  const json = async (...argv: string[]) => {
    const { exit, out, err } = await run(...argv, '-o', 'json');
    assert.ok(exit === 0 || exit === 8 || exit === 6, err);
    return { exit, data: JSON.parse(out) as Record<string, unknown> };
  };
  const file = (name: string, text: string) => writeFileSync(join(cwd, name), text);
  const imported = async (name: string, minute: number) => {
    const records = many(10, (at) => loginRecord({ at: minute + at, user: 'omar@clinic.example.com' }));
    file(name, records.map((record) => `${JSON.stringify(record)}\n`).join(''));
    assert.equal((await run('audit', 'import', name)).exit, 0);
  };
  const archive = () => `archive:
  kind: s3
  bucket: clinic-archive
  region: us-east-1
  endpoint: http://127.0.0.1:${objects.port}
  allowPrivate: true
`;
  const settings = (...parts: string[]) => file('wardline.yaml', parts.join(''));
  const anchors = () => `audit:
  anchors:
    mail: officer-mail
    timeStamp:
      url: ${stamps.url}
      authority: time-root.pem
      ca: tls.pem
      allowPrivate: true
notify:
  routes:
    - name: officer-mail
      kind: email
      from: wardline@clinic.example.com
      to: [officer@clinic.example.com]
      server: localhost
      port: ${mail.port}
      security: none
`;

  before(async () => {
    store = await openStore({ home });
    objects = await startObjectLockServer();
    const authority = opensslAuthority();
    stamps = await serveTimeStamps((request) => (isTimeServerUp ? authority.answer(request) : 503));
    file('time-root.pem', authority.authority);
    file('tls.pem', stamps.ca);
    mail = await startMailServer({
      disabledCommands: ['STARTTLS', 'AUTH'],
      onData(stream, _session, done) {
        let text = '';
        stream.on('data', (piece: Buffer) => (text += piece.toString('latin1')));
        stream.on('end', () => {
          mails.push(text);
          done();
        });
      },
    });
    await run('tenant', 'add', clinicTenant, '--name', 'Larkmeadow Family Clinic');
    for (const at of [0, 1, 2]) await imported(`log${at}.ndjson`, at * 100);
  });
  after(async () => {
    await mail.close();
    await stamps.close();
    await objects.close();
    await store.close();
  });

  it('S3-52: a retention of less than six years is refused with its reason, unless somebody says why it will do', async () => {
    const years: [string, number, RegExp][] = [
      ['audit:\n  retentionYears: 5\n', 65, /45 CFR 164\.316\(b\)\(2\)\(i\)/],
      ['audit:\n  retentionYears: 5\n  notCovered: short\n', 65, /at least ten characters/],
      ['audit:\n  retentionYears: 5\n  notCovered: A test tenant without patients\n', 0, /"years": 5,/],
      ['audit:\n  retentionYears: 10\n', 0, /"years": 10,/],
      ['', 0, /"years": 6,/],
    ];
    for (const [text, expected, words] of years) {
      settings(text);
      const { exit, out, err } = await run('audit', 'retire', '--what-if');
      assert.equal(exit, expected, err);
      assert.match(out + err, words);
    }
  });

  it('S0-82: holds are placed and released with reasons, and listed', async () => {
    assert.equal((await run('audit', 'hold', 'add', 'case-1')).exit, 65);
    const placed = await run(
      'audit',
      'hold',
      'add',
      'case-1',
      '--from',
      '2026-03-01',
      '--reason',
      'Subpoena of 4 November',
    );
    assert.equal(placed.exit, 0, placed.err);
    assert.equal((await run('audit', 'hold', 'release', 'case-1', '--reason', 'Settled out of court')).exit, 0);
    const { out } = await run('audit', 'hold', 'list', '-o', 'csv');
    assert.match(out, /case-1,2026-03-01,the end,.*Subpoena/);
  });

  it('S0-82: audit archive copies locked segments once and goes on where it was', async () => {
    settings(archive());
    assert.match((await run('audit', 'archive')).err, /has no key yet/);
    assert.equal((await run('audit', 'archive', 'set-secret', '--env', 'ARCHIVE_KEY')).exit, 0);
    const first = await json('audit', 'archive');
    assert.deepEqual([first.data['segments'], first.data['roots'], first.data['there']], [3, 1, 0]);
    const [name, kept] = [...objects.objects][0]!;
    assert.equal(name, `/clinic-archive/wardline/${clinicTenant}/segments/00000001.segment`);
    assert.equal(kept.mode, 'COMPLIANCE');
    assert.ok(kept.until! > '2032-11', kept.until);
    assert.equal(await objects.attack('DELETE', name), 403);
    await imported('log3.ndjson', 300);
    objects.failing = 1;
    const second = await json('audit', 'archive');
    assert.deepEqual([second.data['segments'], second.data['roots'], second.data['there']], [1, 1, 3]);
    assert.equal((await json('audit', 'archive', 'verify')).exit, 0);
  });

  it('S3-52: a legal hold of the log holds the copies too, until it is released', async () => {
    const segments = () => [...objects.objects].filter(([name]) => name.includes('/segments/'));
    const held = () => segments().filter(([, { held: isHeld }]) => isHeld).length;
    assert.equal((await run('audit', 'hold', 'add', 'case-9', '--reason', 'Subpoena of 9 November')).exit, 0);
    const missing = (await json('audit', 'archive', 'verify')).data['findings'] as { kind: string }[];
    assert.deepEqual(new Set(missing.map(({ kind }) => kind)), new Set(['hold-missing']));
    assert.equal((await json('audit', 'archive')).data['held'], segments().length);
    assert.deepEqual([held(), (await json('audit', 'archive', 'verify')).exit], [segments().length, 0]);
    assert.equal((await run('audit', 'hold', 'release', 'case-9', '--reason', 'Settled out of court')).exit, 0);
    assert.equal((await json('audit', 'archive')).data['released'], segments().length);
    assert.equal(held(), 0);
  });

  it('S0-82: a corrupted and a lost segment are found, and come back from the archive', async () => {
    const whole = [2, 4].map((number) => readFileSync(segment(number)));
    const damaged = Buffer.from(whole[0]!);
    damaged[damaged.length - 40]! ^= 1;
    writeFileSync(segment(2), damaged);
    rmSync(segment(4));
    const { exit, data } = await json('audit', 'archive', 'verify');
    assert.equal(exit, 8);
    assert.deepEqual(
      (data['findings'] as { object: string; kind: string }[]).map(({ object, kind }) => [object, kind]),
      [
        ['00000002.segment', 'log-differs'],
        ['00000004.segment', 'log-missing'],
      ],
    );
    assert.equal((await run('audit', 'verify')).exit, 8);
    assert.equal((await run('audit', 'archive')).exit, 0, 'what is there already is not touched');
    for (const number of ['2', '4']) {
      const restored = await run('audit', 'archive', 'restore', number);
      assert.equal(restored.exit, 0, restored.err);
    }
    assert.deepEqual(
      [2, 4].map((number) => readFileSync(segment(number))),
      whole,
    );
    assert.equal(readdirSync(join(home, 'events', clinicTenant, 'damaged')).length, 1);
    assert.equal((await run('audit', 'verify')).exit, 0);
    assert.equal((await run('audit', 'archive', 'restore', '2')).exit, 7, 'a sound one is left alone');
  });

  it('S0-82: a lock that is missing or too short, and a copy of another content, are findings with exit 8', async () => {
    const at = (number: number) =>
      objects.objects.get(`/clinic-archive/wardline/${clinicTenant}/segments/0000000${number}.segment`)!;
    const [first, second, third] = [{ ...at(1) }, { ...at(2) }, { ...at(3) }];
    at(1).until = undefined;
    at(2).until = '2027-01-01T00:00:00.000Z';
    at(3).bytes = Buffer.from('other');
    const { exit, data } = await json('audit', 'archive', 'verify');
    assert.equal(exit, 8);
    assert.deepEqual(
      (data['findings'] as { kind: string }[]).map(({ kind }) => kind),
      ['lock-missing', 'lock-short', 'archive-differs'],
    );
    Object.assign(at(1), first);
    Object.assign(at(2), second);
    Object.assign(at(3), third);
  });

  it('S0-82: a damaged segment is never copied as the one that is believed', async () => {
    await imported('log4.ndjson', 400);
    const whole = readFileSync(segment(5));
    writeFileSync(segment(5), whole.subarray(0, -1));
    assert.equal((await run('audit', 'archive')).exit, 8);
    assert.equal(
      [...objects.objects.keys()].some((name) => name.endsWith('00000005.segment')),
      false,
    );
    writeFileSync(segment(5), whole);
    assert.equal((await run('audit', 'archive')).exit, 0);
  });

  it('S0-82: roots are anchored by mail, archive and time-stamp; verify says until where and by what', async () => {
    settings(archive(), anchors());
    assert.match((await run('audit', 'verify')).err, /^Unanchored/);
    const { exit, out } = await run('audit', 'anchor', '-o', 'csv');
    assert.equal(exit, 0, out);
    assert.match(out, /mail,done,5/);
    assert.match(out, /time-stamp,done,5/);
    const text = mails[0]!;
    assert.match(text, /Root of the audit log of Larkmeadow Family Clinic/);
    assert.match(text, /wardline audit verify --root/);
    assert.doesNotMatch(text, /omar|192\.0\.2/);
    const encoded = /filename=root-[\d-]+\.json\r\n\r\n([^]*?)\r\n--/.exec(text)?.[1] ?? '';
    file('mailed.json', Buffer.from(encoded, 'base64').toString('utf8'));
    assert.match(
      (await run('audit', 'verify', '--root', 'mailed.json')).err,
      /^Anchored: the outside root speaks for all 5/,
    );
    const stamped = await run('audit', 'verify');
    assert.match(stamped.err, /^Anchored: a time-stamp of [\d: -]+ UTC, by which it existed speaks for all 5 segments/);
    assert.match((await run('audit', 'verify', '--archive')).err, /clinic-archive, locked until 2032/);
    await imported('log5.ndjson', 500);
    const later = await run('audit', 'verify');
    assert.match(later.err, /^Anchored up to segment 5 by a time-stamp.*segments 6 to 6 are unanchored/);
    assert.match(later.err, /was mailed on .* give it with --root/);
  });

  it('I-5: openssl verifies the time-stamp of an export without Wardline', async () => {
    const made = await run('audit', 'export', '--from', '2026-03-01', '--to', '2026-03-31', '--folder', 'export');
    assert.equal(made.exit, 0, made.err);
    const folder = join(cwd, 'export');
    assert.ok(existsSync(join(folder, 'stamped-root.tsr')));
    const args = ['ts', '-verify', '-token_in', '-data', 'stamped-statement.txt', '-in', 'stamped-root.tsr'];
    const { status, stderr } = spawnSync('openssl', [...args, '-CAfile', '../time-root.pem'], {
      cwd: folder,
      encoding: 'utf8',
    });
    assert.equal(status, 0, stderr);
    const script = new URL('../../../docs/verify-audit-export.mjs', import.meta.url).pathname;
    const proven = spawnSync(process.execPath, [script, folder], { encoding: 'utf8' });
    assert.match(proven.stdout, /^VERIFIED: 60 records/);
  });

  it('S0-82: an anchor that fails is reported and stops no other; a token that was altered anchors nothing', async () => {
    isTimeServerUp = false;
    const { exit, out } = await run('audit', 'anchor', '-o', 'csv');
    assert.equal(exit, 6);
    assert.match(out, /mail,done,6/);
    assert.match(out, /time-stamp,failed,6/);
    isTimeServerUp = true;
    const token = join(home, 'events', clinicTenant, 'anchors', '00000005.tsr');
    const bytes = readFileSync(token);
    bytes[bytes.length - 9]! ^= 1;
    writeFileSync(token, bytes);
    const found = await run('audit', 'verify');
    assert.equal(found.exit, 8);
    assert.match(found.out, /time-stamped root 00000005: The time-stamp does not hold/);
    assert.match(found.err, /^Unanchored/);
  });

  it('S0-82: after a pull the day is anchored once; what failed is an alert, waits ten minutes and is tried again', async () => {
    const place = eventLogOf(store, openKeyring(home, {}), clinicTenant);
    const tenant = await chosenTenant(store, clinicTenant);
    const daily = () => anchorDaily({ options: {}, cwd, env: { WARDLINE_HOME: home } }, { store, tenant, place });
    assert.deepEqual(await daily(), [], 'mail and archive have it, and the time-stamp failed a moment ago');
    const { out } = await run('alerts', 'list', '-o', 'csv');
    assert.match(out, /could not be anchored by time-stamp, once/);
    const sent = mails.length;
    await imported('log6.ndjson', 600);
    assert.deepEqual(await daily(), []);
    assert.equal(mails.length, sent, 'one mail a day');
    assert.ok(
      [...objects.objects.keys()].some((name) => name.endsWith('00000007.segment')),
      'the archive takes all',
    );
    const asked = await run('audit', 'anchor', '--time-stamp', '-o', 'csv');
    assert.match(asked.out, /time-stamp,done,7/);
  });

  it('I-6: audit rewrap says that all keys are under the newest master key', async () => {
    assert.deepEqual((await json('audit', 'rewrap')).data, { rewrapped: 0 });
  });
});
