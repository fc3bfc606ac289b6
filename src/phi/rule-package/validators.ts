import { luhn } from '../detector.ts';
import type { Validator } from './package.ts';

type Check = (value: string) => boolean;

/**
 * The check of a generic validator, or undefined for one that is not known. Separators do not count.
 * https://learn.microsoft.com/purview/sit-regex-validators
 */
export function validatorCheck({ type, parameters }: Validator): Check | undefined {
  if (/^luhn/i.test(type)) return (value) => luhn(value.replaceAll(/\D/g, '')) && /\d/.test(value);
  if (/^datesimple$/i.test(type)) return dateCheck(parameter(parameters, 'Pattern'));
  if (/^checksum$/i.test(type)) return checksum(parameters);
  return undefined;
}

export function validatorFault(validator: Validator): string | undefined {
  if (!validatorCheck(validator))
    return `the validator type ${validator.type || '(none)'} or its parameters are not known: what needs it is not run`;
  if (
    /^checksum$/i.test(validator.type) &&
    /^(?:1|true)$/i.test(parameter(validator.parameters, 'AllowAlphabets') ?? '')
  )
    return 'letters in the checksum are taken as A = 10 to Z = 35: Microsoft does not describe it';
  return undefined;
}

function parameter(parameters: Validator['parameters'], name: string): string | undefined {
  const key = Object.keys(parameters).find((one) => one.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : parameters[key];
}

/** The weighted sum modulo `Mod` is the digit at position `CheckDigit`, from 1. The weight of the check digit is 0. */
function checksum(parameters: Validator['parameters']): Check | undefined {
  const weights =
    parameter(parameters, 'Weights')
      ?.split(/[\s,]+/)
      .map(Number) ?? [];
  const modulus = Number(parameter(parameters, 'Mod'));
  const position = Number(parameter(parameters, 'CheckDigit'));
  const letters = /^(?:1|true)$/i.test(parameter(parameters, 'AllowAlphabets') ?? '');
  const whole = weights.length > 0 && weights.every(Number.isInteger) && Number.isInteger(modulus) && modulus > 0;
  if (!whole || !Number.isInteger(position) || position < 1 || position > weights.length) return undefined;
  return (value) => {
    const digits = value.toUpperCase().replaceAll(letters ? /[^\dA-Z]/g : /\D/g, '');
    if (digits.length !== weights.length) return false;
    let sum = 0;
    for (let at = 0; at < digits.length; at++) sum += Number.parseInt(digits[at]!, 36) * weights[at]!;
    const rest = ((sum % modulus) + modulus) % modulus;
    return rest === Number.parseInt(digits[position - 1]!, 36);
  };
}

const order = /^(?:DDMMYYYY|MMDDYYYY|YYYYDDMM|YYYYMMDD|DDMMYY|MMDDYY|YYDDMM|YYMMDD)$/i;

function dateCheck(pattern: string | undefined): Check | undefined {
  const form = (pattern ?? '').replaceAll(/[^A-Za-z]/g, '').toUpperCase();
  if (!order.test(form)) return undefined;
  return (value) => {
    const digits = value.replaceAll(/\D/g, '');
    if (digits.length !== form.length) return false;
    const part = (letter: string) => Number(digits.slice(form.indexOf(letter), form.lastIndexOf(letter) + 1));
    return isDate(part('Y'), part('M'), part('D'));
  };
}

/** Days of a month, February with 29 where the year is of two digits or divides by four. */
export function isDate(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0 || year < 100);
  return day <= (month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31);
}
