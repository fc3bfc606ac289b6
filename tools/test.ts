import { spawnSync } from 'node:child_process';

/**
 * Runs the tests: all of them, or those below the paths given. One process, because the units are pure and a
 * process per file would take longer to start than to test.
 */
const given = process.argv.slice(2);
const patterns =
  given.length > 0
    ? given.map((path) => (path.endsWith('.ts') ? path : `${path.replace(/\/$/, '')}/**/*.test.ts`))
    : ['src/**/*.test.ts', 'test/**/*.test.ts'];
const reporter = process.stdout.isTTY || given.length > 0 ? 'spec' : 'dot';
const { status } = spawnSync(
  process.execPath,
  ['--test', '--test-isolation=none', `--test-reporter=${reporter}`, '--test-reporter-destination=stdout', ...patterns],
  { stdio: 'inherit' },
);
process.exitCode = status ?? 1;
