import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { now } from '../../core/clock.ts';
import { runServer } from '../../server/run.ts';
import { readSettings } from '../../server/settings.ts';
import { defineCommand } from '../command.ts';
import { openDemoClinic } from '../demo-clinic.ts';
import { makeRecoveryKit } from '../doctor/recovery-kit.ts';
import { homeOption, withStore } from '../live.ts';

/** The console as `npm run build:web` leaves it. */
const web = fileURLToPath(new URL('../../../dist/web', import.meta.url));

export const serveCommand = defineCommand({
  path: ['serve'],
  summary: 'run the server and the console in a browser',
  details: `The first start prints a link with which the first person becomes owner; it works once.
  wardline serve                 answers people and carries out jobs
  wardline serve --role serve    answers people alone; run workers beside it
  wardline serve --role worker   carries out jobs alone
  wardline serve --demo          with an invented clinic, to look around
Settings are environment variables; .env.example lists them. Ctrl+C ends it: jobs under way go on with the next start.`,
  arguments: [],
  options: [
    { flags: '--role <role>', summary: 'which part to run', choices: ['all', 'serve', 'worker'], default: 'all' },
    { flags: '--demo', summary: 'start the demo clinic in the background, connect it and check it' },
    { flags: '--port <number>', summary: 'port to listen on (WARDLINE_PORT, 8710)' },
    homeOption,
  ],
  formats: ['table', 'json'],
  piped: 'table',
  run: (invocation) =>
    withStore(invocation, async (store) => {
      const { options, env, version, tell } = invocation;
      const port = options['port'];
      const settings = readSettings({ ...env, ...(typeof port === 'string' && { WARDLINE_PORT: port }) });
      const demo = options['demo'] === true;
      const running = await runServer(store, {
        ...{ settings, version, demo },
        env: { ...env, WARDLINE_HOME: store.home },
        role: options['role'] as 'all' | 'serve' | 'worker',
        web: existsSync(web) ? web : undefined,
        write: logTo(process.stderr, env),
      });
      if (options['role'] !== 'worker') {
        tell(`Wardline is at ${running.url}`);
        if (running.link) tell(`Nobody owns it yet. Become its owner here; the link works once:\n  ${running.link}`);
      }
      if (demo) {
        const { name } = await openDemoClinic(invocation, running.server);
        tell(`${name}, an invented clinic, is connected and being checked. Ctrl+C ends Wardline.`);
      }
      const kit = demo ? undefined : makeRecoveryKit(store.home, env, now());
      if (kit)
        tell(`Keep the recovery kit apart from this machine: ${kit}\nThen run: wardline doctor --confirm-recovery-kit`);
      await new Promise<void>((resolve) => {
        for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
      });
      await running.close();
      return { data: { ended: true }, rows: [], columns: [], text: () => 'Ended.' };
    }),
});

/** A person at a terminal sees what went wrong; a log collector gets every line. `WARDLINE_LOG=all` shows all to both. */
function logTo(
  stream: { isTTY?: boolean; write(text: string): unknown },
  env: Readonly<Record<string, string | undefined>>,
): (line: string) => void {
  const all = !stream.isTTY || env['WARDLINE_LOG'] === 'all';
  return (line) => {
    if (all || !line.includes('"level":"info"')) stream.write(line);
  };
}
