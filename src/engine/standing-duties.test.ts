import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { dueOf, periodOf, standingDuties, standingOccurrences } from './standing-duties.ts';

const moment = (day: string) => `${day}T10:00:00.000Z`;
const duty = (id: string) => standingDuties.find((one) => one.id === id)!;

describe('periods of recurring duties', () => {
  const cases: [string, Parameters<typeof periodOf>, string, string, string][] = [
    ['a Sunday belongs to the week before', ['week', moment('2026-11-22')], '2026-W47', '2026-11-16', '2026-11-23'],
    ['a Monday begins one', ['week', moment('2026-11-23')], '2026-W48', '2026-11-23', '2026-11-30'],
    [
      'the days after Christmas 2026 are week 53',
      ['week', moment('2027-01-02')],
      '2026-W53',
      '2026-12-28',
      '2027-01-04',
    ],
    ['the first of January 2029 is in week 1', ['week', moment('2029-01-01')], '2029-W01', '2029-01-01', '2029-01-08'],
    [
      'the last of December 2029 is of the next year',
      ['week', moment('2029-12-31')],
      '2030-W01',
      '2029-12-31',
      '2030-01-07',
    ],
    ['a quarter', ['quarter', moment('2026-11-22')], '2026-Q4', '2026-10-01', '2027-01-01'],
    ['the first quarter', ['quarter', moment('2028-02-29')], '2028-Q1', '2028-01-01', '2028-04-01'],
    ['a year', ['year', moment('2026-12-31')], '2026', '2026-01-01', '2027-01-01'],
  ];
  for (const [what, [every, at], id, from, to] of cases)
    it(what, () => {
      const period = periodOf(every, at);
      assert.deepEqual(
        [period.id, period.from.slice(0, 10), period.to.slice(0, 10), period.from.slice(10)],
        [id, from, to, 'T00:00:00.000Z'],
      );
    });

  it('is due so many days after its end, to the end of that day', () => {
    assert.equal(dueOf(duty('weekly-digest'), periodOf('week', moment('2026-11-22'))), '2026-11-25T23:59:59.000Z');
    assert.equal(dueOf(duty('evidence-review'), periodOf('quarter', moment('2026-11-22'))), '2027-01-15T23:59:59.000Z');
    assert.equal(dueOf(duty('restore-drill'), periodOf('year', moment('2026-11-22'))), '2027-01-30T23:59:59.000Z');
  });
});

describe('recurring duties', () => {
  const states = (id: string, given: { since: string; now: string; until: string; signed?: string[] }) =>
    standingOccurrences(duty(id), {
      ...{ since: moment(given.since), now: moment(given.now), until: moment(given.until) },
      signed: new Map(
        (given.signed ?? []).map((period) => [period, { by: 'ana', at: moment('2026-10-05'), note: 'Read' }]),
      ),
    }).map(({ sign, state }) => [sign!.period, state]);

  it('S0-22, S3-55: a quarter that nobody signed is overdue after its day, and stays so until it is signed', () => {
    const given = { since: '2026-04-02', now: '2026-11-22', until: '2027-01-20' };
    assert.deepEqual(states('evidence-review', given), [
      ['2026-Q2', 'overdue'],
      ['2026-Q3', 'overdue'],
      ['2026-Q4', 'ahead'],
    ]);
    assert.deepEqual(states('evidence-review', { ...given, signed: ['2026-Q2', '2026-Q3'] }), [
      ['2026-Q2', 'done'],
      ['2026-Q3', 'done'],
      ['2026-Q4', 'ahead'],
    ]);
  });

  it('a quarter may be done in its last month', () => {
    const [, last] = states('evidence-review', { since: '2026-09-01', now: '2026-12-05', until: '2027-01-20' });
    assert.deepEqual(last, ['2026-Q4', 'open']);
  });

  it('S3-55: of weeks that nobody signed the last is to be done, the others were missed', () => {
    assert.deepEqual(states('weekly-digest', { since: '2026-11-03', now: '2026-11-22', until: '2026-12-03' }), [
      ['2026-W45', 'missed'],
      ['2026-W46', 'overdue'],
      ['2026-W47', 'ahead'],
      ['2026-W48', 'ahead'],
    ]);
    assert.deepEqual(states('weekly-digest', { since: '2026-11-03', now: '2026-11-24', until: '2026-11-25' }), [
      ['2026-W45', 'missed'],
      ['2026-W46', 'missed'],
      ['2026-W47', 'open'],
      ['2026-W48', 'ahead'],
    ]);
  });
});
