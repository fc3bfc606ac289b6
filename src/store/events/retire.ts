import { millis } from '../../core/clock.ts';
import { WardlineError } from '../../core/errors.ts';
import type { Store } from '../open.ts';
import { withTenant } from '../scope.ts';
import { withTenantLock } from '../tenant-lock.ts';
import { type Hold, covers, listHolds, oneDecisionAtATime } from './holds.ts';
import { type EventLogPlace, lockName } from './log-place.ts';
import {
  hasOwnFile,
  hasRecords,
  placeRetired,
  readHeader,
  recordNumbers,
  removeRecords,
  retiredNumbers,
  segmentNumbers,
} from './manifest.ts';
import { headersOfPack, packFiles, packOf } from './packed-files.ts';
import type { SealedHeader } from './segment.ts';
import { type Retirement, decideRetirement, keptUntil, listRetirements, noticeOf } from './retirement.ts';

/** A segment that is older than the retention. */
export interface OldSegment {
  segment: number;
  hash: string;
  records: number;
  firstAt: string;
  lastAt: string;
  sealedAt: string;
  /** When its time was over. */
  keptUntil: string;
  /** Names of the holds that keep it. */
  heldBy: string[];
}

/** With its file and the span of all that lies in it: segments of a pack go together, and what keeps one keeps all. */
interface AgedSegment extends OldSegment {
  file: string;
  span: { firstAt: string; lastAt: string };
}

export interface RetentionRule {
  years: number;
  notCovered?: string;
}

/** More than this between the newest segment and the clock, and it is the clock that is to be looked at. */
const longestPause = 400 * 86_400_000;

/**
 * The segments whose time is over. The newest segment of a log is never among them: the next one names it. Throws
 * `conflict` when the clock is so far ahead of the log that it cannot be believed.
 */
export function oldSegments(
  place: Pick<EventLogPlace, 'folder'>,
  rule: RetentionRule,
  holds: readonly Hold[],
  now: string,
): OldSegment[] {
  return agedSegments(place, rule, holds, now).map(({ file: _file, span: _span, ...old }) => old);
}

function agedSegments(
  { folder }: Pick<EventLogPlace, 'folder'>,
  rule: RetentionRule,
  holds: readonly Hold[],
  now: string,
): AgedSegment[] {
  const newest = segmentNumbers(folder).at(-1);
  if (newest === undefined) return [];
  const { sealedAt } = readHeader(folder, newest).header;
  if (millis(now) - millis(sealedAt) > longestPause)
    throw new WardlineError(
      'conflict',
      `The clock says ${now.slice(0, 10)} and the newest segment was sealed on ${sealedAt.slice(0, 10)}. Nothing was removed.`,
      'Check the clock. A log that still grows is never so far behind: pull or import first.',
    );
  const packs = packFiles(folder);
  const files = new Map<string, ReturnType<typeof lifeOf>>();
  const fileOf = (segment: number) => {
    const pack = hasOwnFile(folder, segment) ? undefined : packOf(folder, segment, packs);
    const file = pack?.name ?? String(segment);
    let life = files.get(file);
    if (!life)
      files.set(file, (life = lifeOf(pack ? headersOfPack(folder, pack) : [readHeader(folder, segment)], rule.years)));
    return { file, ...life };
  };
  return recordNumbers(folder)
    .filter((number) => number !== newest)
    .map((segment) => ({ segment, ...readHeader(folder, segment, packs), ...fileOf(segment) }))
    .filter(({ until }) => until < now)
    .map(({ segment, hash, header, until, file, span }) => ({
      ...{ segment, hash, records: header.records, firstAt: header.firstAt, lastAt: header.lastAt },
      ...{ sealedAt: header.sealedAt, keptUntil: until, file, span },
      heldBy: holds.filter((hold) => covers(hold, span)).map(({ name }) => name),
    }));
}

/** Of all in one file: its span, empty when the times of a part are not known, and until when it is kept. */
function lifeOf(sealed: readonly SealedHeader[], years: number): { span: AgedSegment['span']; until: string } {
  const headers = sealed.map(({ header }) => header);
  const firstAt = headers.map((header) => header.firstAt).sort()[0]!;
  const last = (times: string[]) => times.sort().at(-1)!;
  return {
    span: firstAt === '' ? { firstAt, lastAt: '' } : { firstAt, lastAt: last(headers.map(({ lastAt }) => lastAt)) },
    until: last(headers.map((header) => keptUntil(header, years))),
  };
}

/**
 * Removes the records of the segments whose time is over and that no hold covers, together with their rows of the
 * index. Each is decided in the database first, so that a kill leaves it whole or to be finished by the next run.
 */
export async function retireSegments(
  store: Store,
  place: EventLogPlace,
  given: { rule: RetentionRule; now: string; by: string },
): Promise<{ retired: Retirement[]; held: OldSegment[] }> {
  const { rule, now, by } = given;
  return withTenantLock(store, place.tenant, lockName, async (lost) => {
    const retired = await finishRetirements(store, place);
    const held: OldSegment[] = [];
    for (const [, olds] of Map.groupBy(agedSegments(place, rule, [], now), ({ file }) => file)) {
      lost.throwIfAborted();
      const decided = await withTenant(store, place.tenant, async (scope) => {
        await oneDecisionAtATime(scope);
        const holds = (await listHolds(scope)).filter((hold) => covers(hold, olds[0]!.span));
        if (holds.length > 0) {
          held.push(
            ...olds.map(({ file: _file, span: _span, ...old }) => ({ ...old, heldBy: holds.map(({ name }) => name) })),
          );
          return [];
        }
        const made = olds.map(({ segment, hash, records }): Retirement => ({
          ...{ sequence: segment, hash, records, retiredAt: now, by, years: rule.years },
          ...(rule.notCovered !== undefined && { notCovered: rule.notCovered }),
        }));
        for (const one of made) await decideRetirement(scope, one);
        return made;
      });
      for (const retirement of decided) await carryOut(place, retirement);
      retired.push(...decided);
    }
    return { retired, held };
  });
}

/** Finishes what a killed run decided. Only who holds the log's lock may. */
async function finishRetirements(store: Store, place: EventLogPlace): Promise<Retirement[]> {
  const decided = await withTenant(store, place.tenant, (scope) => listRetirements(scope));
  const done = retiredNumbers(place.folder);
  const open = [...decided.values()].filter(
    ({ sequence }) => !done.has(sequence) || hasRecords(place.folder, sequence),
  );
  for (const retirement of open) await carryOut(place, retirement);
  return open;
}

async function carryOut({ folder, tenant, signer, index }: EventLogPlace, retirement: Retirement): Promise<void> {
  const { sequence } = retirement;
  if (!retiredNumbers(folder).has(sequence))
    placeRetired(folder, sequence, readHeader(folder, sequence), noticeOf(signer, tenant, retirement));
  await index.retire(sequence);
  removeRecords(folder, sequence);
}
