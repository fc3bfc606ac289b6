import { randomInt } from 'node:crypto';
import { hashOf } from './secrets.ts';

/** Letters that nobody takes for another one, without vowels, so that no word comes of them (RFC 8628, 6.1). */
const letters = 'BCDFGHJKLMNPQRSTVWXZ';
/** 20^8 codes are 34 bits: with ten tries in a quarter of an hour nobody guesses one within its ten minutes. */
const length = 8;

/** A code as people read it off one screen and type it into another: `WDJB-MJHT`. */
export function newDeviceCode(): string {
  const code = Array.from({ length }, () => letters[randomInt(letters.length)]).join('');
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}

/** What is kept of a code. Case, spaces and dashes that people add or leave out do not matter. */
export function deviceCodeHash(code: string): string {
  return hashOf(`device ${code.toUpperCase().replaceAll(/[^A-Z]/g, '')}`);
}
