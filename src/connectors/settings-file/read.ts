import { createHash } from 'node:crypto';
import { WardlineError } from '../../core/errors.ts';
import { isPlainObject } from '../../core/shape.ts';
import type { Snapshot } from '../../core/snapshot.ts';
import { isScubaExport, scubaSnapshot } from '../scuba-export/read.ts';
import { isWardlineSnapshot, wardlineSnapshot } from '../wardline-snapshot/read.ts';
import { named, readBytes } from './bytes.ts';
import { parseJson } from './json.ts';
import { refuseSecrets } from './secrets.ts';

/**
 * A tenant snapshot out of a file (or `-`, standard input): ScubaGear's ProviderSettingsExport.json, the raw part
 * of ScubaResults*.json, or Wardline's own snapshot. `readAt` stands in when the file does not say when it was read.
 * Throws `bad-input` with the file, the place and the next step; nothing of the content is quoted.
 */
export async function readSettingsFile(path: string, readAt: string): Promise<Snapshot> {
  const bytes = await readBytes(path);
  return {
    ...snapshotOf(parseJson(bytes, path), path, readAt),
    digest: createHash('sha256').update(bytes).digest('hex'),
  };
}

export function snapshotOf(document: unknown, path: string, readAt: string): Snapshot {
  if (!isPlainObject(document))
    throw wrongKind(path, `holds ${Array.isArray(document) ? 'a list' : 'a bare value'}, not a settings export`);
  if (document['kind'] === 'wardline.assessment') {
    throw new WardlineError(
      'bad-input',
      `${named(path)} is a result of an assessment, not a settings export.`,
      'Compare results with: wardline diff FILE1 FILE2',
    );
  }
  refuseSecrets(document, path);
  if (isWardlineSnapshot(document)) return wardlineSnapshot(document, path);
  const raw = document['Raw'] ?? document['raw'];
  const settings = isPlainObject(raw) ? raw : document;
  if (!isScubaExport(settings)) {
    const results = 'Results' in document || 'Summary' in document;
    throw wrongKind(
      path,
      results ? 'is a ScubaGear result without its raw part' : 'holds none of the keys of a settings export',
    );
  }
  return scubaSnapshot(settings, readAt);
}

function wrongKind(path: string, what: string): WardlineError {
  return new WardlineError(
    'bad-input',
    `${named(path)} ${what}.`,
    "Give ScubaGear's ProviderSettingsExport.json or ScubaResults*.json. `wardline assess --help` says how to make one.",
  );
}
