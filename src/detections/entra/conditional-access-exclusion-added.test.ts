import { changeApp, changeAppApproved, policyRecord } from '../../../test/conditional-access-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { conditionalAccessExclusionAdded } from './conditional-access-exclusion-added.ts';

const withUser = { users: { excludeUsers: ['glass-1', 'nina'] } };

testDetection(conditionalAccessExclusionAdded, {
  alerts: {
    'S3-29: a user is left out': {
      records: [policyRecord('graph', {}, withUser)],
      severity: 'high',
      why: /leaves out more users/,
    },
    'a group is left out, the unified log': {
      records: [policyRecord('unified', {}, { users: { excludeGroups: ['travelers'] } })],
      severity: 'high',
      why: /groups/,
    },
    'an application is left out': {
      records: [
        policyRecord('graph', {}, { applications: { excludeApplications: ['00000003-0000-0ff1-ce00-000000000000'] } }),
      ],
      severity: 'medium',
    },
    'a place is left out': {
      records: [
        policyRecord(
          'graph',
          { locations: { includeLocations: ['All'] } },
          { locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted'] } },
        ),
      ],
      severity: 'medium',
      why: /places/,
    },
    'guests are left out': [
      policyRecord(
        'graph',
        {},
        { users: { excludeGuestsOrExternalUsers: { guestOrExternalUserTypes: 'b2bCollaborationGuest' } } },
      ),
    ],
    'all became a few': {
      records: [policyRecord('graph', {}, { users: { includeUsers: ['nina'] } })],
      severity: 'high',
    },
  },
  silent: {
    'an exclusion is taken back': [policyRecord('graph', withUser, {})],
    'the same exclusions in other capitals and order': [
      policyRecord('graph', withUser, { users: { excludeUsers: ['NINA', 'Glass-1'] } }),
    ],
    'a draft in report-only': [
      policyRecord(
        'graph',
        { state: 'enabledForReportingButNotEnforced' },
        { ...withUser, state: 'enabledForReportingButNotEnforced' },
      ),
    ],
    'one policy turned off: told elsewhere': [policyRecord('graph', {}, { ...withUser, state: 'disabled' })],
    'more are covered': [policyRecord('graph', { users: { includeUsers: ['nina'] } }, {})],
    'a declared emergency account is left out': {
      records: [policyRecord('graph', {}, { users: { excludeUsers: ['glass-1', 'glass-2'] } })],
      organization: { breakGlass: ['Glass-2'] },
    },
    'the approved change application': {
      records: [policyRecord('graph', {}, withUser, changeApp)],
      organization: changeAppApproved,
    },
  },
});
