import type { Baseline } from '../../core/baseline.ts';

/** Larger staff, more admins, more eyes on the log: shorter sessions and longer records than a clinic's. */
export const hospital: Baseline = {
  id: 'hospital',
  title: 'Hospital',
  summary: 'For organizations with hundreds of people: shorter sessions, fewer standing rights, longer records.',
  parameters: {
    'defender.attachment-types-blocked': { fileTypes: ['exe', 'cmd', 'vbe', 'js', 'vbs', 'ps1', 'iso', 'hta'] },
    'entra.global-administrators-few': { most: 4 },
    'entra.privileged-activation-short': { hours: 4, globalAdministratorHours: 1 },
    'entra.sign-in-methods-renewed': { months: 18 },
    'entra.stale-accounts-disabled': { days: 60 },
    'entra.weak-methods-off': { textMessagesOff: true },
    'entra.web-session-idle-timeout': { minutes: 30 },
    'exchange.mailbox-auditing-complete': { minimumDays: 365 },
    'intune.app-protection-on': { wipeDays: 60 },
    'intune.compliance-policies-protective': { lockMinutes: 10 },
    'intune.stale-devices-cleaned': { idleDays: 60 },
    'sharepoint.idle-sign-out': { minutes: 30 },
    'sharepoint.verification-code-reauthentication': { days: 15 },
    'teams.recordings-limited': { longestDays: 120 },
  },
};
