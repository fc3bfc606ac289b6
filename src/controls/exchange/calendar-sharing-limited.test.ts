import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { calendarSharingLimited } from './calendar-sharing-limited.ts';

const policy = (name: string, domains: unknown, more: object = {}) => ({ identity: name, name, domains, ...more });
const clinic = (...sharingPolicies: object[]) => tenant({ sharingPolicies });

testControl(calendarSharingLimited, {
  pass: {
    'one named partner': [
      clinic(policy('Default Sharing Policy', ['lab.example.com:CalendarSharingFreeBusySimple'])),
      { resources: ['Default Sharing Policy'], policies: { 'MS.EXO.6.1v1': 'pass', 'MS.EXO.6.2v1': 'pass' } },
    ],
    'nothing is shared': clinic(policy('Default Sharing Policy', null)),
    'a policy that is off shares nothing, though SCuBA counts it': [
      clinic(policy('Default Sharing Policy', '*:CalendarSharingFreeBusySimple', { enabled: false })),
      { policies: { 'MS.EXO.6.1v1': 'pass', 'MS.EXO.6.2v1': 'fail' } },
    ],
  },
  fail: {
    'calendars with everybody, as Microsoft ships it': [
      clinic(
        policy('Default Sharing Policy', [
          'Anonymous:CalendarSharingFreeBusyReviewer',
          '*:CalendarSharingFreeBusySimple',
        ]),
      ),
      {
        resources: ['Default Sharing Policy'],
        policies: { 'MS.EXO.6.1v1': 'pass', 'MS.EXO.6.2v1': 'fail' },
        wouldPassIf: /Anonymous/,
      },
    ],
    'contacts with everybody': [
      clinic(
        policy('A', ['lab.example.com:CalendarSharingFreeBusySimple']),
        policy('B', ['*:ContactsSharing', 'lab.example.com:ContactsSharing']),
      ),
      { resources: ['B'], why: /1 of 2/, policies: { 'MS.EXO.6.1v1': 'fail', 'MS.EXO.6.2v1': 'pass' } },
    ],
    'both in one entry': [
      clinic(policy('A', ['*:CalendarSharingFreeBusyDetail, ContactsSharing'])),
      { policies: { 'MS.EXO.6.1v1': 'fail', 'MS.EXO.6.2v1': 'fail' } },
    ],
    'people who do not sign in, which SCuBA does not look for': [
      clinic(policy('A', ['Anonymous:CalendarSharingFreeBusyDetail'])),
      { policies: { 'MS.EXO.6.1v1': 'pass', 'MS.EXO.6.2v1': 'pass' } },
    ],
  },
});
