import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { detectors } from './index.ts';

/** By detector and shape: a value in that shape, and the length of its first token. */
const examples: Readonly<Record<string, readonly [string, number]>> = {
  'phi.medicare-beneficiary-number, 4-3-4 with dashes': ['1EG4-TE5-MK72', 4],
  'phi.medicare-beneficiary-number, 4 3 4 with spaces': ['1EG4 TE5 MK72', 4],
  'phi.medicare-claim-number, 3-2-4 digits and a beneficiary code': ['219-09-9999A', 3],
  'phi.npi, ten digits in brackets': ['1234567893)', 10],
  'phi.payment-card, 4-4-4-4 digits': ['4111-1111-1111-1111', 4],
  'phi.payment-card, 4-6-5 digits': ['3782 822463 10005', 4],
  'phi.phone, 3-3-4 digits': ['330-555-0142', 3],
  'phi.phone, 3 3 4 digits with spaces': ['330 555 0142', 3],
  'phi.phone, area in brackets': ['330) 555-0142', 3],
  'phi.phone, 1-3-3-4 digits': ['1-330-555-0142', 1],
  'phi.signals.icd-10, letter, two places, a dot and more': ['E11.9', 3],
  'phi.signals.icd-10, U code': ['U07.1', 3],
  'phi.signals.icd-9, three digits, a dot and one or two': ['250.00', 3],
  'phi.signals.icd-9, V or E code': ['V58.67', 3],
  'phi.signals.ndc, 5-4-2, 5-4-1, 5-3-2 or 4-4-2 digits': ['00071-0155-23', 5],
  'phi.ssn, 3-2-4 digits with dashes': ['219-09-9999', 3],
  'phi.ssn, 3-2-4 digits with spaces or dots': ['219 09 9999', 3],
};

/** A shape is tried only where its `follows` and `second` say so: where they were wrong, a value would be missed. */
describe('S0-16: what a shape says of its second token is true of its pattern', () => {
  for (const { id, shapes = [] } of detectors) {
    for (const { name, pattern, follows, second } of shapes) {
      if (follows === undefined) continue;
      it(`${id}, ${name}`, () => {
        const [value, first] = examples[`${id}, ${name}`]!;
        const holds = (text: string) => {
          pattern.lastIndex = 0;
          return pattern.test(text);
        };
        assert.equal(holds(value), true, value);
        const [before, sign, after] = [value.slice(0, first), value[first]!, value.slice(first + 1)];
        assert.ok(follows.includes(sign), sign);
        for (let unit = 1; unit < 0x2100; unit++) {
          const other = String.fromCharCode(unit);
          // A letter or digit makes the first token longer: other shapes start there.
          if (follows.includes(other) || /[\p{L}\d]/u.test(other)) continue;
          assert.equal(holds(before + other + after), false, `U+${unit.toString(16)}`);
        }
        if (second === undefined) return;
        const length = /^[A-Z\d]+/.exec(after)![0].length;
        assert.ok(length >= second[0] && length <= second[1]);
        for (const other of [...Array(9).keys()].filter((count) => count < second[0] || count > second[1]))
          assert.equal(holds(before + sign + '1'.repeat(other) + after.slice(length)), false, `${other} places`);
      });
    }
  }
});
