import { millis } from '../../core/clock.ts';
import { hashOf } from '../random.ts';
import type { Entity } from '../store.ts';
import type { Tenant } from '../tenant.ts';
import { type ContentType, contentTypeOf } from './content-types.ts';
import { Troubles } from './troubles.ts';

/** Records that are delivered together. */
export interface Blob {
  id: string;
  contentType: ContentType;
  /** Milliseconds since 1970 at which it became available. */
  created: number;
  records: readonly Entity[];
}

/** How a tenant's feed delivers: assumption activity-delivery. */
export interface FeedSettings {
  /** Minutes from a record's own time until it is delivered, the least and the most. */
  delay: readonly [number, number];
  /** Minutes from the start of a subscription until its first content. */
  firstContent: number;
  /** One blob of so many comes a second time, under another id; 0 for none. */
  repeatEvery: number;
  /** Minutes that an audit search waits, and after which it has ended: assumption audit-queries. */
  search: readonly [number, number];
}

const minute = 60_000;
const slot = 5 * minute;
/** Records of one blob. */
const blobRecords = 250;

/**
 * The activity feed of a tenant: what its unified log holds, later, in blobs of five minutes, neither in order nor just
 * once. What a reader was shown as complete stays so: a record that is written late gets a later blob.
 */
export class Feed {
  readonly settings: FeedSettings = { delay: [5, 90], firstContent: 60, repeatEvery: 20, search: [1, 5] };
  readonly troubles = new Troubles();
  readonly #tenant: Tenant;
  /** Records of the unified log that are in blobs. */
  #taken = 0;
  /** The latest moment at which somebody listed content. */
  #shownUntil = 0;
  readonly #open = new Map<string, Blob & { records: Entity[] }>();
  readonly #blobs: Blob[] = [];
  readonly #byId = new Map<string, Blob>();
  readonly #periods = new Map<ContentType, { from: number; to: number }[]>();

  constructor(tenant: Tenant) {
    this.#tenant = tenant;
  }

  /** Puts what the log has got since into blobs; with `isOn` false that is dropped, for auditing was off. */
  take(isOn = auditingIsOn(this.#tenant)): void {
    const { unifiedAudit } = this.#tenant.logs;
    for (; this.#taken < unifiedAudit.length; this.#taken += 1) if (isOn) this.#place(unifiedAudit[this.#taken]!);
  }

  start(type: ContentType, now: number): void {
    this.take();
    this.#periods.set(type, [...(this.#periods.get(type) ?? []), { from: now, to: Infinity }]);
  }

  stop(type: ContentType, now: number): void {
    const last = this.#periods.get(type)?.at(-1);
    if (last) last.to = now;
  }

  /** Content of a type that became available in [from, to), as of `now`. */
  list(type: ContentType, [from, to]: readonly [number, number], now: number): Blob[] {
    this.take();
    this.#shownUntil = Math.max(this.#shownUntil, now);
    return this.#blobs
      .filter((blob) => blob.contentType === type)
      .flatMap((blob) => {
        const created = this.#shownAt(blob);
        return created !== undefined && created <= now && created >= from && created < to ? [{ ...blob, created }] : [];
      })
      .sort((a, b) => hashOf(a.id) - hashOf(b.id));
  }

  find(id: string): Blob | undefined {
    return this.#byId.get(id);
  }

  /** When a blob shows: never what came while nobody subscribed, and what came right after the start a little later. */
  #shownAt({ contentType, created }: Blob): number | undefined {
    const period = (this.#periods.get(contentType) ?? []).find(({ from, to }) => created >= from && created < to);
    return period && Math.max(created, period.from + this.settings.firstContent * minute);
  }

  #place(record: Entity): void {
    const contentType = contentTypeOf(record);
    const [least, most] = this.settings.delay;
    const hash = hashOf(String(record['Id']));
    const share = (hash % 1000) / 1000;
    const happened = millis(`${String(record['CreationTime']).replace(/Z$/, '')}Z`);
    const at = Number.isNaN(happened) ? this.#shownUntil : happened;
    this.#put(record, contentType, this.troubles.delayed(at + (least + share * (most - least)) * minute), '');
  }

  #put(record: Entity, contentType: ContentType, due: number, again: '' | 'again'): void {
    const number = Math.max(Math.ceil(due / slot), Math.floor(this.#shownUntil / slot) + 1);
    const key = `${contentType} ${number} ${again}`;
    let blob = this.#open.get(key);
    if (!blob || blob.records.length >= blobRecords) {
      const part = this.#blobs.length;
      const created = number * slot;
      const id = `${created}$${created}$${hashOf(`${this.#tenant.id} ${part}`).toString(16)}$${contentType.toLowerCase().replace('.', '_')}$na${part}`;
      blob = { id, contentType, created, records: [] };
      this.#open.set(key, blob);
      this.#blobs.push(blob);
      this.#byId.set(id, blob);
    }
    // Later records of a blob may be earlier ones of the day.
    if (hashOf(String(record['Id'])) % 2 === 0) blob.records.push(record);
    else blob.records.unshift(record);
    const { repeatEvery } = this.settings;
    if (again === '' && repeatEvery > 0 && hashOf(key) % repeatEvery === 0)
      this.#put(record, contentType, due + 120 * minute, 'again');
  }
}

const feeds = new WeakMap<Tenant, Feed>();

export function feedOf(tenant: Tenant): Feed {
  let feed = feeds.get(tenant);
  if (!feed) feeds.set(tenant, (feed = new Feed(tenant)));
  return feed;
}

export function auditingIsOn(tenant: Tenant): boolean {
  return tenant.store.get('auditLogConfig', '')?.['UnifiedAuditLogIngestionEnabled'] !== false;
}
