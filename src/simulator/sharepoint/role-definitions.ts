/** A permission level of a site, with its rights as two halves of 64 bits. Numbers: assumption spo-role-definitions. */
export interface RoleDefinition {
  id: number;
  name: string;
  /** `RoleTypeKind`. */
  kind: number;
  high: number;
  low: number;
}

export const roleDefinitions: readonly RoleDefinition[] = [
  { id: 1073741829, name: 'Full Control', kind: 5, high: 2147483647, low: 4294967295 },
  { id: 1073741828, name: 'Design', kind: 4, high: 432, low: 1012866047 },
  { id: 1073741830, name: 'Edit', kind: 6, high: 432, low: 1011030767 },
  { id: 1073741827, name: 'Contribute', kind: 3, high: 432, low: 1011028719 },
  { id: 1073741826, name: 'Read', kind: 2, high: 176, low: 138612833 },
  { id: 1073741825, name: 'Limited Access', kind: 1, high: 48, low: 134287360 },
];

export function roleNamed(name: unknown): RoleDefinition | undefined {
  return roleDefinitions.find((role) => role.name === name);
}
