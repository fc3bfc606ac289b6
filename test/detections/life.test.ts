import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Alert } from '../../src/core/detection.ts';
import { lifeBetween } from '../../src/simulator/life/life.ts';
import type { Written } from '../../src/simulator/records/pen.ts';
import { alertsFor, companyIn, declared, eventsOf, monday, named, simulatedTenant, week, weekOf } from './simulated.ts';

/**
 * The noise budget: alerts that ordinary life may give, per 100 people and week, in an organization that has declared its
 * PHI sites, networks, machine accounts and partners.
 */
const budget = { critical: 0, high: 0, medium: 3, low: 6, info: 0 } as const;

function assertWithin(alerts: readonly Alert[], people: number): void {
  for (const [severity, most] of Object.entries(budget)) {
    const found = alerts.filter((alert) => alert.severity === severity);
    const words = found.map(({ detection, why }) => `${detection}: ${why}`).join('\n');
    assert.ok(found.length <= (most * people) / 100, `${found.length} ${severity} alerts:\n${words}`);
  }
}

function idOf({ record }: Written): string {
  return String(record['Id'] ?? record['id']);
}

describe('a week of ordinary life', () => {
  const small = simulatedTenant(20);
  const large = simulatedTenant(300);

  it('S0-83: 20 people: no alert at all', () => {
    const events = weekOf(small, 20);
    assert.ok(events.length > 10_000, `${events.length}`);
    assert.deepEqual(named(alertsFor(events, declared(companyIn(small)))), []);
  });

  it('S0-83: 300 people: nothing high, and within the budget', () => {
    const events = weekOf(large, 300);
    // 80 to 200 records for a person and day at work.
    assert.ok(events.length > 120_000 && events.length < 400_000, `${events.length}`);
    assertWithin(alertsFor(events, declared(companyIn(large))), 300);
  });

  it('S0-83: nothing is declared: only the backup and the printer look like what they are', () => {
    assert.deepEqual(named(alertsFor(weekOf(small, 20), {})), [
      'high sharepoint.mass-download',
      'medium entra.legacy-protocol-used',
    ]);
  });

  for (const [name, from] of [
    ['Thanksgiving', Date.parse('2026-11-23T05:00:00Z')],
    ['the monthly patches', Date.parse('2026-03-09T05:00:00Z')],
  ] as const)
    it(`S0-83: the week of ${name}: no alert`, () => {
      const records = [...lifeBetween(small, 20, from, from + week)];
      assertWithin(alertsFor(eventsOf(records), declared(companyIn(small))), 100);
    });

  it('is the same however time is cut, in order, each record once', () => {
    const whole = [...lifeBetween(small, 20, monday, monday + week)];
    const cuts: Written[] = [];
    for (let from = monday; from < monday + week; from += 7_777_777)
      cuts.push(...lifeBetween(small, 20, from, Math.min(from + 7_777_777, monday + week)));
    assert.equal(cuts.length, whole.length);
    assert.deepEqual(cuts.map(idOf), whole.map(idOf));
    assert.ok(whole.every(({ at }, index) => index === 0 || whole[index - 1]!.at <= at));
    const keys = whole.map((written) => `${written.log} ${idOf(written)}`);
    assert.equal(new Set(keys).size, whole.length);
  });

  it('a jump of a year makes the last eight days', () => {
    const records = [...lifeBetween(small, 20, monday - 365 * 86_400_000, monday)];
    assert.ok(records.length > 5_000 && records.length < 25_000, `${records.length}`);
    assert.ok(records[0]!.at > monday - 8 * 86_400_000);
  });

  it('nights, weekends and machines are there', () => {
    const events = weekOf(small, 20).map(({ event }) => event);
    const count = (test: (event: (typeof events)[number]) => boolean) => events.filter(test).length;
    assert.ok(count(({ at }) => /T0[5-9]:/.test(at)) > 100);
    assert.ok(count(({ at }) => /^2026-03-0[78]/.test(at)) > 100);
    assert.ok(count(({ actor }) => actor.kind === 'system') > 50);
    assert.ok(count(({ actor }) => actor.kind === 'guest') > 0);
    assert.ok(count(({ op }) => op === 'userloginfailed') > 5);
    for (const workload of ['entra', 'exchange', 'sharepoint', 'onedrive', 'teams'])
      assert.ok(count((event) => event.workload === workload) > 20, workload);
  });
});
