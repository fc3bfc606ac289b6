import { defineControl } from '../../core/control.ts';
import type { Evidence } from '../../core/verdict.ts';
import { fail, pass, unknown } from '../../core/verdict.ts';

interface Source {
  on: boolean | undefined;
  evidence: Evidence;
}

const settingName = 'EnableAdminConsentRequests';

export const adminConsentWorkflowOn = defineControl({
  id: 'entra.admin-consent-workflow-on',
  title: 'Users can ask an administrator to approve an application',
  finding: 'Users cannot ask an administrator to approve an application',
  severity: 'medium',
  rationale:
    'Where people cannot ask, they work around: private accounts, files by mail. The request also puts each new application before somebody who knows whether a BAA exists.',
  citations: ['164.308(a)(4)(ii)(B)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'low',
  references: [
    { source: 'SCuBA', id: 'MS.AAD.5.3v1', level: 'shall' },
    { source: 'EIDSCA', id: 'CP04' },
    { source: 'EIDSCA', id: 'CR01' },
    {
      source: 'Microsoft',
      id: 'https://learn.microsoft.com/entra/identity/enterprise-apps/configure-admin-consent-workflow',
    },
  ],
  aliases: ['AP-03'],
  reads: [],
  mayRead: ['groupSettings', 'adminConsentRequestPolicy'],
  evaluate({ groupSettings, adminConsentRequestPolicy }) {
    const sources: Source[] = [];
    /** The source left out what the setting could be in. */
    const cut = (groupSettings ?? []).some(
      (group) => !group.values || group.values.some((setting) => typeof setting.name !== 'string'),
    );
    for (const group of groupSettings ?? []) {
      for (const setting of group.values ?? []) {
        if (setting.name !== settingName) continue;
        sources.push({
          on: /^true$/i.test(setting.value ?? '') ? true : /^false$/i.test(setting.value ?? '') ? false : undefined,
          evidence: {
            id: group.id ?? group.displayName ?? settingName,
            name: group.displayName ?? 'Directory setting',
            expected: `${settingName} true`,
            actual: `${settingName} ${setting.value || 'without a value'}`,
            readFrom: 'groupSettings.values',
          },
        });
      }
    }
    if (typeof adminConsentRequestPolicy?.isEnabled === 'boolean') {
      sources.push({
        on: adminConsentRequestPolicy.isEnabled,
        evidence: {
          id: 'adminConsentRequestPolicy',
          name: 'Admin consent request policy',
          expected: 'isEnabled true',
          actual: `isEnabled ${adminConsentRequestPolicy.isEnabled}`,
          readFrom: 'adminConsentRequestPolicy.isEnabled',
        },
      });
    }
    const wouldPassIf = '"Users can request admin consent to apps they are unable to consent to" is Yes.';
    const off = sources.filter((source) => source.on === false);
    if (off.length > 0) {
      return fail(
        'The admin consent workflow is off.',
        off.map((source) => source.evidence),
        { wouldPassIf },
      );
    }
    const on = sources.filter((source) => source.on === true);
    if (on.length > 0 && on.length === sources.length) {
      return pass(
        'The admin consent workflow is on.',
        on.map((source) => source.evidence),
      );
    }
    // The setting exists only after somebody changed it: read and not there means Microsoft's default, off.
    if (groupSettings && sources.length === 0 && !cut) {
      return fail(
        'The admin consent workflow was never turned on.',
        [
          {
            id: settingName,
            name: 'Consent Policy Settings',
            expected: `${settingName} true`,
            actual: 'not among the directory settings, so off by default',
            readFrom: 'groupSettings.values',
          },
        ],
        { wouldPassIf },
      );
    }
    return unknown("Can't tell: neither the directory settings nor the admin consent request policy say it.");
  },
  remediation: {
    fix: 'Turn on the admin consent workflow',
    steps: [
      'Open the Microsoft Entra admin center, Enterprise applications, Consent and permissions, Admin consent settings.',
      'Set "Users can request admin consent to apps they are unable to consent to" to Yes.',
      'Choose the people who review requests and save.',
    ],
  },
  changes({ adminConsentRequestPolicy, groupSettings }) {
    // The policy must name reviewers, and a directory setting that says no would still win.
    const reviewers = [adminConsentRequestPolicy?.reviewers ?? []].flat();
    const setting = (groupSettings ?? [])
      .flatMap((group) => group.values ?? [])
      .some(({ name }) => name === settingName);
    if (
      !adminConsentRequestPolicy ||
      adminConsentRequestPolicy.isEnabled !== false ||
      reviewers.length === 0 ||
      setting
    )
      return [];
    return [
      {
        section: 'adminConsentRequestPolicy' as const,
        operation: 'set' as const,
        values: { isEnabled: true },
        call: 'PUT /policies/adminConsentRequestPolicy {"isEnabled": true, "notifyReviewers": true, "remindersEnabled": true, "requestDurationInDays": 30, "reviewers": [as before]}',
        summary: 'Turn on the admin consent workflow',
        notice: 'People who meet "Need admin approval" can ask, and the reviewers get a message.',
        undo: 'restore' as const,
      },
    ];
  },
  knownGaps: ['Whether the reviewers answer is not seen.'],
});
