import type { Resource } from '../../resource.ts';
import { notOfferedResources } from './not-offered.ts';
import { policyResources } from './policies.ts';

export const teamsResources: readonly Resource[] = [...policyResources, ...notOfferedResources];
