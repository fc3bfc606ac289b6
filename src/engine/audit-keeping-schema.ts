import { z } from 'zod';
import { leastYears } from '../core/audit-keeping.ts';

/** The keys `audit` and `archive` of `wardline.yaml`. No secret has a place here: `wardline audit archive set-secret` seals it. */
const file = z.string().trim().min(1).max(1_000);
const isLoopback = (host: string) => /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(host);
const endpoint = z
  .string()
  .trim()
  .max(2_000)
  .refine((text) => {
    if (!URL.canParse(text)) return false;
    const { protocol, hostname, username, password } = new URL(text);
    const isSafe = protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
    return isSafe && username === '' && password === '';
  }, 'must be an https address without a name or password in it');
const httpsUrl = endpoint.refine((text) => text.startsWith('https:'), 'must be an https address');

export const auditKeepingSchema = z
  .strictObject({
    retentionYears: z.int().min(1).max(100).default(leastYears),
    notCovered: z.string().trim().min(10, 'say why in at least ten characters').max(4_000).optional(),
    anchors: z
      .strictObject({
        mail: z.string().trim().min(1).max(40).optional(),
        timeStamp: z
          .strictObject({
            url: httpsUrl,
            authority: file,
            ca: file.optional(),
            allowPrivate: z.boolean().optional(),
          })
          .optional(),
      })
      .optional(),
  })
  .refine(({ retentionYears, notCovered }) => retentionYears >= leastYears || notCovered, {
    message: `must be ${leastYears} or more: 45 CFR 164.316(b)(2)(i) keeps the records of a covered entity for six years. For records that it does not cover, say why in notCovered`,
    path: ['retentionYears'],
  });

const common = {
  prefix: z
    .string()
    .regex(/^[\w./=-]{0,200}$/, 'must be letters, digits and slashes')
    .default('wardline'),
  // Six years of 365 days, and two for leap years.
  lockDays: z.int().min(1).max(36_500).default(2_192),
};
const web = { endpoint: endpoint.optional(), allowPrivate: z.boolean().optional(), ca: file.optional() };

export const archiveSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...common,
    ...web,
    kind: z.literal('s3'),
    bucket: z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'must be the name of a bucket'),
    region: z.string().regex(/^[a-z0-9-]{2,40}$/, 'must be a region such as us-east-1'),
    lockMode: z.enum(['compliance', 'governance']).default('compliance'),
  }),
  z.strictObject({
    ...common,
    ...web,
    kind: z.literal('azure-blob'),
    account: z.string().regex(/^[a-z0-9]{3,24}$/, 'must be the name of a storage account'),
    container: z.string().regex(/^[a-z0-9](?:[a-z0-9]|-(?!-)){1,61}[a-z0-9]$/, 'must be the name of a container'),
    lockMode: z.enum(['locked', 'unlocked']).default('locked'),
  }),
  z.strictObject({ ...common, kind: z.literal('folder'), folder: file }),
]);
