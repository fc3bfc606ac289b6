import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type LiveBench, startLiveBench } from '../../test/live.ts';

const mail = (to: string, body: string) =>
  `From: Ann Okafor <ann@example.com>\r\nTo: ${to}\r\nSubject: As asked\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\n${body}\r\n`;
const chart = 'Patient Rosa Delgado, SSN 536-22-8471, diagnosis type 2 diabetes E11.9.';
/** Twelve numbers of the form that the Social Security Administration gives out. */
const list = Array.from({ length: 12 }, (_, at) => `SSN 536-22-84${String(at + 60)}, type 2 diabetes`).join('\n');

/** Messages and the rung that each must meet, by hand. */
const corpus: Readonly<Record<string, readonly [string, string]>> = {
  'chart-outside.eml': [mail('bo@example.org', chart), 'encrypt'],
  'chart-inside.eml': [mail('cy@example.com', chart), 'none'],
  'many-outside.eml': [mail('bo@example.org', list), 'block'],
  'number-outside.eml': [mail('bo@example.org', 'Her SSN 536-22-8471, as you asked.'), 'tip'],
  'leaflet-outside.eml': [mail('bo@example.org', 'Our leaflet on type 2 diabetes.'), 'encrypt'],
  'lunch-outside.eml': [mail('bo@example.org', 'Noon at the usual place?'), 'none'],
};

interface PlanSeen {
  id: string;
  changes: {
    id: string;
    section: string;
    operation: string;
    summary: string;
    values: Record<string, unknown>;
    stages: { name: string; minimumDays: number }[];
    dependsOn: string[];
  }[];
  refused: { title: string; why: string }[];
}
interface Grid {
  workloads: {
    workload: string;
    state: string;
    next: string;
    cells: { policy: string; mode: string; days: number }[];
  }[];
}

describe('the plan of DLP policies, through the command line', () => {
  let bench: LiveBench;
  let run = '';
  before(async () => {
    bench = await startLiveBench();
    await bench.connect('read-settings', 'change');
    await bench.run('collect');
  });
  after(() => bench.close());

  const state = (collection: string) => Object.values(bench.simulator.control.state(bench.tenantId)[collection] ?? {});
  const plan = async (): Promise<PlanSeen> => {
    const { exit, out, err } = await bench.run('plan', '--template', 'phi-dlp');
    assert.equal(exit, 0, err);
    return JSON.parse(out) as PlanSeen;
  };
  const grid = async (): Promise<{ exit: number; rows: Record<string, Grid['workloads'][number]> }> => {
    await bench.run('collect');
    const { exit, out, err } = await bench.run('dlp', 'grid');
    assert.notEqual(out, '', err);
    const { workloads } = JSON.parse(out) as Grid;
    return { exit, rows: Object.fromEntries(workloads.map((row) => [row.workload, row])) };
  };
  const outcome = async (control: string) => {
    const { results } = JSON.parse((await bench.run('assess')).out) as {
      results: { control: string; outcome: string }[];
    };
    return results.find((result) => result.control === control)?.outcome;
  };

  it('S3-31: the grid names each licensed workload without a policy, and what is not licensed', async () => {
    const { exit, rows } = await grid();
    assert.equal(exit, 3);
    assert.deepEqual(
      Object.values(rows).map(({ workload, state: stands }) => [workload, stands]),
      [
        ['Exchange', 'missing'],
        ['SharePoint', 'missing'],
        ['OneDrive', 'missing'],
        ['Teams', 'not licensed'],
        ['Endpoints', 'not licensed'],
      ],
    );
    assert.match(rows['Teams']!.next, /Needs Purview DLP for Teams and devices \(E5 Compliance\)/);
    assert.match(rows['Exchange']!.next, /wardline plan --template phi-dlp/);
  });

  it('S0-49, S0-52, S3-35: the plan shows the ladder with the words of each tip, and the corpus meets it', async () => {
    const written = await bench.run('plan', '--template', 'phi-dlp', '--out', 'plan.json');
    assert.equal(written.exit, 0, written.err);
    const { changes, refused } = JSON.parse(readFileSync(join(bench.cwd, 'plan.json'), 'utf8')) as PlanSeen;
    const rules = changes.filter(({ section }) => section === 'dlpRules');
    assert.deepEqual(
      rules.map(({ summary }) => summary.split(':')[0]),
      ['Block', 'Justify', 'Tip', 'Encrypt'],
    );
    for (const { values } of rules) {
      const tip = String(values['notifyPolicyTipCustomText']);
      assert.ok(tip.length > 20 && tip.length <= 256, tip);
    }
    assert.deepEqual(
      refused.map(({ title }) => title),
      ['Protect PHI: Teams', 'Protect PHI: Endpoints'],
    );
    mkdirSync(join(bench.cwd, 'corpus'));
    for (const [name, [content, expect]] of Object.entries(corpus)) {
      writeFileSync(join(bench.cwd, 'corpus', name), content);
      writeFileSync(join(bench.cwd, 'corpus', `${name}.dlp.json`), JSON.stringify({ expect }));
    }
    const judged = await bench.run('dlp', 'simulate', 'plan.json', 'corpus', '--inside', 'example.com');
    assert.equal(judged.exit, 0, judged.err);
    const { items } = JSON.parse(judged.out) as { items: { path: string; action: string }[] };
    assert.deepEqual(
      Object.fromEntries(items.map(({ path, action }) => [path.replace(/^.*[/\\]/, ''), action])),
      Object.fromEntries(Object.entries(corpus).map(([name, [, action]]) => [name, action])),
    );
  });

  it('S0-52, S3-37: applied, the policies stand in test mode, and a second plan changes nothing', async () => {
    const { id } = await plan();
    const applied = await bench.run('apply', '--plan-id', id, '--yes');
    assert.equal(applied.exit, 0, applied.err + applied.out);
    run = (JSON.parse(applied.out) as { run: string }).run;
    assert.deepEqual(
      state('dlpPolicies').map(({ Name, Mode, ExchangeLocation }) => [
        Name,
        Mode,
        (ExchangeLocation as unknown[]).length,
      ]),
      [
        ['Protect PHI', 'TestWithNotifications', 1],
        ['Protect PHI in mail', 'TestWithNotifications', 1],
      ],
    );
    const justify = state('dlpRules').find(({ Name }) => Name === 'Protect PHI: identifiers with health terms')!;
    assert.deepEqual(
      [justify['AccessScope'], justify['BlockAccess'], justify['BlockAccessScope'], justify['NotifyAllowOverride']],
      ['NotInOrganization', true, 'PerUser', ['WithJustification']],
    );
    assert.match(String(justify['NotifyPolicyTipCustomText']), /give the reason/);
    const { exit, rows } = await grid();
    assert.equal(exit, 0);
    assert.deepEqual(
      [rows['OneDrive']!.state, rows['OneDrive']!.cells.map(({ mode, days }) => [mode, days])],
      ['tested', [['test', 0]]],
    );
    assert.match(rows['OneDrive']!.next, /in test mode for 0 of 14 days\. Enforcing it now gives a warning/);
    assert.deepEqual((await plan()).changes, []);
  });

  it('S3-37: a plan that enforces before the days have passed warns, and says after how many', async () => {
    bench.advance('3d');
    await bench.run('collect');
    const { err } = await bench.run('plan', '--only', 'purview.dlp-covers-workloads');
    assert.match(
      err.replaceAll(/\s+/g, ' '),
      /Warning: c\d+ enforces DLP policy Protect PHI after 3 days in test mode; 14 are recommended/,
    );
    bench.advance('11d');
    const { rows } = await grid();
    assert.match(rows['Exchange']!.next, /^Enforce Protect PHI: its 14 days have passed/);
    const late = await bench.run('plan', '--only', 'purview.dlp-covers-workloads');
    assert.doesNotMatch(late.err, /Warning/);
  });

  it('S0-52, S0-54, S3-31: enforced, mail, sites and OneDrive are covered and the controls on them pass', async () => {
    const advanced = await bench.run('plan', 'advance', '--yes');
    assert.equal(advanced.exit, 0, advanced.err + advanced.out);
    const { rows } = await grid();
    assert.deepEqual(
      ['Exchange', 'SharePoint', 'OneDrive'].map((name) => rows[name]!.state),
      ['covered', 'covered', 'covered'],
    );
    for (const control of [
      'purview.dlp-blocks-phi',
      'purview.dlp-finds-phi',
      'purview.dlp-tells-user',
      'purview.dlp-override-justified',
      'purview.dlp-incident-report',
      'purview.dlp-rules-not-masked',
      'purview.dlp-test-mode-ends',
    ])
      assert.equal(await outcome(control), 'pass', control);
    assert.deepEqual((await plan()).changes, []);
  });

  it('S0-52: undo takes the policies and their rules away again', async () => {
    const undone = await bench.run('undo', run, '--yes');
    assert.equal(undone.exit, 0, undone.err + undone.out);
    assert.deepEqual([state('dlpPolicies'), state('dlpRules')], [[], []]);
  });
});
