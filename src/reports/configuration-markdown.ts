import type { BookDecision, BookSection, ConfigurationBook } from '../core/configuration.ts';
import { decisionWords, noLongerSo, setAndUnset, valueWords } from './configuration-value.ts';
import { markdownTable, markdownText } from './markdown.ts';

/** The configuration book as Markdown: one line a setting, in a stable order, to be kept and compared. */
export function configurationMarkdown(book: ConfigurationBook): string {
  const parts = [
    `# Configuration of ${markdownText(book.tenant.name)}\n`,
    `Tenant ${book.tenant.id}. Settings read ${book.takenAt}.\n`,
    ...book.services.flatMap(({ title, sections }) => [`## ${title}\n`, ...sections.map(section)]),
    '## Inherited from Microsoft\n',
    'No setting turns these on and none shows them: the evidence is what Microsoft states.\n',
    markdownTable(
      ['Safeguard', 'What Microsoft states', 'Citations', 'Evidence', 'Your part'],
      book.inherited.map((entry) => [
        entry.title,
        entry.says,
        entry.citations.join(' '),
        entry.evidence.join(' '),
        entry.yours,
      ]),
    ),
    '## Exceptions in force\n',
    book.exceptions.length === 0
      ? 'None.\n'
      : markdownTable(
          ['Control', 'Objects', 'Reason', 'In its place', 'Approver', 'Until'],
          book.exceptions.map((entry) => [
            ...[entry.control, entry.resources?.join(', ') ?? 'all', entry.reason],
            ...[entry.compensating, entry.approver, entry.until],
          ]),
        ),
    '## Other decisions\n',
    book.otherDecisions.length === 0 ? 'None.\n' : history(book.otherDecisions, true),
  ];
  return parts.join('\n');
}

function section({ title, call, readAt, unavailable, count, controls, objects }: BookSection): string {
  const judged = controls.length > 0 ? ` Judged by ${controls.map(({ id }) => id).join(', ')}.` : '';
  const read = unavailable
    ? `Not read: ${markdownText(unavailable)}`
    : `Read ${readAt ?? ''} by ${markdownText(call)}.`;
  const head = `### ${markdownText(title)}\n\n${read}${judged}\n`;
  if (unavailable) return head;
  const counted = count === undefined ? '' : `\n${count} in all; only those that somebody decided about are listed.\n`;
  if (objects.length === 0) return `${head}${counted || '\nNone.\n'}`;
  const bodies = objects.map(({ name, settings, decisions }) => {
    const { set, unset } = setAndUnset(settings);
    const rows = set.map((setting) => [
      ...[setting.words, valueWords(setting.value), setting.controls.join(' ')],
      `${setting.differs ? noLongerSo : ''}${setting.decisions.map(decisionWords).join(' Before: ')}`,
    ]);
    const own = decisions.length > 0 ? `${history(decisions, false)}\n` : '';
    const title = objects.length > 1 || count !== undefined ? `\n#### ${markdownText(name)}\n\n` : '\n';
    const table = rows.length > 0 ? markdownTable(['Setting', 'Value', 'Judged by', 'Why, who and when'], rows) : '';
    const rest = unset.length > 0 ? `\nNot set: ${unset.join(', ')}.\n` : '';
    return `${title}${own}${table}${rest}`;
  });
  return `${head}${counted}${bodies.join('')}`;
}

function history(decisions: readonly BookDecision[], named: boolean): string {
  return decisions
    .map(
      (decision) => `- ${named ? `${markdownText(decision.setting)}: ` : ''}${markdownText(decisionWords(decision))}\n`,
    )
    .join('');
}
