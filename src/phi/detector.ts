import type { Identifier, SensitiveClass, Strength } from '../core/phi.ts';

/** What a check says: the rule that held, or why the shape is not the thing. */
export interface Check {
  held?: string;
  refused?: string;
}

/** A shape tried where a token of digits (or letters and digits) of fitting length starts. */
export interface Shape {
  /** In words: "3-2-4 digits with dashes". */
  name: string;
  /** Sticky. It must end at the end of a token. */
  pattern: RegExp;
  /** Shortest and longest first token. */
  first: readonly [number, number];
  /** The first token holds letters too. Default: digits alone. */
  mixed?: boolean;
  /** Signs of which one stands right after the first token wherever the pattern holds: it is tried at no other place. */
  follows?: string;
  /** Shortest and longest second token, where the pattern has one right after that sign, and a sign after it. */
  second?: readonly [number, number];
  /** A sign that must stand right before the first token and belongs to the value: "(" of a phone number. */
  opening?: string;
  /** Strength without a supporting word; without it the shape alone is no match. */
  alone?: Strength;
  /** Strength with a supporting word near, or directly before the value. */
  near?: Strength;
  /** How far a supporting word may stand for this shape; default the option `proximity`. 0: directly before only. */
  reach?: number;
  check?: (value: string) => Check;
}

/** A value named by a word directly before it, or by its column or field. */
export interface Labelled {
  name: string;
  /** Sticky, tried after the label and its colon, dash or line end. */
  pattern: RegExp;
  strength: Strength;
  /** `word` is the label's, in small letters, where one stands. */
  check?: (value: string, word?: string) => Check;
}

export interface Detector {
  /** `phi.<file name>`. */
  id: string;
  identifier: Identifier;
  title: string;
  /** Words that name the value or stand near it. */
  context: readonly string[];
  /** Words that stand near the value and support it but do not name it ("medicare" for an MBI). */
  support?: readonly string[];
  shapes?: readonly Shape[];
  labelled?: readonly Labelled[];
  /** On overlap of equal strength the higher wins. Default 0. */
  rank?: number;
  /** The sensitive class of a code, by its value. */
  sensitive?: (value: string) => SensitiveClass | undefined;
}

export function defineDetector(detector: Detector): Detector {
  return detector;
}

/** Digits of a value, without its separators. */
export function digitsOf(value: string): string {
  return value.replace(/\D/g, '');
}

export function allEqual(digits: string): boolean {
  return /^(.)\1*$/.test(digits);
}

/** Luhn's check of ISO/IEC 7812-1, over digits alone. */
export function luhn(digits: string): boolean {
  let sum = 0;
  for (let at = 0; at < digits.length; at++) {
    let digit = digits.charCodeAt(digits.length - 1 - at) - 48;
    if (at % 2 === 1) {
      digit *= 2;
      if (digit > 9) digit -= 9;
    }
    sum += digit;
  }
  return sum % 10 === 0;
}
