import { WardlineError } from '../core/errors.ts';
import type { Organization } from '../core/organization.ts';
import { type PhiStore, type PhiStores, rolesOf, storeUrl } from '../core/phi-stores.ts';
import type { Plan, PlannedChange } from '../core/plan.ts';
import type { SectionData, SectionName, Snapshot } from '../core/snapshot.ts';
import { planId } from './plan.ts';
import { type Found, type Step, byGroup, permissionSteps, roleLogins } from './store-permissions.ts';
import { equal, valuesBefore } from './values.ts';

export interface TemplateOptions {
  organization: Organization;
  baseline: string;
  /** The moment of planning, ISO 8601 UTC. */
  at: string;
}

const labeled = 'sharepoint.phi-sites-labeled';
const citations = ['164.308(a)(4)(ii)(B)', '164.308(a)(4)(ii)(C)', '164.312(a)(1)'];

/** The declared stores. Throws `not-found` with what to declare. */
export function declaredStores({ phiStores }: Pick<Organization, 'phiStores'>): PhiStores {
  if (phiStores) return phiStores;
  throw new WardlineError(
    'not-found',
    'No stores for patient files are declared.',
    'Declare phiStores in wardline.yaml with at least host (contoso.sharepoint.com) and owner (a user principal name).',
  );
}

/**
 * The plan that makes the stores of the organization what it declares: a group for each job role that has none, each
 * site with its class and label, closed to outsiders, shared by its owner alone, open to the groups of the job roles
 * and to nobody else. Only groups that wardline.yaml names by id are given access: a name anybody can give to a group.
 * Applied in full, it plans nothing the next time.
 */
export function planStores(snapshot: Snapshot, { organization, baseline, at }: TemplateOptions): Plan {
  const declared = declaredStores(organization);
  const sites = read(snapshot, 'sites');
  const permissions = read(snapshot, 'siteRoleAssignments');
  const groups = read(snapshot, 'groups');
  const found: Found = { steps: [], refused: [] };
  const logins = new Map<string, string[]>();
  for (const role of rolesOf(declared.stores)) logins.set(role, roleLogins(role, organization, groups, found));
  for (const store of declared.stores) {
    const url = storeUrl(declared, store);
    const site = sites.find((entry) => (entry.url ?? '').toLowerCase().replace(/\/+$/, '') === url);
    if (!site) found.steps.push(siteStep(store, url, declared));
    settingSteps(store, site, url, declared, found);
    permissionSteps(store, url, Boolean(site), permissions, logins, found);
  }
  const body = {
    tenant: { id: snapshot.tenant.id, name: snapshot.tenant.name },
    baseline,
    takenAt: snapshot.takenAt,
    createdAt: at,
    changes: planned(found.steps, snapshot),
    refused: found.refused,
    byHand: [],
    worsens: [],
  };
  return { kind: 'wardline.plan', version: 1, id: planId(body), ...body };
}

function read<K extends 'sites' | 'siteRoleAssignments' | 'groups'>(snapshot: Snapshot, name: K): SectionData<K> {
  const section = snapshot.sections[name];
  if (section.status === 'read') return section.data;
  throw new WardlineError(
    'not-permitted',
    `The template needs ${name}, which the last collection did not read: ${section.detail}`,
    'Give the permission that is missing, then run: wardline collect',
  );
}

/** Ids of labels compare without case. */
function small(value: unknown): unknown {
  return typeof value === 'string' ? value.toLowerCase() : value;
}

/** For PowerShell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function siteStep(store: PhiStore, url: string, { owner, siteClass, label }: PhiStores): Step {
  return {
    change: {
      section: 'sites',
      operation: 'create',
      match: { url },
      values: { url, title: store.name, owner, siteClass, ...(label && { sensitivityLabel: label }) },
      call: `New-SPOSite -Url ${quoted(url)} -Title ${quoted(store.name)} -Owner ${quoted(owner)} -Template 'STS#3' -StorageQuota 26214400`,
      summary: `Make the site ${store.name} (${siteClass}), owned by ${owner}`,
      notice: 'Nobody but its owner: the site is empty, and the groups get their access by changes of their own.',
      undo: { cannot: 'Wardline deletes no site: it may hold files by now. Delete it in the SharePoint admin center.' },
    },
    controls: [byGroup],
    severity: 'high',
    why: `There is no ${store.name} site for patient files.`,
  };
}

/** Settings of the site: nobody outside, members share or not as the roles say, the label. */
function settingSteps(
  store: PhiStore,
  site: SectionData<'sites'>[number] | undefined,
  url: string,
  { label }: PhiStores,
  { steps }: Found,
): void {
  const share = Object.values(store.access).includes('edit');
  const set = `Set-SPOSite -Identity ${quoted(site?.url ?? url)}`;
  const wanted: [Record<string, unknown>, string, string, string, string][] = [
    [
      { membersCanShare: share },
      share ? `MERGE ${url}/_api/web {"MembersCanShare":true}` : `${set} -DisableSharingForNonOwners`,
      share ? `Let members share on ${store.name}` : `Let only the owner share on ${store.name}`,
      share
        ? 'Members can let other people in.'
        : 'Members: they still edit, and sharing sends a request to the owner.',
      'sharepoint.phi-site-members-cannot-reshare',
    ],
    [
      { sharingCapability: 'disabled' },
      `${set} -SharingCapability Disabled`,
      `Share nothing on ${store.name} with people outside`,
      'People outside lose what was shared with them there.',
      'sharepoint.phi-sites-not-shared-outside',
    ],
  ];
  if (label && site)
    wanted.push([
      { sensitivityLabel: label },
      `${set} -SensitivityLabel ${label}`,
      `Label ${store.name}`,
      'The label shows in the header of the site.',
      labeled,
    ]);
  for (const [values, call, summary, notice, control] of wanted) {
    const present = site as Record<string, unknown> | undefined;
    if (present && Object.entries(values).every(([field, value]) => equal(small(present[field]), value))) continue;
    steps.push({
      change: {
        section: 'sites',
        operation: 'set',
        match: { url: site?.url ?? url },
        values,
        call,
        ...{ summary, notice, undo: 'restore' },
      },
      controls: [control],
      severity: 'high',
      why: `${store.name} holds patient files.`,
      site: url,
    });
  }
}

function planned(steps: readonly Step[], snapshot: Snapshot): PlannedChange[] {
  const idOf = (index: number): string => `c${String(index + 1).padStart(2, '0')}`;
  const order: readonly SectionName[] = ['groups', 'sites', 'siteRoleAssignments'];
  // Groups first, then each site with its settings before anybody is let in.
  const sorted = steps.toSorted((a, b) => order.indexOf(a.change.section) - order.indexOf(b.change.section));
  const makes = new Map(
    sorted.flatMap(({ change }, index) =>
      change.section === 'sites' && change.operation === 'create' ? [[String(change.match?.['url']), idOf(index)]] : [],
    ),
  );
  const closes = (site: string): string[] =>
    sorted.flatMap(({ change, site: of }, index) => (of === site && change.section === 'sites' ? [idOf(index)] : []));
  return sorted.map(({ change, controls, severity, why, site }, index): PlannedChange => {
    const made = site === undefined ? undefined : makes.get(site);
    const lets = change.section === 'siteRoleAssignments' && change.operation !== 'remove' && site !== undefined;
    return {
      ...change,
      id: idOf(index),
      ...{ controls, severity, citations, why },
      from: valuesBefore(change, snapshot),
      stages: [],
      dependsOn: [...(made ? [made] : []), ...(lets ? closes(site) : [])],
    };
  });
}
