import { defineControl } from '../../core/control.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { fail, pass, unknown } from '../../core/verdict.ts';
import {
  type SharePointSettings,
  evidence,
  fromGraph,
  fromTenant,
  notRead,
  patchGraph,
  setTenant,
} from './settings.ts';

function retention({ sharepointTenant, sharepointSettings }: SharePointSettings) {
  return (
    fromTenant(sharepointTenant, 'orphanedPersonalSitesRetentionPeriod') ??
    fromGraph(sharepointSettings, 'deletedUserPersonalSiteRetentionPeriodInDays')
  );
}

type Policy = SectionData<'retentionPolicies'>[number];
type Rule = SectionData<'retentionRules'>[number];

function namesAll(places: readonly unknown[] | null | undefined): boolean {
  const name = (place: unknown) => (typeof place === 'object' && place && 'Name' in place ? place.Name : place);
  return (places ?? []).some((place) => String(name(place)).toLowerCase() === 'all');
}

/** A rule that keeps everything, not just what matches a query or carries a label, for long enough. */
function keepsAll(rule: Rule, days: number): boolean {
  const { disabled, retentionComplianceAction: action, retentionDuration: duration } = rule;
  const isLong = /^unlimited$/i.test(duration ?? '') || Number(duration) >= days;
  const isWhole = !rule.contentMatchQuery && !rule.applyComplianceTag && !rule.publishComplianceTag;
  return disabled !== true && /^keep/i.test(action ?? '') && isLong && isWhole;
}

function keptByPolicy(policies: readonly Policy[], rules: readonly Rule[], days: number): Policy | undefined {
  return policies.find(
    (policy) =>
      policy.enabled === true &&
      namesAll(policy.oneDriveLocation) &&
      (policy.oneDriveLocationException?.length ?? 0) === 0 &&
      rules.some(
        (rule) => [policy.guid, policy.name].some((key) => key && rule.policy === key) && keepsAll(rule, days),
      ),
  );
}

export const departedOnedriveKept = defineControl({
  id: 'sharepoint.departed-onedrive-kept',
  title: "A leaver's OneDrive is kept for a year",
  finding: "A leaver's OneDrive is deleted too soon",
  severity: 'medium',
  rationale:
    'When somebody leaves, their OneDrive goes too, with every patient file that was never moved. A year leaves time to notice what is missing.',
  citations: ['164.308(a)(7)(ii)(A)', '164.312(c)(1)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'none',
  references: [
    { source: 'CIPP', id: 'DeletedUserRentention' },
    { source: 'Microsoft', id: 'https://learn.microsoft.com/sharepoint/retention-and-deletion' },
  ],
  aliases: ['SP-16b'],
  parameters: { days: { default: 365, tighten: 'higher', title: "Fewest days that a leaver's OneDrive is kept" } },
  reads: [],
  mayRead: ['sharepointTenant', 'sharepointSettings', 'retentionPolicies', 'retentionRules'],
  evaluate(settings, { parameters }) {
    const { retentionPolicies, retentionRules } = settings;
    const days = retention(settings);
    const expected = `${parameters.days} days or more`;
    const policy = keptByPolicy(retentionPolicies ?? [], retentionRules ?? [], parameters.days);
    if (policy) {
      const name = policy.name ?? policy.guid ?? 'retention policy';
      return pass(`Retention policy "${name}" keeps every OneDrive for ${expected}.`, [
        { id: policy.guid ?? name, name, expected, actual: 'all OneDrives, enabled', readFrom: 'retentionPolicies' },
      ]);
    }
    if (!days) return notRead("how long a leaver's OneDrive is kept");
    const found = evidence(days, "Days that a leaver's OneDrive is kept", expected, `${days.value} days`);
    const why = `A leaver's OneDrive is kept for ${days.value} days.`;
    if (days.value >= parameters.days) return pass(why, [found]);
    const wouldPassIf = `A leaver's OneDrive is kept for ${expected}, or a retention policy keeps every OneDrive that long.`;
    if (!retentionPolicies || !retentionRules) {
      return unknown(`${why} Can't tell whether a retention policy keeps it longer: retention was not read.`, [found], {
        wouldPassIf,
      });
    }
    return fail(`${why} No retention policy keeps every OneDrive longer.`, [found], { wouldPassIf });
  },
  remediation: {
    fix: "Keep a leaver's OneDrive for a year",
    steps: ['Open the SharePoint admin center, Settings, OneDrive Retention.', 'Enter 365 days or more and save.'],
    script: ['Set-SPOTenant -OrphanedPersonalSitesRetentionPeriod 365'],
  },
  changes(settings, { parameters }) {
    const { retentionPolicies, retentionRules } = settings;
    const days = retention(settings);
    if (!days || days.value >= parameters.days) return [];
    if (keptByPolicy(retentionPolicies ?? [], retentionRules ?? [], parameters.days)) return [];
    const summary = `Keep a leaver's OneDrive for ${parameters.days} days`;
    const notice = "Nobody. A leaver's files stay longer; OneDrives already deleted do not come back.";
    return days.section === 'sharepointTenant'
      ? [
          setTenant(
            { orphanedPersonalSitesRetentionPeriod: parameters.days },
            `-OrphanedPersonalSitesRetentionPeriod ${parameters.days}`,
            summary,
            notice,
          ),
        ]
      : [patchGraph({ deletedUserPersonalSiteRetentionPeriodInDays: parameters.days }, summary, notice)];
  },
  knownGaps: ['OneDrives that had been deleted before are gone.'],
});
