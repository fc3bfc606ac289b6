import type { Resource } from '../../resource.ts';
import { sites } from './sites.ts';
import { sharepointTenant } from './tenant.ts';

export const sharepointResources: readonly Resource[] = [sharepointTenant, sites];
