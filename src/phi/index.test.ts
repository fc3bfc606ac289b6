import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { detectors, signals } from './index.ts';

const here = import.meta.dirname;
const files = (folder: string) =>
  readdirSync(join(here, folder)).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));

describe('the catalogue of detectors', () => {
  it('an id is the path of its file, and no two are the same', () => {
    const ids = [...detectors, ...signals].map(({ id }) => id);
    assert.deepEqual([...new Set(ids)], ids);
    for (const id of ids) assert.ok(existsSync(join(here, `${id.slice(4).replaceAll('.', '/')}.ts`)), id);
  });

  it('every signal of the folder is registered', () => {
    const known = new Set([...detectors, ...signals].map(({ id }) => id));
    for (const file of files('signals')) assert.ok(known.has(`phi.signals.${file.slice(0, -3)}`), file);
  });

  it('every identifier detector has its table of cases', () => {
    for (const file of files('.')) {
      const source = readFileSync(join(here, file), 'utf8');
      if (/id: 'phi\.[a-z0-9-]+',/.test(source) && !file.startsWith('other-'))
        assert.ok(existsSync(join(here, file.replace('.ts', '.test.ts'))), file);
    }
  });

  it('titles are short, contexts are not empty and not repeated', () => {
    for (const { id, title, context } of detectors) {
      assert.ok(title.length < 70, id);
      assert.ok(context.length > 0, id);
    }
    for (const { id, terms } of signals) {
      assert.ok(terms.length >= 40, id);
      assert.deepEqual([...new Set(terms)], terms, id);
    }
  });

  it('patterns are sticky: they are tried at one place and never search', () => {
    for (const { id, shapes = [], labelled = [] } of detectors)
      for (const { pattern } of [...shapes, ...labelled]) assert.ok(pattern.sticky, id);
  });
});
