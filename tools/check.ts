import { spawnSync } from 'node:child_process';

/** Everything that must hold before a change lands, cheapest first. Stops at the first that fails. */
const node = process.execPath;
const bin = (name: string) => `node_modules/.bin/${name}`;
const steps: [name: string, command: string, ...args: string[]][] = [
  ['format', bin('oxfmt'), '--check'],
  ['lint', bin('oxlint'), '--type-aware', '--deny-warnings'],
  ['types', node, 'node_modules/typescript7/bin/tsc', '-p', '.'],
  ['types of the console', node, 'node_modules/typescript7/bin/tsc', '-p', 'src/web'],
  ['layers', bin('depcruise'), '--config', '.dependency-cruiser.cjs', 'src', 'test', 'tools', 'bench'],
  ['unused', bin('knip')],
  ['generated is clean', node, 'tools/generate-docs.ts', '--check'],
  ['tests', node, 'tools/test.ts'],
];

for (const [name, command, ...args] of steps) {
  process.stdout.write(`\n— ${name}\n`);
  const { status } = spawnSync(command, args, { stdio: 'inherit' });
  if (status !== 0) {
    process.stderr.write(`\n${name} failed. Run it alone: ${[command, ...args].join(' ').replace(node, 'node')}\n`);
    process.exit(1);
  }
}
process.stdout.write('\nAll checks passed.\n');
