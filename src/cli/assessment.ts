import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { readSettingsFile } from '../connectors/settings-file/read.ts';
import { baselines } from '../controls/baselines/index.ts';
import { controls } from '../controls/index.ts';
import type { Assessment } from '../core/assessment.ts';
import type { Baseline } from '../core/baseline.ts';
import { isDay, now } from '../core/clock.ts';
import { WardlineError } from '../core/errors.ts';
import { type Organization, noOrganization } from '../core/organization.ts';
import type { Snapshot } from '../core/snapshot.ts';
import { assess } from '../engine/assess.ts';
import { parseOrganization } from '../engine/organization-file.ts';
import type { Invocation, Option } from './command.ts';

export const organizationOption: Option = {
  flags: '--organization <file>',
  summary: 'the organization file (wardline.yaml here, where there is one)',
};

/** Options that every command shares which assesses a settings file. */
export const assessOptions: readonly Option[] = [
  { flags: '--from <file>', summary: "ScubaGear's export, a Wardline snapshot, or - for standard input" },
  organizationOption,
  {
    flags: '--baseline <id>',
    summary: 'hold the tenant to this baseline',
    choices: baselines.map((baseline) => baseline.id),
  },
  { flags: '--as-of <date>', summary: 'judge exceptions and attestations as of this day (2026-11-20)' },
];

/** Reads the settings and the organization file named by the options and assesses them. */
export async function assessFrom(invocation: Invocation, from: string): Promise<Assessment> {
  const at = momentOf(invocation.options['asOf']);
  const snapshot = await readSettingsFile(from === '-' ? from : resolve(invocation.cwd, from), at);
  return assessSnapshot(invocation, snapshot, from === '-' ? 'standard input' : basename(from));
}

/**
 * Assesses settings that were read already, with the organization file and the baseline named by the options.
 * `present`: the moment of the assessment, where the options name no day.
 */
export function assessSnapshot(
  { options, cwd, version }: Invocation,
  snapshot: Snapshot,
  settings: string,
  present = now(),
): Assessment {
  const at = typeof options['asOf'] === 'string' ? momentOf(options['asOf']) : present;
  const { organization, file } = loadOrganization(options['organization'], cwd);
  const baseline = baselineOf(options['baseline'], organization);
  return assess(snapshot, {
    controls,
    organization,
    baseline,
    at,
    version,
    files: { settings, ...(file && { organization: file }) },
  });
}

/** The baseline of the options, else of the organization file, else the clinic's. */
export function baselineOf(given: unknown, organization: Organization): Baseline {
  const id = given ?? organization.baseline ?? 'clinic';
  return baselines.find((entry) => entry.id === id)!;
}

export function loadOrganization(given: unknown, cwd: string): { organization: Organization; file?: string } {
  const name = typeof given === 'string' ? given : 'wardline.yaml';
  const path = resolve(cwd, name);
  if (!existsSync(path)) {
    if (typeof given === 'string')
      throw new WardlineError('bad-input', `There is no file ${given}.`, '`wardline init` writes a commented one.');
    return { organization: noOrganization };
  }
  const stat = statSync(path);
  if (!stat.isFile() || stat.size > 4 * 1024 * 1024)
    throw new WardlineError(
      'bad-organization-file',
      `${name} is not a file of at most 4 MB.`,
      '`wardline init` writes a commented one.',
    );
  return { organization: parseOrganization(readFileSync(path, 'utf8'), name, { controls, baselines }), file: name };
}

function momentOf(asOf: unknown): string {
  if (typeof asOf !== 'string') return now();
  if (!isDay(asOf)) throw new WardlineError('usage', `--as-of takes a day such as 2026-11-20.`);
  return `${asOf}T23:59:59.000Z`;
}
