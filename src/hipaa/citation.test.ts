import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  childrenOf,
  lookupIn,
  parentOf,
  provision,
  provisionsUnder,
  safeguardTypeOf,
  securityRows,
  suggestions,
} from './index.ts';
import type { Provision } from './provision.ts';

const citationsOf = (list: readonly Provision[]) => list.map((entry) => entry.citation);

describe('looking up a citation', () => {
  it('finds what people type', () => {
    for (const typed of [
      '164.312(a)(2)(iii)',
      '45 CFR 164.312(a)(2)(iii)',
      '45 CFR § 164.312(a)(2)(iii)',
      '45 C.F.R. §164.312 (a) (2) (iii)',
      '§ 164.312(a)(2)(iii)',
      ' 164.312(a)(2)(iii)\n',
      '45\u00a0CFR\u00a0164.312(a)(2)(iii)',
      'Section 164.312(a)(2)(iii)',
      'sec. 164.312(a)(2)(iii)',
      '45 CFR Part 164.312(a)(2)(iii)',
      '45 CFR part 164, § 164.312(a)(2)(iii)',
    ]) {
      assert.equal(provision(typed)?.title, 'Automatic logoff', typed);
    }
  });

  it('keeps letter case apart and suggests the right one', () => {
    assert.equal(provision('164.308(a)(1)(ii)(a)'), undefined);
    assert.equal(provision('164.312(A)(2)(iii)'), undefined);
    assert.equal(provision('164.312(a)(2)(III)'), undefined);
    assert.equal(suggestions('164.308(a)(1)(ii)(a)')[0], '164.308(a)(1)(ii)(A)');
    assert.equal(suggestions('45 CFR 164.312(A)(2)(III)')[0], '164.312(a)(2)(iii)');
  });

  it('finds nothing for hostile input and does not hang on it', () => {
    const hostile: unknown[] = [
      undefined,
      null,
      42,
      {},
      [],
      ['164.312(d)'],
      '',
      ' ',
      '__proto__',
      'constructor',
      'toString',
      '164.312(d); drop table',
      '164.312(d)\u0000',
      '<script>164.312(d)</script>',
      '１６４.312(d)',
      '164.312(d',
      '164.312d',
      '164312(d)',
      '164.312((d))',
      '45 CFR '.repeat(1000),
      `164.312${'(a)'.repeat(50_000)}`,
      '§'.repeat(100_000),
    ];
    for (const input of hostile) {
      assert.equal(provision(input), undefined, String(input).slice(0, 40));
      assert.ok(suggestions(input).length <= 3);
      assert.deepEqual(provisionsUnder(input), []);
      assert.deepEqual(childrenOf(input), []);
      assert.equal(parentOf(input), undefined);
    }
  });

  it('suggests near misses, moved paragraphs and what lies below', () => {
    assert.equal(suggestions('164.308(b)(4)')[0], '164.308(b)(3)');
    assert.deepEqual(suggestions('164.312'), ['164.312(a)(1)', '164.312(a)(2)(i)', '164.312(a)(2)(ii)']);
    assert.deepEqual(suggestions('164.308(a)(3)(ii)'), [
      '164.308(a)(3)(ii)(A)',
      '164.308(a)(3)(ii)(B)',
      '164.308(a)(3)(ii)(C)',
    ]);
    assert.ok(suggestions('164.312(f)').every((citation) => citation.startsWith('164.312(')));
    assert.equal(suggestions('164.312(f)').length, 3);
    assert.deepEqual(suggestions('164.308a1iiD')[0], '164.308(a)(1)(ii)(D)');
    assert.deepEqual(suggestions('HIPAA 164.312.d')[0], '164.312(d)');
    assert.deepEqual(suggestions('multifactor'), []);
    assert.deepEqual(suggestions('999.999'), []);
  });

  it('takes a paragraph for the standard that heads it, and kept-together parts for their row', () => {
    assert.equal(provision('164.314(a)')?.citation, '164.314(a)(1)');
    assert.equal(provision('164.308(a)(1)')?.citation, '164.308(a)(1)(i)');
    assert.equal(provision('164.308(b)(2)')?.citation, '164.308(b)(1)');
    assert.equal(provision('164.316(b)(1)(ii)')?.citation, '164.316(b)(1)');
    assert.equal(provision('164.314(b)(2)(iv)')?.citation, '164.314(b)(2)');
    assert.equal(provision('164.312'), undefined);
  });

  it('resolves every citation that the controls were planned with', () => {
    const planned = [
      ...['(A)', '(B)', '(C)', '(D)'].map((part) => `164.308(a)(1)(ii)${part}`),
      '164.308(a)(2)',
      '164.308(a)(3)(ii)(B)',
      '164.308(a)(3)(ii)(C)',
      '164.308(a)(4)(ii)(A)',
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
      '164.316(b)(1)(ii)',
      '164.316(b)(2)(i)',
      '164.402',
      '164.404(b)',
      '164.406',
      '164.408(b)',
      '164.502(b)',
    ];
    assert.deepEqual(
      planned.filter((citation) => !provision(citation)),
      [],
    );
  });

  it('walks up and down', () => {
    assert.equal(parentOf('164.312(a)(2)(iv)')?.citation, '164.312(a)(1)');
    assert.equal(parentOf('164.312(d)'), undefined);
    assert.deepEqual(citationsOf(childrenOf('§164.310(d)(1)')), [
      '164.310(d)(2)(i)',
      '164.310(d)(2)(ii)',
      '164.310(d)(2)(iii)',
      '164.310(d)(2)(iv)',
    ]);
    assert.equal(provisionsUnder('164.316').length, 5);
    assert.equal(provisionsUnder('164.31').length, 0);
  });

  it('works on a list of its own', () => {
    const { find } = lookupIn([provision('164.312(d)')!]);
    assert.equal(find('164.312(d)')?.citation, '164.312(d)');
    assert.equal(find('164.312(b)'), undefined);
  });
});

describe('the safeguard type of a citation', () => {
  it('S3-70: is administrative, physical or technical, or what the other rules call for', () => {
    assert.equal(safeguardTypeOf('164.308(a)(1)(ii)(D)'), 'administrative');
    assert.equal(safeguardTypeOf('164.308(b)(1)'), 'administrative');
    assert.equal(safeguardTypeOf('164.310(c)'), 'physical');
    assert.equal(safeguardTypeOf('45 CFR 164.312(d)'), 'technical');
    assert.equal(safeguardTypeOf('164.314(a)'), 'organizational');
    assert.equal(safeguardTypeOf('164.316(b)(2)(i)'), 'organizational');
    assert.equal(safeguardTypeOf('164.402'), 'breach-notification');
    assert.equal(safeguardTypeOf('164.502(b)'), 'privacy');
    assert.equal(provision('164.316(b)(2)(i)')?.safeguard, 'documentation');
    assert.equal(provision('164.306(d)(3)')?.safeguard, 'general');
  });

  it('S3-70: every physical row without a technical means is for a person to attest', () => {
    for (const entry of securityRows.filter((row) => row.citation.startsWith('164.310(')))
      assert.equal(entry.safeguard, 'physical', entry.citation);
    for (const part of ['(i)', '(ii)', '(iii)', '(iv)']) {
      assert.equal(provision(`164.310(a)(2)${part}`)?.program, 'attestation');
    }
  });

  it('refuses a citation that is not in the catalogue', () => {
    assert.throws(() => safeguardTypeOf('164.312(z)'), /164\.312\(z\) is not in the HIPAA catalogue/);
  });
});
