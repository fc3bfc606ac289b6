/** How a cell's number reads: record numbers, zip codes and SSNs are often numbers with a format that pads them. */
export type NumberFormat = (value: number) => string;

/** Formats by index of a cell's style (`s`), from the workbook's styles. Plain numbers have none. */
export function numberFormats(
  custom: ReadonlyMap<number, string>,
  styles: readonly number[],
  since1904: boolean,
): readonly (NumberFormat | undefined)[] {
  return styles.map((id) => {
    const code = custom.get(id);
    if (code === undefined) return builtInDates.has(id) ? (value) => dateText(value, since1904) : undefined;
    return formatOf(code, since1904);
  });
}

/** Built-in formats that show a date, among them those of East Asian versions. Times of day alone are no dates. */
const builtInDates = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 34, 35, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58]);

function formatOf(code: string, since1904: boolean): NumberFormat | undefined {
  const first = code.split(';')[0]!;
  const bare = first.replaceAll(/\[[^\]]*\]|"[^"]*"|\\.|_.|\*./g, '');
  if (/[yd]/i.test(bare) && !/general/i.test(bare)) return (value) => dateText(value, since1904);
  const mask = first
    .replaceAll(/\[[^\]]*\]/g, '')
    .replaceAll(/"([^"]*)"|\\(.)/g, (_, quoted, escaped) => quoted ?? escaped);
  if (/^[^0#]*0[-() 0]*$/.test(mask) && mask.replaceAll(/[^0]/g, '').length > 1) return (value) => masked(value, mask);
  return undefined;
}

/** 1985 in the 1900 or 1904 calendar of Excel as 01/31/1985. Excel holds 1900 for a leap year. */
function dateText(value: number, since1904: boolean): string {
  if (!(value >= 1) || value > 2_958_465) return plain(value);
  let days = Math.floor(value) + (since1904 ? 1_462 : 0);
  if (days >= 60) days--;
  const [year, month, day] = civil(days - 25_568);
  const time = Math.round((value % 1) * 1_440) % 1_440;
  const date = `${two(month)}/${two(day)}/${year}`;
  return time === 0 ? date : `${date} ${two(Math.floor(time / 60))}:${two(time % 60)}`;
}

/** Year, month and day of a count of days from 1970-01-01 in the Gregorian calendar. */
function civil(days: number): [year: number, month: number, day: number] {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  return [yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day];
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function masked(value: number, mask: string): string {
  if (!Number.isSafeInteger(value) || value < 0) return plain(value);
  const places = mask.replaceAll(/[^0]/g, '').length;
  const digits = String(value).padStart(places, '0');
  let at = digits.length - places;
  const head = digits.slice(0, at);
  return head + mask.replaceAll('0', () => digits[at++]!);
}

function plain(value: number): string {
  return String(value);
}
