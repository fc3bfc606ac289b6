import type { Organization } from '../../../core/organization.ts';
import type { Resource } from '../../resource.ts';
import { siteRoleAssignments } from './site-role-assignments.ts';
import { sites } from './sites.ts';
import { sharepointTenant } from './tenant.ts';

export function sharepointResources(declared?: Pick<Organization, 'phi' | 'phiStores'>): readonly Resource[] {
  return [sharepointTenant, sites, siteRoleAssignments(declared)];
}
