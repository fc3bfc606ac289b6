/** Characters of a regular expression that Purview takes. */
export const longestRegex = 1_024;

/**
 * What Purview's upload refuses in a regular expression, in words; empty when it would take it. Groups of every kind
 * count, look-arounds too. https://learn.microsoft.com/purview/sit-limits and the pages on custom types.
 */
export function regexFaults(pattern: string): string[] {
  const faults = new Set<string>();
  if (Array.from(pattern).length > longestRegex) faults.add(`it is longer than ${longestRegex} characters`);
  if (pattern.trim() === '') faults.add('it is empty');
  if (pattern.startsWith('|') || /(?<!\\)(?:\\\\)*\|$/.test(pattern))
    faults.add('it begins or ends with |, which matches everything');
  if (/^\.\{[01],\d*\}/.test(pattern) || /(?<!\\)(?:\\\\)*\.\{[01],\d*\}$/.test(pattern))
    faults.add('it begins or ends with .{0,m} or .{1,m}');
  let depth = 0;
  const lookbehinds: { depth: number; lengths: Set<number>; length: number; fixed: boolean }[] = [];
  for (const token of tokensOf(pattern)) {
    const behind = lookbehinds.at(-1);
    if (token.kind === 'open') {
      depth++;
      if (token.lookbehind) lookbehinds.push({ depth, lengths: new Set(), length: 0, fixed: true });
    } else if (token.kind === 'close') {
      if (behind && behind.depth === depth) {
        behind.lengths.add(behind.length);
        if (!behind.fixed || behind.lengths.size > 1) faults.add('a lookbehind is of variable length');
        lookbehinds.pop();
      }
      depth--;
    } else if (token.kind === 'or' && behind) {
      // Boost takes branches of different lengths only where each is alone fixed at the top of the lookbehind.
      if (behind.depth < depth) behind.fixed = false;
      behind.lengths.add(behind.length);
      behind.length = 0;
    } else if (token.kind === 'atom' && behind) behind.length++;
    if (behind && token.repeat && token.repeat.least !== token.repeat.most) behind.fixed = false;
    if (behind && token.repeat && token.kind === 'atom') behind.length += token.repeat.least - 1;
    const { repeat } = token;
    if (!repeat) continue;
    const unbounded = repeat.most === Infinity;
    if (token.kind === 'close' && unbounded) faults.add('a group repeats without an upper bound: (xx)* or (xx)+');
    if (depth === 0) continue;
    if (token.any && unbounded) faults.add('a group holds .* or .+');
    else if (token.any && repeat.least <= 1 && repeat.most > 1) faults.add('a group holds .{0,m} or .{1,m}');
    else if (unbounded) faults.add('a group holds a repeat without an upper bound');
  }
  return [...faults];
}

interface Token {
  kind: 'open' | 'close' | 'or' | 'atom' | 'anchor';
  lookbehind?: boolean;
  /** A bare dot. */
  any?: boolean;
  repeat?: { least: number; most: number };
}

const openAt = /\((?:\?(?:<[=!]|P?<\w+>|[:=!>|]|'\w+'|[a-z-]+[:)]|#[^)]*\)))?/y;
const setAt = /\[\^?\]?(?:\[:\w+:\]|\\[^]|[^\]\\])*\]?/y;
const escapeAt = /\\(?:x\{[\dA-Fa-f]+\}|x[\dA-Fa-f]{2}|[pP](?:\{[^}]*\}|\w)|[^])/y;
const repeatAt = /(?:([*+?])|\{(\d+)(?:(,)(\d*))?\})[?+]?/y;

function tokensOf(pattern: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const take = (expression: RegExp) => {
    expression.lastIndex = at;
    const found = expression.exec(pattern);
    if (found) at = expression.lastIndex;
    return found;
  };
  while (at < pattern.length) {
    const mark = pattern[at]!;
    let token: Token;
    if (mark === '(') {
      const head = take(openAt)![0];
      // A remark or a switch of flags is no group.
      token = /^\(\?.*\)$/s.test(head) ? { kind: 'anchor' } : { kind: 'open', lookbehind: /^\(\?<[=!]/.test(head) };
    } else if (mark === '[') {
      take(setAt);
      token = { kind: 'atom' };
    } else if (mark === '\\') {
      const escape = take(escapeAt)?.[0] ?? '\\';
      if (escape === '\\') at++;
      token = { kind: /^\\[AbBzZ<>`']$/.test(escape) ? 'anchor' : 'atom' };
    } else {
      at++;
      token =
        mark === ')'
          ? { kind: 'close' }
          : mark === '|'
            ? { kind: 'or' }
            : mark === '^' || mark === '$'
              ? { kind: 'anchor' }
              : { kind: 'atom', any: mark === '.' };
    }
    const found = token.kind === 'open' || token.kind === 'or' ? null : take(repeatAt);
    if (found) {
      const [, sign, least, comma, most] = found;
      token.repeat = sign
        ? { least: sign === '+' ? 1 : 0, most: sign === '?' ? 1 : Infinity }
        : { least: Number(least), most: comma === undefined ? Number(least) : most === '' ? Infinity : Number(most) };
    }
    tokens.push(token);
  }
  return tokens;
}
