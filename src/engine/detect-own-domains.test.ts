import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fileRecord, loginRecord, mailboxRecord, many, type RawRecord } from '../../test/audit-records.ts';
import { eventsOf } from '../../test/detection.ts';
import { OwnDomains } from './detect-own-domains.ts';

function learnt(records: readonly RawRecord[], declared: readonly string[] = []): OwnDomains {
  const domains = new OwnDomains(declared);
  for (const event of eventsOf(records)) domains.learn(event);
  return domains;
}

describe('the own domains, learnt from the log', () => {
  const clinic = [loginRecord(), mailboxRecord('Send')];

  it('those of sign-ins, mailboxes and the tenant itself, with what is below them', () => {
    const domains = learnt(clinic);
    for (const own of [
      'x@clinic.example.com',
      'X@Mail.Clinic.Example.com',
      'x@clinic.onmicrosoft.com',
      'x@clinic.mail.onmicrosoft.com',
    ])
      assert.equal(domains.isOutside(own), false, own);
  });
  it('a look-alike, a guest and a private mailbox are outside', () => {
    const domains = learnt(clinic);
    for (const foreign of [
      'x@notclinic.example.com',
      'x@clinic.example.com.example.net',
      'x_clinic.example.com#EXT#@clinic.onmicrosoft.com',
      'x@gmail.com',
    ])
      assert.equal(domains.isOutside(foreign), true, foreign);
  });
  it('with nothing known, nothing is called outside but what never is own', () => {
    const domains = learnt([]);
    assert.deepEqual([domains.isOutside('x@partner.example.net'), domains.isOutside('x@gmail.com')], [false, true]);
  });
  it('an attacker and a guest teach nothing', () => {
    const domains = learnt([
      ...clinic,
      loginRecord({ user: 'x@attacker.example.net', error: 50126 }),
      loginRecord({ user: 'x_partner.example.net#EXT#@clinic.onmicrosoft.com' }),
      fileRecord('FileAccessed', { user: 'one@visitor.example.net' }),
    ]);
    for (const domain of ['attacker.example.net', 'partner.example.net', 'visitor.example.net'])
      assert.equal(domains.isOutside(`x@${domain}`), true, domain);
  });
  it('from files alone: the domain that people have', () => {
    const domains = learnt([
      ...many(3, (index) => fileRecord('FileAccessed', { user: `p${index}@clinic.example.com` })),
      fileRecord('FileAccessed', { user: 'a@partner.example.net' }),
    ]);
    assert.deepEqual(
      [domains.isOutside('x@clinic.example.com'), domains.isOutside('x@partner.example.net')],
      [false, true],
    );
  });
  it('a declared domain is own whatever the log says', () => {
    assert.equal(learnt(clinic, ['second.example.org']).isOutside('x@second.example.org'), false);
  });
});
