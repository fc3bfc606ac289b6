import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { normalizeRecord } from '../src/connectors/audit-records/normalize.ts';
import type { AuditEvent } from '../src/core/audit-event.ts';
import type { Alert, Detection } from '../src/core/detection.ts';
import { noOrganization, type Organization } from '../src/core/organization.ts';
import type { Severity } from '../src/core/severity.ts';
import { Detector } from '../src/engine/detect.ts';
import { loginRecord, type RawRecord } from './audit-records.ts';

/** Raw records, or records with what the organization declares and what the alert must say. */
export type AlertCase =
  | readonly RawRecord[]
  | {
      records: readonly RawRecord[];
      organization?: Partial<Organization>;
      severity?: Severity;
      /** Name of the account that the alert names. */
      actor?: string;
      group?: string;
      /** Alerts in all; 1 when absent. */
      alerts?: number;
      /** Signals counted in the first alert. */
      count?: number;
      why?: RegExp;
    };
export type SilentCase = readonly RawRecord[] | { records: readonly RawRecord[]; organization?: Partial<Organization> };

/** Events of raw records in any order, through the real normalizer, by time. A record that is none fails the test. */
export function eventsOf(records: readonly RawRecord[]): AuditEvent[] {
  const events = records.map((record) => {
    const event = normalizeRecord(record);
    if (typeof event === 'string') throw new Error(`a record of the test was set aside: ${event}`);
    return event;
  });
  return events.sort((a, b) => a.millis - b.millis);
}

/** Alerts of one or more detections on raw records, through the real engine. The organization's domain is learnt as in life. */
export function alertsOf(
  detections: readonly Detection[],
  records: readonly RawRecord[],
  organization: Partial<Organization> = {},
): Alert[] {
  const detector = new Detector({ detections, organization: { ...noOrganization, ...organization } });
  const events = eventsOf(records);
  // An ordinary sign-in of the clinic's own, so that the engine knows whose log it reads.
  for (const event of eventsOf([loginRecord({ user: 'office@clinic.example.com' })])) detector.learn(event);
  for (const event of events) detector.learn(event);
  for (const event of events) detector.take(event);
  detector.finish();
  assert.deepEqual(detector.trouble, { dropped: 0, faults: {} });
  return detector.drain();
}

/** Proves that a detection alerts on what it is for and is silent on ordinary life. Both lists must hold cases. */
export function testDetection(
  detection: Detection,
  cases: { alerts: Readonly<Record<string, AlertCase>>; silent: Readonly<Record<string, SilentCase>> },
): void {
  describe(detection.id, () => {
    it('has cases that alert and cases that stay silent', () => {
      assert.ok(Object.keys(cases.alerts).length > 0 && Object.keys(cases.silent).length > 0);
    });
    for (const [reason, given] of Object.entries(cases.alerts)) {
      it(`alerts: ${reason}`, () => {
        const one = isList(given) ? { records: given } : given;
        const alerts = alertsOf([detection], one.records, one.organization);
        assert.equal(alerts.length, one.alerts ?? 1, JSON.stringify(alerts, null, 2));
        const [alert] = alerts as [Alert];
        if (one.severity) assert.equal(alert.severity, one.severity);
        if (one.actor) assert.equal(alert.actor, one.actor);
        if (one.group) assert.equal(alert.group, one.group);
        if (one.count !== undefined) assert.equal(alert.count, one.count);
        if (one.why) assert.match(alert.why, one.why);
        saysNoFileName(alerts, one.records);
      });
    }
    for (const [reason, given] of Object.entries(cases.silent)) {
      it(`silent: ${reason}`, () => {
        const one = isList(given) ? { records: given } : given;
        assert.deepEqual(alertsOf([detection], one.records, one.organization), []);
      });
    }
  });
}

function isList(given: AlertCase | SilentCase): given is readonly RawRecord[] {
  return Array.isArray(given);
}

/** File names and subjects are PHI: none may stand in what an alert says. */
function saysNoFileName(alerts: readonly Alert[], records: readonly RawRecord[]): void {
  const words = JSON.stringify(alerts.map((alert) => ({ ...alert, eventIds: [] })));
  for (const { SourceFileName: name, Subject: subject } of records)
    for (const secret of [name, subject])
      assert.ok(
        typeof secret !== 'string' || secret.length < 4 || !words.includes(secret),
        'the alert shows a file name or subject',
      );
}
