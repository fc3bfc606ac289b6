import type { Span } from '../../core/audit-feed.ts';
import { millis, momentOf } from '../../core/clock.ts';

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** A span in pieces of at most so many milliseconds, oldest first; none when it is empty. */
export function slices({ from, to }: Span, longest: number): Span[] {
  const found: Span[] = [];
  const end = millis(to);
  for (let at = millis(from); at < end; at += longest)
    found.push({ from: momentOf(at), to: momentOf(Math.min(at + longest, end)) });
  return found;
}

/** What of a span none of the others covers, oldest first. Holes of less than `least` milliseconds are none. */
export function holes({ from, to }: Span, covered: readonly Span[], least = 0): Span[] {
  const found: Span[] = [];
  let at = from;
  for (const span of [...covered].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    if (span.to <= at) continue;
    if (span.from >= to) break;
    if (span.from > at) found.push({ from: at, to: span.from });
    at = span.to;
  }
  if (at < to) found.push({ from: at, to });
  return found.filter((hole) => millis(hole.to) - millis(hole.from) > least);
}

/** Spans joined where they overlap or touch, oldest first. */
export function joined(spans: readonly Span[]): Span[] {
  const found: Span[] = [];
  for (const span of [...spans].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    const last = found.at(-1);
    if (last && span.from <= last.to) last.to = span.to > last.to ? span.to : last.to;
    else found.push({ ...span });
  }
  return found;
}

export function later(a: string, b: string): string {
  return a > b ? a : b;
}

export function before(moment: string, milliseconds: number): string {
  return momentOf(millis(moment) - milliseconds);
}
