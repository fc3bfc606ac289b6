const fillers = new Set([
  'number',
  'numbers',
  'num',
  'no',
  'nbr',
  'id',
  'is',
  'was',
  'of',
  'on',
  'code',
  'value',
  'for',
  'as',
  's',
  'are',
  'dated',
  'date',
]);
const signs = new Set(
  [
    ':',
    '#',
    '=',
    '-',
    '>',
    '.',
    ',',
    '"',
    "'",
    '*',
    '_',
    '|',
    '\\',
    '[',
    ']',
    ';',
    '\u2013',
    '\u2014',
    '\u2019',
    '\u201c',
    '\u00a0',
    '\uff1a',
  ].map((sign) => sign.charCodeAt(0)),
);
const xmlValue = /(?:\s+\w{1,20}="[^"<>]{0,80}"){0,4}\s+(?:value|extension)="/y;
const otherLabel = /\/ ?[A-Za-z]{2,9}\.?(?=[ :#=\t])/y;
const reach = 60;

/**
 * Where the value of a label starts: after its colon, "no.", "is", quotes, a remark in brackets, or on the next line
 * when the label ends its own. -1 at the end of the text. Written by hand: it runs at every label of a text.
 */
export function skipFillers(text: string, end: number): number {
  const last = Math.min(text.length, end + reach);
  let at = end;
  let words = 0;
  let lines = 0;
  let signed = 0;
  while (at < last) {
    const unit = text.charCodeAt(at);
    if (unit === 32 || unit === 9) at++;
    else if (signs.has(unit)) {
      // A row of blanks to fill in has no value.
      if (unit === 95 && ++signed > 3) return -1;
      at++;
    } else if (unit === 47 && at === end) {
      // "DOB/Age:", "SSN/TIN:".
      otherLabel.lastIndex = at;
      if (!otherLabel.test(text)) return at;
      at = otherLabel.lastIndex;
    } else if (unit === 40) {
      const close = text.indexOf(')', at);
      if (close < 0 || close - at > 26 || /[\d\n]/.test(text.slice(at, close)))
        return at > end && isDigit(text, at + 1) ? at + 1 : at;
      at = close + 1;
    } else if (unit === 10 || unit === 13) {
      if (unit === 10 && ++lines > 2) return -1;
      at++;
    } else if (words < 3 && lines === 0 && isLetter(unit)) {
      let stop = at;
      while (stop < last && isLetter(text.charCodeAt(stop))) stop++;
      const word = text.slice(at, stop);
      if (stop - at > 7 || !fillers.has(word.toLowerCase())) {
        if (at > end + 1 || (word !== 'value' && word !== 'extension' && word !== 'root')) return at;
        xmlValue.lastIndex = end;
        return xmlValue.test(text) ? xmlValue.lastIndex : at;
      }
      if ((word === 'value' || word === 'id') && text.startsWith('="', stop)) {
        at = stop + 2;
        continue;
      }
      at = stop;
      words++;
    } else return at;
  }
  return at < text.length ? at : -1;
}

/** Before a label that ends its line: nothing, the number of a form's box, a bar, or a gap. */
const opensLine = /(?:^|\n|[\t|]|[ \t]{2})[ \t>*#_-]*(?:\d{1,2}[a-z]?[.)]?[ \t]+)?$/i;

/**
 * Whether a label names what stands on the next line: it does when the label has its own sign, or its line or cell to
 * itself. "... of the last member" at a line's end names nothing below it.
 */
export function reachesValue(text: string, labelStart: number, labelEnd: number, value: number): boolean {
  const between = text.slice(labelEnd, value);
  if (!between.includes('\n') || /\S/.test(between)) return true;
  return opensLine.test(text.slice(Math.max(0, labelStart - 12), labelStart));
}

function isLetter(unit: number): boolean {
  return (unit >= 97 && unit <= 122) || (unit >= 65 && unit <= 90);
}

function isDigit(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 48 && unit <= 57;
}
