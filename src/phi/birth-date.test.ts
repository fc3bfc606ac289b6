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
  [
    'RUIZ, ANA, 3/14/61, #97189117. Chlamydia positive',
    ['3/14/61'],
    'right after a name, near words of care',
    'likely',
  ],
  ['8:00  Ruiz, Ana   03/14/1961  new pt, knee pain', ['03/14/1961'], 'a column without a header', 'likely'],
  ['Ana Ruiz (2.4.61)', [], 'a version has one digit and dots'],
  ['Grab from XFree86 CVS (2003-10-04)', [], 'no name stands before it'],
  ['Ana Ruiz, 3/14/1961, wrote the first release', [], 'no word of care near'],
]);
