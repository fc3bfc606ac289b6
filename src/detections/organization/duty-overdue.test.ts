import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Duty } from '../../core/duty.ts';
import { dutyAlerts, settledAlerts } from '../../engine/duty-alerts.ts';
import { dutyOverdue } from './duty-overdue.ts';

const duty = (key: string, state: Duty['state'], due?: string, kind: Duty['kind'] = 'standing'): Duty => ({
  ...{ key, kind, title: `Do ${key}`, about: '', state, page: '' },
  ...(due !== undefined && { due }),
});
const past = '2026-11-10T23:59:59.000Z';

describe('alerts about overdue duties', () => {
  it('S0-22, S0-80: one for each that is overdue, at its day; none for what is open, done, or escalates by itself', () => {
    const alerts = dutyAlerts(dutyOverdue, 'tenant', [
      duty('log-review:2026-10', 'overdue', past),
      duty('evidence-review:2026-Q3', 'open', past),
      duty('restore-drill:2025', 'done', past),
      duty('weekly-digest:2026-W44', 'missed', past),
      duty('alerts', 'overdue', past, 'alert'),
      duty('approval:1', 'open'),
    ]);
    assert.deepEqual(
      alerts.map(({ group, firstAt, lastAt, why }) => [group, firstAt, lastAt, why]),
      [['log-review:2026-10', past, past, 'Overdue since 2026-11-10: Do log-review:2026-10']],
    );
  });

  it('is settled when the duty was done, or its day moved', () => {
    const kept = [
      { groupName: 'backup', firstAt: past },
      { groupName: 'log-review:2026-10', firstAt: past },
      { groupName: 'check', firstAt: past },
    ];
    const now = [
      duty('backup', 'overdue', '2026-11-15T08:00:00.000Z'),
      duty('log-review:2026-10', 'overdue', past),
      duty('check', 'ahead', past),
    ];
    assert.deepEqual(
      settledAlerts(kept, now).map(({ groupName }) => groupName),
      ['backup', 'check'],
    );
  });
});
