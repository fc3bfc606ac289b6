/** What a person, or a token that somebody made, may do. Each endpoint names the one that it needs. */
export const permissions = [
  'tenants.read',
  'tenants.connect',
  'assessments.read',
  'assessments.run',
  'findings.read',
  'findings.decide',
  'plans.read',
  'plans.make',
  'plans.approve',
  'plans.apply',
  'drift.read',
  'drift.decide',
  'inventory.read',
  'inventory.names',
  'inventory.scan',
  'links.read',
  'labels.read',
  'labels.plan',
  'alerts.read',
  'alerts.decide',
  'log.search',
  'log.open',
  'log.review',
  'evidence.read',
  'evidence.export',
  'settings.read',
  'settings.write',
  'accounts.read',
  'accounts.write',
  'activity.read',
  'jobs.read',
  'jobs.run',
] as const;
export type Permission = (typeof permissions)[number];

/** The roles of design.md section 5. Each is given for one tenant or for all. */
export const roles = ['owner', 'it-admin', 'msp', 'privacy-officer', 'auditor', 'employee'] as const;
export type Role = (typeof roles)[number];

const reading: readonly Permission[] = permissions.filter((name) => name.endsWith('.read'));
const technical: readonly Permission[] = [
  ...reading.filter((name) => name !== 'accounts.read' && name !== 'activity.read'),
  'tenants.connect',
  'assessments.run',
  'findings.decide',
  'plans.make',
  'plans.approve',
  'plans.apply',
  'drift.decide',
  'inventory.scan',
  'labels.plan',
  'alerts.decide',
  'log.search',
  'settings.write',
  'jobs.run',
];

/**
 * What each role may do. The names of files that hold PHI, and opening raw records, are for who answers for privacy
 * and for the owner (45 CFR 164.502(b), minimum necessary): a consultant never sees them. An employee's own page needs
 * no permission of these.
 */
export const permissionsOf: Readonly<Record<Role, readonly Permission[]>> = {
  owner: permissions,
  'it-admin': [...technical, 'log.review', 'evidence.export', 'accounts.read', 'activity.read'],
  msp: technical,
  'privacy-officer': [
    ...reading,
    'assessments.run',
    'findings.decide',
    'plans.approve',
    'inventory.names',
    'inventory.scan',
    'alerts.decide',
    'log.search',
    'log.open',
    'log.review',
    'evidence.export',
    'jobs.run',
  ],
  auditor: [
    'tenants.read',
    'assessments.read',
    'findings.read',
    'plans.read',
    'drift.read',
    'inventory.read',
    'links.read',
    'labels.read',
    'alerts.read',
    'evidence.read',
    'evidence.export',
    'settings.read',
    'activity.read',
  ],
  employee: [],
};

export const roleWords: Readonly<Record<Role, { title: string; means: string }>> = {
  owner: { title: 'Owner', means: 'May do everything, and says who else may do what.' },
  'it-admin': { title: 'IT admin', means: 'Reads and changes the settings of Microsoft 365.' },
  msp: { title: 'MSP engineer', means: 'Works on the tenants given to them; never sees the names of patient files.' },
  'privacy-officer': { title: 'Privacy officer', means: 'Decides, approves and signs; does not change settings.' },
  auditor: { title: 'Auditor', means: 'Reads what was given to them, until the day given to them.' },
  employee: { title: 'Employee', means: 'Sees their own page.' },
};
