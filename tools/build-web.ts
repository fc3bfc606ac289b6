import { existsSync, globSync, statSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import { build } from 'vite';

/** Builds the console from src/web to dist/web. `--if-needed`: only when a source is newer than what was built. */
const built = 'dist/web/index.html';
const sources = [
  'src/web/**/*',
  'src/api/**/*.ts',
  'src/core/**/*.ts',
  'src/reports/figures/*.ts',
  'package-lock.json',
];

const fresh = () =>
  existsSync(built) && globSync(sources).every((file) => statSync(file).mtimeMs <= statSync(built).mtimeMs);

if (!process.argv.includes('--if-needed') || !fresh())
  await build({
    root: 'src/web',
    logLevel: 'warn',
    plugins: [react()],
    build: {
      outDir: '../../dist/web',
      emptyOutDir: true,
      target: 'es2022',
      sourcemap: false,
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 800,
    },
  });
