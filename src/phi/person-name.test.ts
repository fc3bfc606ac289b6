import { testDetector } from '../../test/phi/cases.ts';

testDetector('phi.person-name', 'S0-16', [
  ['Patient: Maria L. Hernandez', ['Maria L. Hernandez'], 'a label', 'certain'],
  ['HERNANDEZ, MARIA L', ['HERNANDEZ, MARIA L'], 'last, first in capitals', 'certain'],
  ['Mrs. Oyelaran was late', ['Oyelaran'], 'a title'],
  ['Ask Dr. Patel', ['Patel'], "a doctor's title"],
  ['Please call James Okafor today', ['James Okafor'], 'prose, both in the lists', 'certain'],
  [
    'Maria Hernandez came. Maria was late.',
    ['Maria Hernandez', 'Maria'],
    'a part of a name that stands in full elsewhere',
  ],
  ['Last Name: Zzyzxski  First Name: Ana', ['Zzyzxski', 'Ana'], 'no list knows the name, the label does'],
  ['last_name,first_name,dx\nPark,Linh,flu', ['Park', 'Linh'], 'columns'],
  ["Parkinson's disease and Hodgkin lymphoma", [], 'eponyms'],
  ['Lou Gehrig disease', [], 'an eponym of two names'],
  ['Foley catheter, Glasgow Coma Scale', [], 'things named for people'],
  ['200 Martin Luther King Blvd', [], 'a street'],
  ['Mount Sinai Hospital', [], 'a hospital'],
  ['Johnson Street Clinic', [], 'a clinic'],
  ['Started Camila and Errin', [], 'brands that are given names too'],
  ['Chest Pain, Hope to discharge', [], 'capitals in a note'],
  ['Physical Therapy, Blood Pressure', [], 'words of a chart'],
  ['Patient Name: ____________', [], 'a blank'],
  ['File name: Mary Report', [], 'a file'],
]);
