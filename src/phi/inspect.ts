import type { Inspection, InspectOptions, Match } from '../core/phi.ts';
import { agesOver89 } from './age-over-89.ts';
import { weighAmbiguous } from './ambiguous.ts';
import { numbersBesideNames } from './beside-name.ts';
import { birthDates } from './birth-date.ts';
import { careDates } from './care-date.ts';
import { datesOfPatient } from './date-of-patient.ts';
import { emails } from './email.ts';
import { genreOf } from './evidence.ts';
import { type HealthSign, healthSigns, signalMatches } from './health.ts';
import { assignHolders, isOfficial } from './holders.ts';
import { detectors } from './index.ts';
import { judge } from './judge.ts';
import { type Lexicon, lexiconFor } from './lexicon.ts';
import { medicalRecordNumber } from './medical-record-number.ts';
import { ipv4At, ipv6 } from './network-address.ts';
import { otherNumber } from './other-number.ts';
import type { NameCandidate } from './names/found.ts';
import { personName, personNames } from './person-name.ts';
import {
  type Candidate,
  dispatchOf,
  findNamed,
  findShapes,
  namedOf,
  strengthWeight,
  withoutOverlaps,
} from './shapes.ts';
import { streetAddresses } from './street-address.ts';
import { isCcda, readCcda } from './text/ccda.ts';
import { isDicomDump, readDicomDump } from './text/dicom-dump.ts';
import { isFhir, readFhir } from './text/fhir.ts';
import { type Hits, findTerms } from './text/hits.ts';
import { isHl7, readHl7 } from './text/hl7.ts';
import { type Page, pageOf } from './text/page.ts';
import { unscanned } from './text/scanned.ts';
import { type Structure, readTables } from './text/tables.ts';
import { type Tokens, tokenize } from './text/tokens.ts';
import { isX12, readX12 } from './text/x12.ts';
import { webAddresses } from './web-address.ts';
import { endingSigns } from './word-endings.ts';

const dispatch = dispatchOf(detectors);
const named = namedOf(detectors);
const ranks: Readonly<Record<string, number>> = {
  'phi.birth-date': 60,
  'phi.care-date': 5,
  'phi.email': 60,
  'phi.web-address': 160,
  'phi.age-over-89': 5,
  'phi.network-address': 10,
};

/** Arrays of the text before, which the next one fills anew. They hold offsets and hashes, nothing that can be read. */
let done: { tokens?: Tokens; hits?: Hits } = {};
const keptLength = 1 << 20;
/** In longer texts a date is told by its label or the words around it alone. */
const mostTokens = 4_000;

/**
 * Finds the identifiers and health information in a text, and judges what the document is. Pure: the same text and
 * options give the same answer; nothing of the text is kept. Places (page, sheet, cell) are the caller's to add.
 */
export function inspect(text: string, options: InspectOptions = {}): Inspection {
  const lexicon = lexiconFor(options.customWords);
  const tokens = tokenize(text, done.tokens);
  const read = unscanned(text, tokens, lexicon.vocabulary);
  if (read !== undefined) return inspect(read, options);
  const hits = findTerms(text, tokens, lexicon.vocabulary, done.hits);
  done = text.length > keptLength ? {} : { tokens, hits };
  const page = pageOf(text, tokens, hits, lexicon.vocabulary, structureOf(text, tokens, lexicon, hits), options);
  const candidates: Candidate[] = [];
  const plain = (matches: readonly Match[]) => {
    for (const match of matches)
      candidates.push({ ...match, weight: strengthWeight[match.strength] + (ranks[match.detector] ?? 0) });
  };
  const addresses: Match[] = [];
  const add = (found: readonly Candidate[]) => {
    for (const candidate of found) candidates.push(candidate);
  };
  add(
    findShapes(page, dispatch, (start) => {
      const match = ipv4At(page, start);
      if (match !== undefined) addresses.push(match);
    }),
  );
  for (const detector of named) add(findNamed(page, detector));
  const people = personNames(page, coveredTokens(page, lexicon), (hit) => {
    const signal = lexicon.signalOf[page.hits.term[hit]!];
    return signal !== undefined && signal.strength !== 'weak';
  });
  for (const found of [ownRecordNumbers(page), streetAddresses(page), people]) add(found);
  for (const found of [
    addresses,
    ipv6(page),
    emails(page),
    webAddresses(page),
    birthDates(page, people),
    careDates(page),
    agesOver89(page),
  ])
    plain(found);
  let signs = healthSigns(page, lexicon);
  for (const sign of endingSigns(page)) signs.push(sign);
  const head = headOf(text);
  if (head > 0) signs = signs.filter((sign) => sign.start >= head);
  weighAmbiguous(page, lexicon, signs, personsIn(page, people));
  add(numbersBesideNames(page, people, signs));
  const kept = withoutOverlaps(candidates).filter((candidate) => candidate.detector !== otherNumber.id);
  const names = kept.filter((candidate): candidate is NameCandidate => candidate.detector === personName.id);
  assignHolders(page, names, kept);
  for (const candidate of kept) {
    if (candidate.identifier !== 'health') continue;
    signs.push({
      start: candidate.start,
      end: candidate.end,
      detector: candidate.detector,
      strength: candidate.strength,
      term: -1 - codeNumber(text, candidate),
      ...(candidate.sensitive && { sensitive: candidate.sensitive }),
    });
  }
  const judgement = judge(
    page,
    kept,
    outsideSpans(signs, [...names, ...kept.filter(({ identifier }) => identifier === 'address')]),
  );
  // A short text about a patient: its other dates are that patient's.
  if (judgement.patients > 0 && tokens.count <= mostTokens)
    for (const match of datesOfPatient(page, kept)) kept.push({ ...match, weight: strengthWeight.weak });
  const words = signalMatches(
    signs.filter((sign) => sign.term >= 0),
    (sign) => lexicon.signalOf[sign.term]!.title,
  );
  const least = strengthWeight[options.least ?? 'weak'];
  const matches = withoutOverlaps([
    ...kept,
    ...words.map((match) => ({ ...match, weight: strengthWeight[match.strength] - 50 })),
  ])
    .filter((match) => strengthWeight[match.strength] >= least)
    .map(published);
  return { matches, judgement, nearMisses: page.nearMisses };
}

/** Where the header of an HL7 message ends: it names systems, and tells of nobody. */
function headOf(text: string): number {
  if (!text.startsWith('MSH|')) return 0;
  const end = /[\r\n]/.exec(text)?.index;
  return end ?? 0;
}

function structureOf(text: string, tokens: Tokens, lexicon: Lexicon, hits: Hits): Structure {
  if (isHl7(text)) return readHl7(text);
  if (isX12(text)) return readX12(text);
  if (isFhir(text)) return readFhir(text);
  if (isCcda(text)) return readCcda(text);
  if (isDicomDump(text)) return readDicomDump(text);
  return readTables(text, tokens, hits, lexicon.vocabulary, lexicon.labels, lexicon.isLabel);
}

/** Record numbers in the organization's own forms. */
function ownRecordNumbers(page: Page): Candidate[] {
  const found: Candidate[] = [];
  for (const format of page.options.mrnFormats ?? []) {
    const pattern = new RegExp(`(?<![A-Za-z\\d])(?:${format.pattern})(?![A-Za-z\\d])`, 'g');
    for (const hit of page.text.matchAll(pattern)) {
      if (hit[0] === '') break;
      const start = hit.index;
      const end = start + hit[0].length;
      const context = page.context(medicalRecordNumber.id, start, end, page.proximity);
      if (context === undefined && format.needsContext === true) {
        page.refuse(
          medicalRecordNumber.id,
          start,
          end,
          `the organization's form, no supporting word within ${page.proximity}`,
        );
        continue;
      }
      found.push({
        detector: medicalRecordNumber.id,
        identifier: 'mrn',
        strength: 'certain',
        start,
        end,
        why: { pattern: "the organization's own form", ...(context && { context }) },
        holder: 'unknown',
        weight: strengthWeight.certain + 70,
      });
    }
  }
  return found;
}

const greetings: ReadonlySet<string> = new Set(['dear', 'hello', 'hi', 'hey']);

/** Where names of persons without an office stand; none in a text of an office or of software. */
function personsIn(page: Page, people: readonly NameCandidate[]): number[] {
  if (people.length === 0 || genreOf(page).genre !== undefined) return [];
  return people
    .filter(
      (name) =>
        (name.holder === 'unknown' || name.holder === 'patient') &&
        name.strength !== 'weak' &&
        !greetings.has(name.why.context?.word ?? '') &&
        page.text.slice(name.end, name.end + 40).trim() !== '' &&
        !isOfficial(page, name),
    )
    .map((name) => name.start)
    .sort((a, b) => a - b);
}

/** Without words of health inside a name or an address: "Mystic, CT 06355" tells of no scan. */
function outsideSpans(signs: readonly HealthSign[], names: readonly Candidate[]): readonly HealthSign[] {
  if (names.length === 0) return signs;
  const starts = new Map(names.map((name) => [name.start, name.end]));
  const sorted = [...starts.keys()].sort((a, b) => a - b);
  return signs.filter((sign) => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (sorted[middle]! <= sign.start) low = middle + 1;
      else high = middle;
    }
    return low === 0 || starts.get(sorted[low - 1]!)! <= sign.start;
  });
}

/** By token: 2 where a strong health term stands, 1 where any other term does. */
function coveredTokens(page: Page, lexicon: Lexicon): Uint8Array {
  const covered = new Uint8Array(page.tokens.count);
  const { hits } = page;
  for (let hit = 0; hit < hits.count; hit++) {
    const cover = lexicon.covers[hits.term[hit]!]!;
    for (let token = hits.first[hit]!; token <= hits.last[hit]!; token++) covered[token] = cover;
  }
  return covered;
}

/** A small number for a code, so that the same code counts once. */
function codeNumber(text: string, span: { start: number; end: number }): number {
  let number = 0;
  for (let at = span.start; at < span.end; at++) number = (number * 31 + text.charCodeAt(at)) % 1_000_003;
  return number;
}

/** The match without what the engine alone needs: parts of a name are values, and never leave. */
function published(candidate: Candidate): Match {
  const { detector, identifier, strength, start, end, why, holder, sensitive, about } = candidate;
  return {
    detector,
    identifier,
    strength,
    start,
    end,
    why,
    holder,
    ...(sensitive && { sensitive }),
    ...(about && { about }),
  };
}
