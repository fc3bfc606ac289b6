import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { WardlineError } from '../core/errors.ts';
import { issuerFault } from './auth/provider-identity.ts';

/** One setting of the server: an environment variable, what it means, and what it is when absent. */
export interface ServerSetting {
  name: string;
  means: string;
  /** Absent where there is none: the setting is then off. */
  usual?: string;
  /** Never to be shown. */
  secret?: true;
  /** `NAME_FILE` may name a file that holds it, as container secrets do. */
  file?: true;
}

/** Every variable that the server reads; `.env.example` and the docs are made from it. */
export const serverSettings: readonly ServerSetting[] = [
  { name: 'WARDLINE_HOME', means: 'The data folder.', usual: '~/.wardline, /var/lib/wardline for root' },
  { name: 'WARDLINE_HOST', means: 'Address to listen on.', usual: '127.0.0.1' },
  { name: 'WARDLINE_PORT', means: 'Port to listen on; 0 takes a free one.', usual: '8710' },
  {
    name: 'WARDLINE_URL',
    means: 'The address at which people open the console: https://wardline.example.com. Passkeys belong to its host.',
    usual: 'http://localhost and the port',
  },
  { name: 'WARDLINE_TLS_CERT', means: 'File with the certificate chain (PEM), to serve TLS without a proxy.' },
  { name: 'WARDLINE_TLS_KEY', means: 'File with its private key (PEM).' },
  {
    name: 'WARDLINE_PROXIES',
    means: 'How many reverse proxies stand before Wardline. Only as many entries of X-Forwarded-For are believed.',
    usual: '0',
  },
  { name: 'WARDLINE_METRICS_PORT', means: 'Port on which /metrics answers, on 127.0.0.1 alone.' },
  { name: 'WARDLINE_JOBS', means: 'Jobs that one worker carries out side by side.', usual: '2' },
  {
    name: 'DATABASE_URL',
    means: 'An outside PostgreSQL, 15 or newer. Wardline brings its own when absent.',
    secret: true,
  },
  {
    name: 'WARDLINE_MASTER_KEY',
    means: 'The key that seals credentials: 32 bytes in base64. Lost, the credentials and the audit log are lost.',
    usual: 'master.key in the data folder',
    secret: true,
    file: true,
  },
  { name: 'WARDLINE_LOG', means: 'With all, a terminal too gets every line of the log, as a log collector does.' },
  { name: 'HTTPS_PROXY', means: 'The proxy to the internet: http://proxy.example.com:3128', secret: true },
  { name: 'NO_PROXY', means: 'Hosts that are reached without it, with commas.' },
  { name: 'WARDLINE_OIDC_ISSUER', means: 'Single sign-on: https://login.microsoftonline.com/TENANT-ID/v2.0' },
  { name: 'WARDLINE_OIDC_CLIENT_ID', means: 'The application ID there.' },
  { name: 'WARDLINE_OIDC_CLIENT_SECRET', means: 'Its client secret.', secret: true, file: true },
  { name: 'WARDLINE_OIDC_NAME', means: 'What the button on the sign-in page says.', usual: 'Microsoft' },
];

export interface ServeSettings {
  host: string;
  port: number;
  url?: string;
  tls?: { certificate: string; key: string };
  proxies: number;
  metricsPort?: number;
  jobs: number;
  singleSignOn?: { name: string; issuer: string; clientId: string; clientSecret: string };
}

const port = z.coerce.number().int().min(0).max(65_535);
const form = z.object({
  WARDLINE_HOST: z.string().min(1).default('127.0.0.1'),
  WARDLINE_PORT: port.default(8710),
  WARDLINE_URL: z
    .url({ protocol: /^https?$/ })
    .refine((url) => new URL(url).pathname === '/' && !url.includes('?'), 'is an address without a path')
    .optional(),
  WARDLINE_TLS_CERT: z.string().optional(),
  WARDLINE_TLS_KEY: z.string().optional(),
  WARDLINE_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  WARDLINE_METRICS_PORT: port.optional(),
  WARDLINE_JOBS: z.coerce.number().int().min(1).max(64).default(2),
  WARDLINE_OIDC_ISSUER: z.url({ protocol: /^https$/ }).optional(),
  WARDLINE_OIDC_CLIENT_ID: z.string().optional(),
  WARDLINE_OIDC_CLIENT_SECRET: z.string().optional(),
  WARDLINE_OIDC_NAME: z.string().max(40).default('Microsoft'),
});

/** Reads the settings and says all that is wrong with them at once. Throws `bad-input`. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): ServeSettings {
  const faults: string[] = [];
  const given: Record<string, string> = {};
  for (const { name, file: mayBeFile } of serverSettings) {
    const value = env[name];
    const file = mayBeFile ? env[`${name}_FILE`] : undefined;
    if (value) given[name] = value;
    else if (file && name.startsWith('WARDLINE_OIDC')) given[name] = text(`${name}_FILE`, file, faults).trim();
  }
  const read = form.safeParse(given);
  if (!read.success) for (const { path, message } of read.error.issues) faults.push(`${path.join('.')}: ${message}`);
  const settings = read.data;
  // From what was given and not from what is valid, so that one fault does not hide the others.
  const { WARDLINE_TLS_CERT: certificate, WARDLINE_TLS_KEY: key } = given;
  if ((certificate === undefined) !== (key === undefined))
    faults.push('WARDLINE_TLS_CERT and WARDLINE_TLS_KEY belong together.');
  const tls =
    certificate && key
      ? { certificate: text('WARDLINE_TLS_CERT', certificate, faults), key: text('WARDLINE_TLS_KEY', key, faults) }
      : undefined;
  const oidc = ['ISSUER', 'CLIENT_ID', 'CLIENT_SECRET'].map((part) => given[`WARDLINE_OIDC_${part}`]);
  if (oidc.some(Boolean) && !oidc.every(Boolean))
    faults.push('WARDLINE_OIDC_ISSUER, WARDLINE_OIDC_CLIENT_ID and WARDLINE_OIDC_CLIENT_SECRET belong together.');
  if (settings?.WARDLINE_OIDC_ISSUER) {
    const fault = issuerFault(settings.WARDLINE_OIDC_ISSUER);
    if (fault) faults.push(`WARDLINE_OIDC_ISSUER ${fault}.`);
  }
  if (!settings || faults.length > 0)
    throw new WardlineError('bad-input', `Settings of the server: ${faults.join(' · ')}`, 'See .env.example.');
  const [issuer, clientId, clientSecret] = oidc;
  return {
    host: settings.WARDLINE_HOST,
    port: settings.WARDLINE_PORT,
    ...(settings.WARDLINE_URL && { url: settings.WARDLINE_URL.replace(/\/$/, '') }),
    ...(tls && { tls }),
    proxies: settings.WARDLINE_PROXIES,
    ...(settings.WARDLINE_METRICS_PORT !== undefined && { metricsPort: settings.WARDLINE_METRICS_PORT }),
    jobs: settings.WARDLINE_JOBS,
    ...(issuer &&
      clientId &&
      clientSecret && { singleSignOn: { name: settings.WARDLINE_OIDC_NAME, issuer, clientId, clientSecret } }),
  };
}

function text(name: string, file: string, faults: string[]): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    faults.push(`${name} names a file that cannot be read.`);
    return '';
  }
}
