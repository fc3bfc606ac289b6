import { momentIn } from '../cli/audit/with-place.ts';
import { exportLines } from '../cli/audit/explored-rows.ts';
import { hashKey } from '../cli/scan/hash-key.ts';
import { valueHash } from '../cli/scan/value-hash.ts';
import { millis, momentOf } from '../core/clock.ts';
import { patientTokens } from '../engine/patient-tokens.ts';
import { type Exploration, type ExploredEvent, type Subject, explore } from '../store/events/explore.ts';
import type { EventLogPlace } from '../store/events/log-place.ts';

/** A question as it came: what names a patient is in clear text here, and nowhere after. */
export interface AskedOfLog {
  patient?: { name: string; birthDate: string } | { number: string } | undefined;
  file?: string | undefined;
  user?: string | undefined;
  site?: string | undefined;
  ip?: string | undefined;
  operation?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

/** The question for the store: the patient hashed under the tenant's key, days as moments. Throws `usage`. */
export async function explorationOf(
  home: string,
  { patient, from, to, site, ...asked }: AskedOfLog,
): Promise<Exploration> {
  const [begin, end] = [momentIn('from', from), momentIn('to', to, true)];
  const given = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
  return {
    ...given,
    ...(patient && { patient: await tokensOf(home, patient) }),
    ...(site !== undefined && { site: site.replace(/\/$/, '') }),
    ...(begin !== undefined && { from: begin }),
    ...(end !== undefined && { to: end }),
  };
}

async function tokensOf(home: string, patient: NonNullable<AskedOfLog['patient']>): Promise<string[]> {
  const { bytes } = await hashKey({ options: { home }, cwd: home, env: process.env });
  return patientTokens(patient, valueHash(bytes));
}

const hour = 3_600_000;
/** Up to so many hours are drawn by hour, more by day. */
const mostHours = 96;

/** Newest events that are counted for the picture. */
const mostCounted = 10_000;

/** Events of a subject by hour or by day, empty ones with 0. `all` is false where more events are older than these. */
export async function timelineOf(place: EventLogPlace, { query }: Subject) {
  const found = await place.index.hours({ ...query, limit: mostCounted });
  const [oldest, newest] = [found[0], found.at(-1)];
  if (!newest || !oldest) return undefined;
  const span = millis(newest.at) - millis(oldest.at);
  const unit = span < mostHours * hour ? ('hour' as const) : ('day' as const);
  const step = unit === 'hour' ? hour : 24 * hour;
  const start = Math.floor(millis(oldest.at) / step);
  const bars = Array.from({ length: Math.floor(millis(newest.at) / step) - start + 1 }, (_, at) => ({
    at: momentOf((start + at) * step),
    records: 0,
    failures: 0,
  }));
  let counted = 0;
  for (const { at, records, failures } of found) {
    const bar = bars[Math.floor(millis(at) / step) - start]!;
    bar.records += records;
    bar.failures += failures;
    counted += records;
  }
  return { unit, bars, counted, all: counted < mostCounted };
}

/** All pages of a search as they are read. */
export async function* exportOf(
  place: EventLogPlace,
  subject: Subject,
  form: 'csv' | 'jsonl',
): AsyncGenerator<Uint8Array> {
  const { head, lines } = exportLines(form);
  const encoder = new TextEncoder();
  yield encoder.encode(head);
  for await (const rows of pagesOf(place, subject))
    yield encoder.encode(lines(rows.map(({ position: _position, source: _source, actorKind: _kind, ...row }) => row)));
}

/** All pages of a search. */
export async function* pagesOf(place: EventLogPlace, subject: Subject): AsyncGenerator<ExploredEvent[]> {
  let after: string | undefined;
  do {
    const { rows, next } = await explore(place, subject, { limit: 5_000, ...(after !== undefined && { after }) });
    yield rows;
    after = next;
  } while (after !== undefined);
}
