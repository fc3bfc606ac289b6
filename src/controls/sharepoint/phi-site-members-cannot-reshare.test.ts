import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { phiSiteMembersCannotReshare } from './phi-site-members-cannot-reshare.ts';

const host = 'https://larkmeadow.sharepoint.example.com/sites';
const [charts, billing] = [`${host}/charts`, `${host}/billing`];
const site = (Url: string, MembersCanShare: unknown) => ({ Url, MembersCanShare });
const clinic = (sites: unknown, phi = [charts]) =>
  tenant({ sites }, { organization: { phi: { sites: phi, mailboxes: [], groups: [], labels: [] } } });

testControl(phiSiteMembersCannotReshare, {
  pass: {
    'S0-28: members edit, only owners share': [
      clinic([site(charts, false), site(billing, true)]),
      { resources: [charts] },
    ],
  },
  fail: {
    'S0-28: members of a PHI site can share': [
      clinic([site(charts, true), site(billing, false)], [charts, billing]),
      { resources: [charts], why: /1 of 2/ },
    ],
    'one site of two was not read: no change is offered': clinic(
      [site(charts, true), { Url: billing }],
      [charts, billing],
    ),
  },
  unknown: {
    'the setting was not collected': clinic([{ Url: charts }]),
    'null is no answer': clinic([site(charts, null)]),
    'no PHI site is declared': clinic([site(charts, true)], []),
    'the site is not in the inventory': clinic([site(billing, false)]),
  },
});
