import { createReadStream, statSync } from 'node:fs';
import { WardlineError } from '../../core/errors.ts';

/** Largest settings file that is read, in bytes. A real export of a large tenant stays below 20 MB. */
export const maxBytes = 128 * 1024 * 1024;

/**
 * The bytes of a file, or of standard input for `-`.
 * Throws `bad-input` when it is missing, not a file, empty, or larger than `maxBytes` (nothing beyond is read).
 */
export async function readBytes(path: string, limit = maxBytes): Promise<Buffer> {
  if (path !== '-') checkFile(path, limit);
  const stream = path === '-' ? process.stdin : createReadStream(path);
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of stream) {
      const bytes = Buffer.from(chunk as Uint8Array);
      size += bytes.length;
      if (size > limit) throw tooLarge(path, size, limit);
      chunks.push(bytes);
    }
  } catch (error) {
    if (error instanceof WardlineError) throw error;
    throw new WardlineError(
      'bad-input',
      `${named(path)} cannot be read (${codeOf(error)}).`,
      'Check that the file can be opened by this user.',
    );
  }
  if (size === 0)
    throw new WardlineError(
      'bad-input',
      `${named(path)} is empty.`,
      'Export the settings again; ScubaGear writes ProviderSettingsExport.json into its output folder.',
    );
  return Buffer.concat(chunks);
}

function checkFile(path: string, limit: number): void {
  let stat: ReturnType<typeof statSync>;
  try {
    stat = statSync(path);
  } catch (error) {
    const code = codeOf(error);
    const message = code === 'ENOENT' ? `There is no file ${path}.` : `${path} cannot be opened (${code}).`;
    throw new WardlineError(
      'bad-input',
      message,
      'Give the path of a ProviderSettingsExport.json or ScubaResults*.json, or - for standard input.',
    );
  }
  if (stat.isDirectory()) {
    throw new WardlineError(
      'bad-input',
      `${path} is a folder, not a file.`,
      'Give the ProviderSettingsExport.json or ScubaResults*.json inside it.',
    );
  }
  if (stat.size > limit) throw tooLarge(path, stat.size, limit);
}

function tooLarge(path: string, size: number, limit: number): WardlineError {
  const mb = (bytes: number) => Math.round(bytes / (1024 * 1024));
  return new WardlineError(
    'bad-input',
    `${named(path)} is larger than ${mb(limit)} MB${path === '-' ? '' : ` (${mb(size)} MB)`}: no settings export is that large.`,
    'Check that this is the settings export and not a log or an archive.',
  );
}

export function named(path: string): string {
  return path === '-' ? 'Standard input' : path;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}
