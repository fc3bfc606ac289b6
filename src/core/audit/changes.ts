import { once } from './once.ts';
import type { AuditEvent } from '../audit-event.ts';
import { fieldsOf, objectsOf, opens, plainText, textOf } from './values.ts';

export interface PropertyChange {
  /** As logged: `Role.TemplateId`, `ConditionalAccessPolicy`. */
  name: string;
  /** Plain text; JSON text inside JSON text is opened, entries of a list are joined by `; `. Objects stay JSON text. */
  old: string;
  new: string;
}

/**
 * What changed, in every form of ModifiedProperties: pairs (Entra, SharePoint), objects keyed by name (forwarders,
 * where `Role_DisplayName` stands for `Role.DisplayName`), bare names (mailbox items), and Graph's list per target.
 */
export const changesOf = once(changesFacts);

function changesFacts(event: AuditEvent): readonly PropertyChange[] {
  const own = event.raw['ModifiedProperties'];
  if (own !== undefined) return changesIn(own);
  return objectsOf(event.raw['targetResources']).flatMap((target) => changesIn(target['modifiedProperties']));
}

/** The first change of that name, compared without case. */
export function changeOf(event: AuditEvent, name: string): PropertyChange | undefined {
  const wanted = name.toLowerCase();
  return changesOf(event).find((change) => change.name.toLowerCase() === wanted);
}

function changesIn(value: unknown): PropertyChange[] {
  const opened = typeof value === 'string' ? opens(value) : value;
  if (Array.isArray(opened)) {
    return opened.flatMap((entry): PropertyChange[] => {
      if (typeof entry === 'string') return [{ name: entry, old: '', new: '' }];
      const fields = fieldsOf(entry) ?? {};
      const name = textOf(fields['Name'] ?? fields['displayName'] ?? fields['name']);
      return name ? [changeFrom(name, fields)] : [];
    });
  }
  return Object.entries(fieldsOf(opened) ?? {}).map(([name, given]) =>
    changeFrom(name.replaceAll('_', '.'), fieldsOf(given) ?? { NewValue: given }),
  );
}

function changeFrom(name: string, fields: Readonly<Record<string, unknown>>): PropertyChange {
  return {
    name,
    old: plainText(fields['OldValue'] ?? fields['oldValue']),
    new: plainText(fields['NewValue'] ?? fields['newValue']),
  };
}
