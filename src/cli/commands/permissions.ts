import { azureRoles } from '../../connectors/azure/resources/index.ts';
import { clientScopes } from '../../connectors/clients.ts';
import { contentScopes } from '../../connectors/content/scopes.ts';
import { exchangeOnlineRoles } from '../../connectors/exchange-online/resources/index.ts';
import { auditFeedScopes } from '../../connectors/graph/audit-feeds.ts';
import { laterScopes } from '../../connectors/later-scopes.ts';
import { activityScopes } from '../../connectors/management-activity/feeds.ts';
import { resourcesFor } from '../../connectors/registry.ts';
import { teamsRoles } from '../../connectors/teams/resources/index.ts';
import { type Organization, noOrganization } from '../../core/organization.ts';
import {
  type AssignedRole,
  type Registration,
  type RegistrationName,
  permissionManifest,
  permissionMarkdown,
  permissionPlan,
  portalSteps,
  registrations,
} from '../../reports/permissions.ts';
import { permissionScript } from '../../reports/permissions-script.ts';
import { loadOrganization, organizationOption } from '../assessment.ts';
import { type Terminal, defineCommand } from '../command.ts';
import { paint, wrap } from '../output.ts';

interface Row {
  registration: string;
  service: string;
  permission: string;
  granted: 'now' | 'later';
  why: string;
}

/** What every registration must hold, from what the resources of the connectors need. */
export function permissionsOf(only?: RegistrationName, organization: Organization = noOrganization): Registration[] {
  const needs = [
    ...resourcesFor(organization).flatMap(({ scopes }) => scopes),
    ...clientScopes,
    ...contentScopes,
    ...activityScopes,
    ...auditFeedScopes,
    ...laterScopes.map((scope) => ({ ...scope, later: true })),
  ];
  const roles = [...exchangeOnlineRoles, ...(organization.choices.unofficialTeamsEndpoint ? teamsRoles : [])];
  const directory = roles.map((role): AssignedRole => ({ kind: 'directory', ...role }));
  const azure = azureRoles.map((role): AssignedRole => ({ kind: 'azure', ...role }));
  return permissionPlan(needs, [...directory, ...azure], only);
}

export const permissionsCommand = defineCommand<Row>({
  path: ['permissions'],
  summary: 'what the four app registrations must be allowed, and why',
  details: `Nothing is sent anywhere. Forms for setting it up:
  wardline permissions --registration read-settings        what to tick in the portal
  wardline permissions -o script --out permissions.ps1     a PowerShell script (Microsoft.Graph) to review and run
  wardline permissions -o manifest                         requiredResourceAccess of each app manifest
Permissions marked later belong to parts that this version does not have: do not grant them yet.`,
  arguments: [],
  options: [
    { flags: '--registration <name>', summary: 'only this app registration', choices: registrations },
    organizationOption,
  ],
  formats: ['table', 'json', 'jsonl', 'csv', 'md', 'manifest', 'script'],
  run({ options, cwd }) {
    const { organization } = loadOrganization(options['organization'], cwd);
    const plan = permissionsOf(options['registration'] as RegistrationName | undefined, organization);
    return Promise.resolve({
      data: plan,
      rows: plan.flatMap(rowsOf),
      columns: [
        { title: 'Registration', value: (row: Row) => row.registration },
        { title: 'Service', value: (row: Row) => row.service },
        { title: 'Permission', value: (row: Row) => row.permission },
        { title: 'Granted', value: (row: Row) => row.granted },
        { title: 'Why', value: (row: Row) => row.why },
      ],
      text: (terminal: Terminal) => plan.map((registration) => textOf(registration, terminal)).join('\n\n'),
      render: {
        md: () => permissionMarkdown(plan),
        manifest: () => permissionManifest(plan),
        script: () => permissionScript(plan),
      },
    });
  },
});

function rowsOf({ name, permissions, assigned }: Registration): Row[] {
  return [
    ...permissions.map(({ service, role, why, later }): Row => ({
      registration: name,
      service,
      permission: role,
      granted: later ? 'later' : 'now',
      why: why.join(' '),
    })),
    ...assigned.map(({ kind, role, scope, why }): Row => ({
      registration: name,
      service: kind === 'directory' ? 'Entra role' : `Azure role on ${scope ?? 'the subscription'}`,
      permission: role,
      granted: 'now',
      why,
    })),
  ];
}

function textOf(registration: Registration, terminal: Terminal): string {
  const rows = rowsOf(registration);
  const part = (granted: Row['granted']) => rows.filter((row) => row.granted === granted);
  // The name of a permission takes the width that the reason needs: the reason goes below it.
  const list = (granted: Row['granted']) =>
    part(granted).flatMap(({ service, permission, why }) => [
      `  ${permission} (${service})`,
      ...wrap(why, terminal.width - 4).map((line) => paint(terminal, 'gray', `    ${line}`)),
    ]);
  const steps = portalSteps(registration).flatMap((step, index) =>
    wrap(step, terminal.width - 5).map((line, at) => `${at === 0 ? `${index + 1}.`.padStart(4) : '    '} ${line}`),
  );
  return [
    paint(terminal, 'bold', registration.displayName),
    ...wrap(registration.purpose, terminal.width),
    ...(part('now').length > 0 ? ['Grant now:', ...list('now')] : []),
    ...(part('later').length > 0 ? ['Later, with parts that this version does not have:', ...list('later')] : []),
    'In the portal:',
    ...steps,
  ].join('\n');
}
