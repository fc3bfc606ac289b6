import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

interface Cruise {
  modules: { source: string }[];
  summary: { totalCruised: number; violations: { from: string; to: string; rule: { name: string } }[] };
}

/** One file for each layer, importing what it may. */
const good: Record<string, string> = {
  'src/core/control.ts':
    'export interface Control { id: string }\nexport const make = (id: string): Control => ({ id });\n',
  'src/hipaa/index.ts': "import type { Control } from '../core/control.ts';\nexport const cited: Control[] = [];\n",
  'src/controls/entra/rules.ts': "import { make } from '../../core/control.ts';\nexport const rule = make('rule');\n",
  'src/controls/entra/mfa-on.ts': "import { rule } from './rules.ts';\nexport const mfaOn = rule;\n",
  'src/controls/entra/mfa-on.test.ts':
    "import { mfaOn } from './mfa-on.ts';\nimport assert from 'node:assert/strict';\nassert.ok(mfaOn);\n",
  'src/controls/teams/lobby-on.ts':
    "import { make } from '../../core/control.ts';\nexport const lobbyOn = make('lobby');\n",
  'src/controls/index.ts':
    "import { mfaOn } from './entra/mfa-on.ts';\nimport { lobbyOn } from './teams/lobby-on.ts';\nexport const controls = [mfaOn, lobbyOn];\n",
  'src/connectors/file/read.ts':
    "import { readFileSync } from 'node:fs';\nimport type { Control } from '../../core/control.ts';\nexport const read = (path: string): Control => JSON.parse(readFileSync(path, 'utf8'));\n",
  'src/reports/text.ts':
    "import type { Control } from '../core/control.ts';\nexport const text = (control: Control) => control.id;\n",
  'src/engine/assess.ts':
    "import { createHash } from 'node:crypto';\nimport type { Control } from '../core/control.ts';\nexport const assess = (list: Control[]) => createHash('sha256').update(String(list.length)).digest('hex');\n",
  'src/cli/main.ts':
    "import { controls } from '../controls/index.ts';\nimport { assess } from '../engine/assess.ts';\nimport { read } from '../connectors/file/read.ts';\nimport { text } from '../reports/text.ts';\nexport const main = () => [assess(controls), read, text];\n",
};

/** One file that breaks one rule. */
const planted: Record<string, { rule: string; path: string; text: string }> = {
  'a unit that imports a Node module': {
    rule: 'units-are-pure',
    path: 'src/controls/entra/reads-files.ts',
    text: "import 'node:fs';",
  },
  'a unit that imports a package': {
    rule: 'units-are-pure',
    path: 'src/controls/entra/uses-zod.ts',
    text: "export { z } from 'zod';",
  },
  'a unit that imports the engine': {
    rule: 'units-are-pure',
    path: 'src/controls/entra/assesses.ts',
    text: "export { assess } from '../../engine/assess.ts';",
  },
  'a type that a unit takes from a connector': {
    rule: 'units-are-pure',
    path: 'src/controls/entra/knows-files.ts',
    text: "import type { read } from '../../connectors/file/read.ts';\nexport type Read = typeof read;",
  },
  'core that imports a control': {
    rule: 'core-imports-nothing',
    path: 'src/core/first.ts',
    text: "export { lobbyOn } from '../controls/teams/lobby-on.ts';",
  },
  'core that imports a type of the regulation': {
    rule: 'core-imports-nothing',
    path: 'src/core/cited.ts',
    text: "import type { cited } from '../hipaa/index.ts';\nexport type Cited = typeof cited;",
  },
  'the regulation that imports a control': {
    rule: 'hipaa-imports-core',
    path: 'src/hipaa/lobby.ts',
    text: "export { lobbyOn } from '../controls/teams/lobby-on.ts';",
  },
  'a control that uses a helper of another service': {
    rule: 'controls-keep-to-their-service',
    path: 'src/controls/teams/borrows.ts',
    text: "export { rule } from '../entra/rules.ts';",
  },
  'an engine that imports a connector': {
    rule: 'engine-is-given-connectors-and-store',
    path: 'src/engine/collect.ts',
    text: "export { read } from '../connectors/file/read.ts';",
  },
  'a type that the engine takes from a connector': {
    rule: 'engine-is-given-connectors-and-store',
    path: 'src/engine/plan.ts',
    text: "import type { read } from '../connectors/file/read.ts';\nexport type Read = typeof read;",
  },
  'a connector that judges': {
    rule: 'connectors-import-core',
    path: 'src/connectors/file/judge.ts',
    text: "export { controls } from '../../controls/index.ts';",
  },
  'a report that assesses': {
    rule: 'reports-show-plain-results',
    path: 'src/reports/assess.ts',
    text: "export { assess } from '../engine/assess.ts';",
  },
  'two files that need each other': {
    rule: 'no-cycle',
    path: 'src/core/left.ts',
    text: "export const left = 1;\nexport { right } from './right.ts';",
  },
  'product code that imports a test': {
    rule: 'nobody-imports-tests',
    path: 'src/cli/tests.ts',
    text: "import '../controls/entra/mfa-on.test.ts';",
  },
  'product code that imports a harness': {
    rule: 'only-tests-import-test',
    path: 'src/cli/harness.ts',
    text: "export { tenant } from '../../test/tenant.ts';",
  },
  'an import of nothing': {
    rule: 'nothing-unresolved',
    path: 'src/cli/gone.ts',
    text: "export { gone } from './gone-for-good.ts';",
  },
};

/**
 * With TypeScript 7 alone, dependency-cruiser sees no module, reports no violation and exits 0. These tests hold that
 * it really looks: it sees each file, and each rule catches an import planted to break it.
 */
describe('the layer rules', () => {
  it('see every module of src', () => {
    const { modules, summary } = cruise(root, ['src']);
    const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.ts'),
    );
    const seen = new Set(modules.map((module) => module.source));
    assert.deepEqual(
      files.map((file) => `src/${file.replaceAll('\\', '/')}`).filter((file) => !seen.has(file)),
      [],
    );
    assert.ok(summary.totalCruised > 100, `${summary.totalCruised} modules`);
  });

  describe('in a small tree of the same shape', () => {
    let tree = '';
    before(() => {
      tree = mkdtempSync(join(tmpdir(), 'wardline-layers-'));
      for (const file of ['.dependency-cruiser.cjs', 'tsconfig.json']) cpSync(join(root, file), join(tree, file));
      for (const [path, text] of Object.entries(good)) plant(tree, path, text);
    });
    after(() => rmSync(tree, { recursive: true, force: true }));

    it('find nothing where all imports point down', () => {
      const { modules, summary } = cruise(tree, ['src']);
      const seen = new Set(modules.map((module) => module.source));
      assert.deepEqual(
        Object.keys(good).filter((path) => !seen.has(path)),
        [],
      );
      assert.deepEqual(summary.violations, []);
    });

    describe('catch', () => {
      let found: string[] = [];
      before(() => {
        plant(tree, 'test/tenant.ts', 'export const tenant = {};');
        plant(tree, 'src/core/right.ts', "export const right = 2;\nexport { left } from './left.ts';");
        for (const { path, text } of Object.values(planted)) plant(tree, path, text);
        found = cruise(tree, ['src']).summary.violations.map(({ rule, from }) => `${rule.name} in ${from}`);
      });

      for (const [name, { rule, path }] of Object.entries(planted)) {
        it(name, () => assert.ok(found.includes(`${rule} in ${path}`), `only found: ${found.join(', ')}`));
      }
    });
  });
});

function plant(tree: string, path: string, text: string): void {
  mkdirSync(dirname(join(tree, path)), { recursive: true });
  writeFileSync(join(tree, path), text);
}

/** What dependency-cruiser sees below the given folders, by the rules of the folder it runs in. */
function cruise(cwd: string, folders: readonly string[]): Cruise {
  const tool = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const args = [tool, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...folders];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 });
  assert.ok(stdout.startsWith('{'), stderr);
  return JSON.parse(stdout);
}
