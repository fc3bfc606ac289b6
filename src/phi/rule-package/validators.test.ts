import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkOfFunction, findByFunction, isFunction } from './functions.ts';
import { validatorCheck, validatorFault } from './validators.ts';

describe('validators of rule packages', () => {
  it('Checksum: weights, modulus and the place of the check digit', () => {
    // 1·1 + 2·2 + 3·3 = 14, modulo 11 is 3.
    const check = validatorCheck({ type: 'Checksum', parameters: { Weights: '1,2,3,0', Mod: '11', CheckDigit: '4' } })!;
    assert.equal(check('123-3'), true);
    assert.equal(check('123-4'), false);
    assert.equal(check('12-3'), false);
  });
  it('Checksum: with letters it is said that their worth is assumed', () => {
    const validator = {
      type: 'Checksum',
      parameters: { Weights: '1,1,0', Mod: '10', CheckDigit: '3', AllowAlphabets: '1' },
    };
    // A is 10: 10 + 2 = 12, modulo 10 is 2.
    assert.equal(validatorCheck(validator)!('A22'), true);
    assert.match(validatorFault(validator)!, /A = 10/);
  });
  it('parameters that make no sense are not run', () => {
    assert.equal(
      validatorCheck({ type: 'Checksum', parameters: { Weights: '1,x', Mod: '10', CheckDigit: '1' } }),
      undefined,
    );
    assert.equal(
      validatorCheck({ type: 'Checksum', parameters: { Weights: '1,2', Mod: '10', CheckDigit: '9' } }),
      undefined,
    );
    assert.equal(validatorCheck({ type: 'DateSimple', parameters: { Pattern: 'YYYYWW' } }), undefined);
    assert.equal(validatorCheck({ type: 'Something', parameters: {} }), undefined);
  });
  const dates: readonly (readonly [string, string, boolean])[] = [
    ['MMDDYYYY', '02/29/2024', true],
    ['MMDDYYYY', '02/29/2023', false],
    ['MMDDYYYY', '13/01/2024', false],
    ['DDMMYYYY', '31-12-1999', true],
    ['DDMMYYYY', '31-11-1999', false],
    ['YYYYMMDD', '20240131', true],
    ['YYYYDDMM', '20243101', true],
    ['YYDDMM', '243101', true],
    ['YYMMDD', '240132', false],
  ];
  for (const [Pattern, value, held] of dates)
    it(`DateSimple ${Pattern}: ${value} is ${held ? 'a date' : 'none'}`, () =>
      assert.equal(validatorCheck({ type: 'DateSimple', parameters: { Pattern } })!(value), held));
  it('Luhn', () => {
    const check = validatorCheck({ type: 'Luhn', parameters: {} })!;
    assert.equal(check('4111 1111 1111 1111'), true);
    assert.equal(check('4111 1111 1111 1112'), false);
  });

  const functions: readonly (readonly [string, string, boolean])[] = [
    ['Func_ssn', '536-22-8471', true],
    ['Func_ssn', '666-22-8471', false],
    ['Func_ssn', '536-00-8471', false],
    ['Func_ssn', '536228471', false],
    ['Func_ssn', '801-22-8471', false],
    ['Func_unformatted_ssn', '536228471', true],
    ['Func_randomized_formatted_ssn', '801-22-8471', true],
    ['Func_randomized_unformatted_ssn', '801228471', true],
    ['Func_formatted_itin', '912-72-1234', true],
    ['Func_formatted_itin', '912-69-1234', false],
    ['Func_unformatted_itin', '912931234', false],
    ['Func_aba_routing', '021000021', true],
    ['Func_aba_routing', '021000022', false],
    ['Func_iban', 'GB82 WEST 1234 5698 7654 32', true],
    ['Func_iban', 'GB83 WEST 1234 5698 7654 32', false],
    ['Func_dea_number', 'AB1234563', true],
    ['Func_dea_number_v2', 'AB1234564', false],
    ['Func_credit_card', '4111111111111111', true],
    ['Func_credit_card', '4111111111111112', false],
    ['Func_usa_uk_passport', 'C12345678', true],
    ['Func_us_date', '3/4/1961', true],
    ['Func_us_date', '13/40/1961', false],
    ['Func_us_date', 'March 4, 1961', true],
    ['Func_us_address', '12 Oak Street', true],
  ];
  for (const [name, value, held] of functions)
    it(`${name}: ${value} ${held ? 'holds' : 'does not'}`, () => {
      assert.equal(findByFunction(name, `x ${value} y`)!.length, held ? 1 : 0);
      assert.equal(checkOfFunction(name)!(value), held);
    });
  it('functions that are not known are said to be so', () => {
    assert.equal(isFunction('Func_finnish_national_id'), false);
    assert.equal(findByFunction('constructor', 'x'), undefined);
  });
});
