import { X509Certificate, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync, unwatchFile, watchFile } from 'node:fs';
import { resolve } from 'node:path';
import { millis, now } from '../../core/clock.ts';
import { WardlineError } from '../../core/errors.ts';
import { type ResourceApp, resourceApps } from '../../simulator/entra/app-roles.ts';
import { keyCredential } from '../../simulator/entra/registrations.ts';
import { beginOf, livePast } from '../../simulator/life/past.ts';
import { type Simulator, startSimulator } from '../../simulator/start.ts';
import type { TenantSeed } from '../../simulator/tenant.ts';
import { dermatology } from '../../simulator/tenants/dermatology.ts';
import { floridaHospital } from '../../simulator/tenants/florida-hospital.ts';
import { clinicPast } from '../../simulator/tenants/texas-clinic-past.ts';
import { texasClinic } from '../../simulator/tenants/texas-clinic.ts';
import { type CommandResult, type Invocation, defineCommand } from '../command.ts';
import { homeOf, homeOption } from '../live.ts';
import { writeWhole } from '../output.ts';
import { simulatorFiles, stopInBackground } from '../simulated-tenant.ts';
import { attackList, playAttack } from '../simulator-attacks.ts';
import { advanceSimulator } from '../simulator-clock.ts';
import { permissionsOf } from './permissions.ts';

/** The tenants that ship, by name. */
export const seeds: Record<string, () => TenantSeed> = {
  'texas-clinic': texasClinic,
  'florida-hospital': floridaHospital,
  dermatology,
};
/** Application IDs of the registrations that the simulator's admin makes. */
export const clientIds = {
  'read-settings': '7c1a5e00-0000-4000-8000-0000000000a1',
  change: '7c1a5e00-0000-4000-8000-0000000000a2',
  'read-content': '7c1a5e00-0000-4000-8000-0000000000a3',
  contain: '7c1a5e00-0000-4000-8000-0000000000a4',
} as const;
type RegistrationName = keyof typeof clientIds;

const certificateFile = 'wardline-certificate.pem';

export const simulatorCommand = defineCommand({
  path: ['simulator'],
  summary: 'run a fake Microsoft 365 tenant on this machine, to try Wardline on',
  details: `It runs until Ctrl+C and says what to run in a second terminal, in the same folder. Nothing leaves this machine.
It plays the admin too: when \`wardline connect\` writes its public certificate to the --trust file, the simulator makes
the app registration with that certificate, its permissions and admin consent. What lies there at the start is not taken.
To try changes: wardline connect --registration change --client-id ${clientIds.change} --simulator FILE
Time: wardline simulator --advance 7d moves the clock of the simulator that wrote --file, for stages that wait.
Life: with --live 20 so many of its people work, from a week ago on: sign-ins, mail, files, meetings, admins, machines.
Past: with --past two months of its life lie behind the clinic, three attacks among them, and audit searches are ready
at once. Nothing of Microsoft's is so quick.
Attacks: wardline simulator --attack list shows them. --attack leaver-small plays one in the running simulator; it is over
at once, and the simulator's clock stands at its end. With --speed 60 an hour of it takes a minute.
Each start is a fresh tenant at a new address: run \`wardline connect --client-id\` again. The end removes --file.`,
  arguments: [],
  options: [
    { flags: '--tenant <seed>', summary: 'which tenant', choices: Object.keys(seeds), default: 'texas-clinic' },
    { flags: '--file <file>', summary: 'where to write what connect --simulator takes', default: 'simulator.json' },
    { flags: '--trust <file>', summary: 'the public certificate that connect writes', default: certificateFile },
    { flags: '--advance <duration>', summary: 'move the clock of the running simulator: 7d, 36h, 90m' },
    { flags: '--live <people>', summary: 'so many people of the tenant live: a number up to 500' },
    { flags: '--past', summary: 'the clinic has two months behind it, with attacks, and goes on living' },
    { flags: '--attack <name>', summary: 'play an attack in the running simulator; list shows them' },
    { flags: '--speed <factor>', summary: 'the attack takes its time, so many times as fast as real time' },
    { flags: '--stop', summary: 'end the simulator that connect --simulator started in the background' },
    { flags: '--port <number>', summary: 'port on 127.0.0.1; any free one when not given' },
    homeOption,
  ],
  formats: ['table', 'json'],
  piped: 'table',
  async run(invocation): Promise<CommandResult> {
    const { options, cwd, tell } = invocation;
    const name = String(options['tenant']);
    const background = simulatorFiles(homeOf(invocation), name);
    if (options['stop']) {
      const ended = await stopInBackground(background);
      const text = ended ? `The simulator of ${name} ended.` : `No simulator of ${name} runs in the background.`;
      return { data: { ended }, rows: [], columns: [], text: () => text };
    }
    const own = resolve(cwd, String(options['file']));
    const [path, called] = existsSync(own) ? [own, String(options['file'])] : [background.description, name];
    if (typeof options['advance'] === 'string') return advanceSimulator(path, called, options['advance']);
    const attack = options['attack'];
    if (attack === 'list') return attackList();
    const seed = seeds[name]!();
    if (typeof attack === 'string')
      return playAttack(path, called, { tenant: seed.id, name: attack, speed: options['speed'] });
    const people = peopleIn(options['live']);
    const simulator = options['past']
      ? await startWithPast(seed, name, options['port'])
      : await start(seed, options['port']);
    if (people > 0) simulator.control.live(seed.id, people, 7);
    const file = resolve(cwd, String(options['file']));
    const trusted = resolve(cwd, String(options['trust']));
    const { hostMap, ca, control } = simulator;
    // Readable by its owner alone, because the key moves the simulator's clock.
    const description = `${JSON.stringify({ hostMap, ca, control: { url: control.url, key: control.key }, pid: process.pid }, null, 2)}\n`;
    const stopped = stopSignal();
    try {
      writeWhole(file, description);
      watchFile(trusted, { interval: 100 }, admin(simulator, seed, trusted, tell));
      for (const line of nextSteps(seed, options)) tell(line);
      await stopped.signal;
    } finally {
      stopped.forget();
      unwatchFile(trusted);
      // Another simulator may have written its own since.
      if (contentOf(file) === description) rmSync(file, { force: true });
      await simulator.stop();
    }
    const requests = simulator.control.requests().length;
    return {
      data: { tenant: seed.id.toLowerCase(), name: seed.name, requests },
      rows: [],
      columns: [],
      text: () => `The simulator of ${seed.name} stopped after ${requests} requests.`,
    };
  },
});

function peopleIn(given: unknown): number {
  if (given === undefined) return 0;
  const people = Number(given);
  if (Number.isInteger(people) && people >= 0 && people <= 500) return people;
  throw new WardlineError('usage', '--live takes a whole number up to 500.', 'Twenty make about 2,000 records a day.');
}

/** The clinic of the demo as somebody meets it in the middle of its life. */
async function startWithPast(seed: TenantSeed, name: string, wanted: unknown): Promise<Simulator> {
  if (name !== 'texas-clinic')
    throw new WardlineError('usage', `${name} has no past.`, '--past goes with texas-clinic; --live with each.');
  const until = millis(now());
  const simulator = await start(seed, wanted, beginOf(clinicPast, until));
  livePast(simulator.control, seed.id, clinicPast, until);
  simulator.control.feed(seed.id, { search: [0, 0] });
  return simulator;
}

async function start(seed: TenantSeed, wanted: unknown, begin?: string): Promise<Simulator> {
  const hint = 'Choose another --port, or leave it away for any free one.';
  const port = typeof wanted === 'string' ? Number(wanted) : 0;
  if (typeof wanted === 'string' && !(/^\d+$/.test(wanted) && port > 0 && port < 65_536))
    throw new WardlineError('usage', '--port takes a number from 1 to 65535.', hint);
  try {
    return await startSimulator({ port, tenants: [seed], ...(begin && { clock: { start: begin } }) });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE' || code === 'EACCES')
      throw new WardlineError('usage', `Port ${port} cannot be used (${code}).`, hint);
    throw error;
  }
}

/** The first SIGINT or SIGTERM. While it is waited for, neither ends the process by itself. */
function stopSignal(): { signal: Promise<unknown>; forget(): void } {
  const waiting = new AbortController();
  const { signal } = waiting;
  return {
    signal: Promise.race([once(process, 'SIGINT', { signal }), once(process, 'SIGTERM', { signal })]).catch(() => {}),
    forget: () => waiting.abort(),
  };
}

function nextSteps({ id, name, domain }: TenantSeed, options: Invocation['options']): string[] {
  const tenant = id.toLowerCase();
  const trust = String(options['trust']);
  const certificate = trust === certificateFile ? '' : ` --certificate ${quoted(trust)}`;
  const signIn = `--client-id ${clientIds['read-settings']} --simulator ${quoted(String(options['file']))}`;
  return [
    `wardline tenant add ${tenant} --name ${quoted(name)} --domain ${domain}`,
    `wardline connect --tenant ${tenant} ${signIn}${certificate}`,
    `wardline collect --tenant ${tenant}`,
  ];
}

function quoted(text: string): string {
  return /^[\w./:\\-]+$/.test(text) ? text : `"${text}"`;
}

/** What the admin does in the portal with each certificate that `connect` writes. */
function admin(simulator: Simulator, seed: TenantSeed, file: string, tell: Invocation['tell']): () => void {
  const objects = new Map<RegistrationName, string>();
  return () => {
    const pem = contentOf(file);
    if (pem === undefined) return;
    const name = registrationOf(pem);
    if (!name) {
      tell(`${file} is no certificate that wardline connect makes: not taken.`);
      return;
    }
    const known = objects.get(name);
    if (known)
      simulator.control.change(seed.id, {
        collection: 'applications',
        id: known,
        values: { keyCredentials: [keyCredential({ newId: randomUUID }, pem)] },
        activity: { name: 'Update application – Certificates and secrets management', target: 'Application' },
      });
    else objects.set(name, register(simulator, seed, name, pem));
    tell(`The app registration ${name} (${clientIds[name]}) has the certificate and admin consent.`);
  };
}

/** `connect` names its certificates after the registration. */
function registrationOf(pem: string): RegistrationName | undefined {
  try {
    const { subject } = new X509Certificate(pem);
    return (Object.keys(clientIds) as RegistrationName[]).find((name) => subject === `CN=Wardline ${name}`);
  } catch {
    return undefined;
  }
}

function register({ control }: Simulator, { id }: TenantSeed, name: RegistrationName, pem: string): string {
  const [plan] = permissionsOf(name);
  const granted = plan!.permissions.filter(({ later }) => !later);
  const roles = Object.entries(resourceApps).map(([resource, { appId }]) => [
    resource,
    granted.filter(({ serviceAppId }) => serviceAppId === appId).map(({ role }) => role),
  ]);
  return control.registerApp(id, {
    displayName: plan!.displayName,
    appId: clientIds[name],
    certificates: [pem],
    roles: Object.fromEntries(roles) as Partial<Record<ResourceApp, string[]>>,
    directoryRoles: plan!.assigned.filter(({ kind }) => kind === 'directory').map(({ role }) => role),
  }).objectId;
}

function contentOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
