import { testDetector } from '../../../test/phi/cases.ts';

testDetector('phi.signals.diagnoses', 'S0-16', [
  ['HTN, T2DM and COPD', ['HTN', 'T2DM', 'COPD'], 'the short forms of charts'],
  ["Crohn's disease", ["Crohn's disease"], 'an eponym'],
  ['als ob', [], 'a short form in small letters is a word of another language'],
]);

testDetector('phi.signals.medications', 'S0-16', [
  ['metformin 500 mg', ['metformin'], 'a generic'],
  ['Camila, Errin and Aubra', [], 'brands that are given names are left out'],
]);

testDetector('phi.signals.results', 'S0-16', [
  ['BP 120/80, HR 72', ['BP', 'HR'], 'short words before a number'],
  ['the hr department', [], 'no number follows'],
]);

testDetector('phi.signals.hiv-and-sti', 'S0-56', [
  ['HIV status unknown; chlamydia treated', ['HIV status', 'chlamydia'], 'terms of two words first'],
]);
testDetector('phi.signals.mental-health', 'S0-56', [
  ['ST depression in V4', [], 'of an electrocardiogram'],
  ['major depressive disorder', ['major depressive disorder'], 'of a person'],
]);
testDetector('phi.signals.substance-use', 'S0-56', [
  ['opioid use disorder on Suboxone', ['opioid use disorder', 'Suboxone'], 'condition and treatment'],
]);
testDetector('phi.signals.reproductive', 'S0-56', [
  ['D/C home', [], 'discharge, no curettage'],
  ['IUD placed', ['IUD'], 'contraception'],
]);
testDetector('phi.signals.genetic', 'S0-56', [
  ['BRCA1 pathogenic variant', ['BRCA1', 'pathogenic variant'], 'gene and finding'],
]);
