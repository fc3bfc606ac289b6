import type { SectionData } from '../../core/snapshot.ts';

export type Alert = SectionData<'protectionAlerts'>[number];

/** The alert policies that SCuBA's baseline names; Microsoft creates them, nobody can. */
const requiredAlerts = [
  'Suspicious email sending patterns detected',
  'Suspicious connector activity',
  'Suspicious Email Forwarding Activity',
  'Messages have been delayed',
  'Tenant restricted from sending unprovisioned email',
  'Tenant restricted from sending email',
];

/** Asked for only where the tenant has it: it comes with Defender for Office 365 Plan 2. */
const urlClickAlert = 'A potentially malicious URL click was detected';

/** The older list (MS.DEFENDER.5.1v1). */
export const legacyAlerts = [
  'Suspicious email sending patterns detected',
  'Suspicious Email Forwarding Activity',
  'Messages have been delayed',
  'Tenant restricted from sending unprovisioned email',
  'User restricted from sending email',
  urlClickAlert,
  'Suspicious connector activity',
];

/** Some of Microsoft's names end in an invisible character. */
export function alertName(name: string | null | undefined): string {
  return (name ?? '')
    .replaceAll(/[\u200B-\u200D\uFEFF]/g, '')
    .trim()
    .toLowerCase();
}

export function alertsNamed(alerts: readonly Alert[], name: string): Alert[] {
  return alerts.filter((alert) => alertName(alert.name) === alertName(name));
}

export function isOn(alerts: readonly Alert[], name: string): boolean {
  return alertsNamed(alerts, name).some((alert) => alert.disabled === false);
}

/** The six, and the URL click alert when the tenant has it. */
export function alertsWanted(alerts: readonly Alert[]): string[] {
  return alertsNamed(alerts, urlClickAlert).length > 0 ? [...requiredAlerts, urlClickAlert] : requiredAlerts;
}

export function identityOf(alert: Alert): string {
  return alert.identity ?? alert.name ?? 'unnamed alert policy';
}
