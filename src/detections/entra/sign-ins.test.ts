import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { graphSignInRecord, loginRecord } from '../../../test/audit-records.ts';
import { eventsOf } from '../../../test/detection.ts';
import { riskWords } from './risk.ts';
import { isBackground, isPhone, isTrustedDevice, networkOf, usesScript } from './sign-ins.ts';

const [pc, phone, renewal, tool] = eventsOf([
  graphSignInRecord(),
  loginRecord({ at: 1, agent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X)' }),
  graphSignInRecord({ at: 2 }, { isInteractive: false }),
  loginRecord({ at: 3, error: 50126 }, { ExtendedProperties: [{ Name: 'RequestType', Value: 'OAuth2:Token' }] }),
]) as [never, never, never, never];

describe('facts of sign-ins', () => {
  const networks: Record<string, string> = {
    '192.0.2.77': '192.0.2.0/24',
    '2001:db8:1:2:3:4:5:6': '2001:db8:1:2::/64',
    '2001:db8::9': '2001:db8:0:0::/64',
    '2001:0db8:0001::1': '2001:db8:1:0::/64',
    '::1': '0:0:0:0::/64',
  };
  for (const [ip, network] of Object.entries(networks))
    it(`${ip} is in ${network}`, () => assert.equal(networkOf(ip), network));

  it('tells a person at a desk from phones, programs and password tools', () => {
    assert.deepEqual([pc, phone, renewal, tool].map(isBackground), [false, true, true, false]);
    assert.deepEqual([pc, phone].map(isPhone), [false, true]);
  });

  it('trusts joined and managed devices, not registered ones', () => {
    const trusted = (deviceDetail: Record<string, unknown>) =>
      isTrustedDevice(eventsOf([graphSignInRecord({}, { deviceDetail })])[0]!);
    assert.equal(trusted({ trustType: 'Azure AD joined' }), true);
    assert.equal(trusted({ isCompliant: true }), true);
    assert.equal(trusted({ trustType: 'Azure AD registered', isManaged: false }), false);
  });

  it('knows scripts by the start of their name', () => {
    const scripted = (agent: string) => usesScript(eventsOf([loginRecord({ agent })])[0]!);
    assert.equal(scripted('axios/1.7.9'), true);
    assert.equal(scripted('Mozilla/5.0 (compatible; pythonic)'), false);
  });

  it('says the names of Microsoft in words', () => {
    assert.equal(riskWords(['anonymizedIPAddress', 'leakedCredentials']), 'anonymized IP address, leaked credentials');
    assert.equal(riskWords(['unknown']), 'no reason given');
  });
});
