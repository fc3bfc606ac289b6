import { defineControl } from '../../core/control.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { type Evidence, type Verdict, fail, pass, unknown } from '../../core/verdict.ts';

type App = SectionData<'thirdPartyApplications'>[number];

/** Permissions that open what patients' data lies in: mail, files, chats, meetings, calendars, contacts, notes. */
const phiScope =
  /^((Mail|Calendars|Contacts|Notes|Files|Sites|Chat|ChatMessage|ChannelMessage|OnlineMeetings|OnlineMeetingRecording|OnlineMeetingTranscript|OnlineMeetingArtifact|CallRecords|MailboxItem|MailboxFolder|MailboxSettings)\.|EWS\.|full_access_as_|IMAP\.|POP\.|SMTP\.Send|Exchange\.ManageAsApp|eDiscovery\.|AllSites\.|MyFiles\.)/i;

function phiPermissions(app: App) {
  return (app.permissions ?? []).filter(({ roleDisplayName }) => phiScope.test(roleDisplayName ?? ''));
}

export const appBaas = defineControl({
  id: 'organization.app-baas',
  title: "Makers of apps that reach patients' data have signed an agreement",
  finding: "Apps that reach patients' data are without an agreement with their maker",
  severity: 'high',
  rationale:
    'The maker of an app that reads your mail or files holds PHI on your behalf, like a lab or a billing firm. Without a business associate agreement each sync is a disclosure.',
  citations: ['164.308(b)(1)', '164.314(a)(1)'],
  responsibility: 'you',
  effort: 'days',
  userImpact: 'medium',
  references: [],
  aliases: ['OR-02'],
  reads: ['thirdPartyApplications'],
  mayRead: ['servicePrincipals'],
  evaluate({ thirdPartyApplications: apps, servicePrincipals }, { organization }): Verdict {
    const signed = new Set(organization.approvedApps.filter(({ baa }) => baa).map(({ appId }) => appId.toLowerCase()));
    const blocked = new Set(
      (servicePrincipals ?? [])
        .filter(({ accountEnabled }) => accountEnabled === false)
        .map(({ appId }) => appId?.toLowerCase()),
    );
    const nameOf = (app: App) => app.displayName ?? app.appId ?? 'app without a name';
    const show = (app: App, actual: string): Evidence => ({
      id: app.appId ?? nameOf(app),
      name: nameOf(app),
      expected: 'a business associate agreement, or blocked',
      actual,
      readFrom: 'thirdPartyApplications.permissions',
    });
    const open = apps.filter((app) => {
      const key = app.appId?.toLowerCase() ?? '';
      return !signed.has(key) && !blocked.has(key);
    });
    const holds = (app: App) => phiPermissions(app).some(({ isAdminConsented }) => isAdminConsented === true);
    const wrong = open.filter(holds);
    const nameless = (app: App) =>
      app.permissions!.some(({ roleDisplayName, isAdminConsented }) => !roleDisplayName && isAdminConsented !== false);
    const unread = open.filter(
      (app) =>
        !holds(app) &&
        (!app.permissions ||
          nameless(app) ||
          phiPermissions(app).some(({ isAdminConsented }) => typeof isAdminConsented !== 'boolean')),
    );
    const list = (some: readonly App[]) => some.map(nameOf).join(', ');
    const scopes = (app: App) =>
      [...new Set(phiPermissions(app).map(({ roleDisplayName }) => roleDisplayName))].join(', ');
    if (wrong.length > 0) {
      return fail(
        `${wrong.length} of ${apps.length} third-party apps reach mail, files or chats without an agreement.`,
        wrong.map((app) => show(app, `${scopes(app)}; no agreement on file`)),
        { wouldPassIf: `You list ${list(wrong)} under approvedApps with baa: true, or block them.` },
      );
    }
    if (unread.length > 0) {
      return unknown(
        `Can't tell what was granted to ${list(unread)}: the source leaves that out.`,
        unread.map((app) => show(app, 'grants not read')),
      );
    }
    const held = apps.filter(holds);
    return pass(
      held.length === 0
        ? `None of ${apps.length} third-party apps reaches mail, files or chats.`
        : `All ${held.length} third-party apps that reach mail, files or chats have an agreement or are blocked.`,
      held.map((app) => show(app, signed.has(app.appId?.toLowerCase() ?? '') ? 'agreement on file' : 'blocked')),
    );
  },
  remediation: {
    fix: 'Get an agreement from each app maker, or block the app',
    steps: [
      'Ask the maker of each app named here for a business associate agreement, or whether the app is needed at all.',
      'Signed: list the app under approvedApps in wardline.yaml with baa: true and an owner.',
      'Not signed: Entra admin center, Enterprise applications, the app, Properties, "Enabled for users to sign in" No.',
      'Do the same for the vendor of your backup.',
    ],
    script: ["Update-MgServicePrincipal -ServicePrincipalId '<id>' -AccountEnabled:$false"],
  },
  changes({ thirdPartyApplications: apps, servicePrincipals }, { organization }) {
    if (!servicePrincipals) return [];
    const signed = new Set(organization.approvedApps.filter(({ baa }) => baa).map(({ appId }) => appId.toLowerCase()));
    const targets = apps
      .filter((app) => phiPermissions(app).some(({ isAdminConsented }) => isAdminConsented === true))
      .filter((app) => !signed.has(app.appId?.toLowerCase() ?? ''))
      .map((app) => servicePrincipals.find(({ appId }) => appId && appId.toLowerCase() === app.appId?.toLowerCase()));
    if (targets.some((target) => !target?.id)) return [];
    return targets
      .filter((target) => target!.accountEnabled !== false)
      .map((target) => ({
        section: 'servicePrincipals' as const,
        operation: 'set' as const,
        match: { id: target!.id },
        values: { accountEnabled: false },
        call: `PATCH /servicePrincipals/${target!.id} {"accountEnabled":false}`,
        summary: `Block the app ${target!.displayName ?? target!.appId}`,
        notice: `${target!.displayName ?? 'The app'} stops for everybody who uses it. Ask its owner first.`,
        undo: 'restore' as const,
      }));
  },
  knownGaps: [
    'An app may hold PHI that people type into it without any permission in Microsoft 365.',
    'The agreement itself is not read: approvedApps with baa: true is your word.',
    'The vendor of a backup is asked for in the attestation of sharepoint.files-backed-up.',
    'ScubaGear lists only apps with permissions that it calls risky.',
  ],
  assumed: ['Which permission names open mail, files, chats, meetings, calendars, contacts or notes.'],
});
