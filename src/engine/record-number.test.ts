import assert from 'node:assert/strict';
import { it } from 'node:test';
import { recordNumberFault, recordNumberFormat } from './record-number.ts';

it('S3-34: a picture becomes a pattern, and a prefix of its own needs no word beside it', () => {
  assert.deepEqual(recordNumberFormat('LM-######'), { pattern: 'LM\\-\\d\\d\\d\\d\\d\\d', needsContext: false });
  assert.deepEqual(recordNumberFormat('###.@@&'), {
    pattern: '\\d\\d\\d\\.[A-Za-z][A-Za-z][A-Za-z\\d]',
    needsContext: true,
  });
  assert.deepEqual(recordNumberFormat({ pattern: 'Q\\d{6}' }), { pattern: 'Q\\d{6}' });
});

for (const pattern of [
  '(a+)+$',
  '\\d+',
  '\\d*x',
  '(\\d{1,3}){4}',
  '(?=x)\\d{6}',
  '(\\d)\\1{5}',
  '\\d{6,}',
  '[',
  'x?',
  '\\d{1,90}',
  '\\d{1,9}-?\\d{1,9}-?\\d{1,9}',
  // Bounded in length and not in time: each took half a minute on 40 and 300 characters.
  `${'(a|a)'.repeat(24)}x`,
  '\\d{1,30}\\d{1,30}\\d{1,30}\\d{1,30}x',
  '(?:(?:a|b|c)(?:a|b|c)(?:a|b|c))(?:a|b|c)(?:a|b|c)(?:a|b|c)',
]) {
  it(`S3-34: a pattern without a bound, or that is none, is refused: ${pattern}`, () => {
    assert.ok(recordNumberFault({ pattern }));
  });
}

it('S3-34: the slowest pattern that is taken runs over 200,000 digits in seconds', () => {
  const pattern = '\\d{1,17}\\d{1,17}x';
  assert.equal(recordNumberFault({ pattern }), undefined);
  const text = '1'.repeat(200_000);
  const before = performance.now();
  assert.equal(new RegExp(pattern).test(text), false);
  assert.ok(performance.now() - before < 10_000);
});

for (const pattern of [
  'LM-?\\d{6,8}',
  '[A-Z]{0,3}-?\\d{5,10}',
  '(?:LM|NW|CH)-?\\d{4,10}[A-Z]?',
  '(?:LM|NW)\\d{7}',
  '[A-Z]{2}\\d{6}',
  '\\d{3}\\+\\d{3}',
]) {
  it(`S3-34: a bounded pattern is taken: ${pattern}`, () => {
    assert.equal(recordNumberFault({ pattern }), undefined);
  });
}

it('S3-34: a picture must show enough of a number', () => {
  assert.ok(recordNumberFault('LM-#'));
  assert.equal(recordNumberFault('LM-###'), undefined);
});
