import type { Assessment } from '../core/assessment.ts';
import { phiGate } from '../engine/phi-gate.ts';
import type { Blobs } from '../store/blobs.ts';

/** What a list of tenants shows of an assessment. */
export interface GateShown {
  open: boolean;
  missing: number;
}

/** Most assessments that are remembered. */
const most = 5_000;
const holds: ReadonlySet<string> = new Set(['pass', 'attested', 'not-applicable']);

/**
 * The gate of assessments by the hash of their document. A document never changes, so what was once read off it stays
 * true; a list of 500 tenants then reads none of them twice.
 */
export function gateMemory(): (blobs: Blobs, document: string) => Promise<GateShown> {
  const known = new Map<string, GateShown>();
  return async (blobs, document) => {
    const met = known.get(document);
    if (met) return met;
    const gate = phiGate(JSON.parse(String(await blobs.get(document))) as Assessment);
    const shown = { open: gate.open, missing: gate.conditions.filter(({ outcome }) => !holds.has(outcome)).length };
    if (known.size >= most) known.delete(known.keys().next().value!);
    known.set(document, shown);
    return shown;
  };
}
