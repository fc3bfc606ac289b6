import { type PhiStore, accessTo, rolesOf, storeUrl } from '../../../core/phi-stores.ts';
import { declaredStores } from '../../../engine/site-template.ts';
import { loadOrganization, organizationOption } from '../../assessment.ts';
import { defineCommand } from '../../command.ts';

export const accessMatrixCommand = defineCommand<PhiStore>({
  path: ['access', 'matrix'],
  summary: 'which job role may do what in which store of patient files',
  details: `From phiStores and roleGroups of wardline.yaml; asks no tenant.
  read            opens files
  edit            edits files, and shares them as the tenant allows
  edit-no-share   edits files; only the owner of the site lets others in
  none            does not reach the site
Make a tenant hold it: wardline plan --template phi-sites`,
  arguments: [],
  options: [organizationOption],
  formats: ['table', 'json', 'jsonl', 'csv', 'md'],
  run({ options, cwd }) {
    const { organization } = loadOrganization(options['organization'], cwd);
    const declared = declaredStores(organization);
    const { stores, owner, siteClass, label } = declared;
    const roles = rolesOf(stores);
    return Promise.resolve({
      data: {
        owner,
        siteClass,
        ...(label && { label }),
        roles: roles.map((role) => ({ role, groups: organization.roleGroups[role] ?? [] })),
        stores: stores.map((store) => ({
          name: store.name,
          url: storeUrl(declared, store),
          access: Object.fromEntries(roles.map((role) => [role, accessTo(store, role)])),
        })),
      },
      rows: stores,
      columns: [
        { title: 'Store', value: (store: PhiStore) => store.name },
        { title: 'Class', value: () => siteClass },
        { title: 'Owner', value: () => owner },
        ...roles.map((role) => ({ title: role, value: (store: PhiStore) => accessTo(store, role) })),
      ],
      messages: roles
        .filter((role) => (organization.roleGroups[role] ?? []).length === 0)
        .map((role) => `The job role ${role} has no group: declare one under roleGroups.${role}.`),
    });
  },
});
