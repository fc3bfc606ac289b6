import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Duty } from '../core/duty.ts';
import { iCalendar } from './icalendar.ts';

const at = '2026-11-22T08:05:09.000Z';
const calendar = (duties: readonly Duty[]) =>
  iCalendar(duties, { name: 'Wardline: Larkmeadow', tenant: 't1', link: 'https://w.example.com/t/t1', at });

describe('duties as an iCalendar', () => {
  it('S0-22: an all-day entry on its day, with an alarm while it is not done', () => {
    const text = calendar([
      {
        ...{
          key: 'log-review:2026-10',
          kind: 'log-review',
          title: 'Review; sign',
          about: 'Who, what',
          state: 'overdue',
        },
        ...{ due: '2026-11-10T23:59:59.000Z', page: '/review/2026-10' },
      },
      { key: 'approval:1', kind: 'approval', title: 'Waits without a day', about: '', state: 'open', page: '/plans/1' },
    ]);
    assert.equal(
      text,
      [
        'BEGIN:VCALENDAR',
        'VERSION:2.0',
        'PRODID:-//Wardline//Duties//EN',
        'CALSCALE:GREGORIAN',
        'METHOD:PUBLISH',
        'X-WR-CALNAME:Wardline: Larkmeadow',
        'REFRESH-INTERVAL;VALUE=DURATION:PT12H',
        'X-PUBLISHED-TTL:PT12H',
        'BEGIN:VEVENT',
        'UID:log-review:2026-10@t1.wardline',
        'DTSTAMP:20261122T080509Z',
        'DTSTART;VALUE=DATE:20261110',
        'SUMMARY:Overdue: Review\\; sign',
        'DESCRIPTION:Who\\, what',
        'CATEGORIES:log-review',
        'URL:https://w.example.com/t/t1/review/2026-10',
        'TRANSP:TRANSPARENT',
        'BEGIN:VALARM',
        'ACTION:DISPLAY',
        'DESCRIPTION:Review\\; sign',
        'TRIGGER:-P1D',
        'END:VALARM',
        'END:VEVENT',
        'END:VCALENDAR',
        '',
      ].join('\r\n'),
    );
  });

  it('no text of a tenant begins another property, and no line is longer than 75 octets', () => {
    const hostile = `x\r\nATTACH:https://evil.example.net\nEND:VEVENT\u2028${'é'.repeat(90)}`;
    const text = calendar([
      {
        ...{ key: 'k', kind: 'stage', title: hostile, about: hostile, state: 'done' },
        ...{ due: '2026-11-10T00:00:00.000Z', page: '/plans' },
      },
    ]);
    const lines = text.split('\r\n');
    assert.ok(lines.every((line) => Buffer.byteLength(line) <= 75));
    assert.equal(lines.filter((line) => line.startsWith('END:VEVENT')).length, 1);
    assert.ok(!lines.some((line) => line.startsWith('ATTACH')));
    assert.ok(text.replaceAll('\r\n ', '').includes('é'.repeat(90)), 'folding loses nothing');
    assert.ok(!text.includes('VALARM'), 'what is done rings no more');
  });
});
