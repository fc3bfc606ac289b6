import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { outcomeRows, rowsSentence } from './outcome-rows.ts';
import { scoreLadder } from './score-ladder.ts';
import { scoreTrend } from './score-trend.ts';
import { heldOf, standardStrip, stripSentence } from './standard-strip.ts';
import { lineSentence, stateLine } from './state-line.ts';
import { outcomeWords } from '../../core/outcome.ts';

const count = (svg: string, part: string) => svg.split(part).length - 1;
const day = (at: string) => at.slice(5, 10);

describe('figures of the posture', () => {
  it('S0-83: the strip has one cell a control, and says how many hold of those that apply', () => {
    const rows = [
      { title: 'Access control', outcomes: ['fail', 'fail', 'unknown', 'pass', 'not-applicable'] as const },
      { title: 'Integrity', outcomes: ['pass', 'attested'] as const },
    ];
    const svg = standardStrip(rows, 700);
    assert.equal(count(svg, '<rect'), 7);
    assert.equal(heldOf(rows[0]!.outcomes), '1 of 4');
    assert.match(svg, />1 of 4</);
    assert.equal(
      stripSentence(rows),
      '1 of 2 standards have no open control. Most is open under Access control: 1 of 4 hold.',
    );
  });

  it('S0-83: bars of services stand on one scale, and the sentence names where most is open', () => {
    const rows = [
      { name: 'Entra', counts: { pass: 10, fail: 10 } },
      { name: 'Teams', counts: { unknown: 5 } },
    ];
    const svg = outcomeRows(rows, 364);
    // 364 less 130 for names and 34 for numbers is 200 for the longest: 20 controls.
    assert.match(svg, /class="f-unk" x="130\.0" y="25" width="48\.0"/);
    assert.equal(rowsSentence(rows), 'Most is open in Entra: Pass 10, Fail 10.');
  });

  it('S0-83: the state of a control over time leaves out no stretch, however short', () => {
    const stretches = [
      { outcome: 'fail', from: '2026-08-01T00:00:00Z', to: '2026-10-01T00:00:00Z' },
      { outcome: 'pass', from: '2026-10-02T00:00:00Z', to: '2026-10-02T01:00:00Z' },
      { outcome: 'fail', from: '2026-10-02T02:00:00Z', to: '2026-11-01T00:00:00Z' },
    ] as const;
    const svg = stateLine(stretches, 600, outcomeWords, day);
    assert.equal(count(svg, '<rect'), 3);
    assert.equal(lineSentence(stretches, outcomeWords, day), 'Fail since 10-02; before, Pass from 10-02.');
  });

  it('a single check is a dot with what is in reach, and planned points are striped on the ladder', () => {
    const svg = scoreTrend({ points: [{ at: '2026-11-01T00:00:00Z', score: 24 }], achievable: 92 }, day);
    assert.match(svg, /Today 24/);
    assert.match(svg, /Achievable 92/);
    assert.equal(count(svg, 'NaN'), 0);
    assert.match(
      scoreLadder({ today: 24, planned: 54, achievable: 92, withLicenses: 100 }),
      /54 with the open plans.*url\(#hp\)/s,
    );
  });

  it('names from a tenant or the law cannot become markup', () => {
    const title = '<script>alert(1)</script>';
    for (const svg of [
      standardStrip([{ title, outcomes: ['fail'] }], 700),
      outcomeRows([{ name: title, counts: { fail: 1 } }], 700),
    ])
      assert.ok(!svg.includes('<script'));
  });
});
