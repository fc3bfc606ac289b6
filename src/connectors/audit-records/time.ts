import { millis } from '../../core/clock.ts';

const iso = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}/;
const zone = /(?:Z|[+-]\d{2}:?\d{2})$/i;
const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4}),? (\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)? ?(AM|PM)?$/i;

/**
 * Milliseconds since 1970 of a time as any export writes it: ISO with or without zone (always UTC), with seven digits
 * of fraction, or `1/31/2026 2:05:09 PM`; NaN when it is none.
 */
export function eventMillis(given: unknown): number {
  if (typeof given !== 'string') return NaN;
  const text = given.trim();
  if (iso.test(text)) return millis(zone.test(text) ? text : `${text.replace(' ', 'T')}Z`);
  const parts = american.exec(text);
  if (!parts) return NaN;
  const [, month, day, year, hour, minute, second, half] = parts;
  const hours = (Number(hour) % (half ? 12 : 24)) + (half?.toUpperCase() === 'PM' ? 12 : 0);
  const two = (value: string | number) => String(value).padStart(2, '0');
  return millis(`${year}-${two(month!)}-${two(day!)}T${two(hours)}:${minute}:${second ?? '00'}Z`);
}
