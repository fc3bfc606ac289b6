import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { WardlineError } from '../../core/errors.ts';
import { organizationTemplate } from '../../reports/organization-template.ts';
import { defineCommand } from '../command.ts';
import { writeWhole } from '../output.ts';

export const initCommand = defineCommand({
  path: ['init'],
  summary: 'write a commented wardline.yaml for your organization',
  details:
    'The file says who you are, who may be left out of a control and why, where PHI lies, and what people have\nattested. Every key is optional. `assess` reads wardline.yaml in the folder where it runs.',
  arguments: [],
  options: [
    { flags: '--file <path>', summary: 'where to write it', default: 'wardline.yaml' },
    { flags: '--force', summary: 'replace a file that exists' },
    { flags: '--print', summary: 'print it and write nothing' },
    { flags: '--what-if', summary: 'say what would be written and write nothing' },
  ],
  formats: ['table', 'json'],
  async run({ options, cwd }) {
    if (options['print'])
      return { data: { content: organizationTemplate }, rows: [], columns: [], text: () => organizationTemplate };
    const file = options['file'] as string;
    const exists = existsSync(resolve(cwd, file));
    if (exists && !options['force'] && !options['whatIf']) {
      throw new WardlineError('usage', `${file} exists already.`, 'Give another --file, or --force to replace it.');
    }
    const verb = options['whatIf'] ? (exists ? 'Would replace' : 'Would write') : exists ? 'Replaced' : 'Wrote';
    if (!options['whatIf']) writeWhole(resolve(cwd, file), organizationTemplate);
    const next = 'Fill in what applies, then: wardline assess --from EXPORT';
    return {
      data: { file, written: !options['whatIf'] },
      rows: [],
      columns: [],
      text: () => `${verb} ${file}.\n${next}`,
    };
  },
});
