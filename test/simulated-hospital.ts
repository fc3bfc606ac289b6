import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { millis } from '../src/core/clock.ts';
import { floridaHospital } from '../src/simulator/tenants/florida-hospital.ts';
import { type AuditBench, startAuditBench } from './audit-bench.ts';

export const records = 'https://mangrovebay-example.sharepoint.com/sites/medical-records';
export const leaver = 'curtis.vail@mangrovebay.example.com';

export interface ListedAlert {
  id: string;
  detection: string;
  severity: string;
  actor: string;
  count: number;
  firstAt: string;
  lastAt: string;
  raisedAt: string;
  why: string;
}

export interface Hospital extends AuditBench {
  pull(): Promise<void>;
  alerts(): Promise<ListedAlert[]>;
  now(): number;
}

/** The Florida hospital behind live APIs with a wardline.yaml, its subscriptions started. */
export async function startHospital(): Promise<Hospital> {
  const bench = await startAuditBench({ seed: floridaHospital() });
  writeFileSync(
    join(bench.cwd, 'wardline.yaml'),
    `phi:\n  sites: [${records}]\nwatch:\n  networks: [192.0.2.0/24]\n  leavers:\n    - account: ${leaver}\n      on: 2026-10-31\n`,
  );
  const { control } = bench.simulator;
  control.feed(bench.tenantId, { delay: [60, 60], firstContent: 0, repeatEvery: 10 });
  const hospital: Hospital = {
    ...bench,
    now: () => millis(control.clock.now()),
    async pull() {
      const { exit, err } = await bench.run('audit', 'pull', '--feed', 'unified');
      assert.equal(exit, 0, err);
    },
    async alerts() {
      const { exit, out, err } = await bench.run('alerts', 'list', '-o', 'json');
      assert.equal(exit, 0, err);
      return JSON.parse(out) as ListedAlert[];
    },
  };
  await hospital.pull();
  bench.advance('10m');
  return hospital;
}

/**
 * Moves the clock on in steps and pulls after each, until an alert of that detection stands. Throws when none comes within
 * so many rounds.
 */
export async function untilRaised(hospital: Hospital, detection: string, rounds: number): Promise<ListedAlert> {
  for (let round = 0; round < rounds; round += 1) {
    hospital.advance('5m');
    await hospital.pull();
    const found = (await hospital.alerts()).find((alert) => alert.detection === detection);
    if (found) return found;
  }
  throw new Error(`no ${detection} within ${rounds} rounds`);
}
