import { type SpawnSyncOptions, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Instruction, instructions } from './dockerfile.ts';

/**
 * `npm run image:steps`: carries out the Dockerfile without a container engine, each stage in an empty folder: what it
 * copies and nothing else is there, what it runs is run, and the result is started as the user that it names, on files
 * that this user cannot change. Then its health check must say yes, and SIGTERM must end it. Needs root, for the user.
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'wardline-image-'));
const port = '18710';

/** The second stage makes its user in the image; here the number alone is used. */
const forTheImage = /^groupadd /;

function run(command: string, args: readonly string[], options: SpawnSyncOptions): void {
  const { status } = spawnSync(command, args, { stdio: 'inherit', ...options });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}`);
}

/** One stage in a folder of its own. Gives where its WORKDIR lies, and what it says of the process to come. */
function carryOut(stage: readonly Instruction[], at: string, before: string | undefined) {
  const said = new Map<string, string>();
  const env: Record<string, string> = {};
  let place = at;
  for (const { verb, rest } of stage) {
    console.log(`${verb} ${rest.slice(0, 100)}`);
    if (verb === 'WORKDIR') mkdirSync((place = join(at, rest)), { recursive: true });
    else if (verb === 'ENV') for (const pair of rest.split(' ')) env[pair.split('=')[0]!] = pair.split('=')[1]!;
    else if (verb === 'COPY') copy(rest, place, before);
    else if (verb === 'RUN' && !forTheImage.test(rest)) run('sh', ['-c', rest], { cwd: place });
    else said.set(verb, rest);
  }
  return { place, said, env };
}

function copy(rest: string, place: string, before: string | undefined): void {
  const words = rest.split(' ');
  const staged = words[0] === '--from=build';
  const to = words.at(-1)!;
  for (const word of words.slice(staged ? 1 : 0, -1)) {
    const target = to === './' ? join(place, basename(word)) : join(place, to);
    // A stage is done with when the next one takes from it.
    if (staged) renameSync(join(before!, word), target);
    else cpSync(join(root, word), target, { recursive: true });
  }
}

/** The user of the image, or nobody where this machine has no account of that number: PostgreSQL asks for one. */
function account(user: string): { uid: number; gid: number } {
  const known = spawnSync('getent', ['passwd', user.split(':')[0]!]).status === 0 ? user.split(':')[0]! : 'nobody';
  const [, , uid, gid] = spawnSync('getent', ['passwd', known]).stdout.toString().split(':');
  console.log(`runs as user ${known} (${uid})`);
  return { uid: Number(uid), gid: Number(gid) };
}

const json = (text: string): string[] => JSON.parse(text.slice(text.indexOf('['))) as string[];

try {
  const all = instructions(readFileSync(join(root, 'Dockerfile'), 'utf8'));
  const second = all.findLastIndex(({ verb }) => verb === 'FROM');
  const build = join(folder, 'one');
  carryOut(all.slice(0, second), build, undefined);
  const { place, said, env } = carryOut(all.slice(second), join(folder, 'two'), build);
  const { uid, gid } = account(said.get('USER')!);
  const data = join(folder, 'data');
  mkdirSync(data, { mode: 0o700 });
  chownSync(data, uid, gid);
  run('chmod', ['-R', 'go-w,a+rX', folder], {});
  chownSync(data, uid, gid);
  run('chmod', ['700', data], {});
  const own = { WARDLINE_HOME: data, WARDLINE_PORT: port, WARDLINE_PROXIES: '1', HOME: data };
  const environment = { PATH: `${join(root, 'node_modules/.bin')}:${process.env['PATH']}`, ...env, ...own };
  const [command, ...args] = [...json(said.get('ENTRYPOINT')!), ...json(said.get('CMD')!)];
  const inside = args.map((word) => word.replace(/^\/app/, place));
  const began = performance.now();
  const server = spawn(command!, inside, { cwd: place, uid, gid, env: environment, stdio: 'inherit' });
  const health = json(said.get('HEALTHCHECK')!);
  const isHealthy = () =>
    spawnSync(health[0]!, health.slice(1), { cwd: place, uid, gid, env: environment }).status === 0;
  while (!isHealthy()) {
    if (server.exitCode !== null || performance.now() - began > 60_000) throw new Error('It did not become healthy.');
    await sleep(250);
  }
  console.log(`healthy after ${((performance.now() - began) / 1000).toFixed(1)} s`);
  const written = spawnSync('find', [place, '-newer', join(place, 'LICENSE'), '-user', String(uid)]).stdout.toString();
  const ended = once(server, 'exit');
  server.kill(said.get('STOPSIGNAL') as NodeJS.Signals);
  const [status] = await ended;
  if (status !== 0) throw new Error(`It ended with ${status}.`);
  if (written !== '') throw new Error(`It wrote beside its data:\n${written}`);
  const size = spawnSync('du', ['-sm', place]).stdout.toString().split('\t')[0];
  console.log(
    `ended by ${said.get('STOPSIGNAL')}; ${size} MB without the base; data folder mode ${(statSync(data).mode & 0o777).toString(8)}`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
