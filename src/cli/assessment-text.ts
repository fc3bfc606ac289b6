import type { Assessment, Result } from '../core/assessment.ts';
import { type Outcome, outcomeSymbols, outcomeWords, outcomes } from '../core/outcome.ts';
import { reasonOf, reasonsFor } from '../reports/unknown-reasons.ts';
import { serviceNames, services } from '../core/section.ts';
import type { Terminal } from './command.ts';
import { type Style, paint, plain, wrap } from './output.ts';

const styles: Record<Outcome, Style> = {
  pass: 'green',
  attested: 'blue',
  partial: 'yellow',
  fail: 'red',
  unknown: 'magenta',
  excepted: 'yellow',
  'not-licensed': 'magenta',
  'not-applicable': 'gray',
};

/** An assessment as a tired admin reads it: what holds, what to fix first, what is not known and why. */
export function assessmentText(assessment: Assessment, terminal: Terminal, all: boolean): string {
  const { results } = assessment;
  const blocks = [head(assessment, terminal), counts(assessment, terminal), fixFirst(results, terminal)];
  if (all) blocks.push(...services.map((service) => serviceBlock(service, results, terminal)));
  blocks.push(notKnown(assessment, terminal), foot(assessment, all, terminal));
  return blocks.filter(Boolean).join('\n\n');
}

function head(assessment: Assessment, terminal: Terminal): string {
  const { tenant, score } = assessment;
  const read = `Settings read ${assessment.takenAt.slice(0, 16).replace('T', ' ')} UTC by ${assessment.source.tool}`;
  return [
    `${paint(terminal, 'bold', plain(tenant.name))}  ${plain(tenant.domain ?? '')}`,
    `Tenant ${tenant.id}`,
    read,
    `Baseline ${assessment.baseline.id} · run ${assessment.run}`,
    '',
    `Score ${paint(terminal, 'bold', String(score.today))} of 100; ${score.achievable} in reach with today's licenses. Unknown counts as not met.`,
  ].join('\n');
}

function counts(assessment: Assessment, terminal: Terminal): string {
  const parts = outcomes.map((outcome) =>
    paint(
      terminal,
      styles[outcome],
      `${outcomeSymbols[outcome]} ${outcomeWords[outcome]} ${assessment.counts[outcome]}`,
    ),
  );
  const half = Math.ceil(parts.length / 2);
  return `${parts.slice(0, half).join('   ')}\n${parts.slice(half).join('   ')}`;
}

function fixFirst(results: readonly Result[], terminal: Terminal): string {
  const ranked = results
    .filter((result) => result.rank && result.outcome !== 'unknown')
    .toSorted((a, b) => a.rank! - b.rank!);
  if (ranked.length === 0) return 'Nothing to fix among what was read.';
  const shown = ranked.slice(0, 10);
  const lines = shown.map((result, index) => entry(`${String(index + 1).padStart(2)}. `, result, terminal, result.why));
  const title = `Fix first (risk × ease)${ranked.length > shown.length ? `, ${shown.length} of ${ranked.length}` : ''}`;
  return `${paint(terminal, 'bold', title)}\n${lines.join('\n')}`;
}

function entry(lead: string, result: Result, terminal: Terminal, detail?: string): string {
  const indent = ' '.repeat(lead.length);
  const word = `${outcomeSymbols[result.outcome]} ${outcomeWords[result.outcome]}`;
  const label = `${word.padEnd(10)} ${result.severity.padEnd(8)} `;
  const title = wrap(plain(result.headline), terminal.width - lead.length - label.length);
  const rest = ' '.repeat(lead.length + label.length);
  const lines = [
    `${lead}${paint(terminal, styles[result.outcome], word.padEnd(10))} ${result.severity.padEnd(8)} ${title[0] ?? ''}`,
    ...title.slice(1).map((line) => rest + line),
  ];
  if (detail !== undefined) {
    for (const line of wrap(plain(short(detail)), terminal.width - lead.length))
      lines.push(indent + paint(terminal, 'gray', line));
    lines.push(indent + paint(terminal, 'gray', `${result.control} · ${result.citations.slice(0, 3).join(', ')}`));
  }
  return lines.join('\n');
}

/** The terminal shows the beginning of a long reason; every other form holds all of it. */
function short(text: string): string {
  return text.length <= 320 ? text : `${text.slice(0, text.lastIndexOf(' ', 310))} …`;
}

function serviceBlock(service: (typeof services)[number], results: readonly Result[], terminal: Terminal): string {
  const own = results.filter((result) => result.service === service);
  if (own.length === 0) return '';
  return `${paint(terminal, 'bold', serviceNames[service])}\n${own.map((result) => entry('  ', result, terminal)).join('\n')}`;
}

function notKnown(assessment: Assessment, terminal: Terminal): string {
  const unknowns = assessment.results.filter((result) => result.outcome === 'unknown');
  if (unknowns.length === 0) return '';
  const words = reasonsFor(assessment);
  const groups = [...Map.groupBy(unknowns, reasonOf)].toSorted(([, a], [, b]) => b.length - a.length);
  const lines = groups.flatMap(([reason, group]) => [
    ...hanging(`${String(group.length).padStart(4)}  `, `${words[reason].why}. ${words[reason].next}`, terminal),
    // What is grave must not hide in a number.
    ...group
      .filter((result) => result.severity === 'critical')
      .flatMap((result) => hanging('      ', `? critical  ${result.title} (${result.control})`, terminal)),
  ]);
  return `${paint(terminal, 'bold', `Not known: ${unknowns.length} controls`)}\n${lines.join('\n')}`;
}

function hanging(lead: string, text: string, terminal: Terminal): string[] {
  return wrap(plain(text), terminal.width - lead.length).map(
    (line, index) => (index === 0 ? lead : ' '.repeat(lead.length)) + line,
  );
}

function foot(assessment: Assessment, all: boolean, terminal: Terminal): string {
  const more = [
    ...(all ? [] : ['Every control: --all. The whole report with evidence: --out report.html']),
    'One control: wardline controls show ID. One citation: wardline explain "164.312(d)"',
    ...assessment.notices,
  ];
  return more.flatMap((line) => wrap(line, terminal.width)).join('\n');
}
