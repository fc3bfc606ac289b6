import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseLine } from './entry.ts';
import type { EventLogPlace } from './log-place.ts';
import {
  hasOwnFile,
  hasRecords,
  readHeader,
  readRetired,
  retiredNumbers,
  segmentNumbers,
  strangeNames,
} from './manifest.ts';
import { segmentOpener } from './open-segment.ts';
import { packFiles } from './packed-files.ts';
import { type Retirement, retirementFaults, retirementIn } from './retirement.ts';
import { type SignedRoot, fingerprintOf, keptRoots, statementOf } from './roots.ts';
import { type OpenedSegment, type SealedHeader, leavesOf, noSegment } from './segment.ts';
import { treeRoot } from './merkle.ts';
import { findWriteAhead } from './write-ahead.ts';

/** Something that is not as it was sealed. */
export interface Problem {
  /** Number of the segment; absent when it is about the whole. */
  segment?: number;
  what: string;
}

export interface Verification {
  segments: number;
  records: number;
  /** Confirmed records that are not sealed yet: the chain does not protect them. */
  unsealed: number;
  /** The newest segment is not indexed or not signed yet: a writer was killed there, and the next one finishes it. */
  unfinished: boolean;
  /** Segments whose time was over: their records are gone, and their headers still hold the chain together. */
  retired: { segment: number; on: string; by: string; records: number }[];
  /** The last segment that an outside root speaks for; 0 when none was given or none holds. */
  anchored: number;
  /** The outside roots that hold, the one that speaks for most first. */
  anchors: Anchor[];
  /** Fingerprint of the key that signs the roots here. */
  signedBy: string;
  problems: Problem[];
}

/** A root that was kept outside, and what makes it one: `the root that was given`. */
export interface OutsideRoot {
  by: string;
  root: SignedRoot;
}

export interface VerifyOptions {
  outside?: readonly OutsideRoot[];
  /** The retirements that the database knows of, by segment. */
  decided?: ReadonlyMap<number, Retirement>;
}

export interface Anchor {
  by: string;
  /** The last segment that it speaks for. */
  sequence: number;
}

/**
 * Reads every byte of a log and says what is not as it was sealed. Who holds the keys of the data folder could write the
 * whole log anew; only a root that was kept outside shows that, and what lies after it is unanchored.
 */
export async function verifyLog(
  place: EventLogPlace,
  { outside = [], decided = new Map() }: VerifyOptions = {},
): Promise<Verification> {
  const { folder, key, tenant, index, signer } = place;
  const problems: Problem[] = [];
  const say = (what: string, segment?: number) => problems.push({ ...(segment !== undefined && { segment }), what });
  const indexed = new Map((await index.segments()).map((entry) => [entry.sequence, entry]));
  const numbers = segmentNumbers(folder);
  const roots = keptRoots(folder).map(({ name, root }) => ({ name, root, statement: root && statementOf(root) }));
  const known = [...indexed.keys(), ...roots.map(({ statement }) => statement?.sequence ?? 0)];
  const last = Math.max(0, ...numbers, ...known);
  const newest = numbers.at(-1) ?? 0;
  const awaitsIndex = newest > 0 && newest === last && !indexed.has(newest);
  let unfinished = awaitsIndex;
  for (const name of strangeNames(folder)) say(`the folder of the segments holds a foreign file: ${name.slice(0, 80)}`);

  const hashes = new Map<number, string>();
  const ids = new Set<string>();
  const gone = retiredNumbers(folder);
  const open = segmentOpener(place);
  const packs = packFiles(folder);
  const retired: Verification['retired'] = [];
  let [records, previous] = [0, noSegment as string | undefined];
  for (let number = 1; number <= last; number += 1) {
    if (!numbers.includes(number)) {
      say('the segment is missing', number);
      previous = undefined;
      continue;
    }
    const left = gone.has(number) ? attempt(() => readRetired(folder, number)) : undefined;
    const sealed = gone.has(number) ? left?.header : attempt(() => readHeader(folder, number, packs));
    if (!sealed) {
      say('its header was altered or damaged', number);
      previous = undefined;
      continue;
    }
    hashes.set(number, sealed.hash);
    const { header } = sealed;
    if (header.sequence !== number)
      say(`here lies segment ${header.sequence}: segments were put in another order`, number);
    if (header.tenant !== tenant) say('it belongs to another tenant', number);
    if (previous !== undefined && header.previous !== previous)
      say('the chain breaks here: its header does not follow the one before', number);
    previous = sealed.hash;
    if (left) {
      const statement = retirementIn(left.notice)?.statement;
      for (const what of retirementFaults(tenant, signer.publicKey, left, decided.get(number))) say(what, number);
      if (statement)
        retired.push({
          ...{ segment: number, on: statement.retiredAt, by: statement.by, records: header.records },
        });
      if (hasRecords(folder, number) || (await index.idsOf(number)).size > 0) unfinished = true;
      const entry = indexed.get(number);
      if (entry && entry.hash !== sealed.hash) say('it is not the segment that was indexed', number);
      continue;
    }
    if (decided.has(number)) unfinished = true;
    // A join that was killed before it took away what it had joined.
    const places = packs.filter((pack) => pack.first <= number && number <= pack.last).length;
    if (places + (hasOwnFile(folder, number) ? 1 : 0) > 1) unfinished = true;
    const opened = attempt(() => open(number));
    if (opened) {
      records += opened.lines.length;
      for (const what of faultsOf(opened, ids)) say(what, number);
    } else say('its content was altered or damaged', number);
    if (number !== newest || !awaitsIndex) await compareIndex(place, number, sealed, opened, indexed.get(number), say);
  }
  for (const { name, root, statement } of roots) {
    const where = `the root of ${name.slice(0, 10)}`;
    if (!root || !statement) say(`${where} was altered: its signature does not hold`);
    else if (fingerprintOf(root.publicKey) !== fingerprintOf(signer.publicKey))
      say(`${where} is signed with another key`);
    else if (statement.tenant !== tenant) say(`${where} belongs to another tenant`);
    else if (hashes.has(statement.sequence) && hashes.get(statement.sequence) !== statement.hash)
      say(`${where} names another content than the one that is here`, statement.sequence);
  }
  const isRooted = (number: number) => roots.some(({ statement }) => statement?.hash === hashes.get(number));
  if (newest > 0 && !isRooted(newest)) {
    // One segment behind is where a kill leaves it; further behind somebody took roots away.
    if (newest === 1 || isRooted(newest - 1)) unfinished = true;
    else say('no daily root speaks for the newest segment', newest);
  }
  const anchors = outside
    .map(({ by, root }) => ({ by, sequence: anchor(place, by, root, hashes, say) }))
    .filter(({ sequence }) => sequence > 0)
    .sort((a, b) => b.sequence - a.sequence);
  const ahead = attempt(() => findWriteAhead(folder, key, tenant));
  if (!ahead && existsSync(join(folder, 'open.wal')))
    say('the records that are not sealed yet were altered or damaged');
  if (ahead?.damaged) say('the last batch of the records that are not sealed yet does not open');
  const unsealed = ahead && ahead.sequence > newest ? ahead.lines.length : 0;
  return {
    segments: numbers.length,
    records,
    unsealed,
    unfinished,
    retired,
    anchored: anchors[0]?.sequence ?? 0,
    anchors,
    signedBy: fingerprintOf(signer.publicKey),
    problems,
  };
}

type Say = (what: string, segment?: number) => void;

/** What does not fit together within a segment that opens: somebody with the key wrote it. */
function faultsOf({ header, lines, salt }: OpenedSegment, ids: Set<string>): string[] {
  const faults: string[] = [];
  if (lines.length !== header.records)
    faults.push(`it holds ${lines.length} records and its header says ${header.records}`);
  if (treeRoot(leavesOf(salt, lines)).toString('hex') !== header.tree)
    faults.push('its records are not those that its header was made for');
  let twice = 0;
  for (const line of lines) {
    const id = attempt(() => parseLine(line).id);
    if (id === undefined) faults.push('a record in it is no JSON');
    else if (ids.has(id)) twice += 1;
    else ids.add(id);
  }
  if (twice > 0) faults.push(`${twice} of its records lie in the log twice`);
  return faults;
}

/** The index remembers what was sealed: it tells which record is gone. It is no proof, for it can be built anew. */
async function compareIndex(
  { index }: EventLogPlace,
  number: number,
  sealed: SealedHeader,
  opened: OpenedSegment | undefined,
  indexed: { hash: string; records: number } | undefined,
  say: Say,
): Promise<void> {
  if (!indexed) {
    say('it is not indexed; run: wardline audit reindex', number);
    return;
  }
  if (indexed.hash !== sealed.hash) say('it is not the segment that was indexed', number);
  if (!opened) return;
  const remembered = await index.idsOf(number);
  const ids = opened.lines.map((line) => attempt(() => parseLine(line).id));
  const first = ids.findIndex((id, position) => remembered.get(position) !== id);
  const at = first === -1 && remembered.size > ids.length ? ids.length : first;
  if (at === -1) return;
  const gone = remembered.get(at);
  say(
    gone !== undefined && !ids.includes(gone)
      ? `record ${at + 1} is gone or was replaced: the index remembers ${gone} there`
      : `from record ${at + 1} on it differs from the index`,
    number,
  );
}

function anchor(
  { tenant, signer }: EventLogPlace,
  by: string,
  outside: SignedRoot,
  hashes: ReadonlyMap<number, string>,
  say: Say,
): number {
  const statement = statementOf(outside);
  if (!statement) say(`${by} was altered: its signature does not hold`);
  else if (statement.tenant !== tenant) say(`${by} belongs to another tenant`);
  else if (!hashes.has(statement.sequence)) say(`${by} speaks for a segment that is not here`, statement.sequence);
  else if (hashes.get(statement.sequence) !== statement.hash)
    say(`${by} names another content: the log was written anew`, statement.sequence);
  else {
    if (fingerprintOf(outside.publicKey) !== fingerprintOf(signer.publicKey))
      say(`${by} is signed with another key than the one that is here`);
    return statement.sequence;
  }
  return 0;
}

function attempt<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
