import { type Outcome, outcomeWords } from '../../core/outcome.ts';
import type { Severity } from '../../core/severity.ts';
import { outcomeIcon, severityIcon } from '../figures/outcome-icon.ts';
import { outcomeKeys } from '../figures/tokens.ts';
import { type Markup, html, raw } from './markup.ts';

/** Icon, word and color of an outcome. */
export function outcomeBadge(outcome: Outcome): Markup {
  return html`<span class="o o-${outcomeKeys[outcome]}">${raw(outcomeIcon(outcome))}${outcomeWords[outcome]}</span>`;
}

export function severityBadge(severity: Severity): Markup {
  return html`<span class="sev ${severity}"
    >${raw(severityIcon(severity))}${severity[0]!.toUpperCase() + severity.slice(1)}</span
  >`;
}

/** A value of 0 to 5 as five marks, with its words. */
export function pips(value: number): Markup {
  const filled = Math.round(Math.min(Math.max(value, 0), 5));
  return html`<span class="pips" role="img" aria-label="${filled} of 5"
    >${[1, 2, 3, 4, 5].map((step) => raw(step <= filled ? '<i class="f"></i>' : '<i></i>'))}</span
  >`;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** "Nov 20, 2026, 06:12 UTC" of an ISO moment; a day alone keeps its day. */
export function dateWords(moment: string): string {
  const [, year, month, day, time] = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}:\d{2}))?/.exec(moment) ?? [];
  if (!year) return moment;
  return `${months[Number(month) - 1]} ${Number(day)}, ${year}${time ? `, ${time} UTC` : ''}`;
}

/** "1 control", "3 controls". */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
