import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AlertChange, AlertNotice, PlacedNotice } from '../core/alert.ts';
import type { RouteMessage } from '../core/delivery.ts';
import type { Severity } from '../core/severity.ts';
import type { SendOutcome } from '../core/stream.ts';
import { type DeliveryBook, type RouteRun, isWorthTelling, runRoute } from './notify.ts';
import { isQuiet } from './quiet-hours.ts';

const hour = 3_600_000;
const start = Date.parse('2026-03-02T15:00:00Z');

/** A history that a test adds to, a book in memory, and a clock that it moves. */
function bench(given: Partial<RouteRun['route']> = {}) {
  const news: PlacedNotice[] = [];
  const rows = new Map<
    number,
    { seq: number; notice: AlertNotice; state: string; attempts: number; nextAt: string; sentAt?: string }
  >();
  let place: { begins: number; position: number } | undefined;
  let now = start;
  const sent: RouteMessage[] = [];
  let answer: () => SendOutcome = () => ({ kind: 'delivered', answer: 'ok' });
  const book: DeliveryBook = {
    position: () => Promise.resolve(place),
    queue(added, position, at) {
      for (const row of added) if (!rows.has(row.seq)) rows.set(row.seq, { ...row, attempts: 0, nextAt: at });
      place = { begins: place?.begins ?? position, position: Math.max(place?.position ?? 0, position) };
      return Promise.resolve();
    },
    told: () =>
      Promise.resolve(
        new Set(
          [...rows.values()]
            .filter(({ state }) => ['due', 'held', 'sent'].includes(state))
            .map(({ notice }) => notice.id),
        ),
      ),
    waiting: (at) =>
      Promise.resolve(
        [...rows.values()].filter(({ state, nextAt }) => (state === 'due' || state === 'held') && nextAt <= at),
      ),
    sentSince(at) {
      const moments = new Map<string, boolean>();
      for (const { sentAt, notice } of rows.values())
        if (sentAt && sentAt >= at) moments.set(sentAt, notice.severity === 'critical' || moments.get(sentAt) === true);
      const critical = [...moments.values()].filter(Boolean).length;
      return Promise.resolve({ critical, other: moments.size - critical });
    },
    settle(seqs, change) {
      for (const seq of seqs) Object.assign(rows.get(seq)!, change);
      return Promise.resolve();
    },
  };
  const run: RouteRun = {
    route: { name: 'officer', leastSeverity: 'medium', perHour: 20, ...given },
    history: {
      after: (position, limit) => Promise.resolve(news.filter((one) => one.position > position).slice(0, limit)),
      newest: () => Promise.resolve(news.at(-1)?.position ?? 0),
    },
    book,
    sender: {
      send(message) {
        // Each message has a moment of its own.
        now += 1;
        const outcome = answer();
        if (outcome.kind === 'delivered') sent.push(message);
        return Promise.resolve(outcome);
      },
      close: () => {},
    },
    now: () => now,
  };
  return {
    run,
    rows,
    sent,
    happens(id: string, change: AlertChange, severity: Severity = 'high', position = news.length + 1) {
      const notice: AlertNotice = {
        ...{
          id,
          change,
          severity,
          detection: 'exchange.forwarding',
          title: 'A mailbox forwards to outside',
          actor: 'nina@clinic.example.com',
        },
        ...{ firstAt: '2026-03-02T14:00:00.000Z', lastAt: '2026-03-02T14:30:00.000Z', count: 3 },
        tenant: { id: 't', name: 'Larkmeadow Family Clinic' },
      };
      news.push({ position, at: '2026-03-02T14:31:00.000Z', notice });
    },
    answers: (with_: () => SendOutcome) => (answer = with_),
    passes: (ms: number) => (now += ms),
    told: () =>
      sent.map((message) =>
        message.kind === 'alert' ? `${message.notice.id} ${message.notice.change}` : message.kind,
      ),
  };
}

describe('S0-83: what is worth a message', () => {
  const cases: readonly [change: AlertChange, severity: Severity, told: boolean, worth: boolean][] = [
    ['opened', 'critical', false, true],
    ['opened', 'medium', false, true],
    ['opened', 'low', false, false],
    ['raised', 'high', false, true],
    ['raised', 'high', true, true],
    ['updated', 'critical', true, false],
    ['escalated', 'medium', true, true],
    ['escalated', 'low', false, false],
    ['closed', 'high', true, true],
    ['closed', 'critical', false, false],
  ];
  for (const [change, severity, told, worth] of cases)
    it(`${change}, ${severity}, ${told ? 'told before' : 'never told'}: ${worth ? 'yes' : 'no'}`, () =>
      assert.equal(isWorthTelling({ change, severity }, 'medium', told), worth));
});

describe('S0-79: telling by a route', () => {
  it('a new route does not tell the past', async () => {
    const { run, happens, told } = bench();
    happens('old', 'opened');
    assert.equal((await runRoute(run)).isNew, true);
    happens('new', 'opened');
    assert.deepEqual(
      { ...(await runRoute(run)), why: 0 },
      { sent: 1, held: 0, delayed: 0, failed: 0, isNew: false, why: 0 },
    );
    assert.deepEqual(told(), ['new opened']);
  });

  it('one message for an alert of many events, one when it is worse, one when it is closed', async () => {
    const { run, happens, told } = bench();
    await runRoute(run);
    happens('a', 'opened', 'medium');
    for (let at = 0; at < 300; at += 1) happens('a', 'updated', 'medium');
    await runRoute(run);
    happens('a', 'raised', 'high');
    happens('a', 'closed', 'high');
    happens('b', 'opened', 'low');
    happens('b', 'closed', 'low');
    await runRoute(run);
    await runRoute(run);
    assert.deepEqual(told(), ['a opened', 'a raised', 'a closed']);
  });

  it('what came late into the history is told once', async () => {
    const { run, happens, told } = bench();
    await runRoute(run);
    happens('b', 'opened', 'high', 12);
    await runRoute(run);
    happens('a', 'opened', 'high', 11);
    // A history is in order; this one was written first and seen last.
    run.history.after = (
      (after) => (position: number, limit: number) =>
        after(position, limit).then((found) => [...found].sort((x, y) => x.position - y.position))
    )(run.history.after);
    await runRoute(run);
    await runRoute(run);
    assert.deepEqual(told(), ['b opened', 'a opened']);
  });

  it('quiet hours hold all but the critical, and the morning gets one digest', async () => {
    // 15:00 UTC is 09:00 in Chicago; quiet until 10:00.
    const { run, happens, told, sent, passes } = bench({
      quiet: { from: '22:00', to: '10:00', timeZone: 'America/Chicago' },
    });
    await runRoute(run);
    happens('a', 'opened', 'high');
    happens('b', 'opened', 'critical');
    happens('c', 'opened', 'medium');
    const night = await runRoute(run);
    assert.deepEqual([night.sent, night.held], [1, 2]);
    happens('a', 'closed', 'high');
    await runRoute(run);
    assert.deepEqual(told(), ['b opened']);
    passes(hour);
    await runRoute(run);
    assert.deepEqual(told(), ['b opened', 'digest']);
    const [, digest] = sent;
    assert.deepEqual(digest!.kind === 'digest' && digest!.notices.map(({ id, change }) => `${id} ${change}`), [
      'a closed',
      'c opened',
    ]);
    await runRoute(run);
    assert.equal(sent.length, 2);
  });

  it('a flood is bounded, the rest comes as a digest, and the critical have room of their own', async () => {
    const { run, happens, told, passes } = bench({ perHour: 3 });
    await runRoute(run);
    for (let at = 0; at < 10; at += 1) happens(`a${at}`, 'opened', 'high');
    assert.deepEqual((await runRoute(run)).held, 7);
    happens('c', 'opened', 'critical');
    await runRoute(run);
    assert.deepEqual(told(), ['a0 opened', 'a1 opened', 'a2 opened', 'c opened']);
    passes(hour + 1000);
    await runRoute(run);
    assert.deepEqual(told().at(-1), 'digest');
  });

  it('a receiver that is down is tried again, longer each time, and then the alert is told', async () => {
    const { run, happens, told, passes, answers, rows } = bench();
    await runRoute(run);
    happens('a', 'opened');
    answers(() => ({ kind: 'later', why: 'HTTP 503' }));
    assert.deepEqual(
      { ...(await runRoute(run)) },
      { sent: 0, held: 0, delayed: 1, failed: 0, isNew: false, why: 'HTTP 503' },
    );
    assert.equal((await runRoute(run)).delayed, 0);
    passes(61_000);
    assert.equal((await runRoute(run)).delayed, 1);
    passes(121_000);
    answers(() => ({ kind: 'delivered', answer: 'ok' }));
    await runRoute(run);
    assert.deepEqual(told(), ['a opened']);
    assert.equal(rows.get(1)!.attempts, 2);
  });

  it('what stays refused is given up, and counted', async () => {
    const { run, happens, passes, answers } = bench();
    await runRoute(run);
    happens('a', 'opened');
    answers(() => ({ kind: 'refused', why: 'SMTP 550' }));
    const results = [];
    for (let at = 0; at < 4; at += 1) {
      results.push(await runRoute(run));
      passes(2 * hour);
    }
    assert.deepEqual(
      results.map(({ delayed, failed }) => [delayed, failed]),
      [
        [1, 0],
        [1, 0],
        [0, 1],
        [0, 0],
      ],
    );
  });
});

describe('S0-83: quiet hours by the clock of a time zone', () => {
  const night = { from: '22:00', to: '06:30', timeZone: 'America/Chicago' };
  const cases: readonly [at: string, quiet: boolean][] = [
    ['2026-03-03T03:59:00Z', false],
    ['2026-03-03T04:00:00Z', true],
    ['2026-03-03T12:29:00Z', true],
    ['2026-03-03T12:30:00Z', false],
    // Summer time has begun: the same hours are one earlier in UTC.
    ['2026-03-09T03:00:00Z', true],
    ['2026-03-09T11:30:00Z', false],
    // The night in which an hour is left out.
    ['2026-03-08T08:30:00Z', true],
  ];
  for (const [at, quiet] of cases)
    it(`${at} is ${quiet ? '' : 'not '}quiet`, () => assert.equal(isQuiet(night, Date.parse(at)), quiet));

  it('hours within a day, and whole days', () => {
    const noon = { from: '12:00', to: '13:00', timeZone: 'UTC', days: ['sunday'] as const };
    assert.equal(isQuiet(noon, Date.parse('2026-03-02T12:30:00Z')), true);
    assert.equal(isQuiet(noon, Date.parse('2026-03-02T13:00:00Z')), false);
    assert.equal(isQuiet(noon, Date.parse('2026-03-01T20:00:00Z')), true);
  });
});
