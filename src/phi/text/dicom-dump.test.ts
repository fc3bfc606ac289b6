import { testDetector } from '../../../test/phi/cases.ts';

const header =
  '(0010,0010) PN [RUIZ^ANA]\n(0010,0020) LO [4081123]\n(0010,0030) DA [19610314]\n(0008,1030) LO [CT HEAD]';

testDetector('phi.person-name', 'S0-16, S0-58', [[header, ['RUIZ^ANA'], 'the element of the name']]);
testDetector('phi.medical-record-number', 'S0-16, S0-58', [[header, ['4081123'], 'the element of the id']]);
testDetector('phi.birth-date', 'S0-16, S0-58', [[header, ['19610314'], 'the element of the birth date']]);
