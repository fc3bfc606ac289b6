import { millis } from '../../core/clock.ts';
import { WardlineError } from '../../core/errors.ts';
import type { Store } from '../open.ts';
import { withTenant } from '../scope.ts';
import { withTenantLock } from '../tenant-lock.ts';
import { type Hold, covers, listHolds, oneDecisionAtATime } from './holds.ts';
import { type EventLogPlace, lockName } from './log-place.ts';
import {
  hasRecords,
  placeRetired,
  readHeader,
  recordNumbers,
  removeRecords,
  retiredNumbers,
  segmentNumbers,
} from './manifest.ts';
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
  { folder }: Pick<EventLogPlace, 'folder'>,
  rule: RetentionRule,
  holds: readonly Hold[],
  now: string,
): OldSegment[] {
  const newest = segmentNumbers(folder).at(-1);
  if (newest === undefined) return [];
  const { sealedAt } = readHeader(folder, newest).header;
  if (millis(now) - millis(sealedAt) > longestPause)
    throw new WardlineError(
      'conflict',
      `The clock says ${now.slice(0, 10)} and the newest segment was sealed on ${sealedAt.slice(0, 10)}. Nothing was removed.`,
      'Check the clock. A log that still grows is never so far behind: pull or import first.',
    );
  return recordNumbers(folder)
    .filter((number) => number !== newest)
    .map((number) => ({ segment: number, ...readHeader(folder, number) }))
    .filter(({ header }) => keptUntil(header, rule.years) < now)
    .map(({ segment, hash, header }) => ({
      ...{ segment, hash, records: header.records, firstAt: header.firstAt, lastAt: header.lastAt },
      ...{ sealedAt: header.sealedAt, keptUntil: keptUntil(header, rule.years) },
      heldBy: holds.filter((hold) => covers(hold, header)).map(({ name }) => name),
    }));
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
    for (const old of oldSegments(place, rule, [], now)) {
      const { segment, hash, records } = old;
      lost.throwIfAborted();
      const decision = await withTenant(store, place.tenant, async (scope) => {
        await oneDecisionAtATime(scope);
        const heldBy = (await listHolds(scope)).filter((hold) => covers(hold, old)).map(({ name }) => name);
        if (heldBy.length > 0) return { ...old, heldBy };
        const made: Retirement = {
          ...{ sequence: segment, hash, records, retiredAt: now, by, years: rule.years },
          ...(rule.notCovered !== undefined && { notCovered: rule.notCovered }),
        };
        await decideRetirement(scope, made);
        return made;
      });
      if ('heldBy' in decision) held.push(decision);
      else {
        await carryOut(place, decision);
        retired.push(decision);
      }
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
