import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { InspectOptions, Strength } from '../../src/core/phi.ts';
import { inspect } from '../../src/phi/inspect.ts';

/** Text, the values that must be found in it by the detector (all, in order), the reason, and the strength when it matters. */
export type Case = readonly [text: string, found: readonly string[], why: string, strength?: Strength];

/** One table for one detector. The whole engine runs, so that a neighbor that takes the value is seen too. */
export function testDetector(
  detector: string,
  requirements: string,
  cases: readonly Case[],
  options: InspectOptions = {},
): void {
  describe(`${requirements}: ${detector}`, () => {
    for (const [text, found, why, strength] of cases) {
      it(`${JSON.stringify(text.slice(0, 70))}: ${why}`, () => {
        const matches = inspect(text, options).matches.filter((match) => match.detector === detector);
        assert.deepEqual(
          matches.map((match) => text.slice(match.start, match.end)),
          found,
        );
        if (strength !== undefined) for (const match of matches) assert.equal(match.strength, strength);
        for (const match of matches)
          assert.ok(
            match.why.pattern !== '' && !match.why.pattern.includes(text.slice(match.start, match.end)),
            'explains itself without the value',
          );
      });
    }
  });
}
