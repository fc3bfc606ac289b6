import type { MrnFormat } from '../core/phi.ts';

/** How `wardline.yaml` says an own record number: a picture such as `LM-######`, or a pattern for what no picture can say. */
export type RecordNumber = string | { pattern: string; needsContext?: boolean };

/**
 * A record number's format for the detectors. In a picture # is a digit, @ a letter, & either, and all else stands for
 * itself. A picture that begins with two letters or more of its own needs no word such as MRN beside it.
 */
export function recordNumberFormat(given: RecordNumber): MrnFormat {
  if (typeof given !== 'string') return given;
  const pattern = given.replaceAll(
    /[^#@&]|[#@&]/g,
    (mark) => marks[mark] ?? mark.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'),
  );
  return { pattern, needsContext: !/^[A-Za-z]{2}/.test(given) };
}

const marks: Readonly<Record<string, string>> = { '#': '\\d', '@': '[A-Za-z]', '&': '[A-Za-z\\d]' };

/** Why a picture or pattern cannot be used, or undefined. */
export function recordNumberFault(given: RecordNumber): string | undefined {
  if (typeof given === 'string') {
    if (given.length > 40) return 'must be a picture of at most 40 characters';
    return (given.match(/[#@&]/g)?.length ?? 0) >= 3 ? undefined : 'must show at least three places with #, @ or &';
  }
  return patternFault(given.pattern);
}

/** A try at one place of the text may take this many steps back and no more. */
const mostWays = 300;

/** At most so many ways lead through the pattern at one place: its lengths and its alternatives, multiplied. */
function waysToMatch(bare: string): number {
  let ways = 1;
  const plain = bare.replaceAll('(?:', '(');
  for (const [part, least, most] of plain.matchAll(/\?|\{(\d+),(\d+)\}/g))
    ways *= part === '?' ? 2 : Math.max(1, Number(most) - Number(least) + 1);
  const branches = [1];
  for (const mark of plain) {
    if (mark === '(') branches.push(1);
    else if (mark === '|') branches[branches.length - 1]! += 1;
    else if (mark === ')') ways *= branches.pop() ?? 1;
  }
  return branches.reduce((product, count) => product * count, ways);
}

/**
 * Patterns run over every file, so only those pass whose time is bounded by their form: no repetition without an upper
 * bound, none of a group, no look-around and no reference back.
 */
function patternFault(pattern: string): string | undefined {
  if (pattern.length > 200) return 'must be a pattern of at most 200 characters';
  const bare = pattern.replaceAll(/\\[^]/g, 'x').replaceAll(/\[[^\]]*\]/g, 'x');
  if (/\\[1-9k]/.test(pattern)) return 'must not refer back to a group';
  if (/\(\?(?!:)/.test(bare)) return 'must not look around or name groups';
  if (/[*+]|\{\d+,\}/.test(bare)) return 'must not repeat without an upper bound: write \\d{6,9} in place of \\d+';
  if (/\)[?{]/.test(bare)) return 'must not repeat a group';
  if ((bare.match(/\?|\{\d+,\d+\}/g)?.length ?? 0) > 4) return 'must not hold more than four parts of variable length';
  if (Array.from(bare.matchAll(/\{(?:\d+,)?(\d+)\}/g)).some(([, most]) => Number(most) > 30))
    return 'must not repeat a character more than 30 times';
  if (waysToMatch(bare) > mostWays)
    return 'must not be able to match one place in so many ways: give fewer alternatives and narrower {least,most}';
  try {
    if (new RegExp(`^(?:${pattern})$`).test('')) return 'must not match nothing';
    return undefined;
  } catch {
    return 'must be a JavaScript regular expression';
  }
}
