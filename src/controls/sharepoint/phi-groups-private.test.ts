import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { phiGroupsPrivate } from './phi-groups-private.ts';

const id = (last: number) => `00000000-0000-4000-8000-0000000000a${last}`;
const group = (last: number, displayName: string, visibility: unknown) => ({ id: id(last), displayName, visibility });
const charts = 'https://larkmeadow.sharepoint.example.com/sites/charts';
const clinic = (groups: unknown, phiGroups: string[] = [], more = {}, phiSites: string[] = []) =>
  tenant(
    { groups, ...more },
    { organization: { phi: { sites: phiSites, mailboxes: [], groups: phiGroups, labels: [] } } },
  );

testControl(phiGroupsPrivate, {
  pass: {
    'the group with PHI is private, another is public': [
      clinic([group(1, 'Clinicians', 'Private'), group(2, 'Lunch', 'Public')], [id(1).toUpperCase()]),
      { resources: ['Clinicians'] },
    ],
    'no group is public, none is declared': clinic([group(1, 'Clinicians', 'Private'), group(2, 'Old', null)]),
    'hidden membership is not public': clinic(
      [group(1, 'Board', 'HiddenMembership'), group(2, 'Lunch', 'Public')],
      [id(1)],
    ),
  },
  fail: {
    'S0-48: a public team with PHI': [
      clinic([group(1, 'Clinicians', 'Public'), group(2, 'Lunch', 'Public')], [id(1)]),
      { resources: ['Clinicians'], why: /1 of 1/ },
    ],
    'the group behind a PHI site': [
      clinic([group(1, 'Charts', 'public')], [], { sites: [{ Url: charts, GroupId: id(1) }] }, [charts]),
      { resources: ['Charts'] },
    ],
    'one is public and another is not among the groups: no change is offered': [
      clinic([group(1, 'Clinicians', 'Public')], [id(1), id(9)]),
      { resources: ['Clinicians'], why: /a9/ },
    ],
  },
  unknown: {
    'the group with PHI has no id': clinic(
      [{ displayName: 'Clinicians', visibility: 'Private', id: null }, group(2, 'Lunch', 'Public')],
      [id(1)],
    ),
    'public groups, and nobody said where PHI lies': [
      clinic([group(2, 'Lunch', 'Public')]),
      { wouldPassIf: /declare the groups/ },
    ],
    'the declared group is not among the groups': clinic([group(2, 'Lunch', 'Public')], [id(1)]),
  },
});
