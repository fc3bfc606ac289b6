import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { directionBy, domainOf } from './address.ts';

describe('where mail to a recipient goes', () => {
  for (const [recipient, domain] of [
    ['omar@lab.example.com', 'lab.example.com'],
    ['smtp:Omar@Lab.example.com', 'lab.example.com'],
    ['"Omar Said" [SMTP:omar@lab.example.com]', 'lab.example.com'],
    ['Omar <omar@lab.example.com.>', 'lab.example.com'],
    ['omar@inside@lab.example.com', 'lab.example.com'],
    ['@lab.example.com', undefined],
    ['Omar Said', undefined],
    ['', undefined],
  ] as const) {
    it(`${recipient || 'nothing'}: ${domain ?? 'no domain'}`, () => assert.equal(domainOf(recipient), domain));
  }

  it('knows the directory name of a mailbox', () => {
    const direction = directionBy(
      [{ domainName: 'larkmeadow.example.com' }],
      [{ legacyExchangeDN: '/o=Exchange/cn=Recipients/cn=ruth' }],
      [],
    );
    assert.equal(direction('"Ruth" [EX:/o=Exchange/cn=Recipients/cn=ruth]'), 'inside');
    assert.equal(direction('"Ruth" [EX:]'), 'unresolved');
  });

  it('reads long texts in one pass: a second look at each place would take minutes', () => {
    const direction = directionBy([{ domainName: 'larkmeadow.example.com' }], [], []);
    for (const text of ['a', '[EX:', 'a@', '"']) assert.notEqual(direction(text.repeat(200_000)), 'inside');
  });
});
