import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Runs the tests: all of them, or those below the paths given. One process, because the units are pure and a
 * process per file would take longer to start than to test. Piped, it prints failures and the summary only. A run of
 * all of them writes down what the connectors send, in this process and its children; tools/whole-trace.test.ts, the
 * last, holds it against Microsoft's metadata.
 */
const given = process.argv.slice(2);
const patterns =
  given.length > 0
    ? given.map((path) => (path.endsWith('.ts') ? path : `${path.replace(/\/$/, '')}/**/*.test.ts`))
    : ['src/**/*.test.ts', 'test/**/*.test.ts', 'tools/**/*.test.ts'];
if (globSync(patterns).length === 0) {
  process.stderr.write(`No test lies below ${given.join(', ')}.\n`);
  process.exit(64);
}
const reporter = process.stdout.isTTY || given.length > 0 ? 'spec' : './tools/short-reporter.ts';
const folder = given.length > 0 ? undefined : mkdtempSync(join(tmpdir(), 'wardline-run-'));
const recorder = new URL('../test/trace-recorder.js', import.meta.url).href;
const traced = {
  WARDLINE_TEST_TRACE: folder,
  NODE_OPTIONS: `${process.env['NODE_OPTIONS'] ?? ''} --import=${recorder}`.trim(),
};
try {
  const { status } = spawnSync(
    process.execPath,
    [
      '--test',
      '--test-isolation=none',
      `--test-reporter=${reporter}`,
      '--test-reporter-destination=stdout',
      ...patterns,
    ],
    { stdio: 'inherit', ...(folder && { env: { ...process.env, ...traced } }) },
  );
  process.exitCode = status ?? 1;
} finally {
  if (folder) rmSync(folder, { recursive: true, force: true });
}
