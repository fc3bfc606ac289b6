import type { Entity } from '../store.ts';

/** Names of properties, between spaces and line breaks, by the value that they have when nobody set them. */
interface Unset {
  /** null */
  unset?: string;
  /** [] */
  none?: string;
  /** false */
  off?: string;
  /** "" */
  blank?: string;
}

/** The properties that a cmdlet gives of every object, and other values that they begin with: assumption cmdlet-shapes. */
export function shapeOf({ unset, none, off, blank }: Unset, more: Entity = {}): Entity {
  const all = (names: string | undefined, value: unknown): Entity =>
    Object.fromEntries((names?.trim().split(/\s+/) ?? []).map((name) => [name, value]));
  return { ...all(unset, null), ...all(none, []), ...all(off, false), ...all(blank, ''), ...more };
}

/** Whom a rule of a mail filter is for. */
export const everybody: Entity = shapeOf({
  unset: `Comments SentTo SentToMemberOf RecipientDomainIs ExceptIfSentTo ExceptIfSentToMemberOf
    ExceptIfRecipientDomainIs Conditions Exceptions`,
});
