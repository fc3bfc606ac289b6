import { groupMembers, groups } from './groups.ts';
import { organization, subscribedSkus } from './organization.ts';
import { users } from './users.ts';

/** People, groups, apps, roles, licenses. */
export const directoryResources = [groupMembers, groups, organization, subscribedSkus, users];
