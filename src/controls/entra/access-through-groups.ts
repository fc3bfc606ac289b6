import { defineControl } from '../../core/control.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { type Evidence, type Verdict, combine, fail, notApplicable, pass, unknown } from '../../core/verdict.ts';
import { counted } from './principals.ts';

interface Grant {
  direct: boolean;
  evidence: Evidence;
}

function appGrants(assignments: SectionData<'appRoleAssignments'>): Grant[] {
  return assignments
    .filter((entry) => entry.principalType === 'User' || entry.principalType === 'Group')
    .map((entry, index) => ({
      direct: entry.principalType === 'User',
      evidence: {
        id: entry.id ?? `${entry.resourceId ?? 'application'}/${entry.principalId ?? index}`,
        name: `${entry.principalDisplayName ?? entry.principalId ?? 'unnamed'}, ${entry.resourceDisplayName ?? entry.resourceId ?? 'unnamed application'}`,
        expected: 'through a group',
        actual: entry.principalType === 'User' ? 'given to the person' : 'through a group',
        readFrom: 'appRoleAssignments.principalType',
      },
    }));
}

function siteGrants(assignments: SectionData<'siteRoleAssignments'>): Grant[] {
  return assignments
    .filter((entry) => typeof entry.principalType === 'string')
    .map((entry, index) => ({
      direct: entry.principalType === 'user',
      evidence: {
        id: `${entry.siteUrl ?? 'site'}/${entry.loginName ?? index}`,
        name: `${entry.title ?? entry.loginName ?? 'unnamed'}, ${entry.siteUrl ?? 'unnamed site'}`,
        expected: 'through a group',
        actual: entry.principalType === 'user' ? 'given to the person' : 'through a group',
        readFrom: 'siteRoleAssignments.principalType',
      },
    }));
}

function judgeShare(grants: readonly Grant[], where: string, most: number): Verdict {
  if (grants.length === 0) return notApplicable(`Nobody is given access to ${where} by name or group.`);
  const direct = grants.filter((grant) => grant.direct);
  const percent = (direct.length / grants.length) * 100;
  const found = `${direct.length} of ${counted(grants.length, 'grant')} on ${where} (${percent.toFixed(percent > 0 && percent < 1 ? 1 : 0)} %) name a person in place of a group.`;
  if (percent <= most)
    return pass(
      found,
      grants.map(({ evidence }) => evidence),
    );
  const allowed = Math.floor((most / 100) * grants.length);
  return fail(
    found,
    direct.map(({ evidence }) => evidence),
    {
      wouldPassIf: `${counted(direct.length - allowed, 'of these grants goes', 'of these grants go')} through a group.`,
    },
  );
}

export const accessThroughGroups = defineControl({
  id: 'entra.access-through-groups',
  title: 'Access to applications and PHI sites is given to groups',
  finding: 'Access to applications and PHI sites is given to people one by one',
  severity: 'low',
  rationale:
    'Access by name is forgotten when a nurse moves to billing. Access through the group of a job ends with the job, and a manager can review ten groups but not a thousand grants.',
  citations: ['164.308(a)(4)(ii)(C)'],
  responsibility: 'you',
  effort: 'days',
  userImpact: 'low',
  references: [{ source: 'NIST', id: 'SP 800-53 AC-3(7)' }],
  aliases: ['PA-11'],
  parameters: {
    directPercent: { default: 20, tighten: 'lower', title: 'Largest share of direct grants in percent' },
  },
  reads: ['appRoleAssignments.principalType'],
  mayRead: ['siteRoleAssignments'],
  evaluate({ appRoleAssignments, siteRoleAssignments }, { parameters, organization }) {
    const sites = organization.phi.sites.length;
    const onSites = siteRoleAssignments
      ? judgeShare(siteGrants(siteRoleAssignments), 'the declared PHI sites', parameters.directPercent)
      : unknown('Permissions on the declared PHI sites were not read.');
    return combine({
      applications: judgeShare(appGrants(appRoleAssignments), 'applications', parameters.directPercent),
      ...(sites > 0 || siteRoleAssignments ? { sites: onSites } : {}),
    });
  },
  remediation: {
    fix: 'Give access to groups that follow jobs, then remove the direct grants',
    steps: [
      'Make a security group for each job (clinical, billing, front desk) in the Microsoft Entra admin center.',
      'Put the people named here in the group of their job.',
      'Give the group the same access to the application or site.',
      'Remove the direct grants named here.',
    ],
  },
  knownGaps: [
    'Permissions on single folders and files are not read.',
    'Without declared PHI sites only applications are judged.',
  ],
  assumed: ['The criterion, a share of direct grants under a limit; no tool that was looked at has a check for it.'],
});
