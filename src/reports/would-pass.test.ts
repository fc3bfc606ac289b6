import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { passCondition } from './would-pass.ts';

describe('passCondition', () => {
  for (const [given, wanted] of [
    ['Would pass if sharing is off.', 'Sharing is off.'],
    ['Would pass if IMAP is off. Would pass if POP is off.', 'IMAP is off. POP is off.'],
    ['You declare the domain.', 'You declare the domain.'],
    ['Would pass without "*" in Default.', 'Without "*" in Default.'],
    ['Would be judged if you declare partners.', 'You declare partners.'],
    ['It would pass if asked.', 'It would pass if asked.'],
  ] as const)
    it(given, () => assert.equal(passCondition(given), wanted));
});
