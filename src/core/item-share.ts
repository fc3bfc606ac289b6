/**
 * A link or a right on one file or folder, as a plan names it: without the file's name and without who it is for,
 * because both tell of patients. A record of the section `itemShares`.
 */
export interface ItemShare {
  drive: string;
  item: string;
  share: string;
  /**
   * What it gives, as the change that asks knows it, and after it the ids of the shares of its item that give the same:
   * a share that was made again has another id, and is known by giving the same without being one of those.
   */
  like: string;
  kind: string;
  access: string;
  /** What it gives now. */
  is: string;
  expiresAt: string | null;
  hasPassword: boolean | null;
}

/** Whom a share is for as a keyed hash, the same for the same people in any order and spelling. */
export type Fingerprint = (grantees: readonly string[]) => string;

interface Given {
  kind: string;
  access: string;
  grantees: readonly string[];
}

/** `anonymous edit 4f1c…`. */
export function whatItGives({ kind, access, grantees }: Given, fingerprint: Fingerprint): string {
  return `${kind} ${access} ${fingerprint(grantees)}`;
}

/** The words by which a plan knows a share: what it gives, and the shares beside it that give the same. */
export function likeness(
  share: Given & { id: string },
  all: readonly (Given & { id: string })[],
  fingerprint: Fingerprint,
): string {
  const gives = whatItGives(share, fingerprint);
  const twins = all.filter((other) => other.id !== share.id && whatItGives(other, fingerprint) === gives);
  return [gives, ...twins.map(({ id }) => id).sort()].join(' ');
}

/** A likeness in its parts. */
export function partsOfLikeness(like: string): { gives: string; twins: ReadonlySet<string> } {
  const words = like.split(' ');
  return { gives: words.slice(0, 3).join(' '), twins: new Set(words.slice(3)) };
}
