import { testDetector } from '../../test/phi/cases.ts';

testDetector('phi.signals.procedures', 'S0-16, S3-33', [
  ['the shell ran echo "done" twice', [], 'an everyday word without company'],
  ['The patient had an echo on Monday', ['echo'], 'a word of care stands near'],
  ['echo shows mitral regurgitation', ['echo'], 'a clear term stands near'],
]);

testDetector('phi.signals.results', 'S0-16, S3-33', [
  ['fix the temp buffer size 12 and the weight 3 of a node', [], 'words of a program'],
  ['cmp 4 bytes, test results in the log', [], 'words of a test run'],
  ['WBC 13.2 RBC 4.1 HGB 11.0 HCT 33.1', ['WBC', 'RBC', 'HGB', 'HCT'], 'four results with values are a report'],
]);

testDetector('phi.signals.hiv-and-sti', 'S0-56', [
  ['the STD namespace of the compiler', [], 'the short form of a standard'],
  ['patient treated for an STD', ['STD'], 'a word of care stands near'],
]);
