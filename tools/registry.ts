import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface UnitFile {
  service: string;
  name: string;
  id: string;
  exportName: string;
}

const folderOf = (kind: 'controls' | 'detections') => new URL(`../src/${kind}/`, import.meta.url).pathname;

/** Every control file below `src/controls`, in order of id. */
export function controlFiles(): UnitFile[] {
  return unitFiles('controls', /\bdefineControl\(/);
}

/** Every detection file below `src/detections`, in order of id. */
export function detectionFiles(): UnitFile[] {
  return unitFiles('detections', /\bdefineDetection\(/);
}

function unitFiles(kind: 'controls' | 'detections', maker: RegExp): UnitFile[] {
  const folder = folderOf(kind);
  const services = readdirSync(folder, { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && entry.name !== 'baselines',
  );
  return services
    .flatMap(({ name: service }) => {
      const files = readdirSync(join(folder, service));
      return files
        .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
        .filter((file) => maker.test(readFileSync(join(folder, service, file), 'utf8')))
        .map((file) => ({ service, name: file.slice(0, -3) }));
    })
    .map(({ service, name }) => ({
      service,
      name,
      id: `${service}.${name}`,
      exportName: name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()),
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** The text of `src/controls/index.ts` for the files that are there. */
export function registryText(): string {
  const files = controlFiles();
  const imports = files.map(
    ({ service, name, exportName }) => `import { ${exportName} } from './${service}/${name}.ts';`,
  );
  return [
    "import type { Control } from '../core/control.ts';",
    ...imports,
    '',
    '/** Every control, in order of id. `npm run new control` adds the line; a test holds the list against the folder. */',
    'export const controls: readonly Control[] = [',
    ...files.map(({ exportName }) => `  ${exportName},`),
    '];',
    '',
  ].join('\n');
}

/** The text of `src/detections/index.ts` for the files that are there. */
export function detectionRegistryText(): string {
  const files = detectionFiles();
  return [
    "import type { Detection } from '../core/detection.ts';",
    ...files.map(({ service, name, exportName }) => `import { ${exportName} } from './${service}/${name}.ts';`),
    '',
    '/** Every detection, in order of id. `node tools/registry.ts` writes it; a test holds the list against the folder. */',
    'export const detections: readonly Detection[] = [',
    ...files.map(({ exportName }) => `  ${exportName},`),
    '];',
    '',
  ].join('\n');
}

/** Writes both indexes. */
export function writeRegistry(): void {
  writeFileSync(join(folderOf('controls'), 'index.ts'), registryText());
  writeFileSync(join(folderOf('detections'), 'index.ts'), detectionRegistryText());
}

if (import.meta.main) writeRegistry();
