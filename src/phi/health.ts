import type { Match, SensitiveClass, Strength } from '../core/phi.ts';
import type { Lexicon, TermSignal } from './lexicon.ts';
import { type Hits, hitsOf } from './text/hits.ts';
import type { Page } from './text/page.ts';
import { CAPITALS, DIGIT } from './text/tokens.ts';
import { tagOf } from './text/vocabulary.ts';

/** A word of health at its place. */
export interface HealthSign {
  start: number;
  end: number;
  detector: string;
  strength: Strength;
  sensitive?: SensitiveClass;
  about?: 'denied' | 'family';
  /** Number of the term, to count distinct ones. */
  term: number;
}

const negation = tagOf('ctx.negation');
const negationAfter = tagOf('ctx.negation-after');
const family = tagOf('ctx.family');
/** Short forms that need no capitals. */
const plain = new Set([
  'htn',
  'dvt',
  'uti',
  'bph',
  'ckd',
  'chf',
  'aki',
  'tia',
  'cva',
  'hiv',
  'a1c',
  'mri',
  'ekg',
  'egd',
  'tsh',
  'inr',
  'cbc',
  'cmp',
  'bmp',
  'cxr',
  'iud',
  'ivf',
  'vus',
  'bx',
]);
/** Short result names that mean a result only before a number. */
const beforeNumber = new Set([
  'hr',
  'rr',
  'bp',
  'ph',
  'wt',
  'ht',
  'resp',
  'temp',
  'pulse',
  'alt',
  'ast',
  'psa',
  'ana',
  'esr',
  'crp',
  'mch',
  'plt',
  'afp',
  'cea',
  'rbc',
  'wbc',
  'bun',
  'ldl',
  'hdl',
  'iron',
  'weight',
  'height',
  'temperature',
  'sodium',
  'potassium',
  'calcium',
  'chloride',
  'magnesium',
  'glucose',
  'bpm',
  'lead',
  'cast',
  'specimen',
  'iu/l',
  'u/l',
  'lactate',
  'ammonia',
  'albumin',
]);
const numeric = /[ \t:=,|-]{0,4}(?:of |is |was |at |[<>~]|level )?[ \t]*[<>]?\d/y;
const unticked = /(?:\[ ?\]|[\u2610\u25a1\u25cb]|\( \)|_{2,})[ \t]*(?:[\w/-]+ ){0,2}$/;
/** Consent forms and notices name every sensitive class without saying anything about a person. */
const notice =
  /authoriz|disclos|releas|consent(?!s? (?:form )?signed)|redisclos|protected by|special(?:ly)? protected|state law/i;

/** "IVF @75": a fluid into a vein, no fertilization. */
const fluid = /^ ?(?:@|at \d|\d|bolus|running|ns\b|lr\b|d\/c|x ?\d)/i;
/** HPV among vaccines is no infection. */
const vaccinated = /vaccin|immuni[sz]|\bshots?\b|\bdoses?\b|\bseries\b|tdap|\bmmr\b/i;

/** Diseases that bear the name of a place: "wed at Lyme". */
const places = new Set(['lyme', 'ebola', 'marburg', 'coxsackie', 'norwalk', 'hendra', 'zika']);
/** "ETOH 0", "cocaine neg": a test that found none. */
const absent = /^[ :=]{1,2}(?:0(?:\.0+)?|neg(?:ative)?|none)(?![\w/]|[.]\d|, ?\d)/i;

/** Every sign of health with its strength, class, and whether it is denied or a relative's. */
export function healthSigns(page: Page, lexicon: Lexicon): HealthSign[] {
  const signs: HealthSign[] = [];
  const { hits, text } = page;
  for (let hit = 0; hit < hits.count; hit++) {
    const signal = lexicon.signalOf[hits.term[hit]!];
    if (signal === undefined) continue;
    const start = hits.start[hit]!;
    const end = hits.end[hit]!;
    const word = lexicon.vocabulary.terms[hits.term[hit]!]!.text;
    if (places.has(word) && /\b(?:at|in|of|near|from|to) $/.test(text.slice(Math.max(0, start - 6), start))) continue;
    if (signal.strength !== 'weak' && !stands(page, hit, word, start, end, signal)) continue;
    const sign: HealthSign = {
      start,
      end,
      detector: signal.detector,
      strength: signal.strength,
      term: hits.term[hit]!,
    };
    if (signal.strength !== 'weak') {
      const none = signal.detector === 'phi.signals.substance-use' && absent.test(text.slice(end, end + 12));
      const about =
        none || isDenied(page, lexicon, hit) ? 'denied' : isFamily(page, lexicon, hit) ? 'family' : undefined;
      if (about !== undefined) sign.about = about;
      if (word === 'ivf' && fluid.test(text.slice(end, end + 12))) continue;
      if (signal.sensitive !== undefined && !notice.test(sentenceAround(text, start, end)))
        if (word !== 'hpv' || !vaccinated.test(text.slice(Math.max(0, start - 120), end + 120)))
          sign.sensitive = signal.sensitive;
    }
    signs.push(sign);
  }
  return signs;
}

function sentenceAround(text: string, start: number, end: number): string {
  const before = text.slice(Math.max(0, start - 200), start);
  const after = text.slice(end, end + 200);
  const from = Math.max(before.lastIndexOf('. '), before.lastIndexOf('\n'), before.lastIndexOf(';'));
  const to = /\.\s|[\n;]/.exec(after)?.index ?? after.length;
  return before.slice(from + 1) + text.slice(start, end) + after.slice(0, to);
}

function stands(page: Page, hit: number, word: string, start: number, end: number, signal: TermSignal): boolean {
  const { hits, tokens, text } = page;
  const first = hits.first[hit]!;
  if (beforeNumber.has(word)) {
    numeric.lastIndex = end;
    if (!numeric.test(text)) return page.fields.length > 0 && word.length > 3;
  }
  if (hits.last[hit] === first && end - start <= 3 && signal.detector !== 'phi.signals.custom') {
    return (tokens.flags[first]! & (CAPITALS | DIGIT)) !== 0 || plain.has(word) || beforeNumber.has(word);
  }
  return true;
}

/** "denies chest pain, fever or chills"; "HIV: negative"; an unticked box. A sentence end or "but" stops it. */
function isDenied({ text, hits }: Page, lexicon: Lexicon, hit: number): boolean {
  const start = hits.start[hit]!;
  for (let other = hit - 1; other >= 0 && start - hits.end[other]! < 90; other--) {
    if (!hitsOf(hits, negation).length) break;
    if (!hasTag(lexicon, hits, other, negation)) continue;
    const between = text.slice(hits.end[other], start);
    if (
      /[.;:!?\n\t|]|\bbut\b|\bhowever\b|\bexcept\b|\bpositive\b|\bpresents?\b|\bfor\b(?= (?:the )?treat)/i.test(between)
    )
      break;
    return true;
  }
  const next = hit + 1;
  if (
    next < hits.count &&
    hasTag(lexicon, hits, next, negationAfter) &&
    /^[ \t:=,|()-]{0,4}(?:(?:is|was|test|screen|result|ab|antibody)[ :]{1,2}){0,2}$/i.test(
      text.slice(hits.end[hit], hits.start[next]),
    )
  )
    return true;
  return unticked.test(text.slice(Math.max(0, start - 24), start));
}

function isFamily({ text, hits }: Page, lexicon: Lexicon, hit: number): boolean {
  const start = hits.start[hit]!;
  for (let other = hit - 1; other >= 0 && start - hits.end[other]! < 120; other--) {
    if (!hasTag(lexicon, hits, other, family)) continue;
    // "Mom more confused": whom the caller tells of, unless a disease of hers is named.
    if (
      /(?:[.!?] )$/.test(text.slice(Math.max(0, hits.start[other]! - 2), hits.start[other])) &&
      !/^(?::|,| had| has| have| with| died| -|['\u2019]s)/.test(text.slice(hits.end[other], hits.end[other]! + 6))
    )
      return false;
    return !/[.!?;\n]|\b(?:patient|pt|brought|brings|reports?|states?|says?|said|called|calling|here|notes|noticed|concerned|worried|wants|asking|asks|and)\b/i.test(
      text.slice(hits.end[other], start),
    );
  }
  return false;
}

function hasTag({ vocabulary }: Lexicon, hits: Hits, hit: number, tag: number): boolean {
  return vocabulary.terms[hits.term[hit]!]!.tags.includes(tag);
}

/** The signs that are matches: every word but the light ones. The term is not named: beside a patient it would be a value. */
export function signalMatches(signs: readonly HealthSign[], title: (sign: HealthSign) => string): Match[] {
  return signs
    .filter((sign) => sign.strength !== 'weak')
    .map((sign) => ({
      detector: sign.detector,
      identifier: 'health',
      strength: sign.strength,
      start: sign.start,
      end: sign.end,
      why: { pattern: `a term of the list "${title(sign)}"` },
      holder: 'unknown',
      ...(sign.sensitive && { sensitive: sign.sensitive }),
      ...(sign.about && { about: sign.about }),
    }));
}
