import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { it } from 'node:test';

it('no suite has a hook outside a describe: all tests run in one process, and it would be a hook of each of them', () => {
  const files = globSync(['src/**/*.test.ts', 'test/**/*.test.ts', 'tools/**/*.test.ts']);
  assert.ok(files.length > 500, `only ${files.length} suites were found`);
  const wrong = files.filter((file) => /^(?:before|after)(?:Each)?\(/m.test(readFileSync(file, 'utf8')));
  assert.deepEqual(wrong, []);
});
