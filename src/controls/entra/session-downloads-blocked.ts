import { defineControl } from '../../core/control.ts';
import { notApplicable } from '../../core/verdict.ts';
import { factsOf } from './conditional-access.ts';
import { coverageChanges } from './conditional-access-changes.ts';
import { coverageOf, coverageVerdict } from './conditional-access-coverage.ts';
import { appEnforced, downloadsBlocked } from './conditional-access-sessions.ts';

export const sessionDownloadsBlocked = defineControl({
  id: 'entra.session-downloads-blocked',
  title: 'Downloads to unmanaged devices are blocked in the session',
  finding: 'Nothing stops downloads in browser sessions on unmanaged devices',
  severity: 'low',
  rationale:
    'Defender for Cloud Apps can stand between browser and Office 365 and refuse downloads on devices you do not manage. It does the same as app-enforced restrictions, also for other apps; one of the two is enough.',
  citations: ['164.310(d)(1)', '164.312(a)(1)'],
  responsibility: 'you',
  effort: 'hours',
  userImpact: 'medium',
  references: [{ source: 'Microsoft', id: 'https://learn.microsoft.com/defender-cloud-apps/proxy-intro-aad' }],
  aliases: ['ID-19'],
  license: 'cloud-app-security',
  reads: ['conditionalAccessPolicies'],
  mayRead: ['users', 'privilegedUsers'],
  evaluate(settings, context) {
    const facts = factsOf(settings, context);
    const policies = settings.conditionalAccessPolicies;
    const verdict = coverageVerdict(coverageOf(policies, downloadsBlocked, facts), downloadsBlocked);
    if (verdict.outcome === 'pass' || coverageOf(policies, appEnforced, facts).by.length === 0) return verdict;
    return notApplicable('App-enforced restrictions are used instead (entra.app-enforced-restrictions).');
  },
  remediation: {
    fix: 'Block downloads to unmanaged devices in the session',
    steps: [
      'Open the Microsoft Entra admin center, Conditional Access, Policies, New policy.',
      'Users: All users, exclude the emergency access accounts. Target resources: Office 365.',
      'Conditions, Filter for devices: exclude devices where isCompliant equals True.',
      'Session: Use Conditional Access App Control, Block downloads. Set Enable policy to On.',
    ],
  },
  changes(settings, context) {
    const facts = factsOf(settings, context);
    return coverageChanges(
      coverageOf(settings.conditionalAccessPolicies, downloadsBlocked, facts),
      {
        name: 'Wardline: block downloads on unmanaged devices',
        summary: 'Create a Conditional Access policy that blocks downloads from Office 365 on unmanaged devices',
        notice: 'People on private devices: they can read in the browser and not download.',
        applications: { includeApplications: ['Office365'] },
        conditions: { devices: { deviceFilter: { mode: 'exclude', rule: 'device.isCompliant -eq True' } } },
        sessionControls: { cloudAppSecurity: { isEnabled: true, cloudAppSecurityType: 'blockDownloads' } },
      },
      facts,
      context.organization,
    );
  },
  knownGaps: ['With the type mcasConfigured the rules stand in Defender for Cloud Apps and are not read.'],
  assumed: ['No tool looked at checks this; the criterion is our own.'],
});
