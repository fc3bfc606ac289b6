import { changeOf } from '../../core/audit/changes.ts';
import { defineDetection } from '../../core/detection.ts';
import { isApprovedTarget, isMicrosoftApp } from './app-record.ts';
import { permissionRisk } from './app-scopes.ts';
import { isMicrosoftService } from './initiator.ts';

export const appPermissionGranted = defineDetection({
  id: 'entra.app-permission-granted',
  title: 'An application may now act on the whole tenant by itself',
  severity: 'high',
  citations: ['164.312(a)(1)', '164.308(a)(4)(ii)(C)', '164.308(a)(1)(ii)(D)'],
  attack: ['T1098.003'],
  incident: 'app-consent',
  firstSteps: [
    'Ask the administrator who granted it what the application needs it for',
    'Remove the permission, or limit it to some mailboxes or sites',
    'Look at the application’s sign-ins and credentials since',
  ],
  falsePositives: ['Setting up a backup, archive or security product: declare it under approvedApps before the grant.'],
  knownGaps: ['Permissions of services other than Microsoft Graph, Exchange and SharePoint are not weighed.'],
  operations: ['add app role assignment to service principal'],
  signal(event, context) {
    if (event.outcome === 'failure' || isMicrosoftService(event)) return undefined;
    const value = changeOf(event, 'AppRole.Value')?.new || changeOf(event, 'AppRole.Id')?.new;
    const permission = value ? permissionRisk(value) : undefined;
    if (!permission || isMicrosoftApp(event) || isApprovedTarget(event, context)) return undefined;
    const app = changeOf(event, 'ServicePrincipal.DisplayName')?.new || 'An application';
    return {
      group: (changeOf(event, 'ServicePrincipal.ObjectID')?.new || app).toLowerCase(),
      why: `${app} may use ${permission.name} without a person, granted by ${event.actor.name}`,
      severity: permission.risk === 'rules' ? 'critical' : 'high',
    };
  },
  rule: { kind: 'each', mergeMinutes: 60 },
});
