import { controls } from '../../../controls/index.ts';
import type { Control } from '../../../core/control.ts';
import { services } from '../../../core/section.ts';
import { severities } from '../../../core/severity.ts';
import { provision, safeguardTypeOf } from '../../../hipaa/index.ts';
import { defineCommand } from '../../command.ts';

const safeguardTypes = ['administrative', 'physical', 'technical', 'organizational', 'privacy', 'breach-notification'];

export const controlsListCommand = defineCommand<Control>({
  path: ['controls', 'list'],
  summary: 'list the controls',
  arguments: [],
  options: [
    { flags: '--service <service>', summary: 'only this service', choices: services },
    { flags: '--severity <severity>', summary: 'only this severity', choices: severities },
    {
      flags: '--safeguard <type>',
      summary: 'only controls that serve this kind of safeguard',
      choices: safeguardTypes,
    },
    {
      flags: '--rule <rule>',
      summary: 'only controls that serve this HIPAA rule',
      choices: ['security', 'privacy', 'breach-notification'],
    },
    { flags: '--citation <citation>', summary: 'only controls that serve this citation or one below it' },
  ],
  formats: ['table', 'json', 'jsonl', 'csv', 'md'],
  async run({ options }) {
    const cited =
      typeof options['citation'] === 'string'
        ? (provision(options['citation'])?.citation ?? options['citation'])
        : undefined;
    const chosen = controls.filter(
      (control) =>
        (!options['service'] || control.id.startsWith(`${options['service'] as string}.`)) &&
        (!options['severity'] || control.severity === options['severity']) &&
        (!options['safeguard'] ||
          control.citations.some((citation) => safeguardTypeOf(citation) === options['safeguard'])) &&
        (!options['rule'] || control.citations.some((citation) => provision(citation)?.rule === options['rule'])) &&
        (!cited || control.citations.some((citation) => citation === cited || citation.startsWith(`${cited}(`))),
    );
    return {
      data: chosen.map(listed),
      rows: chosen,
      columns: [
        { title: 'Control', value: (control) => control.id },
        { title: 'Severity', value: (control) => control.severity },
        { title: 'Title', value: (control) => control.title },
      ],
      messages: [`${chosen.length} of ${controls.length} controls`],
    };
  },
});

function listed(control: Control) {
  const { id, title, severity, citations, references, aliases, responsibility, effort, userImpact, license } = control;
  return {
    id,
    title,
    severity,
    citations,
    references,
    aliases,
    responsibility,
    effort,
    userImpact,
    ...(license && { license }),
    judgedBy: control.evaluate ? 'settings' : 'attestation',
  };
}
