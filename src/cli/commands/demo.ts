import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { mkdirSync } from 'node:fs';
import { htmlReport } from '../../reports/html/report.ts';
import { assessFrom, assessOptions } from '../assessment.ts';
import { defineCommand } from '../command.ts';
import { writeWhole } from '../output.ts';
import { assessmentResult } from './assess.ts';

/** The demo tenant that ships with the package: an invented Texas clinic with Microsoft's defaults untouched. */
const demoExport = fileURLToPath(new URL('../../../demo/texas-clinic.json', import.meta.url));

export const demoCommand = defineCommand({
  path: ['demo'],
  summary: 'assess the bundled demo clinic (or --from your export) and write the HTML report',
  arguments: [],
  options: [
    ...assessOptions,
    {
      flags: '--report <file>',
      summary: 'where to write the report',
      default: join('reports', 'wardline-report.html'),
    },
  ],
  formats: ['table', 'json'],
  piped: 'table',
  async run(invocation) {
    const { options, cwd } = invocation;
    const assessment = await assessFrom(invocation, (options['from'] as string | undefined) ?? demoExport);
    const report = join(cwd, options['report'] as string);
    mkdirSync(join(report, '..'), { recursive: true });
    writeWhole(report, htmlReport(assessment));
    const result = assessmentResult(assessment, false);
    return {
      ...result,
      text: (terminal) => `${result.text!(terminal)}\n\nThe report, for a browser or a printer: ${report}`,
    };
  },
});
