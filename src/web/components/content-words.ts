import { words } from '../words/index.ts';

/** "Medical record number" of `phi.medical-record-number`. */
export function detectorName(id: string): string {
  const known = words.content.detectors[id];
  if (known) return known;
  const name = id.replace(/^phi\.(?:signals\.)?/, '').replaceAll('-', ' ');
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** "71%", or with what nobody asked for: a label that nobody asked for is not a missing one. */
export function labeledWords({
  labeled,
  unlabeled,
  unknown,
}: {
  labeled: number;
  unlabeled: number;
  unknown: number;
}): string {
  const asked = labeled + unlabeled;
  if (asked === 0) return unknown > 0 ? words.content.unknown : '';
  const share = `${Math.floor((100 * labeled) / asked)}%`;
  return unknown > 0 ? `${share}, ${unknown.toLocaleString()} ${words.content.unknown.toLowerCase()}` : share;
}

/** An address that may be a link: the tenant says what it is, and only a web address may be followed. */
export function webAddress(url: string | null): string | undefined {
  return url !== null && /^https:\/\//i.test(url) ? url : undefined;
}

/** A store as it fits into a picture: of a person's own store the person's part of the address. */
export function shortStoreName({ name, owner }: { name: string; owner: string | null }): string {
  return owner !== null && owner.includes('@') && name.endsWith(owner) ? owner.slice(0, owner.indexOf('@')) : name;
}
