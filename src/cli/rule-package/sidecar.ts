import { existsSync } from 'node:fs';
import { WardlineError } from '../../core/errors.ts';
import { type Action, ladder } from '../../phi/dlp/policy.ts';
import { readSmall } from './read.ts';

/** The name of the file beside an item that tells what no content can. */
export const sidecarEnding = '.dlp.json';

/** What is known of an item beside its content, and what is expected of the policy. */
export interface Sidecar {
  sharedOutside?: boolean;
  labels?: readonly string[];
  recipients?: readonly string[];
  sender?: string;
  subject?: string;
  expect?: Action;
}

const shape: Readonly<Record<keyof Sidecar, (value: unknown) => boolean>> = {
  sharedOutside: (value) => typeof value === 'boolean',
  labels: isTexts,
  recipients: isTexts,
  sender: (value) => typeof value === 'string',
  subject: (value) => typeof value === 'string',
  expect: (value) => (ladder as readonly unknown[]).includes(value),
};

/** The sidecar of a file, where there is one. Throws `bad-input`. */
export function readSidecar(file: string, shown: string): Sidecar | undefined {
  const path = `${file}${sidecarEnding}`;
  if (!existsSync(path)) return undefined;
  const refuse = (reason: string) =>
    new WardlineError(
      'bad-input',
      `${shown}${sidecarEnding} cannot be used: ${reason}`,
      `It may hold sharedOutside (true or false), labels, recipients, sender, subject and expect (${ladder.join(', ')}).`,
    );
  let raw: unknown;
  try {
    raw = JSON.parse(readSmall(path, '/', 1_048_576).toString('utf8'));
  } catch {
    throw refuse('it is no JSON.');
  }
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) throw refuse('it is no object.');
  for (const [key, value] of Object.entries(raw)) {
    if (!Object.hasOwn(shape, key)) throw refuse('it has a member that is not known.');
    if (!shape[key as keyof Sidecar](value)) throw refuse(`${key} is not of its form.`);
  }
  return raw;
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((entry) => typeof entry === 'string');
}
