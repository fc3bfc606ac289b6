import { bankRouting } from '../bank-routing.ts';
import { dea } from '../dea.ts';
import type { Detector } from '../detector.ts';
import { paymentCard } from '../payment-card.ts';
import { ssn } from '../ssn.ts';
import type { Span } from './span.ts';
import { isDate } from './validators.ts';

/** A function that Purview has built in, by what is published of it: a shape, and the check on it. */
interface BuiltIn {
  shape: RegExp;
  check?: (value: string) => boolean;
}

const month =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const street =
  '(?:street|st|avenue|ave|boulevard|blvd|road|rd|drive|dr|lane|ln|court|ct|circle|place|pl|way|terrace|highway|hwy|parkway|pkwy|trail|square)';
const usDate = new RegExp(
  `(?<!\\w)(?:\\d{1,2}([-/ ])\\d{1,2}\\1(?:\\d{4}|\\d{2})|${month}[ .-]{1,2}\\d{1,2}(?:st|nd|rd|th)?,?[ -]{1,2}(?:\\d{4}|\\d{2})|\\d{1,2}[ -]${month}[ ,.-]{1,2}(?:\\d{4}|\\d{2}))(?!\\w)`,
  'giu',
);
const usAddress = new RegExp(
  `(?<!\\w)(?:\\d{1,6} (?:[A-Za-z0-9.'-]{1,20} ){1,4}?${street}\\b|[A-Z][a-z.'-]{1,20}(?: [A-Z][a-z.'-]{1,20}){0,2},? {1,2}[A-Z]{2},? {1,2}\\d{5}(?:-\\d{4})?(?!\\w))`,
  'giu',
);
const formatted9 = /(?<![\d-])\d{3}([- ])\d{2}\1\d{4}(?![\d-])/gu;
const bare9 = /(?<![\w.-])\d{9}(?![\w-]|\.\d)/gu;

/**
 * Numbers issued before 2011-06-25 lie in areas up to 772, 734-749 left out; the rest can only be later. Microsoft's
 * own table of groups per area is not published, so the split is by area alone.
 */
const early = (value: string) => {
  const area = Number(value.slice(0, 3));
  return issued(value) && area <= 772 && !(area >= 734 && area <= 749);
};
const issued = (value: string) => heldBy(ssn, value);
const later = (value: string) => issued(value) && !early(value);
const itin = (value: string) => /^9\d\d\D?(?:5\d|6[0-5]|7\d|8[0-8]|9[0-24-9])/.test(value);

const functions: Readonly<Record<string, BuiltIn>> = {
  func_us_date: { shape: usDate },
  func_us_address: { shape: usAddress },
  func_expiration_date: { shape: /(?<![\d/])(?:0?[1-9]|1[0-2])[/-](?:20)?\d{2}(?![\d/])/gu },
  func_credit_card: {
    shape: /(?<![\d-])\d(?:[- ]?\d){12,18}(?![\d-])/gu,
    check: (value) => heldBy(paymentCard, value),
  },
  func_ssn: { shape: formatted9, check: early },
  func_unformatted_ssn: { shape: bare9, check: early },
  func_randomized_formatted_ssn: { shape: formatted9, check: later },
  func_randomized_unformatted_ssn: { shape: bare9, check: later },
  func_aba_routing: { shape: /(?<![\w-])\d{4}-?\d{4}-?\d(?![\w-])/gu, check: (value) => heldBy(bankRouting, value) },
  func_iban: { shape: /(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z\d]{4}){2,7}(?: ?[A-Z\d]{1,3})?(?!\w)/gu, check: iban },
  func_usa_uk_passport: { shape: /(?<![\w-])(?:\d{9}|[A-Z]\d{8})(?![\w-])/gu },
  func_formatted_itin: { shape: formatted9, check: itin },
  func_unformatted_itin: { shape: bare9, check: itin },
  func_dea_number: { shape: /(?<!\w)[ABFGMPR][A-Z9]\d{7}(?!\w)/giu, check: (value) => heldBy(dea, value) },
  func_us_bank_account_number: { shape: /(?<![\w-])\d{6,17}(?![\w-])/gu },
};
const aliases: Readonly<Record<string, string>> = { func_dea_number_v2: 'func_dea_number' };

function builtIn(name: string): BuiltIn | undefined {
  const key = name.toLowerCase();
  const known = aliases[key] ?? key;
  return Object.hasOwn(functions, known) ? functions[known] : undefined;
}

/** Whether Wardline has a counterpart of a function that Purview has built in. */
export function isFunction(name: string): boolean {
  return builtIn(name) !== undefined;
}

/** All that a built-in function finds in a text; undefined for a function that is not known. */
export function findByFunction(name: string, text: string): Span[] | undefined {
  const known = builtIn(name);
  if (!known) return undefined;
  const found: Span[] = [];
  for (const { 0: value, index } of text.matchAll(known.shape)) {
    if (holds(name, known, value)) found.push({ start: index, end: index + value.length });
  }
  return found;
}

/** A built-in function as the validator of a regular expression: whether the value is wholly what it finds. */
export function checkOfFunction(name: string): ((value: string) => boolean) | undefined {
  const known = builtIn(name);
  if (!known) return undefined;
  const whole = new RegExp(`^(?:${known.shape.source})$`, known.shape.flags.replace('g', ''));
  return (value) => whole.test(value.trim()) && holds(name, known, value.trim());
}

function holds(name: string, { check }: BuiltIn, value: string): boolean {
  if (check) return check(value);
  if (!/_us_date$/i.test(name)) return true;
  const parts = value.split(/[-/ ]/).map(Number);
  return parts.length !== 3 || parts.some(Number.isNaN) || isDate(parts[2]!, parts[0]!, parts[1]!);
}

function heldBy(detector: Detector, value: string): boolean {
  const check = detector.labelled?.find((one) => one.check)?.check;
  return check !== undefined && check(value).refused === undefined;
}

/** ISO 13616: the first four characters to the end, letters as 10-35, modulo 97 is 1. */
function iban(value: string): boolean {
  const plain = value.replaceAll(' ', '').toUpperCase();
  if (plain.length < 15 || plain.length > 34) return false;
  let rest = 0;
  for (const unit of plain.slice(4) + plain.slice(0, 4)) {
    const number = Number.parseInt(unit, 36);
    rest = (rest * (number > 9 ? 100 : 10) + number) % 97;
  }
  return rest === 1;
}
