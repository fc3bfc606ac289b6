import type { Control } from '../core/control.ts';
import { licenses } from '../core/license.ts';
import { serviceNames, type Service } from '../core/section.ts';
import { sectionOf, sections } from '../core/snapshot.ts';
import { provision } from '../hipaa/index.ts';
import { markdownTable, markdownText } from './markdown.ts';

const responsibilityWords = { microsoft: 'Microsoft', you: 'You', both: 'Microsoft and you' };
const tightenWords = {
  lower: 'may be lower',
  higher: 'may be higher',
  subset: 'may list fewer',
  superset: 'may list more',
  on: 'may be turned on',
  choice: 'your choice',
};

/** One control as a Markdown page: the terminal's `controls show` and the reference pages in docs. */
export function controlPage(control: Control): string {
  const service = control.id.split('.', 1)[0] as Service;
  const parts = [
    `# ${markdownText(control.title)}\n`,
    `\`${control.id}\` · ${serviceNames[service]} · severity ${control.severity} · ${control.aliases.join(', ')}\n`,
    `**When it does not hold:** ${markdownText(control.finding)}\n`,
    '## Why it matters\n',
    `${markdownText(control.rationale)}\n`,
    facts(control),
    '## HIPAA citations\n',
    control.citations
      .map(
        (citation) =>
          `- ${citation} ${markdownText(provision(citation)?.title ?? '')} (${provision(citation)?.designation ?? 'unknown'})`,
      )
      .join('\n') + '\n',
    '## How it is judged\n',
    judged(control),
    parameters(control),
    '## How to fix it\n',
    `${markdownText(control.remediation.fix)}.\n`,
    `${control.remediation.steps.map((step, index) => `${index + 1}. ${markdownText(step)}`).join('\n')}\n`,
    ...(control.remediation.script
      ? ['PowerShell:\n', `${control.remediation.script.map((line) => `    ${line}`).join('\n')}\n`]
      : []),
    `${control.changes ? 'The change is described as data, so that Wardline can make it once it is connected and a plan was approved.' : 'No API makes this change: people do.'}\n`,
    ...bullets('## What the judgement cannot see\n', control.knownGaps),
    ...bullets('## Assumed, not yet held against a live tenant\n', control.assumed),
    ...references(control),
  ];
  return parts.filter(Boolean).join('\n');
}

function facts(control: Control): string {
  const rows = [
    ['Responsibility', responsibilityWords[control.responsibility]],
    ['Time to fix', control.effort],
    ['People notice', control.userImpact],
    ['License', control.license ? licenses[control.license].name : 'none beyond the service itself'],
  ];
  return markdownTable(['Fact', 'Value'], rows);
}

function judged(control: Control): string {
  if (!control.evaluate) {
    return `No API tells. A person attests it: ${markdownText(control.attest!.question)}\n\nProof to keep: ${markdownText(control.attest!.proof)} An answer counts for ${control.attest!.validDays} days.\n`;
  }
  const names = [...new Set([...control.reads.map(sectionOf), ...control.mayRead])];
  const needed = new Set(control.reads.map(sectionOf));
  const rows = names.map((name) => {
    const fields = control.reads.filter((key) => key.startsWith(`${name}.`)).map((key) => key.slice(name.length + 1));
    return [
      sections[name].title,
      sections[name].call,
      fields.join(', ') || 'as a whole',
      needed.has(name) ? 'yes' : 'refines the answer',
    ];
  });
  const attest = control.attest
    ? `\nWhere the settings cannot tell, a person may attest it: ${markdownText(control.attest.question)} Proof to keep: ${markdownText(control.attest.proof)}\n`
    : '';
  return `${markdownTable(['Settings', 'Read by', 'Fields', 'Needed'], rows)}\nWithout what is needed the outcome is unknown, never pass or fail.\n${attest}`;
}

function parameters(control: Control): string {
  const rows = Object.entries(control.parameters).map(([name, parameter]) => [
    name,
    parameter.title,
    Array.isArray(parameter.default) ? parameter.default.join(', ') : String(parameter.default),
    tightenWords[parameter.tighten],
  ]);
  return rows.length === 0
    ? ''
    : `## Parameters\n\n${markdownTable(['Name', 'Meaning', 'Default', 'A baseline'], rows)}`;
}

function bullets(title: string, lines: readonly string[] | undefined): string[] {
  return lines && lines.length > 0 ? [title, `${lines.map((line) => `- ${markdownText(line)}`).join('\n')}\n`] : [];
}

function references(control: Control): string[] {
  const rows = control.references.map(({ source, id, level }) => [source, level ? `${id} (${level})` : id]);
  return rows.length > 0 ? ['## In other catalogues\n', markdownTable(['Source', 'Id'], rows)] : [];
}
