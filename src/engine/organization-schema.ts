import { z } from 'zod';
import { archiveSchema, auditKeepingSchema } from './audit-keeping-schema.ts';
import { isDay } from '../core/clock.ts';
import { storeAccess, usualStores } from '../core/phi-stores.ts';
import { placementSchema } from './placement-schema.ts';
import { notifySchema, streamsSchema } from './delivery-schema.ts';
import { recordNumberFault } from './record-number.ts';

/** The form of `wardline.yaml`. Names, types and limits only; what refers to controls and citations is checked after. */
const id = z.string().trim().min(1).max(320);
const ids = z.array(id).max(10_000).default([]);
const sentence = z.string().trim().min(1).max(4_000);
const reason = z.string().trim().min(10, 'say why in at least ten characters').max(4_000);
const day = z.string().refine(isDay, 'must be a day of the calendar in the form 2027-01-31');
const domain = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/, 'must be a domain such as partner.example.com');
const optionalIds = z.array(id).max(10_000).optional();

const exclusions = z.strictObject({
  users: optionalIds,
  groups: optionalIds,
  applications: optionalIds,
  roles: optionalIds,
  guestTypes: optionalIds,
  domains: optionalIds,
  mailboxes: optionalIds,
  sites: optionalIds,
  policies: optionalIds,
  reason,
});

const attestation = z
  .strictObject({
    control: id,
    statement: sentence,
    by: sentence,
    on: day,
    until: day,
    proof: sentence,
    details: z.record(z.string(), z.string()).optional(),
  })
  .refine(({ on, until }) => on <= until, { message: 'must not be before `on`', path: ['until'] });

const exception = z.strictObject({
  control: id,
  resources: z.array(id).min(1).optional(),
  reason,
  compensating: sentence,
  approver: sentence,
  until: day,
});

const decision = z
  .strictObject({
    citation: id,
    decision: z.enum(['implemented', 'alternative', 'not-reasonable']),
    reason,
    alternative: sentence.optional(),
    by: sentence,
    on: day,
    reviewDue: day.optional(),
  })
  .refine(({ decision: made, alternative }) => made !== 'alternative' || alternative, {
    message: 'must say which equivalent measure is in place',
    path: ['alternative'],
  });

const roleName = z.string().regex(/^[a-z][a-z0-9-]*$/, 'must be a role name such as front-desk');

const recordNumber = z
  .union([
    z.string().trim().min(1),
    z.strictObject({ pattern: z.string().min(1), needsContext: z.boolean().optional() }),
  ])
  .superRefine((given, context) => {
    const fault = recordNumberFault(given);
    if (fault) context.addIssue({ code: 'custom', message: fault });
  });

const means = z.enum(['health', 'ignore', 'hiv-sti', 'mental-health', 'substance-use', 'reproductive', 'genetic']);
const word = z.string().trim().min(2).max(120);
const ownWord = z.strictObject({ word, means });

const ownDetector = z
  .strictObject({
    name: z.string().trim().min(1).max(60),
    pattern: z.string().min(1).optional(),
    words: z.array(word).min(1).max(20_000).optional(),
    means: means.optional(),
    near: z.array(word).min(1).max(200).optional(),
    proximity: z.int().min(10).max(3_000).default(300),
    strength: z.enum(['weak', 'likely', 'certain']).default('likely'),
  })
  .superRefine(({ pattern, words }, context) => {
    if ((pattern === undefined) === (words === undefined))
      context.addIssue({ code: 'custom', message: 'must hold a pattern or words, and not both' });
    const fault = pattern === undefined ? undefined : recordNumberFault({ pattern });
    if (fault) context.addIssue({ code: 'custom', message: fault, path: ['pattern'] });
  });

const ring = z.strictObject({
  name: z.string().trim().min(1).max(60),
  groups: ids,
  sites: ids,
  mode: z.enum(['test', 'enforce']).default('enforce'),
  days: z.int().min(0).max(365).default(14),
  precision: z.number().min(0).max(1).default(0.9),
  verdicts: z.int().min(0).max(100_000).default(20),
});

const rollout = z.strictObject({
  rings: z
    .array(ring)
    .min(2, 'must have a pilot and a last ring at least')
    .max(20)
    .refine((rings) => new Set(rings.map(({ name }) => name.toLowerCase())).size === rings.length, {
      message: 'must have another name for each ring',
    })
    .refine((rings) => rings.slice(0, -1).every(({ groups }) => groups.length > 0), {
      message: 'must name groups in each ring but the last: a ring without groups is everybody',
    })
    .refine((rings) => rings.at(-1)!.groups.length === 0 && rings.at(-1)!.sites.length === 0, {
      message: 'must end with a ring that names nobody: everybody',
    }),
});

const phiStore = z
  .strictObject({
    name: z.string().trim().min(1).max(120),
    path: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{0,60}$/, 'must be small letters, digits and hyphens, such as phi-therapy'),
    access: z.record(roleName, z.enum(storeAccess)),
  })
  .refine(({ access }) => new Set(Object.values(access).filter((level) => level !== 'read')).size < 2, {
    message: 'must not mix edit and edit-no-share: SharePoint lets all members of a site share, or none',
    path: ['access'],
  });

const phiStores = z
  .strictObject({
    host: z
      .string()
      .trim()
      .toLowerCase()
      .regex(
        /^(?![a-z0-9-]*-(?:admin|my)\.)[a-z0-9-]+\.sharepoint\.(?:com|us|cn)$|^(?![a-z0-9-]*-(?:admin|my)\.)[a-z0-9-]+\.sharepoint-mil\.us$/,
        'must be a host such as contoso.sharepoint.com',
      ),
    owner: z
      .string()
      .trim()
      .toLowerCase()
      .regex(/^[^\s@]+@[^\s@]+$/, 'must be a user principal name'),
    siteClass: z.string().trim().min(1).max(120).default('Restricted: PHI'),
    label: z.guid('must be the id of a sensitivity label').toLowerCase().optional(),
    stores: z
      .array(phiStore)
      .min(1)
      .max(100)
      .default(() => structuredClone([...usualStores]) as z.infer<typeof phiStore>[]),
  })
  .refine(({ stores }) => new Set(stores.map(({ path }) => path)).size === stores.length, {
    message: 'must have another path for each store',
    path: ['stores'],
  });

const range = z
  .string()
  .trim()
  .toLowerCase()
  .regex(
    /^(?:\d{1,3}(?:\.\d{1,3}){3}\/(?:[0-9]|[12]\d|3[0-2])|[0-9a-f:]*:[0-9a-f:]*\/(?:\d{1,2}|1[01]\d|12[0-8]))$/,
    'must be an address range such as 192.0.2.0/24',
  );

const watch = z.strictObject({
  domains: z.array(domain).max(1_000).optional(),
  leavers: z
    .array(z.strictObject({ account: id, on: day }))
    .max(10_000)
    .optional(),
  serviceAccounts: optionalIds,
  networks: z.array(range).max(1_000).optional(),
  labelRanks: z.array(id).max(200).optional(),
  thresholds: z
    .array(
      z.strictObject({
        detection: id,
        parameters: z.record(z.string(), z.union([z.number(), z.boolean(), z.string(), z.array(z.string())])),
        reason,
        until: day.optional(),
      }),
    )
    .max(200)
    .optional(),
  allow: z
    .array(
      z
        .strictObject({
          detection: id,
          actor: id.optional(),
          site: id.optional(),
          domain: domain.optional(),
          reason,
          until: day,
        })
        .refine(({ actor, site, domain: given }) => actor ?? site ?? given, {
          message: 'must name an actor, a site or a domain',
        }),
    )
    .max(2_000)
    .optional(),
});

export const organizationSchema = z.strictObject({
  organization: z
    .strictObject({
      name: sentence.optional(),
      entityType: z.enum(['covered-entity', 'business-associate', 'hybrid-entity']).default('covered-entity'),
      states: z
        .array(
          z
            .string()
            .trim()
            .toUpperCase()
            .regex(/^[A-Z]{2}$/, 'must be a two-letter state code such as TX'),
        )
        .default([]),
    })
    .default({ entityType: 'covered-entity', states: [] }),
  baseline: z.string().optional(),
  breakGlass: ids,
  exclusions: z.record(z.string(), exclusions).default({}),
  roleGroups: z.record(roleName, z.array(id)).default({}),
  phi: z
    .strictObject({
      sites: ids,
      mailboxes: ids,
      groups: ids,
      labels: ids,
      mrnFormats: z.array(recordNumber).max(50).optional(),
      physicians: z.array(z.string().trim().min(3).max(120)).max(20_000).optional(),
      words: z.array(ownWord).max(20_000).optional(),
      detectors: z
        .array(ownDetector)
        .max(100)
        .refine((all) => new Set(all.map(({ name }) => name.toLowerCase())).size === all.length, {
          message: 'must have another name for each detector',
        })
        .optional(),
      rollout: rollout.optional(),
    })
    .default({ sites: [], mailboxes: [], groups: [], labels: [] }),
  phiStores: phiStores.optional(),
  placement: placementSchema.optional(),
  approvedDomains: z.array(domain).default([]),
  partners: z.array(z.strictObject({ domain, name: sentence.optional(), tls: z.boolean().default(true) })).default([]),
  backups: z
    .array(z.strictObject({ name: sentence, encrypted: z.boolean(), keyOwner: sentence.optional() }))
    .default([]),
  sensitiveAccounts: ids,
  approvedServices: ids,
  approvedApps: z
    .array(z.strictObject({ appId: id, name: sentence.optional(), owner: sentence.optional(), baa: z.boolean() }))
    .default([]),
  choices: z
    .strictObject({
      teamsGuests: z.boolean().optional(),
      telehealth: z.boolean().optional(),
      smimeInUse: z.boolean().optional(),
      unofficialTeamsEndpoint: z.boolean().optional(),
    })
    .default({}),
  watch: watch.optional(),
  notify: notifySchema.optional(),
  streams: streamsSchema.optional(),
  audit: auditKeepingSchema.optional(),
  archive: archiveSchema.optional(),
  approvals: z.strictObject({ people: z.union([z.literal(1), z.literal(2)]).default(1) }).default({ people: 1 }),
  parameters: z
    .record(z.string(), z.record(z.string(), z.union([z.number(), z.boolean(), z.string(), z.array(z.string())])))
    .default({}),
  attestations: z.array(attestation).default([]),
  exceptions: z.array(exception).default([]),
  decisions: z.array(decision).default([]),
});

export type OrganizationFile = z.infer<typeof organizationSchema>;
