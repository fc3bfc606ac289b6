import { now } from '../../../core/clock.ts';
import { WardlineError } from '../../../core/errors.ts';
import type { Cloud } from '../../../core/snapshot.ts';
import { withSystem } from '../../../store/scope.ts';
import { addTenant } from '../../../store/tenants.ts';
import { defineCommand } from '../../command.ts';
import { homeOption, whatIfOption, withStore } from '../../live.ts';

const clouds: readonly Cloud[] = ['commercial', 'gcc', 'gcchigh', 'dod', 'china'];

export const tenantAddCommand = defineCommand({
  path: ['tenant', 'add'],
  summary: 'add a Microsoft 365 tenant; nothing is sent to it',
  details: 'The directory (tenant) ID is on the overview page of the Entra admin center.\nThen: wardline connect',
  arguments: [{ name: 'id', summary: "the tenant's directory ID, a GUID" }],
  options: [
    { flags: '--name <name>', summary: "the organization's name" },
    { flags: '--domain <domain>', summary: 'its main domain' },
    { flags: '--cloud <cloud>', summary: "Microsoft's cloud", choices: clouds, default: 'commercial' },
    { flags: '--color <color>', summary: 'the color that marks it', default: '#1f6f78' },
    homeOption,
    whatIfOption,
  ],
  formats: ['table', 'json'],
  async run(invocation) {
    const { arguments: given, options } = invocation;
    const id = given[0]!.toLowerCase();
    if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id))
      throw new WardlineError(
        'usage',
        'The id of a tenant is a GUID.',
        'It is the directory ID in the Entra admin center.',
      );
    const { name, domain, cloud, color } = options;
    if (typeof name !== 'string') throw new WardlineError('usage', 'tenant add needs --name NAME.');
    const tenant = {
      id,
      name,
      color: String(color),
      cloud: cloud as Cloud,
      ...(typeof domain === 'string' && { domain }),
    };
    if (options['whatIf'])
      return { data: tenant, rows: [], columns: [], text: () => `Would add ${name} (${id}). Nothing was done.` };
    const added = await withStore(invocation, (store) =>
      withSystem(store, (scope) => addTenant(scope, { ...tenant, at: now() })),
    );
    return {
      data: added,
      rows: [],
      columns: [],
      text: () => `Added ${added.name} (${added.id}).`,
      messages: ['Next: wardline connect'],
    };
  },
});
