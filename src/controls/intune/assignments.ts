interface Assignable {
  id?: string | null;
  displayName?: string | null;
  name?: string | null;
  isAssigned?: boolean | null;
  assignments?: readonly ({ target?: { '@odata.type'?: string | null } | null } | null)[] | null;
}

/** Whether a policy reaches anybody; an exclusion alone does not. Undefined when the source holds no assignments. */
export function isAssigned(policy: Assignable): boolean | undefined {
  if (policy.assignments) {
    return policy.assignments.some(
      (assignment) => !/exclusionGroupAssignmentTarget$/i.test(assignment?.target?.['@odata.type'] ?? ''),
    );
  }
  if (typeof policy.isAssigned === 'boolean') return policy.isAssigned;
  return policy.assignments === null ? false : undefined;
}

/** Whether a policy is assigned to all devices or all users. */
export function reachesAll(policy: Assignable): boolean {
  return (policy.assignments ?? []).some((assignment) =>
    /(allDevices|allLicensedUsers)AssignmentTarget$/i.test(assignment?.target?.['@odata.type'] ?? ''),
  );
}

export function policyName(policy: Assignable): string {
  return policy.displayName ?? policy.name ?? policy.id ?? 'unnamed policy';
}
