import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { provision, provisions, securityRows } from '../hipaa/index.ts';
import { hipaaCoverage } from './hipaa-coverage.ts';

const control = (id: string, ...citations: string[]) => ({ id, citations });
const lineOf = (text: string, start: string) => text.split('\n').find((line) => line.startsWith(start)) ?? '';

describe('hipaaCoverage', () => {
  const text = hipaaCoverage(
    [
      control('entra.mfa-for-everyone', '164.312(d)', '164.312(a)(1)'),
      control('entra.admin-mfa', '164.312(d)'),
      control('exchange.remote-domain-forwarding-off', '164.312(e)(2)(ii)', '164.502(b)'),
      control('organization.microsoft-baa-accepted', '164.314(a)'),
    ],
    provisions,
  );

  it('S0-15: lists the controls of each citation, sorted, with links to their pages', () => {
    assert.equal(
      lineOf(text, '| 164.312(d) '),
      '| 164.312(d) | Person or entity authentication | Standard, required | 2: [entra.admin-mfa](reference/controls/entra/admin-mfa.md), [entra.mfa-for-everyone](reference/controls/entra/mfa-for-everyone.md) |',
    );
    assert.match(lineOf(text, '| 164.502(b) '), /exchange\/remote-domain-forwarding-off\.md/);
  });

  it('counts a paragraph for the standard that heads it', () => {
    assert.match(lineOf(text, '| 164.314(a)(1) '), /microsoft-baa-accepted/);
  });

  it('gives the reason where no control can answer', () => {
    assert.match(lineOf(text, '| 164.308(a)(4)(ii)(A) '), /Usually not applicable\. .*clearinghouse/);
    assert.match(
      lineOf(text, '| 164.308(a)(1)(ii)(A) '),
      /No control of settings judges it: it rests on the risk analysis and its plan\./,
    );
    assert.match(lineOf(text, '| 164.312(e)(1) '), /Answered through 164\.312\(e\)\(2\)\(ii\)\./);
    assert.match(lineOf(text, '| 164.310(a)(2)(iv) '), /a dated attestation by a named person/);
    assert.match(lineOf(text, '| 164.402 '), /nothing to judge/);
    assert.match(lineOf(text, '| 164.306(a) '), /A general rule/);
  });

  it('calls a gap a gap', () => {
    const gap = /\*\*Gap: no control yet, and no reason on record\.\*\*/;
    assert.match(lineOf(text, '| 164.312(b) '), gap);
    // The paper program has a part in it, but settings do too.
    assert.match(lineOf(text, '| 164.308(a)(3)(ii)(C) '), gap);
  });

  it('puts the counts in front', () => {
    assert.match(text, new RegExp(`^4 controls, ${provisions.length} provisions\\.$`, 'm'));
    assert.equal(lineOf(text, '| Security Rule, standards '), '| Security Rule, standards | 22 | 3 | 11 | 8 |');
    assert.equal(
      lineOf(text, '| Security Rule, required '),
      '| Security Rule, required specifications | 21 | 0 | 13 | 8 |',
    );
    assert.equal(
      lineOf(text, '| Security Rule, addressable '),
      '| Security Rule, addressable specifications | 22 | 1 | 8 | 13 |',
    );
    assert.equal(lineOf(text, '| Security Rule, general '), '| Security Rule, general rules | 6 | 0 | 6 | 0 |');
    assert.ok(text.indexOf('| Provisions |') < text.indexOf('## Security Rule'));
  });

  it('lists every provision once', () => {
    for (const { citation } of provisions) {
      assert.equal(text.split('\n').filter((line) => line.startsWith(`| ${citation} |`)).length, 1, citation);
    }
  });

  it('names citations that the catalogue does not know instead of losing them', () => {
    const odd = hipaaCoverage([control('entra.odd', '164.999(a)')], provisions);
    assert.match(odd, /## Citations that the catalogue does not know\n\n- 164\.999\(a\) in \[entra\.odd\]/);
    assert.doesNotMatch(text, /does not know/);
  });

  it('leaves no gap with the citations that the controls were planned with', () => {
    const planned = [
      '164.308(a)(1)(ii)(B)',
      '164.308(a)(1)(ii)(D)',
      '164.308(a)(2)',
      '164.308(a)(3)(ii)(B)',
      '164.308(a)(3)(ii)(C)',
      '164.308(a)(4)(ii)(B)',
      '164.308(a)(4)(ii)(C)',
      '164.308(a)(5)(ii)(A)',
      '164.308(a)(5)(ii)(B)',
      '164.308(a)(5)(ii)(C)',
      '164.308(a)(5)(ii)(D)',
      '164.308(a)(6)(ii)',
      '164.308(a)(7)(ii)(A)',
      '164.308(a)(8)',
      '164.308(b)(1)',
      '164.308(b)(3)',
      '164.310(b)',
      '164.310(c)',
      '164.310(d)(1)',
      '164.310(d)(2)(iii)',
      '164.312(a)(1)',
      '164.312(a)(2)(i)',
      '164.312(a)(2)(ii)',
      '164.312(a)(2)(iii)',
      '164.312(a)(2)(iv)',
      '164.312(b)',
      '164.312(c)(1)',
      '164.312(c)(2)',
      '164.312(d)',
      '164.312(e)(1)',
      '164.312(e)(2)(i)',
      '164.312(e)(2)(ii)',
      '164.314(a)',
      '164.316(b)(2)(i)',
      '164.502(b)',
    ];
    assert.doesNotMatch(hipaaCoverage([control('entra.all', ...planned)], provisions), /\*\*Gap/);
  });

  it('is the same text each time, for nothing and for one list', () => {
    assert.equal(hipaaCoverage([], securityRows), hipaaCoverage([], securityRows));
    assert.match(
      hipaaCoverage([control('entra.one', '164.312(d)')], [provision('164.312(d)')!]),
      /without a control\n\nNone\.\n/,
    );
  });
});
