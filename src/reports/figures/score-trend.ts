import { millis } from '../../core/clock.ts';

/** One assessment on the line: when, and the score of 100. */
export interface ScorePoint {
  /** ISO 8601 UTC. */
  at: string;
  score: number;
  /** What the change from the point before came from, where it is known. */
  cause?: string;
}

export interface ScoreTrend {
  points: readonly ScorePoint[];
  achievable?: number;
  planned?: number;
}

const usual = 548;
const height = 178;
const left = 30;
/** Room at the right for the names of the levels. */
const names = 112;
const top = 16;
const bottom = 148;
/** From how many points on a change is marked. */
const noted = 5;

/**
 * The score over time: 0 to 100 always, a note at each jump of five and more, losses in the color of failing. `day`
 * gives the words of a moment; `width` is in pixels. A single check is a dot with what is in reach of it.
 */
export function scoreTrend(
  { points, achievable, planned }: ScoreTrend,
  day: (at: string) => string,
  width = usual,
): string {
  if (points.length === 0) return '';
  const right = Math.max(width - names, left + 120);
  const times = points.map(({ at }) => millis(at));
  const [begin, end] = [times[0]!, times.at(-1)!];
  const x = (time: number) => left + (end > begin ? (time - begin) / (end - begin) : 1) * (right - left);
  const y = (score: number) => bottom - (score / 100) * (bottom - top);
  const path = points
    .map(({ score }, at) => `${at === 0 ? 'M' : 'L'}${x(times[at]!).toFixed(1)} ${y(score).toFixed(1)}`)
    .join('');
  const last = points.at(-1)!;
  const grid = [0, 25, 50, 75, 100]
    .map(
      (value) =>
        `<line class="gl" x1="${left}" x2="${right}" y1="${y(value)}" y2="${y(value)}"/><text class="ax" x="24" y="${y(value) + 4}" text-anchor="end">${value}</text>`,
    )
    .join('');
  const first = points.length > 1 ? `<text class="ax" x="${left}" y="166">${escaped(day(points[0]!.at))}</text>` : '';
  const dates = `${first}<text class="ax" x="${right}" y="166" text-anchor="end">${escaped(day(last.at))}</text>`;
  const reach =
    achievable === undefined
      ? ''
      : `<line x1="${left}" x2="${right}" y1="${y(achievable)}" y2="${y(achievable)}" stroke="var(--ink3)" stroke-dasharray="1 4" stroke-linecap="round" stroke-width="1.5"/>`;
  const next =
    planned === undefined || planned === last.score
      ? ''
      : `<path d="M${right} ${y(last.score)}L${right + 18} ${y(planned)}" fill="none" stroke="var(--brand)" stroke-width="2" stroke-dasharray="4 3"/><circle cx="${right + 18}" cy="${y(planned)}" r="3.5" fill="var(--card)" stroke="var(--brand)" stroke-width="1.5"/>`;
  return `<svg width="100%" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(trendSentence({ points, achievable, planned }, day))}">${grid}${dates}${reach}<path d="${path}L${x(end)} ${bottom}L${x(begin)} ${bottom}Z" fill="var(--brandT)" opacity=".65"/><path d="${path}" fill="none" stroke="var(--brand)" stroke-width="2" stroke-linejoin="round"/>${next}${labels(last.score, achievable, planned, y, right)}${notes(points, times, x, y, day)}<circle cx="${right}" cy="${y(last.score)}" r="4" fill="var(--brand)"/></svg>`;
}

/** The trend in one sentence, for who does not see it. */
export function trendSentence({ points, achievable, planned }: ScoreTrend, day: (at: string) => string): string {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return 'No assessment yet.';
  const ahead = [
    ...(planned === undefined ? [] : [`${planned} with the open plans`]),
    ...(achievable === undefined ? [] : [`${achievable} in reach with today's licenses`]),
  ];
  const then = ahead.length > 0 ? ` ${ahead.join(', ')}.` : '';
  if (first === last) return `Score ${last.score} of 100 on ${day(last.at)}.${then}`;
  return `Score from ${first.score} on ${day(first.at)} to ${last.score} on ${day(last.at)}.${then}`;
}

/** Names of the levels at the right, pushed apart where they would touch. */
function labels(
  today: number,
  achievable: number | undefined,
  planned: number | undefined,
  y: (score: number) => number,
  right: number,
): string {
  const wanted = [
    { words: `Today ${today}`, at: y(today), strong: true },
    ...(achievable === undefined ? [] : [{ words: `Achievable ${achievable}`, at: y(achievable), strong: false }]),
    ...(planned === undefined ? [] : [{ words: `Planned ${planned}`, at: y(planned), strong: false }]),
  ].toSorted((a, b) => a.at - b.at);
  let free = 0;
  const from = planned === undefined ? right + 10 : right + 28;
  return wanted
    .map(({ words, at, strong }) => {
      const place = Math.max(at + 4, free);
      free = place + 15;
      return `<text class="ax" ${strong ? 'style="font-weight:600;fill:var(--ink)"' : ''} x="${from - 2}" y="${place.toFixed(1)}">${words}</text>`;
    })
    .join('');
}

function notes(
  points: readonly ScorePoint[],
  times: readonly number[],
  x: (time: number) => number,
  y: (score: number) => number,
  day: (at: string) => string,
): string {
  let busy = -Infinity;
  return points
    .flatMap((point, at) => {
      const change = at === 0 ? 0 : point.score - points[at - 1]!.score;
      if (Math.abs(change) < noted) return [];
      const place = x(times[at]!);
      // Words beside each other would run together; the table beneath has them all.
      const words = place - busy > 120;
      if (words) busy = place;
      const color = change < 0 ? 'var(--failF)' : 'var(--brand)';
      const text = change < 0 ? 'var(--fail)' : 'var(--ink)';
      const lower = change < 0 ? y(point.score) + 40 : y(point.score) - 10;
      const bold = `${change > 0 ? '+' : '−'}${Math.abs(change)} on ${escaped(day(point.at))}`;
      return [
        `<circle cx="${place.toFixed(1)}" cy="${y(point.score).toFixed(1)}" r="4" fill="var(--card)" stroke="${color}" stroke-width="2"/>`,
        words
          ? `<text x="${(place - 6).toFixed(1)}" y="${lower.toFixed(1)}" text-anchor="${place < 150 ? 'start' : 'end'}" style="font:600 11px Inter,Segoe UI,sans-serif;fill:${text}">${bold}</text>${point.cause ? `<text class="ax" x="${(place - 6).toFixed(1)}" y="${(lower + 14).toFixed(1)}" text-anchor="${place < 150 ? 'start' : 'end'}">${escaped(point.cause)}</text>` : ''}`
          : '',
      ];
    })
    .join('');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
