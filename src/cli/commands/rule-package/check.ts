import type { Finding } from '../../../phi/rule-package/finding.ts';
import { lintPackage } from '../../../phi/rule-package/lint.ts';
import { preparePackage } from '../../../phi/rule-package/prepare.ts';
import { defineCommand } from '../../command.ts';
import { plain, textTable } from '../../output.ts';
import { readPackageFile } from '../../rule-package/read.ts';

export const rulePackageCheckCommand = defineCommand<Finding>({
  path: ['rule-package', 'check'],
  summary: 'what Purview would refuse in a custom rule package, and what Wardline cannot run of it',
  details: `Checks a package of sensitive information types (RulePackage XML, UTF-16 or UTF-8) against
Microsoft's limits for uploads. Nothing is sent anywhere. Microsoft's own package is encrypted and cannot be read.

Exit codes: 0 nothing that Purview refuses, 3 it would refuse the package, 65 the file cannot be used.`,
  arguments: [{ name: 'file', summary: 'the package' }],
  options: [],
  formats: ['table', 'json', 'jsonl', 'csv', 'md'],
  async run({ arguments: [file], cwd }) {
    const { rules, bytes } = readPackageFile(file!, cwd);
    const findings = lintPackage(rules, bytes);
    const { notRun } = preparePackage(rules);
    const refused = findings.filter(({ level, concerns }) => level === 'error' && concerns === 'upload').length;
    const { id, name, version } = rules;
    const head = `${plain(name || 'A package without a name')}, version ${plain(version)}: ${rules.entities.length} types, ${rules.affinities.length} affinities, ${rules.regexes.size} regular expressions, ${rules.keywords.size} keyword lists.`;
    const columns = [
      { title: 'Level', value: (finding: Finding) => finding.level },
      { title: 'For', value: (finding: Finding) => finding.concerns },
      { title: 'Item', value: (finding: Finding) => plain(finding.item) },
      { title: 'What', value: (finding: Finding) => plain(finding.message) },
    ];
    return {
      data: {
        id,
        name,
        version,
        types: rules.entities.map((entity) => ({ id: entity.id, name: entity.name })),
        findings,
        notRun,
      },
      rows: findings,
      columns,
      text: (terminal) =>
        findings.length === 0
          ? `${head}\nPurview's limits are kept, and everything can be run here.`
          : `${head}\n\n${textTable(
              columns.map(({ title }) => title),
              findings.map((finding) => columns.map(({ value }) => value(finding))),
              terminal,
            )}`,
      messages: refused > 0 ? [`Purview would refuse the package: ${refused} errors.`] : [],
      exit: refused > 0 ? 3 : 0,
    };
  },
});
