import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { regexFaults } from './lint-regex.ts';

const refused: Readonly<Record<string, readonly [string, string]>> = {
  'longer than 1024': [`\\d{3}${'a'.repeat(1_020)}`, 'it is longer than 1024 characters'],
  empty: ['', 'it is empty'],
  'leading |': ['|a', 'it begins or ends with |, which matches everything'],
  'trailing |': ['a|', 'it begins or ends with |, which matches everything'],
  'leading .{0,m}': ['.{0,5}a', 'it begins or ends with .{0,m} or .{1,m}'],
  'trailing .{1,m}': ['a.{1,5}', 'it begins or ends with .{0,m} or .{1,m}'],
  '.{0,m} in a group': ['x(a.{0,5}b)', 'a group holds .{0,m} or .{1,m}'],
  '.{1,m} in a group': ['x(a.{1,5}b)', 'a group holds .{0,m} or .{1,m}'],
  '.* in a group': ['x(a.*b)', 'a group holds .* or .+'],
  '.+ in a group': ['x(?:a.+b)', 'a group holds .* or .+'],
  'a repeat without bound in a group': [String.raw`(\d+)-1`, 'a group holds a repeat without an upper bound'],
  'a repeat without bound on a group': [String.raw`(ab)*c`, 'a group repeats without an upper bound: (xx)* or (xx)+'],
  'a repeat from two on a group': [String.raw`(ab){2,}c`, 'a group repeats without an upper bound: (xx)* or (xx)+'],
  'lookbehind with an optional part': [String.raw`(?<=MRN:?)\d{6}`, 'a lookbehind is of variable length'],
  'lookbehind with branches of two lengths': [String.raw`(?<=MRN|ID)\d{6}`, 'a lookbehind is of variable length'],
};
const taken: Readonly<Record<string, string>> = {
  'an escaped | at the end': String.raw`a\|`,
  'a bounded repeat of a group': String.raw`(\d{2}-){2}`,
  'an optional group': String.raw`(?:MRN)?\d{6}`,
  'a repeat without bound outside of groups': String.raw`\d+x`,
  'a sign of repeating in a set': '([*+.]a)',
  'an escaped sign of repeating': String.raw`(a\.\*)`,
  'a bracket in a set': '([)(]a)b',
  'lookbehind of fixed length': String.raw`(?<=MRN: )\d{6}`,
  'lookbehind with a fixed repeat': String.raw`(?<=\d{3}-)\d{6}`,
  'lookbehind with branches of one length': String.raw`(?<=MRN|PID)\d{6}`,
  'exactly 1024': 'a'.repeat(1_024),
};

describe('regular expressions that Purview refuses', () => {
  for (const [name, [pattern, fault]] of Object.entries(refused))
    it(name, () => assert.ok(regexFaults(pattern).includes(fault), regexFaults(pattern).join('; ')));
  for (const [name, pattern] of Object.entries(taken))
    it(`takes: ${name}`, () => assert.deepEqual(regexFaults(pattern), []));
});
