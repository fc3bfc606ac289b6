import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { WardlineError } from '../../../core/errors.ts';
import { packageOf } from '../../../phi/rule-package/export.ts';
import { lintPackage } from '../../../phi/rule-package/lint.ts';
import { ownTypes } from '../../../phi/rule-package/own-types.ts';
import { parsePackage } from '../../../phi/rule-package/parse.ts';
import { renderPackage } from '../../../phi/rule-package/render.ts';
import { loadOrganization } from '../../assessment.ts';
import { defineCommand } from '../../command.ts';
import { ownSources } from '../../../engine/own-sources.ts';
import { readPackageFile } from '../../rule-package/read.ts';

export const rulePackageExportCommand = defineCommand({
  path: ['rule-package', 'export'],
  summary: "write the organization's own detectors as a custom rule package for Purview",
  details: `Record numbers, physicians' names and local words come from \`phi\` in wardline.yaml; with them go the
identifiers and sensitive terms that Microsoft has no type for. Given a package, it is read and written again as it is.
  wardline rule-package export --name "Larkmeadow Clinic" --to clinic.xml
  New-DlpSensitiveInformationTypeRulePackage -FileData ([IO.File]::ReadAllBytes('clinic.xml'))
Checks that Purview cannot express (the check digit of an NPI) are not in it: its types find more than Wardline does.

Exit codes: 0 done, 3 Purview would refuse what was written, 64 wrong usage, 65 a file cannot be used.`,
  arguments: [{ name: 'package', summary: 'a package to write again, in place of an own one', optional: true }],
  options: [
    { flags: '--organization <file>', summary: 'the organization file (wardline.yaml here, where there is one)' },
    { flags: '--name <name>', summary: "the publisher's name; ids are made of it", default: 'Wardline' },
    {
      flags: '--package-version <version>',
      summary: 'four numbers; each update needs a higher one',
      default: '1.0.0.0',
    },
    { flags: '--to <file>', summary: 'write it there in UTF-16, as Purview does, and do not print it' },
  ],
  formats: ['table', 'json'],
  async run({ arguments: [given], options, cwd }) {
    const root = given === undefined ? own() : readPackageFile(given, cwd).rules.source;
    const { to } = options;
    const wide = Buffer.from(`\ufeff${renderPackage(root, 'utf-16')}`, 'utf16le');
    const rules = parsePackage(root);
    const findings = lintPackage(rules, wide.length).filter(
      ({ level, concerns }) => level === 'error' && concerns === 'upload',
    );
    if (typeof to === 'string') write(resolve(cwd, to), to, wide);
    const data = {
      id: rules.id,
      name: rules.name,
      version: rules.version,
      types: rules.entities.map(({ id, name }) => ({ id, name })),
      findings,
    };
    return {
      data,
      rows: [],
      columns: [],
      text: () =>
        typeof to === 'string'
          ? `Wrote ${to}: ${data.types.length} types, version ${data.version}.`
          : renderPackage(root, 'utf-8'),
      messages: findings.map(({ item, message }) => `Purview would refuse ${item}: ${message}.`),
      exit: findings.length > 0 ? 3 : 0,
    };

    function own() {
      const { organization } = loadOrganization(options['organization'], cwd);
      const name = String(options['name'] ?? 'Wardline').trim();
      if (name === '') throw new WardlineError('usage', '--name takes a name.', 'Run the command with --help.');
      return packageOf(ownTypes(ownSources(organization)), {
        organization: name,
        version: versionOf(options['packageVersion']),
      });
    }
  },
});

function versionOf(given: string | boolean | undefined): [number, number, number, number] {
  const parts = String(given ?? '1.0.0.0')
    .split('.')
    .map(Number);
  if (parts.length === 4 && parts.every((part) => Number.isInteger(part) && part >= 0 && part <= 65_535))
    return parts as [number, number, number, number];
  throw new WardlineError(
    'usage',
    '--package-version takes four numbers up to 65535, such as 1.0.2.0.',
    'Run the command with --help.',
  );
}

function write(path: string, name: string, bytes: Buffer): void {
  try {
    writeFileSync(path, bytes, { mode: 0o600 });
  } catch (error) {
    throw new WardlineError(
      'cannot-write',
      `${name} cannot be written (${(error as NodeJS.ErrnoException).code}).`,
      'Choose a folder that exists and that you may write to.',
    );
  }
}
