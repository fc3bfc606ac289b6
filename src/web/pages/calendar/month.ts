/** The month so many after this one: `2026-11` and 2 give `2027-01`. */
export function monthBeside(month: string, by: number): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  const all = year * 12 + number - 1 + by;
  return `${String(Math.floor(all / 12)).padStart(4, '0')}-${String((all % 12) + 1).padStart(2, '0')}`;
}

/** The days of the whole weeks that a month touches, Monday first: `YYYY-MM-DD`. */
export function daysShown(month: string): string[] {
  const first = Date.parse(`${month}-01T00:00:00Z`);
  const next = Date.parse(`${monthBeside(month, 1)}-01T00:00:00Z`);
  const dayMs = 86_400_000;
  const monday = first - ((new Date(first).getUTCDay() + 6) % 7) * dayMs;
  const weeks = Math.ceil((next - monday) / (7 * dayMs));
  return Array.from({ length: weeks * 7 }, (_, at) => new Date(monday + at * dayMs).toISOString().slice(0, 10));
}
