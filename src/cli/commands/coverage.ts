import { controls } from '../../controls/index.ts';
import { provisions } from '../../hipaa/index.ts';
import { hipaaCoverage } from '../../reports/hipaa-coverage.ts';
import { defineCommand } from '../command.ts';

interface Row {
  citation: string;
  title: string;
  designation: string;
  rule: string;
  controls: string[];
}

export const coverageCommand = defineCommand<Row>({
  path: ['coverage'],
  summary: 'each HIPAA citation with its controls, and the citations that have none',
  arguments: [],
  options: [{ flags: '--uncovered', summary: 'only citations without a control' }],
  formats: ['table', 'json', 'jsonl', 'csv', 'md'],
  async run({ options }) {
    const rows = provisions
      .map(({ citation, title, designation, rule }) => ({
        citation,
        title,
        designation,
        rule,
        controls: controls.filter((control) => control.citations.includes(citation)).map((control) => control.id),
      }))
      .filter((row) => !options['uncovered'] || row.controls.length === 0);
    const covered = rows.filter((row) => row.controls.length > 0).length;
    return {
      data: rows,
      rows,
      columns: [
        { title: 'Citation', value: (row) => row.citation },
        { title: 'Designation', value: (row) => row.designation },
        { title: 'Controls', value: (row) => row.controls.length },
        { title: 'Title', value: (row) => row.title },
      ],
      render: { md: () => hipaaCoverage(controls, provisions) },
      messages: [
        `${covered} of ${rows.length} citations have a control. The rest is paper: agreements, training, physical safeguards.`,
      ],
    };
  },
});
