import type { SectionData } from '../core/snapshot.ts';

/** Words by which a label promises that it locks a file. */
const promises = /\bencrypt|\bcipher|\brights?[- ]protect|\brestricted access\b|\bAES\b|\bRMS\b|\bDKE\b/i;
/** "does not encrypt" and the like promise nothing. */
const denies = /\b(?:not|no|never|without|nothing)\b[^.]{0,40}\bencrypt|\bencrypts? nothing/i;

/**
 * Retention labels whose name or note says that they encrypt. They keep or delete and encrypt nothing: whoever relies on
 * such a label leaves PHI open.
 */
export function claimedAsEncryption(
  labels: readonly Pick<SectionData<'retentionLabels'>[number], 'name' | 'comment'>[],
): { name: string; why: string }[] {
  return labels.flatMap(({ name, comment }) => {
    const said = [name, comment].filter((text) => text && promises.test(text) && !denies.test(text));
    return said.length > 0
      ? [
          {
            name: name ?? '',
            why: `The retention label ${name ?? ''} speaks of encryption, and a retention label encrypts nothing.`,
          },
        ]
      : [];
  });
}
