import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Rule } from '../core/detection.ts';
import type { GroupState } from './detect-entry.ts';
import { judge } from './detect-window.ts';

const rule: Rule = { kind: 'distinct', atLeast: 3, withinMinutes: 60, share: 0.5 };

/** `a` fails, `A` succeeds; one letter a minute. Gives the ids that the last one raises, e.g. `a0 b1 c2`. */
function raised(letters: string): string | undefined {
  const state: GroupState = { e: [], t: 0 };
  let entries: ReturnType<typeof judge>;
  for (const [minute, letter] of Array.from(letters).entries()) {
    const account = letter.toLowerCase();
    entries = judge(rule, state, {
      m: minute * 60_000,
      i: `${letter}${minute}`,
      d: account.codePointAt(0)!,
      s: letter === account ? 'odd' : 'ordinary',
      y: '',
      a: '',
    });
  }
  return entries?.map(({ i }) => i).join(' ');
}

const cases: Record<string, [string, string | undefined]> = {
  'three failed': ['abc', 'a0 b1 c2'],
  'two failed': ['ab', undefined],
  'one account often': ['aaaaaa', undefined],
  'those who failed got in since': ['aAbBcC', undefined],
  'two of four got in since': ['aAbBcd', undefined],
  'three are left though one got in': ['aAbcd', 'a0 A1 b2 c3 d4'],
  'half of all is enough': ['XYZabc', 'a3 b4 c5'],
  'less than half is not': ['WXYZabc', undefined],
  'the success of one that failed is told with the rest': ['abcdA', 'a0 b1 c2 d3 A4'],
  'so is that of one that did not fail': ['abcdX', 'a0 b1 c2 d3 X4'],
  'what succeeded before is not': ['Xabcd', 'a1 b2 c3 d4'],
  'only successes': ['ABCDEF', undefined],
};

describe('a distinct rule with a share', () => {
  for (const [name, [letters, expected]] of Object.entries(cases))
    it(name, () => assert.equal(raised(letters), expected));
});
