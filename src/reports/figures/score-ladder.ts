/**
 * The score as a ladder: today solid, with the open plans striped, within reach of today's licenses outlined, what needs a license dashed. `y` runs
 * from 0 to 100 always.
 */
export function scoreLadder(score: {
  today: number;
  planned?: number;
  achievable: number;
  withLicenses: number;
}): string {
  const width = 196;
  const at = (value: number) => (value / 100) * width;
  const piece = (from: number, to: number, style: string) =>
    to > from
      ? `<rect x="${(at(from) + 0.75).toFixed(1)}" y="0.75" width="${Math.max(at(to) - at(from) - 1.5, 1).toFixed(1)}" height="12.5" rx="2" ${style}/>`
      : '';
  const planned = Math.max(score.planned ?? score.today, score.today);
  const label = (value: number, other: number) =>
    Math.abs(value - other) > 8 || value === other
      ? `<text class="ax" x="${Math.min(at(value), width - 8).toFixed(1)}" y="27" text-anchor="middle">${value}</text>`
      : '';
  return `<svg width="${width}" height="30" viewBox="0 0 ${width} 30" role="img" aria-label="Score ${score.today} of 100 today, ${planned > score.today ? `${planned} with the open plans, ` : ''}${score.achievable} in reach with today's licenses.">${piece(0, score.today, 'fill="var(--brand)"')}${piece(score.today, planned, 'fill="url(#hp)"')}${piece(planned, score.achievable, 'fill="none" stroke="var(--brand)" stroke-width="1.5"')}${piece(score.achievable, score.withLicenses, 'fill="none" stroke="var(--line2)" stroke-width="1.5" stroke-dasharray="3 2"')}${label(score.today, score.today)}${label(score.achievable, score.today)}</svg>`;
}
