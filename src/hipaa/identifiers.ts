import { type Provenance, ecfr, recalled } from './provision.ts';

export interface Identifier extends Provenance {
  /** Paragraph letter in 164.514(b)(2)(i). */
  letter: string;
  id: string;
  title: string;
  meaning: string;
}

const rows: [string, string, string, string][] = [
  ['A', 'name', 'Names', 'Of the patient, and of relatives, employers and household members.'],
  [
    'B',
    'geography',
    'Places smaller than a State',
    'Street, city, county, precinct and ZIP code. The first three ZIP digits may stay where more than 20,000 people live in all areas that share them; otherwise they become 000.',
  ],
  [
    'C',
    'date',
    'Dates, except the year',
    'Birth, admission, discharge, death and any other date tied to a person. Ages over 89, and years that reveal them, are pooled as 90 or older.',
  ],
  ['D', 'phone', 'Phone numbers', 'Any phone number.'],
  ['E', 'fax', 'Fax numbers', 'Any fax number.'],
  ['F', 'email', 'Email addresses', 'Any email address.'],
  ['G', 'ssn', 'Social Security numbers', 'Whole or in part.'],
  ['H', 'medical-record-number', 'Medical record numbers', 'The number under which a provider files the patient.'],
  [
    'I',
    'health-plan-beneficiary-number',
    'Health plan beneficiary numbers',
    'Member, subscriber and Medicare numbers.',
  ],
  ['J', 'account-number', 'Account numbers', 'Patient, bank and card accounts.'],
  ['K', 'license-number', 'Certificate and license numbers', "Driver's licenses among them."],
  ['L', 'vehicle', 'Vehicle identifiers', 'Serial numbers and license plates.'],
  ['M', 'device', 'Device identifiers', 'Serial numbers, of implants too.'],
  ['N', 'url', 'Web addresses', 'URLs tied to a person.'],
  ['O', 'ip-address', 'IP addresses', 'Of a device used by a person.'],
  ['P', 'biometric', 'Biometric identifiers', 'Fingerprints and voice prints among them.'],
  ['Q', 'photo', 'Full-face photographs', 'And images of like kind.'],
  [
    'R',
    'other',
    'Any other unique number, characteristic or code',
    'A code for finding the person again is allowed only under the terms of 164.514(c).',
  ],
];

/** The 18 kinds that Safe Harbor removes (164.514(b)(2)). Removing them is not enough when you know who it is anyway. */
export const identifiers: readonly Identifier[] = rows.map(([letter, id, title, meaning]) => ({
  letter,
  id,
  title,
  meaning,
  source: ecfr('164.514'),
  ...recalled,
}));
