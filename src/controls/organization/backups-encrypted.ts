import { defineControl } from '../../core/control.ts';
import { type Evidence, fail, pass, unknown } from '../../core/verdict.ts';

export const backupsEncrypted = defineControl({
  id: 'organization.backups-encrypted',
  title: 'Backups that hold PHI are encrypted, and somebody holds their keys',
  finding: 'A backup that holds PHI is not encrypted, or nobody holds its key',
  severity: 'high',
  rationale:
    'A backup is a second copy of every record, often at another company or on a disk in a drawer. Unencrypted it is a breach when it is lost, and encrypted without a key it is no backup. Versions and the recycle bin are none: whoever can delete the files can delete those too.',
  citations: ['164.308(a)(7)(ii)(A)', '164.312(a)(2)(iv)'],
  responsibility: 'you',
  effort: 'hours',
  userImpact: 'none',
  references: [],
  aliases: ['X-15'],
  reads: ['organizationContact'],
  evaluate(_settings, { organization }) {
    const { backups } = organization;
    if (backups.length === 0)
      return unknown(
        "Can't tell: no backup is declared under backups in wardline.yaml, and none shows in an API.",
        [],
        {
          wouldPassIf: 'You declare each backup under backups, encrypted and with the owner of its key.',
        },
      );
    const evidence = backups.map(({ name, encrypted, keyOwner }): Evidence => ({
      id: name,
      name,
      expected: 'encrypted, with a named owner of the key',
      actual: `${encrypted ? 'encrypted' : 'not encrypted'}, ${keyOwner ? `key held by ${keyOwner}` : 'nobody named for the key'}`,
      // Declared in wardline.yaml for this tenant.
      readFrom: 'organizationContact.id',
    }));
    const open = evidence.filter((_entry, index) => !backups[index]!.encrypted || !backups[index]!.keyOwner);
    return open.length > 0
      ? fail(`${open.length} of ${backups.length} backups are not encrypted, or have no owner of the key.`, open, {
          wouldPassIf: `${open.map(({ name }) => name).join(', ')} is encrypted, and wardline.yaml names who holds the key.`,
        })
      : pass(`All ${backups.length} declared backups are encrypted.`, evidence);
  },
  remediation: {
    fix: 'Encrypt each backup and name who holds its key',
    steps: [
      'List each copy of patient data outside Microsoft 365 under backups in wardline.yaml: the vendor, the disk, the other cloud.',
      'Turn on encryption in the backup product, with a key that does not lie beside the backup.',
      'Keep the key with a named person and a second one in a safe.',
      'Restore a folder once a year.',
    ],
  },
  knownGaps: ['It rests on what is declared: a backup that nobody declares is not seen.'],
});
