import { once } from './once.ts';
import type { AuditEvent } from '../audit-event.ts';
import { objectsOf, textOf } from './values.ts';

export interface Target {
  kind: 'user' | 'group' | 'application' | 'service' | 'role' | 'policy' | 'device' | 'other';
  /** Object id in lower case. */
  id?: string;
  /** User principal name or display name. */
  name?: string;
}

const kinds: Readonly<Record<string, Target['kind']>> = {
  user: 'user',
  group: 'group',
  application: 'application',
  serviceprincipal: 'service',
  role: 'role',
  directoryrole: 'role',
  policy: 'policy',
  device: 'device',
};
const guid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;

/** What an Entra record was done to. The unified log gives several lines for one target; they come back as one. */
export const targetsOf = once(targetsFacts);

function targetsFacts(event: AuditEvent): readonly Target[] {
  const graph = objectsOf(event.raw['targetResources']);
  if (graph.length > 0) return graph.map(graphTarget);
  const lines = objectsOf(event.raw['Target']).map((line) => ({
    id: textOf(line['ID']) ?? '',
    type: Number(line['Type']),
  }));
  if (lines.length === 0) return [];
  const text = lines.map(({ id }) => id);
  const kind = kinds[text.find((line) => kinds[line.toLowerCase()])?.toLowerCase() ?? ''] ?? guessed(text);
  const id = guid.exec(text.find((line) => guid.test(line)) ?? '')?.[0]?.toLowerCase();
  // Type 5 is a user principal name, 1 a display name, 2 an id. Source: Office 365 Management Activity API schema.
  const name =
    lines.find(({ type, id: line }) => type === 5 && line)?.id ??
    lines.find(({ type, id: line }) => type === 1 && line && !kinds[line.toLowerCase()])?.id ??
    text.find((line) => line && !guid.test(line) && !kinds[line.toLowerCase()]);
  return [{ kind, ...(id && { id }), ...(name && { name }) }];
}

function guessed(lines: readonly string[]): Target['kind'] {
  const prefix = lines.map((line) => /^(User|Group|Application|ServicePrincipal|Role|Policy|Device)_/i.exec(line)?.[1]);
  return kinds[prefix.find(Boolean)?.toLowerCase() ?? ''] ?? 'other';
}

function graphTarget(target: Readonly<Record<string, unknown>>): Target {
  const id = textOf(target['id'])?.toLowerCase();
  const name = textOf(target['userPrincipalName']) ?? textOf(target['displayName']);
  return {
    kind: kinds[textOf(target['type'])?.toLowerCase() ?? ''] ?? 'other',
    ...(id && { id }),
    ...(name && { name }),
  };
}
