import type { Assessment, Result } from '../core/assessment.ts';
import { outcomeSymbols, outcomeWords, outcomes } from '../core/outcome.ts';
import { serviceNames, services } from '../core/section.ts';
import { markdownTable, markdownText } from './markdown.ts';

/** An assessment as one Markdown document. */
export function assessmentMarkdown(assessment: Assessment): string {
  const { tenant, score } = assessment;
  const ranked = assessment.results
    .filter((result) => result.rank && result.outcome !== 'unknown')
    .toSorted((a, b) => a.rank! - b.rank!);
  const parts = [
    `# ${markdownText(tenant.name)}: HIPAA safeguards in Microsoft 365\n`,
    `Tenant ${tenant.id}. Settings read ${assessment.takenAt} by ${markdownText(assessment.source.tool)}. Baseline ${assessment.baseline.id}. Run ${assessment.run}.\n`,
    `Score ${score.today} of 100 (unknown counts as not met), ${score.achievable} within reach with today's licenses.\n`,
    markdownTable(
      outcomes.map((outcome) => outcomeWords[outcome]),
      [outcomes.map((outcome) => assessment.counts[outcome])],
    ),
    '## Fix first\n',
    ranked.length === 0
      ? 'Nothing to fix among what was read.\n'
      : markdownTable(
          ['#', 'Fix', 'Now', 'Severity', 'Why'],
          ranked.map((result, index) => [
            index + 1,
            result.fix.title,
            outcomeWords[result.outcome],
            result.severity,
            result.why,
          ]),
        ),
    ...services.flatMap((service) =>
      serviceSection(
        serviceNames[service],
        assessment.results.filter((result) => result.service === service),
      ),
    ),
    '## By citation\n',
    markdownTable(
      ['Citation', 'Title', 'Designation', 'Controls', ...outcomes.map((outcome) => outcomeWords[outcome])],
      assessment.citations.map((entry) => [
        entry.citation,
        entry.title,
        entry.designation,
        entry.controls.length,
        ...outcomes.map((outcome) => entry.counts[outcome]),
      ]),
    ),
    '## Notices\n',
    `${assessment.notices.map((notice) => `- ${markdownText(notice)}`).join('\n')}\n`,
  ];
  return parts.join('\n');
}

function serviceSection(name: string, results: readonly Result[]): string[] {
  if (results.length === 0) return [];
  return [`## ${name}\n`, ...results.map(resultSection)];
}

function resultSection(result: Result): string {
  const lines = [
    `### ${outcomeSymbols[result.outcome]} ${outcomeWords[result.outcome]}: ${markdownText(result.headline)}\n`,
    `\`${result.control}\` · ${result.severity} · ${result.citations.join(', ')}\n`,
    `${markdownText(result.why)}\n`,
    result.wouldPassIf ? `**Would pass if:** ${markdownText(result.wouldPassIf)}\n` : '',
    result.resources.length > 0
      ? markdownTable(
          ['Object', 'Expected', 'Actual', 'Read from'],
          result.resources.map((resource) => [
            resource.name,
            resource.expected,
            resource.actual,
            `${resource.readFrom}${resource.readAt ? `, ${resource.readAt}` : ''}`,
          ]),
        )
      : '',
    result.outcome === 'fail' || result.outcome === 'partial'
      ? `**${markdownText(result.fix.title)}:** ${result.fix.steps.map((step, index) => `${index + 1}. ${markdownText(step)}`).join(' ')}\n`
      : '',
  ];
  return lines.filter(Boolean).join('\n');
}
