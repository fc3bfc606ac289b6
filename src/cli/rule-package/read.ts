import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { WardlineError } from '../../core/errors.ts';
import { largestPackage, readPackageXml } from '../../documents/rule-package/read-xml.ts';
import type { RulePackage } from '../../phi/rule-package/package.ts';
import { parsePackage } from '../../phi/rule-package/parse.ts';

/** Reads a rule package from a file. Throws `not-found` and `bad-input`. */
export function readPackageFile(name: string, cwd: string): { rules: RulePackage; bytes: number } {
  const bytes = readSmall(name, cwd, largestPackage);
  return { rules: parsePackage(readPackageXml(bytes, name)), bytes: bytes.length };
}

/** A file of at most so many bytes. Throws `not-found` and `bad-input`. */
export function readSmall(name: string, cwd: string, most: number): Buffer {
  const path = resolve(cwd, name);
  try {
    const stat = statSync(path);
    if (stat.isFile() && stat.size <= most) return readFileSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT')
      throw new WardlineError('not-found', `There is no file ${name}.`, 'Give a file of this machine.');
    throw new WardlineError('bad-input', `${name} cannot be opened (${code}).`, 'Check who may read it.');
  }
  throw new WardlineError(
    'bad-input',
    `${name} is not a file of at most ${Math.round(most / 1_048_576)} MB.`,
    'Give a single file that is smaller.',
  );
}
