import { daysAfter } from '../../core/clock.ts';
import type { ObjectStore } from '../../core/object-store.ts';
import type { Hold } from './holds.ts';
import type { EventLogPlace } from './log-place.ts';
import { hasOwnFile, readHeader, readSegment, recordNumbers, segmentName } from './manifest.ts';
import { decodePack } from './pack.ts';
import { headersOfPack, packFiles, packNamed, packOf, readPack } from './packed-files.ts';
import { keptRoots, statementOf, textOfRoot } from './roots.ts';
import { type SegmentHeader, decodeSegment } from './segment.ts';

export interface ArchiveRule {
  /** Before every key; without a final slash. */
  prefix: string;
  /** Days of lock from the later of an event and its sealing. */
  lockDays: number;
  now: string;
  /** The legal holds of the log: their copies are held too, for as long as the holds stand. */
  holds: readonly Hold[];
}

/** Something of the log that belongs into the archive. */
export interface Wanted {
  key: string;
  /** `00000007.segment`, `00000001-00000140.pack`, `2026-11-22-7.json`. */
  object: string;
  kind: 'segment' | 'root';
  /** Number of the segment, or of the first one of a pack; 0 for a root. */
  segment: number;
  /** Locked up to this moment. */
  until: string;
  /** First and last event of a segment, or of all in a pack; empty where they are not known. */
  span: { firstAt: string; lastAt: string };
  /** The bytes as they are here. */
  read(): Uint8Array;
  /** Throws `integrity` for bytes that do not open. */
  check(bytes: Uint8Array): void;
  /** Whether a copy is what is here. */
  isSame(copy: Uint8Array): boolean;
}

/**
 * What the archive is to hold. Segments that were copied one by one and joined here since stay as they are there, for
 * what is locked cannot go: the copy is compared by its header. Those that were joined before they were copied go as packs.
 */
export function wantedOf(place: EventLogPlace, rule: ArchiveRule, present: ReadonlySet<string>): Wanted[] {
  const { folder, key, tenant } = place;
  const of = (name: string) => keyOf(rule.prefix, tenant, name);
  const wanted = new Map<string, Wanted>();
  const packs = packFiles(folder);
  for (const segment of recordNumbers(folder)) {
    const own = { object: segmentName(segment), key: of(`segments/${segmentName(segment)}`) };
    const sealed = attempt(() => readHeader(folder, segment, packs));
    if (hasOwnFile(folder, segment)) {
      const read = () => readSegment(folder, segment);
      wanted.set(own.key, {
        ...{ ...own, kind: 'segment', segment, ...lifeOf(sealed ? [sealed.header] : [], rule), read },
        check: (bytes) => void decodeSegment(key, bytes),
        isSame: (copy) => Buffer.from(copy).equals(read()),
      });
    } else if (present.has(own.key))
      wanted.set(own.key, {
        ...{ ...own, kind: 'segment', segment, ...lifeOf(sealed ? [sealed.header] : [], rule) },
        read: () => readSegment(folder, segment),
        check: () => {},
        isSame: (copy) => attempt(() => decodeSegment(key, copy).hash) === sealed?.hash && sealed !== undefined,
      });
    else {
      const pack = packOf(folder, segment, packs)!;
      const read = () => readPack(folder, pack.name);
      const packKey = of(`segments/${pack.name}`);
      if (wanted.has(packKey)) continue;
      const headers = attempt(() => headersOfPack(folder, pack)) ?? [];
      wanted.set(packKey, {
        ...{ object: pack.name, key: packKey, kind: 'segment', segment: pack.first, read },
        ...lifeOf(
          headers.map(({ header }) => header),
          rule,
        ),
        check: (bytes) => void decodePack(key, bytes),
        isSame: (copy) => Buffer.from(copy).equals(read()),
      });
    }
  }
  return [...wanted.values(), ...rootsOf(place, rule)];
}

function rootsOf({ folder, tenant }: EventLogPlace, rule: ArchiveRule): Wanted[] {
  return keptRoots(folder).flatMap(({ root }): Wanted[] => {
    const statement = root && statementOf(root);
    if (!statement) return [];
    const object = `${statement.day}-${statement.sequence}.json`;
    const read = () => textOfRoot(root);
    return [
      {
        ...{ key: keyOf(rule.prefix, tenant, `roots/${object}`), object, kind: 'root', segment: 0, read },
        until: daysAfter(statement.signedAt, rule.lockDays),
        span: { firstAt: '', lastAt: '' },
        check: () => {},
        isSame: (copy) => Buffer.from(copy).equals(read()),
      },
    ];
  });
}

/** The numbers of the segments that an object of the archive holds; none for a root. */
export function segmentsIn(object: string): number[] {
  const [, own] = /^(\d{8})\.segment$/.exec(object) ?? [];
  if (own !== undefined) return [Number(own)];
  const pack = packNamed(object);
  return pack ? Array.from({ length: pack.last - pack.first + 1 }, (_, at) => pack.first + at) : [];
}

export async function keysIn(
  { tenant }: EventLogPlace,
  objects: ObjectStore,
  { prefix }: ArchiveRule,
): Promise<Set<string>> {
  const keys = new Set<string>();
  for await (const { key } of objects.list(keyOf(prefix, tenant, ''))) keys.add(key);
  return keys;
}

export function keyOf(prefix: string, tenant: string, name: string): string {
  return [prefix.replace(/\/+$/, ''), tenant, name].filter((part, at) => part !== '' || at === 2).join('/');
}

/** Locked for so many days after the last event or sealing of them; empty when no header reads. */
function lifeOf(headers: readonly SegmentHeader[], { lockDays }: ArchiveRule): Pick<Wanted, 'until' | 'span'> {
  const last = (times: readonly string[]) => times.toSorted().at(-1);
  const since = last(headers.flatMap(({ lastAt, sealedAt }) => [lastAt, sealedAt]));
  const firstAt = headers.map((header) => header.firstAt).toSorted()[0] ?? '';
  return {
    until: since === undefined ? '' : daysAfter(since, lockDays),
    span: { firstAt, lastAt: firstAt === '' ? '' : last(headers.map(({ lastAt }) => lastAt))! },
  };
}

function attempt<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
