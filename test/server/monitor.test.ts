import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { unzipSync } from 'fflate';
import { millis, momentOf } from '../../src/core/clock.ts';
import { tenantFolder } from '../../src/server/ask.ts';
import { keepDelivering } from '../../src/server/deliveries.ts';
import { keepAlerts } from '../../src/store/alerts.ts';
import { keepCredential } from '../../src/store/credentials.ts';
import { openKeyring } from '../../src/store/master-key.ts';
import { listOpenings } from '../../src/store/events/openings.ts';
import { withSystem, withTenant } from '../../src/store/scope.ts';
import { sql } from 'kysely';
import { type AuditBench, startAuditBench } from '../audit-bench.ts';
import { fileRecord, loginRecord, many, roleRecord, shareRecord } from '../audit-records.ts';
import { startServer } from '../https-server.ts';
import { newTenant, testFolder } from '../store/harness.ts';
import { type TestServer, ok, testServer } from './harness.ts';

const site = 'https://clinic.sharepoint.com/sites/intranet';
const script = '<script>alert(1)</script>';
const connection = { incoming: { socket: { remoteAddress: '192.0.2.10' } } };

describe('alerts, access explorer and log review over the API', () => {
  let live: AuditBench;
  let bench: TestServer;
  let t: string;
  let other: string;
  const now = () => millis(live.simulator.control.clock.now());
  const at = (minutes: number) => momentOf(now() + minutes * 60_000).slice(0, 19);

  before(async () => {
    live = await startAuditBench();
    t = live.tenantId;
    live.simulator.control.feed(t, { delay: [5, 20], firstContent: 0, repeatEvery: 3 });
    await live.run('audit', 'pull', '--feed', 'unified', '--since', at(-5));
    live.advance('10m');
    live.simulator.control.record(
      t,
      [
        ...many(300, (index) =>
          fileRecord('FileDownloaded', {
            at: at(index / 20),
            user: 'nina@clinic.example.com',
            site,
            file: `Ochoa Maria MRN 4410 ${index}.pdf`,
            ip: '192.0.2.44',
          }),
        ),
        fileRecord('FileAccessed', { at: at(2), user: `${script}@clinic.example.com`, site, file: `${script}.pdf` }),
        loginRecord({ at: at(3), user: 'omar@clinic.example.com' }),
        roleRecord({ at: at(4) }),
        shareRecord('AnonymousLinkCreated', {
          at: at(5),
          user: 'omar@clinic.example.com',
          site,
          file: 'Ochoa Maria.pdf',
        }),
      ].map((entry) => ({ ...entry, OrganizationId: t })),
    );
    live.advance('40m');
    const pulled = await live.run('audit', 'pull', '--feed', 'unified');
    assert.equal(pulled.exit, 0, pulled.err);
    bench = testServer(live.store, { keyring: openKeyring(live.store.home, {}) });
    other = await newTenant(live.store);
  });
  after(() => live.close());

  const alerts = async (person: Awaited<ReturnType<TestServer['signedIn']>>, query = '') =>
    ok(await person.send('GET', `/t/${t}/alerts${query}`)).body;
  const mass = (items: { detection: string; actor: string; id: string }[]) =>
    items.find(({ detection, actor }) => /mass-download/.test(detection) && actor.startsWith('nina'))!;

  it('S0-79: alerts come untriaged first, with why, first steps and events, and no name of a file', async () => {
    const auditor = await bench.signedIn(['auditor', t]);
    const { items, counts } = await alerts(auditor);
    assert.equal(counts.open, items.length);
    const alert = mass(items);
    assert.equal(alert.actor, 'nina@clinic.example.com');
    const reply = ok(await auditor.send('GET', `/t/${t}/alerts/${alert.id}`));
    assert.equal(reply.body.firstSteps.length, 3);
    assert.equal(reply.body.events.length, 300);
    assert.equal(reply.body.events[0].ip, '192.0.2.44');
    assert.deepEqual(reply.body.history.map(({ kind }: { kind: string }) => kind)[0], 'raised');
    for (const text of [reply.text, JSON.stringify(items)]) assert.doesNotMatch(text, /Ochoa/);
  });

  it('S0-80: a decision needs a reason, is kept with who, and a false alarm counts in the noise', async () => {
    const officer = await bench.signedIn(['privacy-officer', t]);
    const { items } = await alerts(officer);
    const path = `/t/${t}/alerts/${mass(items).id}/decision`;
    assert.equal((await officer.send('POST', path, { to: 'closed', reason: ' ' })).status, 400);
    const seen = { to: 'acknowledged', reason: 'Asked Nina by phone', verdict: 'real' };
    assert.equal((await officer.send('POST', path, seen)).status, 400, 'only a closed alert has a verdict');
    const { verdict: _, ...acknowledged } = seen;
    const kept = ok(await officer.send('POST', path, acknowledged)).body;
    assert.deepEqual([kept.state, kept.owner, kept.dueBy], ['acknowledged', officer.email, undefined]);
    const closed = { to: 'closed', reason: 'Planned move of the ward', verdict: 'false-positive' };
    assert.equal(ok(await officer.send('POST', path, closed)).body.verdict, 'false-positive');
    assert.equal((await officer.send('POST', path, closed)).status, 409, 'it is closed already');
    const { history } = ok(await officer.send('GET', `/t/${t}/alerts/${mass(items).id}`)).body;
    assert.deepEqual(
      history.slice(-2).map(({ kind, by, verdict }: Record<string, string>) => [kind, by, verdict]),
      [
        ['acknowledged', officer.email, null],
        ['closed', officer.email, 'false-positive'],
      ],
    );
    const noise = ok(await officer.send('GET', `/t/${t}/alerts/noise`)).body;
    const row = noise.detections.find(({ falsePositives }: { falsePositives: number }) => falsePositives > 0);
    assert.deepEqual([row.judged, row.falsePositives, row.falseRate], [1, 1, 1]);
    assert.equal(noise.budget, 10, 'S0-83: alerts a week that one person can look into');
    assert.equal(
      noise.weeks.reduce((sum: number, week: { alerts: number }) => sum + week.alerts, 0),
      items.length,
    );
    const auditor = await bench.signedIn(['auditor', t]);
    assert.equal((await auditor.send('POST', path, closed)).status, 403);
  });

  it('both lags are told, and the feeds with their last event', async () => {
    const auditor = await bench.signedIn(['auditor', t]);
    const feeds = ok(await auditor.send('GET', `/t/${t}/audit-log/feeds`)).body;
    assert.deepEqual(feeds.microsoft, { usualMinutes: [60, 90], promised: false });
    assert.equal(feeds.ours.everyMinutes, 5);
    assert.ok(feeds.ours.p95 >= 8 && feeds.ours.p95 <= 64, String(feeds.ours.p95));
    const counted = feeds.hours.reduce((sum: number, hour: { records: number }) => sum + hour.records, 0);
    assert.ok(counted >= 304, `${counted}: ours, and what the tenant did meanwhile`);
    assert.ok(feeds.lastEvent < feeds.at);
    const { families } = ok(await auditor.send('GET', `/t/${t}/audit-log/coverage`)).body;
    assert.equal(families.length, 6, 'S3-50: six families of events');
    const files = families.find(({ family }: { family: string }) => family === 'files');
    assert.deepEqual([files.collected, files.warning], [true, undefined]);
    assert.match(families.find(({ family }: { family: string }) => family === 'mailbox-access').warning, /No event/);
  });

  it('S0-77: the explorer answers by account, address and file, in pages that miss and repeat nothing', async () => {
    const admin = await bench.signedIn(['it-admin', t]);
    const search = async (body: object) => ok(await admin.send('POST', `/t/${t}/audit-log/search`, body)).body;
    const ids = new Set<string>();
    let [after, pages] = [undefined as string | undefined, 0];
    do {
      const page = await search({ user: 'nina@clinic.example.com', operation: 'FileDownloaded', limit: 70, after });
      for (const { id } of page.rows) ids.add(id);
      assert.equal(page.timeline === undefined, pages > 0);
      ({ next: after } = page);
      pages += 1;
    } while (after !== undefined);
    assert.deepEqual([ids.size, pages], [300, 5]);
    assert.equal((await search({ ip: '192.0.2.44' })).timeline.counted, 300);
    const [row] = (await search({ user: 'nina@clinic.example.com', limit: 1 })).rows;
    const byFile = await search({ file: row.file });
    assert.deepEqual(
      byFile.rows.map(({ id }: { id: string }) => id),
      [row.id],
    );
    assert.equal((await search({ to: '2020-01-01' })).rows.length, 0);
    assert.equal((await admin.send('POST', `/t/${t}/audit-log/search`, { colour: 'red' })).status, 400);
  });

  it('I-6: what names a patient is hashed at once, and stands in no log and no table', async () => {
    const officer = await bench.signedIn(['privacy-officer', t]);
    const key = { 'idempotency-key': 'a-key-of-a-browser' };
    const patient = { name: 'Zebulon Quartermaine', birthDate: '1985-03-05' };
    const found = ok(await officer.send('POST', `/t/${t}/audit-log/search`, { patient }, key)).body;
    assert.deepEqual([found.items, found.rows.length], [0, 0]);
    const number = ok(
      await officer.send('POST', `/t/${t}/audit-log/search`, { patient: { number: 'QX-771177' } }),
    ).body;
    assert.equal(number.items, 0);
    const wrong = await officer.send('POST', `/t/${t}/audit-log/search`, {
      patient: { name: 'Zebulon', birthDate: '1985-13-05' },
    });
    assert.equal(wrong.status, 400);
    assert.doesNotMatch(wrong.text, /Zebulon/);
    assert.doesNotMatch(JSON.stringify(bench.logged), /Zebulon|771177/);
    const kept = await withSystem(live.store, async ({ db }) => [
      ...(await sql<{ row: unknown }>`select to_jsonb(a) as row from wardline.activity a`.execute(db)).rows,
      ...(await sql<{ row: unknown }>`select to_jsonb(k) as row from wardline.idempotency_keys k`.execute(db)).rows,
    ]);
    const text = JSON.stringify(kept);
    assert.match(text, /by name and birth date/, 'that somebody asked is recorded');
    assert.doesNotMatch(text, /Zebulon|Quartermaine|1985-03-05|771177|a-key-of-a-browser/);
  });

  it('S3-50: raw records open for who may, and only after it is recorded who opened which', async () => {
    const officer = await bench.signedIn(['privacy-officer', t]);
    const admin = await bench.signedIn(['it-admin', t]);
    const { rows } = ok(await admin.send('POST', `/t/${t}/audit-log/search`, { limit: 5, ip: '192.0.2.44' })).body;
    const ids = rows.map(({ id }: { id: string }) => id);
    assert.equal((await admin.send('POST', `/t/${t}/audit-log/records`, { ids })).status, 403);
    const { records } = ok(await officer.send('POST', `/t/${t}/audit-log/records`, { ids })).body;
    assert.match(JSON.stringify(records), /Ochoa Maria MRN 4410/);
    const [opening] = await withTenant(live.store, t, listOpenings);
    assert.deepEqual([opening!.by, opening!.action, opening!.records], [officer.email, 'reveal', 5]);
    const activity = ok(await officer.send('GET', `/t/${t}/activity`)).body.items;
    assert.ok(
      activity.some(({ action, actor }: Record<string, string>) => action === 'log.open' && actor === officer.email),
    );
    assert.doesNotMatch(JSON.stringify(activity), /Ochoa/);
  });

  it('an export holds every page, no name of a file and no formula', async () => {
    const admin = await bench.signedIn(['it-admin', t]);
    const reply = ok(await admin.send('POST', `/t/${t}/audit-log/export`, { form: 'csv' }));
    assert.equal(reply.text.split('\r\n').filter((line) => line.includes('192.0.2.44')).length, 300);
    assert.match(reply.text, /<script>alert\(1\)<\/script>@clinic/);
    assert.doesNotMatch(reply.text, /Ochoa/);
    assert.match(reply.headers.get('content-disposition')!, /^attachment; filename="access-2026-11-20\.csv"$/);
  });

  it('I-5: evidence of a search carries the proof of each record, and the script of a third party verifies it', async () => {
    const officer = await bench.signedIn(['privacy-officer', t]);
    const response = await bench.app.request(
      `https://wardline.example.com/api/v1/t/${t}/audit-log/evidence`,
      {
        method: 'POST',
        headers: {
          ...{ cookie: officer.cookie, 'x-wardline': '1', 'x-wardline-tenant': t },
          ...{ 'content-type': 'application/json', origin: 'https://wardline.example.com' },
        },
        body: JSON.stringify({ ip: '192.0.2.44' }),
      },
      connection,
    );
    assert.equal(response.status, 200, JSON.stringify(bench.logged.at(-1)));
    const folder = testFolder();
    mkdirSync(folder, { recursive: true });
    for (const [name, bytes] of Object.entries(unzipSync(new Uint8Array(await response.arrayBuffer()))))
      writeFileSync(join(folder, name), bytes);
    const verified = spawnSync(process.execPath, [join(folder, 'verify-audit-export.mjs'), folder], {
      encoding: 'utf8',
    });
    assert.match(verified.stdout, /^VERIFIED: 300 records/, verified.stderr);
    const [opening] = await withTenant(live.store, t, listOpenings);
    assert.deepEqual([opening!.action, opening!.records, opening!.by], ['export', 300, officer.email]);
    const text = readFileSync(join(folder, 'records.ndjson'), 'utf8');
    writeFileSync(join(folder, 'records.ndjson'), text.replace('192.0.2.44', '192.0.2.45'));
    assert.match(
      spawnSync(process.execPath, [join(folder, 'verify-audit-export.mjs'), folder], { encoding: 'utf8' }).stderr,
      /NOT VERIFIED/,
    );
  });

  it('IDOR: an alert or record of another tenant is not there, whoever asks', async () => {
    const both = await bench.signedIn(['owner', t], ['owner', other]);
    const { items } = await alerts(both);
    assert.equal((await both.send('GET', `/t/${other}/alerts/${items[0].id}`)).status, 404);
    const reason = { to: 'closed', reason: 'from the wrong tenant' };
    assert.equal((await both.send('POST', `/t/${other}/alerts/${items[0].id}/decision`, reason)).status, 404);
    const { rows } = ok(await both.send('POST', `/t/${t}/audit-log/search`, { limit: 1 })).body;
    assert.deepEqual(ok(await both.send('POST', `/t/${other}/audit-log/records`, { ids: [rows[0].id] })).body, {
      records: [],
    });
    assert.deepEqual(ok(await both.send('POST', `/t/${other}/audit-log/search`, {})).body.rows, []);
    const narrow = await bench.signedIn(['owner', other]);
    for (const [method, path, body] of [
      ['GET', `/t/${t}/alerts`, undefined],
      ['POST', `/t/${t}/audit-log/search`, {}],
      ['POST', `/t/${t}/audit-log/records`, { ids: [rows[0].id] }],
      ['GET', `/t/${t}/log-reviews`, undefined],
    ] as const)
      assert.equal((await narrow.send(method, path, body)).status, 403, path);
  });

  it('the stream tells what becomes of an alert, and goes on from the seq seen last', async () => {
    const officer = await bench.signedIn(['privacy-officer', t]);
    const open = (await alerts(officer, '?state=open')).items[0];
    const leave = new AbortController();
    const stream = await bench.app.request(
      `https://wardline.example.com/api/v1/t/${t}/alerts/events`,
      {
        headers: { cookie: officer.cookie },
        signal: leave.signal,
      },
      connection,
    );
    const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader();
    await reader.read();
    const told = (async () => {
      for (;;) {
        const { done, value = '' } = await reader.read();
        assert.ok(!done, 'the stream goes on');
        const data = /data: (.*)/.exec(value)?.[1];
        if (data) return JSON.parse(data) as { alert: string; kind: string };
      }
    })();
    await new Promise((resolve) => setTimeout(resolve, 200));
    ok(await officer.send('POST', `/t/${t}/alerts/${open.id}/decision`, { to: 'acknowledged', reason: 'On it' }));
    const { alert, kind } = await told;
    assert.deepEqual([alert, kind], [open.id, 'acknowledged']);
    leave.abort();
    await reader.cancel();
  });

  it('S0-78, S3-55: a month is reviewed item by item and signed; unsigned it is overdue', async () => {
    const officer = await bench.signedIn(['privacy-officer', t]);
    const month = live.simulator.control.clock.now().slice(0, 7);
    const running = ok(await officer.send('GET', `/t/${t}/log-reviews/${month}`)).body;
    assert.equal(running.state, 'not-due');
    assert.equal((await officer.send('POST', `/t/${t}/log-reviews/${month}/signature`, { note: 'Read' })).status, 409);
    live.advance('45d');
    const reviews = ok(await officer.send('GET', `/t/${t}/log-reviews`)).body.items;
    assert.equal(reviews.find((one: { month: string }) => one.month === month).state, 'overdue');
    const review = ok(await officer.send('GET', `/t/${t}/log-reviews/${month}`)).body;
    assert.equal(review.state, 'overdue');
    assert.equal(review.sample.events.length, 25);
    assert.equal(review.who.top[0].value, 'nina@clinic.example.com');
    assert.equal(review.who.top[0].records, 300);
    assert.doesNotMatch(JSON.stringify(review), /Ochoa/);
    assert.equal((await officer.send('POST', `/t/${t}/log-reviews/${month}/signature`, { note: 'Read' })).status, 409);
    const items = [...review.sample.events, ...review.alerts].map(({ id }: { id: string }) => id);
    const path = `/t/${t}/log-reviews/${month}/decisions`;
    assert.equal(
      (await officer.send('POST', path, { items, decision: 'follow-up' })).status,
      400,
      'a follow-up needs a note',
    );
    assert.equal((await officer.send('POST', path, { items: ['strange'], decision: 'expected' })).status, 404);
    assert.equal(ok(await officer.send('POST', path, { items, decision: 'expected' })).body.undecided, 0);
    const signed = ok(
      await officer.send('POST', `/t/${t}/log-reviews/${month}/signature`, { note: 'Read with Dr. Okafor' }),
    ).body;
    assert.deepEqual([signed.by, signed.items], [officer.email, items.length]);
    assert.match(signed.digest, /^[0-9a-f]{64}$/);
    assert.equal(ok(await officer.send('GET', `/t/${t}/log-reviews/${month}`)).body.state, 'signed');
  });

  it('S0-79: a server that works tells new alerts by the routes of wardline.yaml without being asked', async () => {
    const hook = await startServer((_, response) => response.end());
    const folder = tenantFolder(bench.server, t);
    writeFileSync(join(folder, 'ca.pem'), hook.ca);
    writeFileSync(
      join(folder, 'wardline.yaml'),
      `notify:\n  routes:\n    - { name: hook, kind: webhook, url: 'https://localhost:${hook.port}/', allowPrivate: true, ca: ca.pem }\n`,
    );
    await withTenant(live.store, t, (scope) =>
      keepCredential(scope, bench.server.keyring, {
        ...{ name: 'delivery-hook', secret: 'a secret that is long enough', at: bench.server.now() },
      }),
    );
    const stop = new AbortController();
    const delivering = keepDelivering(bench.server, { WARDLINE_HOME: live.store.home }, stop.signal, 100);
    // A route that is new tells what happens from then on.
    await new Promise((resolve) => setTimeout(resolve, 600));
    const officer = await bench.signedIn(['privacy-officer', t]);
    assert.deepEqual(hook.seen, [], 'what was known before is not told');
    const moment = bench.server.now();
    await withTenant(live.store, t, (scope) =>
      keepAlerts(
        scope,
        [
          {
            ...{
              detection: 'entra.global-admin-added',
              severity: 'critical',
              title: 'A Global Administrator was added',
            },
            ...{
              actor: 'eve@clinic.example.com',
              firstAt: moment,
              lastAt: moment,
              eventIds: [],
              why: 'Eve got the role',
            },
            ...{ incident: 'privilege-raised', group: 'eve', count: 1, firstSteps: [], tenant: t, id: 'one' },
          },
        ],
        moment,
      ),
    );
    for (let tries = 0; tries < 60 && hook.seen.length === 0; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 50));
    stop.abort();
    await delivering;
    await hook.close();
    const bodies = hook.seen.map(({ body }) => body);
    assert.ok((await alerts(officer)).counts.open > 0);
    assert.match(
      bodies.join(),
      /Global Administrator/,
      JSON.stringify(bench.logged.filter(({ event }) => event !== 'request')),
    );
    assert.doesNotMatch(bodies.join(), /Ochoa/);
  });
});
