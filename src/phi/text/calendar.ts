/** A date as it stands in a text. */
export interface WrittenDate {
  end: number;
  year: number;
  month: number;
  day: number;
  shape: string;
}

const months: Readonly<Record<string, number>> = {
  jan: 1,
  feb: 2,
  mar: 3,
  apr: 4,
  may: 5,
  jun: 6,
  jul: 7,
  aug: 8,
  sep: 9,
  oct: 10,
  nov: 11,
  dec: 12,
};
const word =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const numeric = /(\d{1,2})([-/.])\s?(\d{1,2})\2\s?(\d{4}|\d{2})(?![\w]|[-/.]\d)/y;
const spaced = /(\d{1,2}) (\d{1,2}) ((?:19|20)\d{2})(?!\w)/y;
const iso = /((?:18|19|20)\d{2})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/y;
const packed = /((?:18|19|20)\d{2})(\d{2})(\d{2})(?:\d{4,6})?(?:[-+]\d{4})?(?!\w)/y;
const packedUs = /(\d{2})(\d{2})((?:19|20)\d{2})(?!\w)/y;
const monthFirst = new RegExp(
  `${word}\\.?[ -]{1,2}(\\d{1,2})(?:st|nd|rd|th)?,?[ -]{1,2}((?:18|19|20)\\d{2})(?!\\w)`,
  'iy',
);
const dayFirst = new RegExp(
  `(\\d{1,2})(?:st|nd|rd|th)?(?: of)?[ -]?${word}\\.?,?[ -]?((?:18|19|20)\\d{2}|\\d{2})(?!\\w)`,
  'iy',
);

/** The date that starts at an offset. `packedToo`: eight digits in a row count (HL7, X12), only where a label names a date. */
export function dateAt(text: string, at: number, packedToo: boolean): WrittenDate | undefined {
  const unit = text.charCodeAt(at);
  if (unit < 48 || unit > 57)
    return take(
      monthFirst,
      text,
      at,
      (m) => [m[3]!, String(months[m[1]!.slice(0, 3).toLowerCase()]), m[2]!],
      'month in letters',
    );
  return (
    take(iso, text, at, (m) => [m[1]!, m[3]!, m[4]!], 'year first') ??
    take(
      numeric,
      text,
      at,
      (m) => (Number(m[1]) > 12 ? [m[4]!, m[3]!, m[1]!] : [m[4]!, m[1]!, m[3]!]),
      'month, day and year',
    ) ??
    take(
      dayFirst,
      text,
      at,
      (m) => [m[3]!, String(months[m[2]!.slice(0, 3).toLowerCase()]), m[1]!],
      'month in letters',
    ) ??
    (packedToo
      ? (take(packed, text, at, (m) => [m[1]!, m[2]!, m[3]!], 'eight digits') ??
        take(packedUs, text, at, (m) => [m[3]!, m[1]!, m[2]!], 'eight digits') ??
        take(spaced, text, at, (m) => [m[3]!, m[1]!, m[2]!], 'month, day and year with spaces'))
      : undefined)
  );
}

function take(
  pattern: RegExp,
  text: string,
  at: number,
  parts: (match: RegExpExecArray) => [string, string, string],
  shape: string,
): WrittenDate | undefined {
  pattern.lastIndex = at;
  const found = pattern.exec(text);
  if (found === null) return undefined;
  const [y, m, d] = parts(found);
  const month = Number(m);
  const day = Number(d);
  if (
    month < 1 ||
    month > 12 ||
    day < 1 ||
    day > 31 ||
    (day > 30 && [4, 6, 9, 11].includes(month)) ||
    (month === 2 && day > 29)
  )
    return undefined;
  const year = y.length === 2 ? (Number(y) > 30 ? 1900 : 2000) + Number(y) : Number(y);
  return { end: at + found[0].length, year, month, day, shape };
}
