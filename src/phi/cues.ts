import type { Match } from '../core/phi.ts';
import { type View, gap, measured } from './evidence.ts';
import type { HealthSign } from './health.ts';
import { hitsOf } from './text/hits.ts';
import { tagOf } from './text/vocabulary.ts';

const firstPerson = tagOf('ctx.first-person');
/** "62F", "62 y/o M": short forms of a chart. */
const ageAndSex = /\b\d{1,3} ?(?:(?:y\/?o\.?|yrs?|Y)? ?[MF]|y\/?o)\b/;
/** Whether an age and a sex stand beside: "33 F". */
export function agedAndSexed({ page }: View, id: Match): boolean {
  return ageAndSex.test(page.text.slice(Math.max(0, id.start - 60), id.end + 60));
}

/** Clinics call patients so, and seldom their own. */
const courtesy = /^(?:mr|mrs|ms|miss)$/i;

/** Signs in the text around that health information is told of this person: the more, the surer. */
export function cuesOf(view: View, id: Match, sign: HealthSign, births: readonly Match[]): number {
  const { page } = view;
  return (
    (agedAndSexed(view, id) ? 2 : 0) +
    measured(view, id) +
    (courtesy.test(id.why.context?.word ?? '') ? 1 : 0) +
    (view.genreLead <= 0 &&
    (headed(id, sign) || isSubject(page, id, sign) || isCell(page, id, sign) || isBeside(view, id, sign))
      ? 1
      : 0) +
    (isYours(page.text, sign) ? 1 : 0) +
    (view.genre === undefined && introduced.has(id.why.context?.word ?? '') && !isThing(page, sign) ? 2 : 0) +
    (view.genre === undefined && isListed(page.text, id, sign) ? 1 : 0) +
    (isFollowed(births, id.end) ? 1 : 0) +
    (hasKin(page.text, id) ? 2 : 0)
  );
}

/** "mom of Ana Ruiz", "Ana Ruiz's husband called": whom a relative speaks for. */
function hasKin(text: string, id: Match): boolean {
  return (
    id.identifier === 'name' &&
    (/\b(?:(?:mom|mother|dad|father|wife|husband|spouse|daughter|son|parent|parents|guardian|sister|brother|caregiver|baby|aide) of|my (?:late |elderly |step)?(?:mom|mother|dad|father|wife|husband|spouse|daughter|son|partner|sister|brother|aunt|uncle|niece|nephew|grand\w+|child|baby)) $/i.test(
      text.slice(Math.max(0, id.start - 24), id.start),
    ) ||
      /^['\u2019]s (?:mom|mother|dad|father|wife|husband|spouse|daughter|son|parents?|guardian|sister|brother|caregiver|family|niece|nephew|aide|grand\w+) /i.test(
        text.slice(id.end, id.end + 20),
      ))
  );
}

/** Labels of the person that a message or report is about. */
const introduced = new Set([
  'caller',
  'called by',
  'person involved',
  'person affected',
  'injured person',
  'regarding',
  're',
  'rider',
  'passenger',
  'excuse',
  'please excuse',
  'name of individual',
]);

/** One line of a list under a heading that tells of health: "Insulin pump users" and names below. */
function isListed(text: string, id: Match, sign: HealthSign): boolean {
  if (id.identifier !== 'name' || sign.end > id.start || id.start - sign.end > 400) return false;
  const line = text.lastIndexOf('\n', id.start) + 1;
  if (line === 0 || !/^[ \t\d.)*\u2022-]*$/.test(text.slice(line, id.start))) return false;
  const start = text.lastIndexOf('\n', sign.start) + 1;
  const heading = text.slice(start, (text.indexOf('\n', sign.end) + 1 || text.length + 1) - 1);
  return (
    heading.length < 80 &&
    /\b(?:users?|patients?|pts?|list|recalls?|calls?|overdue|due|needs?|pending|registry|census|today|tomorrow|schedule|discharges?|admits?|admissions?|follow-?ups?|f\/u|refills?|results|referrals?|no-?shows?|waitlist|wait list)\b/i.test(
      heading,
    ) &&
    !office.test(heading)
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
  /\b(?:nurse|educator|doctor|physician|surgeon|specialist|therapist|director|manager|coordinator|technician|assistant|board|team|staff|joins?|joined|presents? (?:on|at)|speaks?|will (?:present|speak|teach)|course|class|training|certified|credits?|experience|protocols?|position|interview|candidate|expert|volunteer|agenda|committee|minutes|job posting|duties|prizes?|sign up|lecture|auditorium|speaker|conference|booth|presented|seconded|motion|adjourned|quality report)\b/i;

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

const things =
  /^['\u2019]?s? ?(?:\d{1,3},? box\b|machines?|gel|cartridges?|committees?|scanners?|monitors?|set-?ups?|boards?|councils?|task forces?|electrodes?|meters?|cuffs?|syringes?|fridge|refrigerators?|freezer|rooms?|class(?:es)?|clinics?|departments?|teams?|units?|suites?|supplies|kits?|catalogs?|vendors?|cent(?:er|re)s?|institute|association|society|journal|conference|courses?|training|awareness|month|walk|foundation|grants?|policy|policies|templates?|order sets?|workflows?|dashboards?|education|educators?|coordinators?|programs?|staff|tech|techs|technicians?|specialists?|support groups?|guidelines?|protocols?|registry software|coding|lectures?|talks?|research|trials?|stud(?:y|ies)|prevention|week|day|experience|skills?|certification|equipment|chairs?|carts?|printers?|orders? form|brochures?|posters?|flyers?|sensors?|films?|tubes?|tables?|lamps?|lights?|gloves|drapes|paper|congress|summit|symposium|meetings?|fairs?|expo|workshops?|seminars?|webinars?|proof|records?|requirements?|forms?|sponsors?|fund|drive|campaign|line of business|reps?)\b/i;
/** "glucose meters", "the diabetes class", "stroke prevention": a thing of medicine, nobody's health. */
export function isThing({ text }: View['page'], sign: HealthSign): boolean {
  return things.test(text.slice(sign.end, sign.end + 24));
}

/** A name and a health term in one line that speaks of no office, lecture or class. */
function isBeside(view: View, id: Match, sign: HealthSign): boolean {
  if (view.genre !== undefined || isThing(view.page, sign) || id.identifier !== 'name' || gap(sign, id) > 120)
    return false;
  const { text } = view.page;
  const start = Math.min(id.start, sign.start);
  const end = Math.max(id.end, sign.end);
  if (/\n(?![a-z])/.test(text.slice(start, end))) return false;
  // "Ana Ruiz on sleep apnea": a speaker; "on insulin" is a patient.
  if (
    /^,? on (?:\w+ ){0,2}$/.test(text.slice(id.end, Math.max(id.end, sign.start))) &&
    !sign.detector.endsWith('medications')
  )
    return false;
  const before = text.slice(Math.max(0, start - 60), start);
  const after = text.slice(end, end + 60);
  const line = before.slice(before.lastIndexOf('\n') + 1) + text.slice(start, end) + (/^[^\n]*/.exec(after)?.[0] ?? '');
  return !office.test(line);
}

/** A name with its own label above a diagnosis or a medicine: a report's head. */
function headed(id: Match, sign: HealthSign): boolean {
  return /^(?:full |legal )?name$/.test(id.why.context?.word ?? '') && sign.strength === 'certain';
}
