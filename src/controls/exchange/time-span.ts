/** Days of a .NET time span as Exchange prints it: `90.00:00:00`, `14.00:00:00`, `90`. Undefined when it is none. */
export function daysOf(span: string | null | undefined): number | undefined {
  const match = /^(\d+)(?:\.(\d{1,2}):\d{2}:\d{2}(?:\.\d+)?)?$/.exec(span?.trim() ?? '');
  if (match) return Number(match[1]);
  return /^\d{1,2}:\d{2}:\d{2}$/.test(span?.trim() ?? '') ? 0 : undefined;
}
