import type { Resource } from '../../resource.ts';
import { notOfferedResources } from './not-offered.ts';
import { policyResources } from './policies.ts';

export const teamsResources: readonly Resource[] = [...policyResources, ...notOfferedResources];

/** Entra roles that an admin assigns to the app beside the permission; a token does not show them. */
export const teamsRoles = [
  { role: 'Global Reader', registration: 'read-settings', why: 'To read Teams settings, and change none.' },
  { role: 'Teams Administrator', registration: 'change', why: 'To change Teams policies and external access.' },
] as const;
