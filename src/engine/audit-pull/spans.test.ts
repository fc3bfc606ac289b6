import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { day, holes, joined, slices } from './spans.ts';

const at = (moment: string) => `2026-11-${moment}:00.000Z`;
const span = (from: string, to: string) => ({ from: at(from), to: at(to) });

describe('spans of time', () => {
  const cases = {
    'I-4: nothing was asked for': { covered: [], holes: [span('01T00:00', '03T00:00')] },
    'I-4: all was': { covered: [span('01T00:00', '02T00:00'), span('02T00:00', '03T00:00')], holes: [] },
    'I-4: a day was missed': {
      covered: [span('02T00:00', '04T00:00'), span('01T00:00', '01T06:00')],
      holes: [span('01T06:00', '02T00:00')],
    },
    'I-4: begin and end were missed': {
      covered: [span('01T10:00', '01T12:00'), span('01T11:00', '01T11:30')],
      holes: [span('01T00:00', '01T10:00'), span('01T12:00', '03T00:00')],
    },
    'I-4: what lies elsewhere covers nothing': {
      covered: [span('05T00:00', '06T00:00')],
      holes: [span('01T00:00', '03T00:00')],
    },
  };
  for (const [name, { covered, holes: wanted }] of Object.entries(cases))
    it(name, () => assert.deepEqual(holes(span('01T00:00', '03T00:00'), covered), wanted));

  it('slices are no longer than asked and leave nothing out', () => {
    assert.deepEqual(slices(span('01T00:00', '03T06:00'), day), [
      span('01T00:00', '02T00:00'),
      span('02T00:00', '03T00:00'),
      span('03T00:00', '03T06:00'),
    ]);
    assert.deepEqual(slices(span('03T00:00', '01T00:00'), day), []);
  });

  it('spans that overlap or touch are joined', () => {
    assert.deepEqual(
      joined([span('03T00:00', '04T00:00'), span('01T00:00', '02T00:00'), span('02T00:00', '02T12:00')]),
      [span('01T00:00', '02T12:00'), span('03T00:00', '04T00:00')],
    );
  });
});
