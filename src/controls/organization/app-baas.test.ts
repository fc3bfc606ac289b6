import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { appBaas } from './app-baas.ts';

const id = (last: number) => `00000000-0000-4000-8000-0000000000c${last}`;
const app = (last: number, displayName: string, ...permissions: [string, boolean | null][]) => ({
  appId: id(last),
  displayName,
  permissions: permissions.map(([roleDisplayName, isAdminConsented]) => ({
    roleDisplayName,
    roleType: 'Application',
    isAdminConsented,
  })),
});
const blocked = (last: number, accountEnabled: boolean) => ({
  id: `sp${last}`,
  appId: id(last),
  displayName: 'Sync',
  accountEnabled,
});
const approving = (last: number, baa: boolean) => ({
  organization: { approvedApps: [{ appId: id(last).toUpperCase(), baa }] },
});

testControl(appBaas, {
  pass: {
    'no third-party app': tenant({ thirdPartyApplications: [] }),
    'none reaches mail or files': tenant({
      thirdPartyApplications: [app(1, 'Directory tool', ['User.Read.All', true])],
    }),
    'a permission that was asked for and not granted': tenant({
      thirdPartyApplications: [app(1, 'Mail tool', ['Mail.Read', false])],
    }),
    'the maker has signed': [
      tenant({ thirdPartyApplications: [app(1, 'Fax bridge', ['Mail.Send', true])] }, approving(1, true)),
      { resources: ['Fax bridge'] },
    ],
    'the app is blocked': tenant({
      thirdPartyApplications: [app(1, 'Sync', ['Files.Read.All', true])],
      servicePrincipals: [blocked(1, false)],
    }),
  },
  fail: {
    'S0-11: an app reads files without an agreement, cured by blocking it': [
      tenant({
        thirdPartyApplications: [
          app(1, 'Sync', ['Files.ReadWrite.All', true]),
          app(2, 'Directory tool', ['User.Read.All', true]),
        ],
        servicePrincipals: [blocked(1, true), blocked(2, true)],
      }),
      { resources: ['Sync'], why: /1 of 2/, wouldPassIf: /baa: true/ },
    ],
    'approved, but without an agreement': tenant(
      { thirdPartyApplications: [app(1, 'Scheduler', ['Calendars.ReadWrite', true])] },
      approving(1, false),
    ),
    'full access through the old interface': tenant({
      thirdPartyApplications: [app(1, 'Backup', ['full_access_as_app', true])],
    }),
  },
  unknown: {
    'a granted permission without its name': tenant({
      thirdPartyApplications: [
        { ...app(1, 'Sync'), permissions: [{ roleType: 'Application', isAdminConsented: true }] },
      ],
    }),
    'whether it was granted is not in the source': tenant({
      thirdPartyApplications: [app(1, 'Mail tool', ['Mail.Read', null])],
    }),
    'permissions were not collected': tenant({ thirdPartyApplications: [{ appId: id(1), displayName: 'Mail tool' }] }),
  },
});
