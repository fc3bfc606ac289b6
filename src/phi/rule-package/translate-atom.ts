import { Untranslatable } from './untranslatable.ts';

const vertical = '\\n\\v\\f\\r\\u2028\\u2029';
const posix: Readonly<Record<string, string>> = {
  alpha: 'A-Za-z',
  digit: '0-9',
  d: '0-9',
  alnum: 'A-Za-z0-9',
  upper: 'A-Z',
  u: 'A-Z',
  lower: 'a-z',
  l: 'a-z',
  space: '\\s',
  s: '\\s',
  blank: ' \\t',
  h: ' \\t',
  v: vertical,
  punct: '!-\\/:-@\\[-`\\{-~',
  xdigit: '0-9A-Fa-f',
  cntrl: '\\x00-\\x1f\\x7f',
  print: '\\x20-\\x7e',
  graph: '!-~',
  word: '\\w',
  w: '\\w',
};
const anchors: Readonly<Record<string, string>> = {
  A: '(?<![^])',
  '`': '(?<![^])',
  z: '(?![^])',
  "'": '(?![^])',
  Z: '(?=[\\n\\r]*(?![^]))',
  '<': '(?<!\\w)(?=\\w)',
  '>': '(?<=\\w)(?!\\w)',
  b: '\\b',
  B: '\\B',
};
const controls: Readonly<Record<string, string>> = { a: '\\x07', e: '\\x1b', f: '\\f', n: '\\n', r: '\\r', t: '\\t' };

interface Item {
  source: string;
  length: number;
  digit?: boolean;
  /** The item is just this text. */
  exact?: string;
}

/** The text of one character as a JavaScript pattern says it. */
export function literal(unit: string): string {
  return /^[\^$\\.*+?()[\]{}|/]$/.test(unit) ? `\\${unit}` : unit;
}

/** An escape outside of a set, which starts at `at`. Throws `Untranslatable`. */
export function escape(pattern: string, at: number): Item {
  const mark = pattern[at + 1];
  if (mark === undefined) throw new Untranslatable('it ends within an escape');
  if (anchors[mark]) return { source: anchors[mark], length: 2 };
  if (mark === 'Q') {
    const end = pattern.indexOf('\\E', at + 2);
    const text = pattern.slice(at + 2, end < 0 ? undefined : end);
    const source = Array.from(text, literal).join('');
    return {
      source: source === '' ? '' : `(?:${source})`,
      length: text.length + (end < 0 ? 2 : 4),
      digit: /\d/.test(text),
      exact: text,
    };
  }
  if (mark === 'E') return { source: '', length: 2 };
  if (mark === 'R') return { source: `(?:\\r\\n|[${vertical}])`, length: 2 };
  const reference = /\\(?:([1-9]\d?)|g\{?([1-9]\d?)\}?|k(?:<([A-Za-z_]\w*)>|\{([A-Za-z_]\w*)\}|'([A-Za-z_]\w*)'))/y;
  reference.lastIndex = at;
  const found = reference.exec(pattern);
  if (found) {
    const number = found[1] ?? found[2];
    const source = number === undefined ? `\\k<${found[3] ?? found[4] ?? found[5]}>` : `(?:\\${number})`;
    return { source, length: found[0].length };
  }
  const inner = insideOrOutside(pattern, at);
  if (inner.range) return { source: `[${inner.source}]`, length: inner.length, digit: inner.digit === true };
  return inner;
}

/** One member of a set, or a range of them, which starts at `at`. Throws `Untranslatable`. */
export function classItem(pattern: string, at: number): { source: string; length: number; digit: boolean } {
  if (pattern.startsWith('[:', at)) {
    const end = pattern.indexOf(':]', at);
    const name = pattern.slice(at + 2, end);
    if (end > 0 && posix[name])
      return { source: posix[name], length: name.length + 4, digit: name === 'digit' || name === 'd' };
    throw new Untranslatable('a set names a class that JavaScript does not know');
  }
  if (pattern.startsWith('[=', at) || pattern.startsWith('[.', at))
    throw new Untranslatable('sets by collation have no equal in JavaScript');
  const first = member(pattern, at);
  const next = at + first.length;
  if (pattern[next] !== '-' || pattern[next + 1] === ']' || pattern[next + 1] === undefined || first.range)
    return { source: first.source, length: first.length, digit: first.digit === true };
  const last = member(pattern, next + 1);
  if (last.range) throw new Untranslatable('a range in a set ends with a class');
  return {
    source: `${first.source}-${last.source}`,
    length: first.length + 1 + last.length,
    digit: first.digit === true && last.digit === true,
  };
}

function member(pattern: string, at: number): Item & { range?: boolean } {
  if (pattern[at] === '\\') {
    if (pattern[at + 1] === 'b') return { source: '\\x08', length: 2 };
    return insideOrOutside(pattern, at);
  }
  const unit = String.fromCodePoint(pattern.codePointAt(at)!);
  return { source: /^[\^\-[\]\\]$/.test(unit) ? `\\${unit}` : unit, length: unit.length, digit: /^\d$/.test(unit) };
}

/** Escapes that mean the same in a set and outside. `range`: it stands for more than one character. */
function insideOrOutside(pattern: string, at: number): Item & { range?: boolean } {
  const mark = pattern[at + 1] ?? '';
  if (mark === 'd') return { source: '\\d', length: 2, digit: true, range: true };
  if ('DwWsS'.includes(mark) && mark !== '') return { source: `\\${mark}`, length: 2, range: true };
  if (mark === 'h') return { source: ' \\t', length: 2, range: true };
  if (mark === 'v') return { source: vertical, length: 2, range: true };
  if (mark === 'l' || mark === 'u') return { source: posix[mark]!, length: 2, range: true };
  if (controls[mark]) return { source: controls[mark], length: 2 };
  const code = /\\(?:x\{([\dA-Fa-f]{1,6})\}|x([\dA-Fa-f]{2})|0([0-7]{0,3})|c([A-Za-z]))/y;
  code.lastIndex = at;
  const found = code.exec(pattern);
  if (found) {
    const [all, long, short, octal, control] = found;
    const point = control
      ? control.toUpperCase().charCodeAt(0) - 64
      : Number.parseInt(long ?? short ?? (octal === '' ? '0' : octal!), octal === undefined ? 16 : 8);
    if (point > 0x10ffff) throw new Untranslatable('it names a character beyond Unicode');
    return { source: `\\u{${point.toString(16)}}`, length: all.length };
  }
  const property = /\\([pP])(?:\{(\^?)([A-Za-z_]{1,30})\}|([A-Za-z]))/y;
  property.lastIndex = at;
  const named = property.exec(pattern);
  if (named) {
    const name = named[3] ?? named[4]!;
    const negative = (named[1] === 'P') !== (named[2] === '^');
    if (posix[name] && !negative) return { source: posix[name], length: named[0].length, range: true };
    try {
      void new RegExp(`\\p{${name}}`, 'u');
    } catch {
      throw new Untranslatable('it names a class of characters that JavaScript does not know');
    }
    return { source: `\\${negative ? 'P' : 'p'}{${name}}`, length: named[0].length, range: true };
  }
  if (/[A-Za-z0-9]/.test(mark)) throw new Untranslatable(`the escape \\${mark} has no equal in JavaScript`);
  const unit = String.fromCodePoint(pattern.codePointAt(at + 1)!);
  const source = unit === '-' ? '\\u002d' : literal(unit);
  return { source, length: 1 + unit.length, exact: unit };
}
