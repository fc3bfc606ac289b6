interface Given {
  id?: string;
  state?: string;
  users?: Record<string, unknown>;
  applications?: Record<string, unknown>;
  conditions?: Record<string, unknown>;
  grant?: Record<string, unknown>;
  session?: Record<string, unknown>;
}

/** A Conditional Access policy as Graph gives it: on, for all users and all apps, unless the case says otherwise. */
export function policy(displayName: string, given: Given = {}): Record<string, unknown> {
  return {
    id: given.id ?? `id of ${displayName}`,
    displayName,
    state: given.state ?? 'enabled',
    conditions: {
      clientAppTypes: ['all'],
      users: { includeUsers: ['All'], ...given.users },
      applications: { includeApplications: ['All'], ...given.applications },
      ...given.conditions,
    },
    grantControls: given.grant ?? null,
    sessionControls: given.session ?? null,
  };
}

export const mfa = { operator: 'OR', builtInControls: ['mfa'] };
export const block = { operator: 'OR', builtInControls: ['block'] };

/** A grant by authentication strength with these combinations. */
export function strength(...allowedCombinations: string[]): Record<string, unknown> {
  return {
    operator: 'OR',
    builtInControls: [],
    authenticationStrength: { id: '7d1f2c3a-0000-4000-8000-000000000001', allowedCombinations },
  };
}
