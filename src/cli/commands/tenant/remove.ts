import { now } from '../../../core/clock.ts';
import { removeTenant } from '../../../store/tenants.ts';
import { defineCommand } from '../../command.ts';
import { approve, chosenTenant, homeOption, whatIfOption, withStore, yesOption } from '../../live.ts';

export const tenantRemoveCommand = defineCommand({
  path: ['tenant', 'remove'],
  summary: 'remove a tenant and delete its credentials; its history stays',
  details: 'Nothing is changed in Microsoft 365: delete the app registrations there.',
  arguments: [{ name: 'tenant', summary: 'id, domain or name' }],
  options: [yesOption, whatIfOption, homeOption],
  formats: ['table', 'json'],
  run: (invocation) =>
    withStore(invocation, async (store) => {
      const tenant = await chosenTenant(store, invocation.arguments[0]);
      const done = (text: string) => ({
        data: { id: tenant.id, name: tenant.name },
        rows: [],
        columns: [],
        text: () => text,
      });
      if (invocation.options['whatIf'])
        return done(`Would remove ${tenant.name} and delete its credentials. Nothing was done.`);
      await approve(invocation, tenant, 'This removes the tenant and deletes its credentials');
      await removeTenant(store, tenant.id, now());
      return done(`Removed ${tenant.name}. Its history stays; its app registrations are still in Microsoft 365.`);
    }),
});
