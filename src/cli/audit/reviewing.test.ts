import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import {
  clinicTenant,
  fileRecord,
  graphSignInRecord,
  loginRecord,
  many,
  recordId,
  roleRecord,
} from '../../../test/audit-records.ts';
import { testFolder } from '../../../test/store/harness.ts';
import type { LogReview } from '../../core/log-review.ts';
import { trend } from '../../store/events/counts.ts';
import { type Store, openStore } from '../../store/open.ts';
import { withTenant } from '../../store/scope.ts';
import { main } from '../main.ts';

describe('wardline audit review', () => {
  const home = testFolder();
  const cwd = testFolder();
  let store: Store;
  const run = async (...argv: string[]) => {
    let [out, err] = ['', ''];
    const exit = await main(argv, {
      ...{ cwd, env: { WARDLINE_HOME: home } },
      stdout: { write: (text) => (out += text), columns: 100 },
      stderr: { write: (text) => (err += text) },
    });
    return { exit, out, err };
  };
  const review = async (month: string) => {
    const { exit, out, err } = await run('audit', 'review', '--month', month, '-o', 'json');
    assert.equal(exit, 0, err);
    return JSON.parse(out) as LogReview;
  };
  const user = 'nina@clinic.example.com';

  before(async () => {
    store = await openStore({ home });
    await run('tenant', 'add', clinicTenant, '--name', 'Larkmeadow Family Clinic');
    const id = recordId();
    const records = [
      // February: 30 events of Nina. March: 60 of hers at noon, 5 of Zoe at 02:00, one role, one sign-in in both logs.
      ...many(30, (at) =>
        fileRecord('FileAccessed', {
          at: `2026-02-10T12:${String(at).padStart(2, '0')}:00`,
          user,
          file: `a${at}.docx`,
        }),
      ),
      ...many(60, (at) =>
        fileRecord('FileAccessed', {
          at: `2026-03-10T12:${String(at).padStart(2, '0')}:00`,
          user,
          file: `b${at}.docx`,
        }),
      ),
      ...many(5, (at) =>
        fileRecord('FileDownloaded', {
          at: `2026-03-11T02:0${at}:00`,
          user: 'zoe@clinic.example.com',
          site: 'https://clinic.sharepoint.com/sites/billing',
        }),
      ),
      roleRecord({ at: '2026-03-12T10:00:00' }),
      loginRecord({ at: '2026-03-12T11:00:00', user }, { Id: id }),
      graphSignInRecord({ at: '2026-03-12T11:00:00', user, place: ['Lyon', 'FR', 45.7, 4.8] }, { id }),
    ];
    writeFileSync(join(cwd, 'log.ndjson'), records.map((record) => `${JSON.stringify(record)}\n`).join(''));
    const { exit, err } = await run('audit', 'import', 'log.ndjson');
    assert.equal(exit, 0, err);
  });
  after(() => store.close());

  it('S0-78: who, what, when and from where, beside the month before, from counts that a reindex gives again', async () => {
    const seen = async () => {
      const { events, who, what, when, where, fresh } = await review('2026-03');
      return { events, who, what: what.top, outside: when.outside, countries: where.countries, fresh };
    };
    const first = await seen();
    assert.deepEqual(first.events, { records: 67, before: 30 });
    assert.deepEqual(first.who.top, [
      { value: user, records: 61, failures: 0, before: 30 },
      { value: 'zoe@clinic.example.com', records: 5, failures: 0, before: 0 },
      { value: 'admin@clinic.example.com', records: 1, failures: 0, before: 0 },
    ]);
    assert.deepEqual(first.what[0], { value: 'FileAccessed', records: 60, failures: 0, before: 30 });
    assert.deepEqual(first.outside, [{ value: 'zoe@clinic.example.com', records: 5, all: 5 }]);
    assert.deepEqual(first.countries, [{ value: 'FR', records: 1, failures: 0, before: 0 }]);
    assert.deepEqual(first.fresh.site, {
      all: 1,
      first: [{ value: 'https://clinic.sharepoint.com/sites/billing', firstDay: '2026-03-11', records: 5 }],
    });
    assert.deepEqual(
      first.fresh.country.first.map(({ value }) => value),
      ['FR'],
    );
    assert.equal((await run('audit', 'reindex')).exit, 0);
    assert.deepEqual(await seen(), first);
  });

  it('S0-78: after-hours are by the clock of the place', async () => {
    const { out } = await run('audit', 'review', '--month', '2026-03', '--time-zone', 'Asia/Tokyo', '-o', 'json');
    const { when } = JSON.parse(out) as LogReview;
    // 12:00 UTC is 21:00 in Tokyo, and 02:00 UTC is 11:00.
    assert.deepEqual(
      when.outside.map(({ value, records }) => [value, records]),
      [
        [user, 61],
        ['admin@clinic.example.com', 1],
      ],
    );
    assert.equal((await run('audit', 'review', '--time-zone', 'Mars/Base')).exit, 64);
  });

  it('S3-50: the six families stand with what was seen of them', async () => {
    const { families } = await review('2026-03');
    assert.deepEqual(
      families.map(({ family, records, before: earlier }) => [family, records, earlier]),
      [
        ['mailbox-access', 0, 0],
        ['files', 65, 30],
        ['labels', 0, 0],
        ['dlp', 0, 0],
        ['ediscovery', 0, 0],
        ['roles', 1, 0],
      ],
    );
    assert.ok(families.every(({ warning }) => warning !== undefined));
  });

  it('S0-78, S0-80: the sample is the same each time, and only what is decided can be signed', async () => {
    const [one, two] = [await review('2026-03'), await review('2026-03')];
    assert.deepEqual(one.sample, two.sample);
    assert.deepEqual([one.sample.seed, one.state], [`${clinicTenant} 2026-03`, 'overdue']);
    const ids = one.sample.events.map(({ id }) => id);
    assert.equal(ids.length, 25);
    assert.equal((await run('audit', 'sign-off', '--month', '2026-03', '--note', 'Read')).exit, 7);
    assert.equal((await run('audit', 'decide', 'no-such', '--month', '2026-03', '--as', 'expected')).exit, 64);
    assert.equal((await run('audit', 'decide', ids[0]!, '--month', '2026-03', '--as', 'follow-up')).exit, 65);
    const decide = (...argv: string[]) => run('audit', 'decide', ...argv, '--month', '2026-03', '--by', 'Ann');
    assert.equal((await decide(ids[0]!, '--as', 'follow-up', '--note', 'Ask why')).exit, 0);
    assert.equal((await decide(...ids.slice(1), '--as', 'expected')).exit, 0);
    const decided = await review('2026-03');
    assert.equal(decided.undecided, 0);
    assert.deepEqual(decided.sample.events[0]!.decided?.decision, 'follow-up');
    const signed = await run('audit', 'sign-off', '--month', '2026-03', '--note', 'Read', '--by', 'Ann');
    assert.equal(signed.exit, 0, signed.err);
    assert.equal((await review('2026-03')).signOff?.by, 'Ann');
    const { exit, out } = await run('audit', 'reviews', '-o', 'json');
    assert.equal(exit, 3);
    const states = (JSON.parse(out) as { month: string; state: string }[]).filter(({ month }) => month < '2026-04');
    assert.deepEqual(
      states.map(({ month, state }) => [month, state]),
      [
        ['2026-03', 'signed'],
        ['2026-02', 'overdue'],
      ],
    );
  });

  it('S3-55: a week has its digest, beside the week before, and is signed like a month', async () => {
    const { exit, out, err } = await run('audit', 'review', '--week', '2026-W11', '-o', 'json');
    assert.equal(exit, 0, err);
    const week = JSON.parse(out) as LogReview;
    assert.deepEqual([week.month, week.due, week.state], ['2026-W11', '2026-03-19', 'overdue']);
    assert.ok(week.events.records > 60 && week.events.records <= 70, `${week.events.records}`);
    assert.equal(week.events.before, 0);
    assert.match((await run('audit', 'review', '--week', '2026-W11', '-o', 'table')).out, /the week before/);
    const items = [...week.sample.events, ...week.alerts].map(({ id }) => id);
    const decided = await run('audit', 'decide', ...items, '--week', '2026-W11', '--as', 'expected');
    assert.equal(decided.exit, 0, decided.err);
    const signed = await run('audit', 'sign-off', '--week', '2026-W11', '--note', 'Read at the Monday huddle');
    assert.equal(signed.exit, 0, signed.err);
    assert.match((await run('audit', 'reviews', '-o', 'csv')).out, /2026-W11,signed/);
    assert.equal((await run('audit', 'review', '--week', '2026-10')).exit, 64);
    assert.equal((await run('audit', 'review', '--week', '2026-W11', '--month', '2026-03')).exit, 64);
  });

  it('S0-79: decisions and signatures cannot be changed or removed', async () => {
    for (const table of ['logReviewDecisions', 'logReviewSignOffs'] as const)
      await assert.rejects(
        withTenant(store, clinicTenant, ({ db }) => db.deleteFrom(table).where('month', '=', '2026-03').execute()),
        /append-only|permission denied/,
      );
  });

  it('S0-78: as a page and as text, without the name of a file', async () => {
    const page = await run('audit', 'review', '--month', '2026-03', '-o', 'html');
    assert.match(page.out, /^<!doctype html>/);
    const text = await run('audit', 'review', '--month', '2026-03', '-o', 'table');
    for (const { out } of [page, text]) {
      assert.match(out, /zoe@clinic\.example\.com/);
      assert.doesNotMatch(out, /b7\.docx/);
    }
  });

  it('S0-78: trends by hour and by day', async () => {
    const span = { from: '2026-03-01', to: '2026-04-01' };
    const [hours, days] = await withTenant(store, clinicTenant, async (scope) => [
      await trend(scope, span, { by: 'hour', family: 'files' }),
      await trend(scope, span, { by: 'day' }),
    ]);
    assert.deepEqual(hours, [
      { at: '2026-03-10T12:00:00.000Z', records: 60, failures: 0 },
      { at: '2026-03-11T02:00:00.000Z', records: 5, failures: 0 },
    ]);
    assert.deepEqual(
      days.map(({ records }) => records),
      [60, 5, 2],
    );
  });
});
