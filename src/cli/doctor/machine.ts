import { X509Certificate } from 'node:crypto';
import { existsSync, statSync, statfsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { daysBetween, millis } from '../../core/clock.ts';
import { type ServeSettings, readSettings } from '../../server/settings.ts';
import { newestBackup } from '../../store/backup/newest.ts';
import { type DoctorFinding, faultOf, sound, wrong } from './finding.ts';

type Environment = Readonly<Record<string, string | undefined>>;
const web = fileURLToPath(new URL('../../../dist/web/index.html', import.meta.url));
const day = 86_400_000;
const [least, scarce] = [500e6, 5e9];
/** Days before its end at which a certificate is told of, and after which a backup is old. */
const [endsSoon, oldBackup] = [30, 7];

export function lookAtNode(): DoctorFinding {
  const { node } = process.versions;
  return Number(node.split('.', 1)[0]) >= 24
    ? sound('node', 'Node', `Node ${node} on ${process.platform} ${process.arch}.`)
    : wrong('fault', 'node', 'Node', `This is Node ${node}; Wardline needs 24.`, 'Install Node 24.');
}

export function lookAtFolder(home: string): DoctorFinding[] {
  if (!existsSync(home))
    return [wrong('warning', 'folder', 'Data folder', `There is no ${home} yet.`, 'Start Wardline: wardline serve')];
  const found: DoctorFinding[] = [];
  const open = ['', 'master.key', 'recovery-kit.txt', 'events', 'blobs', 'backups']
    .map((name) => join(home, name))
    .filter((path) => process.platform !== 'win32' && existsSync(path) && (statSync(path).mode & 0o066) !== 0);
  found.push(
    open.length === 0
      ? sound('folder', 'Data folder', `${home}; no other user may read it.`)
      : wrong(
          'fault',
          'folder',
          'Data folder',
          `Others may read or write ${open.join(', ')}.`,
          `Run: chmod go-rw ${open.join(' ')}`,
        ),
  );
  const { bavail, bsize } = statfsSync(home);
  const free = bavail * bsize;
  const words = `${(free / 1e9).toFixed(1)} GB are free.`;
  const step = 'Make room, or move the data folder to a larger disk.';
  found.push(
    free < least
      ? wrong('fault', 'disk', 'Disk space', words, step)
      : free < scarce
        ? wrong('warning', 'disk', 'Disk space', words, step)
        : sound('disk', 'Disk space', words),
  );
  return found;
}

export async function lookAtSettings(env: Environment, at: string): Promise<DoctorFinding[]> {
  let settings: ServeSettings;
  try {
    settings = readSettings(env);
  } catch (error) {
    return [faultOf('settings', 'Settings', error)];
  }
  const found = [sound('settings', 'Settings', 'Every variable has a meaning and a valid value.')];
  if (settings.url?.startsWith('https:') && !settings.tls && settings.proxies === 0)
    found.push(
      wrong(
        'fault',
        'proxy',
        'Reverse proxy',
        'WARDLINE_URL says https, and neither a certificate nor a proxy is set.',
        'Set WARDLINE_PROXIES=1 behind a proxy, or WARDLINE_TLS_CERT and WARDLINE_TLS_KEY.',
      ),
    );
  if (settings.tls) found.push(lookAtCertificate('tls', 'TLS certificate', settings.tls.certificate, at));
  const proxy = env['HTTPS_PROXY'] ?? env['https_proxy'];
  if (proxy && !/^https?:$/.test(URL.parse(proxy)?.protocol ?? ''))
    found.push(
      wrong(
        'fault',
        'outbound-proxy',
        'Proxy to the internet',
        'HTTPS_PROXY is no address.',
        'Write it as http://proxy.example.com:3128',
      ),
    );
  found.push(await lookAtPort(settings));
  return found;
}

function lookAtCertificate(id: string, title: string, pem: string, at: string): DoctorFinding {
  try {
    const left = Math.floor((new X509Certificate(pem).validToDate.getTime() - millis(at)) / day);
    return endingFinding(id, title, left);
  } catch {
    return wrong('fault', id, title, 'It cannot be read as a certificate.', 'Give a chain in PEM.');
  }
}

export function endingFinding(id: string, title: string, left: number): DoctorFinding {
  if (left < 0) return wrong('fault', id, title, 'It has ended.', 'Put a new one in its place.');
  const words = `It ends in ${left} days.`;
  return left < endsSoon ? wrong('warning', id, title, words, 'Put a new one in its place.') : sound(id, title, words);
}

async function lookAtPort({ host, port, tls }: ServeSettings): Promise<DoctorFinding> {
  const free = await new Promise<string>((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'error'));
    server.listen(port, host, () => server.close(() => resolve('')));
  });
  const [id, title] = ['port', 'Port'];
  if (free === '') return sound(id, title, `${port} is free on ${host}.`);
  if (free === 'EADDRINUSE')
    return sound(
      id,
      title,
      `${port} is taken on ${host}: by Wardline when it runs${tls ? ' with TLS' : ''}, else choose another with WARDLINE_PORT.`,
    );
  return wrong(
    'fault',
    id,
    title,
    `It cannot listen on ${host}, port ${port} (${free}).`,
    'Check WARDLINE_HOST and WARDLINE_PORT.',
  );
}

export function lookAtConsole(): DoctorFinding {
  return existsSync(web)
    ? sound('console', 'Console', 'It is built.')
    : wrong('fault', 'console', 'Console', 'It is not built: the browser gets no pages.', 'Run: npm run build:web');
}

export function lookAtBackups(home: string, at: string): DoctorFinding {
  const newest = newestBackup(home);
  const [id, title, step] = [
    'backup',
    'Backup',
    'Run it daily, keep copies on another machine: wardline backup create',
  ];
  if (newest === undefined)
    return wrong(
      'warning',
      id,
      title,
      `There is none in ${join(home, 'backups')}; one that you keep elsewhere is not seen from here.`,
      step,
    );
  const age = daysBetween(newest, at);
  const words = `The newest is of ${newest.slice(0, 10)}.`;
  return age > oldBackup ? wrong('warning', id, title, words, step) : sound(id, title, words);
}

/** The proxy's and other paths' secrets stay out of what is told: only which variables are set. */
export function variablesSet(env: Environment): string[] {
  return Object.keys(env)
    .filter((name) => /^(?:WARDLINE_|DATABASE_URL|HTTPS?_PROXY|NO_PROXY)/.test(name))
    .toSorted();
}
