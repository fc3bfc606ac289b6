import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type WeeklyDigest, digestChanges, digestMessage } from './weekly-digest.ts';

describe('the weekly digest', () => {
  it('S3-55: says which controls got worse than a week before, those first', () => {
    const judged = (outcomes: Record<string, string>) =>
      Object.entries(outcomes).map(([control, outcome]) => ({
        control,
        title: `T ${control}`,
        outcome: outcome as never,
      }));
    const before = judged({ a: 'pass', b: 'fail', c: 'partial', d: 'pass', e: 'excepted', f: 'fail' });
    const after = judged({ a: 'pass', b: 'pass', c: 'fail', d: 'unknown', e: 'fail', f: 'not-licensed', g: 'fail' });
    assert.deepEqual(
      digestChanges(before, after).map(({ control, regressed }) => [control, regressed]),
      [
        ['c', true],
        ['d', true],
        ['e', true],
        ['b', false],
        ['f', false],
      ],
    );
  });

  it('S3-55, S0-83: as a message: numbers and what is overdue, and no name of what a plan is about', () => {
    const digest: WeeklyDigest = {
      ...{ week: '2026-W46', from: '2026-11-09T00:00:00.000Z', to: '2026-11-16T00:00:00.000Z' },
      ...{ madeAt: '2026-11-16T06:30:00.000Z', score: { today: 61, before: 64 }, runs: 2, decisions: 5 },
      changes: [
        { control: 'c', title: 'Guests are reviewed', before: 'pass', after: 'fail', regressed: true },
        { control: 'b', title: 'Mail is encrypted', before: 'fail', after: 'pass', regressed: false },
      ],
      due: [
        {
          ...{ kind: 'log-review', title: 'Review and sign the audit log of 2026-10', state: 'overdue' },
          ...{ due: '2026-11-10T23:59:59.000Z', page: '/review/2026-10' },
        },
        {
          ...{ kind: 'stage', title: 'Policy for Maria Ochoa: next stage', state: 'overdue' },
          ...{ due: '2026-11-12T00:00:00.000Z', page: '/plans/1' },
        },
        { kind: 'approval', title: 'A plan waits', state: 'open', page: '/plans/2' },
      ],
      alerts: [
        { severity: 'critical', open: 1, oldestDays: 3, raised: 2, closed: 1 },
        { severity: 'high', open: 0, raised: 0, closed: 0 },
        { severity: 'medium', open: 4, oldestDays: 12, raised: 3, closed: 0 },
        { severity: 'low', open: 0, raised: 1, closed: 1 },
      ],
      phi: { scans: 7, items: 1_204, before: 980 },
      log: { records: 48_211, before: 51_007 },
    };
    assert.deepEqual(digestMessage(digest, { id: 't', name: 'Larkmeadow Family Clinic' }), {
      subject: 'Larkmeadow Family Clinic: week of 2026-11-09, 2 overdue',
      lines: ['Score 61 (-3). 1 control got worse, 1 changed otherwise.', '5 alerts are open, 2 duties overdue.'],
      facts: [
        ['Worse', 'Guests are reviewed: pass to fail'],
        ['Overdue', 'Review and sign the audit log of 2026-10, since 2026-11-10'],
        ['Overdue', 'A duty of the kind stage, since 2026-11-12'],
        ['Alerts, critical', '1 open, the oldest 3 days; 2 raised, 1 closed'],
        ['Alerts, medium', '4 open, the oldest 12 days; 3 raised, 0 closed'],
        ['Alerts, low', '0 open; 1 raised, 1 closed'],
        ['Changes', '2 runs, 5 decisions'],
        ['PHI', '1,204 items new or changed (980 the week before)'],
        ['Audit log', '48,211 events (51,007 the week before)'],
      ],
    });
  });
});
