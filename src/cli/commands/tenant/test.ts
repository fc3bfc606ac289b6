import { type RegistrationName, registrations } from '../../../reports/permissions.ts';
import { loadOrganization, organizationOption } from '../../assessment.ts';
import { defineCommand } from '../../command.ts';
import { chosenTenant, clientsOf, homeOption, tenantOption, withStore } from '../../live.ts';
import { type Probe, probeAll, probeResult } from '../../probe.ts';

export const tenantTestCommand = defineCommand<Probe>({
  path: ['tenant', 'test'],
  summary: 'ask each API of a tenant one thing and say what works',
  details: 'Exit codes: 0 everything needed works, 4 the sign-in fails, 6 a part does not work.',
  arguments: [],
  options: [
    tenantOption,
    {
      flags: '--registration <name>',
      summary: 'with which app registration',
      choices: registrations,
      default: 'read-settings',
    },
    organizationOption,
    homeOption,
  ],
  formats: ['table', 'json', 'jsonl', 'csv', 'md'],
  run: (invocation) =>
    withStore(invocation, async (store) => {
      const { organization } = loadOrganization(invocation.options['organization'], invocation.cwd);
      const tenant = await chosenTenant(store, invocation.options['tenant']);
      const registration = invocation.options['registration'] as RegistrationName;
      const clients = await clientsOf(store, invocation.env, tenant, registration);
      try {
        return probeResult(await probeAll(clients, registration, organization));
      } finally {
        clients.close();
      }
    }),
});
