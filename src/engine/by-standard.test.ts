import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { byStandard } from './by-standard.ts';

describe('outcomes by standard of the regulation', () => {
  it('S0-83: specifications count for their standard, once each, in the order of the regulation, the worst first', () => {
    const standards = byStandard([
      { control: 'a.encrypted', outcome: 'pass', citations: ['164.312(e)(2)(ii)'] },
      { control: 'a.unique', outcome: 'pass', citations: ['164.312(a)(2)(i)', '164.312(a)(1)'] },
      { control: 'a.access', outcome: 'fail', citations: ['164.312(a)(1)', '164.312(e)(1)'] },
    ]);
    assert.deepEqual(
      standards.map(({ citation, title, controls }) => [citation, title, controls.map(({ control }) => control)]),
      [
        ['164.312(a)(1)', 'Access control', ['a.access', 'a.unique']],
        ['164.312(e)(1)', 'Transmission security', ['a.access', 'a.encrypted']],
      ],
    );
  });

  it('a citation that is not in the regulation stands under no standard', () => {
    assert.deepEqual(byStandard([{ control: 'a.b', outcome: 'pass', citations: ['164.999(z)'] }]), []);
  });
});
