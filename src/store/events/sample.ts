import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { TenantScope } from '../scope.ts';
import type { FoundEvent } from './event-index.ts';
import { shownRow } from './postgres-search.ts';

export interface SampleAsked {
  /** The same text draws the same events from the same log. */
  seed: string;
  /** ISO 8601 UTC; `from` is in, `to` is out. */
  from: string;
  to: string;
  /** Operations in lower case that count. */
  operations: readonly string[];
  size: number;
  /** Segments that were sealed later do not count: what comes later leaves a sample as it is. */
  sealedBefore: string;
}

/** Places drawn at once, and how often: of an eventful log few of them are people near files. */
const atOnce = 1000;
const rounds = 60;

/**
 * Events drawn at random, each with the same chance, oldest first: a place of the log is drawn, and taken when what
 * lies there is an event of a person of these operations in the time asked. So a log of a billion events takes no longer.
 */
export async function sampleEvents({ db, tenant }: TenantScope, asked: SampleAsked): Promise<FoundEvent[]> {
  const segments = await db
    .selectFrom('auditSegments')
    .select(['sequence', 'records'])
    .where('tenantId', '=', tenant)
    .where('firstAt', '<', asked.to)
    .where('lastAt', '>=', asked.from)
    .where('sealedAt', '<', asked.sealedBefore)
    .orderBy('sequence')
    .execute();
  const total = segments.reduce((sum, { records }) => sum + records, 0);
  const drawn = drawing(asked.seed, total);
  const taken = new Map<string, FoundEvent>();
  const tried = new Set<number>();
  for (let round = 0; round < rounds && taken.size < asked.size && tried.size < total; round += 1) {
    const places: [number, number][] = [];
    for (let tries = 0; places.length < atOnce && tries < atOnce * 20 && tried.size < total; tries += 1) {
      const number = drawn();
      if (tried.has(number)) continue;
      tried.add(number);
      places.push(placeOf(number, segments));
    }
    const { rows } = await sql<Parameters<typeof shownRow>[0] & { drawn: number }>`
      select one.*, place.drawn::int as drawn
      from unnest(${places.map(([segment]) => segment)}::int[], ${places.map(([, position]) => position)}::int[])
        with ordinality as place (segment, position, drawn)
      join wardline.audit_records as one
        on one.tenant_id = ${tenant} and one.segment = place.segment and one.position = place.position
      where one.at >= ${asked.from}::timestamptz and one.at < ${asked.to}::timestamptz and not one.repeats
        and one.actor_kind in ('user', 'guest', 'anonymous') and lower(one.operation) = any(${[...asked.operations]}::text[])
      order by place.drawn`.execute(db);
    for (const row of rows) if (taken.size < asked.size) taken.set(row.id, shownRow(row));
  }
  return [...taken.values()].sort((a, b) => (a.at < b.at || (a.at === b.at && a.id < b.id) ? -1 : 1));
}

/** Whole numbers below `below` from a seed: SHA-256 of the seed and a counter, 48 bits each. */
function drawing(seed: string, below: number): () => number {
  let [block, at, counter] = [Buffer.alloc(0), 0, 0];
  return () => {
    if (at + 6 > block.length) {
      block = createHash('sha256').update(`${seed} ${counter}`).digest();
      counter += 1;
      at = 0;
    }
    const number = block.readUIntBE(at, 6);
    at += 6;
    return number % below;
  };
}

function placeOf(number: number, segments: readonly { sequence: number; records: number }[]): [number, number] {
  let left = number;
  for (const { sequence, records } of segments) {
    if (left < records) return [sequence, left];
    left -= records;
  }
  throw new RangeError('a place outside of the log');
}
