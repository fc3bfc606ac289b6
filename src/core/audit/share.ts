import type { AuditEvent } from '../audit-event.ts';
import { textOf } from './values.ts';

export interface Share {
  /** Who the sharing opens the item to. `internal`: a member or group of the own directory; `unknown`: the record does not say. */
  kind: 'anonymous' | 'organization' | 'guest' | 'specific' | 'internal' | 'unknown';
  /** True for an edit link or grant, false for view; undefined when not said. */
  edits?: boolean;
  /** Account, address or group that was given access, claim prefixes off. */
  target?: string;
  targetType?: string;
}

/** The sharing that a SharePoint record of type 14 (or file activity on a link) is about. */
export function shareOf(event: AuditEvent): Share {
  const target = unclaimed(textOf(event.raw['TargetUserOrGroupName']));
  const targetType = textOf(event.raw['TargetUserOrGroupType'])?.toLowerCase();
  const words = [target, textOf(event.raw['EventData']), event.raw['SharingType']]
    .map((text) => textOf(text) ?? '')
    .join(' ');
  const edits = editing(words);
  return {
    kind: kindOf(event.op, words, target, targetType),
    ...(edits !== undefined && { edits }),
    ...(target && { target }),
    ...(targetType && { targetType }),
  };
}

function kindOf(op: string, words: string, target: string | undefined, targetType: string | undefined): Share['kind'] {
  if (/^anonymouslink|^secureanonymous/.test(op) || /\.anonymous(?:view|edit)\b|anonymous(?:view|edit)/i.test(words))
    return 'anonymous';
  if (op.startsWith('companylink') || /organization(?:view|edit)/i.test(words)) return 'organization';
  if (targetType === 'guest' || /#ext#|urn:spo:guest/i.test(target ?? '')) return 'guest';
  if (op.includes('securelink') || /\.flexible\./i.test(words)) return 'specific';
  if (targetType === 'member' || targetType?.includes('group')) return 'internal';
  return 'unknown';
}

function editing(words: string): boolean | undefined {
  if (/(?:anonymous|organization)edit|>(?:edit|contribute|full control|write)\b|\bedit\b/i.test(words)) return true;
  return /(?:anonymous|organization)view|>(?:view|read)\b|\bread\b|\bview\b/i.test(words) ? false : undefined;
}

/** A name out of its claim: `i:0#.f|membership|ann@b` and `urn:spo:guest#ann@b` are `ann@b`. */
export function unclaimed(name: string | undefined): string | undefined {
  return name?.replace(/^(?:i:0[a-z#.]*\.?f\|membership\||urn:spo:guest#)/i, '') || undefined;
}
