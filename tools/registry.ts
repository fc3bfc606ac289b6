import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = new URL('../src/controls/', import.meta.url).pathname;

/** Every control file below `src/controls`, as `{ service, name, id, export }`, in order of id. */
export function controlFiles(): { service: string; name: string; id: string; exportName: string }[] {
  const services = readdirSync(folder, { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && entry.name !== 'baselines',
  );
  return services
    .flatMap(({ name: service }) => {
      const files = readdirSync(join(folder, service));
      return files
        .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && isControl(join(folder, service, file)))
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

function isControl(path: string): boolean {
  return /\bdefineControl\(/.test(readFileSync(path, 'utf8'));
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

export function writeRegistry(): void {
  writeFileSync(join(folder, 'index.ts'), registryText());
}

if (import.meta.main) writeRegistry();
