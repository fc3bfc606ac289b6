import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { type SectionName, sectionNames, sections } from '../../../core/snapshot.ts';
import { changes, roleChanges } from '../../../../test/graph/changes.ts';
import { readContext, recordingClients } from '../../../../test/graph/recording.ts';
import { azureResources } from '../../azure/resources/index.ts';
import { betaResources, graphResources } from '../index.ts';

const resources = [...graphResources({ breakGlass: ['glass@clinic.example.com'] }), ...azureResources];
const root = join(import.meta.dirname, '../../../..');
const shared = join(root, '../shared');
const tool = join(shared, 'tools/graph_conformance.py');
const csdl = join(shared, 'data/graph-v1.0.csdl');

/** Reads every resource in an order that its `after` allows, as the engine does. */
async function readAll() {
  const { clients, requests } = recordingClients();
  const raw: Partial<Record<SectionName, unknown>> = {};
  const waiting = [...resources];
  while (waiting.length > 0) {
    const next = waiting.findIndex(({ after }) => (after ?? []).every((name) => name in raw));
    assert.notEqual(next, -1, `nothing gives what ${waiting.map(({ id }) => id).join(', ')} wait for`);
    const [resource] = waiting.splice(next, 1);
    Object.assign(raw, await resource!.read(clients, readContext(raw)));
  }
  return { raw, requests };
}

async function writeAll() {
  const { clients, requests } = recordingClients();
  const { raw } = await readAll();
  for (const change of [...changes, ...roleChanges(sections.privilegedRoles.decode(raw.privilegedRoles))]) {
    const resource = resources.find(({ sections }) => sections.includes(change.section));
    assert.ok(resource?.write, `nothing writes ${change.section}`);
    await resource.write(clients, change, readContext());
  }
  return requests;
}

function controlFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => join(folder, name));
}

describe('the Graph and Azure resources', () => {
  it('carry the id of their file and fill each section once', () => {
    assert.equal(new Set(resources.map(({ id }) => id)).size, resources.length);
    for (const { id } of resources) {
      const [api, name] = id.split('.') as [string, string];
      assert.ok(existsSync(join(root, 'src/connectors', api, 'resources', `${name}.ts`)), id);
    }
    const filled = resources.flatMap(({ sections }) => sections);
    assert.deepEqual(filled.toSorted(), [...new Set(filled)].toSorted());
  });

  it('fill every section that a Graph or Azure call fills', () => {
    const filled = new Set(resources.flatMap(({ sections }) => sections));
    const missing = sectionNames.filter(
      (name) => /^GET (\/|https:\/\/management)/.test(sections[name].call) && !filled.has(name),
    );
    assert.deepEqual(missing, []);
  });

  it('give answers that each section can decode', async () => {
    const { raw } = await readAll();
    for (const { sections: names } of resources) {
      for (const name of names) {
        const data: unknown = sections[name].decode(raw[name]);
        assert.ok(!Array.isArray(data) || data.length > 0, `${name} is empty`);
      }
    }
  });

  it('ask for each permission with a reason', () => {
    for (const { id, api, scopes } of resources) {
      assert.ok(api === 'azure' || scopes.length > 0, id);
      for (const { role, why, registration } of scopes) {
        assert.match(role, /^[A-Z][\w-]+(\.[A-Z]\w+)+$/, id);
        assert.match(why, /^[A-Z].*\.$/, id);
        if (registration === 'read-settings') assert.doesNotMatch(role, /Write/, id);
      }
    }
    for (const { id, write, scopes, api } of resources)
      assert.equal(
        write !== undefined,
        api === 'azure' ? write !== undefined : scopes.some((s) => s.registration === 'change'),
        id,
      );
  });

  it('write every section that a control changes', async () => {
    const own = new Set(resources.flatMap(({ sections }) => sections));
    const text = controlFiles(join(root, 'src/controls')).map((file) => readFileSync(file, 'utf8'));
    const changed = new Set(
      text
        .flatMap((source) => [...source.matchAll(/section: '(\w+)'/g)].map((match) => match[1] as SectionName))
        .filter((name) => own.has(name)),
    );
    const tried = new Set(changes.map(({ section }) => section));
    assert.ok(changed.size > 25);
    assert.deepEqual(
      [...changed].filter((name) => name !== 'privilegedRoles' && !tried.has(name)),
      [],
    );
    for (const name of changed)
      assert.ok(resources.find(({ sections }) => sections.includes(name))?.write, `nothing writes ${name}`);
  });

  it('use beta only where v1.0 has no such resource', async () => {
    const known = new Set(betaResources.map(({ id }) => id));
    assert.deepEqual(
      resources.filter(({ beta }) => beta).map(({ id }) => id),
      [...known],
    );
    for (const resource of resources) {
      const { clients, requests } = recordingClients();
      const { raw } = await readAll();
      await resource.read(clients, readContext(raw));
      const beta = requests.some(({ url }) => url.includes('/beta/'));
      assert.equal(beta, known.has(resource.id), resource.id);
    }
  });

  it(
    'make requests that Microsoft’s metadata knows',
    {
      skip:
        existsSync(tool) && existsSync(csdl) && spawnSync('python3', ['--version']).status === 0
          ? false
          : 'no conformance tool or no python3 here',
    },
    async () => {
      const requests = [...(await readAll()).requests, ...(await writeAll())];
      const checked = requests.filter(({ url }) => url.startsWith('https://graph.microsoft.com/v1.0/'));
      assert.ok(checked.length > 80);
      const folder = mkdtempSync(join(tmpdir(), 'wardline-graph-'));
      try {
        const file = join(folder, 'requests.jsonl');
        writeFileSync(file, checked.map((request) => `${JSON.stringify(request)}\n`).join(''));
        const run = spawnSync('python3', [tool, `--csdl=v1.0=${csdl}`, file], { encoding: 'utf8' });
        assert.equal(run.status, 0, run.stdout + run.stderr);
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  );
});
