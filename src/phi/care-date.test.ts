import { testDetector } from '../../test/phi/cases.ts';

testDetector('phi.care-date', 'S0-16', [
  ['Admission Date: 02/11/2024', ['02/11/2024'], 'admission'],
  ['Discharged on Feb 14, 2024', ['Feb 14, 2024'], 'discharge'],
  ['DOS 2/11/24 - 2/14/24', ['2/11/24', '2/14/24'], 'a span'],
  ['Date of death: 2024-02-11', ['2024-02-11'], 'death'],
  ['Policy revised 02/11/2024', [], "nobody's date"],
]);
