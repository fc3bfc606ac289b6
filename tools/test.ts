import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';

/**
 * Runs the tests: all of them, or those below the paths given. One process, because the units are pure and a
 * process per file would take longer to start than to test. Piped, it prints failures and the summary only.
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
const { status } = spawnSync(
  process.execPath,
  ['--test', '--test-isolation=none', `--test-reporter=${reporter}`, '--test-reporter-destination=stdout', ...patterns],
  { stdio: 'inherit' },
);
process.exitCode = status ?? 1;
