import { daysAfter } from '../../core/clock.ts';
import type { ObjectState, ObjectStore } from '../../core/object-store.ts';
import { StoreError } from '../errors.ts';
import type { EventLogPlace } from './log-place.ts';
import {
  hasRecords,
  placeSegment,
  readHeader,
  readSegment,
  recordNumbers,
  retiredNumbers,
  segmentNumbers,
  setAside,
} from './manifest.ts';
import { type SignedRoot, keptRoots, readRoot, statementOf, textOfRoot } from './roots.ts';
import { decodeSegment } from './segment.ts';

export interface ArchiveRule {
  /** Before every key; without a final slash. */
  prefix: string;
  /** Days of lock from the later of an event and its sealing. */
  lockDays: number;
  now: string;
}

export interface ArchiveCopy {
  segments: number;
  roots: number;
  bytes: number;
  /** Were there before. */
  there: number;
}

/** One way in which the archive and the log differ. */
export interface ArchiveFinding {
  /** `00000007.segment`, `2026-11-22-7.json`. */
  object: string;
  kind: 'not-copied' | 'lock-missing' | 'lock-short' | 'archive-differs' | 'log-differs' | 'log-missing';
  what: string;
}

/** Something of the log that belongs into the archive. */
interface Wanted {
  key: string;
  object: string;
  segment?: number;
  /** Locked up to this moment. */
  until: string;
  read(): Uint8Array;
}

/**
 * Copies what is not in the archive yet. Each object is read back and compared before the next one; a run that was
 * killed goes on where it was. Throws `integrity` when something else lies there under the same name.
 */
export async function archiveLog(
  place: EventLogPlace,
  objects: ObjectStore,
  rule: ArchiveRule,
  told?: (object: string) => void,
): Promise<ArchiveCopy> {
  const present = await keysIn(place, objects, rule);
  const copied: ArchiveCopy = { segments: 0, roots: 0, bytes: 0, there: 0 };
  for (const { key, object, segment, until, read } of wantedOf(place, rule)) {
    if (present.has(key)) {
      copied.there += 1;
      continue;
    }
    const bytes = read();
    // What is damaged here must not become the copy that is believed.
    if (segment !== undefined) decodeSegment(place.key, bytes);
    const lock = objects.locks && until > rule.now ? until : undefined;
    await objects.put(key, bytes, lock);
    const back = await objects.get(key);
    if (!back || !Buffer.from(bytes).equals(back))
      throw new StoreError(
        'integrity',
        `What ${objects.name} gives back of ${object} is not what was sent.`,
        'See more with: wardline audit archive verify',
      );
    copied.bytes += bytes.byteLength;
    copied[segment === undefined ? 'roots' : 'segments'] += 1;
    told?.(object);
  }
  return copied;
}

/** Reads everything in the archive and compares it with the log, byte for byte, and its locks with the rule. */
export async function verifyArchive(
  place: EventLogPlace,
  objects: ObjectStore,
  rule: ArchiveRule,
): Promise<{ compared: number; findings: ArchiveFinding[]; roots: { root: SignedRoot; lock: ObjectState['lock'] }[] }> {
  const { folder, key } = place;
  const findings: ArchiveFinding[] = [];
  const present = await keysIn(place, objects, rule);
  const roots: { root: SignedRoot; lock: ObjectState['lock'] }[] = [];
  let compared = 0;
  const expected = wantedOf(place, rule);
  for (const wanted of expected) {
    const { object } = wanted;
    const say = (kind: ArchiveFinding['kind'], what: string) => findings.push({ object, kind, what });
    const kept = present.has(wanted.key) ? await objects.get(wanted.key) : undefined;
    if (!kept) {
      say('not-copied', 'is not in the archive; run: wardline audit archive');
      continue;
    }
    compared += 1;
    const state = await objects.head(wanted.key);
    if (state) findings.push(...lockFindings(object, state, wanted.until, rule.now, objects));
    if (!Buffer.from(kept).equals(wanted.read())) {
      const here = wanted.segment !== undefined && opens(key, wanted.read());
      if (here || wanted.segment === undefined) say('archive-differs', 'is another in the archive than here');
      else say('log-differs', `is damaged here; run: wardline audit archive restore ${wanted.segment}`);
    } else if (wanted.segment === undefined)
      roots.push({ root: JSON.parse(Buffer.from(kept).toString('utf8')) as SignedRoot, lock: state!.lock });
  }
  // Earlier roots of a day lie in the archive alone: the log keeps the last one of each.
  const known = new Set(expected.map(({ key: wanted }) => wanted));
  for (const name of present) {
    if (known.has(name) || !/\/roots\/[\d-]+\.json$/.test(name)) continue;
    const [bytes, state] = [await objects.get(name), await objects.head(name)];
    const root = attempt(() => readRoot(Buffer.from(bytes!).toString('utf8')));
    if (root && state) roots.push({ root, lock: state.lock });
  }
  const [here, retired] = [new Set(segmentNumbers(folder)), retiredNumbers(folder)];
  for (const name of present) {
    const number = Number(/(\d{8})\.segment$/.exec(name)?.[1] ?? 0);
    if (number > 0 && !here.has(number) && !retired.has(number))
      findings.push({
        ...{ object: name.slice(-16), kind: 'log-missing' },
        what: `is in the archive and not here; run: wardline audit archive restore ${number}`,
      });
  }
  return { compared, findings, roots };
}

/**
 * Puts a segment that is lost or damaged back from the archive; the damaged file is set aside. Only who holds the log's
 * lock may. Throws `conflict` for one that is sound or retired, `integrity` when the copy is not that segment.
 */
export async function restoreSegment(
  { folder, key, tenant, index }: EventLogPlace,
  objects: ObjectStore,
  { prefix, now }: ArchiveRule,
  segment: number,
): Promise<{ records: number; aside?: string }> {
  if (retiredNumbers(folder).has(segment))
    throw new StoreError('conflict', `Segment ${segment} was retired.`, 'A retired segment does not come back.');
  const isHere = hasRecords(folder, segment);
  if (isHere && opens(key, readSegment(folder, segment)))
    throw new StoreError('conflict', `Segment ${segment} is here and sound.`, 'Nothing was changed.');
  const bytes = await objects.get(keyOf(prefix, tenant, `segments/${nameOf(segment)}`));
  if (!bytes)
    throw new StoreError('integrity', `${objects.name} has no segment ${segment}.`, 'Put it back from a backup.');
  const opened = decodeSegment(key, bytes);
  const known = (await index.segments()).find(({ sequence }) => sequence === segment);
  const follows = (number: number) => attempt(() => readHeader(folder, number));
  const [before, after] = [follows(segment - 1), follows(segment + 1)];
  const isIt =
    opened.header.tenant === tenant &&
    opened.header.sequence === segment &&
    (known === undefined || known.hash === opened.hash) &&
    (before === undefined || before.hash === opened.header.previous) &&
    (after === undefined || after.header.previous === opened.hash);
  if (!isIt)
    throw new StoreError(
      'integrity',
      `What ${objects.name} holds as segment ${segment} does not fit into the chain. Nothing was changed.`,
      'Look for an older version of the object there, and find out who wrote it.',
    );
  const aside = isHere ? setAside(folder, segment, now) : undefined;
  placeSegment(folder, segment, [bytes]);
  return { records: opened.lines.length, ...(aside !== undefined && { aside }) };
}

function lockFindings(
  object: string,
  { lock }: ObjectState,
  until: string,
  now: string,
  objects: ObjectStore,
): ArchiveFinding[] {
  if (until <= now || !objects.locks || lock.legalHold) return [];
  if (lock.strength === 'none' || lock.until === undefined)
    return [{ object, kind: 'lock-missing', what: 'is not locked: whoever has the key of the archive can remove it' }];
  // Stores keep seconds only.
  return lock.until.slice(0, 19) < until.slice(0, 19)
    ? [
        {
          ...{ object, kind: 'lock-short' },
          what: `is locked until ${lock.until.slice(0, 10)}, and must be until ${until.slice(0, 10)}`,
        },
      ]
    : [];
}

function wantedOf({ folder, tenant }: EventLogPlace, { prefix, lockDays }: ArchiveRule): Wanted[] {
  const segments = recordNumbers(folder).map((segment): Wanted => {
    const object = nameOf(segment);
    const header = attempt(() => readHeader(folder, segment).header);
    const since = header && header.lastAt > header.sealedAt ? header.lastAt : (header?.sealedAt ?? '');
    return {
      ...{ key: keyOf(prefix, tenant, `segments/${object}`), object, segment },
      until: since === '' ? '' : daysAfter(since, lockDays),
      read: () => readSegment(folder, segment),
    };
  });
  const roots = keptRoots(folder).flatMap(({ root }): Wanted[] => {
    const statement = root && statementOf(root);
    if (!statement) return [];
    const object = `${statement.day}-${statement.sequence}.json`;
    return [
      {
        ...{ key: keyOf(prefix, tenant, `roots/${object}`), object },
        until: daysAfter(statement.signedAt, lockDays),
        read: () => textOfRoot(root),
      },
    ];
  });
  return [...segments, ...roots];
}

async function keysIn({ tenant }: EventLogPlace, objects: ObjectStore, { prefix }: ArchiveRule): Promise<Set<string>> {
  const keys = new Set<string>();
  for await (const { key } of objects.list(keyOf(prefix, tenant, ''))) keys.add(key);
  return keys;
}

function keyOf(prefix: string, tenant: string, name: string): string {
  return [prefix.replace(/\/+$/, ''), tenant, name].filter((part, at) => part !== '' || at === 2).join('/');
}

function nameOf(segment: number): string {
  return `${String(segment).padStart(8, '0')}.segment`;
}

function opens(key: EventLogPlace['key'], bytes: Uint8Array): boolean {
  return attempt(() => decodeSegment(key, bytes)) !== undefined;
}

function attempt<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
