import { testDetector } from '../../test/phi/cases.ts';

testDetector('phi.medical-record-number', 'S0-16', [
  ['MRN: 00482913', ['00482913'], 'the usual label', 'certain'],
  ['MRN# E1234567', ['E1234567'], 'a letter before', 'certain'],
  ['MRN#: 4471-882', ['4471-882'], 'groups with a dash'],
  ['Medical Record Number\n00-12-34-56', ['00-12-34-56'], 'on the next line, terminal digits'],
  ['MR #884213', ['884213'], 'MR and a sign'],
  ['Med Rec No. 884213', ['884213'], 'short words'],
  ['Chart No: 20931', ['20931'], 'a chart'],
  ['Pt ID 7712093', ['7712093'], "a patient's id"],
  ["the patient's MRN is 5581203", ['5581203'], 'prose'],
  ['mrn 5581203', ['5581203'], 'chat'],
  ['MRN12345678', ['MRN12345678'], 'one word'],
  ['MRN,Name,Dx\n5581203,Ana Ruiz,I10', ['5581203'], 'a column'],
  ['| MRN | Name |\n|---|---|\n| 5581203 | Ana Ruiz |', ['5581203'], 'a table with bars'],
  ['PID|1||5581203^^^LARK^MR||RUIZ^ANA', ['5581203'], 'HL7 PID-3'],
  ['MRN: __________', [], 'a blank to fill in'],
  ['MRN: pending', [], 'no number'],
  ['MRN format is described on page 12345', [], 'a page'],
  ['Invoice 5581203', [], 'an invoice'],
  ['Chart No: 02/11/2024', [], 'a date'],
]);

testDetector(
  'phi.medical-record-number',
  'S3-34',
  [
    ['seen today, LM-1234567, stable', ['LM-1234567'], "the organization's own form needs no word", 'certain'],
    ['part XLM-1234567', [], 'inside a longer word'],
  ],
  { mrnFormats: [{ pattern: 'LM-\\d{7}' }] },
);

testDetector(
  'phi.medical-record-number',
  'S3-34',
  [
    ['box 77-1234 in the cellar', [], 'the form needs a word, and none is near'],
    ['medical record 77-1234', ['77-1234'], 'a word is near'],
  ],
  { mrnFormats: [{ pattern: '77-\\d{4}', needsContext: true }] },
);
