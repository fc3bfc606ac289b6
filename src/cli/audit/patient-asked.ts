import { WardlineError } from '../../core/errors.ts';
import { patientIn, patientTokens } from '../../engine/patient-tokens.ts';
import type { Invocation } from '../command.ts';
import { hashKey } from '../scan/hash-key.ts';
import { valueHash } from '../scan/value-hash.ts';

/**
 * Tokens of the patient that `--patient` names, or that a person types when it stands alone. What was typed is hashed
 * at once and goes no further. Undefined without the option.
 */
export async function askedPatient(invocation: Invocation): Promise<string[] | undefined> {
  const given = invocation.options['patient'];
  if (given === undefined || given === false) return undefined;
  const typed = typeof given === 'string' ? given : await typedPatient(invocation);
  const { bytes, kept } = await hashKey(invocation);
  if (!kept)
    throw new WardlineError(
      'no-master-key',
      'There is no key under which scans keep patients.',
      'Name the data folder with --home, or the key file of the scan with --hash-key-file.',
    );
  return patientTokens(patientIn(typed), valueHash(bytes));
}

async function typedPatient({ ask }: Invocation): Promise<string> {
  if (ask) return ask('Record number, SSN or plan number, or name and birth date (Rosa Delgado 1985-03-05): ');
  throw new WardlineError(
    'usage',
    'Nobody is at a terminal to name the patient.',
    'Give the patient with the option: --patient "LM-0012345"',
  );
}
