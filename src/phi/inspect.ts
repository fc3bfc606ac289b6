import type { Inspection, InspectOptions, Match } from '../core/phi.ts';
import { agesOver89 } from './age-over-89.ts';
import { weighAmbiguous } from './ambiguous.ts';
import { numbersBesideNames } from './beside-name.ts';
import { birthDates } from './birth-date.ts';
import { careDates } from './care-date.ts';
import { emails } from './email.ts';
import { healthSigns, signalMatches } from './health.ts';
import { assignHolders } from './holders.ts';
import { detectors } from './index.ts';
import { judge } from './judge.ts';
import { type Lexicon, lexiconFor } from './lexicon.ts';
import { medicalRecordNumber } from './medical-record-number.ts';
import { ipv4At, ipv6 } from './network-address.ts';
import { otherNumber } from './other-number.ts';
import type { NameCandidate } from './names/found.ts';
import { personName, personNames } from './person-name.ts';
import { type Candidate, dispatchOf, findNamed, findShapes, strengthWeight, withoutOverlaps } from './shapes.ts';
import { streetAddresses } from './street-address.ts';
import { isCcda, readCcda } from './text/ccda.ts';
import { isDicomDump, readDicomDump } from './text/dicom-dump.ts';
import { isFhir, readFhir } from './text/fhir.ts';
import { findTerms } from './text/hits.ts';
import { isHl7, readHl7 } from './text/hl7.ts';
import { type Page, pageOf } from './text/page.ts';
import { type Structure, readTables } from './text/tables.ts';
import { type Tokens, tokenize } from './text/tokens.ts';
import { isX12, readX12 } from './text/x12.ts';
import { webAddresses } from './web-address.ts';

const dispatch = dispatchOf(detectors);
const ranks: Readonly<Record<string, number>> = {
  'phi.birth-date': 60,
  'phi.care-date': 5,
  'phi.email': 60,
  'phi.web-address': 160,
  'phi.age-over-89': 5,
  'phi.network-address': 10,
};

/**
 * Finds the identifiers and health information in a text, and judges what the document is. Pure: the same text and
 * options give the same answer; nothing of the text is kept. Places (page, sheet, cell) are the caller's to add.
 */
export function inspect(text: string, options: InspectOptions = {}): Inspection {
  const lexicon = lexiconFor(options.customWords);
  const tokens = tokenize(text);
  const hits = findTerms(text, tokens, lexicon.vocabulary);
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
  for (const detector of detectors) add(findNamed(page, detector));
  const people = personNames(page, coveredTokens(page, lexicon));
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
  const signs = healthSigns(page, lexicon);
  weighAmbiguous(page, lexicon, signs);
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
  const judgement = judge(page, kept, signs);
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

function structureOf(text: string, tokens: Tokens, lexicon: Lexicon, hits: ReturnType<typeof findTerms>): Structure {
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
