import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { phiSitesNotOpenToEveryone } from './phi-sites-not-open-to-everyone.ts';

const host = 'https://larkmeadow.sharepoint.example.com/sites';
const [charts, billing] = [`${host}/charts`, `${host}/billing`];
const group = '00000000-0000-4000-8000-0000000000a1';
const none = '00000000-0000-0000-0000-000000000000';
const allStaff = {
  LoginName: 'c:0-.f|rolemanager|spo-grid-all-users/00000000-0000-4000-8000-000000000001',
  Title: 'Everyone except external users',
};
const clinicians = { LoginName: 'c:0t.c|tenant|00000000-0000-4000-8000-0000000000a2', Title: 'Clinicians' };
const grant = (principal: object, role = 'Edit', members?: object[]) => ({
  ...principal,
  Roles: [role],
  ...(members && { Members: members }),
});
const site = (permissions: unknown, GroupId: string | undefined = none, Url = charts) => ({
  Url,
  Permissions: permissions,
  ...(GroupId && { GroupId }),
});
const clinic = (sites: unknown, visibility?: string, phi = [charts]) =>
  tenant(
    { sites, ...(visibility && { groups: [{ id: group, displayName: 'Charts', visibility }] }) },
    { organization: { phi: { sites: phi, mailboxes: [], groups: [], labels: [] } } },
  );
const membersGroup = { LoginName: 'Charts Members', Title: 'Charts Members' };

testControl(phiSitesNotOpenToEveryone, {
  pass: {
    'only a named group': [clinic([site([grant(clinicians)])]), { resources: [charts] }],
    'behind a private group': clinic([site([grant(membersGroup, 'Edit', [clinicians])], group)], 'Private'),
    'limited access alone opens nothing': clinic([site([grant(allStaff, 'Limited Access')])]),
    'another site may be open': clinic([site([grant(clinicians)]), site([grant(allStaff)], none, billing)]),
  },
  fail: {
    'everybody on the site': [clinic([site([grant(allStaff), grant(clinicians)])]), { resources: [charts] }],
    'everybody inside the members group': [
      clinic([site([grant(membersGroup, 'Edit', [allStaff, clinicians])])]),
      { resources: [charts], why: /1 of 1/ },
    ],
    'Everyone, guests included': clinic([site([grant({ LoginName: 'c:0(.s|true', Title: 'Everyone' }, 'Read')])]),
    'S0-48: the group behind the site is public': [
      clinic([site([grant(clinicians)], group)], 'Public'),
      { resources: [charts] },
    ],
    'both at once': [clinic([site([grant(allStaff)], group)], 'Public'), { resources: [charts, charts] }],
    'bad, and another PHI site was not read: no change is offered': [
      clinic([site([grant(allStaff)]), { Url: billing }], undefined, [charts, billing]),
      { why: /billing/ },
    ],
  },
  unknown: {
    'what a permission gives was not collected': clinic([site([allStaff])]),
    'whom a permission names was not collected': clinic([site([{ Roles: ['Edit'] }])]),
    'the members of a SharePoint group were not collected': clinic([
      site([grant({ ...membersGroup, PrincipalType: 8 })]),
    ]),
    'permissions were not collected': clinic([{ Url: charts, GroupId: none }]),
    'groups were not read': clinic([site([grant(clinicians)], group)]),
    'no PHI site is declared': clinic([site([grant(allStaff)])], undefined, []),
  },
});
