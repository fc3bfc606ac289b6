import type { Truth } from './draft.ts';
import { docx, pptx, xlsx } from './formats/office.ts';
import { pdf } from './formats/pdf.ts';
import { type Patient, fullName, valuesOf } from './patients.ts';

/** A made-up file: what it is called after the folder, its bytes, and what is to be found in it. */
export interface Made {
  name: string;
  bytes: Buffer;
  truth: Truth;
}

function phi(patients: readonly Patient[], sensitive = false): Truth {
  return { class: sensitive ? 'PHI_SENSITIVE' : 'PHI', patients: patients.length, values: valuesOf(patients) };
}

const nothing: Truth = { class: 'NONE' };

function heading(one: Patient): string[] {
  return [`Patient: ${fullName(one)}`, `MRN: ${one.mrn}`, `Date of birth: ${one.born}`];
}

function fileName({ given, family }: Patient): string {
  return `${family}-${given}`.toLowerCase();
}

/** A visit, as a doctor dictates it. */
export function visitNote(one: Patient, date: string, doctor: string): Made {
  const bytes = docx([
    'Progress note',
    ...heading(one),
    `Date of service: ${date}`,
    `${fullName(one)} came for follow-up of type 2 diabetes mellitus (E11.9) and essential hypertension (I10).`,
    'Hemoglobin A1c 8.1 %, blood pressure 148/92. Metformin 1000 mg twice daily continued, lisinopril raised to 20 mg.',
    `Signed: ${doctor}`,
  ]);
  return { name: `${fileName(one)}-visit.docx`, bytes, truth: phi([one]) };
}

/** A letter to another practice. */
export function referral(one: Patient, date: string, doctor: string): Made {
  const bytes = pdf([
    [
      'Referral letter',
      '',
      ...heading(one),
      `Address: ${one.street}, ${one.town}, ${one.state} ${one.zip}`,
      `Phone: ${one.phone}`,
      '',
      `Date: ${date}`,
      'Reason: suspected atrial fibrillation, palpitations for three weeks; please evaluate.',
      'Medications: apixaban 5 mg twice daily, metoprolol 25 mg.',
      '',
      `Referring provider: ${doctor}`,
    ],
  ]);
  return { name: `${fileName(one)}-referral.pdf`, bytes, truth: phi([one]) };
}

/** A laboratory result as HL7 version 2. */
export function labResult(one: Patient, stamp: string): Made {
  const [month, day, year] = one.born.split('/');
  const bytes = Buffer.from(
    [
      `MSH|^~\\&|LAB|CLINIC|EHR|CLINIC|${stamp}||ORU^R01|${one.mrn}${stamp}|P|2.5.1`,
      `PID|1||${one.mrn}^^^CLINIC^MR||${one.family}^${one.given}||${year}${month}${day}|F|||${one.street}^^${one.town}^${one.state}^${one.zip}||${one.phone}`,
      `OBR|1||${one.mrn}01|4548-4^Hemoglobin A1c^LN|||${stamp}`,
      'OBX|1|NM|4548-4^Hemoglobin A1c^LN||8.1|%|4.0-5.6|H|||F',
      '',
    ].join('\r'),
  );
  const truth = phi([one]);
  return { name: `oru-${one.mrn}.hl7`, bytes, truth: { ...truth, values: [one.mrn, one.family] } };
}

/** A FHIR bundle of one patient and a condition. */
export function fhirBundle(one: Patient): Made {
  const [month, day, year] = one.born.split('/');
  const born = `${year}-${month}-${day}`;
  const entry = [
    {
      resource: {
        resourceType: 'Patient',
        id: one.mrn,
        identifier: [{ type: { coding: [{ code: 'MR' }], text: 'Medical record number' }, value: one.mrn }],
        name: [{ family: one.family, given: [one.given] }],
        birthDate: born,
        telecom: [{ system: 'phone', value: one.phone }],
        address: [{ line: [one.street], city: one.town, state: one.state, postalCode: one.zip }],
      },
    },
    {
      resource: {
        resourceType: 'Condition',
        subject: { reference: `Patient/${one.mrn}` },
        code: {
          coding: [
            { system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'J45.40', display: 'Moderate persistent asthma' },
          ],
          text: 'Moderate persistent asthma',
        },
      },
    },
  ];
  const bytes = Buffer.from(JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry }, undefined, 1));
  return {
    name: `export-${one.mrn}.json`,
    bytes,
    truth: { ...phi([one]), values: [one.mrn, one.family, born] },
  };
}

/** A list of patients that the front desk or billing works from. */
export function patientList(name: string, patients: readonly Patient[], as: 'csv' | 'xlsx'): Made {
  const rows = [
    ['Patient name', 'MRN', 'Date of birth', 'Phone', 'Diagnosis', 'Member ID'],
    ...patients.map((one) => [fullName(one), one.mrn, one.born, one.phone, 'E11.9 type 2 diabetes', one.plan]),
  ];
  const bytes = as === 'csv' ? Buffer.from(rows.map((row) => row.join(',')).join('\n')) : xlsx('Patients', rows);
  return { name: `${name}.${as}`, bytes, truth: phi(patients) };
}

/** What a therapist writes for nobody else's eyes. */
export function therapyNote(one: Patient, date: string, therapist: string): Made {
  const bytes = docx([
    'Psychotherapy note (kept apart from the chart)',
    ...heading(one),
    `Session date: ${date}`,
    'Client reports depressed mood and suicidal ideation without plan; diagnosis major depressive disorder (F33.1).',
    'Cognitive behavioral therapy continued; sertraline 50 mg by the psychiatrist.',
    `Therapist: ${therapist}`,
  ]);
  return { name: `${fileName(one)}-session.docx`, bytes, truth: phi([one], true) };
}

/** A result that gets special care. */
export function hivResult(one: Patient, date: string): Made {
  const lines = [
    'Laboratory report',
    ...heading(one),
    `Collected: ${date}`,
    'HIV-1/2 antigen/antibody: REACTIVE',
    'HIV-1 viral load: 48,000 copies/mL',
  ];
  const bytes = Buffer.from(
    `<!doctype html><html><body>${lines.map((line) => `<p>${line}</p>`).join('')}</body></html>`,
  );
  return { name: `${fileName(one)}-lab.html`, bytes, truth: phi([one], true) };
}

/** Who works when: names of staff and times, and nothing of patients. */
export function staffSchedule(name: string, staff: readonly string[]): Made {
  const shifts = ['07:00-15:00', '09:00-17:00', '11:00-19:00', 'off'];
  const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri'];
  const rows = [
    ['Staff', ...days],
    ...staff.map((person, index) => [person, ...days.map((_, day) => shifts[(index + day) % shifts.length]!)]),
  ];
  // Names of persons are personal data, whoever they work for; places of work are not.
  const truth: Truth = staff.some((person) => !/\d/.test(person)) ? { class: 'PII_ONLY' } : nothing;
  return { name: `${name}.xlsx`, bytes: xlsx('Schedule', rows), truth };
}

export function priceList(name: string): Made {
  const rows = [
    'Service,Price in dollars',
    'Office visit for new customers,180',
    'Sports physical form,35',
    'Copy of forms per page,1',
    'Late cancellation,50',
  ];
  return { name: `${name}.csv`, bytes: Buffer.from(rows.join('\n')), truth: nothing };
}

export function policy(title: string): Made {
  const bytes = docx([
    title,
    'Effective January 5, 2026. Reviewed each year by the practice manager.',
    'Doors are locked at the end of the day. Screens are locked when nobody sits before them.',
    'Passwords are never written down. A lost badge is reported on the same day.',
  ]);
  return { name: `${title.toLowerCase().replaceAll(' ', '-')}.docx`, bytes, truth: nothing };
}

export function slides(title: string): Made {
  const bytes = pptx([
    [title, 'Spring campaign'],
    ['Our goals', 'More visitors on the website', 'New signs at both entrances'],
    ['Timeline', 'Posters in March', 'Open house in April'],
  ]);
  return { name: `${title.toLowerCase().replaceAll(' ', '-')}.pptx`, bytes, truth: nothing };
}

export function flyer(title: string): Made {
  const text = `<!doctype html><html><head><title>${title}</title></head><body><h1>${title}</h1><p>Ask at the front desk for our opening hours and where to park.</p></body></html>`;
  return { name: `${title.toLowerCase().replaceAll(' ', '-')}.html`, bytes: Buffer.from(text), truth: nothing };
}

/** What anybody may read about an illness. */
export function leaflet(): Made {
  const bytes = Buffer.from(
    'Living with type 2 diabetes\n\nType 2 diabetes raises the sugar in the blood. Metformin is often the first medicine.\nHigh blood pressure and diabetes together raise the risk of heart disease. Walk, eat well, see your doctor.\n',
  );
  return { name: 'diabetes-leaflet.txt', bytes, truth: { class: 'HEALTH_ONLY' } };
}

/** What the office keeps of its own people. */
export function payroll(staff: readonly { name: string; ssn: string; street: string }[]): Made {
  const rows = [
    ['Employee', 'SSN', 'Home address', 'Hourly rate'],
    ...staff.map(({ name, ssn, street }) => [name, ssn, street, '31.50']),
  ];
  return {
    name: 'payroll.xlsx',
    bytes: xlsx('Payroll', rows),
    truth: { class: 'PII_ONLY', values: staff.map(({ ssn }) => ssn) },
  };
}
