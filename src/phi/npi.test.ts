import { testDetector } from '../../test/phi/cases.ts';

testDetector('phi.npi', 'S0-16', [
  ['NPI: 1234567893', ['1234567893'], "CMS's own sample", 'certain'],
  ['Provider NPI# 1245319599', ['1245319599'], 'with a sign', 'certain'],
  ['National Provider Identifier 1234567893', ['1234567893'], 'in full words', 'certain'],
  ['prescriber: Ana Ruiz (1234567893)', ['1234567893'], 'in brackets near a prescriber', 'certain'],
  ['24J 1234567893', ['1234567893'], 'its box on a claim form', 'certain'],
  ['NPI: 1234567890', [], 'the check digit is wrong'],
  ['NPI: 3234567893', [], 'the first digit is 1 or 2'],
  ['at unix time 1234567893 it ended', [], 'one random number in ten passes: no word, no match'],
]);
