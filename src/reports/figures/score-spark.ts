import { millis } from '../../core/clock.ts';
import { escaped } from './escaped.ts';

/** One tenant's score over its last checks, for a row of small pictures on one scale. */
export interface Spark {
  name: string;
  points: readonly { at: string; score: number }[];
  /** Tinted where the gate is not open; hatched and dashed where what is shown is no longer known. */
  look: 'open' | 'closed' | 'unread';
}

const width = 132;
const height = 52;
const floor = height - 4;
/** The line that all of them share. */
const goal = 75;
const y = (score: number) => floor - (score / 100) * (floor - 4);

/** A line over 0 to 100, the same scale for all. What is not known is a dashed, hatched field, never a line. */
export function scoreSpark({ name, points, look }: Spark): string {
  const last = points.at(-1);
  const label = last ? `${name}: ${look === 'unread' ? 'was ' : ''}${last.score} of 100` : `${name}: not known`;
  const open = `<svg width="100%" viewBox="0 0 ${width} ${height}" preserveAspectRatio="none" role="img" aria-label="${escaped(label)}">`;
  const ground = `<line class="gl" x1="0" x2="${width}" y1="${floor}" y2="${floor}"/><line x1="0" x2="${width}" y1="${y(goal)}" y2="${y(goal)}" stroke="var(--line2)" stroke-dasharray="1 3"/>`;
  if (!last || look === 'unread') {
    const level = y(last?.score ?? 50);
    return `${open}<rect x="0" y="${level}" width="${width}" height="${floor - level}" fill="var(--unkT)"/><line x1="0" x2="${width}" y1="${level}" y2="${level}" stroke="var(--unk)" stroke-width="1.5" stroke-dasharray="4 3"/>${ground}</svg>`;
  }
  const times = points.map(({ at }) => millis(at));
  const span = Math.max(1, times.at(-1)! - times[0]!);
  // One check alone stands as a level line: there is nothing before it to draw.
  const places = points.length === 1 ? [0, width - 4] : times.map((time) => ((time - times[0]!) / span) * (width - 4));
  const scores = points.length === 1 ? [last.score, last.score] : points.map(({ score }) => score);
  const path = places.map((x, at) => `${at === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y(scores[at]!).toFixed(1)}`).join('');
  const [line, tint] = look === 'closed' ? ['var(--fail)', 'var(--failT)'] : ['var(--brand)', 'var(--brandT)'];
  return `${open}<path d="${path}L${width - 4} ${floor}L0 ${floor}Z" fill="${tint}" opacity=".7"/>${ground}<path d="${path}" fill="none" stroke="${line}" stroke-width="1.6" stroke-linejoin="round"/><circle cx="${width - 4}" cy="${y(last.score)}" r="2.6" fill="${line}"/></svg>`;
}
