import type { CustomWord, SensitiveClass, Strength } from '../core/phi.ts';
import { ageOver89 } from './age-over-89.ts';
import { ambiguous } from './ambiguous-terms.ts';
import { birthDate } from './birth-date.ts';
import { careDate } from './care-date.ts';
import { email } from './email.ts';
import { genres } from './genres.ts';
import { detectors, signals } from './index.ts';
import { networkAddress } from './network-address.ts';
import { roles } from './roles.ts';
import { streetAddress } from './street-address.ts';
import { type Tag, type TermList, type Vocabulary, compile, tagOf } from './text/vocabulary.ts';
import { webAddress } from './web-address.ts';

/** What a signal's term says, by the term's number. */
export interface TermSignal {
  detector: string;
  strength: Strength;
  title: string;
  sensitive?: SensitiveClass;
}

export interface Lexicon {
  vocabulary: Vocabulary;
  /** Tags whose term may name a column or the value after it. */
  labels: ReadonlySet<Tag>;
  /** By term number: 1 when one of its tags is a label. */
  isLabel: Uint8Array;
  /** By term number. */
  signalOf: (TermSignal | undefined)[];
  /** By term number: a word of no person's name. 1 a label or light word, 2 a strong health term. */
  covers: Uint8Array;
}

const found = [birthDate, careDate, ageOver89, email, networkAddress, webAddress, streetAddress];
const customSignals: Readonly<Record<string, SensitiveClass | undefined>> = {
  'hiv-sti': 'hiv-sti',
  'mental-health': 'mental-health',
  'substance-use': 'substance-use',
  reproductive: 'reproductive',
  genetic: 'genetic',
};

let standard: Lexicon | undefined;
const own = new WeakMap<readonly CustomWord[], Lexicon>();

/** The words of all detectors in one table, with an organization's own. Built once for each set of own words. */
export function lexiconFor(words: readonly CustomWord[] | undefined): Lexicon {
  if (words === undefined || words.length === 0) return (standard ??= build([]));
  let lexicon = own.get(words);
  if (lexicon === undefined) own.set(words, (lexicon = build(words)));
  return lexicon;
}

const pluralized = new Set(['phi.signals.diagnoses', 'phi.signals.symptoms', 'phi.signals.procedures']);

/** "preemies", "colonoscopies": of single words that are nothing else than medicine. */
function pluralsOf(terms: readonly string[]): string[] {
  return terms
    .filter(
      (term) => /^[a-z]{6,}$/.test(term) && !/(?:s|x|z|ed|ing|al|ic|ous|ive|itis)$/.test(term) && !ambiguous.has(term),
    )
    .map((term) => (/[^aeiou]y$/.test(term) ? `${term.slice(0, -1)}ies` : `${term}s`));
}

function build(words: readonly CustomWord[]): Lexicon {
  const lists: TermList[] = [...roles, ...genres];
  for (const detector of [...detectors, ...found]) {
    // "pt #" names a number, "pt" does not: such a term counts only before its sign.
    const plain = detector.context.filter((term) => !term.endsWith('#'));
    const known = new Set(plain);
    const signed = detector.context.filter((term) => term.endsWith('#')).map((term) => term.slice(0, -1).trim());
    lists.push({ tag: detector.id, terms: plain, joined: true });
    lists.push({ tag: `${detector.id}#`, terms: signed.filter((term) => !known.has(term)) });
    const support = 'support' in detector ? detector.support : undefined;
    if (support !== undefined) lists.push({ tag: `${detector.id}+`, terms: support });
  }
  for (const signal of signals) {
    lists.push({ tag: signal.id, terms: signal.terms });
    if (pluralized.has(signal.id)) lists.push({ tag: signal.id, terms: pluralsOf(signal.terms) });
  }
  lists.push({ tag: 'field.health', terms: healthColumns, joined: true });
  for (const word of words) lists.push({ tag: `custom.${word.means}`, terms: [word.word] });
  const vocabulary = compile(lists);
  const labels = new Set<Tag>([...detectors, ...found].map((unit) => tagOf(unit.id)));
  for (const name of ['patient', 'provider', 'staff', 'relative', 'person', 'last', 'first'])
    labels.add(tagOf(`name.${name}`));
  labels.add(tagOf('field.health'));
  const byTag = new Map<Tag, TermSignal>();
  for (const { id, strength, title, sensitive } of signals)
    byTag.set(tagOf(id), { detector: id, strength, title, ...(sensitive && { sensitive }) });
  for (const { means } of words) {
    if (means === 'ignore') continue;
    const sensitive = customSignals[means];
    byTag.set(tagOf(`custom.${means}`), {
      detector: 'phi.signals.custom',
      strength: 'certain',
      title: 'A word of the organization',
      ...(sensitive && { sensitive }),
    });
  }
  const ignored = tagOf('custom.ignore');
  const eponym = tagOf('ctx.eponym');
  const signalOf: (TermSignal | undefined)[] = [];
  const covers = new Uint8Array(vocabulary.terms.length);
  vocabulary.terms.forEach((term, number) => {
    const hits = term.tags.filter((tag) => byTag.has(tag));
    const signal = term.tags.includes(ignored) || hits.length === 0 ? undefined : byTag.get(hits.at(-1)!);
    signalOf[number] = signal;
    // A short form may be a name too: "Ana" is an antibody test.
    covers[number] = term.tags.includes(eponym)
      ? 2
      : signal !== undefined && signal.strength !== 'weak' && term.text.length > 3
        ? 2
        : 1;
  });
  // "her a1c", "my insulin": the longer term of a person's cue must not hide the health word that it ends with.
  const byText = new Map(vocabulary.terms.map((term, number) => [term.text, number]));
  const cues = new Set([tagOf('ctx.person'), tagOf('ctx.first-person')]);
  vocabulary.terms.forEach(({ text, tags }, number) => {
    if (signalOf[number] !== undefined || !tags.some((tag) => cues.has(tag))) return;
    const inner = byText.get(text.slice(text.indexOf(' ') + 1));
    if (inner !== undefined && inner !== number) signalOf[number] = signalOf[inner];
  });
  const isLabel = Uint8Array.from(vocabulary.terms, (term) => Number(term.tags.some((tag) => labels.has(tag))));
  return { vocabulary, labels, isLabel, signalOf, covers };
}

/** Column names whose cells tell of health. */
const healthColumns = [
  'diagnosis',
  'diagnoses',
  'dx',
  'dx code',
  'dx description',
  'diagnosis description',
  'condition',
  'conditions',
  'problem',
  'reason',
  'reason for visit',
  'visit reason',
  'visit type',
  'appointment type',
  'appt type',
  'chief complaint',
  'complaint',
  'medication',
  'medications',
  'drug',
  'drug name',
  'procedure',
  'procedures',
  'test',
  'test name',
  'result',
  'results',
  'allergies',
  'allergy',
  'icd10',
  'icd-10',
  'icd code',
  'cpt',
  'cpt code',
  'treatment',
  'service',
  'service description',
  'lab',
  'vaccine',
  'symptoms',
  'clinical notes',
  'a1c',
  'bp',
  'impression',
  'primary diagnosis',
  'medication name',
  'rx',
  'specialty referral',
  'admit reason',
  'admitting diagnosis',
  'discharge diagnosis',
  'study',
  'exam',
  'modality',
  'indication',
  'primary dx',
  'last a1c',
  'hba1c',
  'egfr',
  'ldl',
  'blood pressure',
  'problem list',
  'pmh',
  'vaccines',
  'immunization',
  'code status',
  'current medications',
  'overdue for',
];
