import type { ObjectStore } from '../../core/object-store.ts';
import { StoreError } from '../errors.ts';
import { type ArchiveRule, keyOf, keysIn } from './archive-wanted.ts';
import { createWhole } from './durable-files.ts';
import type { EventLogPlace } from './log-place.ts';
import {
  hasOwnFile,
  placeSegment,
  readHeader,
  readSegment,
  retiredNumbers,
  segmentName,
  setAside,
} from './manifest.ts';
import { decodePack } from './pack.ts';
import { type PackFile, packFiles, packNamed, packPath, readPack } from './packed-files.ts';
import { segmentOpener } from './open-segment.ts';
import { type OpenedSegment, decodeSegment, isSound } from './segment.ts';

/**
 * Puts a segment that is lost or damaged back from the archive, with its pack where it was copied in one; the damaged
 * file is set aside. Only who holds the log's lock may. Throws `conflict` for one that is sound or retired, `integrity`
 * when the copy is not that segment.
 */
export async function restoreSegment(
  place: EventLogPlace,
  objects: ObjectStore,
  rule: ArchiveRule,
  segment: number,
): Promise<{ records: number; aside?: string }> {
  const { folder, key, tenant } = place;
  if (retiredNumbers(folder).has(segment))
    throw new StoreError('conflict', `Segment ${segment} was retired.`, 'A retired segment does not come back.');
  if (attempt(() => segmentOpener(place)(segment)))
    throw new StoreError('conflict', `Segment ${segment} is here and sound.`, 'Nothing was changed.');
  const bytes = await objects.get(keyOf(rule.prefix, tenant, `segments/${segmentName(segment)}`));
  if (!bytes) return restorePack(place, objects, rule, segment);
  const opened = decodeSegment(key, bytes);
  await checkFit(place, objects, [opened], segment);
  const aside = hasOwnFile(folder, segment) ? setAside(folder, segmentName(segment), rule.now) : undefined;
  placeSegment(folder, segment, [bytes]);
  const left = setAsideDamaged(place, rule.now, ({ first, last }) =>
    numbersOf({ first, last }).every((number) => hasOwnFile(folder, number)),
  );
  const where = aside ?? left;
  return { records: opened.lines.length, ...(where !== undefined && { aside: where }) };
}

async function restorePack(
  place: EventLogPlace,
  objects: ObjectStore,
  rule: ArchiveRule,
  segment: number,
): Promise<{ records: number; aside?: string }> {
  const packs = [...(await keysIn(place, objects, rule))].flatMap(
    (name) => packNamed(name.slice(name.lastIndexOf('/') + 1)) ?? [],
  );
  const pack = packs.find(({ first, last }) => first <= segment && segment <= last);
  const bytes = pack && (await objects.get(keyOf(rule.prefix, place.tenant, `segments/${pack.name}`)));
  if (!bytes)
    throw new StoreError('integrity', `${objects.name} has no segment ${segment}.`, 'Put it back from a backup.');
  const opened = decodePack(place.key, bytes);
  if (opened[0]?.header.sequence !== pack.first) throw unfit(objects, segment);
  await checkFit(place, objects, opened, segment);
  const own =
    hasOwnFile(place.folder, segment) && !attempt(() => decodeSegment(place.key, readSegment(place.folder, segment)))
      ? setAside(place.folder, segmentName(segment), rule.now)
      : undefined;
  const aside = setAsideDamaged(place, rule.now, ({ first, last }) => first <= segment && segment <= last) ?? own;
  createWhole(packPath(place.folder, pack.name), [bytes]);
  return { records: opened.reduce((sum, { lines }) => sum + lines.length, 0), ...(aside !== undefined && { aside }) };
}

/** Copies that are the segments of this log: as they were indexed, and between their neighbors. Throws `integrity`. */
async function checkFit(
  { folder, tenant, index }: EventLogPlace,
  objects: ObjectStore,
  copies: readonly OpenedSegment[],
  segment: number,
): Promise<void> {
  const known = new Map((await index.segments()).map(({ sequence, hash }) => [sequence, hash]));
  const isIt = copies.every(({ header, hash }, at) => {
    const { sequence, previous } = header;
    const before = copies[at - 1] ?? attempt(() => readHeader(folder, sequence - 1));
    const after = copies[at + 1] ?? attempt(() => readHeader(folder, sequence + 1));
    return (
      header.tenant === tenant &&
      isSound(copies[at]!) &&
      (copies.length > 1 || sequence === segment) &&
      (!known.has(sequence) || known.get(sequence) === hash) &&
      (before === undefined || before.hash === previous) &&
      (after === undefined || after.header.previous === hash)
    );
  });
  if (!isIt) throw unfit(objects, segment);
}

/** Takes packs that do not open out of the chain's folder. Gives where the last one lies now. */
function setAsideDamaged(
  { folder, key }: EventLogPlace,
  now: string,
  isAsked: (pack: PackFile) => boolean,
): string | undefined {
  let aside: string | undefined;
  for (const pack of packFiles(folder))
    if (isAsked(pack) && !attempt(() => decodePack(key, readPack(folder, pack.name))))
      aside = setAside(folder, pack.name, now);
  return aside;
}

function numbersOf({ first, last }: Pick<PackFile, 'first' | 'last'>): number[] {
  return Array.from({ length: last - first + 1 }, (_, at) => first + at);
}

function unfit(objects: ObjectStore, segment: number): StoreError {
  return new StoreError(
    'integrity',
    `What ${objects.name} holds as segment ${segment} does not fit into the chain. Nothing was changed.`,
    'Look for an older version of the object there, and find out who wrote it.',
  );
}

function attempt<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
