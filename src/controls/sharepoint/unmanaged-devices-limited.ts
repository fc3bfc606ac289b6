import { defineControl } from '../../core/control.ts';
import { fail, partial, pass } from '../../core/verdict.ts';
import { evidence, fromTenant, notRead, setTenant } from './settings.ts';
import { phiSites, siteEvidence } from './sites.ts';

const words: Record<string, string> = {
  allowFullAccess: 'full access from desktop apps, mobile apps and the web',
  allowLimitedAccess: 'web only, no download',
  blockAccess: 'no access',
  authenticationContext: 'an extra sign-in condition',
};
const isLimited = (value: string | null | undefined) => value === 'allowLimitedAccess' || value === 'blockAccess';

export const unmanagedDevicesLimited = defineControl({
  id: 'sharepoint.unmanaged-devices-limited',
  title: 'Unmanaged devices can view files in the browser at most',
  finding: 'Unmanaged devices can download and sync files',
  severity: 'high',
  rationale:
    'A file on a private laptop is out of your hands: no encryption you can prove, no wipe when the laptop is lost. Web-only access lets people work from home and leaves nothing behind.',
  citations: ['164.310(c)', '164.310(d)(1)'],
  responsibility: 'you',
  effort: 'hours',
  userImpact: 'high',
  references: [
    { source: 'CIPP', id: 'unmanagedSync' },
    { source: 'M365-Assess', id: 'SPO-ACCESS' },
    { source: 'Microsoft', id: 'https://learn.microsoft.com/sharepoint/control-access-from-unmanaged-devices' },
  ],
  aliases: ['SP-09'],
  reads: ['sharepointTenant.conditionalAccessPolicy'],
  mayRead: ['sites'],
  evaluate({ sharepointTenant, sites }, { organization }) {
    const reading = fromTenant(sharepointTenant, 'conditionalAccessPolicy');
    if (!reading) return notRead('what unmanaged devices may do', 'GET _api/SPO.Tenant');
    const expected = 'web only, or no access';
    const found = evidence(reading, 'Unmanaged devices', expected, words[reading.value] ?? reading.value);
    if (isLimited(reading.value)) {
      return pass(`Unmanaged devices: ${words[reading.value]}. A Conditional Access policy has to enforce it.`, [
        found,
      ]);
    }
    const wouldPassIf = 'The tenant limits unmanaged devices to the web or blocks them.';
    const { found: phi, missing } = phiSites(organization, sites ?? []);
    const open = phi.filter((site) => !isLimited(site.conditionalAccessPolicy));
    if (phi.length > 0 && missing.length === 0 && open.length === 0) {
      const shown = phi.map((site) =>
        siteEvidence(site, expected, words[site.conditionalAccessPolicy!]!, 'sites.conditionalAccessPolicy'),
      );
      const why = `All ${phi.length} declared PHI sites limit unmanaged devices; every other site gives them full access.`;
      return partial(why, [found, ...shown.map((entry) => ({ ...entry, outcome: 'pass' as const }))], { wouldPassIf });
    }
    return fail('Files can be downloaded and synced to any device.', [found], { wouldPassIf });
  },
  remediation: {
    fix: 'Limit unmanaged devices to web-only access',
    steps: [
      'Open the SharePoint admin center, Policies, Access control, Unmanaged devices.',
      'Choose "Allow limited, web-only access" and save. Microsoft then creates two Conditional Access policies.',
      'Open them in the Entra admin center and exclude your emergency access accounts before they take effect.',
    ],
    script: ['Set-SPOTenant -ConditionalAccessPolicy AllowLimitedAccess'],
  },
  changes({ sharepointTenant }) {
    const value = sharepointTenant.conditionalAccessPolicy;
    if (!value || isLimited(value)) return [];
    return [
      setTenant(
        { conditionalAccessPolicy: 'allowLimitedAccess' },
        '-ConditionalAccessPolicy AllowLimitedAccess',
        'Limit unmanaged devices to web-only access',
        'People on private devices: they can view files in the browser, but not download, print or sync them, and desktop and mobile apps stop. It works only with a Conditional Access policy that uses app-enforced restrictions.',
      ),
    ];
  },
  knownGaps: [
    'The setting takes effect only with a Conditional Access policy that uses app-enforced restrictions, which has its own control.',
    'A site that shows full access still follows a stricter tenant.',
  ],
});
