import { defineControl } from '../../core/control.ts';
import { fail, pass } from '../../core/verdict.ts';
import { quoted } from '../../core/powershell.ts';
import { withoutDefender } from './license.ts';

export const safeAttachmentsCheckFiles = defineControl({
  id: 'defender.safe-attachments-check-files',
  title: 'Safe Attachments checks files in SharePoint, OneDrive and Teams',
  finding: 'Safe Attachments does not check files in SharePoint, OneDrive and Teams',
  severity: 'medium',
  rationale:
    'Infected files also arrive by sharing and chat, where mail filters never see them. When this is on, a file found to be malicious is locked where it lies, before it spreads to the machines that hold patient records.',
  citations: ['164.308(a)(5)(ii)(B)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'none',
  references: [
    { source: 'SCuBA', id: 'MS.SECURITYSUITE.1.4v1', level: 'should' },
    { source: 'SCuBA', id: 'MS.DEFENDER.3.1v1', level: 'should' },
    { source: 'ORCA', id: 'ORCA.158' },
    { source: 'CIS', id: 'CIS.M365.2.1.5' },
    { source: 'CIPP', id: 'AtpPolicyForO365' },
    {
      source: 'Microsoft',
      id: 'https://learn.microsoft.com/defender-office-365/safe-attachments-for-spo-odfb-teams-about',
    },
  ],
  aliases: ['DF-04'],
  license: 'defender-office-p1',
  reads: ['atpPolicies.enableATPForSPOTeamsODB'],
  mayRead: ['defenderLicense'],
  evaluate({ atpPolicies, defenderLicense }, context) {
    const unlicensed = withoutDefender(defenderLicense, context);
    if (unlicensed) return unlicensed;
    const evidence = (policy: (typeof atpPolicies)[number]) => ({
      id: policy.identity ?? policy.name ?? 'Default',
      name: policy.name ?? policy.identity ?? 'Default',
      expected: 'EnableATPForSPOTeamsODB true',
      actual: `EnableATPForSPOTeamsODB ${policy.enableATPForSPOTeamsODB}`,
      readFrom: 'atpPolicies.enableATPForSPOTeamsODB' as const,
    });
    const on = atpPolicies.filter((policy) => policy.enableATPForSPOTeamsODB === true);
    if (on.length > 0)
      return pass('Files in SharePoint, OneDrive and Teams are checked by Safe Attachments.', on.map(evidence));
    const off = atpPolicies.map(evidence);
    const none = {
      id: 'Default',
      name: 'Default',
      expected: 'EnableATPForSPOTeamsODB true',
      actual: 'no such setting exists',
      readFrom: 'atpPolicies' as const,
    };
    return fail('Safe Attachments for SharePoint, OneDrive and Teams is off.', off.length > 0 ? off : [none], {
      wouldPassIf: 'EnableATPForSPOTeamsODB is true.',
    });
  },
  remediation: {
    fix: 'Turn on Safe Attachments for SharePoint, OneDrive and Teams',
    steps: [
      'Open the Microsoft Defender portal, Email & collaboration, Policies & rules, Threat policies, Safe Attachments.',
      'Choose Global settings.',
      'Turn on Defender for Office 365 for SharePoint, OneDrive, and Microsoft Teams, and save.',
    ],
    script: ['Set-AtpPolicyForO365 -EnableATPForSPOTeamsODB $true'],
  },
  changes({ atpPolicies, defenderLicense }) {
    const [policy] = atpPolicies;
    if (defenderLicense?.available === false || !policy || atpPolicies.some((entry) => entry.enableATPForSPOTeamsODB))
      return [];
    return [
      {
        section: 'atpPolicies',
        operation: 'set',
        match: { identity: policy.identity },
        values: { enableATPForSPOTeamsODB: true },
        call: `Set-AtpPolicyForO365 -Identity ${quoted(policy.identity ?? 'Default')} -EnableATPForSPOTeamsODB $true`,
        summary: 'Turn on Safe Attachments for SharePoint, OneDrive and Teams',
        notice: 'Whoever opens a file that is found to be malicious: it is locked and cannot be opened.',
        undo: 'restore',
      },
    ];
  },
  knownGaps: [
    'Microsoft checks files by sharing and activity, not every file; downloads of locked files are a setting of their own.',
  ],
});
