import { markdownText } from './markdown.ts';

export const registrations = ['read-settings', 'read-content', 'change', 'contain'] as const;
export type RegistrationName = (typeof registrations)[number];

/** One need of one part of Wardline, as the resources of the connectors state it. */
export interface PermissionNeed {
  /** `graph`, `exchange`, …: the API whose token carries the role. */
  api: string;
  role: string;
  registration: RegistrationName;
  why: string;
  /** Of a part that this version does not have: not to be granted yet. */
  later?: boolean;
}

/** A role outside the token: an admin assigns it to the app. */
export interface AssignedRole {
  kind: 'directory' | 'azure';
  role: string;
  registration: RegistrationName;
  /** Azure: where it is assigned. */
  scope?: string;
  why: string;
}

export interface Permission {
  /** Name of the service as the portal shows it, and its app id, which is the same in every tenant. */
  service: string;
  serviceAppId: string;
  role: string;
  /** Id of the app role, where it is known for sure. */
  roleId?: string;
  why: readonly string[];
  later: boolean;
}

/** One app registration: the least that its part of Wardline works with. */
export interface Registration {
  name: RegistrationName;
  displayName: string;
  purpose: string;
  permissions: readonly Permission[];
  assigned: readonly AssignedRole[];
}

const purposes: Record<RegistrationName, string> = {
  'read-settings': 'Reads settings and changes nothing.',
  'read-content': 'Reads what people store, to look for patient information.',
  change: 'Writes the changes of a plan that a person approved.',
  contain: 'Ends links and rights on files, as a plan says that a person approved. Later it stops incidents.',
};

const graph = { service: 'Microsoft Graph', serviceAppId: '00000003-0000-0000-c000-000000000000' };
const exchange = { service: 'Office 365 Exchange Online', serviceAppId: '00000002-0000-0ff1-ce00-000000000000' };
/** One grant serves Exchange Online and Security & Compliance. */
const serviceOf: Readonly<Record<string, { service: string; serviceAppId: string }>> = {
  graph,
  exchange,
  compliance: exchange,
  sharepoint: { service: 'SharePoint', serviceAppId: '00000003-0000-0ff1-ce00-000000000000' },
  teams: { service: 'Skype and Teams Tenant Admin API', serviceAppId: '48ac35b8-9aa8-4d74-927d-1f4a14a0b239' },
  'management-activity': {
    service: 'Office 365 Management APIs',
    serviceAppId: 'c5393580-f805-4401-95e8-94b7a6ef2fc2',
  },
};
const knownRoleIds: Readonly<Record<string, string>> = {
  [`${exchange.serviceAppId} Exchange.ManageAsApp`]: 'dc50a0fb-09a3-484d-be87-e023b12c6440',
};

/** The four registrations (or one of them), from what the parts of Wardline need. */
export function permissionPlan(
  needs: readonly PermissionNeed[],
  assigned: readonly AssignedRole[],
  only?: RegistrationName,
): Registration[] {
  return registrations
    .filter((name) => !only || name === only)
    .map((name) => {
      const own = needs.filter(({ registration }) => registration === name);
      const permissions = [...Map.groupBy(own, keyOf).values()].map(permissionOf);
      // An Entra role is there for the cmdlets: without Exchange's permission it would be too much.
      const cmdlets = permissions.some(({ serviceAppId }) => serviceAppId === exchange.serviceAppId);
      return {
        name,
        displayName: `Wardline ${name.replace('-', ' ')}`,
        purpose: purposes[name],
        permissions: permissions.toSorted((a, b) => order(a).localeCompare(order(b), 'en')),
        assigned: assigned.filter((role) => role.registration === name && (role.kind === 'azure' || cmdlets)),
      };
    });
}

function placeOf(api: string): { service: string; serviceAppId: string } {
  const place = serviceOf[api];
  if (!place) throw new Error(`${api} has no app roles`);
  return place;
}

function keyOf({ api, role }: PermissionNeed): string {
  return `${placeOf(api).serviceAppId} ${role}`;
}

function permissionOf(needs: readonly PermissionNeed[]): Permission {
  const [first] = needs;
  const roleId = knownRoleIds[keyOf(first!)];
  // What a part of today needs is needed today, whoever else will need it.
  const now = needs.filter(({ later }) => !later);
  return {
    ...placeOf(first!.api),
    role: first!.role,
    ...(roleId && { roleId }),
    why: [...new Set((now.length > 0 ? now : needs).map(({ why }) => why))],
    later: now.length === 0,
  };
}

function order({ service, role }: Permission): string {
  return `${service === graph.service ? 0 : 1}${service} ${role}`;
}

/** Permissions that are granted today, by service. */
export function grantedToday({ permissions }: Registration): { serviceAppId: string; permissions: Permission[] }[] {
  const today = permissions.filter(({ later }) => !later);
  return [...Map.groupBy(today, ({ serviceAppId }) => serviceAppId)].map(([serviceAppId, own]) => ({
    serviceAppId,
    permissions: own,
  }));
}

/**
 * `requiredResourceAccess` of each app manifest. An entry carries the name of its permission; one without an id has to
 * be looked up in the tenant, which the script does.
 */
export function permissionManifest(plan: readonly Registration[]): string {
  const apps = plan.map((registration) => ({
    displayName: registration.displayName,
    signInAudience: 'AzureADMyOrg',
    requiredResourceAccess: grantedToday(registration).map(({ serviceAppId, permissions }) => ({
      resourceAppId: serviceAppId,
      resourceAccess: permissions.map(({ role, roleId }) => ({
        ...(roleId && { id: roleId }),
        type: 'Role',
        value: role,
      })),
    })),
  }));
  return JSON.stringify(apps, null, 2);
}

/** What to click in the Entra admin center, registration by registration. */
export function portalSteps(registration: Registration): string[] {
  const today = grantedToday(registration);
  if (today.length === 0) return ['Nothing to do yet: no part of this version uses this registration.'];
  const tick = today.map(
    ({ permissions }) => `${permissions[0]!.service}: ${permissions.map(({ role }) => role).join(', ')}`,
  );
  const roles = registration.assigned.map(({ kind, role, scope }) =>
    kind === 'directory'
      ? `Entra admin center > Roles and admins > ${role} > Add assignments: choose ${registration.displayName}.`
      : `Azure role ${role} on ${scope ?? 'the subscription'}: assign it to ${registration.displayName} (optional).`,
  );
  return [
    `Entra admin center > App registrations > New registration: name it ${registration.displayName}, this directory only.`,
    'Certificates & secrets > Certificates > Upload certificate: the public certificate. Make no client secret.',
    ...tick.map((line) => `API permissions > Add a permission > Application permissions > ${line}.`),
    'API permissions: remove User.Read (delegated), which the portal adds, then Grant admin consent.',
    ...roles,
  ];
}

export function permissionMarkdown(plan: readonly Registration[]): string {
  const parts = plan.map((registration) => {
    const rows = [...registration.permissions, ...registration.assigned].map((entry) =>
      'why' in entry && 'service' in entry
        ? [entry.service, entry.role, `${entry.later ? 'Later: ' : ''}${entry.why.join(' ')}`]
        : [entry.kind === 'directory' ? 'Entra role' : 'Azure role', entry.role, entry.why],
    );
    const table = rows.map((row) => `| ${row.map(markdownText).join(' | ')} |\n`).join('');
    const steps = portalSteps(registration).map((step, index) => `${index + 1}. ${markdownText(step)}\n`);
    return [
      `## ${registration.displayName}\n\n${registration.purpose}\n`,
      `| Service | Permission | Why |\n| --- | --- | --- |\n${table}`,
      `### In the portal\n\n${steps.join('')}`,
    ].join('\n');
  });
  return `# Permissions that Wardline asks for\n\nFour app registrations, so that each holds the least. Permissions marked *Later* belong to parts that this version does not have: do not grant them yet.\n\n${parts.join('\n')}`;
}
