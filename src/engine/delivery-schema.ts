import { z } from 'zod';
import { alertServices, weekdays } from '../core/delivery.ts';
import { severities } from '../core/severity.ts';

/** The keys `notify` and `streams` of `wardline.yaml`. No secret has a place here: `wardline routes set-secret` seals it. */
const name = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/, 'must be small letters, digits and hyphens, such as officer-mail');
const reason = z.string().trim().min(10, 'say why in at least ten characters').max(4_000);
const file = z.string().trim().min(1).max(1_000);
const port = z.int().min(1).max(65_535);
const host = z
  .string()
  .trim()
  .toLowerCase()
  .regex(
    /^(?:[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?|[0-9a-f:.]*:[0-9a-f:.]*)$/,
    'must be a host name or an IP address',
  );
const mailAddress = z
  .string()
  .trim()
  .max(254)
  .regex(/^[^\s@<>,;"\\]+@[^\s@<>,;"\\]+$/, 'must be a mail address');
const httpsUrl = z
  .string()
  .trim()
  .max(2_000)
  .refine((text) => {
    if (!URL.canParse(text)) return false;
    const url = new URL(text);
    return url.protocol === 'https:' && url.username === '' && url.password === '';
  }, 'must be an https address without a name or password in it');

const isLoopback = (text: string) => /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/.test(text);

const clock = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day such as 22:00');
const timeZone = z.string().refine((zone) => {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: zone }).format(0) !== '';
  } catch {
    return false;
  }
}, 'must be a time zone such as America/Chicago');

const quiet = z
  .strictObject({ from: clock, to: clock, timeZone, days: z.array(z.enum(weekdays)).max(7).optional() })
  .refine(({ from, to }) => from !== to, { message: 'must not begin when it ends', path: ['to'] });

const commonRoute = {
  name,
  leastSeverity: z.enum(severities).default('medium'),
  weekly: z.boolean().optional(),
  services: z.array(z.enum(alertServices)).min(1).max(alertServices.length).optional(),
  quiet: quiet.optional(),
  perHour: z.int().min(1).max(1_000).default(20),
};
const web = { url: httpsUrl, allowPrivate: z.boolean().optional(), ca: file.optional() };
const syslog = {
  host,
  port: port.default(6514),
  transport: z.enum(['tls', 'tcp']).default('tls'),
  ca: file.optional(),
  format: z.enum(['cef', 'plain']).default('cef'),
  confirm: z.enum(['close', 'none']).default('close'),
};
const plaintext = 'must say why there is no TLS, for names of accounts cross the network in the clear';

const route = z.discriminatedUnion('kind', [
  z
    .strictObject({
      ...commonRoute,
      kind: z.literal('email'),
      from: mailAddress,
      to: z.array(mailAddress).min(1).max(50),
      server: host,
      port: port.default(587),
      security: z.enum(['starttls', 'tls', 'none']).default('starttls'),
      user: z.string().trim().min(1).max(320).optional(),
      ca: file.optional(),
    })
    .refine(({ security, server }) => security !== 'none' || isLoopback(server), {
      message: 'must be starttls or tls for a server that is not this machine',
      path: ['security'],
    }),
  z.strictObject({ ...commonRoute, kind: z.literal('webhook'), ...web }),
  z.strictObject({
    ...commonRoute,
    kind: z.enum(['teams', 'slack']),
    allowPrivate: z.boolean().optional(),
    ca: file.optional(),
  }),
  z
    .strictObject({ ...commonRoute, kind: z.literal('syslog'), ...syslog, reason: reason.optional() })
    .refine(({ transport, host: given, reason: why }) => transport === 'tls' || isLoopback(given) || why, {
      message: plaintext,
      path: ['reason'],
    }),
]);

export const notifySchema = z.strictObject({
  link: httpsUrl.optional(),
  routes: z
    .array(route)
    .max(50)
    .refine((routes) => new Set(routes.map((entry) => entry.name)).size === routes.length, {
      message: 'must have another name for each route',
    }),
});

const commonStream = {
  name,
  carries: z
    .array(z.enum(['events', 'alerts']))
    .min(1)
    .default(['events', 'alerts']),
  from: z.enum(['new', 'all']).default('new'),
  spoolLimit: z.int().min(1).max(1_000_000).default(512),
  whenFull: z.enum(['wait', 'drop-oldest']).default('wait'),
  tries: z.int().min(1).max(100).default(5),
  raw: z.boolean().default(false),
  reason: reason.optional(),
};

const stream = z
  .discriminatedUnion('kind', [
    z
      .strictObject({ ...commonStream, kind: z.literal('syslog'), ...syslog, plaintextReason: reason.optional() })
      .refine(
        ({ transport, host: given, plaintextReason }) => transport === 'tls' || isLoopback(given) || plaintextReason,
        {
          message: plaintext,
          path: ['plaintextReason'],
        },
      ),
    z.strictObject({
      ...commonStream,
      kind: z.literal('splunk'),
      ...web,
      index: z
        .string()
        .regex(/^[a-z0-9_][a-z0-9_-]{0,79}$/, 'must be the name of a Splunk index')
        .optional(),
      acknowledge: z.boolean().default(false),
    }),
    z.strictObject({
      ...commonStream,
      kind: z.literal('sentinel'),
      endpoint: httpsUrl.refine(
        // [M] for the clouds of the government and of China.
        (text) => /\.ingest\.monitor\.azure\.(?:com|us|cn)$/.test(new URL(text).hostname) && new URL(text).port === '',
        'must be a data collection endpoint such as https://name-abcd.eastus-1.ingest.monitor.azure.com',
      ),
      rule: z
        .string()
        .regex(/^dcr-[0-9a-f]{32}$/, 'must be the immutable id of a data collection rule: dcr- and 32 hex digits'),
      table: z.string().regex(/^Custom-[A-Za-z0-9_]{1,60}$/, 'must be the name of a stream such as Custom-Wardline_CL'),
      registration: z.enum(['read-settings', 'read-content']).default('read-settings'),
    }),
    z.strictObject({ ...commonStream, kind: z.literal('ocsf-file'), folder: file }),
    z.strictObject({ ...commonStream, kind: z.literal('ocsf-webhook'), ...web }),
    z.strictObject({
      ...commonStream,
      kind: z.literal('ocsf-s3'),
      bucket: z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'must be the name of a bucket'),
      region: z.string().regex(/^[a-z0-9-]{2,40}$/, 'must be a region such as us-east-1'),
      prefix: z
        .string()
        .regex(/^[\w./=-]{0,200}$/, 'must be letters, digits and slashes')
        .default('wardline'),
      endpoint: z
        .string()
        .refine(
          (text) =>
            URL.canParse(text) &&
            (new URL(text).protocol === 'https:' ||
              (new URL(text).protocol === 'http:' && isLoopback(new URL(text).hostname))),
          'must be an https address',
        )
        .optional(),
      allowPrivate: z.boolean().optional(),
      ca: file.optional(),
    }),
  ])
  .refine(({ raw, reason: why }) => !raw || why, {
    message: 'must say why raw records leave: they hold file names and subjects, which are PHI',
    path: ['reason'],
  });

export const streamsSchema = z
  .array(stream)
  // Each holds a connection to the database while it runs.
  .max(8)
  .refine((streams) => new Set(streams.map((entry) => entry.name)).size === streams.length, {
    message: 'must have another name for each stream',
  });
