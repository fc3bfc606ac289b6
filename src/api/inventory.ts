import { z } from 'zod';
import { exposures, storeKinds } from '../core/content.ts';
import { storePurposes } from '../core/placement.ts';
import { severities } from '../core/severity.ts';
import { defineEndpoint, moment } from './define.ts';

const exposure = z.enum(exposures);
/** Ids of stores and items are Microsoft's: drives, mailboxes and channels have letters of their own. */
const contentId = z.string().min(1).max(1_000);

export const itemClasses = [
  'PHI_SENSITIVE',
  'PHI',
  'PII_ONLY',
  'HEALTH_ONLY',
  'NONE',
  'UNREADABLE',
  'NOT_READ',
] as const;

const counted = z.object({
  items: z.int(),
  classes: z.record(z.enum(itemClasses), z.int()),
  phi: z.int().describe('Items with PHI.'),
  patients: z.int().describe('Distinct patients, merged over items where a number, or name and birth date, tells.'),
  residence: z.record(z.string(), z.int()).describe('Distinct patients by state of their address.'),
  openTo: z.record(exposure, z.object({ items: z.int(), patients: z.int() })),
  usually: exposure.optional().describe('Who can open most of the items with PHI.'),
  widest: exposure.optional(),
  labels: z.object({ labeled: z.int(), unlabeled: z.int(), unknown: z.int() }),
  detectors: z.record(
    z.string(),
    z.object({ items: z.int(), certain: z.int().optional(), likely: z.int().optional(), weak: z.int().optional() }),
  ),
  sensitive: z.record(z.string(), z.int()),
  earliest: z.string().optional().describe('Earliest date of care, YYYY-MM-DD.'),
  partial: z.int(),
  risk: z.number().describe('A rank without a unit.'),
});
export type Counted = z.infer<typeof counted>;

const store = counted.extend({
  id: z.string(),
  kind: z.enum(storeKinds),
  name: z.string(),
  url: z.string().nullable(),
  owner: z.string().nullable(),
  state: z.enum(['new', 'scanning', 'scanned', 'partly', 'no-access', 'gone']),
  detail: z.string().describe('Why it was not, or not wholly, read.'),
  scannedAt: moment.nullable(),
  service: z.enum(['SharePoint', 'OneDrive', 'Exchange', 'Teams']),
  purpose: z.enum(storePurposes).optional(),
  team: z.enum(['public', 'private', 'unknown']).optional().describe('Whether everybody here can let themselves in.'),
});
export type StoreShown = z.infer<typeof store>;

const scan = z.object({
  startedAt: moment,
  startedBy: z.string(),
  endedAt: moment.nullable(),
  state: z.enum(['running', 'paused', 'done', 'failed']),
  read: z.int().optional().describe('Items read in this run: new or changed ones.'),
});

export const showInventory = defineEndpoint({
  id: 'inventory.show',
  method: 'get',
  path: '/t/{tenant}/inventory',
  summary: 'Where PHI lies: counts, stores by risk, and what was not read. No name of a file',
  access: 'inventory.read',
  answer: z.object({
    scanned: z.boolean().describe('False: nothing was scanned yet, which does not mean that nothing is there.'),
    connected: z.boolean().describe('The registration that reads what people store is connected.'),
    total: counted,
    stores: z.array(store),
    placement: z.object({ declared: z.boolean(), violations: z.int(), review: z.int() }),
    scans: z.array(scan).describe('Newest first.'),
  }),
});

const match = z.object({
  detector: z.string(),
  strength: z.enum(['weak', 'likely', 'certain']),
  count: z.int(),
  sample: z.string().describe('The shape of a value, never the value.'),
  places: z.array(z.string()).describe('Pages, lines and cells of the first; names of attachments and sheets masked.'),
});

const item = z.object({
  id: z.string(),
  class: z.enum(itemClasses),
  kind: z.string().nullable(),
  folders: z.int().describe('How many folders deep it lies.'),
  patients: z.int(),
  partial: z.boolean(),
  exposure,
  label: z.string().nullable().describe('Empty: asked for and there is none. Null: not asked for.'),
  earliest: z.string().nullable(),
  modifiedAt: z.string().nullable(),
  sensitive: z.array(z.string()),
  risk: z.number(),
  why: z.string(),
  matches: z.array(match),
  gaps: z.array(z.object({ place: z.string(), reason: z.string() })),
});
export type ItemShown = z.infer<typeof item>;

export const listItems = defineEndpoint({
  id: 'inventory.items',
  method: 'get',
  path: '/t/{tenant}/inventory/items',
  summary: 'Items of one store, most at stake first: kinds and places of what was found. No name and no value',
  access: 'inventory.read',
  query: {
    store: contentId,
    show: z.enum(['phi', 'unread', 'all']).default('phi'),
    openTo: exposure.optional().describe('As open as this, or more.'),
    from: z.coerce.number().int().min(0).max(10_000_000).default(0),
    limit: z.coerce.number().int().min(1).max(500).default(100),
  },
  answer: z.object({ store, items: z.array(item), total: z.int() }),
});

export const showNames = defineEndpoint({
  id: 'inventory.names',
  method: 'post',
  path: '/t/{tenant}/inventory/names',
  summary:
    'Names of files and folders, places within them, and whom they are shared with. It is recorded who saw which',
  access: 'inventory.names',
  reads: true,
  body: z.strictObject({
    items: z
      .array(z.strictObject({ store: contentId, item: contentId }))
      .min(1)
      .max(500),
  }),
  answer: z.object({
    items: z.array(
      z.object({
        store: z.string(),
        item: z.string(),
        path: z.string(),
        places: z.array(z.string()).describe('Unmasked places of the first matches.'),
        shares: z.array(z.object({ id: z.string(), grantees: z.array(z.string()) })),
      }),
    ),
  }),
});

const placementFinding = z.object({
  key: z.string(),
  store: z.string(),
  storeName: z.string(),
  item: z.string(),
  outcome: z.enum(['violation', 'review']),
  breach: z.enum(['ehr-only', 'non-phi-store', 'undeclared-store', 'class-elsewhere']),
  severity: z.enum(severities),
  class: z.enum(itemClasses),
  patients: z.int(),
  exposure,
  owner: z.string().nullable(),
  incidentQuestion: z.boolean().describe('Somebody outside could open it (45 CFR 164.402).'),
  why: z.string(),
  steps: z.array(z.string()).describe('The way to move it, in this order.'),
});
export type PlacementShown = z.infer<typeof placementFinding>;

export const listPlacement = defineEndpoint({
  id: 'placement.list',
  method: 'get',
  path: '/t/{tenant}/placement',
  summary: 'PHI that lies where wardline.yaml says none may lie, with the way to move it',
  access: 'inventory.read',
  answer: z.object({
    scanned: z.boolean(),
    rule: z.enum(['anywhere', 'declared', 'ehr-only']).optional().describe('Absent where nothing is declared.'),
    closed: z.object({ stores: z.int(), unread: z.int() }).describe('Stores closed to PHI, and their unread items.'),
    storesNotRead: z.int(),
    items: z.array(placementFinding),
  }),
});
