import type { Holder, Match } from '../core/phi.ts';
import type { NameCandidate } from './names/found.ts';
import type { Page, Span } from './text/page.ts';

const order: readonly Holder[] = ['patient', 'provider', 'staff', 'relative', 'organization', 'unknown'];
const providerIds = new Set(['phi.npi', 'phi.dea']);

/**
 * Whom each identifier belongs to. The same name has one holder throughout; a physician of the organization is a
 * provider; a number or date goes with the name before it in the same paragraph.
 */
export function assignHolders(page: Page, names: readonly NameCandidate[], matches: readonly Match[]): void {
  const physicians = new Set((page.options.physicians ?? []).map(nameKey));
  const keys = new Map<NameCandidate, string>(names.map((name) => [name, nameIn(page, name)]));
  const keyOf = (name: NameCandidate) => keys.get(name)!;
  const best = new Map<string, Holder>();
  for (const name of names) {
    if (
      physicians.size > 0 &&
      (physicians.has(nameKey(page.text.slice(name.start, name.end))) ||
        (name.given !== '' && physicians.has(nameKey(`${name.given} ${name.family}`))))
    )
      name.holder = 'provider';
    const key = keyOf(name);
    const known = best.get(key);
    if (known === undefined || order.indexOf(name.holder) < order.indexOf(known)) best.set(key, name.holder);
    if (name.holder !== 'unknown' && key.includes(' '))
      for (const part of [name.given, name.family])
        if (part !== '' && !best.has(`part ${part}`)) best.set(`part ${part}`, name.holder);
  }
  for (const name of names) {
    if (name.holder === 'staff' && name.why.context?.word.startsWith('employee') && isUnfit(page, name))
      name.holder = 'patient';
  }
  const patientRecords = new Set<number>();
  for (const match of matches) {
    if (match.identifier === 'mrn' || match.identifier === 'health-plan') {
      const record = recordOf(page, match);
      if (record >= 0) patientRecords.add(record);
    }
  }
  for (const name of names) {
    if (name.holder === 'unknown' && isRelative(page, name)) name.holder = 'relative';
    if (name.holder === 'unknown' && (isContact(page, name) || isOfficial(page, name))) name.holder = 'staff';
    if (name.holder !== 'unknown') continue;
    name.holder = best.get(keyOf(name))!;
    if (name.holder === 'unknown') name.holder = best.get(`part ${keyOf(name)}`) ?? 'unknown';
    if (name.holder === 'unknown' && patientRecords.has(recordOf(page, name))) name.holder = 'patient';
  }
  const sorted = [...names].sort((a, b) => a.start - b.start);
  inherit(page, sorted);
  let at = 0;
  for (const match of matches) {
    while (at < sorted.length && sorted[at]!.start <= match.start) at++;
    if (match.holder !== 'unknown' || match.identifier === 'name' || match.identifier === 'health') continue;
    if (providerIds.has(match.detector)) match.holder = 'provider';
    else if (
      match.identifier === 'mrn' ||
      (match.detector === 'phi.birth-date' && match.strength === 'certain') ||
      match.detector.startsWith('phi.medicare')
    )
      match.holder = 'patient';
    else {
      const name = sorted[at - 1];
      if (
        name !== undefined &&
        match.start - name.end < 250 &&
        !/\n[ \t]*\r?\n/.test(page.text.slice(name.end, match.start))
      )
        match.holder = name.holder;
    }
  }
}

/** "Employee: Ana Ruiz ... Dx: lumbar strain": a certificate of an injury or an illness names the worker so. */
function isUnfit({ text }: Page, name: Span): boolean {
  return /\b(?:dx|diagnos[ei]s|cond(?:ition)?:|injur(?:y|ed)|doi|strain|sprain|fracture|flare|restrictions?:|no lifting|light duty|intermittent leave|unable to work|off work|re-?eval|surgery|positive for)/i.test(
    text.slice(name.end, name.end + 200),
  );
}

const kin =
  'wife|husband|spouse|mother|father|mom|dad|son|daughter|sister|brother|niece|nephew|aunt|uncle|cousin|partner|fianc[eé]e?|girlfriend|boyfriend|grandson|granddaughter|grandmother|grandfather|neighbor|guardian|caregiver';
const kinBefore = new RegExp(`\\b(?:${kin})(?:,| is| named|:)? $`, 'i');
const kinAfter = new RegExp(`^,? \\(?(?:(?:his|her|the|pt's|patient's) )?(?:${kin})\\b`, 'i');

/** "his wife, Ellen Murray,", "Linda Holt (wife)". */
function isRelative({ text }: Page, name: Span): boolean {
  return (
    kinBefore.test(text.slice(Math.max(0, name.start - 24), name.start)) ||
    kinAfter.test(text.slice(name.end, name.end + 24))
  );
}

/** "Present: Ana Ruiz, Bo Lee (EMS) and Cy Dow": a list has one kind of people. */
function inherit({ text }: Page, sorted: readonly NameCandidate[]): void {
  for (let at = 1; at < sorted.length; at++) {
    const before = sorted[at - 1]!;
    const name = sorted[at]!;
    if (name.holder !== 'unknown' || (before.holder !== 'staff' && before.holder !== 'provider')) continue;
    // "Good morning Dr. Lee, Ana Ruiz was here": the second is told of, not named beside the first.
    if (
      /^ (?:was|is|has|had|needs?|came|called|fell|who|will|would|did|does|wants?|says?|said|reports?)\b/.test(
        text.slice(name.end, name.end + 10),
      )
    )
      continue;
    if (
      /^(?: ?\([^()\n]{1,24}\)|, ?[A-Z]{2,5}\b)?(?:,|;|,? (?:and|&)|,? ?\/) (?:Dr\.? )?$/.test(
        text.slice(before.end, name.start),
      )
    )
      name.holder = before.holder;
  }
}

const contacted =
  /\b(?:contact|contacts?:|sign up with|signup with|register with|rsvp (?:to|with)|email|e-mail|check with|questions[^.\n]{0,24} (?:to|for)|(?:send|submit|return|forward|direct|report|give|hand)[^.\n]{0,40} to|hosted with|led with|guests?:|attending:|attendees?:|invited:|regrets:) $/i;
const addressee =
  /^, (?:can|could|please|pls|would|will|do you|did you|have you|i['\u2019 ]|we['\u2019 ]|thanks|thank you|just|any|when|what|where|how|is there|are|here|hope|following|attached|see attached|good|great|let)/i;

const byPerson =
  /(?<!\b(?:accompanied|signed|given|filed|brought|witnessed|followed|obtained|supplied|provided|informed|granted)(?: in)?) by $/i;
/** An office, a trade or a part in a meeting, right before a name. */
const offices =
  /\b(?:engineer|chef|manager|instructor|teacher|coach|trainer|rep|representative|intern|author|editor|attorney|lawyer|officer|detective|sergeant|judge|pastor|chaplain|principal|speaker|presenter|moderator|panelist|host|director|coordinator|supervisor|president|chair|chairman|chairwoman|ceo|cfo|cio|coo|administrator|accountant|auditor|consultant|contractor|vendor|recruiter|analyst|technician|mechanic|plumber|electrician|developer|senator|governor|mayor|congressman|congresswoman|commissioner|volunteer|employee|colleague|coworker|nominee|winner|artist|singer|actor|actress|captain|assistant|secretary|hygienist|receptionist|nurse|therapist|pharmacist|dietitian|nutritionist|counselor|educator|interpreter|scribe|biller|coder) $/i;
const departments =
  /^,? ?\((?:it|hr|pharmacy|front desk|billing|nursing|lab|laboratory|radiology|facilities|security|finance|marketing|reception|compliance|accounting|scheduling|registration|legal|quality|training|operations|purchasing|housekeeping|maintenance|dietary|medical records|him|host|chair|moderator|speaker|author|instructor|organizer|presenter)\b/i;
const offSet =
  /^,? (?:chief|director|manager|president|vice president|coordinator|supervisor|head|chair|professor|editor|ceo|cfo|cio|coo|office manager|account manager|sales|regional|senior|medical assistant|practice administrator|attorney|esq|lawyer|counsel|department of|dept of|division of|university|college of|school of)\b/i;

/** "Coding tip by Ana Ruiz", "field engineer Ana Ruiz", "Ana Ruiz (IT)", "Ruiz A, et al": somebody in an office. */
export function isOfficial({ text }: Page, name: Span): boolean {
  const before = text.slice(Math.max(0, name.start - 32), name.start);
  const after = text.slice(name.end, name.end + 40);
  return (
    byPerson.test(before) ||
    (contacted.test(text.slice(Math.max(0, name.start - 60), name.start)) &&
      /^[ ,.!;)\n]|^$/.test(after) &&
      !/^ (?:with|has|had|re|about|for|who)\b/.test(after)) ||
    (/(?:^|\n)\W*$/.test(before) && addressee.test(after) && !/\byour\b/i.test(text.slice(name.end, name.end + 120))) ||
    offices.test(before) ||
    departments.test(after) ||
    /^[^\n]{0,24}\b(?:NPI|DEA)\b/.test(after) ||
    offSet.test(after) ||
    /^[^\n;]{0,36}\bet al\b/.test(after)
  );
}

const thanked =
  /\b(?:(?:questions|requests|replies|apply|rsvp|thanks|congrats|congratulations|kudos|welcome) to|welcome(?: aboard)?,) $/i;

/** "questions to Ana Ruiz", "contact Ana Ruiz in pharmacy for returns": a colleague. */
function isContact({ text }: Page, name: Span): boolean {
  const before = text.slice(Math.max(0, name.start - 24), name.start);
  return (
    thanked.test(before) ||
    (/\bcontact $/i.test(before) && /^ (?:in|for|with) /.test(text.slice(name.end, name.end + 6)))
  );
}

/** Number of the row or segment that holds a span; -1 when none does. */
export function recordOf(page: Page, span: Span): number {
  let low = 0;
  let high = page.records.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    if (page.records[middle]!.start <= span.start) low = middle + 1;
    else high = middle - 1;
  }
  return high >= 0 && page.records[high]!.end >= span.end ? high : -1;
}

function nameIn(page: Page, name: NameCandidate): string {
  return name.given === '' || name.family === ''
    ? nameKey(page.text.slice(name.start, name.end))
    : pairKey(name.given, name.family);
}

/** The key of two words in small letters: the same as `nameKey`, without cutting them again. */
export function pairKey(given: string, family: string): string {
  return given < family ? `${given} ${family}` : `${family} ${given}`;
}

/** A name without order, case, initials and signs: "Delgado, Rosa M." is "Rosa Delgado". */
export function nameKey(name: string): string {
  return name
    .toLowerCase()
    .split(/[^a-z\u00c0-\u024f']+/)
    .filter((word) => word.length > 1)
    .sort()
    .join(' ');
}
