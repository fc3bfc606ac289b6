import assert from 'node:assert/strict';
import { it } from 'node:test';
import { type KnownSent, mailOutside } from './mail-outside.ts';

const own = { domains: new Set(['clinic.example.com']), approved: new Set(['lab.example.com']) };
const sent = (to: string[], more: Partial<KnownSent> = {}): KnownSent => ({
  ...{ store: 'mailbox:u', id: 'm', class: 'PHI', patients: 2, sensitive: [], protection: null },
  sent: { at: '2026-11-01T10:00:00Z', from: 'nina.weber@clinic.example.com', to },
  ...more,
});

for (const { what, message, is } of [
  { what: 'a colleague', message: sent(['tom@clinic.example.com']), is: undefined },
  { what: 'a domain below an own one', message: sent(['tom@north.clinic.example.com']), is: undefined },
  { what: 'an approved domain', message: sent(['intake@lab.example.com']), is: undefined },
  { what: 'another practice', message: sent(['desk@other.example.org']), is: ['outside', 'medium'] },
  { what: 'somebody at home', message: sent(['patient.one@gmail.com']), is: ['consumer', 'high'] },
  { what: 'her own private mailbox', message: sent(['nina.weber77@gmail.com']), is: ['own', 'critical'] },
  {
    what: 'a colleague and, in copy, her own private mailbox',
    message: sent(['tom@clinic.example.com', 'n-weber77@gmail.com']),
    is: ['own', 'critical'],
  },
  {
    what: 'another practice, extra sensitive',
    message: sent(['desk@other.example.org'], { class: 'PHI_SENSITIVE' }),
    is: ['outside', 'critical'],
  },
  { what: 'outside without PHI', message: sent(['desk@other.example.org'], { class: 'NONE' }), is: undefined },
  {
    what: 'outside and encrypted: what it holds is unknown',
    message: sent(['desk@other.example.org'], { class: 'NONE', protection: 'smime' }),
    is: ['outside', 'low'],
  },
  {
    what: 'outside and unreadable',
    message: sent(['desk@other.example.org'], { class: 'UNREADABLE' }),
    is: ['outside', 'low'],
  },
] as const)
  it(`S0-49: mail to ${what} is ${is ? is.join(', ') : 'not listed'}`, () => {
    const found = mailOutside(message, own);
    assert.deepEqual(found && [found.reach, found.severity], is);
  });

it('S0-49: only those outside are named, and an unread list of domains alarms nobody about colleagues', () => {
  const mail = sent(['tom@clinic.example.com', 'desk@other.example.org']);
  assert.deepEqual(mailOutside(mail, { domains: new Set(), approved: new Set() })?.to, ['desk@other.example.org']);
});
