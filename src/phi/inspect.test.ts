import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DocumentClass, InspectOptions, SensitiveClass } from '../core/phi.ts';
import { inspect } from './inspect.ts';

interface Expected {
  class: DocumentClass;
  patients?: number;
  sensitive?: SensitiveClass[];
  states?: string[];
}

function judged(cases: Record<string, readonly [string, Expected, InspectOptions?]>): void {
  for (const [name, [text, expected, options]] of Object.entries(cases)) {
    it(name, () => {
      const { judgement } = inspect(text, options);
      assert.equal(judgement.class, expected.class, judgement.why);
      if (expected.patients !== undefined) assert.equal(judgement.patients, expected.patients);
      if (expected.sensitive !== undefined) assert.deepEqual(judgement.sensitive, expected.sensitive);
      if (expected.states !== undefined) assert.deepEqual(judgement.states, expected.states);
      assert.match(judgement.why, /\.$/);
    });
  }
}

describe('S0-16: an identifier near health information of a person is PHI', () => {
  judged({
    'name, birth date and a diagnosis: what the stock template passes by': [
      'Patient: Ana Ruiz  DOB 3/14/1961\nDx: hypertension',
      { class: 'PHI', patients: 1, sensitive: [] },
    ],
    'a name in a chat and a result': [
      'can you call Tom Becker about his A1c? he takes metformin',
      { class: 'PHI', patients: 1 },
    ],
    'an address gives the state': [
      'Patient: Ana Ruiz, 12 Elm St, Akron, OH 44301. Dx: asthma. MRN 5581203',
      { class: 'PHI', states: ['OH'] },
    ],
    'identifiers alone are personal data': [
      'Employee: Ana Ruiz. SSN 212-45-6789. Hire date 1/2/2020.',
      { class: 'PII_ONLY', patients: 0 },
    ],
    'health text alone is about nobody': [
      'Hypertension raises the risk of stroke. Lisinopril, amlodipine and chlorthalidone lower blood pressure. Diabetes adds to it.',
      { class: 'HEALTH_ONLY', patients: 0 },
    ],
    neither: ['The printer on the second floor is out of paper.', { class: 'NONE', patients: 0 }],
    'a signature of a staff member beside health words': [
      'From: Karen Doyle\nDiabetes education class is on Monday.\n\nKaren Doyle, RN',
      { class: 'PII_ONLY' },
    ],
    'the staff schedule of a cardiology clinic': [
      'Staff schedule\nDr. Patel  day shift\nAnna Kowalski, RN  night shift\nOn call: Dr. Lopez',
      { class: 'PII_ONLY' },
    ],
    'a blank form': [
      'Patient Name: ________  DOB: ________  MRN: ________\nReason for visit: ________',
      { class: 'NONE' },
    ],
    'a specimen in a policy': [
      'Policy: staff shall confirm the name. Example: "John Doe, DOB 01/01/1900".',
      { class: 'NONE' },
    ],
  });
});

describe('S0-56: extra-sensitive classes, with negation and family history', () => {
  judged({
    'HIV, affirmed': [
      'Patient: Ana Ruiz MRN 5581203. HIV positive on Biktarvy.',
      { class: 'PHI_SENSITIVE', sensitive: ['hiv-sti'] },
    ],
    'HIV, denied': ['Patient: Ana Ruiz MRN 5581203. HIV: negative. Dx asthma.', { class: 'PHI', sensitive: [] }],
    'a list of denials': [
      'Patient: Ana Ruiz MRN 5581203. Denies depression, suicidal ideation or heroin use. Dx asthma.',
      { class: 'PHI', sensitive: [] },
    ],
    'a denial ends at "but"': [
      'Patient: Ana Ruiz MRN 5581203. Denies fever but reports depression.',
      { class: 'PHI_SENSITIVE', sensitive: ['mental-health'] },
    ],
    'a relative has it': [
      'Patient: Ana Ruiz MRN 5581203. Family history: mother with bipolar disorder. Dx asthma.',
      { class: 'PHI', sensitive: [] },
    ],
    'an unticked box': [
      'Patient: Ana Ruiz MRN 5581203.\n[x] Asthma\n[ ] HIV\n[ ] Depression',
      { class: 'PHI', sensitive: [] },
    ],
    'a consent names every class and tells nothing': [
      'Patient: Ana Ruiz MRN 5581203. Asthma. I authorize release of records including HIV/AIDS, mental health and substance abuse information.',
      { class: 'PHI', sensitive: [] },
    ],
    'a code tells it too': [
      'Patient: Ana Ruiz MRN 5581203. Dx: F33.1',
      { class: 'PHI_SENSITIVE', sensitive: ['mental-health'] },
    ],
    'substance use, pregnancy and genes': [
      'Patient: Ana Ruiz MRN 5581203. Pregnant, opioid use disorder on buprenorphine, BRCA1 pathogenic variant.',
      { class: 'PHI_SENSITIVE', sensitive: ['genetic', 'reproductive', 'substance-use'] },
    ],
    'sensitive words about nobody': [
      'HIV and syphilis rose in the county. Gonorrhea and chlamydia fell. Testing is free.',
      { class: 'HEALTH_ONLY', sensitive: [] },
    ],
  });
});

describe('S0-51: distinct patients', () => {
  judged({
    'rows of a table': [
      'MRN,Name,Dx\n5581203,Ana Ruiz,asthma\n5581204,Tom Becker,gout\n5581203,Ana Ruiz,COPD\n',
      { class: 'PHI', patients: 2 },
    ],
    'the same person with and without the record number': [
      'Patient: Ana Ruiz DOB 3/14/1961 MRN 5581203. Asthma.\n\nRuiz, Ana came back with COPD.',
      { class: 'PHI', patients: 1 },
    ],
    'two people of one name and other birth dates': [
      'Patient Name,DOB,Dx\nAna Ruiz,3/14/1961,asthma\nAna Ruiz,7/2/1990,gout\n',
      { class: 'PHI', patients: 2 },
    ],
    'doctors are not counted': [
      'Patient: Ana Ruiz MRN 5581203. Asthma. Seen by Dr. Tom Becker, referred by Lena Ortiz, MD.',
      { class: 'PHI', patients: 1 },
    ],
    'HL7 messages': [
      'MSH|^~\\&|A|B\rPID|1||5581203^^^L^MR||RUIZ^ANA||19610314|F\rDG1|1||I10^Hypertension\rMSH|^~\\&|A|B\rPID|1||5581204^^^L^MR||BECKER^TOM||19700101|M\rDG1|1||J45.909^Asthma\r',
      { class: 'PHI', patients: 2 },
    ],
  });
});

describe('S3-34: what an organization adds', () => {
  judged({
    'its own program is a sensitive word': [
      'Patient: Ana Ruiz MRN 5581203 joined Harborlight.',
      { class: 'PHI_SENSITIVE', sensitive: ['substance-use'] },
      { customWords: [{ word: 'Harborlight', means: 'substance-use' }] },
    ],
    'without it the word is nothing': [
      'Patient: Ana Ruiz MRN 5581203 joined Harborlight.',
      { class: 'PHI', sensitive: [] },
    ],
    'a word that is never a match': [
      'Tom Becker lives on Stroke Hill. He was seen there.',
      { class: 'PII_ONLY' },
      { customWords: [{ word: 'Stroke Hill', means: 'ignore' }] },
    ],
  });

  it('a physician of the list is a provider wherever the name stands', () => {
    const text = 'Lena Ortiz was asked about his asthma.';
    assert.equal(
      inspect(text, { physicians: ['Ortiz, Lena'] }).matches.find(({ identifier }) => identifier === 'name')?.holder,
      'provider',
    );
    assert.equal(inspect(text).matches.find(({ identifier }) => identifier === 'name')?.holder, 'unknown');
  });
});

it('S0-57: the file name tells the kind of document', () => {
  const text = 'Maria Gomez, Jim Doyle: out sick with the flu, Susan Lee covers. Asthma class moved to Friday.';
  assert.equal(inspect(text, { title: 'staff schedule week 12.txt' }).judgement.class, 'PII_ONLY');
});

describe('structured formats', () => {
  const found = (text: string, detector: string) =>
    inspect(text)
      .matches.filter((match) => match.detector === detector)
      .map((match) => text.slice(match.start, match.end));

  it('S0-16: FHIR JSON', () => {
    const text =
      '{"resourceType":"Patient","identifier":[{"system":"http://hl7.org/fhir/sid/us-ssn","value":"212-45-6789"},{"system":"urn:mrn","value":"5581203"}],"name":[{"family":"Zzyzx","given":["Ana"]}],"birthDate":"1961-03-14"}';
    assert.deepEqual(found(text, 'phi.person-name'), ['Zzyzx', 'Ana']);
    assert.deepEqual(found(text, 'phi.birth-date'), ['1961-03-14']);
    assert.deepEqual(found(text, 'phi.ssn'), ['212-45-6789']);
    assert.deepEqual(found(text, 'phi.medical-record-number'), ['5581203']);
  });

  it('S0-16: C-CDA XML', () => {
    const text =
      '<ClinicalDocument><recordTarget><patientRole><id extension="5581203" root="1.2.3"/><patient><name><given>Ana</given><family>Zzyzx</family></name><birthTime value="19610314"/></patient></patientRole></recordTarget></ClinicalDocument>';
    assert.deepEqual(found(text, 'phi.person-name'), ['Ana', 'Zzyzx']);
    assert.deepEqual(found(text, 'phi.birth-date'), ['19610314']);
    assert.deepEqual(found(text, 'phi.medical-record-number'), ['5581203']);
  });

  it('S0-16: X12 837', () => {
    const text =
      'ISA*00*~ST*837*0001~NM1*IL*1*ZZYZX*ANA****MI*W12345678~DMG*D8*19610314*F~CLM*A7001234*150~HI*ABK:E119~';
    assert.deepEqual(found(text, 'phi.person-name'), ['ZZYZX*ANA']);
    assert.deepEqual(found(text, 'phi.birth-date'), ['19610314']);
    assert.deepEqual(found(text, 'phi.health-plan-number'), ['W12345678']);
    assert.equal(inspect(text).judgement.class, 'PHI');
  });
});

describe('S0-59: nothing of the text leaves', () => {
  it('matches, reasons and near misses hold places and words of ours, no value', () => {
    const values = ['Ruiz', 'Ana', '5581203', '212-45-6789', '3/14/1961', '912-75-6789'];
    const answer = JSON.stringify(
      inspect('Patient: Ana Ruiz MRN 5581203 SSN 212-45-6789 DOB 3/14/1961 asthma. SSN 912-75-6789', { explain: true }),
    );
    for (const value of values) assert.ok(!answer.includes(value), value);
  });
});

describe('hostile text', () => {
  const big = 300_000;
  const cases: Record<string, string> = {
    'one letter': 'a'.repeat(big),
    'one digit': '1'.repeat(big),
    'digits and dashes': '1-'.repeat(big / 2),
    'labels without values': 'MRN: '.repeat(big / 5),
    'open brackets': '('.repeat(big),
    'at signs': 'a@'.repeat(big / 2),
    'colons of IPv6': 'a:'.repeat(big / 2),
    'capitalized names': 'Ana Ruiz '.repeat(big / 9),
    'a street that never ends': '12 Elm '.repeat(big / 7),
    tabs: 'MRN\tName\t'.repeat(big / 9),
    'quotes of a CSV file': `MRN,Name\n${'"'.repeat(big)}`,
    'HL7 without end': `MSH|^~\\&|${'|'.repeat(big)}\rPID${'|~^'.repeat(big / 3)}`,
    'X12 without end': `ISA*${'*'.repeat(big)}`,
    'JSON without end': `{"resourceType":"${'\\"'.repeat(big / 2)}`,
    'XML without end': `<ClinicalDocument>${'<id '.repeat(big / 4)}`,
    underscores: `DOB ${'_'.repeat(big)}`,
    'lone surrogates and controls': '\ud800\u0000\udfff\u202e'.repeat(big / 4),
    'health words': 'asthma '.repeat(big / 7),
  };
  for (const [name, text] of Object.entries(cases)) {
    it(`${name}: an answer within two seconds`, () => {
      const start = performance.now();
      const { matches } = inspect(text);
      assert.ok(performance.now() - start < 2000, `${Math.round(performance.now() - start)} ms`);
      for (const match of matches) assert.ok(match.start < match.end && match.end <= text.length);
    });
  }

  it('offsets count UTF-16 units', () => {
    const text = '\u{1f600}\u{1f600} MRN: 5581203';
    const [match] = inspect(text).matches;
    assert.equal(text.slice(match!.start, match!.end), '5581203');
  });

  it('the empty text', () => {
    assert.deepEqual(inspect('').matches, []);
    assert.equal(inspect('').judgement.class, 'NONE');
  });
});
