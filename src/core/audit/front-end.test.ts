import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fileRecord } from '../../../test/audit-records.ts';
import { eventsOf } from '../../../test/detection.ts';
import { isMicrosoftFrontEnd } from './front-end.ts';

const cases: readonly [string, boolean, string][] = [
  ['2603:1036:302:4c::5', true, 'a mail server of Exchange Online'],
  ['2603:1006:2000::12', true, 'a front end of Entra'],
  ['2603:1016:1400:30::4', true, 'another front end of Entra'],
  ['2603:1017::7', true, 'a third one'],
  ['2603:1026:c03:100c::5', true, 'a mail server in Europe'],
  ['20.190.151.7', true, 'sign-in over IPv4'],
  ['2603:1030:20e:3::23c', false, 'a virtual machine in Azure, which anybody rents'],
  ['2603:1020:201:10::f', false, 'Azure in Europe'],
  ['2603:1046:c04::5', true, 'a mail server in Asia'],
  ['2603:1046:9000::5', false, 'outside of the /36'],
  ['2603:1050:301::2', false, 'Azure in Brazil'],
  ['2603:8080::1', false, 'a cable network at home'],
  ['198.51.100.7', false, 'any address'],
];

describe('front ends of Microsoft', () => {
  for (const [ip, wanted, what] of cases)
    it(`S0-55: ${ip} is ${wanted ? 'one' : 'none'}: ${what}`, () => {
      const [event] = eventsOf([fileRecord('FileAccessed', { ip })]);
      assert.equal(isMicrosoftFrontEnd(event!), wanted);
    });
});
