import { testDetector } from '../../test/phi/cases.ts';

testDetector('phi.medical-record-number', 'S0-16, S3-33', [
  ['RAMOS, CHLOE 37Y F #4081123 pneumonia', ['4081123'], 'after the sign, beside name and disease', 'likely'],
  ['Chloe Ramos (4081123) has pneumonia', ['4081123'], 'in brackets after the name', 'likely'],
  ['Chloe Ramos, chart 4081123: pneumonia', ['4081123'], 'after the word chart', 'certain'],
  ['Chloe Ramos (4081123) called about parking', [], 'no health information near'],
  ['Fixed by Chloe Ramos (bug #4081123), pneumonia', [], 'the number of something else'],
  ['Dr. Chloe Ramos (4081123) treats pneumonia', [], 'a provider is no patient'],
]);
testDetector('phi.health-plan-number', 'S0-16, S3-33', [
  ['claim of Chloe Ramos (ID 80103356167), pneumonia', ['80103356167'], 'beside words of insurance', 'likely'],
  ['Plan ID 12345FL2351273', [], 'the number of a product that is sold'],
  ['Policy number HIM-4471', [], 'the number of a rule book'],
]);
