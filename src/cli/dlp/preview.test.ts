import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { tenant } from '../../../test/tenant.ts';
import { noOrganization } from '../../core/organization.ts';
import { planDlp } from '../../engine/dlp-template.ts';
import { planLabels } from '../../engine/label-template.ts';
import { ownSources } from '../../engine/own-sources.ts';
import { ownTypeRefs } from '../../phi/dlp/own-type-refs.ts';
import { main } from '../main.ts';

const at = '2026-11-21T08:00:00.000Z';
/** Files by the label that the auto-labeling plan must give them; none where no rule may hit. */
const files: Readonly<Record<string, readonly [string, readonly string[]]>> = {
  'chart.txt': ['Patient Rosa Delgado, SSN 536-22-8471, diagnosis type 2 diabetes E11.9.', ['PHI']],
  'hiv.txt': [
    'Patient Rosa Delgado, SSN 536-22-8471, HIV positive, on antiretroviral therapy.',
    ['PHI', 'PHI - restricted'],
  ],
  'roster.txt': ['Monday: Ann Okafor. Tuesday: Bo Lindqvist. Bring the keys.', []],
  'leaflet.txt': ['Living with type 2 diabetes: what to eat.', []],
  'lunch.txt': ['Noon at the usual place?', []],
};

describe('the preview of a rule', () => {
  const cwd = mkdtempSync(join(tmpdir(), 'wardline-preview-'));
  const own = ownTypeRefs(ownSources(noOrganization), 'Larkmeadow');
  const run = async (...argv: string[]) => {
    let [out, err] = ['', ''];
    const exit = await main(argv, {
      ...{ cwd, env: {} },
      stdout: { write: (text) => (out += text), columns: 120 },
      stderr: { write: (text) => (err += text) },
    });
    return { exit, out, err };
  };
  before(() => {
    mkdirSync(join(cwd, 'files'));
    for (const [name, [text]] of Object.entries(files)) writeFileSync(join(cwd, 'files', name), text);
    const { snapshot } = tenant({
      ...{ labels: [], labelPolicies: [], autoLabelPolicies: [], autoLabelRules: [], dlpPolicies: [], dlpRules: [] },
      ...{ retentionLabels: [], retentionPolicies: [], retentionRules: [] },
    });
    const options = { organization: noOrganization, baseline: 'clinic', at, own };
    writeFileSync(join(cwd, 'labels.json'), JSON.stringify(planLabels(snapshot, options)));
    writeFileSync(join(cwd, 'dlp.json'), JSON.stringify(planDlp(snapshot, options)));
  });
  after(() => rmSync(cwd, { recursive: true, force: true }));

  it('S0-61, S0-63, S3-39: labels by content hit the classes that they are for, and nothing else', async () => {
    const { exit, out, err } = await run('dlp', 'preview', 'labels.json', 'files', '--own-types', 'Larkmeadow');
    assert.equal(exit, 0, err);
    const { items } = JSON.parse(out) as {
      items: { path: string; components: { rules: { rule: string; outcome: string }[] }[] }[];
    };
    const hit = Object.fromEntries(
      items.map(({ path, components }) => [
        path.replace(/^.*[/\\]/, ''),
        components.flatMap(({ rules }) =>
          rules.filter(({ outcome }) => outcome === 'match').map(({ rule }) => rule.replace('Label ', '')),
        ),
      ]),
    );
    assert.deepEqual(
      Object.fromEntries(Object.entries(hit).map(([name, labels]) => [name, labels.toSorted()])),
      Object.fromEntries(Object.entries(files).map(([name, [, labels]]) => [name, [...labels]])),
    );
  });

  it('S0-63: the counts are those that the simulation applies to the same files', async () => {
    const shared = ['files', '--assume-shared', '--own-types', 'Larkmeadow'];
    const preview = JSON.parse((await run('dlp', 'preview', 'dlp.json', ...shared)).out) as {
      hits: number;
      rules: { rule: string; hits: number; classes: Record<string, number> }[];
    };
    const applied = JSON.parse((await run('dlp', 'simulate', 'dlp.json', ...shared)).out) as {
      summary: { rules: Record<string, number>; actions: Record<string, number>; items: number };
    };
    assert.ok(preview.hits > 0);
    assert.equal(preview.hits, applied.summary.items - applied.summary.actions['none']!);
    for (const { rule, hits, classes } of preview.rules) {
      assert.equal(hits, applied.summary.rules[rule] ?? 0, rule);
      assert.equal(
        Object.values(classes).reduce((sum, count) => sum + count, 0),
        hits,
        rule,
      );
    }
    const find = (name: string) => preview.rules.find(({ rule }) => rule === name)!;
    assert.deepEqual([find('Protect PHI: extra-sensitive').hits, find('Protect PHI: many records').hits], [1, 0]);
  });

  it('S0-63: takes the files of an earlier scan, and shows places and no value', async () => {
    await run('scan', 'files', '--state', 'scan.state', '--no-ocr');
    const fromScan = await run(
      'dlp',
      'preview',
      'labels.json',
      'scan.state',
      '--own-types',
      'Larkmeadow',
      '-o',
      'table',
    );
    assert.equal(fromScan.exit, 0, fromScan.err);
    assert.match(fromScan.out, /Label PHI: .*chart\.txt \(PHI\): /);
    assert.match(fromScan.err, /2 of 5 items are hit/);
    for (const { out, err } of [
      fromScan,
      await run('dlp', 'preview', 'labels.json', 'files', '--own-types', 'Larkmeadow'),
    ])
      assert.doesNotMatch(out + err, /536-22|8471|Rosa|Okafor/);
  });

  it('S0-63: a condition alone, and what is none', async () => {
    writeFileSync(
      join(cwd, 'rule.json'),
      JSON.stringify({
        Name: 'SSN',
        ContentContainsSensitiveInformation: [{ name: 'U.S. Social Security Number (SSN)' }],
      }),
    );
    const { out } = await run('dlp', 'preview', 'rule.json', 'files', '--samples', '1');
    const { rules } = JSON.parse(out) as { rules: { hits: number; samples: unknown[] }[] };
    assert.deepEqual([rules[0]!.hits, rules[0]!.samples.length], [2, 1]);
    writeFileSync(join(cwd, 'none.json'), '{"kind":"wardline.plan","changes":[]}');
    assert.equal((await run('dlp', 'preview', 'none.json', 'files')).exit, 65);
    assert.equal((await run('dlp', 'preview', 'rule.json', 'nowhere')).exit, 64);
  });
});
