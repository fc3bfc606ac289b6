import type { Match } from '../core/phi.ts';
import type { Page } from './text/page.ts';
import { tokenAt } from './text/tokens.ts';

/** IPv4 (dotted, not a version number) and IPv6 addresses. 45 CFR 164.514(b)(2)(i)(O). */
export const networkAddress = {
  id: 'phi.network-address',
  identifier: 'ip' as const,
  title: 'IP address',
  context: [
    'ip',
    'ip address',
    'ip addr',
    'ipv4',
    'ipv6',
    'client ip',
    'source ip',
    'remote addr',
    'src ip',
    'dst ip',
    'host ip',
    'ipaddress',
    'from ip',
    'logged in from',
    'last login from',
  ],
};

const dotted = /(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}(?![\w]|\.\d)/y;
const colon = /(?:[\dA-Fa-f]{0,4}:){2,7}[\dA-Fa-f]{0,4}(?![\w:])/y;
const version = /(?:\b(?:v|ver|version|release|build|firmware|section|rev)|§)[.:]?\s*$/i;

/** An IPv4 at a digit token; undefined when it is a version, a section number or part of a longer one. */
export function ipv4At(page: Page, start: number): Match | undefined {
  dotted.lastIndex = start;
  const found = dotted.exec(page.text);
  if (found === null) return undefined;
  const before = page.text.slice(Math.max(0, start - 12), start);
  if (/[\d.]$/.test(before)) return undefined;
  if (version.test(before)) {
    page.refuse(networkAddress.id, start, start + found[0].length, 'shape found, a version word stands before it');
    return undefined;
  }
  return match(page, start, start + found[0].length, 'four numbers 0-255 with dots');
}

/** IPv6 addresses at the colons of a text; times (12:30:45) and MAC addresses are neither. */
export function ipv6(page: Page): Match[] {
  const matches: Match[] = [];
  let past = 0;
  const { colons } = page.tokens;
  for (let index = 0; index < colons.length; index++) {
    const at = colons[index]!;
    if (at < past || !mayStart(page.text, colons, index)) continue;
    const token = tokenAt(page.tokens, at);
    const start = token >= 0 && page.tokens.end[token] === at ? page.tokens.start[token]! : at;
    if (start > 0 && /[\w:.]/.test(page.text[start - 1]!)) continue;
    colon.lastIndex = start;
    const found = colon.exec(page.text);
    past = at + 1;
    if (found === null) continue;
    const value = found[0];
    past = start + value.length;
    const groups = value.split(':');
    const short = value.includes('::');
    const filled = groups.filter((group) => group !== '');
    if (short ? value.indexOf('::') !== value.lastIndexOf('::') || filled.length < 2 : groups.length !== 8) continue;
    if (!filled.some((group) => group.length > 2) || (!/[A-Fa-f]/.test(value) && !short)) continue;
    matches.push(match(page, start, past, 'eight groups of hex digits'));
  }
  return matches;
}

/** Whether seven colons, or two in a row, stand as near to a first one as in an address: most colons are of times. */
function mayStart(text: string, colons: readonly number[], first: number): boolean {
  const at = colons[first]!;
  if (first + 6 < colons.length && colons[first + 6]! - at <= 30) return true;
  for (let index = first; index < colons.length && colons[index]! - at <= 35; index++)
    if (text.charCodeAt(colons[index]! + 1) === 58) return true;
  return false;
}

function match(page: Page, start: number, end: number, pattern: string): Match {
  const context = page.context(networkAddress.id, start, end, page.proximity);
  return {
    detector: networkAddress.id,
    identifier: 'ip',
    strength: context ? 'certain' : 'likely',
    start,
    end,
    why: { pattern, ...(context && { context }) },
    holder: 'unknown',
  };
}
