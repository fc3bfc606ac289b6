import assert from 'node:assert/strict';
import { normalizeRecord } from '../../src/connectors/audit-records/normalize.ts';
import type { AuditEvent } from '../../src/core/audit-event.ts';
import { millis } from '../../src/core/clock.ts';
import type { Alert } from '../../src/core/detection.ts';
import { noOrganization, type Organization } from '../../src/core/organization.ts';
import { detections } from '../../src/detections/index.ts';
import { Detector } from '../../src/engine/detect.ts';
import { createClock } from '../../src/simulator/clock.ts';
import { type Company, companyOf } from '../../src/simulator/life/company.ts';
import { lifeBetween } from '../../src/simulator/life/life.ts';
import type { Written } from '../../src/simulator/records/pen.ts';
import { type Tenant, type TenantSeed, createTenant } from '../../src/simulator/tenant.ts';
import { type Person, withPeople } from '../../src/simulator/tenants/fresh.ts';
import { generateTenant } from '../../src/simulator/tenants/generate.ts';

/** Monday 2 March 2026, midnight in Florida. */
export const monday = millis('2026-03-02T05:00:00Z');
export const week = 7 * 86_400_000;

/** A practice or hospital with all that ordinary life has: admins, a guest of a laboratory, a printer, a backup, a mailbox of all. */
export function simulatedSeed(users: number): TenantSeed {
  const extra: Person[] = [
    { name: 'Ada Minder', alias: 'ada.minder', mfa: true, roles: ['62e90394-69f5-4237-9190-012177145e10'] },
    { name: 'Leo Quist', alias: 'leo.quist', mfa: true, roles: ['29232cdf-9323-42fd-ade2-1d097af3e4de'] },
    { name: 'Break glass', alias: 'breakglass1', roles: ['62e90394-69f5-4237-9190-012177145e10'] },
    { name: 'Scanner', alias: 'scanner' },
    { name: 'Backup', alias: 'backup' },
    { name: 'Kate Moss', alias: 'kate.moss', leftOn: '2026-02-13T00:00:00Z' },
    { name: 'Front desk', alias: 'frontdesk' },
    { name: 'Lab guest', alias: 'bo', guest: true },
  ];
  const seed = withPeople(generateTenant({ name: `clinic${users}`, users, sites: 6 }), extra);
  const desk = `frontdesk@clinic${users}.example.com`;
  const mailboxes = seed.collections['mailboxes']!;
  return {
    ...seed,
    collections: {
      ...seed.collections,
      mailboxes: { ...mailboxes, [desk]: { ...mailboxes[desk], RecipientTypeDetails: 'SharedMailbox' } },
    },
  };
}

export function simulatedTenant(users: number): Tenant {
  return createTenant(simulatedSeed(users), createClock({ start: '2026-03-09T05:00:00Z', frozen: true }));
}

/** What a diligent organization says of itself in wardline.yaml. */
export function declared(company: Company): Partial<Organization> {
  return {
    breakGlass: company.emergency.map(({ user }) => user),
    phi: { ...noOrganization.phi, sites: [company.phiSite], labels: ['phi-label'] },
    partners: [{ domain: 'partner.example.org', tls: true }],
    watch: {
      domains: [company.domain, company.initialDomain],
      serviceAccounts: [company.scanner?.user, company.backup?.user].filter((user) => user !== undefined),
      networks: ['192.0.2.0/24'],
      labelRanks: ['public-label', 'phi-label'],
      leavers: company.left.map(({ user }) => ({ account: user, on: '2026-02-13' })),
    },
  };
}

/** An event and when it happened: what both feeds bring. */
type Happened = Pick<Written, 'at'> & { event: AuditEvent };

const weeks = new Map<string, Happened[]>();

/** A week of life as events; made once per test file. */
export function weekOf(tenant: Tenant, users: number): Happened[] {
  const key = `${tenant.id} ${users}`;
  let events = weeks.get(key);
  if (!events) weeks.set(key, (events = eventsOf([...lifeBetween(tenant, users, monday, monday + week)])));
  return events;
}

/** Records as they come over the wire, through the real normalizer. One that is set aside fails the test. */
export function eventsOf(records: readonly Written[]): Happened[] {
  return records.map(({ at, record }) => {
    const event = normalizeRecord(JSON.parse(JSON.stringify(record)) as Record<string, unknown>);
    if (typeof event === 'string') throw new Error(`a simulated record was set aside: ${event}`);
    return { at, event };
  });
}

/** As the feeds bring them: each up to half an hour late, so out of order, and every twentieth twice. */
function delivered(events: readonly Happened[]): AuditEvent[] {
  return events
    .map(({ at, event }, index) => ({ event, due: at + ((index * 7919) % 30) * 60_000 }))
    .sort((a, b) => a.due - b.due)
    .flatMap(({ event }, index) => (index % 20 === 0 ? [event, event] : [event]));
}

/** The alerts of all detections. Both logs of the directory tell the same change; none may be told twice. */
export function alertsFor(events: readonly Happened[], organization: Partial<Organization>): Alert[] {
  const detector = new Detector({
    detections,
    organization: { ...noOrganization, ...organization },
    latenessMinutes: 60,
  });
  for (const event of delivered(events)) detector.take(event);
  detector.finish();
  assert.deepEqual(detector.trouble, { dropped: 0, faults: {} });
  return detector.drain();
}

export function companyIn(tenant: Tenant): Company {
  return companyOf(tenant, monday);
}

/** `high sharepoint.mass-download`, sorted: for comparing with what was typed by hand. */
export function named(alerts: readonly Alert[]): string[] {
  return alerts.map(({ severity, detection }) => `${severity} ${detection}`).sort();
}
