import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type AuditBench, startAuditBench } from '../../../test/audit-bench.ts';
import {
  type RawRecord,
  directoryAuditRecord,
  exchangeAdminRecord,
  graphSignInRecord,
  fileRecord,
  loginRecord,
  many,
  unifiedRecord,
} from '../../../test/audit-records.ts';
import { millis, momentOf } from '../../core/clock.ts';
import { eventLogOf } from '../../store/events/log-place.ts';
import { openKeyring } from '../../store/master-key.ts';
import { withTenantLock } from '../../store/tenant-lock.ts';

const wardline = fileURLToPath(new URL('../../../bin/wardline.js', import.meta.url));

interface Pulled {
  feeds: {
    feed: string;
    state: string;
    kept: number;
    contents: { fetched: number; gone: number; waiting: number };
    quarantined: Record<string, number>;
    refused: Record<string, number>;
    problem?: { message: string; hint?: string };
  }[];
}

describe('wardline audit pull', () => {
  let bench: AuditBench;
  const now = () => millis(bench.simulator.control.clock.now());
  /** `minutes` from the simulator's now. */
  const at = (minutes: number) => momentOf(now() + minutes * 60_000).slice(0, 19);
  const own = (records: readonly RawRecord[]) =>
    records.map((record) => ({ ...record, OrganizationId: bench.tenantId }));
  const record = (records: readonly RawRecord[]) => bench.simulator.control.record(bench.tenantId, own(records));
  /** Records of all five content types, each at its own minute from now. */
  const mixed = (count: number): RawRecord[] =>
    many(count, (index) => {
      const time = at(index % 60);
      switch (index % 5) {
        case 0:
          return loginRecord({ at: time, user: 'nina@clinic.example.com' });
        case 1:
          return exchangeAdminRecord('Set-Mailbox', { Identity: 'nina' }, { at: time });
        case 2:
          return unifiedRecord('DLPRuleMatch', 11, 'SharePoint', { at: time });
        case 3:
          return unifiedRecord('MemberAdded', 25, 'MicrosoftTeams', { at: time });
        default:
          return fileRecord('FileAccessed', { at: time, file: `note-${index}.docx` });
      }
    });
  const pull = async (...options: string[]) => {
    const { exit, out, err } = await bench.run('audit', 'pull', '--feed', 'unified', ...options, '-o', 'json');
    assert.ok(exit === 0 || exit === 6, err);
    const { feeds } = JSON.parse(out) as Pulled;
    return { exit, err, feeds, of: (name: string) => feeds.find(({ feed }) => feed === name)! };
  };
  const pulls = async (count: number, apart: string) => {
    for (let round = 0; round < count; round += 1) {
      bench.advance(apart);
      assert.equal((await pull()).exit, 0);
    }
  };
  const place = () => eventLogOf(bench.store, openKeyring(bench.store.home, {}), bench.tenantId);
  /** Those of the records that are not in the log. */
  const missing = async (records: readonly RawRecord[]) => {
    const ids = records.map(({ Id }) => String(Id).toLowerCase());
    const known = await place().index.known(ids);
    return ids.filter((id) => !known.has(id));
  };
  const verified = async () => {
    const { exit, out } = await bench.run('audit', 'verify', '-o', 'json');
    assert.equal(exit, 0);
    return JSON.parse(out) as { records: number };
  };

  /** A process of its own, ended with Ctrl-C once it has said `until`. */
  const run = async (program: string, argv: readonly string[], until?: RegExp) => {
    const child = spawn(program, argv, {
      cwd: bench.cwd,
      env: { PATH: process.env['PATH'], WARDLINE_HOME: bench.store.home },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    const hear = (text: unknown) => {
      const before = until?.test(said);
      said += String(text);
      if (before === false && until?.test(said)) child.kill('SIGINT');
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    const [exit] = (await once(child, 'close')) as [number];
    return { exit, said };
  };

  before(async () => {
    bench = await startAuditBench();
    assert.equal((await pull('--since', at(-10))).exit, 0);
  });
  after(() => bench.close());

  it('S0-82, I-4: what five content types deliver late, unordered and twice is in the log once', async () => {
    bench.simulator.control.feed(bench.tenantId, { repeatEvery: 2 });
    const records = mixed(1200);
    record(records);
    const early = await missing(records);
    assert.equal(early.length, 1200);
    await pulls(6, '45m');
    assert.deepEqual(await missing(records), []);
    const { records: total } = await verified();
    const again = await pull();
    assert.equal((await verified()).records, total, 'another pull keeps nothing twice');
    assert.deepEqual(again.feeds.map(({ kept }) => kept).filter(Boolean), []);
    // Each of the five has its own.
    const { feeds } = await bench.json('audit', 'feeds');
    for (const feed of feeds as { feed: string; records: number; lagP95: number; gaps: unknown[] }[]) {
      assert.ok(feed.records >= 240, feed.feed);
      // 90 minutes of delay, the slot of a blob, and 45 minutes between two pulls.
      assert.ok(feed.lagP95 >= 64 && feed.lagP95 <= 256, `${feed.feed}: ${feed.lagP95}`);
    }
  });

  it('S0-82: content that comes 30 hours late is not missed', async () => {
    bench.simulator.control.feed(bench.tenantId, { repeatEvery: 0, trouble: { kind: 'late', by: '30h', count: 40 } });
    const records = mixed(50);
    record(records);
    await pulls(2, '2h');
    assert.ok((await missing(records)).length >= 40);
    await pulls(2, '16h');
    assert.deepEqual(await missing(records), []);
  });

  it('I-4: after a day without the API everything is fetched, and meanwhile the failure is told', async () => {
    const records = mixed(100);
    record(records);
    bench.simulator.control.faults.add({
      kind: 'answer',
      status: 403,
      host: '^manage',
      count: 10,
      body: { error: { code: 'AF10001', message: 'The permission set () is not enough.' } },
    });
    const refused = await pull();
    assert.equal(refused.exit, 6);
    assert.equal(refused.of('unified.exchange').state, 'refused');
    assert.match(refused.err, /Grant ActivityFeed\.Read of Office 365 Management APIs/);
    bench.simulator.control.faults.clear();
    await pulls(1, '26h');
    assert.deepEqual(await missing(records), []);
  });

  it('I-6: no token goes to another host, whatever a list names, and nothing is lost by it', async () => {
    const records = mixed(60);
    record(records);
    const { control } = bench.simulator;
    control.clearRequests();
    control.feed(bench.tenantId, { trouble: { kind: 'foreign-uri', count: 1000, host: 'content.example.net' } });
    bench.advance('3h');
    const pulled = await pull();
    assert.equal(pulled.exit, 6);
    assert.match(pulled.err, /named\s+content\s+of\s+another\s+host\s+or\s+tenant/);
    assert.doesNotMatch(pulled.err, /example\.net/);
    const foreign = () => control.requests().filter(({ url }) => !/^https:\/\/(manage|login|graph)\./.test(url));
    assert.deepEqual(foreign(), []);
    control.feed(bench.tenantId, { trouble: { kind: 'foreign-uri', count: 0, host: '' } });
    control.pageLimit(2);
    control.feed(bench.tenantId, { trouble: { kind: 'foreign-next', count: 1, host: 'content.example.net' } });
    assert.equal((await pull()).exit, 6);
    control.pageLimit(0);
    assert.deepEqual(foreign(), []);
    await pulls(1, '5m');
    assert.deepEqual(await missing(records), []);
  });

  it('I-4: pages whose links have blanks around them, in whatever number, are all read, at the pace that is asked for', async () => {
    const records = mixed(200);
    record(records);
    const { control } = bench.simulator;
    const slower = { error: { code: 'AF429', message: 'Too many requests.' } };
    control.faults.add({
      kind: 'answer',
      status: 429,
      host: '^manage',
      count: 2,
      headers: { 'retry-after': '1' },
      body: slower,
    });
    control.pageLimit(2);
    control.feed(bench.tenantId, { trouble: { kind: 'spaced-next', count: 1000 } });
    await pulls(1, '3h');
    control.pageLimit(0);
    assert.deepEqual(await missing(records), []);
  });

  it('S0-82: content that is gone is searched for', async () => {
    const records = mixed(40);
    record(records);
    bench.simulator.control.feed(bench.tenantId, { trouble: { kind: 'gone', count: 2 } });
    bench.advance('3h');
    const pulled = await pull();
    assert.equal(
      pulled.feeds.reduce((sum, { contents }) => sum + (contents?.gone ?? 0), 0),
      2,
    );
    assert.ok((await missing(records)).length > 0);
    assert.match(
      (await bench.run('audit', 'feeds', '-o', 'table')).err,
      /expired before they were fetched|audit searches run/,
    );
    await pulls(2, '4h');
    assert.deepEqual(await missing(records), []);
    assert.equal((await bench.json('audit', 'feeds'))['gone'], 0);
  });

  it('S0-82: what happened in an outage of ten days is searched for where the feed no longer has it', async () => {
    const records = mixed(40);
    record(records);
    bench.advance('10d');
    assert.equal((await pull()).exit, 0);
    const gaps = ((await bench.json('audit', 'feeds'))['feeds'] as { gaps: unknown[] }[]).map(
      ({ gaps }) => gaps.length,
    );
    assert.deepEqual(gaps, [1, 1, 1, 1, 1]);
    await pulls(2, '1h');
    assert.deepEqual(await missing(records), []);
    const closed = ((await bench.json('audit', 'feeds'))['feeds'] as { gaps: unknown[] }[]).map(
      ({ gaps }) => gaps.length,
    );
    assert.deepEqual(closed, [0, 0, 0, 0, 0]);
  });

  it('S0-82: a subscription that somebody stopped is started again, and the time between is searched', async () => {
    const stopped = 'Audit.SharePoint';
    bench.simulator.control.change(bench.tenantId, {
      collection: 'activitySubscriptions',
      id: stopped,
      values: { contentType: stopped, status: 'disabled', webhook: null },
    });
    const { state, problem } = (await pull()).of('unified.sharepoint');
    assert.equal(state, 'starting');
    assert.match(problem!.message, /subscription was disabled/);
    bench.advance('20m');
    assert.equal((await pull()).of('unified.sharepoint').state, 'on');
    const records = many(5, (index) => fileRecord('FileAccessed', { at: at(index), file: `after-${index}.docx` }));
    record(records);
    await pulls(2, '5h');
    assert.deepEqual(await missing(records), []);
  });

  it('S0-76: a feed without the unified log says that it is off', async () => {
    const { control } = bench.simulator;
    control.change(bench.tenantId, {
      collection: 'auditLogConfig',
      values: { UnifiedAuditLogIngestionEnabled: false },
    });
    control.change(bench.tenantId, { collection: 'activitySubscriptions', id: 'DLP.All', values: null });
    await pull();
    bench.advance('20m');
    const { exit, err, of } = await pull();
    assert.equal(exit, 6);
    assert.equal(of('unified.dlp').state, 'off');
    assert.match(err, /mostly\s+means\s+that\s+the\s+unified\s+audit\s+log\s+is\s+off/);
    control.change(bench.tenantId, { collection: 'auditLogConfig', values: { UnifiedAuditLogIngestionEnabled: true } });
    bench.advance('20m');
    assert.equal((await pull()).exit, 0);
  });

  it('I-4: poisoned records are set aside and counted, and stop nothing', async () => {
    const records = mixed(20);
    let deep: unknown = 'x';
    for (let depth = 0; depth < 1000; depth += 1) deep = [deep];
    bench.simulator.control.feed(bench.tenantId, { trouble: { kind: 'broken-bytes', count: 1 } });
    record([
      ...records,
      fileRecord('FileAccessed', { at: at(1) }, { SourceFileName: 'x'.repeat(1_100_000) }),
      fileRecord('FileAccessed', { at: at(1) }, { CreationTime: 17, UserId: ['x'], Operation: {} }),
      fileRecord('FileAccessed', { at: at(1) }, { Nested: deep }),
      { ...fileRecord('FileAccessed', { at: at(1) }), CreationTime: 'never' },
    ]);
    bench.simulator.control.record(bench.tenantId, [
      { ...fileRecord('FileAccessed', { at: at(1) }), OrganizationId: '99999999-2222-4333-8444-555555555555' },
    ]);
    bench.advance('3h');
    const { of } = await pull();
    const { quarantined, refused } = of('unified.sharepoint');
    assert.equal(quarantined['too-large'], 1);
    assert.equal(quarantined['no-time'], 2);
    assert.deepEqual(refused, { 'other-tenant': 1 });
    assert.deepEqual(await missing(records), []);
  });

  it('I-4: when a clock goes back, nothing is asked for again from the start and nothing is missed', async () => {
    const { control } = bench.simulator;
    const before = control.clock.now();
    control.clock.set(momentOf(now() - 3 * 3_600_000));
    assert.equal((await pull()).exit, 0);
    const [feed] = (await bench.json('audit', 'feeds'))['feeds'] as { checkpoint: string }[];
    assert.ok(millis(feed!.checkpoint) >= millis(before) - 3_600_000);
    control.clock.set(before);
    const records = mixed(20);
    record(records);
    await pulls(2, '3h');
    assert.deepEqual(await missing(records), []);
  });

  it('I-4: a second collector of the same tenant leaves politely', async () => {
    const { exit, err } = await withTenantLock(bench.store, bench.tenantId, 'writing of the audit log', () =>
      bench.run('audit', 'pull', '--feed', 'unified.dlp'),
    );
    assert.equal(exit, 7);
    assert.match(err, /Another writing of the audit log runs for this tenant/);
    assert.equal((await pull()).exit, 0);
  });

  it('S3-50: the grid of event families says what is collected and what is in doubt', async () => {
    record([
      fileRecord('FileAccessed', { at: at(0) }),
      unifiedRecord('MailItemsAccessed', 50, 'Exchange', { at: at(0) }),
      unifiedRecord('DLPRuleUndo', 11, 'SharePoint', { at: at(0) }),
    ]);
    bench.advance('3h');
    await pull();
    const grid = async () =>
      (
        (await bench.json('audit', 'coverage')) as unknown as { family: string; collected: boolean; warning?: string }[]
      ).map(({ family, collected, warning }) => [family, collected, warning?.slice(0, 8) ?? '']);
    assert.deepEqual(await grid(), [
      ['mailbox-access', true, ''],
      ['files', true, ''],
      ['labels', true, 'No event'],
      ['dlp', true, ''],
      ['ediscovery', true, 'No event'],
      ['roles', true, 'No event'],
    ]);
    bench.advance('8d');
    await pull();
    assert.deepEqual(
      (await grid()).filter(([, , warning]) => warning === ''),
      [],
    );
  });

  it('I-4: sign-ins of four kinds and directory audits come once, however often they are read', async () => {
    const { control } = bench.simulator;
    const kinds = ['interactiveUser', 'nonInteractiveUser', 'servicePrincipal', 'managedIdentity'];
    const signIns = kinds.flatMap((kind) =>
      many(20, (index) =>
        graphSignInRecord(
          { at: at(-index) },
          { resourceTenantId: bench.tenantId, isInteractive: kind === 'interactiveUser', signInEventTypes: [kind] },
        ),
      ),
    );
    control.record(bench.tenantId, signIns, 'signIns');
    const audits = many(20, (index) => directoryAuditRecord('Update policy', { at: at(-index) }));
    control.record(bench.tenantId, audits, 'directoryAudits');
    const since = `${at(-60)}Z`;
    const graph = async () => {
      const feeds = 'sign-ins,directory-audits,risk-detections';
      const { exit, out, err } = await bench.run('audit', 'pull', '--feed', feeds, '--since', since, '-o', 'json');
      assert.equal(exit, 0, err);
      return (JSON.parse(out) as Pulled).feeds;
    };
    const first = await graph();
    for (const { feed, kept } of first) if (feed !== 'risk-detections') assert.ok(kept >= 20, feed);
    assert.equal(first.find(({ feed }) => feed === 'risk-detections')!.state, 'not-licensed');
    const known = await place().index.known([
      ...signIns.map(({ id }) => `sign-in-${String(id)}`),
      ...audits.map(({ id }) => String(id).toLowerCase()),
    ]);
    assert.equal(known.size, 100);
    const { records } = await verified();
    await graph();
    // The second one itself signed in.
    assert.ok((await verified()).records - records <= 8);
  });

  it('I-4: with a full disk nothing is taken as done, and the next pull has it all', async () => {
    const records = many(400, (index) =>
      fileRecord(
        'FileAccessed',
        { at: at(index % 30), file: `${index}.docx` },
        { Note: `${index}`.padEnd(4000, 'xyz') },
      ),
    );
    record(records);
    bench.advance('3h');
    const checkpoints = async () =>
      ((await bench.json('audit', 'feeds'))['feeds'] as { feed: string; checkpoint: string }[]).find(
        ({ feed }) => feed === 'unified.sharepoint',
      )!.checkpoint;
    const before = await checkpoints();
    // The shell's limit on the size of files stands for a disk that is full.
    const pulling = [process.execPath, wardline, 'audit', 'pull', '--feed', 'unified.sharepoint'];
    const { exit, said } = await run('bash', ['-c', 'ulimit -f 256; exec "$0" "$@"', ...pulling]);
    assert.equal(exit, 1, said);
    assert.match(said, /The audit log cannot be written \(EFBIG\)\.\s+Free space or mend the disk/);
    assert.equal(await checkpoints(), before);
    assert.equal((await pull()).exit, 0);
    assert.deepEqual(await missing(records), []);
  });

  it('S0-79: tail --follow shows what comes, and Ctrl-C ends it with 130; the next one goes on', async () => {
    record([
      exchangeAdminRecord(
        'New-InboxRule',
        { Name: 'News', MoveToFolder: 'News' },
        { at: at(0), user: 'omar@clinic.example.com' },
      ),
    ]);
    bench.advance('3h');
    const tailing = [wardline, 'audit', 'tail', '--follow', '--feed', 'unified.exchange'];
    const { exit, said } = await run(process.execPath, tailing, /New-InboxRule/);
    assert.equal(exit, 130, said);
    assert.match(said, /New-InboxRule +omar@clinic\.example\.com/);
    assert.equal((await pull()).exit, 0);
  });

  it('refuses feeds and times that there are not', async () => {
    for (const options of [
      ['--feed', 'unified.mail'],
      ['--since', 'yesterday'],
    ])
      assert.equal((await bench.run('audit', 'pull', ...options)).exit, 64);
    assert.equal((await bench.run('audit', 'tail', '--every', '1')).exit, 64);
  });
});
