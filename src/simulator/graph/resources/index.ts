import type { GraphResource } from '../resource.ts';
import { deviceResources } from './devices/index.ts';
import { directoryResources } from './directory/index.ts';
import { identityResources } from './identity/index.ts';
import { mailResources } from './mail/index.ts';
import { reportResources } from './reports/index.ts';
import { securityResources } from './security/index.ts';
import { sharepointResources } from './sharepoint/index.ts';
import { teamsResources } from './teams/index.ts';

/** Every resource that the simulator's Microsoft Graph has. Each area keeps its own list. */
export const graphResources: readonly GraphResource[] = [
  ...deviceResources,
  ...directoryResources,
  ...identityResources,
  ...mailResources,
  ...reportResources,
  ...securityResources,
  ...sharepointResources,
  ...teamsResources,
];
