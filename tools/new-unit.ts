import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Service, serviceNames, services } from '../src/core/section.ts';
import { type ReadKey, sectionOf } from '../src/core/snapshot.ts';
import { controlFiles, writeRegistry } from './registry.ts';

/** `npm run new control entra/some-id`: writes the file, its test and the registry line. */
const root = fileURLToPath(new URL('..', import.meta.url));
const usage = 'npm run new control SERVICE/NAME, for example: npm run new control entra/admin-mfa-required';

/** What the new control reads until its author chooses: a section with a true-or-false field and the name of a record. */
const examples: Record<Service, { key: ReadKey; label: string }> = {
  entra: { key: 'servicePrincipals.accountEnabled', label: 'id' },
  exchange: { key: 'remoteDomains.autoForwardEnabled', label: 'domainName' },
  sharepoint: { key: 'sites.membersCanShare', label: 'url' },
  teams: { key: 'clientConfiguration.allowGuestUser', label: 'identity' },
  purview: { key: 'auditLogConfig.unifiedAuditLogIngestionEnabled', label: 'identity' },
  defender: { key: 'atpPolicies.enableATPForSPOTeamsODB', label: 'identity' },
  intune: { key: 'managedDevices.isEncrypted', label: 'id' },
  organization: { key: 'backupPolicies.isEnabled', label: 'id' },
};

interface Unit {
  service: Service;
  name: string;
  id: string;
  exportName: string;
}

function controlText({ service, id, exportName }: Unit): string {
  const { key, label } = examples[service];
  const [section, field] = key.split('.');
  return `import { defineControl } from '../../core/control.ts';
import { fail, pass } from '../../core/verdict.ts';

export const ${exportName} = defineControl({
  id: '${id}',
  title: 'Replace: the good state as a fact, at most 80 characters',
  finding: 'Replace: the bad state as a fact',
  severity: 'medium',
  rationale: 'Replace: why it matters for patient information, in one to three sentences for a clinic manager.',
  citations: ['164.312(a)(1)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'low',
  references: [],
  aliases: [],
  reads: ['${key}'],
  evaluate({ ${section} }) {
    const evidence = ${section}.map((record) => ({
      id: record.${label} ?? 'unnamed',
      name: record.${label} ?? 'unnamed',
      expected: '${field} true',
      actual: \`${field} \${record.${field}}\`,
      readFrom: '${key}' as const,
    }));
    const offending = evidence.filter((_, index) => ${section}[index]?.${field} !== true);
    if (offending.length === 0) return pass('Replace: what was found, with how many of how many.', evidence);
    return fail(
      \`Replace: \${offending.length} of \${evidence.length} records have it off, in plain words.\`,
      offending,
      { wouldPassIf: \`Would pass if it is on for \${offending.map(({ name }) => name).join(', ')}.\` },
    );
  },
  remediation: {
    fix: 'Replace: the fix as a command',
    steps: ['Replace: where to go in the portal, in the words on its screen.', 'Replace: what to set there.'],
  },
});
`;
}

function testText({ service, name, exportName }: Unit): string {
  const { key, label } = examples[service];
  const [section, field] = key.split('.');
  const state = (on: boolean) => `{ ${label}: 'example', ${field}: ${on} }`;
  return `import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { ${exportName} } from './${name}.ts';

testControl(${exportName}, {
  pass: {
    'replace: what makes it pass': tenant({ ${section}: [${state(true)}] }),
  },
  fail: {
    'replace: what makes it fail': [
      tenant({ ${section}: [${state(false)}] }),
      { resources: ['example'], wouldPassIf: /example/ },
    ],
  },
});
`;
}

/** The unit that a command line asks for, or what is wrong with it and what to do. */
function unitOf([kind, address, ...rest]: readonly string[]): Unit | string {
  if (kind === undefined || address === undefined) return `Say what to make: ${usage}`;
  if (kind !== 'control') return `There is no kind "${kind}" yet; the kind that exists is control.\n${usage}`;
  if (rest.length > 0) return `One control at a time: "${rest.join(' ')}" is too much.\n${usage}`;
  const [folder, name, ...deeper] = address.split('/');
  const service = services.find((known) => known === folder);
  if (!service) return `There is no service "${folder}". The services are ${services.join(', ')}.\n${usage}`;
  if (!name || deeper.length > 0 || name.length > 60 || !/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(name))
    return `"${name ?? ''}" is not a name: two or more words in lower case, joined by hyphens, at most 60 characters.\n${usage}`;
  const exportName = name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const twin = controlFiles().find((file) => file.exportName === exportName);
  if (twin) return `${twin.id} has this name already; a name is used once in all services. Choose another.`;
  for (const path of pathsOf(service, name))
    if (existsSync(join(root, path))) return `${path} exists already. Choose another name.`;
  return { service, name, id: `${service}.${name}`, exportName };
}

function pathsOf(service: Service, name: string): [control: string, test: string] {
  return [`src/controls/${service}/${name}.ts`, `src/controls/${service}/${name}.test.ts`];
}

function write(unit: Unit): void {
  const [control, test] = pathsOf(unit.service, unit.name);
  writeFileSync(join(root, control), controlText(unit), { flag: 'wx' });
  writeFileSync(join(root, test), testText(unit), { flag: 'wx' });
  writeRegistry();
  const registry = 'src/controls/index.ts';
  const oxfmt = ['node_modules/oxfmt/bin/oxfmt', control, test, registry];
  const { status } = spawnSync(process.execPath, oxfmt, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) process.stderr.write('The files are written but not formatted: npm run format\n');
  process.stdout.write(`Written for ${serviceNames[unit.service]}:
  ${control}
  ${test}
  ${registry} (the line of the registry)

Next:
  1. Replace each sentence that begins with "Replace:", and the section ${sectionOf(examples[unit.service].key)} that it reads
     (docs/reference/settings.md lists what can be read).
  2. Cite what it serves: wardline explain "164.312(a)(1)"
  3. Write the cases first, then the judgement: npm test ${test}
  4. npm run docs
  5. npm run check
`);
}

const unit = unitOf(process.argv.slice(2));
if (typeof unit === 'string') {
  process.stderr.write(`${unit}\n`);
  process.exitCode = 64;
} else write(unit);
