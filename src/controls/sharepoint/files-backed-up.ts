import { defineControl } from '../../core/control.ts';
import { type Evidence, type Verdict, partial, pass, unknown } from '../../core/verdict.ts';

const kinds = [
  { type: 'sharepointprotectionpolicy', name: 'SharePoint' },
  { type: 'onedriveforbusinessprotectionpolicy', name: 'OneDrive' },
] as const;

export const filesBackedUp = defineControl({
  id: 'sharepoint.files-backed-up',
  title: 'SharePoint and OneDrive are backed up',
  finding: 'SharePoint and OneDrive are backed up only in part',
  severity: 'high',
  rationale:
    'HIPAA requires exact copies of patient files that you can get back. Versions and recycle bins are not that: they end after weeks and go when the site goes.',
  citations: ['164.308(a)(7)(ii)(A)', '164.312(c)(1)'],
  responsibility: 'you',
  effort: 'days',
  userImpact: 'none',
  references: [],
  aliases: ['SP-16'],
  reads: [],
  mayRead: ['backupPolicies'],
  evaluate({ backupPolicies }, { attestation }): Verdict {
    if (!backupPolicies) {
      return unknown(
        "Can't tell: Microsoft 365 Backup was not read (GET /solutions/backupRestore/protectionPolicies) and a backup by another vendor shows in no API.",
      );
    }
    const found: Evidence[] = kinds.map(({ type, name }) => {
      const policies = backupPolicies.filter((policy) => policy['@odata.type']?.toLowerCase().endsWith(type));
      const active = policies.find((policy) => policy.status?.toLowerCase() === 'active') ?? policies[0];
      return {
        id: active?.id ?? `backup:${name}`,
        name: active?.displayName ?? `Backup of ${name}`,
        expected: 'an active backup policy',
        actual: active ? `${name}: ${active.status ?? 'state not read'}` : `${name}: no backup policy`,
        readFrom: 'backupPolicies',
      };
    });
    const open = found.filter(({ actual }) => !/: active$/i.test(actual));
    if (open.length === 0) return pass('Microsoft 365 Backup is active for SharePoint and OneDrive.', found);
    const wouldPassIf =
      'Microsoft 365 Backup is active for SharePoint and OneDrive, or you attest a backup by another vendor.';
    if (open.length === found.length || attestation) {
      return unknown(
        `Can't tell: Microsoft 365 Backup is not active for ${open.length} of 2 places, and a backup by another vendor shows in no API.`,
        open,
        { wouldPassIf },
      );
    }
    return partial(`Microsoft 365 Backup is active for one of SharePoint and OneDrive: ${open[0]!.actual}.`, open, {
      wouldPassIf,
    });
  },
  attest: {
    question:
      'Does a backup of SharePoint and OneDrive run, have you restored from it within the last year, and is there a business associate agreement with its vendor?',
    proof: 'The last restore test with its date and result, and the vendor agreement.',
    validDays: 365,
  },
  remediation: {
    fix: 'Back up SharePoint and OneDrive, and test a restore',
    steps: [
      'Open the Microsoft 365 admin center, Settings, Microsoft 365 Backup, and set up SharePoint and OneDrive.',
      'Or use a backup vendor that signs a business associate agreement.',
      'Restore a folder to another place and note date and result.',
      'Attest it in wardline.yaml.',
    ],
  },
  knownGaps: ['An active policy says nothing of whether a restore works; only a restore test does.'],
  assumed: [
    'Microsoft 365 Backup lists its policies under /solutions/backupRestore/protectionPolicies with @odata.type sharePointProtectionPolicy and oneDriveForBusinessProtectionPolicy.',
  ],
});
