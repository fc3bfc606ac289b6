import { directoryAuditRecord, entraRecord, type RawRecord } from './audit-records.ts';

export interface PolicyForm {
  state?: string;
  users?: Record<string, unknown>;
  applications?: Record<string, unknown>;
  locations?: Record<string, unknown>;
  grant?: Record<string, unknown>;
}

/** A policy as it stands in the log: everybody, all applications, multifactor authentication, unless said otherwise. */
export function policyText({
  state = 'enabled',
  users = {},
  applications = {},
  locations,
  grant = {},
}: PolicyForm = {}): string {
  return JSON.stringify({
    id: 'eeeeeeee-0000-4000-8000-000000000001',
    displayName: 'Require MFA',
    state,
    conditions: {
      users: { includeUsers: ['All'], excludeUsers: ['glass-1'], ...users },
      applications: { includeApplications: ['All'], ...applications },
      ...(locations && { locations }),
    },
    grantControls: { operator: 'OR', builtInControls: ['mfa'], ...grant },
  });
}

/** The change of a policy in the form of Graph (values JSON text within JSON text) or of the unified log. */
export function policyRecord(
  form: 'graph' | 'unified',
  before: PolicyForm | undefined,
  after: PolicyForm | undefined,
  fields: RawRecord = {},
): RawRecord {
  const operation = `${after ? 'Update' : 'Delete'} conditional access policy`;
  const [old, now] = [before && policyText(before), after && policyText(after)];
  if (form === 'unified') {
    return entraRecord(
      `${operation}.`,
      {
        object: 'Not Available',
        targets: [
          ['Policy_eeeeeeee-0000-4000-8000-000000000001', 2],
          ['Policy', 2],
          ['Require MFA', 1],
        ],
        changes: [['ConditionalAccessPolicy', now ? JSON.stringify([now]) : '', old ? JSON.stringify([old]) : '']],
      },
      fields,
    );
  }
  return directoryAuditRecord(
    operation,
    {
      category: 'Policy',
      targets: [{ type: 'Policy', id: 'eeeeeeee-0000-4000-8000-000000000001', displayName: 'Require MFA' }],
      changes: [['ConditionalAccessPolicy', now ?? '', old ?? '']],
    },
    { loggedByService: 'Conditional Access', ...fields },
  );
}

export const changeApp = {
  initiatedBy: {
    user: null,
    app: {
      displayName: 'Wardline changes',
      appId: 'aaaaaaaa-0000-4000-8000-0000000000aa',
      servicePrincipalId: 'aaaaaaaa-0000-4000-8000-0000000000ab',
    },
  },
};
export const changeAppApproved = { approvedApps: [{ appId: 'AAAAAAAA-0000-4000-8000-0000000000AA', baa: true }] };
