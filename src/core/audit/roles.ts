import type { AuditEvent } from '../audit-event.ts';
import { changeOf } from './changes.ts';
import { targetsOf } from './targets.ts';

export interface RoleFacts {
  /** Template id in lower case: the same in every tenant, while names change. */
  templateId?: string;
  name?: string;
  /** Who gets or loses the role. */
  member?: string;
}

/** The directory role of an Entra record, for grants (new value) and removals (old value); undefined when none is named. */
export function rolesOf(event: AuditEvent): RoleFacts | undefined {
  const value = (property: string) => {
    const change = changeOf(event, property);
    return change?.new || change?.old || undefined;
  };
  const templateId = value('Role.TemplateId')?.toLowerCase();
  const targets = targetsOf(event);
  const role = targets.find((target) => target.kind === 'role');
  const name = value('Role.DisplayName') ?? value('Role.WellKnownObjectName') ?? role?.name;
  if (!templateId && !name) return undefined;
  const member = targets.find((target) => target.kind !== 'role');
  const who = member?.name ?? member?.id;
  return { ...(templateId && { templateId }), ...(name && { name }), ...(who && { member: who }) };
}
