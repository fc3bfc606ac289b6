import type { DocumentClass, DocumentJudgement, Match, SensitiveClass } from '../core/phi.ts';
import { type Genre, type View, genreOf, samplesIn, withoutSamples } from './evidence.ts';
import { isThing } from './cues.ts';
import { aboutPatient, aboutSomebody, careIds, notPatients, personalData } from './grounds.ts';
import type { HealthSign } from './health.ts';
import { countPatients } from './patients.ts';
import { stateIn } from './street-address.ts';
import type { Page } from './text/page.ts';
import { tagOf } from './text/vocabulary.ts';

const healthField = tagOf('field.health');
/** What a document is, by what stands near what. */
export function judge(page: Page, matches: readonly Match[], signs: readonly HealthSign[]): DocumentJudgement {
  const healthRecords = new Set(page.fieldsOf(healthField).map((field) => field.record));
  const view = { page, matches, signs: [...signs].sort((a, b) => a.start - b.start), healthRecords, ...genreOf(page) };
  const verdict = decide(view);
  const phi = verdict.class === 'PHI';
  const sensitive = phi ? sensitiveClasses(signs) : [];
  const states = new Set<string>();
  if (phi) {
    for (const match of matches) {
      const state =
        match.identifier === 'address' && !notPatients.has(match.holder)
          ? stateIn(page.text.slice(match.start, match.end))
          : undefined;
      if (state !== undefined) states.add(state);
    }
  }
  return {
    class: sensitive.length > 0 ? 'PHI_SENSITIVE' : verdict.class,
    why:
      sensitive.length > 0
        ? `${verdict.why} It tells of ${sensitive.map((one) => sensitiveWords[one]).join(', ')}.`
        : verdict.why,
    patients: phi ? Math.max(1, countPatients(page, matches)) : 0,
    sensitive,
    states: [...states].sort(),
  };
}

const sensitiveWords: Readonly<Record<SensitiveClass, string>> = {
  'hiv-sti': 'HIV or a sexually transmitted infection',
  'mental-health': 'mental health',
  'substance-use': 'substance use',
  reproductive: 'reproductive health',
  genetic: 'genetic information',
};

function sensitiveClasses(signs: readonly HealthSign[]): SensitiveClass[] {
  const classes = new Set<SensitiveClass>();
  for (const sign of signs) if (sign.sensitive !== undefined && sign.about === undefined) classes.add(sign.sensitive);
  return [...classes].sort();
}

/** Documents of an office name many a disease in passing. */
const offices: ReadonlySet<Genre | undefined> = new Set<Genre>(['business', 'marketing', 'schedule']);

const disclaimers = new Set([
  'not a real patient',
  'not real patients',
  'no real patients',
  'no real patient data',
  'all names are fictitious',
  'names are fictitious',
  'names in this module are fictitious',
]);

function decide(view: View): { class: DocumentClass; why: string } {
  const { page, signs, genre } = view;
  const matches = withoutSamples(page, view.matches);
  view = { ...view, matches };
  const strong = signs.filter((sign) => sign.strength !== 'weak');
  const samples = samplesIn(page);
  const sampled = samples.length > 0;
  if (
    matches.length < 8 &&
    samples.some((hit) => disclaimers.has(page.word(hit))) &&
    !matches.some((match) => match.detector === 'phi.ssn')
  )
    return { class: 'NONE', why: 'It says of itself that its persons are not real, and holds few identifiers.' };
  const impersonal = genre !== undefined && view.genreLead > 0;
  const patientIds = matches.filter(
    (match) => match.holder === 'patient' || (careIds.has(match.detector) && !notPatients.has(match.holder)),
  );
  const careNumbers = patientIds.filter((match) => careIds.has(match.detector));
  const named = matches.filter((match) => match.identifier === 'name' && match.strength !== 'weak');
  if (!(sampled && impersonal && page.records.length === 0)) {
    const reason =
      aboutPatient(view, patientIds, careNumbers, strong) ?? aboutSomebody(view, named, strong, impersonal);
    if (reason !== undefined) return { class: 'PHI', why: reason };
  }
  const health = healthAlone(view, named, strong);
  // Its authors and officers do not make a text of medicine a list of persons; a directory or a CV is one.
  const written =
    health !== undefined &&
    (genre === 'research' || genre === 'leaflet' || (named.length === 1 && notPatients.has(named[0]!.holder))) &&
    !matches.some((match) => match.identifier === 'phone' || match.identifier === 'address');
  const personal = sampled && impersonal && matches.length < 6 ? undefined : personalData(view, named);
  if (personal !== undefined && !written) return { class: 'PII_ONLY', why: personal };
  if (health !== undefined) return { class: 'HEALTH_ONLY', why: health };
  return {
    class: 'NONE',
    why:
      genre === undefined
        ? 'It holds neither personal identifiers of patients nor health information.'
        : `It reads as ${genreWords[genre]}, and tells of no patient.`,
  };
}

/** "DKA order set": what follows is medicine. */
const instructs = /^ (?:order sets?|protocols?|guidelines?|bundles?|pathways?)\b/i;

/** Why a text is one of health about nobody; undefined where it holds too little for that. */
function healthAlone(view: View, named: readonly Match[], strong: readonly HealthSign[]): string | undefined {
  const { page, genre } = view;
  if (genre === 'veterinary' || (genre === 'software' && view.genreLead >= 3)) return undefined;
  // An unticked box and a denied disease tell nothing: a blank form names forty.
  const told = strong.filter(
    (sign) =>
      sign.about !== 'denied' && (!isThing(page, sign) || instructs.test(page.text.slice(sign.end, sign.end + 16))),
  );
  const terms = new Set(told.map((sign) => sign.term));
  const distinct = terms.size;
  const certain = new Set(told.filter((sign) => sign.strength === 'certain').map((sign) => sign.term)).size;
  const words = page.tokens.count;
  // What a named clinician treats or speaks about is no text of health.
  const hosted =
    (genre === undefined || genre === 'marketing' || genre === 'schedule') &&
    named.some(({ holder }) => holder === 'provider' || holder === 'staff');
  const learned = genre === 'leaflet' || genre === 'research';
  const open = genre === undefined || learned;
  if (
    distinct >= (genre === 'business' && view.genreLead >= 0 ? 8 : offices.has(genre) || hosted ? 5 : 4) ||
    (certain >= 2 && (distinct >= 3 || genre !== undefined) && !hosted && told.length * 40 > words && open) ||
    (distinct >= 3 && genre === 'leaflet') ||
    (!hosted && open && distinct >= 3 && certain >= 1 && distinct * 20 > words) ||
    (!hosted && genre === undefined && view.genreWords < 2 && certain >= 2 && distinct * 16 > words) ||
    // A line or two, and two terms that are clear: a question, a tip.
    (named.length === 0 &&
      genre === undefined &&
      view.genreWords < 1 &&
      certain >= 1 &&
      distinct >= 2 &&
      distinct * 12 > words)
  )
    return `It holds ${distinct} different health terms and tells of no identified person.`;
  if (!learned) return undefined;
  // In a study or a leaflet a word of two meanings has that of medicine.
  for (const sign of view.signs)
    if (sign.detector !== 'phi.signals.care' && sign.about !== 'denied') terms.add(sign.term);
  return terms.size >= 3 ? `It reads as ${genreWords[genre]} with ${terms.size} different health terms.` : undefined;
}

const genreWords: Readonly<Record<Genre, string>> = {
  research: 'a research text',
  leaflet: 'general health or drug information',
  policy: 'a policy or training text',
  marketing: 'an announcement',
  business: 'a business document',
  software: 'a text about software',
  schedule: 'a staff schedule or directory',
  personnel: 'a personnel document',
  veterinary: 'a record of animals',
};
