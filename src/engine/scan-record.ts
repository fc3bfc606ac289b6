import { type ExtractedDocument, type Gap, type UnreadableReason, textOf } from '../core/document.ts';
import type {
  DocumentClass,
  Holder,
  Identifier,
  Inspection,
  InspectOptions,
  Match,
  SensitiveClass,
  Strength,
} from '../core/phi.ts';
import { locator } from './scan-place.ts';
import { canonical, masked } from './scan-value.ts';

/** A match as it may be kept: where and what, never the value. */
export interface ScanMatch {
  detector: string;
  identifier: Identifier;
  strength: Strength;
  start: number;
  end: number;
  /** "page 3", "sheet Schedule!B4", "segment 2 PID-5". */
  place: string;
  /** The value's shape: "###-##-####", "Rxxx Dxxxxxx". */
  sample: string;
  /** Equal for equal values under one key, and for nobody without the key. */
  hash?: string;
  holder: Holder;
  /** Shown to a person who asked for it; never kept. */
  value?: string;
}

/** The match as it may leave the screen. */
export function withoutValue(match: ScanMatch): ScanMatch {
  const kept = { ...match };
  delete kept.value;
  return kept;
}

/** What a scan says of one file. */
export interface ScanRecord {
  path: string;
  /** `UNREADABLE` where nothing of the file could be read: what is not known is not called clean. */
  class: DocumentClass | 'UNREADABLE';
  patients: number;
  /** Why the file, or a part of it, could not be read. */
  unreadable?: UnreadableReason;
  matches: ScanMatch[];
  /** Matches by detector. */
  counts: Record<string, number>;
  /** Set where parts of the file were read and others were not. */
  partial?: true;
  why: string;
  sensitive: SensitiveClass[];
  states: string[];
  kind: string;
  bytes: number;
  characters: number;
  gaps: readonly Gap[];
  warnings: readonly string[];
  /** Keyed hashes by which the same patient is known in another file. */
  people: string[];
  /** The earliest day of a patient's care that the file names, where it was asked for: YYYY-MM-DD. */
  earliestDate?: string;
}

export interface RecordOptions {
  path: string;
  bytes: number;
  inspect(text: string, options: InspectOptions): Inspection;
  inspectOptions: InspectOptions;
  /** A keyed hash of a value in its canonical form. */
  hash(value: string): string;
  /** Whether the key is kept: hashes of a key that nobody keeps are of no use to anybody. */
  keepHash: boolean;
  /** Without it the record counts matches and lists none: a summary of millions of them needs no more. */
  keepMatches: boolean;
  reveal: boolean;
  /** Reads a written date as YYYY-MM-DD. With it the record tells the earliest date of care. */
  dayOf?(text: string): string | undefined;
}

/** Judges a document and gives the record of it without any value. */
export function recordOf(document: ExtractedDocument, options: RecordOptions): ScanRecord {
  const { path, bytes, hash } = options;
  const text = textOf(document);
  if (text === '' && document.gaps.length > 0) return unread(path, bytes, document);
  const { matches, judgement } = options.inspect(text, options.inspectOptions);
  const conceal = concealer(matches, text);
  const gaps = document.gaps.map((gap) => ({ ...gap, place: conceal(gap.place) }));
  const earliestDate = options.dayOf && judgement.patients > 0 ? earliest(matches, text, options.dayOf) : undefined;
  return {
    path,
    class: judgement.class,
    patients: judgement.patients,
    ...gapWords(document.gaps),
    matches: options.keepMatches ? listed(matches, document, text, conceal, options) : [],
    counts: countsOf(matches),
    ...(document.gaps.length > 0 && { partial: true as const }),
    why: judgement.why,
    sensitive: judgement.sensitive,
    states: judgement.states,
    kind: document.kind,
    bytes,
    characters: text.length,
    gaps,
    warnings: document.warnings.map(conceal),
    people: peopleOf(matches, text, judgement.patients, hash),
    ...(earliestDate !== undefined && { earliestDate }),
  };
}

function listed(
  matches: readonly Match[],
  { parts }: ExtractedDocument,
  text: string,
  conceal: (place: string) => string,
  { hash, keepHash, reveal }: RecordOptions,
): ScanMatch[] {
  const locate = locator(parts);
  // The same words come again and again in one file.
  const known = new Map<string, { sample: string; hash?: string }>();
  return matches.map(({ detector, identifier, strength, start, end, holder }) => {
    const value = text.slice(start, end);
    let shown = known.get(`${identifier} ${value}`);
    if (!shown) {
      const withHash = keepHash && identifier !== 'health';
      shown = { sample: masked(identifier, value), ...(withHash && { hash: hash(canonical(identifier, value)) }) };
      if (known.size < 10_000) known.set(`${identifier} ${value}`, shown);
    }
    const place = conceal(locate(start));
    return { detector, identifier, strength, start, end, place, ...shown, holder, ...(reveal && { value }) };
  });
}

/**
 * The earliest of the dates that a word of care names: admission, service, visit, collection, surgery, death. Birth
 * dates are others' matches, and dates that nothing ties to care are none.
 */
function earliest(
  matches: readonly Match[],
  text: string,
  dayOf: (text: string) => string | undefined,
): string | undefined {
  const days = matches
    .filter(({ detector, strength }) => detector === 'phi.care-date' && strength !== 'weak')
    .map(({ start, end }) => dayOf(text.slice(start, end)))
    .filter((day) => day !== undefined);
  return days.toSorted()[0];
}

function countsOf(matches: readonly Match[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { detector } of matches) counts[detector] = (counts[detector] ?? 0) + 1;
  return counts;
}

/** A file of which nothing is known. */
export function unread(
  path: string,
  bytes: number,
  document: Pick<ExtractedDocument, 'kind' | 'gaps' | 'warnings'>,
): ScanRecord {
  const { kind, gaps, warnings } = document;
  return {
    path,
    class: 'UNREADABLE',
    patients: 0,
    ...gapWords(gaps),
    matches: [],
    counts: {},
    why: `The file could not be read: ${gaps[0]?.detail ?? ''}`.trim(),
    sensitive: [],
    states: [],
    kind,
    bytes,
    characters: 0,
    gaps,
    warnings,
    people: [],
  };
}

/**
 * Takes out of a place what was found in the file: attachments, entries and sheets are often named after patients.
 * Only words within the file's own places are meant; the path is how the file is known.
 */
function concealer(matches: readonly Match[], text: string): (place: string) => string {
  const words = new Set<string>();
  for (const { identifier, start, end } of matches)
    if (identifier !== 'health' && identifier !== 'date')
      for (const word of text
        .slice(start, end)
        .toLowerCase()
        .split(/[^\p{L}\p{N}]+/u))
        if (word.length > 2) words.add(word);
  const known = new Map<string, string>();
  return (place) => {
    let shown = known.get(place);
    if (shown === undefined) {
      shown = place.replaceAll(/[\p{L}\p{N}]{3,}/gu, (word) =>
        words.has(word.toLowerCase()) ? 'x'.repeat(word.length) : word,
      );
      if (known.size < 10_000) known.set(place, shown);
    }
    return shown;
  };
}

/** The gap of the whole file counts before gaps within. */
function gapWords(gaps: readonly Gap[]): { unreadable?: UnreadableReason } {
  const first = gaps.find((gap) => gap.place === '') ?? gaps[0];
  return first ? { unreadable: first.reason } : {};
}

/** Numbers that stand for one person alone, and where there is but one patient, the name with the birth date. */
const numbers = new Set<Identifier>(['mrn', 'ssn', 'health-plan']);

function peopleOf(
  matches: readonly Match[],
  text: string,
  patients: number,
  hash: (value: string) => string,
): string[] {
  const own = matches.filter((match) => match.holder === 'patient' || match.holder === 'unknown');
  const value = (match: Match) => canonical(match.identifier, text.slice(match.start, match.end));
  const found = own
    .filter((match) => numbers.has(match.identifier) && match.strength !== 'weak')
    .map((match) => `${match.identifier}:${hash(value(match))}`);
  if (patients === 1) {
    const name = own.find((match) => match.identifier === 'name' && match.holder === 'patient');
    const birth = own.find((match) => match.detector === 'phi.birth-date');
    if (name && birth) found.push(`person:${hash(`${value(name)} ${value(birth)}`)}`);
  }
  return [...new Set(found)];
}
