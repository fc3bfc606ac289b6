import { readFileSync } from 'node:fs';
import { isPlainObject } from '../../core/shape.ts';
import { type Snapshot, sectionNames, sections } from '../../core/snapshot.ts';
import type { TenantSeed } from '../tenant.ts';
import { fromSnapshot } from './from-snapshot.ts';
import { clinicContent } from './texas-clinic-content.ts';
import { clinicLinkRecords } from './texas-clinic-links.ts';
import { clinicAtWork } from './texas-clinic-staff.ts';

const demo = new URL('../../../demo/texas-clinic.json', import.meta.url);

/** The clinic of scenario A1 on its first day: the settings of the demo, behind live APIs. */
export function texasClinic(): TenantSeed {
  const document: unknown = JSON.parse(readFileSync(demo, 'utf8'));
  const seed = { ...fromSnapshot(snapshotOf(document)), content: clinicContent, history: clinicAtWork };
  return { ...seed, logs: { ...seed.logs, unifiedAudit: clinicLinkRecords(seed) } };
}

/** Wardline's snapshot file as a snapshot; what it does not hold was not collected. */
export function snapshotOf(document: unknown): Snapshot {
  if (!isPlainObject(document) || document['kind'] !== 'wardline.snapshot') throw new Error('not a Wardline snapshot');
  const given = document['sections'] as Record<string, { status?: string; data?: unknown } | undefined>;
  const takenAt = String(document['takenAt']);
  const section = (name: (typeof sectionNames)[number]): unknown => {
    const { call } = sections[name];
    const entry = given[name];
    return entry?.status === 'read'
      ? { status: 'read', data: sections[name].decode(entry.data), readAt: takenAt, from: name, call }
      : { status: 'unavailable', reason: 'not-collected', detail: '', call };
  };
  return {
    tenant: document['tenant'] as Snapshot['tenant'],
    takenAt,
    source: { kind: 'wardline', tool: 'seed' },
    sections: Object.fromEntries(sectionNames.map((name) => [name, section(name)])) as unknown as Snapshot['sections'],
    declared: {},
    unrecognized: {},
  };
}
