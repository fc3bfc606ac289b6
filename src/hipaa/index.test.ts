import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { childrenOf, expectedCounts, provision, provisions, securityRows } from './index.ts';
import { type Provision, provenanceNote, ruleNames, rules } from './provision.ts';

const citationsOf = (list: readonly Provision[]) => list.map((entry) => entry.citation);
const specifications = securityRows.filter((entry) => entry.kind === 'specification');
const inSections = (list: readonly Provision[], ...sections: string[]) =>
  list.filter((entry) => sections.some((section) => entry.citation.startsWith(`${section}(`)));
const designated = (list: readonly Provision[], designation: string) =>
  list.filter((entry) => entry.designation === designation);

describe('the Security Rule as data', () => {
  it('S0-15: holds 65 rows: 22 standards, 43 specifications, 21 required and 22 addressable', () => {
    assert.equal(securityRows.length, 65);
    assert.equal(securityRows.filter((entry) => entry.kind === 'standard').length, 22);
    assert.equal(specifications.length, 43);
    assert.equal(designated(specifications, 'required').length, 21);
    assert.equal(designated(specifications, 'addressable').length, 22);
    assert.deepEqual(
      securityRows.filter((entry) => entry.kind !== 'standard' && entry.kind !== 'specification'),
      [],
    );
  });

  it('agrees with Appendix A of Subpart C: 36 specifications in 308, 310 and 312, 14 required and 22 addressable', () => {
    const listed = inSections(specifications, '164.308', '164.310', '164.312');
    assert.equal(listed.length, 36);
    assert.equal(designated(listed, 'required').length, 14);
    assert.equal(designated(listed, 'addressable').length, 22);
    assert.equal(inSections(specifications, '164.312').filter((e) => e.designation === 'addressable').length, 5);
    assert.deepEqual(
      ['164.308', '164.310', '164.312', '164.314', '164.316'].map(
        (section) => inSections(securityRows, section).length,
      ),
      [30, 12, 12, 6, 5],
    );
  });

  it('marks the seven standards without a specification, and only them, as required in themselves', () => {
    assert.deepEqual(citationsOf(designated(securityRows, 'standard-required')), [
      '164.308(a)(2)',
      '164.308(a)(8)',
      '164.310(b)',
      '164.310(c)',
      '164.312(b)',
      '164.312(d)',
      '164.316(a)',
    ]);
    for (const { citation, designation, kind } of securityRows.filter((entry) => entry.kind === 'standard')) {
      assert.equal(childrenOf(citation).length > 0, designation === 'standard', `${citation} ${kind}`);
    }
  });

  it('publishes the same counts as data', () => {
    assert.deepEqual(expectedCounts, {
      securityRows: 65,
      standards: 22,
      standardsWithoutSpecification: 7,
      specifications: 43,
      required: 21,
      addressable: 22,
      appendixA: { sections: ['164.308', '164.310', '164.312'], specifications: 36, required: 14, addressable: 22 },
    });
  });

  it('designates every specification as the regulation does', () => {
    const required = [
      ...['(A)', '(B)', '(C)', '(D)'].map((part) => `164.308(a)(1)(ii)${part}`),
      '164.308(a)(4)(ii)(A)',
      '164.308(a)(6)(ii)',
      '164.308(a)(7)(ii)(A)',
      '164.308(a)(7)(ii)(B)',
      '164.308(a)(7)(ii)(C)',
      '164.308(b)(3)',
      '164.310(d)(2)(i)',
      '164.310(d)(2)(ii)',
      '164.312(a)(2)(i)',
      '164.312(a)(2)(ii)',
      '164.314(a)(2)(i)',
      '164.314(a)(2)(ii)',
      '164.314(a)(2)(iii)',
      '164.314(b)(2)',
      '164.316(b)(2)(i)',
      '164.316(b)(2)(ii)',
      '164.316(b)(2)(iii)',
    ];
    const addressable = [
      '164.308(a)(3)(ii)(A)',
      '164.308(a)(3)(ii)(B)',
      '164.308(a)(3)(ii)(C)',
      '164.308(a)(4)(ii)(B)',
      '164.308(a)(4)(ii)(C)',
      '164.308(a)(5)(ii)(A)',
      '164.308(a)(5)(ii)(B)',
      '164.308(a)(5)(ii)(C)',
      '164.308(a)(5)(ii)(D)',
      '164.308(a)(7)(ii)(D)',
      '164.308(a)(7)(ii)(E)',
      '164.310(a)(2)(i)',
      '164.310(a)(2)(ii)',
      '164.310(a)(2)(iii)',
      '164.310(a)(2)(iv)',
      '164.310(d)(2)(iii)',
      '164.310(d)(2)(iv)',
      '164.312(a)(2)(iii)',
      '164.312(a)(2)(iv)',
      '164.312(c)(2)',
      '164.312(e)(2)(i)',
      '164.312(e)(2)(ii)',
    ];
    assert.deepEqual(citationsOf(designated(specifications, 'required')).sort(), required.sort());
    assert.deepEqual(citationsOf(designated(specifications, 'addressable')).sort(), addressable.sort());
  });

  it('has the required and addressable designations that the facts name', () => {
    const expected: Record<string, string[]> = {
      required: [
        '164.308(a)(1)(ii)(A)',
        '164.308(a)(1)(ii)(D)',
        '164.308(a)(4)(ii)(A)',
        '164.308(a)(6)(ii)',
        '164.308(a)(7)(ii)(C)',
        '164.308(b)(3)',
        '164.310(d)(2)(i)',
        '164.310(d)(2)(ii)',
        '164.312(a)(2)(i)',
        '164.312(a)(2)(ii)',
        '164.316(b)(2)(i)',
      ],
      'standard-required': ['164.308(a)(2)', '164.308(a)(8)', '164.310(b)', '164.310(c)', '164.312(b)', '164.312(d)'],
      addressable: [
        '164.308(a)(3)(ii)(A)',
        '164.308(a)(4)(ii)(B)',
        '164.308(a)(4)(ii)(C)',
        '164.308(a)(5)(ii)(D)',
        '164.310(d)(2)(iii)',
        '164.310(d)(2)(iv)',
        '164.312(a)(2)(iii)',
        '164.312(a)(2)(iv)',
        '164.312(c)(2)',
        '164.312(e)(2)(i)',
        '164.312(e)(2)(ii)',
      ],
    };
    for (const [designation, list] of Object.entries(expected)) {
      for (const citation of list) assert.equal(provision(citation)?.designation, designation, citation);
    }
  });

  it('names the rows that do not concern most clinics, with the reason', () => {
    const rare = provisions.filter((entry) => entry.usuallyNotApplicable);
    assert.deepEqual(citationsOf(rare), [
      '164.308(a)(4)(ii)(A)',
      '164.314(a)(2)(ii)',
      '164.314(a)(2)(iii)',
      '164.314(b)(1)',
      '164.314(b)(2)',
    ]);
    assert.deepEqual(provision('164.308(a)(4)(ii)(A)')?.appliesTo, ['clearinghouse']);
    assert.deepEqual(provision('164.314(b)(2)')?.appliesTo, ['group-health-plan']);
  });
});

describe('every provision', () => {
  it('has a source on eCFR, a date and a confidence, and says when it was only recalled', () => {
    for (const entry of provisions) {
      const section = entry.citation.split('(')[0]!;
      assert.match(
        entry.source.url,
        /^https:\/\/www\.ecfr\.gov\/current\/title-45\/subtitle-A\/subchapter-C\/part-164\//,
      );
      assert.ok(entry.source.url.endsWith(`/section-${section}`), entry.citation);
      assert.equal(entry.recordedOn, '2026-11-21');
      if (entry.lastChecked) assert.equal(entry.lastChecked, '2026-11-21');
      else assert.notEqual(entry.confidence, 'high', `${entry.citation} is recalled and cannot be of high confidence`);
      assert.match(
        provenanceNote(entry),
        entry.lastChecked ? /^Checked .* on 2026-11-21/ : /^Recalled .* Confirm with counsel\.$/,
      );
    }
  });

  it('puts each section under its subpart', () => {
    const subpartOf = (citation: string) => /subpart-(.)/.exec(provision(citation)!.source.url)?.[1];
    assert.equal(subpartOf('164.312(d)'), 'C');
    assert.equal(subpartOf('164.404(b)'), 'D');
    assert.equal(subpartOf('164.502(b)'), 'E');
  });

  it('S0-15: has a rule, and each of the three rules has provisions', () => {
    assert.deepEqual([...new Set(provisions.map((entry) => entry.rule))].sort(), [...rules].sort());
    assert.deepEqual(Object.values(ruleNames), ['Security Rule', 'Privacy Rule', 'Breach Notification Rule']);
    assert.equal(provision('164.502(b)')?.rule, 'privacy');
    assert.equal(provision('164.404(b)')?.rule, 'breach-notification');
    assert.equal(provision('164.312(b)')?.rule, 'security');
  });

  it('has its own address and a parent that exists', () => {
    assert.equal(new Set(citationsOf(provisions)).size, provisions.length);
    const addresses = provisions.flatMap((entry) => [entry.citation, ...entry.also]);
    assert.equal(new Set(addresses).size, addresses.length, 'two provisions claim one address');
    for (const { citation, parent, kind } of provisions) {
      if (parent !== undefined)
        assert.ok(citationsOf(provisions).includes(parent), `${citation} has no parent ${parent}`);
      assert.equal(kind === 'specification' && parent === undefined, false, `${citation} hangs in the air`);
    }
  });

  it('is explained in one to three plain sentences, with guidance', () => {
    for (const { citation, title, meaning, guidance } of provisions) {
      assert.ok(title.length > 0 && title.length <= 80, citation);
      assert.ok(meaning.split(/[.:?] /).length <= 4 && meaning.length <= 420 && meaning.endsWith('.'), citation);
      assert.ok(guidance.endsWith('.') && guidance.length >= 20 && guidance.length <= 420, citation);
      assert.doesNotMatch(`${title} ${meaning} ${guidance}`, /please|ensure|!|isation|—/i, citation);
    }
  });
});
