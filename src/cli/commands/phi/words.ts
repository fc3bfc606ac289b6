import { type OwnEntry, entryColumns, ownEntries } from '../../../engine/own-entries.ts';
import { loadOrganization, organizationOption } from '../../assessment.ts';
import { defineCommand } from '../../command.ts';

export const phiWordsCommand = defineCommand<OwnEntry>({
  path: ['phi', 'words'],
  summary: "list the organization's own record numbers, physicians, words and detectors, as phi import takes them",
  details: `From wardline.yaml. As CSV it can be edited in a spreadsheet and given back:
  wardline phi words -o csv > clinic.csv
  wardline phi import clinic.csv`,
  arguments: [],
  options: [organizationOption],
  formats: ['table', 'json', 'jsonl', 'csv', 'md'],
  async run({ options, cwd }) {
    const rows = ownEntries(loadOrganization(options['organization'], cwd).organization);
    return {
      data: rows,
      rows,
      columns: entryColumns.map((name) => ({ title: name, value: (row: OwnEntry) => row[name] })),
    };
  },
});
