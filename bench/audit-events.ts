import { momentOf, millis } from '../src/core/clock.ts';
import { familyOf } from '../src/engine/event-families.ts';
import type { EventEntry } from '../src/store/events/entry.ts';
import { indexable } from '../src/store/events/index-upkeep.ts';
import type { eventLogOf } from '../src/store/events/log-place.ts';
import { clinicTenant } from '../test/audit-records.ts';

const perSegment = 12_000;
const days = 60;
const start = millis('2026-09-01T00:00:00Z');
const [people, files, messages] = [400, 40_000, 20_000];
export const patients = 5_000;

let seed = 7;
/** Whole numbers below a bound, the same each run. */
function random(below: number): number {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((seed / 2 ** 32) * below);
}
export const guid = (kind: string, number: number) =>
  `${kind.padEnd(8, '0')}-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;
/** Few files and people make most of the events, as in life. */
const skewed = (below: number) => Math.floor(below * (random(1_000_000) / 1_000_000) ** 2);

function entry(index: number, total: number): EventEntry {
  const person = skewed(people);
  const kind = random(100);
  const at = momentOf(start + Math.floor((index / total) * days * 86_400_000) + random(600_000));
  const operation =
    kind < 50
      ? kind < 4
        ? 'FileDownloaded'
        : 'FileAccessed'
      : kind < 75
        ? 'MailItemsAccessed'
        : kind < 95
          ? 'UserLoggedIn'
          : 'Update user';
  const isFile = kind < 50;
  const family = familyOf(operation.toLowerCase());
  return {
    id: guid('e', index),
    ...{ at, source: 'unified', operation, workload: isFile ? 'sharepoint' : 'entra', outcome: 'success' },
    ...{
      actor: `person${person}@clinic.example.com`,
      actorKind: 'user',
      ip: `192.0.${person % 8}.${random(8) + (person % 240)}`,
    },
    ...(isFile && {
      site: `https://clinic.sharepoint.com/sites/team${person % 40}`,
      file: guid('f', skewed(files)),
      managed: person % 3 > 0,
    }),
    ...(operation === 'MailItemsAccessed' && { items: [1, 2].map(() => `<${skewed(messages)}@example.com>`) }),
    ...(family !== undefined && { family }),
    app: `App ${person % 12}`,
    device: `PC-${person}`,
  };
}

/** Puts so many events of 60 days, 400 people, 40,000 files and 20,000 messages into a tenant's index. */
export async function fillIndex(place: ReturnType<typeof eventLogOf>, total: number): Promise<void> {
  for (let from = 0, sequence = 1; from < total; from += perSegment, sequence += 1) {
    const entries = Array.from({ length: Math.min(perSegment, total - from) }, (_, at) => entry(from + at, total));
    const times = entries.map(({ at }) => at).sort((a, b) => (a < b ? -1 : 1));
    const header = {
      ...{ tenant: clinicTenant, sequence, records: entries.length, sealedAt: times.at(-1)! },
      ...{ firstAt: times[0]!, lastAt: times.at(-1)! },
    };
    await place.index.add(
      { header, hash: sequence.toString(16).padStart(64, '0'), line: '' } as never,
      indexable(place.key, entries),
    );
  }
}
