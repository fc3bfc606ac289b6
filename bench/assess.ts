import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { snapshotOf as snapshotFrom } from '../src/connectors/settings-file/read.ts';
import { baselines } from '../src/controls/baselines/index.ts';
import { controls } from '../src/controls/index.ts';
import { type Organization, noOrganization } from '../src/core/organization.ts';
import type { Snapshot } from '../src/core/snapshot.ts';
import { assess } from '../src/engine/assess.ts';
import { rawTenant, snapshotOf } from './tenants/tenant.ts';

/** `npm run bench [tenants]`: how long an assessment takes, against the budgets of the first issue. Prints a table. */
const root = fileURLToPath(new URL('..', import.meta.url));
const at = '2026-11-21T00:00:00.000Z';
const users = 1000;
const tenants = Number(process.argv[2] ?? 500);

/** What a mid-sized clinic would declare, so that no control stops at "nothing is declared". */
const organization: Organization = {
  ...noOrganization,
  breakGlass: ['breakglass1@larkmeadow.example.com', 'breakglass2@larkmeadow.example.com'],
  partners: [{ domain: 'lab.example.com', name: 'Northfield Laboratory', tls: true }],
  phi: {
    sites: ['https://larkmeadow.sharepoint.com/sites/team1', 'https://larkmeadow.sharepoint.com/sites/team2'],
    mailboxes: ['person4@larkmeadow.example.com'],
    groups: [],
    labels: ['Confidential - PHI'],
  },
};

interface Row {
  what: string;
  took: string;
  budget: string;
  within?: boolean;
}
const rows: Row[] = [];

function add(what: string, value: number, unit: 'ms' | 's' | 'MB' | '×', budget?: number): void {
  const shown = (number: number) => `${number.toFixed(unit === 's' || number < 10 ? 2 : 1)} ${unit}`;
  rows.push({
    what,
    took: shown(value),
    budget: budget === undefined ? '' : `≤ ${budget} ${unit}`,
    ...(budget !== undefined && { within: value <= budget }),
  });
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

function timed(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

const judge = (snapshot: Snapshot, given: Organization) =>
  assess(snapshot, { controls, organization: given, baseline: baselines[0]!, at, version: 'bench' });

/** Each step in turn, again and again, so that a slow moment of the machine hits all of them alike. */
function sampleRows(file: string): void {
  const text = readFileSync(file, 'utf8');
  const document: unknown = JSON.parse(text);
  const times = { parse: [] as number[], read: [] as number[], judge: [] as number[] };
  const first = timed(() => judge(snapshotFrom(document, file, at), noOrganization));
  for (let run = 0; run < 61; run += 1) {
    times.parse.push(timed(() => JSON.parse(text)));
    let snapshot!: Snapshot;
    times.read.push(timed(() => (snapshot = snapshotFrom(document, file, at))));
    times.judge.push(timed(() => judge(snapshot, noOrganization)));
  }
  const warm = {
    parse: median(times.parse.slice(20)),
    read: median(times.read.slice(20)),
    judge: median(times.judge.slice(20)),
  };
  add('JSON.parse of the sample export, the floor', warm.parse, 'ms');
  add('its sections read and checked, once parsed', warm.read, 'ms');
  add(`all ${controls.length} controls over it, once parsed`, warm.judge, 'ms', 60);
  add('the two together, the first time in a process', first, 'ms');
  add('controls against the floor', warm.judge / warm.parse, '×');
  add('sections and controls against the floor', (warm.read + warm.judge) / warm.parse, '×');
}

/** The whole command as a user starts it. The peak is the sum of the peaks of all its processes. */
function processRows(file: string, node: string, label: string): void {
  const args = [join(root, 'bin/wardline.js'), 'assess', '--from', file, '-o', 'json', '--quiet'];
  const run = (env: Record<string, string> = {}) => {
    const { status, stderr } = spawnSync(node, args, {
      env: { ...process.env, ...env },
      cwd: tmpdir(),
      stdio: ['ignore', 'ignore', 'pipe'],
      encoding: 'utf8',
    });
    if (status !== 0 && status !== 6) throw new Error(`assess ended with ${status}: ${stderr}`);
  };
  run();
  const whole = median(Array.from({ length: 11 }, () => timed(() => run())));
  const uncached = median(Array.from({ length: 5 }, () => timed(() => run({ NODE_DISABLE_COMPILE_CACHE: '1' }))));
  add(`wardline assess, ${label}`, whole / 1000, 's', 0.7);
  add('  the same without the compile cache', uncached / 1000, 's', 0.7);
  add('  its peak memory', median(Array.from({ length: 3 }, () => peakOf(run))), 'MB', 180);
}

/** Each process writes down its own peak as it ends. */
function peakOf(run: (env: Record<string, string>) => void): number {
  const folder = mkdtempSync(join(tmpdir(), 'wardline-bench-'));
  const peaks = join(folder, 'peaks');
  const write =
    "import{appendFileSync}from'node:fs';process.on('exit',()=>appendFileSync(process.env.WARDLINE_BENCH_PEAKS,process.resourceUsage().maxRSS+'\\n'))";
  run({ NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(write)}`, WARDLINE_BENCH_PEAKS: peaks });
  const kilobytes = readFileSync(peaks, 'utf8').trim().split('\n').map(Number);
  rmSync(folder, { recursive: true });
  return kilobytes.reduce((sum, peak) => sum + peak, 0) / 1024;
}

/** Wall time is what counts; the processor's time beside it tells how much a busy machine added. */
function fleetRows(): void {
  const spent = { generate: 0, decode: 0, assess: 0, processor: 0 };
  for (let seed = 1; seed <= tenants; seed += 1) {
    let raw: ReturnType<typeof rawTenant>;
    let snapshot!: Snapshot;
    spent.generate += timed(() => (raw = rawTenant(seed, users)));
    spent.decode += timed(() => (snapshot = snapshotOf(raw, seed)));
    const before = process.cpuUsage();
    spent.assess += timed(() => judge(snapshot, organization));
    const { user, system } = process.cpuUsage(before);
    spent.processor += (user + system) / 1000;
  }
  const budget = (20 * tenants) / 500;
  add(`${tenants} tenants of ${users} users: all controls`, spent.assess / 1000, 's', budget);
  add('  the same in time of the processor', spent.processor / 1000, 's');
  add('  one tenant, all controls', spent.assess / tenants, 'ms');
  add('  reading and checking the sections of all', spent.decode / 1000, 's');
  add('  making them up (not counted)', spent.generate / 1000, 's');
}

function oldNode(): string | undefined {
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'node'))
    .find(
      (path) =>
        existsSync(path) && /^v(20|21|22|23)\./.test(spawnSync(path, ['--version'], { encoding: 'utf8' }).stdout ?? ''),
    );
}

function print(): void {
  const widths = [Math.max(...rows.map((row) => row.what.length)), 10, 10];
  const line = (cells: string[]) =>
    `${cells[0]!.padEnd(widths[0]!)}  ${cells[1]!.padStart(widths[1]!)}  ${cells[2]!.padStart(widths[2]!)}  ${cells[3]!}`.trimEnd();
  console.log(line(['What', 'Took', 'Budget', '']));
  for (const row of rows)
    console.log(line([row.what, row.took, row.budget, row.within === undefined ? '' : row.within ? 'within' : 'OVER']));
}

const sample = ['../shared/data/scuba-provider-export.json', 'demo/texas-clinic.json']
  .map((path) => join(root, path))
  .find((path) => existsSync(path));
const machine = `${cpus().length} cores of ${cpus()[0]?.model.trim() ?? 'unknown kind'}, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform} ${process.arch}, Node ${process.versions.node}`;
console.log(`${new Date().toISOString().slice(0, 10)} · ${machine}`);
console.log(`Load before the run: ${loadavg()[0]!.toFixed(1)} of ${cpus().length} cores busy.`);
if (sample) {
  const size = (readFileSync(sample).length / 1e6).toFixed(2);
  console.log(
    sample.endsWith('texas-clinic.json')
      ? `The real sample export is not here; the bundled demo clinic stands in (${size} MB).\n`
      : `Sample: a real tenant's ScubaGear export (${size} MB).\n`,
  );
  sampleRows(sample);
  processRows(sample, process.execPath, `Node ${process.versions.node}`);
  const old = oldNode();
  if (old)
    processRows(
      sample,
      old,
      `started by Node ${spawnSync(old, ['-p', 'process.versions.node'], { encoding: 'utf8' }).stdout.trim()}`,
    );
} else console.log('There is neither the sample export nor the demo clinic: only generated tenants are measured.\n');
fleetRows();
print();
