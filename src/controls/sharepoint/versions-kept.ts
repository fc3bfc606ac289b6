import { defineControl } from '../../core/control.ts';
import { fail, pass } from '../../core/verdict.ts';
import { evidence, fromTenant, notRead, setTenant } from './settings.ts';

export const versionsKept = defineControl({
  id: 'sharepoint.versions-kept',
  title: 'Earlier versions of files are kept',
  finding: 'Too few earlier versions of files are kept',
  severity: 'medium',
  rationale:
    'Versions undo a wrong edit and the first hours of ransomware. They are not a backup, but they are what brings the unharmed record back the same day.',
  citations: ['164.312(c)(1)', '164.308(a)(7)(ii)(A)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'none',
  references: [],
  aliases: ['SP-16a'],
  parameters: { versions: { default: 100, tighten: 'higher', title: 'Fewest earlier versions of a file' } },
  reads: ['sharepointTenant'],
  evaluate({ sharepointTenant }, { parameters }) {
    const automatic = fromTenant(sharepointTenant, 'enableAutoExpirationVersionTrim');
    const limit = fromTenant(sharepointTenant, 'majorVersionLimit');
    const expected = `automatic, or ${parameters.versions} and more`;
    if (automatic?.value) {
      return pass('Microsoft keeps versions by its automatic limits.', [
        evidence(automatic, 'Versions kept', expected, 'automatic'),
      ]);
    }
    if (!limit) return notRead('how many versions are kept', 'GET _api/SPO.Tenant');
    const found = evidence(limit, 'Versions kept', expected, String(limit.value));
    if (limit.value >= parameters.versions) return pass(`${limit.value} versions of a file are kept.`, [found]);
    if (!automatic) return notRead('whether versions are kept by automatic limits', 'GET _api/SPO.Tenant');
    return fail(`Only ${limit.value} versions of a file are kept.`, [found], {
      wouldPassIf: `At least ${parameters.versions} versions are kept, or the limit is automatic.`,
    });
  },
  remediation: {
    fix: 'Keep versions by the automatic limit',
    steps: ['Open the SharePoint admin center, Settings, Version history limits.', 'Choose Automatic and save.'],
    script: ['Set-SPOTenant -EnableAutoExpirationVersionTrim $true'],
  },
  changes({ sharepointTenant }, { parameters }) {
    const limit = sharepointTenant.majorVersionLimit;
    if (sharepointTenant.enableAutoExpirationVersionTrim !== false || typeof limit !== 'number') return [];
    if (limit >= parameters.versions) return [];
    return [
      setTenant(
        { enableAutoExpirationVersionTrim: true },
        '-EnableAutoExpirationVersionTrim $true',
        'Keep versions of files by the automatic limit',
        'Nobody. New libraries keep more versions; libraries that exist keep their own limit.',
      ),
    ];
  },
  knownGaps: ['Libraries with a limit of their own are not judged.'],
});
