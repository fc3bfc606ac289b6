import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, it } from 'node:test';
import { assumptions, assumptionsPage } from '../../src/simulator/assumptions/index.ts';

const root = fileURLToPath(new URL('../../src/simulator', import.meta.url));

describe('assumptions', () => {
  const named = new Map<string, string[]>();
  for (const file of globSync('**/*.ts', { cwd: root }).filter((path) => !path.startsWith('assumptions')))
    for (const [, id = ''] of readFileSync(join(root, file), 'utf8').matchAll(/\bassumption ([a-z0-9-]+)/g))
      named.set(id, [...(named.get(id) ?? []), file.replaceAll('\\', '/')]);

  it('have ids of their own', () => {
    assert.equal(new Set(assumptions.map(({ id }) => id)).size, assumptions.length);
  });
  it('are listed when the code names them, with the files that do', () => {
    const listed = Object.fromEntries(assumptions.map(({ id, where }) => [id, [...where].toSorted()]));
    const found = Object.fromEntries([...named].map(([id, files]) => [id, [...new Set(files)].toSorted()]));
    assert.deepEqual(found, listed);
  });
  it('make one table', () => {
    const rows = assumptionsPage()
      .split('\n')
      .filter((line) => line.startsWith('| '));
    assert.equal(rows.length, assumptions.length + 2);
    for (const row of rows) assert.equal(row.match(/(?<!\\)\|/g)?.length, 7);
  });
});
