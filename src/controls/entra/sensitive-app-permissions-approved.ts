import type { Context } from '../../core/control.ts';
import { defineControl } from '../../core/control.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { fail, pass, unknown } from '../../core/verdict.ts';
import { type App, appName, grantUnread, grantedTenantWide, servicePrincipalId } from './app-permissions.ts';

interface Holder {
  app: App;
  /** What the approval lacks; undefined = approved. */
  lacks?: string;
  section: 'privilegedApplications' | 'thirdPartyApplications';
}

/** Each app with a granted tenant-wide permission. Own apps need an owner, apps of other makers a BAA as well. */
function holders(
  own: SectionData<'privilegedApplications'>,
  thirdParty: SectionData<'thirdPartyApplications'>,
  approved: Context['organization']['approvedApps'],
): Holder[] {
  const judged = (section: Holder['section'], needsBaa: boolean) => (app: App) => {
    const entry = approved.find((one) => one.appId.toLowerCase() === app.appId?.toLowerCase());
    const lacks = !entry
      ? 'not on the approved list'
      : !entry.owner
        ? 'approved without an owner'
        : needsBaa && !entry.baa
          ? 'approved without a BAA'
          : undefined;
    return { app, section, ...(lacks && { lacks }) };
  };
  return [
    ...own.map(judged('privilegedApplications', false)),
    ...thirdParty.map(judged('thirdPartyApplications', true)),
  ].filter(({ app }) => grantedTenantWide(app).length > 0);
}

const permissionNames = (app: App) =>
  grantedTenantWide(app)
    .map((permission) => permission.roleDisplayName)
    .join(', ');

export const sensitiveAppPermissionsApproved = defineControl({
  id: 'entra.sensitive-app-permissions-approved',
  title: "Apps that reach everybody's mail or files are approved, third parties with a BAA",
  finding: "Apps reach everybody's mail, files or the directory without approval",
  severity: 'high',
  rationale:
    'An application permission on mail or files reads every mailbox or site of the tenant day and night, with no user and no MFA. Each such app needs an owner who answers for it, and its maker a business associate agreement when it is not your own.',
  citations: ['164.308(a)(4)(ii)(C)', '164.308(b)(1)'],
  responsibility: 'you',
  effort: 'hours',
  userImpact: 'low',
  references: [
    { source: 'Maester', id: 'MT.1077' },
    { source: 'Maester', id: 'MT.1078' },
    { source: 'Maester', id: 'MT.1079' },
    { source: 'Prowler', id: 'entra_app_registration_no_unused_privileged_permissions' },
  ],
  aliases: ['AP-05'],
  reads: ['privilegedApplications', 'thirdPartyApplications'],
  evaluate({ privilegedApplications, thirdPartyApplications }, { organization }) {
    const all = holders(privilegedApplications, thirdPartyApplications, organization.approvedApps);
    const open = all.filter(({ lacks }) => lacks !== undefined);
    const evidence = ({ app, section, lacks }: Holder) => ({
      id: app.appId ?? appName(app),
      name: appName(app),
      expected:
        section === 'thirdPartyApplications'
          ? 'on the approved list with an owner and a BAA'
          : 'on the approved list with an owner',
      actual: `${permissionNames(app)}; ${lacks ?? 'approved'}`,
      readFrom: `${section}.permissions` as const,
    });
    if (open.length > 0) {
      return fail(
        `${open.length} of ${all.length} apps with tenant-wide access to mail, files or the directory are not approved.`,
        open.map(evidence),
        {
          wouldPassIf: `You list ${open.map(({ app }) => appName(app)).join(', ')} in approvedApps with an owner, third parties with baa: true, or their permissions are removed.`,
        },
      );
    }
    const unread = [...privilegedApplications, ...thirdPartyApplications].filter(grantUnread);
    if (unread.length > 0)
      return unknown(`Can't tell what was granted to ${unread.map(appName).join(', ')}: the source leaves that out.`);
    return pass(
      all.length === 0
        ? 'No app has tenant-wide access to mail, files or the directory.'
        : `All ${all.length} apps with tenant-wide access to mail, files or the directory are approved.`,
      all.map(evidence),
    );
  },
  remediation: {
    fix: 'Approve each app with tenant-wide access, or take the permission away',
    steps: [
      'Open the Microsoft Entra admin center, Enterprise applications, and each app named here.',
      'Under Permissions look at what it may do, and ask its owner whether it still needs that.',
      'List the app under approvedApps with its owner, and with baa: true once its maker has signed.',
      'Otherwise choose "Review permissions" and revoke the permission, or delete the app.',
    ],
  },
  changes({ privilegedApplications, thirdPartyApplications }, { organization }) {
    const open = holders(privilegedApplications, thirdPartyApplications, organization.approvedApps).filter(
      ({ lacks }) => lacks !== undefined,
    );
    if (open.some(({ app }) => !app.appId || !servicePrincipalId(app))) return [];
    return open.map(({ app, section }) => ({
      section,
      operation: 'set' as const,
      match: { appId: app.appId },
      values: { permissions: app.permissions!.filter((permission) => !grantedTenantWide(app).includes(permission)) },
      call: `DELETE /servicePrincipals/${servicePrincipalId(app)}/appRoleAssignments/{id} for each of ${permissionNames(app)}`,
      summary: `Take ${permissionNames(app)} away from ${appName(app)}`,
      notice: `${appName(app)} stops working for everybody who depends on it. Ask its owner first.`,
      undo: 'restore' as const,
    }));
  },
  knownGaps: [
    'Delegated permissions that an administrator consented to for everybody are not judged: they act only while a user is signed in.',
    "ScubaGear lists only apps with permissions that it calls risky, and leaves out Microsoft's own apps.",
    'Access that Exchange limits to some mailboxes (application access policies, RBAC for applications) is not read.',
  ],
  assumed: ['Which permission names count as tenant-wide mail, file or directory-write access.'],
});
