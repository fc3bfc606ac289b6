import type { Outcome } from '../../core/outcome.ts';
import type { Severity } from '../../core/severity.ts';

/** Each outcome has a shape of its own, so that color is never the only sign. 16 × 16, in the text's color. */
const shapes: Record<Outcome, string> = {
  pass: '<circle cx="8" cy="8" r="6.5" fill="currentColor"/><path d="M5 8.3 7.2 10.5 11.2 6" stroke="var(--card)" stroke-width="1.7" fill="none"/>',
  attested:
    '<path d="M2 13.7h12" stroke="currentColor" stroke-width="1.5"/><path d="M4.2 11.2l.5-2.7 6-6.2 2.2 2.2-6 6.2z" fill="currentColor"/>',
  partial:
    '<circle cx="8" cy="8" r="5.9" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M8 2.1a5.9 5.9 0 0 1 0 11.8z" fill="currentColor"/>',
  fail: '<path d="M5.3 1.5h5.4l3.8 3.8v5.4l-3.8 3.8H5.3L1.5 10.7V5.3z" fill="currentColor"/><path d="M5.7 5.7l4.6 4.6M10.3 5.7l-4.6 4.6" stroke="var(--card)" stroke-width="1.7"/>',
  unknown:
    '<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="1.5" stroke-dasharray="2.6 2.11"/><path d="M6.3 6.5c.1-1 .8-1.5 1.7-1.5s1.7.5 1.7 1.4c0 1.2-1.7 1.3-1.7 2.5M8 11v.1" fill="none" stroke="currentColor" stroke-width="1.5"/>',
  excepted:
    '<path d="M4 2h8M4 14h8M5 2v2.4L8 8l3-3.6V2M5 14v-2.4L8 8l3 3.6V14" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M6 12.7 8 10.6l2 2.1z" fill="currentColor"/>',
  'not-licensed':
    '<circle cx="5" cy="8" r="2.8" fill="none" stroke="currentColor" stroke-width="1.6"/><path d="M7.8 8h6.4v2.6M11.5 8v2" fill="none" stroke="currentColor" stroke-width="1.6"/>',
  'not-applicable':
    '<circle cx="8" cy="8" r="5.9" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M5.2 8h5.6" stroke="currentColor" stroke-width="1.6"/>',
};

export function outcomeIcon(outcome: Outcome): string {
  return `<svg width="16" height="16" viewBox="0 0 16 16" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${shapes[outcome]}</svg>`;
}

/** Severity is shape, not color: rising bars in ink; only critical is red. */
export function severityIcon(severity: Severity): string {
  const filled = { critical: 4, high: 3, medium: 2, low: 1 }[severity];
  const color = severity === 'critical' ? 'var(--failF)' : 'var(--ink2)';
  const bars = [0, 1, 2, 3].map(
    (bar) =>
      `<rect x="${bar * 4}" y="${9 - bar * 3}" width="3" height="${5 + bar * 3}" rx="1" fill="${bar < filled ? color : 'var(--line)'}"/>`,
  );
  return `<svg width="16" height="14" viewBox="0 0 16 14" aria-hidden="true">${bars.join('')}</svg>`;
}

/** The W that stands on a line it does not cross. */
export const mark =
  '<svg width="22" height="22" viewBox="0 0 24 24" aria-hidden="true"><path d="M3 4.5 7.7 15 12 7l4.3 8L21 4.5" fill="none" stroke="currentColor" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round"/><path d="M3 20.5h18" stroke="currentColor" stroke-width="2.6" stroke-linecap="round"/></svg>';
