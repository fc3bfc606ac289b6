import { testDetector } from '../../test/phi/cases.ts';

testDetector('phi.street-address', 'S0-16', [
  [
    'lives at 1422 Maple Grove Ave, Akron, OH 44301',
    ['1422 Maple Grove Ave, Akron, OH 44301'],
    'street, city, state, ZIP',
    'certain',
  ],
  ['55 W 14th St Apt 3B', ['55 W 14th St Apt 3B'], 'a numbered street and a unit'],
  ['P.O. Box 112, Akron, OH 44301', ['P.O. Box 112, Akron, OH 44301'], 'a box'],
  ['moved to Fort Collins, CO 80521 last year', ['Fort Collins, CO 80521'], 'a city with its ZIP'],
  ['1422 MAPLE ST\nAKRON, OH 44301', ['1422 MAPLE ST\nAKRON, OH 44301'], 'capitals on two lines'],
  ['took 20 mg twice a day', [], 'a dose'],
  ['CPT 99213', [], 'a procedure code, not a ZIP'],
  ['10 Patients in the ward', [], 'no street'],
]);
