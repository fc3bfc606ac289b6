import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { WardlineError } from '../../core/errors.ts';
import type { Organization } from '../../core/organization.ts';
import { inspectOptions } from '../../engine/inspect-options.ts';
import type { Invocation } from '../command.ts';
import type { HashKey } from './hash-key.ts';
import type { ScanWorkerData } from './job.ts';

/** What the options of a scan say, whatever it scans. */
export interface ScanSettings {
  workers: number;
  /** Milliseconds for one file, OCR apart. */
  timeout: number;
  fileBytes: number;
  ocr: boolean;
}

/** Throws `usage` for numbers that are none. */
export function scanSettings(options: Invocation['options']): ScanSettings {
  return {
    workers: whole(options['workers'], 'workers', 64) ?? availableParallelism(),
    timeout: (whole(options['timeout'], 'timeout', 86_400) ?? 120) * 1_000,
    fileBytes: (whole(options['maxSize'], 'max-size', 1_024) ?? 96) * 1_048_576,
    ocr: options['ocr'] !== false,
  };
}

/** What every worker of a scan of a tenant is given. */
export function tenantWorkerData(
  organization: Organization,
  { fileBytes }: ScanSettings,
  key: HashKey,
  reveal: boolean,
): ScanWorkerData {
  return {
    inspect: inspectOptions(organization),
    limits: { fileBytes },
    key: key.bytes.toString('base64'),
    keepHash: key.kept,
    keepMatches: true,
    reveal,
    careDates: true,
  };
}

/** Tells settings apart under which the same content may be judged otherwise. */
export function fingerprint(data: ScanWorkerData, { fileBytes, ocr }: ScanSettings, version: string): string {
  const settings = { inspect: data.inspect, fileBytes, ocr, version, key: data.keepHash ? data.key : '' };
  return createHash('sha256').update(JSON.stringify(settings)).digest('hex').slice(0, 16);
}

export function whole(given: unknown, name: string, most: number): number | undefined {
  if (typeof given !== 'string') return undefined;
  const value = Number(given);
  if (Number.isInteger(value) && value >= 1 && value <= most) return value;
  throw new WardlineError('usage', `--${name} takes a whole number from 1 to ${most}.`, 'Run the command with --help.');
}
