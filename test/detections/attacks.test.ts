import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, describe, it } from 'node:test';
import type { Alert } from '../../src/core/detection.ts';
import type { Organization } from '../../src/core/organization.ts';
import { type Attack, stepsOf } from '../../src/simulator/attacks/attack.ts';
import { attacks } from '../../src/simulator/attacks/index.ts';
import type { Written } from '../../src/simulator/records/pen.ts';
import type { Tenant } from '../../src/simulator/tenant.ts';
import { alertsFor, companyIn, declared, eventsOf, monday, simulatedTenant, weekOf } from './simulated.ts';

const users = 20;
/** Thursday, ten in the morning. */
const begin = monday + 3 * 86_400_000 + 10 * 3_600_000;
/** The requirement that an attack of the list stands for. */
const requirements: Readonly<Record<string, string>> = {
  'impossible-travel': 'S0-55, S0-32',
  'shared-login': 'S0-32',
  'phi-from-cafe': 'S0-73, S0-55',
  'unmanaged-device': 'S0-68',
  'phi-to-own-mail': 'S0-70',
  'consumer-cloud': 'S0-70',
  'consumer-cloud-unmatched': 'S0-70',
  'leaver-small': 'S0-81, S3-53',
  'mass-sync': 'S0-68, S3-53',
  'anonymous-phi-link': 'S3-53',
  'guest-on-phi-site': 'S3-53',
  'invoice-fraud': 'S3-53',
  'mailbox-forwarding': 'S3-53',
  'new-administrator': 'S3-53',
  'mfa-fatigue': 'S3-29',
  'password-spray': 'S3-29',
  'password-guessing': 'S3-29',
  'device-code-phish': 'S3-29',
};

function recordsOf(attack: Attack, tenant: Tenant, start = begin): Written[] {
  return stepsOf(attack, tenant, start).filter((step) => 'record' in step);
}

/** Exactly the expected detections, and no more alerts than said. */
function assertExpected({ expected }: Attack, alerts: readonly Alert[]): void {
  const fired = [...new Set(alerts.map(({ detection }) => detection))].sort();
  const words = alerts.map(({ detection, why }) => `${detection}: ${why}`).join('\n');
  assert.deepEqual(fired, [...expected.alerts].sort(), words);
  assert.ok(alerts.length <= expected.atMost, words);
  for (const silent of expected.never) assert.ok(!fired.includes(silent), words);
}

describe('attacks of the simulator', () => {
  const tenant = simulatedTenant(users);
  const company = companyIn(tenant);
  const organization: Partial<Organization> = declared(company);
  // The whole of it is the matter of bench/florida.ts.
  const played = attacks.filter(({ name }) => name !== 'leaver');
  let life: ReturnType<typeof weekOf>;
  before(() => {
    life = weekOf(tenant, users);
  });

  it('S3-53: there are at least 25, each under its own name, and what must fire is not what must stay silent', () => {
    assert.ok(attacks.length >= 25);
    assert.equal(new Set(attacks.map(({ name }) => name)).size, attacks.length);
    for (const { name, expected } of attacks) {
      assert.ok(expected.alerts.length > 0 && expected.never.length > 0, name);
      assert.ok(expected.alerts.length <= expected.atMost && expected.atMost <= 3, name);
      assert.deepEqual(
        expected.never.filter((id) => expected.alerts.includes(id)),
        [],
        name,
      );
    }
  });

  for (const attack of played)
    it(`${requirements[attack.name] ?? 'S3-53'}: ${attack.name} alone gives its alerts and no other`, () => {
      assertExpected(attack, alertsFor(eventsOf(recordsOf(attack, tenant)), organization));
    });

  for (const attack of played)
    it(`S0-83: ${attack.name} in a week of life gives the same alerts and no other`, () => {
      // This week alone is silent: life.test.ts.
      const all = [...life, ...eventsOf(recordsOf(attack, tenant))];
      assertExpected(attack, alertsFor(all, organization));
    });

  it('S0-81: the leaver is one incident: who, how many files, which device and addresses', () => {
    const leaver = attacks.find(({ name }) => name === 'leaver-small')!;
    const alerts = alertsFor([...life, ...eventsOf(recordsOf(leaver, tenant))], organization);
    const taken = alerts.filter(({ incident }) => incident === 'phi-taken');
    assert.equal(taken.length, 2);
    for (const alert of taken) {
      assert.equal(alert.actor.toLowerCase(), 'kate.moss@clinic20.example.com');
      assert.equal(alert.count, 3116);
      assert.match(alert.why, /^3,116 different files within 3 days.*KATE-HOME from 203\.0\.113\.71.*203\.0\.113\.99/);
      assert.doesNotMatch(JSON.stringify({ ...alert, eventIds: [] }), /chart-\d/);
    }
  });

  it('docs/detections-tested.md has a row for each, with its alerts', () => {
    const page = readFileSync(new URL('../../docs/detections-tested.md', import.meta.url), 'utf8');
    for (const { name, title, expected } of attacks) {
      const row = page.split('\n').find((line) => line.startsWith(`| \`${name}\` `));
      assert.ok(row !== undefined && row.includes(title), name);
      const told = [...row.matchAll(/`([a-z]+\.[a-z-]+)`/g)].map(([, id]) => id!);
      assert.deepEqual(told.sort(), [...expected.alerts].sort(), name);
    }
  });

  it('the same scene gives the same records', () => {
    const [first] = attacks as [Attack];
    assert.deepEqual(recordsOf(first, tenant), recordsOf(first, simulatedTenant(users)));
  });
});
