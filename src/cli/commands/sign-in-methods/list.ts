import { WardlineError } from '../../../core/errors.ts';
import { type MethodShare, methodShares } from '../../../engine/method-shares.ts';
import { loadOrganization, organizationOption } from '../../assessment.ts';
import { defineCommand } from '../../command.ts';
import { chosenTenant, homeOption, latestSnapshot, tenantOption, withStore } from '../../live.ts';

export const signInMethodsListCommand = defineCommand<MethodShare>({
  path: ['sign-in-methods', 'list'],
  summary: 'how many people have a passkey, security key or certificate, by group, and how far it is to the goal',
  details: `Each person counts once, by the strongest method registered. Guests and emergency accounts are left out.`,
  arguments: [],
  options: [tenantOption, organizationOption, homeOption],
  formats: ['table', 'json', 'jsonl', 'csv', 'md'],
  run: (invocation) =>
    withStore(invocation, async (store) => {
      const tenant = await chosenTenant(store, invocation.options['tenant']);
      const { organization } = loadOrganization(invocation.options['organization'], invocation.cwd);
      const { snapshot } = await latestSnapshot(store, tenant);
      const rows = methodShares(snapshot, organization);
      if (!rows)
        throw new WardlineError(
          'not-permitted',
          'The sign-in methods of people were not read.',
          'Run: wardline connect, then wardline collect; it needs Microsoft Entra ID P1.',
        );
      return {
        data: { tenant: tenant.id, takenAt: snapshot.takenAt, groups: rows },
        rows,
        columns: [
          { title: 'Group', value: (row: MethodShare) => row.group },
          { title: 'People', value: (row: MethodShare) => row.people },
          { title: 'Phishing-resistant', value: (row: MethodShare) => row.phishingResistant },
          { title: 'App or code', value: (row: MethodShare) => row.app },
          { title: 'Phone only', value: (row: MethodShare) => row.phoneOnly },
          { title: 'None', value: (row: MethodShare) => row.none },
          { title: 'Share', value: (row: MethodShare) => `${row.share} %` },
          { title: 'Goal', value: (row: MethodShare) => `${row.goal} %` },
        ],
      };
    }),
});
