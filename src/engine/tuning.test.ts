import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hitsIn } from './hits.ts';
import { type Judged, outcomeAt, precisionOf, sweep } from './tuning.ts';

/** Ten judged hits of one rule: right ones are surer and more. */
const judged: Judged[] = [
  ...Array.from({ length: 6 }, (_, at): Judged => ({ verdict: 'true', confidence: at < 2 ? 75 : 85, count: at + 1 })),
  ...Array.from({ length: 4 }, (): Judged => ({ verdict: 'false', confidence: 75, count: 1 })),
];

describe('tuning by past verdicts', () => {
  it('S3-38: precision is the share of right hits, and of nothing it is unknown', () => {
    assert.equal(precisionOf(judged), 0.6);
    assert.equal(precisionOf([]), undefined);
  });

  const cases: [number, number, [number, number, number, number, number | undefined]][] = [
    // confidence, count: right, wrong, missed, spared, precision
    [0, 0, [6, 4, 0, 0, 0.6]],
    [75, 1, [6, 4, 0, 0, 0.6]],
    [85, 1, [4, 0, 2, 4, 1]],
    [75, 2, [5, 0, 1, 4, 1]],
    [85, 6, [1, 0, 5, 4, 1]],
    [95, 1, [0, 0, 6, 4, undefined]],
  ];
  for (const [confidence, count, [right, wrong, missed, spared, precision]] of cases)
    it(`S3-38: from confidence ${confidence} and ${count} values on`, () => {
      const { confidence: _c, count: _n, ...rest } = outcomeAt(judged, { confidence, count });
      assert.deepEqual(rest, { right, wrong, missed, spared, ...(precision !== undefined && { precision }) });
    });

  it('S3-38: the sweep shows the three levels with the counts that were seen', () => {
    assert.deepEqual(
      sweep(judged.slice(0, 2)).map(({ confidence, count }) => `${confidence}/${count}`),
      ['65/1', '65/2', '75/1', '75/2', '85/1', '85/2'],
    );
  });
});

describe('hits in saved output', () => {
  it('S3-38: of a simulation, as sure as the least sure group of the rule', () => {
    const rule = {
      ...{ rule: 'R', outcome: 'match', action: 'block' },
      evidence: [
        { group: 'Identifiers', type: 'SSN', count: 3, confidence: 85 },
        { group: 'Identifiers', type: 'Name', count: 1, confidence: 75 },
        { group: 'Health terms', type: 'ICD', count: 2, confidence: 75 },
      ],
    };
    const undecided = { ...rule, rule: 'U', outcome: 'undecided' };
    const items = [{ path: 'a.eml', components: [{ place: 'b.pdf', rules: [rule, undecided] }] }];
    const [hit, ...rest] = hitsIn({ policy: 'P', items });
    assert.deepEqual(rest, []);
    assert.deepEqual([hit?.rule, hit?.path, hit?.place, hit?.confidence, hit?.count], ['R', 'a.eml', 'b.pdf', 75, 2]);
    assert.equal(hitsIn(items)[0]?.id, hit?.id, 'the same from JSON lines');
  });

  it('S3-38: of a scan, one for each detector in a file', () => {
    const match = { detector: 'phi.ssn', strength: 'certain', start: 4, end: 15 };
    const found = hitsIn([
      {
        path: 'a.txt',
        matches: [
          { ...match, hash: 'h1' },
          { ...match, hash: 'h1', strength: 'weak' },
          { ...match, detector: 'phi.phone' },
        ],
      },
    ]);
    assert.deepEqual(
      found.map(({ rule, confidence, count }) => [rule, confidence, count]),
      [
        ['phi.ssn', 85, 1],
        ['phi.phone', 85, 1],
      ],
    );
  });

  for (const [name, wrong] of Object.entries({
    text: 'x',
    number: 3,
    nothing: null,
    foreign: { path: 3, matches: 'x' },
    deep: [[{ path: 'a' }]],
  }))
    it(`S3-38: none in ${name}`, () => assert.deepEqual(hitsIn(wrong), []));
});
