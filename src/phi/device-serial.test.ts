import { testDetector } from '../../test/phi/cases.ts';

testDetector('phi.device-serial', 'S0-16', [
  ['Pacemaker serial number: PJN123456S', ['PJN123456S'], 'an implant'],
  [
    'UDI: (01)00844588003288(17)141120(10)7654321D',
    ['(01)00844588003288(17)141120(10)7654321D'],
    "the agency's own sample",
    'certain',
  ],
  ['S/N 88123456', ['88123456'], 'a short label'],
  ['serial killer', [], 'no number'],
]);
