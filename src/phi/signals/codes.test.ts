import { testDetector } from '../../../test/phi/cases.ts';

testDetector('phi.signals.icd-10', 'S3-33', [
  ['Dx: E11.9', ['E11.9'], 'with its dot', 'certain'],
  ['T38.3X5A', ['T38.3X5A'], 'seven places with a filler'],
  ['U07.1', ['U07.1'], 'COVID-19'],
  ['ICD-10: I10', ['I10'], 'three places that a word names', 'certain'],
  ['room I10', [], 'three places without a word'],
  ['vitamin B12', [], 'a vitamin'],
  ['Part E11.9', [], 'a part number'],
]);

testDetector('phi.signals.icd-9', 'S3-33', [
  ['ICD-9 250.00', ['250.00'], 'named', 'certain'],
  ['costs 250.00', [], 'a price'],
]);

testDetector('phi.signals.cpt', 'S3-33', [
  ['CPT 99213', ['99213'], 'named', 'certain'],
  ['Procedure code: 0001F', ['0001F'], 'category II'],
  ['Spokane, WA 99201', [], 'a ZIP code of the same shape'],
]);

testDetector('phi.signals.hcpcs', 'S3-33', [
  ['HCPCS J1030', ['J1030'], 'named', 'certain'],
  ['part J1030', [], 'a part number'],
]);

testDetector('phi.signals.ndc', 'S3-33', [
  ['NDC 0071-0157-23', ['0071-0157-23'], '4-4-2', 'certain'],
  ['NDC: 00071015723', ['00071015723'], 'eleven digits for billing'],
  ['call 0071-0157-23', [], 'no word of drugs'],
]);
