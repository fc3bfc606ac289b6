import { addTenant, listTenants } from '../../api/tenants.ts';
import { WardlineError } from '../../core/errors.ts';
import type { CommandResult, Invocation } from '../command.ts';
import { tenantListResult } from '../commands/tenant/list.ts';
import type { RemoteSession } from './session.ts';

type Direct = (session: RemoteSession, invocation: Invocation) => Promise<CommandResult>;

/** Commands about Wardline itself, which have no tenant that a command could be carried out in. */
export const directCommands: Readonly<Record<string, Direct>> = {
  async 'tenant list'({ server }) {
    const { items } = await server.call(listTenants);
    return tenantListResult(
      items.map(({ id, name, domain, color, cloud, registrations, takenAt }) => ({
        ...{ id, name, color, cloud, ...(domain && { domain }) },
        registrations: registrations.map((one) => ({ name: one })),
        lastCollected: takenAt ?? null,
      })),
    );
  },

  async 'tenant add'({ server }, { arguments: [id], options }) {
    const name = options['name'];
    if (typeof name !== 'string') throw new WardlineError('usage', 'Name the tenant with --name.');
    const { domain, cloud, color } = options as Record<string, string | undefined>;
    const data = { id: id!, name, ...(domain && { domain }), ...(cloud && { cloud }), ...(color && { color }) };
    if (options['whatIf'] === true)
      return { data, rows: [], columns: [], text: () => `Would add ${name} (${id!}). Nothing was done.` };
    // The server checks it by the contract, as it does for everybody.
    const added = await server.call(addTenant, { body: data as { id: string; name: string } });
    return {
      ...{ data: { ...data, id: added.id }, rows: [], columns: [] },
      text: () => `Added ${name} (${added.id}).`,
      messages: ['Next, on the server itself or in the console under Connect: wardline connect'],
    };
  },
};
