import { mark } from './document.ts';
import { npiNumber, phoneNumber } from './numbers.ts';
import { type Person, personOf, recent, written } from './people.ts';
import type { Random } from './random.ts';

/** Marked values that templates share. */
export const full = (p: Person) => mark('name', `${p.given} ${p.family}`);
export const fullMiddle = (p: Person) => mark('name', `${p.given} ${p.middle}. ${p.family}`);
export const lastFirst = (p: Person) => mark('name', `${p.family}, ${p.given}`);
export const lastFirstCaps = (p: Person) =>
  mark('name', `${p.family.toUpperCase()}, ${p.given.toUpperCase()} ${p.middle}`);
export const family = (p: Person) => mark('name', p.family);
export const given = (p: Person) => mark('name', p.given);
export const dob = (r: Random, p: Person) => mark('dob', written(r, p.birth));
export const care = (r: Random) => mark('care', written(r, recent(r)));
export const mrn = (p: Person) => mark('mrn', p.mrn);
export const plan = (p: Person) => mark('plan', p.member);
export const group = (p: Person) => mark('plan', p.group);
export const ssn = (p: Person) => mark('ssn', p.ssn);
export const mbi = (p: Person) => mark('mbi', p.mbi);
export const phone = (p: Person) => mark('phone', p.phone);
export const officePhone = (r: Random) => mark('phone', phoneNumber(r));
export const fax = (r: Random) => mark('fax', phoneNumber(r));
export const email = (p: Person) => mark('email', p.email);
export const address = (p: Person) => mark('address', `${p.street}, ${p.place}`);
export const account = (p: Person) => mark('account', p.account);
export const npi = (r: Random) => mark('npi', npiNumber(r));
export const icd = (r: Random) =>
  mark(
    'icd',
    r
      .pick(['E11.9', 'I10', 'J45.909', 'M54.50', 'N18.30', 'K21.9', 'I48.91', 'E78.5', 'M17.11', 'J44.1'])
      .replace(/^I10$/, 'I11.9'),
  );
export const doctor = (r: Random, others: Person = personOf(r)) => mark('name', `${others.given} ${others.family}`);
export const he = (p: Person) => (p.sex === 'F' ? 'She' : 'He');
export const his = (p: Person) => (p.sex === 'F' ? 'her' : 'his');
export const age = (p: Person) => 2025 - p.birth[0];
export const conditions = [
  'hypertension',
  'type 2 diabetes',
  'COPD',
  'atrial fibrillation',
  'chronic kidney disease',
  'osteoarthritis of the knee',
  'asthma',
  'GERD',
  'hypothyroidism',
  'gout',
] as const;
export const drugs = [
  'metformin 500 mg BID',
  'lisinopril 10 mg daily',
  'atorvastatin 40 mg nightly',
  'albuterol inhaler PRN',
  'levothyroxine 75 mcg daily',
  'apixaban 5 mg BID',
  'omeprazole 20 mg daily',
  'allopurinol 100 mg daily',
] as const;
