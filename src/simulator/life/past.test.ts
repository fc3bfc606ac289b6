import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { millis } from '../../core/clock.ts';
import { type Simulator, startSimulator } from '../start.ts';
import { clinicPast } from '../tenants/texas-clinic-past.ts';
import { texasClinic } from '../tenants/texas-clinic.ts';
import { type Past, beginOf, livePast } from './past.ts';

const day = 86_400_000;
const until = Date.UTC(2026, 10, 20, 15);

describe('a tenant with a past', () => {
  const past: Past = { days: 17, people: 2, attacks: [{ name: 'anonymous-phi-link', ago: '11d 3h' }] };
  let simulator: Simulator;
  let tenant: string;
  before(async () => {
    simulator = await startSimulator({
      tenants: [texasClinic()],
      clock: { start: beginOf(past, until), frozen: true },
    });
    tenant = simulator.control.tenants.list()[0]!.id;
    livePast(simulator.control, tenant, past, until);
  });
  after(() => simulator.stop());

  it('S0-83: every working day of it was worked, and the clock stands at its end', () => {
    assert.equal(simulator.control.clock.now(), '2026-11-20T15:00:00Z');
    const days = new Set(
      simulator.control
        .logs(tenant)
        .unifiedAudit.filter(({ Operation }) => Operation === 'FileAccessed')
        .map(({ CreationTime }) => String(CreationTime).slice(0, 10)),
    );
    // November 2026: the 11th is a holiday.
    for (const weekday of ['04', '05', '06', '09', '10', '12', '13', '16', '17', '18', '19'])
      assert.ok(days.has(`2026-11-${weekday}`), `nobody worked on November ${weekday}`);
  });

  it('its attacks happened when they are said to have', () => {
    const uses = simulator.control
      .logs(tenant)
      .unifiedAudit.filter(
        ({ Operation, ClientIP }) => Operation === 'AnonymousLinkUsed' && String(ClientIP).startsWith('203.0.113.12'),
      );
    assert.equal(uses.length, 7);
    const began = until - (11 * 24 + 3) * 3_600_000;
    for (const { CreationTime } of uses) {
      const at = millis(`${String(CreationTime)}Z`);
      assert.ok(at > began && at < began + day / 2, String(CreationTime));
    }
  });

  it('that of the demo lets the last whole month be reviewed, whatever the day is', () => {
    assert.ok(clinicPast.days >= 61);
  });
});
