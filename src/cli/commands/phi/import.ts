import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { baselines } from '../../../controls/baselines/index.ts';
import { controls } from '../../../controls/index.ts';
import { WardlineError } from '../../../core/errors.ts';
import { parseOrganization } from '../../../engine/organization-file.ts';
import { additionsOf, entryKinds } from '../../../engine/own-entries.ts';
import { loadOrganization, organizationOption } from '../../assessment.ts';
import { defineCommand } from '../../command.ts';
import { writeWhole } from '../../output.ts';
import { withAdditions } from '../../phi/add-to-file.ts';
import { readEntries } from '../../phi/entries-file.ts';

interface Row {
  key: string;
  added: number;
}

export const phiImportCommand = defineCommand<Row>({
  path: ['phi', 'import'],
  summary: "add the organization's own record numbers, physicians, words and detectors from a spreadsheet (CSV)",
  details: `Columns: kind,value,means,name,near,proximity,strength. Kinds: ${entryKinds.join(', ')}.
  mrn-format   a picture: # digit, @ letter, & either          LM-######
  mrn-pattern  a regular expression, strength certain: needs no word such as MRN near it
  physician    a name of staff, never counted as a patient      Rosa Delgado
  word         means health, ignore, hiv-sti, mental-health, substance-use, reproductive or genetic
  pattern      a detector of its own by name; near (words separated by |), proximity, strength
  keyword      a word of a dictionary by name, with means and strength
Written into wardline.yaml with its comments kept. A pattern whose time has no bound is refused. The next scan uses it.
  wardline phi import clinic.csv --what-if
  wardline phi words -o csv > clinic.csv

Exit codes: 0 done, 65 the CSV or the result cannot be used and nothing was written.`,
  arguments: [{ name: 'file', summary: 'the CSV' }],
  options: [organizationOption, { flags: '--what-if', summary: 'say what would be added and write nothing' }],
  formats: ['table', 'json', 'jsonl', 'csv', 'md'],
  async run({ arguments: [file], options, cwd }) {
    const given = options['organization'];
    const name = typeof given === 'string' ? given : 'wardline.yaml';
    const path = resolve(cwd, name);
    if (!existsSync(path))
      throw new WardlineError('not-found', `There is no ${name} yet.`, 'Write one with: wardline init');
    const { organization } = loadOrganization(name, cwd);
    const added = additionsOf(readEntries(file!, cwd), organization);
    const text = withAdditions(readFileSync(path, 'utf8'), added);
    // Refuses patterns without a bound, words too short, meanings that do not exist, with the line of the new file.
    parseOrganization(text, `${name} with the new entries`, { controls, baselines });
    const words = added.more.reduce((sum, { words: more }) => sum + more.length, 0);
    const rows = [
      { key: 'phi.mrnFormats', added: added.mrnFormats.length },
      { key: 'phi.physicians', added: added.physicians.length },
      { key: 'phi.words', added: added.words.length },
      { key: 'phi.detectors', added: added.detectors.length },
      { key: 'words of detectors that exist', added: words },
    ];
    const total = rows.reduce((sum, row) => sum + row.added, 0);
    const writes = options['whatIf'] !== true && total > 0;
    if (writes) writeWhole(path, text);
    return {
      data: {
        file: name,
        written: writes,
        known: added.known,
        added: Object.fromEntries(rows.map((row) => [row.key, row.added])),
      },
      rows: rows.filter((row) => row.added > 0),
      columns: [
        { title: 'Key', value: (row) => row.key },
        { title: 'Added', value: (row) => row.added },
      ],
      messages: [
        `${writes ? 'Added' : 'Would add'} ${total} entries to ${name}; ${added.known} were there already.`,
        ...(writes ? ['The next scan finds them. For Purview: wardline rule-package export'] : []),
      ],
    };
  },
});
