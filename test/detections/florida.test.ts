import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { normalizeRecord } from '../../src/connectors/audit-records/normalize.ts';
import type { Alert, Detection } from '../../src/core/detection.ts';
import { noOrganization, type Organization } from '../../src/core/organization.ts';
import { Detector } from '../../src/engine/detect.ts';
import { fileRecord, many, type RawRecord } from '../audit-records.ts';
import { day, hour, kate, life, patients } from './hospital-week.ts';

/**
 * Scenario A2 at 1:20: a hospital of 40 people works for a week; a leaver takes 3,116 files (62,318 at full size) in three
 * nights to an unmanaged laptop. Everything else in the log is ordinary life and must stay silent.
 */
const nights = [1039, 1039, 1038];
const laptop = { IsManagedDevice: false, DeviceDisplayName: 'KATE-HOME', Platform: 'WinDesktop' };

/** Minutes after Monday 9:00 UTC; nights begin at 23:00. */
function theft(): RawRecord[] {
  return nights.flatMap((files, night) =>
    many(files, (index) =>
      fileRecord(
        'FileDownloaded',
        {
          user: night === 1 ? 'Kate.Moss@clinic.example.com' : kate,
          at: (night + 1) * day + 14 * hour + index / 6,
          ip: night === 2 ? '203.0.113.99' : '203.0.113.7',
          site: patients,
          file: `record-${night}-${index}.pdf`,
        },
        laptop,
      ),
    ),
  );
}

/** Every detection of SharePoint, OneDrive and Teams. */
async function allDetections(): Promise<Detection[]> {
  const folders = ['sharepoint', 'teams'].map((service) => join(import.meta.dirname, '../../src/detections', service));
  const files = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .map((file) => join(folder, file)),
  );
  const modules = await Promise.all(files.map((file) => import(file) as Promise<Record<string, unknown>>));
  return modules.flatMap((module) =>
    Object.values(module).filter(
      (value): value is Detection => typeof value === 'object' && value !== null && 'firstSteps' in value,
    ),
  );
}

/** The log as it comes: blobs out of order within half an hour, every twentieth record twice. */
function delivered(records: readonly RawRecord[]): RawRecord[] {
  const time = (record: RawRecord) =>
    Date.parse(`${String(record['CreationTime'] ?? record['createdDateTime']).replace(/Z$/, '')}Z`);
  const late = records.map((record, index) => ({ record, at: time(record) + ((index * 7919) % 30) * 60_000 }));
  return late
    .sort((a, b) => a.at - b.at)
    .flatMap(({ record }, index) => (index % 20 === 0 ? [record, record] : [record]));
}

function replay(
  detections: readonly Detection[],
  records: readonly RawRecord[],
  organization: Partial<Organization>,
): Alert[] {
  const detector = new Detector({
    detections,
    organization: { ...noOrganization, ...organization },
    latenessMinutes: 60,
  });
  for (const record of records) {
    const event = normalizeRecord(record);
    assert.ok(typeof event !== 'string');
    detector.take(event);
  }
  detector.finish();
  assert.deepEqual(detector.trouble, { dropped: 0, faults: {} });
  return detector.drain();
}

const services = { serviceAccounts: ['backup@clinic.example.com'] };
const partners = [{ domain: 'partner.example.net', tls: true }];
const phi = { sites: [patients], mailboxes: [], groups: [], labels: [] };

describe('A2: a leaver takes the records of a hospital', () => {
  let detections: Detection[];
  before(async () => {
    detections = await allDetections();
  });

  it('a week of ordinary life alone is silent', () => {
    const records = delivered(life());
    assert.ok(records.length > 20_000);
    assert.deepEqual(
      replay(detections, records, { partners, phi, watch: { ...services, networks: ['192.0.2.0/24'] } }),
      [],
    );
  });

  for (const [name, organization, expected] of [
    [
      'declared as leaving, with networks and PHI sites',
      {
        partners,
        phi,
        watch: { ...services, networks: ['192.0.2.0/24'], leavers: [{ account: kate, on: '2026-03-31' }] },
      },
      ['sharepoint.leaver-downloads', 'sharepoint.unmanaged-device-download'],
    ],
    [
      'nobody told us that she leaves',
      { partners, watch: services },
      ['sharepoint.mass-download', 'sharepoint.slow-mass-download', 'sharepoint.unmanaged-device-download'],
    ],
  ] as const)
    it(`S0-68, S3-53: at most three alerts, one incident: ${name}`, () => {
      const records = delivered([...life(), ...theft()]);
      const stolen = new Set(
        theft().length === 3116
          ? records.filter((record) => record['IsManagedDevice'] === false).map((record) => record['Id'])
          : [],
      );
      assert.equal(stolen.size, 3116);
      const alerts = replay(detections, records, organization);
      assert.deepEqual(alerts.map(({ detection }) => detection).sort(), expected);
      for (const alert of alerts) {
        assert.equal(alert.actor.toLowerCase(), kate);
        assert.equal(alert.incident, 'phi-taken');
        assert.match(
          alert.why,
          /different files within .*clinic\.sharepoint\.com\/sites\/patients .*KATE-HOME from 203\.0\.113\.7/,
        );
        assert.doesNotMatch(JSON.stringify({ ...alert, eventIds: [] }), /record-\d|\.pdf/);
        assert.ok(alert.eventIds.every((id) => stolen.has(id)));
        assert.equal(alert.firstAt.slice(0, 10), '2026-03-03');
        // The burst of the first night; the others count to the end of the third.
        if (alert.detection === 'sharepoint.mass-download') continue;
        assert.match(
          alert.why,
          /^3,116 different files within 3 days.*KATE-HOME from 203\.0\.113\.99/,
          alert.detection,
        );
        assert.equal(alert.count, 3116);
        assert.equal(alert.lastAt.slice(0, 10), '2026-03-06');
      }
      assert.ok(alerts.some(({ severity }) => severity === 'critical'));
    });

  it('the first alert stands with the first file, the next within the first hour', () => {
    const records = theft();
    const first = replay(detections, records.slice(0, 1), { phi });
    assert.deepEqual(
      first.map(({ detection }) => detection),
      ['sharepoint.unmanaged-device-download'],
    );
    const soon = replay(detections, records.slice(0, 120), { phi });
    assert.ok(soon.some(({ detection }) => detection === 'sharepoint.mass-download'));
  });
});
