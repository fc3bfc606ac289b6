import { LineCounter, parseDocument } from 'yaml';
import type { Baseline } from '../core/baseline.ts';
import { daysBetween } from '../core/clock.ts';
import type { Control } from '../core/control.ts';
import { WardlineError } from '../core/errors.ts';
import type { Organization } from '../core/organization.ts';
import { storeUrl } from '../core/phi-stores.ts';
import { provision } from '../hipaa/index.ts';
import { type OrganizationFile, organizationSchema } from './organization-schema.ts';
import { parameterFault, parametersFor } from './parameters.ts';

export interface Catalogue {
  controls: readonly Control[];
  baselines: readonly Baseline[];
}

type Path = readonly (string | number)[];
interface Fault {
  path: Path;
  message: string;
}

/**
 * `wardline.yaml` as an organization. Throws `bad-organization-file` that names file, line and key of every fault:
 * wrong form, unknown control, baseline or citation, a parameter looser than the baseline, a required specification
 * with a decision that only addressable ones allow (45 CFR 164.306(d)).
 */
export function parseOrganization(text: string, file: string, catalogue: Catalogue): Organization {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, logLevel: 'silent' });
  const lineOf = (path: Path) => lineAt(document, lines, path);
  const [broken] = document.errors;
  if (broken)
    throw invalid(file, [
      `line ${broken.linePos?.[0].line ?? 1}: not valid YAML (${broken.code.toLowerCase().replaceAll('_', ' ')})`,
    ]);
  const content = toPlain(document, file);
  const parsed = organizationSchema.safeParse(content ?? {});
  if (!parsed.success) {
    throw invalid(
      file,
      parsed.error.issues.flatMap((issue) => issueLines(issue, lineOf)),
    );
  }
  const organization = organizationOf(parsed.data, catalogue.controls);
  const faults = referenceFaults(parsed.data, organization, catalogue);
  if (faults.length > 0)
    throw invalid(
      file,
      faults.map(({ path, message }) => `line ${lineOf(path)}: ${path.join('.')} ${message}`),
    );
  return organization;
}

function toPlain(document: ReturnType<typeof parseDocument>, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 50 });
  } catch {
    throw invalid(file, ['line 1: it repeats itself through too many aliases']);
  }
}

function invalid(file: string, faults: readonly string[]): WardlineError {
  const shown = faults.slice(0, 20);
  const more = faults.length > shown.length ? [`and ${faults.length - shown.length} more`] : [];
  return new WardlineError(
    'bad-organization-file',
    `${file} is not valid:\n${[...shown, ...more].map((fault) => `  ${fault}`).join('\n')}`,
    '`wardline init --print` shows a commented example of every key.',
  );
}

type Issue = Extract<ReturnType<typeof organizationSchema.safeParse>, { success: false }>['error']['issues'][number];

function issueLines(issue: Issue, lineOf: (path: Path) => number): string[] {
  const path = issue.path as Path;
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(
      (key) => `line ${lineOf([...path, key])}: ${[...path, key].join('.')} is not a key that Wardline knows`,
    );
  }
  return [`line ${lineOf(path)}: ${path.join('.') || 'the file'} ${lower(issue.message)}`];
}

function lower(message: string): string {
  return message
    .replace(/^Invalid input: expected (\w+), received undefined$/, 'is missing ($1)')
    .replace(/^Invalid input: expected (\w+), received (\w+)$/, 'must be $1, is $2')
    .replace(/^Invalid option: expected one of /, 'must be one of ');
}

/** The line of a key, or of the nearest key above it that exists. */
function lineAt(document: ReturnType<typeof parseDocument>, lines: LineCounter, path: Path): number {
  for (let length = path.length; length > 0; length -= 1) {
    const parent = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const key = path[length - 1];
    const items = (parent as { items?: { key?: { value?: unknown; range?: [number] }; range?: [number] }[] } | null)
      ?.items;
    const item = typeof key === 'number' ? items?.[key] : items?.find((entry) => entry.key?.value === key)?.key;
    if (item?.range) return lines.linePos(item.range[0]).line;
  }
  return 1;
}

function organizationOf(file: OrganizationFile, controls: readonly Control[]): Organization {
  const byName = new Map(
    controls.flatMap((control) => [control.id, ...control.aliases].map((name) => [name.toLowerCase(), control.id])),
  );
  const idOf = (name: string) => byName.get(name.toLowerCase()) ?? name;
  const keyed = <T>(entries: Record<string, T>) =>
    Object.fromEntries(Object.entries(entries).map(([name, value]) => [idOf(name), value]));
  const { organization, ...rest } = file;
  return {
    ...rest,
    // Every control and search that asks where PHI lies finds the stores too.
    phi: { ...file.phi, sites: phiSites(file) },
    ...(organization.name && { name: organization.name }),
    entityType: organization.entityType,
    states: organization.states,
    exclusions: keyed(file.exclusions),
    parameters: keyed(file.parameters),
    attestations: file.attestations.map((entry) => ({ ...entry, control: idOf(entry.control) })),
    exceptions: file.exceptions.map((entry) => ({ ...entry, control: idOf(entry.control) })),
    decisions: file.decisions.map((entry) => ({
      ...entry,
      citation: provision(entry.citation)?.citation ?? entry.citation,
    })),
  };
}

function phiSites({ phi, phiStores }: OrganizationFile): string[] {
  const listed = new Set(phi.sites.map((site) => site.toLowerCase().replace(/\/+$/, '')));
  const stores = phiStores?.stores.map((store) => storeUrl(phiStores, store)) ?? [];
  return [...phi.sites, ...stores.filter((url) => !listed.has(url.toLowerCase()))];
}

function referenceFaults(
  file: OrganizationFile,
  organization: Organization,
  { controls, baselines }: Catalogue,
): Fault[] {
  const known = new Map(controls.map((control) => [control.id, control]));
  const unknownControl = 'is no control; `wardline controls list` names them all';
  const faults: Fault[] = [];
  const names = (kind: 'exclusions' | 'parameters') =>
    Object.keys(file[kind]).map((name, index) => ({ name, id: Object.keys(organization[kind])[index] ?? name }));
  for (const { name, id } of names('exclusions'))
    if (!known.has(id)) faults.push({ path: ['exclusions', name], message: unknownControl });
  for (const kind of ['attestations', 'exceptions'] as const) {
    for (const [index, entry] of organization[kind].entries())
      if (!known.has(entry.control)) faults.push({ path: [kind, index, 'control'], message: unknownControl });
  }
  faults.push(...attestationFaults(organization, known), ...decisionFaults(organization));
  const baseline = baselines.find((entry) => entry.id === (file.baseline ?? 'clinic'));
  if (!baseline)
    return [
      ...faults,
      { path: ['baseline'], message: `must be one of ${baselines.map((entry) => entry.id).join(', ')}` },
    ];
  for (const { name, id } of names('parameters')) {
    const control = known.get(id);
    if (!control) faults.push({ path: ['parameters', name], message: unknownControl });
    else faults.push(...parameterFaults(control, name, organization, baseline));
  }
  return faults;
}

function parameterFaults(control: Control, name: string, organization: Organization, baseline: Baseline): Fault[] {
  const floor = parametersFor(control, baseline, { ...organization, parameters: {} });
  return Object.entries(organization.parameters[control.id] ?? {}).flatMap(([key, value]) => {
    const path = ['parameters', name, key];
    const parameter = control.parameters[key];
    if (!parameter)
      return [
        {
          path,
          message: `is no parameter of ${control.id} (it has ${Object.keys(control.parameters).join(', ') || 'none'})`,
        },
      ];
    const message = parameterFault(parameter, value, floor[key]!);
    return message ? [{ path, message }] : [];
  });
}

function attestationFaults(organization: Organization, known: ReadonlyMap<string, Control>): Fault[] {
  return organization.attestations.flatMap((entry, index) => {
    const control = known.get(entry.control);
    if (!control) return [];
    if (!control.attest)
      return [{ path: ['attestations', index, 'control'], message: 'is judged by settings and cannot be attested' }];
    const days = daysBetween(entry.on, entry.until);
    return days > control.attest.validDays
      ? [
          {
            path: ['attestations', index, 'until'],
            message: `is more than ${control.attest.validDays} days after \`on\``,
          },
        ]
      : [];
  });
}

function decisionFaults(organization: Organization): Fault[] {
  return organization.decisions.flatMap((entry, index) => {
    const found = provision(entry.citation);
    if (!found) return [{ path: ['decisions', index, 'citation'], message: 'is no citation that Wardline knows' }];
    if (found.designation !== 'addressable' && entry.decision !== 'implemented') {
      return [
        {
          path: ['decisions', index, 'decision'],
          message: `must be implemented: ${found.citation} is ${found.designation === 'required' ? 'required' : 'not addressable'}, so neither an alternative nor "not reasonable" is open (45 CFR 164.306(d))`,
        },
      ];
    }
    return [];
  });
}
