import type { Holder, Match } from '../core/phi.ts';
import { type View, gap, inside, near300, nearestSign } from './evidence.ts';
import { agedAndSexed, cuesOf, isThing, writesOfSelf } from './cues.ts';
import type { HealthSign } from './health.ts';
import { recordOf } from './holders.ts';
import { tagOf } from './text/vocabulary.ts';

const person = tagOf('ctx.person');
/** Detectors whose value exists because a person is in care. */
export const careIds = new Set([
  'phi.medical-record-number',
  'phi.health-plan-number',
  'phi.medicare-beneficiary-number',
  'phi.medicare-claim-number',
]);

/** Identifiers that are personal data by themselves. */
const grave = new Set([
  'phi.ssn',
  'phi.payment-card',
  'phi.bank-account',
  'phi.birth-date',
  'phi.license-number',
  'phi.passport',
  'phi.vin',
  'phi.license-plate',
  'phi.biometric',
  'phi.medical-record-number',
  'phi.health-plan-number',
  'phi.medicare-beneficiary-number',
  'phi.medicare-claim-number',
]);

export const notPatients = new Set<Holder>(['provider', 'staff', 'organization']);

/** Whether a name stands right before an address or in its row: a letter, a bill, a list. */
function addressed(view: View, named: readonly Match[], address: Match): boolean {
  const record = recordOf(view.page, address);
  return named.some(
    (name) =>
      !notPatients.has(name.holder) &&
      ((address.start >= name.end && address.start - name.end <= 120) ||
        (record >= 0 && recordOf(view.page, name) === record)),
  );
}

const chartWords = [tagOf('ctx.chart')];
const careWords = [tagOf('phi.signals.care'), person];
const personWords = [person];
const recordWords = [tagOf('ctx.records')];
/** Words of software so many more than words of a person in care that the rest is chance. */
function isSoftware(view: View): boolean {
  return view.genre === 'software' && view.genreLead >= 6;
}

/** Named by a field of a record format (HL7, FHIR, X12, C-CDA, DICOM), which is code and holds a patient all the same. */
function inField({ why }: Match): boolean {
  return why.context?.distance === 0 && !why.context.word.startsWith('column ');
}

/** Whom a form of an employer calls employee and patient at once. */
function isWorker({ holder, why }: Match): boolean {
  return holder === 'patient' && why.context?.word.startsWith('employee') === true;
}

function told(id: Match): boolean {
  return id.strength === 'certain' && (careIds.has(id.detector) || id.detector === 'phi.birth-date');
}

/** Identifiers of a patient: with any health information in the document, or with a number that only care gives. */
export function aboutPatient(
  view: View,
  ids: readonly Match[],
  careNumbers: readonly Match[],
  strong: readonly HealthSign[],
): string | undefined {
  if (ids.length === 0) return undefined;
  const { page, genre, matches } = view;
  const personnel = genre === 'personnel' && view.genreLead > 0 && !ids.some(isWorker);
  // Software has clients, members and record numbers of its own: only two kinds of a patient's identifiers outweigh it.
  if (
    isSoftware(view) &&
    !ids.some(inField) &&
    (new Set(ids.map(({ detector }) => detector)).size < 2 || strong.length === 0 || !ids.some(told))
  )
    return undefined;
  const kinds = new Set(ids.map((match) => match.identifier));
  const near = ids.find((id) => nearestSign(strong, id, page.proximity) !== undefined);
  const certain = ids.some((id) => careIds.has(id.detector) || id.strength === 'certain');
  // A personnel form may be about a patient all the same: an attending physician's statement names them so.
  const called = ids.some((id) => id.identifier === 'name' && id.strength === 'certain');
  if (near !== undefined && certain && !(personnel && careNumbers.length === 0 && !called))
    return `${article(near)} stands within ${page.proximity} characters of health information.`;
  if (careNumbers.length > 0 && !personnel) {
    if (
      careNumbers.some((id) =>
        matches.some((match) => match.identifier === 'name' && !notPatients.has(match.holder) && gap(match, id) <= 80),
      ) ||
      kinds.size > 1 ||
      careNumbers.some((id) => id.identifier === 'mrn') ||
      strong.length > 0
    )
      return `${article(careNumbers[0]!)} ties a person to their care.`;
  }
  if (!personnel && ids.some((id) => told(id) && near300(view, id, recordWords) > 0))
    return 'A birth date beside a request for the records of a person in care.';
  const patientNames = ids.filter((id) => id.identifier === 'name');
  if (patientNames.length > 0 && !personnel) {
    if (strong.some((sign) => sign.about !== 'family') && view.genreLead <= 0)
      return 'A name that the text calls a patient, and health information elsewhere in the document.';
    const cared = patientNames.some((id) => near300(view, id, careWords) >= 1);
    if (cared && view.genreLead <= 2)
      return 'A name that the text calls a patient, beside words of a visit or treatment.';
    // A bank calls whom it pays a beneficiary as well.
    if ([...kinds].some((kind) => kind !== 'name' && kind !== 'account') && view.genreLead <= 0)
      return 'A name that the text calls a patient, with another identifier: it tells that the person is in care.';
  }
  return undefined;
}

const careOnly = [tagOf('phi.signals.care')];
const yours = /\b(?:your|tu|su) (?:[\w-]+ ){0,2}/i;
/** "Conrad, your vitamin B12 is low", "you missed your appointment at the pulmonary clinic". */
function isToldOwnCare(view: View, id: Match, strong: readonly HealthSign[]): boolean {
  const { text } = view.page;
  const from = Math.max(0, id.start - 200);
  const around = text.slice(from, id.end + 200);
  if (
    !yours.test(around) ||
    /\byour (?:team|staff|company|order|business|practice|organization|application|interview|shift|pto|password|account)\b/i.test(
      around,
    )
  )
    return false;
  const near = strong.some((sign) => gap(sign, id) <= 200 && !isThing(view.page, sign));
  return (
    near ||
    near300(view, id, careOnly) >= 3 ||
    (near300(view, id, careOnly) >= 2 &&
      /\byour (?:[\w-]+ )?(?:appointment|appt|results?|labs?|refill|prescription|procedure|surgery|visit|dose|medication|referral)\b/i.test(
        around,
      ))
  );
}

/** Two for each of two clear terms of health within 200 units, one for each of two words of care. */
function weightNear(view: View, id: Match, strong: readonly HealthSign[]): number {
  const terms = new Set<number>();
  for (const sign of strong)
    if (sign.about !== 'family' && gap(sign, id) <= 200 && !isThing(view.page, sign)) terms.add(sign.term);
  return 2 * Math.min(2, terms.size) + Math.min(2, near300(view, id, careOnly));
}

/** A person of no stated role beside health information told of a person. */
export function aboutSomebody(
  view: View,
  named: readonly Match[],
  strong: readonly HealthSign[],
  impersonal: boolean,
): string | undefined {
  const { page, matches } = view;
  strong = strong.filter((sign) => !isThing(page, sign));
  if (isSoftware(view) || (impersonal && page.records.length === 0)) return undefined;
  if (
    matches.some((match) => match.identifier === 'name' || match.identifier === 'email') &&
    writesOfSelf(view, strong)
  )
    return 'A person writes about their own health under their own name.';
  const written = named.find((id) => !notPatients.has(id.holder) && isToldOwnCare(view, id, strong));
  if (written !== undefined && view.genre === undefined) return 'A message to a person about their own care.';
  const births = matches.filter((match) => match.detector === 'phi.birth-date');
  const holders = [
    ...named,
    ...matches.filter(
      (match) =>
        grave.has(match.detector) ||
        match.identifier === 'account' ||
        match.identifier === 'phone' ||
        match.identifier === 'address' ||
        match.identifier === 'email',
    ),
  ];
  for (const id of holders) {
    if (notPatients.has(id.holder)) continue;
    const number = recordOf(page, id);
    if (number >= 0) {
      const record = page.records[number]!;
      const sign = nearestSign(strong, id, record.end - record.start);
      if (view.healthRecords.has(number) || (sign !== undefined && inside(sign, record)))
        return `A row or segment holds ${article(id).toLowerCase()} and health information.`;
      continue;
    }
    const sign = nearestSign(strong, id, page.proximity);
    if (sign === undefined) {
      if (
        id.identifier === 'name' &&
        id.strength === 'certain' &&
        view.genreLead < 0 &&
        near300(view, id, chartWords) >= 2
      )
        return 'Names beside the short words of an appointment list or a chart.';
      if (
        id.identifier === 'name' &&
        id.strength !== 'weak' &&
        view.genre === undefined &&
        near300(view, id, careWords) + (agedAndSexed(view, id) ? 2 : 0) >= 4
      )
        return 'A name among several words of a visit or treatment.';
      continue;
    }
    if (
      view.genre === undefined &&
      (id.identifier === 'phone' || id.identifier === 'email' || id.identifier === 'address') &&
      view.genreWords < 2 &&
      near300(view, id, chartWords) >= 1 &&
      new Set(strong.filter((one) => gap(one, id) <= 200).map((one) => one.term)).size >= 2 &&
      weightNear(view, id, strong) >= 4
    )
      return `${article(id)} stands among several words of health and of a chart.`;
    const cues = near300(view, id, personWords) + cuesOf(view, id, sign, births);
    if (
      view.genre === undefined &&
      id.strength !== 'weak' &&
      (id.identifier === 'name' || grave.has(id.detector)) &&
      cues + weightNear(view, id, strong) >= 4 + view.genreWords
    )
      return `${article(id)} stands among several words of health and care.`;
    if (
      cues >= 2 ||
      (cues >= 1 &&
        (id.identifier === 'name' ? id.strength === 'certain' || gap(sign, id) <= 120 : grave.has(id.detector)))
    ) {
      return `${article(id)} stands within ${page.proximity} characters of health information that is told of a person.`;
    }
  }
  return undefined;
}

/** Personal data without health: what a thief could use, or the contact data of persons. */
export function personalData(view: View, named: readonly Match[]): string | undefined {
  const { matches, genre } = view;
  const graves = matches.filter(
    (match) => grave.has(match.detector) && !(match.detector === 'phi.license-number' && match.holder === 'provider'),
  );
  if (graves.length > 0)
    return `It holds ${article(graves[0]!).toLowerCase()}, and no health information of the person.`;
  const routing = matches.find((match) => match.detector === 'phi.bank-routing');
  if (
    routing !== undefined &&
    named.length > 0 &&
    matches.some((match) => match.identifier === 'account' && match !== routing && gap(match, routing) <= 150)
  )
    return 'It holds a name and a bank account with its routing number, and no health information of the person.';
  const reads = genre === 'marketing' || genre === 'policy' || genre === 'research' || genre === 'leaflet';
  // Who wrote a program, its changes and its license is named in millions of copies.
  if (genre === 'software') return undefined;
  const addresses = matches.filter(
    (match) => match.identifier === 'address' && match.holder !== 'organization' && match.holder !== 'provider',
  );
  if (!reads && addresses.some((address) => addressed(view, named, address)))
    return 'It holds a name and an address, and no health information of the person.';
  if (named.some((match) => isFull(view, match)))
    return 'It names a person, and holds no health information of theirs.';
  if (
    matches.some(
      (match) =>
        (match.identifier === 'phone' || match.identifier === 'email' || match.identifier === 'ip') &&
        match.holder !== 'organization' &&
        (named.some((name) => name.why.pattern !== mailHeader && gap(name, match) <= 120) ||
          matches.some((name) => name.why.pattern === initialed && gap(name, match) <= 120)),
    )
  )
    return 'It holds a name and contact data, and no health information.';
  return undefined;
}

const mailHeader = 'a name in a mail header';
const initialed = 'initials and a family name';
/** A name that tells one person: given and family name, or a title before it; no given name alone, and not who writes a mail to whom. */
function isFull({ page }: View, match: Match): boolean {
  if (match.why.pattern === mailHeader) return false;
  return /[\s^,*]/.test(page.text.slice(match.start, match.end).trim()) || match.why.pattern === 'a title and a name';
}

function article(match: Match): string {
  return `A ${identifierWords[match.identifier] ?? match.identifier}`;
}

const identifierWords: Readonly<Partial<Record<Match['identifier'], string>>> = {
  ssn: 'Social Security number',
  mrn: 'medical record number',
  'health-plan': 'health plan number',
  date: 'birth or care date',
  license: 'license number',
  'other-id': 'national identity number',
  phone: 'phone number',
  account: 'account number',
  vehicle: 'vehicle number',
};
