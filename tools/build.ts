import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';

/** Compiles `src` to `dist` for the published package: Node strips no types under node_modules. Then the console. */
rmSync('dist', { recursive: true, force: true });
const { status } = spawnSync(process.execPath, ['node_modules/typescript7/bin/tsc', '-p', 'tsconfig.build.json'], {
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
if (status === 0) await import('./build-web.ts');
