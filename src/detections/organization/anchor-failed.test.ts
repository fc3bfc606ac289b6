import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { anchorFailed } from './anchor-failed.ts';
import { anchorFailures } from '../../engine/anchor-failures.ts';

const at = (hour: number) => `2026-11-22T${String(hour).padStart(2, '0')}:00:00.000Z`;
const done = (hour: number, kind = 'mail') => ({ at: at(hour), kind, result: 'done' as const });
const failed = (hour: number, kind = 'mail') => ({ at: at(hour), kind, result: 'failed' as const });

describe('alerts about roots that could not be anchored', () => {
  const cases: [string, Parameters<typeof anchorFailures>[3], [string, number, string, string][]][] = [
    ['nothing was tried', [], []],
    ['the newest try was done', [done(9), failed(8)], []],
    ['it failed once', [failed(9), done(8)], [['mail', 1, at(9), at(9)]]],
    ['it failed since morning', [failed(9), failed(8), failed(7), done(6), failed(5)], [['mail', 3, at(7), at(9)]]],
    ['another way failed', [done(9), failed(8, 'time-stamp')], [['time-stamp', 1, at(8), at(8)]]],
    ['the way is not configured any more', [failed(9, 'archive')], []],
    ['the clock went back', [failed(5), failed(8)], [['mail', 2, at(5), at(8)]]],
  ];
  for (const [what, tries, expected] of cases)
    it(`S0-82: ${what}`, () => {
      const alerts = anchorFailures(anchorFailed, 'tenant', ['mail', 'time-stamp'], tries);
      assert.deepEqual(
        alerts.map(({ group, count, firstAt, lastAt }) => [group, count, firstAt, lastAt]),
        expected,
      );
    });
});
