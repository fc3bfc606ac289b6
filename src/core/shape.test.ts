import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Field, ShapeError, asList, choice, flag, list, moment, number, object, text, texts } from './shape.ts';

/** Each row: the field, what came, what it means. */
const rows: [string, Field<unknown>, unknown, unknown][] = [
  ['a boolean', flag, true, true],
  ['a boolean as PowerShell text', flag, 'False', false],
  ['a boolean as a PowerShell literal', flag, '$true', true],
  ['a boolean as a number', flag, 0, false],
  ['a switch parameter', flag, { IsPresent: true }, true],
  ['a number as text', number, ' 90 ', 90],
  ['a negative number as text', number, '-1', -1],
  ['a number in a wrapper', number, { Value: 7 }, 7],
  ['a text', text, 'Off', 'Off'],
  ['a number where text is wanted', text, 12, '12'],
  ['an ISO date', moment, '2026-05-04T17:15:48Z', '2026-05-04T17:15:48.000Z'],
  ['a Microsoft JSON date', moment, '/Date(1777914948307)/', '2026-05-04T17:15:48.307Z'],
  ['a Microsoft JSON date with a zone', moment, '/Date(1777914948307+0200)/', '2026-05-04T17:15:48.307Z'],
  ['a date before 1970', moment, '/Date(-62135596800000)/', '0001-01-01T00:00:00.000Z'],
  ['a date object', moment, { value: '/Date(0)/', DateTime: 'Thursday' }, '1970-01-01T00:00:00.000Z'],
  ['one text as a list', texts, 'a', ['a']],
  ['a list with nulls', texts, ['a', null], ['a']],
  ['an enum as a number', choice({ 1: 'direct', 2: 'internal' }), 2, 'internal'],
  ['an enum as a number in text', choice({ 1: 'direct', 2: 'internal' }), '1', 'direct'],
  ['an enum as its name in another case', choice({ 1: 'direct', 2: 'internal' }), 'Direct', 'direct'],
  ['an enum value that is not known', choice({ 1: 'direct' }), 9, '9'],
];

describe('decoders', () => {
  for (const [name, field, raw, wanted] of rows)
    it(`reads ${name}`, () => assert.deepEqual(field.decode(raw, ''), wanted));

  const faults: [string, Field<unknown>, unknown][] = [
    ['a word for a boolean', flag, 'maybe'],
    ['2 for a boolean', flag, 2],
    ['a word for a number', number, 'ten'],
    ['not a number', number, Number.NaN],
    ['a list for a number', number, [1]],
    ['a word for a date', moment, 'yesterday'],
    ['a date beyond the calendar', moment, '/Date(99999999999999999)/'],
    ['an object for text', text, { a: 1 }],
    ['a list for an object', object({}), []],
    ['a text for an object', object({}), 'x'],
  ];
  for (const [name, field, raw] of faults)
    it(`refuses ${name}`, () => assert.throws(() => field.decode(raw, 'place'), ShapeError));

  it('names the place of a fault and not the value', () => {
    const shape = object({ users: list(object({ enabled: flag })) });
    assert.throws(
      () => shape.decode({ Users: [{ Enabled: true }, { Enabled: 'Invented Person' }] }, ''),
      /^ShapeError: Users\[1\]\.Enabled: expected true or false$/,
    );
  });

  it('keeps absent, null and unknown fields apart', () => {
    const shape = object({ a: flag, b: flag });
    assert.deepEqual(shape.decode({ A: null, Other: 5 }, ''), { a: null, Other: 5 });
  });

  it('what PowerShell makes of lists', () => {
    assert.deepEqual([null, undefined, [], [null], {}, 'x', [1, null]].map(asList), [[], [], [], [], [], ['x'], [1]]);
  });

  it('no key reaches the prototype', () => {
    const decoded = object({ a: flag }).decode(
      JSON.parse('{"__proto__":{"polluted":true},"constructor":1}'),
      '',
    ) as Record<string, unknown>;
    assert.equal(decoded['polluted'], undefined);
    assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
  });
});
