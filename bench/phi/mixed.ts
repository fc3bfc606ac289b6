import { type Random, randomOf } from '../../test/phi/corpus/random.ts';

/**
 * Text as a drive of a clinic's office holds it, by kind: prose, XML, JSON and CSV. One paragraph, record or table in
 * thirty tells of a patient; the rest is budgets, meetings, orders and logs. Invented throughout.
 */
export const kinds: Readonly<Record<'prose' | 'XML' | 'JSON' | 'CSV', (length: number) => string>> = {
  prose: (length) => repeated(1, length, paragraph),
  XML: (length) => repeated(2, length, element),
  JSON: (length) => repeated(3, length, record),
  CSV: (length) => repeated(4, length, table),
};

const patientEvery = 30;

/** In English every second word is one of these. */
const small =
  'the of and to in is that for it as was with be by on not he this are or his from at which but have an had they you were their one all we can her has there been if more when will would who so no'.split(
    ' ',
  );
const large =
  'time people year way day thing world life hand part child place work week case point company number group problem fact water room mother area money story month lot right study book word business issue side kind head house service friend father power hour game line end member law car city community name president team minute idea body information back parent face others level office door health person art war history party result change morning reason research girl guy moment air teacher force education find give tell ask seem feel try leave call keep let begin help show hear play run move like live believe hold bring happen write provide sit stand lose pay meet include continue set learn lead understand watch follow stop create speak read allow add spend grow open walk win offer remember love consider appear buy wait serve send expect build stay fall cut reach kill remain suggest raise pass sell require report decide pull budget invoice clinic meeting policy schedule supplier contract delivery quarter training printer network account renewal parking holiday kitchen lease insurance system software update'.split(
    ' ',
  );
const proper =
  'Monday Tuesday Wednesday Thursday Friday January March April June August October Ohio Columbus Finance Facilities Microsoft Teams SharePoint Outlook North South Main Street Phase Board Committee Human Resources'.split(
    ' ',
  );
const people: readonly (readonly [string, string])[] = [
  ['Maria', 'Hernandez'],
  ['James', 'Okafor'],
  ['Linda', 'Nguyen'],
  ['Robert', 'Kowalski'],
  ['Aisha', 'Patel'],
  ['Daniel', 'Murphy'],
];
const illnesses = [
  ['metformin', 'diabetes'],
  ['lisinopril', 'hypertension'],
  ['albuterol', 'asthma'],
  ['sertraline', 'depression'],
];

function repeated(seed: number, length: number, part: (random: Random, patient: boolean) => string): string {
  const random = randomOf(seed);
  const parts: string[] = [];
  let size = 0;
  for (let count = 1; size < length; count++) {
    const next = part(random, count % patientEvery === 0);
    parts.push(next);
    size += next.length;
  }
  return parts.join('');
}

function sentence(random: Random): string {
  const words = Array.from({ length: 8 + random.number(14) }, () => {
    const turn = random.number(100);
    return turn < 48 ? random.pick(small) : turn < 93 ? random.pick(large) : random.pick(proper);
  });
  if (random.number(6) === 0) words.push('by', `${random.pick(proper)} ${1 + random.number(28)}`);
  if (random.number(8) === 0) words.push('for', `$${random.number(900)},${random.digits(3)}`);
  return `${words[0]![0]!.toUpperCase()}${words.join(' ').slice(1)}.`;
}

function patientOf(random: Random) {
  const [given, family] = random.pick(people);
  const [drug, illness] = random.pick(illnesses);
  return { given, family, drug, illness, mrn: `00${random.digits(6)}`, born: `19${random.digits(2)}` };
}

function paragraph(random: Random, patient: boolean): string {
  const sentences = Array.from({ length: 3 + random.number(4) }, () => sentence(random));
  if (patient) {
    const { given, family, drug, illness, mrn, born } = patientOf(random);
    sentences.push(`Patient ${given} ${family}, MRN: ${mrn}, DOB 03/14/${born}, takes ${drug} for ${illness}.`);
  }
  return `${sentences.join(' ')}\n\n`;
}

const stamp = (random: Random) =>
  `2026-0${1 + random.number(9)}-1${random.number(10)}T1${random.number(10)}:${10 + random.number(50)}:${10 + random.number(50)}Z`;

function element(random: Random, patient: boolean): string {
  if (patient) {
    const { given, family, illness, mrn, born } = patientOf(random);
    return `  <patient><name>${given} ${family}</name><mrn>${mrn}</mrn><birthDate>${born}-03-14</birthDate><diagnosis>${illness}</diagnosis></patient>\n`;
  }
  return `  <item id="${random.digits(5)}" state="${random.pick(large)}">\n    <title>${sentence(random)}</title>\n    <created by="${random.pick(large)}">${stamp(random)}</created>\n    <amount currency="USD">${random.digits(3)}.${random.digits(2)}</amount>\n  </item>\n`;
}

function record(random: Random, patient: boolean): string {
  if (patient) {
    const { given, family, illness, mrn, born } = patientOf(random);
    return `{"id": ${random.digits(6)}, "patientName": "${given} ${family}", "mrn": "${mrn}", "dob": "${born}-03-14", "diagnosis": "${illness}"}\n`;
  }
  const hex = (count: number) =>
    Array.from({ length: count }, () => random.pick('0123456789abcdef'.split(''))).join('');
  return `{"id": "${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}", "createdDateTime": "${stamp(random)}", "operation": "FileAccessed", "size": ${random.digits(5)}, "succeeded": true, "path": "/sites/${random.pick(large)}/${random.pick(large)} ${random.digits(2)}.xlsx", "note": "${sentence(random)}"}\n`;
}

function table(random: Random, patient: boolean): string {
  const rows = Array.from({ length: 30 }, () => {
    if (patient) {
      const { given, family, illness, mrn, born } = patientOf(random);
      return `${family},${given},${mrn},03/14/${born},${illness}`;
    }
    return `${random.digits(4)},2026-0${1 + random.number(9)}-1${random.number(10)},${random.pick(large)} ${random.pick(large)},${random.digits(2)},${random.digits(2)}.${random.digits(2)},${random.pick(proper)}`;
  });
  const head = patient ? 'last name,first name,mrn,dob,diagnosis' : 'no,date,item,quantity,price,place';
  return `${head}\n${rows.join('\n')}\n\n`;
}
