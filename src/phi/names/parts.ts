import { hashOf } from '../text/tokens.ts';
import { CAPITAL, CAPITALS, DIGIT } from '../text/tokens.ts';
import type { Page } from '../text/page.ts';
import { FAMILY, GIVEN, LISTED, WORD, nameFlags } from './dictionary.ts';

/** What a token may be in a name. */
export type Part = 0 | 1 | 2 | 3 | 4 | 5 | 6;
/** Not part of a name. */
export const NO = 0;
/** Capitalized and in no list. */
export const UNKNOWN = 1;
/** In the long list alone. */
export const RARE = 2;
/** A common name that is a word too, or stands inside a term: needs company. */
export const DOUBTFUL = 3;
/** A common name. */
export const COMMON = 4;
/** One capital letter. */
export const INITIAL = 5;

export interface Reader {
  part(token: number): Part;
  given(token: number): boolean;
  family(token: number): boolean;
}

/** One capital, or all, or a prefix of a family name: "Okafor", "OKAFOR", "McAfee", "DiMarco"; not "FullSessionKey", "MACs". */
const wordOfName =
  /^(?:(?:Ma?c|De|Di|Da|Du|Del|La|Le|Lo|Van|Von|Fitz|[A-Z]['\u2019])?[A-Z\u00c0-\u00de\u0100-\u017f][a-z'\u2019\u00df-\u00ff\u0100-\u024f]+|[A-Z'\u2019\u00c0-\u00de]+)$/;

/** Reads tokens as parts of names; each token is looked up once. */
export function readerOf(page: Page, covered: Uint8Array): Reader {
  const { tokens, text } = page;
  const flags = new Uint8Array(tokens.count);
  const known = new Uint8Array(tokens.count);
  const flagsOf = (token: number) => {
    if (known[token] === 0) {
      known[token] = 1;
      flags[token] = nameFlags(tokens.hash[token]!);
    }
    return flags[token]!;
  };
  return {
    given: (token) => (flagsOf(token) & GIVEN) !== 0,
    family: (token) => (flagsOf(token) & FAMILY) !== 0,
    part(token) {
      const form = tokens.flags[token]!;
      if ((form & CAPITAL) === 0 || (form & DIGIT) !== 0) return NO;
      const length = tokens.end[token]! - tokens.start[token]!;
      if (length === 1) return INITIAL;
      const name = flagsOf(token);
      const common = (name & (GIVEN | FAMILY)) !== 0;
      if (covered[token] === 2) return NO;
      if (covered[token] === 1 || (name & WORD) !== 0) return common ? DOUBTFUL : NO;
      if (common) return COMMON;
      if ((form & CAPITALS) !== 0 && length < 4 && (name & LISTED) === 0) return NO;
      if ((name & LISTED) !== 0) return RARE;
      return wordOfName.test(text.slice(tokens.start[token], tokens.end[token])) ? UNKNOWN : NO;
    },
  };
}

function hashes(words: string): ReadonlySet<number> {
  return new Set(words.trim().split(/\s+/).map(hashOf));
}

/** Words after a name that make it a place or an organization. */
export const placeWords = hashes(`
street st avenue ave boulevard blvd road rd drive dr lane ln court ct circle place plaza parkway pkwy highway hwy way terrace trail square loop alley hospital hospitals clinic clinics medical medicine health healthcare center centre centers institute foundation university college school academy pharmacy pharmaceuticals pharma laboratory laboratories labs lab diagnostics imaging associates group partners inc llc ltd corp corporation company co plc insurance county township park church cathedral memorial building tower hall pavilion wing campus airport station bridge lake river creek valley beach island islands hills heights village estates apartments manor house home homes nursing rehabilitation rehab hospice surgery surgical dental orthopedics cardiology pediatrics dermatology oncology systems solutions services supply supplies technologies technology software consulting industries enterprises brothers sons bank trust award prize fund conference symposium lecture journal press publishing syndrome disease disorder palsy scale score test index sign catheter procedure maneuver method criteria classification stain drain tube classification palsy contracture thyroiditis lymphoma sarcoma esophagus phenomenon fracture splint bandage position pump valve stent suture retractor formula equation protocol coma fever rule law act plan program department division library museum mall pike turnpike crossing commons hotel inn resort cafe restaurant stadium arena theater theatre
`);
/** Words before a name that make it a place. */
export const placeLeads = hashes(
  'saint mount mt fort ft lake port cape university college st san santa los las el new north south east west upper lower point rue the',
);
export const titles = hashes('mr mrs ms miss mx sr sra srta mister');
export const doctorTitles = hashes('dr doctor prof professor nurse dra');
export const credentials = hashes(
  'md do rn np pa pac lpn cna dds dmd od dpm phd psyd lcsw lmft lpc lmhc facs facp facc faap fnp fnpc aprn crna pharmd dc ma cma rma pt dpt ot otr slp ccc rd ldn mph mba msn bsn arnp dnp cnm cnp agnp pmhnp facog mbbs rph cpht rdh lac msw lmsw rrt mt mls cpc cpa jd esq ccs rhia rhit faan fasn agacnp chc cissp pe ned edd jr',
);
export const suffixes = hashes('jr sr ii iii iv');
export const particles = hashes('de la del der van von den di da dos das le el al bin ibn st mac mc ter ten');
