import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { clinicTenant, fileRecord } from '../../../test/audit-records.ts';
import { startMailServer } from '../../../test/mail-server.ts';
import { type Collector, authority, certificate, collector, syslogReceiver } from '../../../test/siem/receivers.ts';
import { at, testFolder } from '../../../test/store/harness.ts';
import type { Alert } from '../../core/detection.ts';
import { decideAlert, keepAlerts, listAlerts } from '../../store/alerts.ts';
import { type Store, openStore } from '../../store/open.ts';
import { eventLogOf } from '../../store/events/log-place.ts';
import { openKeyring } from '../../store/master-key.ts';
import { withSystem, withTenant } from '../../store/scope.ts';
import { listTenants } from '../../store/tenants.ts';
import { loadOrganization } from '../assessment.ts';
import { main } from '../main.ts';
import { eventSource } from './event-source.ts';
import { withSpool } from './run-stream.ts';

const token = 'token-of-the-test-0123456789';
const planted = /zebulon|quist/i;
let store: Store;
const [home, cwd] = [testFolder(), testFolder()];
const env = { WARDLINE_HOME: home, HEC_TOKEN: token, HOOK_SECRET: 'a secret of the test', SHORT: 'short' };

async function run(...argv: string[]): Promise<{ exit: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  const exit = await main(argv, {
    ...{ cwd, env, stdout: { write: (text: string) => (out += text), columns: 200 } },
    stderr: { write: (text: string) => (err += text) },
  });
  return { exit, out, err };
}
const good = async (...argv: string[]) => {
  const ended = await run(...argv);
  assert.equal(ended.exit, 0, ended.err || ended.out);
  return ended;
};
const json = async <T>(...argv: string[]) => JSON.parse((await run(...argv, '-o', 'json')).out) as T;
const yaml = (text: string) => writeFileSync(join(cwd, 'wardline.yaml'), text);

async function importFiles(name: string, files: readonly string[]): Promise<void> {
  const lines = files.map((file) => JSON.stringify(fileRecord('FileDownloaded', { file })));
  writeFileSync(join(cwd, name), `${lines.join('\n')}\n`);
  await good('audit', 'import', name);
}

const forwarding = (count: number, severity: Alert['severity'] = 'high'): Alert => ({
  ...{
    detection: 'exchange.mailbox-forwarding',
    severity,
    title: 'A mailbox forwards to outside',
    incident: 'mail-forwarding',
  },
  ...{
    actor: 'zebulon.quist_mail.example.net#EXT#@clinic.example.com',
    group: 'g',
    count,
    why: 'x',
    firstSteps: [],
    tenant: clinicTenant,
  },
  ...{
    firstAt: '2026-03-02T09:00:00.000Z',
    lastAt: `2026-03-02T09:${String(count).padStart(2, '0')}:00.000Z`,
    eventIds: ['e1'],
    id: 'a',
  },
});

const theTenant = async () => (await withSystem(store, (scope) => listTenants(scope)))[0]!;

describe('deliveries', () => {
  before(async () => {
    store = await openStore({ home });
    writeFileSync(join(cwd, 'ca.pem'), authority.ca);
    await good('tenant', 'add', clinicTenant, '--name', 'Larkmeadow Family Clinic');
  });
  after(() => store.close());

  describe('S3-54: streams from the sealed log to real receivers', () => {
    let splunk: Collector;
    let isDown = true;
    before(async () => {
      splunk = await collector((_, response) =>
        isDown ? response.writeHead(503).end() : response.end('{"text":"Success","code":0}'),
      );
    });
    after(() => splunk.close());
    const sent = () =>
      splunk.calls.flatMap(({ body }) =>
        body
          .toString()
          .split('\n')
          .map(
            (line) =>
              JSON.parse(line) as {
                sourcetype: string;
                event: { id?: string; Id?: string; operation?: string; notice?: unknown };
              },
          ),
      );

    it('refuses settings that leak or go in the clear, and says where they stand', async () => {
      const wrong: readonly [text: string, words: RegExp][] = [
        [
          'streams:\n  - { name: a, kind: splunk, url: "http://splunk.example.com" }',
          /streams\.0\.url must be an https address/,
        ],
        [
          'streams:\n  - { name: a, kind: splunk, url: "https://u:p@splunk.example.com" }',
          /https address without a name or password/,
        ],
        ['streams:\n  - { name: a, kind: splunk, url: "https://s.example.com", token: x }', /token is not a key/],
        [
          'streams:\n  - { name: a, kind: splunk, url: "https://s.example.com", raw: true }',
          /must say why raw records leave/,
        ],
        [
          'streams:\n  - { name: a, kind: syslog, host: siem.example.com, transport: tcp }',
          /must say why there is no TLS/,
        ],
        [
          'notify:\n  routes:\n    - { name: a, kind: email, from: a@b.example, to: [c@d.example], server: mail.example.com, security: none }',
          /must be starttls or tls/,
        ],
        [
          'notify:\n  routes:\n    - { name: a, kind: webhook, url: "https://h.example.com", quiet: { from: "25:00", to: "06:00", timeZone: Mars/Base } }',
          /time of day/,
        ],
        [
          'streams:\n  - { name: a, kind: sentinel, endpoint: "https://evil.example.com", rule: dcr-1, table: x }',
          /data collection endpoint/,
        ],
      ];
      for (const [text, words] of wrong) {
        yaml(text);
        const { exit, err } = await run('streams', 'list');
        assert.equal(exit, 65);
        assert.match(err, words);
        assert.match(err, /line \d+/);
      }
      yaml(
        'notify:\n  routes:\n    - { name: a, kind: slack }\nstreams:\n  - { name: a, kind: ocsf-file, folder: out }',
      );
      assert.match((await run('routes', 'list')).err, /both named a/);
    });

    it('seals the secret, tests, waits while the receiver is down, and delivers all after', async () => {
      yaml(`streams:
  - name: splunk
    kind: splunk
    url: ${splunk.url}
    allowPrivate: true
    ca: ca.pem
    from: all
`);
      const without = await run('streams', 'test', 'splunk');
      assert.equal(without.exit, 64);
      assert.match(without.err, /routes set-secret splunk/);
      await good('routes', 'set-secret', 'splunk', '--env', 'HEC_TOKEN');
      const list = await json<{ secret: string }[]>('streams', 'list');
      assert.equal(list[0]!.secret, 'set');

      const down = await run('streams', 'test', 'splunk');
      assert.deepEqual([down.exit, /HTTP 503/.test(down.out)], [1, true]);
      isDown = false;
      assert.match((await good('streams', 'test', 'splunk', '-o', 'table')).out, /took the test event: HTTP 200/);

      await importFiles('one.ndjson', ['Zebulon Quist.docx', 'letter.docx', 'Quist biopsy.pdf']);
      splunk.calls.length = 0;
      const [report] = await json<{ delivered: number; end: string }[]>('streams', 'run');
      assert.deepEqual([report!.end, report!.delivered], ['drained', 3]);
      assert.deepEqual(
        sent().map(({ sourcetype, event }) => [sourcetype, event.operation]),
        Array.from({ length: 3 }, () => ['wardline:audit', 'FileDownloaded']),
      );
      assert.equal(splunk.calls[0]!.headers.authorization, `Splunk ${token}`);
      await importFiles('two.ndjson', ['later.docx']);
      const again = await json<{ delivered: number }[]>('streams', 'run', 'splunk');
      assert.equal(again[0]!.delivered, 1);
      assert.equal(new Set(sent().map(({ event }) => event.id)).size, 4);
      assert.doesNotMatch(splunk.calls.map(({ body }) => body.toString()).join(''), planted);
      const [row] = await json<{ result: string; waiting: number }[]>('streams', 'list');
      assert.deepEqual([row!.result, row!.waiting], ['drained', 0]);
    });

    it('alerts go by the same stream, without a guest by name', async () => {
      await withTenant(store, clinicTenant, (scope) => keepAlerts(scope, [forwarding(3)], at));
      splunk.calls.length = 0;
      await good('streams', 'run');
      const alerts = sent().filter(({ sourcetype }) => sourcetype === 'wardline:alert');
      assert.equal(alerts.length, 1);
      assert.deepEqual((alerts[0]!.event as { actor?: string }).actor, '[outside]@mail.example.net');
    });

    it('raw records go only where the organization says so and why', async () => {
      yaml(`streams:
  - name: raw-splunk
    kind: splunk
    url: ${splunk.url}
    allowPrivate: true
    ca: ca.pem
    from: all
    carries: [events]
    raw: true
    reason: The SIEM is ours, holds PHI by policy 7 and is encrypted.
`);
      await good('routes', 'set-secret', 'raw-splunk', '--env', 'HEC_TOKEN');
      splunk.calls.length = 0;
      await good('streams', 'run');
      assert.deepEqual(new Set(sent().map(({ sourcetype }) => sourcetype)), new Set(['o365:management:activity']));
      assert.match(splunk.calls[0]!.body.toString(), /Zebulon Quist/);
    });

    it('syslog over TLS and OCSF files side by side; what is refused lies aside and can be tried again', async () => {
      const siem = await syslogReceiver({ secure: true });
      let refuses = true;
      const hook = await collector((_, response) => response.writeHead(refuses ? 400 : 200).end());
      mkdirSync(join(cwd, 'out'), { recursive: true });
      yaml(`streams:
  - { name: siem, kind: syslog, host: localhost, port: ${siem.port}, ca: ca.pem, from: all, carries: [events] }
  - { name: files, kind: ocsf-file, folder: out, from: all, carries: [events] }
  - { name: hook, kind: ocsf-webhook, url: "${hook.url}", allowPrivate: true, ca: ca.pem, from: all, carries: [events], tries: 1 }
`);
      const short = await run('routes', 'set-secret', 'hook', '--env', 'SHORT');
      assert.deepEqual([short.exit, /16 characters/.test(short.err)], [65, true]);
      await good('routes', 'set-secret', 'hook', '--env', 'HOOK_SECRET');
      const { exit, out, err } = await run('streams', 'run', '-o', 'json');
      assert.equal(exit, 0, err);
      const rows = JSON.parse(out) as { stream: string; delivered: number; dead: number }[];
      assert.deepEqual(
        rows.map(({ stream, delivered, dead }) => [stream, delivered, dead]),
        [
          ['siem', 4, 0],
          ['files', 4, 0],
          ['hook', 0, 4],
        ],
      );
      assert.match(err, /refused 4 items for good/);
      assert.equal(siem.messages().length, 4);
      const [file] = readdirSync(join(cwd, 'out'));
      const text = readFileSync(join(cwd, 'out', file!), 'utf8');
      assert.equal(text.trimEnd().split('\n').length, 4);
      for (const left of [text, siem.messages().join(''), hook.calls.map(({ body }) => body.toString()).join('')])
        assert.doesNotMatch(left, planted);

      const listed = await json<{ why: string }[]>('streams', 'retry-dead', 'hook', '--what-if');
      assert.deepEqual(
        listed.map(({ why }) => why),
        Array(4).fill('HTTP 400'),
      );
      refuses = false;
      await good('streams', 'retry-dead', 'hook', '--yes');
      const [retried] = await json<{ delivered: number; dead: number }[]>('streams', 'run', 'hook');
      assert.deepEqual([retried!.delivered, retried!.dead], [4, 0]);
      await hook.close();
      await siem.close();
    });
  });

  describe('S3-54: what is large, and what finds no room', () => {
    it('huge records go through, and what was dropped is counted', async () => {
      const hook = await collector((_, response) => response.writeHead(503).end());
      yaml(`streams:
  - { name: files-raw, kind: ocsf-file, folder: huge, carries: [events], raw: true, reason: A folder of our own for tests. }
  - { name: full, kind: ocsf-webhook, url: "${hook.url}", allowPrivate: true, ca: ca.pem, from: all, carries: [events], spoolLimit: 1, whenFull: drop-oldest, raw: true, reason: A folder of our own for tests. }
`);
      await good('streams', 'run', 'files-raw');
      const lines = Array.from({ length: 8 }, (_, number) =>
        JSON.stringify(fileRecord('FileModified', { file: `${number}.txt` }, { Note: 'n'.repeat(900_000) })),
      );
      writeFileSync(join(cwd, 'huge.ndjson'), `${lines.join('\n')}\n`);
      await good('audit', 'import', 'huge.ndjson');
      const [report] = await json<{ delivered: number; end: string }[]>('streams', 'run', 'files-raw');
      assert.deepEqual([report!.end, report!.delivered], ['drained', 8]);
      await good('routes', 'set-secret', 'full', '--env', 'HOOK_SECRET');
      const context = { store, tenant: await theTenant(), invocation: { env, version: '1' }, folder: cwd };
      const stream = loadOrganization(undefined, cwd).organization.streams!.find(({ name }) => name === 'full');
      await withSpool(stream!, context, async (spool) => {
        const { key, folder } = eventLogOf(store, openKeyring(home, env), clinicTenant);
        const source = eventSource({ key, folder }, { id: clinicTenant, name: 'c' }, true);
        for (let position: string | undefined, more = true; more;) {
          const read = await source.read(position, 500);
          more = read.items.length > 0;
          if (more) spool.append('events', read.items, (position = read.position));
        }
        assert.ok(spool.counts.dropped > 0);
        assert.equal(spool.counts.dropped + spool.waiting, 12);
      });
      await hook.close();
    });
  });

  describe('S0-79: routes from kept alerts to real receivers', () => {
    it('mail and webhook tell an alert once, its rise, its end; nothing holds the account', async () => {
      const mails: string[] = [];
      const mail = await startMailServer({
        ...certificate,
        onData(stream, _session, done) {
          let text = '';
          stream.on('data', (piece: Buffer) => (text += String(piece)));
          stream.on('end', () => {
            mails.push(text);
            done();
          });
        },
      });
      const hook = await collector((_, response) => response.end());
      yaml(`notify:
  link: https://wardline.example.com
  routes:
    - { name: officer, kind: email, from: wardline@clinic.example.com, to: [officer@clinic.example.com], server: localhost, port: ${mail.port}, ca: ca.pem }
    - { name: on-call, kind: webhook, url: "${hook.url}", allowPrivate: true, ca: ca.pem, leastSeverity: critical }
`);
      const [first] = await json<{ delayed: number; why: string }[]>('routes', 'run', 'on-call');
      assert.match(first!.why, /no secret/);
      await good('routes', 'set-secret', 'on-call', '--env', 'HOOK_SECRET');
      assert.match((await good('routes', 'test', 'officer', '-o', 'table')).out, /took the test message: SMTP 250/);
      assert.match((await good('routes', 'run')).err, /is new: it tells what happens from now on/);

      const happens = (alert: Alert) => withTenant(store, clinicTenant, (scope) => keepAlerts(scope, [alert], at));
      await happens({ ...forwarding(3), group: 'h' });
      await good('routes', 'run');
      await happens({ ...forwarding(5), group: 'h' });
      await good('routes', 'run');
      await happens({ ...forwarding(9, 'critical'), group: 'h' });
      await good('routes', 'run');
      await withTenant(store, clinicTenant, async (scope) => {
        const alert = (await listAlerts(scope)).find(({ groupName }) => groupName === 'h');
        await decideAlert(scope, alert!.id, { to: 'closed', by: 'omar', reason: 'It was a test of ours', at });
      });
      await good('routes', 'run');
      await good('routes', 'run');
      const subjects = mails.map((text) => /^Subject: (.*)\r$/m.exec(text.replace(/\r\n[ \t]/g, ' '))?.[1]);
      assert.deepEqual(subjects, [
        'Test of Wardline for Larkmeadow Family Clinic',
        '[high] Larkmeadow Family Clinic: A mailbox forwards to outside',
        '[critical] Larkmeadow Family Clinic: A mailbox forwards to outside (raised)',
        '[critical] Larkmeadow Family Clinic: A mailbox forwards to outside (closed)',
      ]);
      const told = hook.calls.map(
        ({ body }) => (JSON.parse(body.toString()) as { alerts: { change: string }[] }).alerts[0]!.change,
      );
      assert.deepEqual(told, ['raised', 'closed']);
      assert.doesNotMatch([...mails, ...hook.calls.map(({ body }) => body.toString())].join(''), planted);
      const rows = await json<{ name: string; sent: number; failed: number }[]>('routes', 'list');
      assert.deepEqual(
        rows.map(({ name, sent, failed }) => [name, sent, failed]),
        [
          ['officer', 3, 0],
          ['on-call', 2, 0],
        ],
      );
      await hook.close();
      await mail.close();
    });
  });

  describe('S0-59: nothing of a secret or of PHI lies in the clear', () => {
    it('not in the data folder, but for the master key', () => {
      const names = readdirSync(home, { recursive: true, encoding: 'utf8' }).filter((name) =>
        /^(?:spool|events)\//.test(name),
      );
      assert.ok(names.some((name) => name.startsWith('spool/')));
      for (const name of names) {
        let bytes: string;
        try {
          bytes = readFileSync(join(home, name), 'latin1');
        } catch {
          continue;
        }
        assert.ok(!planted.test(bytes) && !bytes.includes(token), name);
      }
    });
  });
});
