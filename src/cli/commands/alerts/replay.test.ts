import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import {
  exchangeAdminRecord,
  fileRecord,
  loginRecord,
  many,
  shareRecord,
  timeAt,
} from '../../../../test/audit-records.ts';
import type { Alert } from '../../../core/detection.ts';
import { main } from '../../main.ts';

const folder = mkdtempSync(join(tmpdir(), 'wardline-replay-'));
describe('replay', () => {
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  async function run(...argv: string[]): Promise<{ exit: number; out: string; err: string; alerts: Alert[] }> {
    let out = '';
    let err = '';
    const exit = await main(['alerts', 'replay', ...argv], {
      stdout: { write: (text) => (out += text) },
      stderr: { write: (text) => (err += text) },
      env: {},
      cwd: folder,
    });
    const alerts = out.startsWith('{"detection"')
      ? out
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line) as Alert)
      : [];
    return { exit, out, err, alerts };
  }
  function write(name: string, records: readonly unknown[]): string {
    writeFileSync(join(folder, name), `${records.map((record) => JSON.stringify(record)).join('\n')}\n`);
    return name;
  }

  const nina = { user: 'nina@clinic.example.com' };
  const rule = exchangeAdminRecord(
    'New-InboxRule',
    { Name: '.', ForwardTo: 'x@attacker.example.net' },
    { ...nina, at: 30 },
  );
  const link = shareRecord('AnonymousLinkCreated', { target: 'SharingLinks.1.AnonymousEdit.2', at: 60 });
  const life = many(40, (index) => fileRecord('FileAccessed', { at: index, file: `${index}.docx` }));
  const only = ['--only', 'exchange.external-forwarding,sharepoint.anonymous-link'] as const;

  describe('wardline alerts replay', () => {
    it('S3-52: gives the alerts of a log, with no tenant and no database, in the agreed form', async () => {
      const { exit, alerts, err } = await run(
        write('a.ndjson', [loginRecord(), ...life, rule, link]),
        ...only,
        '-o',
        'jsonl',
      );
      assert.equal(exit, 0);
      assert.deepEqual(
        alerts.map((alert) => Object.keys(alert).slice(0, 8)),
        Array.from({ length: 2 }, () => [
          'detection',
          'severity',
          'title',
          'actor',
          'firstAt',
          'lastAt',
          'eventIds',
          'why',
        ]),
      );
      assert.deepEqual(
        alerts.map(({ detection, actor, eventIds }) => [detection, actor, eventIds]),
        [
          ['exchange.external-forwarding', 'nina@clinic.example.com', [rule['Id']]],
          ['sharepoint.anonymous-link', 'nina@clinic.example.com', [link['Id']]],
        ],
      );
      assert.match(err, /2 alerts in 43 events from 2026-03-02T09:00:00\.000Z to 2026-03-02T10:00:00\.000Z/);
    });

    it('newest first, split over files that overlap: the same alerts', async () => {
      const all = [loginRecord(), ...life, rule, link];
      const forwards = await run(write('f.ndjson', all), ...only, '-o', 'jsonl');
      write('x.ndjson', all.toReversed().slice(0, 30));
      write('y.ndjson', all.toReversed().slice(20));
      const backwards = await run('x.ndjson', 'y.ndjson', ...only, '-o', 'jsonl');
      assert.deepEqual(backwards.alerts, forwards.alerts);
      assert.match(backwards.err, /10 records were there twice and count once/);
    });

    it('a log too large to be sorted in memory, newest first', async () => {
      const records = many(60_000, (index) => ({
        Id: `r${index}`,
        CreationTime: timeAt(index / 100),
        Operation: 'FileAccessed',
        RecordType: 6,
        UserId: nina.user,
      }));
      const { exit, alerts, err } = await run(
        write('large.ndjson', [...records, loginRecord(), rule, link].toReversed()),
        ...only,
        '-o',
        'jsonl',
      );
      assert.equal(exit, 0);
      assert.equal(alerts.length, 2);
      assert.match(err, /60,003 events/);
    });

    it('poisoned and unknown records are counted and stop nothing', async () => {
      writeFileSync(
        join(folder, 'bad.ndjson'),
        [
          '{"Operation":',
          JSON.stringify({ hello: 1 }),
          JSON.stringify(fileRecord('FileAccessed', {}, { RecordType: 9_999 })),
          JSON.stringify(rule),
        ].join('\n'),
      );
      const { exit, alerts, err } = await run('bad.ndjson', ...only, '-o', 'jsonl');
      assert.equal(exit, 0);
      assert.equal(alerts.length, 1);
      assert.match(err, /1 records were set aside: they are no JSON/);
      assert.match(err, /1 records were set aside: they are no audit records/);
      assert.match(err, /1 records are of a type without a name: 9999 \(1\)/);
      assert.doesNotMatch(err, /hello|letter\.docx/);
    });

    it('--fail-on, --since, --only and a file of the organization', async () => {
      const file = write('o.ndjson', [rule, link]);
      assert.equal((await run(file, ...only, '--fail-on', 'high', '-o', 'jsonl')).exit, 3);
      assert.equal((await run(file, ...only, '--fail-on', 'critical', '-o', 'jsonl')).exit, 0);
      assert.deepEqual(
        (await run(file, ...only, '--since', '2026-03-02T09:45:00Z', '-o', 'jsonl')).alerts.map(
          ({ detection }) => detection,
        ),
        ['sharepoint.anonymous-link'],
      );
      writeFileSync(
        join(folder, 'own.yaml'),
        'phi: { sites: ["https://clinic.sharepoint.com/sites/patients"] }\nwatch:\n  allow:\n    - { detection: exchange.external-forwarding, domain: attacker.example.net, reason: a test of the rule, until: 2026-12-31 }\n',
      );
      const own = await run(file, ...only, '--organization', 'own.yaml', '-o', 'jsonl');
      assert.deepEqual(
        own.alerts.map(({ detection, severity }) => [detection, severity]),
        [['sharepoint.anonymous-link', 'critical']],
      );
    });

    it('a table for people, and what is wrong with a file in plain words', async () => {
      assert.match((await run(write('t.ndjson', [rule]), ...only, '-o', 'table')).out, /external-forwarding/);
      const missing = await run('missing.csv');
      assert.deepEqual([missing.exit, /missing\.csv cannot be read \(ENOENT\)/.test(missing.err)], [65, true]);
      assert.equal((await run('t.ndjson', '--only', 'exchange.nothing')).exit, 64);
      assert.equal((await run('t.ndjson', '--since', 'yesterday')).exit, 64);
    });
  });
});
