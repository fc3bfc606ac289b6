import type { ConnectedClients } from '../connectors/clients.ts';
import { resourcesFor } from '../connectors/registry.ts';
import type { Api, Scope } from '../connectors/resource.ts';
import type { Organization } from '../core/organization.ts';
import type { CommandResult } from './command.ts';

/** What one API answered to a small question. */
export interface Probe {
  api: string;
  works: boolean;
  says: string;
  /** What to do when it does not work. */
  next: string;
}

interface Question {
  api: Api;
  name: string;
  ask(clients: ConnectedClients): Promise<unknown>;
}

/** What reads content, or ends sharing, may read nothing small: that it can sign in is enough. */
const signIn: Question = { api: 'graph', name: 'Microsoft Graph', ask: ({ token }) => token('graph') };

const questions: readonly Question[] = [
  { api: 'graph', name: 'Microsoft Graph', ask: ({ graph }) => graph.get('/organization') },
  { api: 'exchange', name: 'Exchange Online', ask: ({ exchange }) => exchange.run('Get-OrganizationConfig') },
  {
    api: 'compliance',
    name: 'Security & Compliance',
    ask: ({ compliance }) => compliance.run('Get-DlpCompliancePolicy'),
  },
  { api: 'sharepoint', name: 'SharePoint', ask: ({ sharepoint }) => sharepoint.get('SPO.Tenant') },
  {
    api: 'teams',
    name: 'Teams (undocumented, optional)',
    ask: async ({ teams }) => teams?.get('TeamsClientConfiguration', 'Global'),
  },
  {
    api: 'azure',
    name: 'Azure (optional)',
    ask: ({ azure }) => azure.get('/providers/microsoft.aadiam/diagnosticSettings', '2017-04-01'),
  },
];

/** Asks each API one thing that changes nothing, and compares the roles of its token with what is needed. */
export async function probeAll(
  clients: ConnectedClients,
  registration: Scope['registration'],
  organization: Organization,
): Promise<Probe[]> {
  const needs = resourcesFor(organization)
    .flatMap(({ scopes }) => scopes)
    .filter((scope) => scope.registration === registration);
  const asked =
    registration === 'read-content' || registration === 'contain'
      ? [signIn]
      : questions.filter(({ api }) => api !== 'teams' || organization.choices.unofficialTeamsEndpoint);
  return Promise.all(
    asked.map(async ({ api, name, ask }): Promise<Probe> => {
      try {
        await ask(clients);
      } catch (error) {
        return { api: name, works: false, ...wordsOf(error) };
      }
      const missing = await clients.missing(needs.filter((scope) => scope.api === api));
      const roles = [...new Set(missing.map(({ role }) => role))];
      if (roles.length === 0) return { api: name, works: true, says: 'It answers.', next: '' };
      return {
        api: name,
        works: false,
        says: `It answers, but the app lacks ${roles.join(', ')}.`,
        next: `Add what is missing and give admin consent; see: wardline permissions --registration ${registration}`,
      };
    }),
  );
}

/** Errors of connectors hold no tenant data; of anything else nothing is shown. */
function wordsOf(error: unknown): { says: string; next: string } {
  if (error instanceof Error && 'hint' in error && typeof error.hint === 'string')
    return { says: error.message, next: error.hint };
  return { says: 'An unforeseen fault.', next: 'Run again with WARDLINE_DEBUG=1.' };
}

/** Microsoft Graph is needed for anything; what else does not work is reported as not collected. */
export function probeResult(probes: readonly Probe[]): CommandResult<Probe> {
  const all = probes.every(({ works, api }) => works || api.endsWith('optional)'));
  return {
    data: probes,
    rows: probes,
    columns: [
      { title: 'API', value: (row) => row.api },
      { title: 'Works', value: (row) => (row.works ? 'yes' : 'no') },
      { title: 'What it says', value: (row) => [row.says, row.next].filter(Boolean).join(' ') },
    ],
    exit: all ? 0 : probes[0]?.works || /lacks/.test(probes[0]?.says ?? '') ? 6 : 4,
  };
}
