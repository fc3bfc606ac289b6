import type { Match } from '../core/phi.ts';
import { type View, gap, measured } from './evidence.ts';
import type { HealthSign } from './health.ts';
import { hitsOf } from './text/hits.ts';
import { tagOf } from './text/vocabulary.ts';

const firstPerson = tagOf('ctx.first-person');
/** "62F", "62 y/o M": short forms of a chart. */
const ageAndSex = /\b\d{1,3} ?(?:(?:y\/?o\.?|yrs?|Y)? ?[MF]|y\/?o)\b/;
/** Clinics call patients so, and seldom their own. */
const courtesy = /^(?:mr|mrs|ms|miss)$/i;

/** Signs in the text around that health information is told of this person: the more, the surer. */
export function cuesOf(view: View, id: Match, sign: HealthSign, births: readonly Match[]): number {
  const { page } = view;
  const around = page.text.slice(Math.max(0, id.start - 60), id.end + 60);
  return (
    (ageAndSex.test(around) ? 2 : 0) +
    measured(view, id) +
    (courtesy.test(id.why.context?.word ?? '') ? 1 : 0) +
    (view.genreLead <= 0 && (headed(id, sign) || isSubject(page, id, sign) || isCell(page, id, sign)) ? 1 : 0) +
    (isYours(page.text, sign) ? 1 : 0) +
    (isFollowed(births, id.end) ? 1 : 0)
  );
}

/** Whether one of some matches, in order of start, starts within 40 units after a place. */
function isFollowed(births: readonly Match[], place: number): boolean {
  let low = 0;
  let high = births.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (births[middle]!.start < place) low = middle + 1;
    else high = middle;
  }
  return low < births.length && births[low]!.start - place <= 40;
}

/** Whether a text speaks of its writer's own health. */
export function writesOfSelf({ page }: View, strong: readonly HealthSign[]): boolean {
  return (
    hitsOf(page.hits, firstPerson).some((hit) => strong.length > 0 || ownHealth.test(page.word(hit))) ||
    strong.some((sign) => isMine(page.text, sign))
  );
}

/** Own words that name the health term themselves, so that no term stands beside them. */
const ownHealth =
  /insulin|blood|biopsy|prescription|medic(?:ation|ine)|meds|mri|labs|diagnos|surgery|pregnan|anxiety|depress|rash|pain|symptom|lab results|test results/;

/** "my biopsy", "my blood sugar is up". */
function isMine(text: string, sign: HealthSign): boolean {
  return /\b(?:my|I (?:started|take|took|stopped|have|had|need|am (?:on|taking))|I['\u2019]m (?:on|taking)) (?:\w+ ){0,2}$/i.test(
    text.slice(Math.max(0, sign.start - 36), sign.start),
  );
}

/** "your mammogram", "your last potassium": a letter to the person. */
function isYours(text: string, sign: HealthSign): boolean {
  return /\byour (?:\w+ )?$/i.test(text.slice(Math.max(0, sign.start - 18), sign.start));
}

const acts =
  /^,? (?:is|was|has|had|needs|takes|attended|received|underwent|presents|presented|came|fell|called|requests?|requested|still|remains|will need|did not|cannot|may not|diagnos(?:is|ed)|dx|who (?:is|has|had|was)|\d+ (?:days?|weeks?|months?) (?:after|post|out)|post-?op|s\/p|status post)\b/;
const visits = /^,? (?:returns|returned|is (?:here|coming|back)|came in|was seen|continues|follows up)\b/;
const office =
  /\b(?:nurse|educator|doctor|physician|surgeon|specialist|therapist|director|manager|coordinator|technician|assistant|board|team|staff|joins?|joined|presents? (?:on|at)|speaks?|will (?:present|speak|teach)|course|class|training|certified|credits?|experience|protocols?|position|interview|candidate|expert|volunteer|speaker|conference|booth)\b/i;

/** "Ana Ruiz needs a new insulin pump": the person does or has something, with the term in the same sentence and no office between. */
function isSubject({ text }: View['page'], id: Match, sign: HealthSign): boolean {
  if (id.identifier !== 'name' || sign.start < id.end || sign.start - id.end > 120) return false;
  const after = text.slice(sign.end, sign.end + 40);
  const between = text.slice(id.end, sign.start);
  const sentence = between + after.slice(0, /[.!?;\n]/.exec(after)?.index ?? after.length);
  if (/^,? with (?:\w+ )?$/.test(between) && !office.test(sentence)) return true;
  if (visits.test(text.slice(id.end, id.end + 16)) && !office.test(sentence)) return true;
  return acts.test(text.slice(id.end, id.end + 28)) && !/[.!?]\s|\n\s*\n/.test(between) && !office.test(sentence);
}

/** "Cardiac rehab 12/36 - Ana Ruiz - no angina": one of the cells of a line that tells of health. */
function isCell({ text }: View['page'], id: Match, sign: HealthSign): boolean {
  if (id.identifier !== 'name' || gap(sign, id) > 120) return false;
  const line = text.slice(Math.min(id.end, sign.end), Math.max(id.start, sign.start));
  return (
    (/[-\u2013|/;] ?$/.test(text.slice(Math.max(0, id.start - 2), id.start))
      ? /^ ?[-\u2013|/;] /.test(text.slice(id.end, id.end + 3))
      : (id.start === 0 || text[id.start - 1] === '\n') && /^ ?[|/] /.test(text.slice(id.end, id.end + 3))) &&
    !line.includes('\n') &&
    !office.test(line)
  );
}

/** A name with its own label above a diagnosis or a medicine: a report's head. */
function headed(id: Match, sign: HealthSign): boolean {
  return /^(?:full |legal )?name$/.test(id.why.context?.word ?? '') && sign.strength === 'certain';
}
