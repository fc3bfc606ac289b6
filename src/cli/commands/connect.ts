import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { now } from '../../core/clock.ts';
import type { Organization } from '../../core/organization.ts';
import { portalSteps } from '../../reports/permissions.ts';
import { listCredentials } from '../../store/credentials.ts';
import { openKeyring } from '../../store/master-key.ts';
import { type Store } from '../../store/open.ts';
import { withTenant } from '../../store/scope.ts';
import type { Tenant } from '../../store/tenants.ts';
import { loadOrganization, organizationOption } from '../assessment.ts';
import { type CommandResult, type Invocation, defineCommand } from '../command.ts';
import { type Connectable, connectable, makeSignIn, requireReadFirst } from '../connecting.ts';
import { chosenTenant, clientsOf, homeOption, readHostMap, tenantOption, whatIfOption, withStore } from '../live.ts';
import { writeWhole } from '../output.ts';
import { probeAll, probeResult } from '../probe.ts';
import { simulatedTenant, simulatorFiles, startInBackground, untilTrusted } from '../simulated-tenant.ts';
import { permissionsOf } from './permissions.ts';

export const connectCommand = defineCommand({
  path: ['connect'],
  summary: 'connect a tenant: show the permissions, make the certificate, then try each API',
  details: `Two steps, read-only first:
  wardline connect --client-id ID     shows what the app is allowed to do and makes its certificate
  (upload the certificate to the app registration and give admin consent)
  wardline connect                    asks each API one thing and says what works
To try it without a tenant: wardline connect --simulator texas-clinic. It starts the simulator in the background.
To change settings later: --registration change. To see what needs the right to open files, such as who has a OneDrive:
--registration read-content. To end links: --registration contain. Each has an app registration of its own.`,
  arguments: [],
  options: [
    tenantOption,
    {
      flags: '--registration <name>',
      summary: 'which app registration',
      choices: connectable,
      default: 'read-settings',
    },
    { flags: '--client-id <id>', summary: 'application (client) ID of the app registration; makes a new certificate' },
    {
      flags: '--certificate <file>',
      summary: 'where to write the public certificate',
      default: 'wardline-certificate.pem',
    },
    {
      flags: '--simulator <name>',
      summary:
        'a tenant of the simulator by name (texas-clinic, florida-hospital, dermatology), or the file of a running one',
    },
    organizationOption,
    homeOption,
    whatIfOption,
  ],
  formats: ['table', 'json'],
  run: (invocation) =>
    withStore(invocation, async (store): Promise<CommandResult> => {
      const { options, cwd, env } = invocation;
      const { organization } = loadOrganization(options['organization'], cwd);
      const { seeds } = await import('./simulator.ts');
      const { simulator } = options;
      if (typeof simulator === 'string' && Object.hasOwn(seeds, simulator) && !existsSync(resolve(cwd, simulator)))
        return connectSimulated(invocation, store, simulator, organization);
      const tenant = await chosenTenant(store, options['tenant']);
      const registration = options['registration'] as Connectable;
      const held = await withTenant(store, tenant.id, (scope) => listCredentials(scope));
      const connected = held.some(({ name }) => name === registration);
      await requireReadFirst(store, tenant.id, registration);
      if (!connected || options['clientId']) return prepare(invocation, store, tenant, registration, organization);
      const clients = await clientsOf(store, env, tenant, registration);
      try {
        return probeResult(await probeAll(clients, registration, organization));
      } finally {
        clients.close();
      }
    }),
});

/**
 * A tenant of the simulator in one step: it is started in the background, added, and its admin consents to all four
 * registrations. A real tenant gets them one after the other, read-only first.
 */
async function connectSimulated(
  invocation: Invocation,
  store: Store,
  name: string,
  organization: Organization,
): Promise<CommandResult> {
  const { clientIds, seeds } = await import('./simulator.ts');
  const files = simulatorFiles(store.home, name);
  if (invocation.options['whatIf']) {
    const text = `Would start the simulator of ${name} in the background and connect it. Nothing was done.`;
    return { data: { simulator: name }, rows: [], columns: [], text: () => text };
  }
  await startInBackground(files, name);
  const tenant = await simulatedTenant(store, seeds[name]!());
  for (const registration of connectable) {
    const options = { clientId: clientIds[registration], simulator: files.description, certificate: files.certificate };
    await prepare({ ...invocation, options }, store, tenant, registration, organization);
    await untilTrusted(async () => {
      const clients = await clientsOf(store, invocation.env, tenant, registration);
      try {
        await clients.token('graph');
      } finally {
        clients.close();
      }
    });
  }
  const clients = await clientsOf(store, invocation.env, tenant, 'read-settings');
  try {
    const result = probeResult(await probeAll(clients, 'read-settings', organization));
    const messages = [
      `${tenant.name} runs in the background: an invented tenant. To end it: wardline simulator --stop --tenant ${name}`,
      'Next: wardline collect',
    ];
    return { ...result, messages: [...(result.messages ?? []), ...messages] };
  } finally {
    clients.close();
  }
}

/** Shows the permissions, makes the certificate and seals it. The private key leaves this process only sealed. */
async function prepare(
  { options, cwd, env, tell }: Invocation,
  store: Store,
  tenant: Tenant,
  registration: Connectable,
  organization: Organization,
): Promise<CommandResult> {
  const [plan] = permissionsOf(registration, organization);
  tell(`${plan!.displayName} for ${tenant.name}. ${plan!.purpose}`);
  for (const { role, service, why, later } of plan!.permissions)
    if (!later) tell(`  ${role} (${service}): ${why.join(' ')}`);
  for (const { role, kind, why } of plan!.assigned)
    tell(`  ${role} (${kind === 'azure' ? 'Azure, optional' : 'Entra role'}): ${why}`);

  const { clientId, simulator } = options;
  const steps = portalSteps(plan!);
  const show = (data: object, lines: readonly string[], exit: number): CommandResult => ({
    data: { tenant: tenant.id, registration, ...data, steps },
    rows: [],
    columns: [],
    text: () => lines.join('\n'),
    exit,
  });
  const numbered = steps.map((step, index) => `${index + 1}. ${step}`);
  if (options['whatIf'])
    return show({}, ['Would make a certificate and keep its key sealed. Nothing was done.', ...numbered], 0);
  if (typeof clientId !== 'string')
    return show(
      {},
      [...numbered, 'Then: wardline connect --client-id ID (the application ID of this registration)'],
      4,
    );
  const { certificate, thumbprint, days } = await makeSignIn(
    { store, keyring: openKeyring(store.home, env) },
    tenant.id,
    registration,
    { clientId, at: now(), ...(typeof simulator === 'string' && { hostMap: readHostMap(simulator, cwd) }) },
  );
  const file = resolve(cwd, String(options['certificate']));
  writeWhole(file, certificate);
  return show(
    { certificate: file, thumbprint, days },
    [
      `The public certificate is in ${file}; it is valid for ${days} days. Its key is sealed in the data folder.`,
      'Upload it to the app registration, give admin consent, then run: wardline connect',
      ...numbered,
    ],
    0,
  );
}
