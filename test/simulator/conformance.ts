import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Simulator } from '../../src/simulator/start.ts';
import type { LoggedRequest } from '../../src/simulator/world.ts';

const shared = fileURLToPath(new URL('../../../shared', import.meta.url));
const tool = join(shared, 'tools/graph_conformance.py');
export const csdl = join(shared, 'data/graph-v1.0.csdl');

/** Why the check cannot run here; nothing when it can. */
export function cannotCheck(): string | undefined {
  if (!existsSync(tool) || !existsSync(csdl)) return "Microsoft's metadata is not here (../shared)";
  return spawnSync('python3', ['--version']).status === 0 ? undefined : 'python3 is not here';
}

export interface Finding {
  request: string;
  code: string;
  message: string;
}

interface Request {
  method: string;
  url: string;
  body?: unknown;
  headers?: Readonly<Record<string, string>>;
}

/** What the tool says of one request, or of one part of a batch. */
export interface Checked {
  method: string;
  url: string;
  /** `unchecked`: its version has no metadata here. */
  status: 'ok' | 'bad' | 'unchecked';
  /** What the address names: `Collection(microsoft.graph.user)`. */
  target?: string | null;
  /** The place of the request in the list; of a batch, `3/1`. */
  id: number | string;
  errors: { code: string; message: string }[];
}

/** Holds requests to Microsoft Graph against Microsoft's own metadata; those to other hosts are left out. */
export function checked(requests: readonly Request[]): Checked[] {
  const folder = mkdtempSync(join(tmpdir(), 'wardline-trace-'));
  try {
    const file = join(folder, 'trace.jsonl');
    writeFileSync(file, requests.map((request, id) => JSON.stringify({ ...request, id })).join('\n'));
    const run = spawnSync(
      'python3',
      [tool, '--csdl', `v1.0=${csdl}`, '--json', '--hosts', 'graph.microsoft.com', file],
      { encoding: 'utf8', maxBuffer: 512 * 1024 * 1024 },
    );
    if (run.status === 2 || run.error) throw new Error(run.stderr || String(run.error));
    return run.stdout
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as Checked);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The errors alone. */
export function findings(requests: readonly Request[]): Finding[] {
  return checked(requests).flatMap(({ method, url, errors }) =>
    errors.map(({ code, message }) => ({ request: `${method} ${url}`, code, message })),
  );
}

/** For the end of a test file: nothing that the simulator accepted may be wrong by the metadata. Skips with a word. */
export function checkTrace(simulator: Simulator, skip: (why: string) => void): void {
  const why = cannotCheck();
  if (why) skip(why);
  else assert.deepEqual(findings(accepted(simulator.control.requests())), []);
}

/** What the simulator's v1.0 accepted: that must be what Microsoft's metadata accepts. */
export function accepted(requests: readonly LoggedRequest[]): Request[] {
  return requests
    .filter(
      ({ url, status, headers, fault }) =>
        url.startsWith('https://graph.microsoft.com/v1.0/') &&
        status >= 200 &&
        status < 300 &&
        fault === undefined &&
        headers['user-agent'] !== 'bad inside',
    )
    .map(({ method, url, body, headers }) => ({ method, url, headers, ...(body !== undefined && { body }) }));
}
