import type { Resource } from '../../resource.ts';
import { entraDiagnosticSettings } from './entra-diagnostic-settings.ts';
import { signInAlertRules } from './sign-in-alert-rules.ts';

export const azureResources: readonly Resource[] = [entraDiagnosticSettings, signInAlertRules];

/**
 * Azure roles that an admin assigns to the app; a token does not show them, so a lack shows only when Azure refuses.
 * That these are the least ones is from memory [M].
 */
export const azureRoles = [
  {
    role: 'Reader',
    scope: '/providers/Microsoft.aadiam',
    registration: 'read-settings',
    why: 'To see where the sign-in and audit logs of Entra are sent.',
  },
  {
    role: 'Contributor',
    scope: '/providers/Microsoft.aadiam',
    registration: 'change',
    why: 'To send more kinds of logs to a destination that exists.',
  },
  {
    role: 'Monitoring Reader',
    scope: 'each subscription with a Log Analytics workspace',
    registration: 'read-settings',
    why: 'To see whether an alert tells of the use of an emergency access account.',
  },
  {
    role: 'Microsoft Sentinel Reader',
    scope: 'each subscription with a Log Analytics workspace',
    registration: 'read-settings',
    why: 'To see the alert rules of Microsoft Sentinel.',
  },
] as const;
