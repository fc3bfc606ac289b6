import type { ObjectState, ObjectStore } from '../../core/object-store.ts';
import { StoreError } from '../errors.ts';
import { type ArchiveRule, type Wanted, keysIn, segmentsIn, wantedOf } from './archive-wanted.ts';
import { covers } from './holds.ts';
import type { EventLogPlace } from './log-place.ts';
import { retiredNumbers, segmentNumbers } from './manifest.ts';
import { segmentOpener } from './open-segment.ts';
import { type SignedRoot, readRoot } from './roots.ts';

export interface ArchiveCopy {
  segments: number;
  roots: number;
  bytes: number;
  /** Were there before. */
  there: number;
  /** Copies whose legal hold was set, and lifted, to be as that of the log. */
  held: number;
  released: number;
}

/** One way in which the archive and the log differ. */
export interface ArchiveFinding {
  /** `00000007.segment`, `2026-11-22-7.json`. */
  object: string;
  kind:
    | 'not-copied'
    | 'lock-missing'
    | 'lock-short'
    | 'hold-missing'
    | 'archive-differs'
    | 'log-differs'
    | 'log-missing';
  what: string;
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
  const copied: ArchiveCopy = { segments: 0, roots: 0, bytes: 0, there: 0, held: 0, released: 0 };
  const wanted = wantedOf(place, rule, present);
  for (const { key, object, kind, until, read, check } of wanted) {
    if (present.has(key)) {
      copied.there += 1;
      continue;
    }
    const bytes = read();
    // What is damaged here must not become the copy that is believed.
    check(bytes);
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
    copied[kind === 'root' ? 'roots' : 'segments'] += 1;
    told?.(object);
  }
  if (objects.locks) await matchHolds(objects, wanted, rule, copied);
  return copied;
}

/** Sets the holds that the log has, and lifts those that it had: a hold that somebody set at the store stays. */
async function matchHolds(
  objects: ObjectStore,
  wanted: readonly Wanted[],
  { holds }: ArchiveRule,
  copied: ArchiveCopy,
): Promise<void> {
  for (const { key, kind, span } of wanted) {
    if (kind === 'root') continue;
    const isHeld = holds.some((hold) => covers(hold, span));
    const wasHeld = holds.some(({ released: _released, ...hold }) => covers(hold, span));
    if (!wasHeld) continue;
    const state = await objects.head(key);
    if (!state || state.lock.legalHold === isHeld) continue;
    await objects.hold(key, isHeld);
    copied[isHeld ? 'held' : 'released'] += 1;
  }
}

/** Reads everything in the archive and compares it with the log, byte for byte, and its locks with the rule. */
export async function verifyArchive(
  place: EventLogPlace,
  objects: ObjectStore,
  rule: ArchiveRule,
): Promise<{ compared: number; findings: ArchiveFinding[]; roots: { root: SignedRoot; lock: ObjectState['lock'] }[] }> {
  const { folder } = place;
  const findings: ArchiveFinding[] = [];
  const present = await keysIn(place, objects, rule);
  const roots: { root: SignedRoot; lock: ObjectState['lock'] }[] = [];
  let compared = 0;
  const expected = wantedOf(place, rule, present);
  const open = segmentOpener(place);
  const opensHere = (segment: number) => attempt(() => open(segment)) !== undefined;
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
    if (state && objects.locks && !state.lock.legalHold && isHeldHere(wanted, rule))
      say('hold-missing', 'is under a legal hold here and not there; run: wardline audit archive');
    if (state) findings.push(...lockFindings(object, state, wanted.until, rule.now, objects));
    if (!wanted.isSame(kept)) {
      if (wanted.kind === 'segment' && !opensHere(wanted.segment))
        say('log-differs', `is damaged here; run: wardline audit archive restore ${wanted.segment}`);
      else say('archive-differs', 'is another in the archive than here');
    } else if (wanted.kind === 'root')
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
    const object = name.slice(name.lastIndexOf('/') + 1);
    const missing = segmentsIn(object).find((number) => !here.has(number) && !retired.has(number));
    if (missing !== undefined)
      findings.push({
        ...{ object, kind: 'log-missing' },
        what: `is in the archive and not here; run: wardline audit archive restore ${missing}`,
      });
  }
  return { compared, findings, roots };
}

function isHeldHere({ kind, span }: Wanted, { holds }: ArchiveRule): boolean {
  return kind === 'segment' && holds.some((hold) => covers(hold, span));
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

function attempt<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
