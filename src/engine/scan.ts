import type { UnreadableReason } from '../core/document.ts';
import type { DocumentClass, SensitiveClass } from '../core/phi.ts';
import { PatientCount } from './scan-patients.ts';
import type { ScanRecord } from './scan-record.ts';

/** Something to scan: a local file, a file of a drive, a message. */
export interface ScanItem {
  path: string;
  bytes: number;
}

export interface ScanOptions<I extends ScanItem> {
  /** Reads, inspects and records one item. It answers for everything that goes wrong with the item. */
  examine(item: I): Promise<ScanRecord>;
  /** Items examined at once. */
  concurrency: number;
  /** Called as each record is there, in the order in which items end. */
  onRecord?(record: ScanRecord, item: I, progress: ScanProgress): void;
  signal?: AbortSignal;
}

export interface ScanProgress {
  files: number;
  bytes: number;
  unreadable: number;
}

export const classes = [
  'PHI_SENSITIVE',
  'PHI',
  'PII_ONLY',
  'HEALTH_ONLY',
  'NONE',
  'UNREADABLE',
] as const satisfies readonly (DocumentClass | 'UNREADABLE')[];

/** What lies where, in numbers. */
export interface ScanSummary {
  files: number;
  bytes: number;
  characters: number;
  /** Files by class. */
  classes: Record<ScanRecord['class'], number>;
  /** Distinct patients of files that hold PHI. */
  patients: number;
  /** Matches by detector, in files of every class. */
  detectors: Record<string, number>;
  sensitive: Partial<Record<SensitiveClass, number>>;
  states: string[];
  /** Files of which nothing was read, and of which a part was not, by reason. */
  unreadable: Partial<Record<UnreadableReason, number>>;
  partial: Partial<Record<UnreadableReason, number>>;
}

/**
 * Examines items side by side and counts. Items are taken as workers come free, so that a list without end is fine.
 * Throws only when `signal` says so (`AbortError`); records made before that were handed to `onRecord`.
 */
export async function scan<I extends ScanItem>(items: AsyncIterable<I>, options: ScanOptions<I>): Promise<ScanSummary> {
  const count = new SummaryCount();
  const iterator = items[Symbol.asyncIterator]();
  let turn: Promise<unknown> = Promise.resolve();
  const next = (): Promise<IteratorResult<I>> => {
    const result = turn.then(() => iterator.next());
    turn = result.catch(() => undefined);
    return result;
  };
  const lane = async () => {
    for (let item = await next(); !item.done; item = await next()) {
      options.signal?.throwIfAborted();
      const record = await options.examine(item.value);
      options.signal?.throwIfAborted();
      count.add(record);
      options.onRecord?.(record, item.value, count.progress);
    }
  };
  await Promise.all(Array.from({ length: options.concurrency }, lane));
  return count.summary;
}

/** What of a record is counted. */
export type Counted = Pick<
  ScanRecord,
  | 'bytes'
  | 'characters'
  | 'class'
  | 'counts'
  | 'sensitive'
  | 'states'
  | 'unreadable'
  | 'partial'
  | 'patients'
  | 'people'
>;

/** Counts records to a summary. */
export class SummaryCount {
  readonly #patients = new PatientCount();
  readonly #states = new Set<string>();
  readonly #summary: ScanSummary = {
    files: 0,
    bytes: 0,
    characters: 0,
    classes: { PHI_SENSITIVE: 0, PHI: 0, PII_ONLY: 0, HEALTH_ONLY: 0, NONE: 0, UNREADABLE: 0 },
    patients: 0,
    detectors: {},
    sensitive: {},
    states: [],
    unreadable: {},
    partial: {},
  };

  add(record: Counted): void {
    const summary = this.#summary;
    summary.files++;
    summary.bytes += record.bytes;
    summary.characters += record.characters;
    summary.classes[record.class]++;
    for (const [detector, matches] of Object.entries(record.counts)) raise(summary.detectors, detector, matches);
    for (const kind of record.sensitive) raise(summary.sensitive, kind);
    for (const state of record.states) this.#states.add(state);
    if (record.unreadable) raise(record.partial ? summary.partial : summary.unreadable, record.unreadable);
    if (record.class === 'PHI' || record.class === 'PHI_SENSITIVE') this.#patients.add(record);
  }

  get progress(): ScanProgress {
    const { files, bytes, classes } = this.#summary;
    return { files, bytes, unreadable: classes.UNREADABLE };
  }

  get summary(): ScanSummary {
    return { ...this.#summary, patients: this.#patients.distinct, states: [...this.#states].sort() };
  }
}

function raise<K extends string>(counts: Partial<Record<K, number>>, key: K, by = 1): void {
  counts[key] = (counts[key] ?? 0) + by;
}
