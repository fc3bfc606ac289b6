import type { Letter } from '../../connectors/alert-routes/email.ts';
import { type RootStatement, type SignedRoot, textOfRoot } from '../../store/events/roots.ts';

/** The mail that gives an officer the root of a day. It names no person, file or patient. */
export function rootLetter(
  organization: string,
  root: SignedRoot,
  statement: RootStatement,
  fingerprint: string,
): Letter {
  const name = organization.replaceAll(/[\p{Cc}\p{Cf}]/gu, ' ').slice(0, 200);
  const { day, sequence, records, hash, signedAt } = statement;
  const file = `root-${day}-${sequence}.json`;
  return {
    key: `root-${statement.tenant}-${sequence}`,
    subject: `Root of the audit log of ${name}, ${day}`,
    text: `This is the root of the audit log of ${name} as of ${day}.

Keep this message. Whoever holds the keys of the audit log could write all of it anew,
unseen; a root that lies in your mailbox shows it.

Tenant:    ${statement.tenant}
Day:       ${day}
Signed at: ${signedAt}
Segments:  1 to ${sequence}
Records:   ${records.toLocaleString('en-US')}
Root hash: ${hash}
Signature: ${root.signature}
Key:       ${fingerprint} (SHA-256)

To verify, save the attached ${file} and run, on the machine of the log:

  wardline audit verify --root ${file}

It must say "Anchored" and name segment ${sequence}. For an export of records, anyone can run:

  node verify-audit-export.mjs FOLDER ${file}

This message holds no names of people or files.
`,
    attachment: { name: file, content: textOfRoot(root) },
  };
}
