import { testDetector } from '../../test/phi/cases.ts';

testDetector('phi.birth-date', 'S0-16', [
  ['DOB: 03/14/1961', ['03/14/1961'], 'the usual label', 'certain'],
  ['D.O.B. 3-14-61', ['3-14-61'], 'dots and a short year'],
  ['Date of Birth\n1961-03-14', ['1961-03-14'], 'on the next line'],
  ['born on March 14, 1961 in Akron', ['March 14, 1961'], 'prose'],
  ['Birthdate: 14 Mar 1961', ['14 Mar 1961'], 'day first'],
  ['Ana Ruiz (3/14/1961) called', ['3/14/1961'], 'in brackets after a name', 'likely'],
  ['Name,DOB\nAna Ruiz,3/14/1961', ['3/14/1961'], 'a column'],
  ['D0B: 03/14/1961', ['03/14/1961'], 'a zero for the letter, as OCR reads it'],
  ['DOB (mm/dd/yyyy): 03/14/1961', ['03/14/1961'], 'a hint in brackets'],
  ['"birthDate": "1961-03-14"', ['1961-03-14'], 'JSON'],
  ['DOB: 13/45/1961', [], 'no such date'],
  ['DOB: ____/____/______', [], 'a blank'],
  ['Effective date: 03/14/1961', [], 'another date'],
  ['Date of Service: 03/14/2021', [], 'a visit'],
]);
