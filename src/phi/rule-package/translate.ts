import { classItem, escape, literal } from './translate-atom.ts';
import { Untranslatable } from './untranslatable.ts';

/** A pattern of Boost.Regex in Perl syntax as JavaScript runs it. */
export interface Translated {
  source: string;
  /** For `new RegExp`, without `g`. */
  flags: string;
  /** Without a digit in the text it cannot match. */
  needsDigit: boolean;
  /** One of these, in small letters, stands in every match. Absent: none is known. */
  literals?: readonly string[];
}

/** A part of the pattern, with what every match of it must hold. */
interface Piece {
  source: string;
  digit: boolean;
  literals?: readonly string[] | undefined;
  /** The piece is just this text. */
  exact?: string | undefined;
}

const deepest = 200;
const shortestLiteral = 2;

/**
 * Translates a pattern of Boost.Regex 5 (Perl syntax), as Purview runs it, to a JavaScript source and flags:
 * Boost lets a dot take line ends, and ^ and $ stand at every line, unless told otherwise. Throws `Untranslatable`.
 * https://www.boost.org/doc/libs/release/libs/regex/doc/html/boost_regex/syntax/perl_syntax.html
 */
export function translate(pattern: string): Translated {
  let at = 0;
  let depth = 0;
  // Once V8 has compiled a megabyte of patterns it compiles further ones without optimization, and then an alternation
  // within `(?i:…)` misses matches (seen on Node 24). A pattern that is caseless as a whole takes the flag, and in one
  // that is so in parts each character stands in a group of its own.
  const caseless = pattern.startsWith('(?i)') && !/\(\?[ims]*-[ms]*i/.test(pattern);
  let folds = false;
  if (caseless) at = 4;
  const flags = caseless ? 'imsu' : 'msu';
  const piece = alternation();
  if (at < pattern.length) throw new Untranslatable('a group closes that was never opened');
  try {
    void new RegExp(piece.source, flags);
  } catch {
    throw new Untranslatable('it is not a well-formed pattern');
  }
  return { source: piece.source, flags, needsDigit: piece.digit, ...(piece.literals && { literals: piece.literals }) };

  function alternation(): Piece {
    if (++depth > deepest) throw new Untranslatable(`groups are nested more than ${deepest} deep`);
    const opening = /\(\?([ims]*(?:-[ims]+)?)\)/y;
    let modifiers = '';
    const outside = folds;
    opening.lastIndex = at;
    const found = opening.exec(pattern);
    if (found && found[0].length > 3) {
      modifiers = withoutCase(found[1]!);
      at += found[0].length;
    }
    const branches = [sequence()];
    while (pattern[at] === '|') {
      at++;
      branches.push(sequence());
    }
    depth--;
    folds = outside;
    const only = branches.length === 1 ? branches[0]! : undefined;
    const source = branches.map((branch) => branch.source).join('|');
    const literals = branches.every((branch) => branch.literals)
      ? branches.flatMap((branch) => branch.literals!)
      : undefined;
    return {
      source: modifiers === '' ? source : `(?${modifiers}:${source})`,
      digit: branches.every((branch) => branch.digit),
      literals: literals && literals.length <= 64 ? literals : undefined,
      exact: only?.exact,
    };
  }

  function sequence(): Piece {
    const pieces: Piece[] = [];
    while (at < pattern.length && pattern[at] !== '|' && pattern[at] !== ')') pieces.push(quantified(atom()));
    const runs: string[] = [''];
    for (const { exact } of pieces) {
      if (exact === undefined) runs.push('');
      else runs[runs.length - 1] += exact;
    }
    const longest = runs.reduce((best, run) => (run.length > best.length ? run : best), '');
    const sets = pieces.flatMap((piece) => (piece.literals && piece.exact === undefined ? [piece.literals] : []));
    return {
      source: pieces.map((piece) => piece.source).join(''),
      digit: pieces.some((piece) => piece.digit),
      literals: longest.length >= shortestLiteral ? [longest] : sets[0],
      exact: pieces.every((piece) => piece.exact !== undefined) ? runs[0] : undefined,
    };
  }

  function quantified(piece: Piece): Piece {
    const repeat = /(?:[*+?]|\{(\d{1,5})(?:(,)(\d{0,5}))?\})([?+]?)/y;
    repeat.lastIndex = at;
    const found = repeat.exec(pattern);
    if (!found) return piece;
    if (found[4] === '+') throw new Untranslatable('possessive repeats have no equal in JavaScript');
    if (piece.source === '') throw new Untranslatable('a repeat follows nothing that can be repeated');
    at += found[0].length;
    const least = found[1] === undefined ? (found[0].startsWith('+') ? 1 : 0) : Number(found[1]);
    if (found[3] !== undefined && found[3] !== '' && Number(found[3]) < least)
      throw new Untranslatable('a repeat ends below where it begins');
    const kept = least > 0 ? { digit: piece.digit, literals: piece.literals } : { digit: false };
    return { source: piece.source + found[0], ...kept };
  }

  function atom(): Piece {
    if (pattern[at] === '(') return group();
    const piece = character();
    const caseMatters = folds && !/^(?:[$.^]|)$/.test(piece.source);
    return caseMatters ? { ...piece, source: `(?i:${piece.source})` } : piece;
  }

  function character(): Piece {
    const mark = pattern[at]!;
    if (mark === '[') return set();
    if (mark === '\\') {
      const { source, length, digit = false, exact } = escape(pattern, at);
      at += length;
      return { source, digit, exact, ...(exact !== undefined && asciiOf(exact)) };
    }
    if (mark === '*' || mark === '+' || mark === '?')
      throw new Untranslatable('a repeat follows nothing that can be repeated');
    const unit = String.fromCodePoint(pattern.codePointAt(at)!);
    at += unit.length;
    if (mark === '.' || mark === '^' || mark === '$') return { source: mark, digit: false };
    return {
      source: literal(unit),
      digit: /\d/.test(unit),
      exact: /^[\x20-\x7e]$/.test(unit) ? unit.toLowerCase() : undefined,
    };
  }

  function group(): Piece {
    const head = /\((?:\?(?:([:=!]|<[=!])|P?<([A-Za-z_]\w*)>|'([A-Za-z_]\w*)'|([ims]*(?:-[ims]+)?):|(#)[^)]*\)))?/y;
    head.lastIndex = at;
    const [all, plain, name, quoted, modifiers, comment] = head.exec(pattern)!;
    at += all.length;
    const outside = folds;
    if (comment) return { source: '', digit: false };
    if (all === '(' && pattern[at] === '?') throw new Untranslatable(reasonOf(pattern.slice(at, at + 3)));
    const opening =
      (name ?? quoted) !== undefined
        ? `(?<${name ?? quoted}>`
        : modifiers !== undefined
          ? `(?${withoutCase(modifiers)}:`
          : plain
            ? `(?${plain}`
            : '(';
    const inner = alternation();
    folds = outside;
    if (pattern[at] !== ')') throw new Untranslatable('a group is not closed');
    at++;
    const source = `${opening}${inner.source})`;
    // What stands in a look-around is not part of the match, and may be what must not stand there.
    if (plain !== undefined && plain !== ':') return { source, digit: false };
    return { source, digit: inner.digit, literals: inner.literals };
  }

  /** Modifiers as they are written; what they say of the case is kept in `folds`. */
  function withoutCase(modifiers: string): string {
    const [on = '', off = ''] = modifiers.split('-');
    if (on.includes('i')) folds = !caseless;
    if (off.includes('i')) folds = false;
    const left = off.replaceAll('i', '');
    return on.replaceAll('i', '') + (left === '' ? '' : `-${left}`);
  }

  function set(): Piece {
    const negated = pattern[at + 1] === '^';
    at += negated ? 2 : 1;
    let source = '';
    let digits = !negated;
    for (let first = true; ; first = false) {
      if (at >= pattern.length) throw new Untranslatable('a set is not closed');
      if (pattern[at] === ']' && !first) break;
      const item = classItem(pattern, at);
      at += item.length;
      source += item.source;
      digits &&= item.digit;
    }
    at++;
    return { source: `[${negated ? '^' : ''}${source}]`, digit: digits };
  }
}

function asciiOf(exact: string): { exact: string | undefined } {
  return { exact: /^[\x20-\x7e]*$/.test(exact) ? exact.toLowerCase() : undefined };
}

function reasonOf(start: string): string {
  if (start.startsWith('?>')) return 'atomic groups have no equal in JavaScript';
  if (start.startsWith('?|')) return 'groups that share their numbers have no equal in JavaScript';
  if (start.startsWith('?(')) return 'conditions have no equal in JavaScript';
  if (/^\?(?:R|[+-]?\d|&|P[>=])/.test(start)) return 'patterns that call themselves have no equal in JavaScript';
  if (/^\?[a-z-]+/.test(start))
    return 'flags stand elsewhere than at the start of a group, or are other than i, m and s';
  return 'a group is of an unknown kind';
}
