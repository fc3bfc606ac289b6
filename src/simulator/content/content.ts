import type { Collections } from '../store.ts';
import { type Patient, fullName, patient } from './patients.ts';

/** What a seed knows of one thing that it planted: what a scan of the tenant must find. */
export interface Planted {
  /** `drive:{drive}`, `mailbox:{user}`, `channel:{team}/{channel}`, `chats:{user}`. */
  store: string;
  /** Id of the file or message; of a chat message that is in two people's chats, one entry each. */
  item: string;
  /** Within the store: `Referrals/ochoa.docx`, `Inbox/{subject}`. */
  path: string;
  class: 'PHI_SENSITIVE' | 'PHI' | 'PII_ONLY' | 'HEALTH_ONLY' | 'NONE' | 'UNREADABLE';
  /** Distinct patients. */
  patients: number;
  /** Why its text cannot be read: `encrypted`, `corrupt`, `too-large`. */
  unreadable?: string;
  /** Names, numbers and dates of patients: none may be found in what Wardline writes. */
  values: readonly string[];
}

/** What a tenant's libraries, mailboxes and teams hold. */
export interface ContentSeed {
  collections: Collections;
  /** Bytes of files by the `bytes` of their item. */
  files: ReadonlyMap<string, Buffer>;
  planted: readonly Planted[];
}

/** A tenant's content while it runs: made when somebody first looks, so that a start costs nothing. */
export interface Content {
  /** Collections of the store that belong here; the store asks when one of them is first looked at. */
  holds(collection: string): boolean;
  load(): Collections;
  /**
   * Bytes under a name that `keep` or the seed gave, or that says how to make them (`text/{seed}/{length}`,
   * `note/{patient}/{length}`).
   */
  bytes(name: string): Buffer;
  keep(name: string, bytes: Buffer): void;
  readonly planted: readonly Planted[];
  /** Replaces what is known of the item. */
  plant(planted: Planted): void;
  uproot(store: string, item: string): void;
}

const ours = /^(drives|driveItems|mailFolders|messages|teams|channels|channelMessages|chats|chatMessages)(\/|$)/;

export function createContent(make: (() => ContentSeed) | undefined): Content {
  let seed: ContentSeed | undefined;
  const files = new Map<string, Buffer>();
  const planted = new Map<string, Planted>();
  const keyOf = ({ store, item }: Pick<Planted, 'store' | 'item'>): string => `${store} ${item}`;
  const made = (): ContentSeed => {
    if (seed) return seed;
    seed = make?.() ?? { collections: {}, files: new Map(), planted: [] };
    for (const entry of seed.planted) planted.set(keyOf(entry), entry);
    return seed;
  };
  return {
    holds: (collection) => ours.test(collection),
    load: () => made().collections,
    bytes(name) {
      const [, kind, what = '', length] = /^(text|note)\/(.+)\/(\d+)$/.exec(name) ?? [];
      if (kind === 'text') return textOf(what, Number(length));
      if (kind === 'note') return noteOf(Number(what), Number(length));
      const found = files.get(name) ?? made().files.get(name);
      if (!found) throw new Error(`no bytes are kept under ${name}`);
      return found;
    },
    keep: (name, bytes) => void files.set(name, bytes),
    get planted() {
      made();
      return [...planted.values()];
    },
    plant(entry) {
      made();
      planted.set(keyOf(entry), entry);
    },
    uproot(store, item) {
      made();
      planted.delete(keyOf({ store, item }));
    },
  };
}

/** What is larger is cut short: who fetches a file of gigabytes in spite of its size gets this much of it. */
const mostMade = 64 * 1024 * 1024;

const lines = [
  'The supply room is counted on the last Friday of the month and the list is sent to purchasing.',
  'Doors are locked at six; the alarm company is told of late work by noon.',
  'New staff read the handbook in the first week and sign the last page.',
  'Printers on the second floor were moved; their names stay the same.',
  'The fire drill took four minutes, one less than in spring.',
];

/** Ordinary office prose of so many bytes, the same for the same seed: for benches with very many files. */
function textOf(seed: string, length: number): Buffer {
  const from = seed.length % lines.length;
  const block = `${seed}\n${[...lines.slice(from), ...lines.slice(0, from)].join('\n')}\n`;
  return Buffer.from(block.repeat(Math.ceil(Math.min(length, mostMade) / block.length))).subarray(0, length);
}

/** A visit of patient number `index`, then prose up to the length; `generatedPatient` says who that is. */
function noteOf(index: number, length: number): Buffer {
  const one = generatedPatient(index);
  const head = `Patient: ${fullName(one)}\nMRN: ${one.mrn}\nDate of birth: ${one.born}\nDiagnosis: essential hypertension (I10), lisinopril 20 mg.\n`;
  return Buffer.concat([Buffer.from(head), textOf(`visit ${index}`, length)]).subarray(0, length);
}

export function generatedPatient(index: number): Patient {
  return patient('generated', index);
}
