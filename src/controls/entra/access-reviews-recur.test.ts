import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { accessReviewsRecur } from './access-reviews-recur.ts';

const global = '62e90394-69f5-4237-9190-012177145e10';
const one = { privilegedRoles: [{ displayName: 'Global Administrator', roleTemplateId: global, assignments: [] }] };
const guest = {
  users: [{ id: 'g1', userType: 'Guest', userPrincipalName: 'lab_example.net#EXT#@clinic.example.com' }],
};
const member = { users: [{ id: 'm1', userType: 'Member', userPrincipalName: 'kim@clinic.example.com' }] };

const recurring = (type: string, interval: number, more: object = {}) => ({
  autoApplyDecisionsEnabled: true,
  recurrence: { pattern: { type, interval }, range: { type: 'noEnd', startDate: '2026-01-01' } },
  ...more,
});
const guestReview = (settings: object = recurring('absoluteMonthly', 3)) => ({
  id: 'r1',
  displayName: 'Guests',
  status: 'InProgress',
  scope: {
    query: "./members/microsoft.graph.user/?$count=true&$filter=(userType+eq+'Guest')",
    queryType: 'MicrosoftGraph',
  },
  instanceEnumerationScope: { query: "/groups?$filter=(groupTypes/any(c:c+eq+'Unified'))" },
  settings,
});
const { settings: _, ...withoutSettings } = guestReview();
const roleReview = (settings: object = recurring('weekly', 4)) => ({
  id: 'r2',
  displayName: 'Admins',
  status: 'InProgress',
  scope: { resourceScopes: [{ query: `/beta/roleManagement/directory/roleDefinitions/${global.toUpperCase()}` }] },
  settings,
});

testControl(accessReviewsRecur, {
  pass: {
    'guests and the role, quarterly and oftener': [
      tenant({ ...one, ...guest, accessReviews: [guestReview(), roleReview()] }),
      { resources: ['Global Administrator', 'guests'] },
    ],
    'no guests, so only the role': tenant({ ...one, ...member, accessReviews: [roleReview()] }),
    'a declared role needs no review': tenant(
      { ...one, ...guest, accessReviews: [guestReview()] },
      {
        organization: {
          exclusions: {
            'entra.access-reviews-recur': {
              roles: [global.toUpperCase()],
              reason: 'Reviewed by the board, minutes kept',
            },
          },
        },
      },
    ),
    'decisions are applied by hand and the last round was': tenant({
      ...one,
      ...member,
      accessReviews: [
        {
          ...roleReview(recurring('absoluteMonthly', 3, { autoApplyDecisionsEnabled: false })),
          instances: [
            { id: 'i1', status: 'InProgress', endDateTime: '2026-12-01T00:00:00Z' },
            { id: 'i2', status: 'Applied', endDateTime: '2026-09-01T00:00:00Z' },
          ],
        },
      ],
    }),
  },
  fail: {
    'users who may be guests need a review': [
      tenant({ ...one, users: [{ id: 'm1' }], accessReviews: [roleReview()] }),
      { resources: ['guests'] },
    ],
    'no reviews: changes create both': [
      tenant({ ...one, ...guest, accessReviews: [] }),
      { resources: ['Global Administrator', 'guests'] },
    ],
    'users were not read: guests are asked for': [
      tenant({ ...one, accessReviews: [roleReview()] }),
      { resources: ['guests'] },
    ],
    'roles were not read: all eight are asked for': [
      tenant({ ...guest, accessReviews: [guestReview()] }),
      { why: /^8 of 9/ },
    ],
    'half a year is too long': tenant({
      ...one,
      ...guest,
      accessReviews: [guestReview(recurring('absoluteMonthly', 6)), roleReview()],
    }),
    'four months are too long': tenant({
      ...one,
      ...guest,
      accessReviews: [guestReview(recurring('absoluteMonthly', 4)), roleReview()],
    }),
    'a single review does not recur': tenant({
      ...one,
      ...guest,
      accessReviews: [guestReview({ autoApplyDecisionsEnabled: true }), roleReview()],
    }),
    'a review that ended last week': tenant({
      ...one,
      ...guest,
      accessReviews: [
        guestReview(
          recurring('absoluteMonthly', 3, {
            recurrence: {
              pattern: { type: 'absoluteMonthly', interval: 3 },
              range: { type: 'endDate', endDate: '2026-11-13' },
            },
          }),
        ),
        roleReview(),
      ],
    }),
    'decisions are never applied': tenant({
      ...one,
      ...guest,
      accessReviews: [guestReview(recurring('absoluteMonthly', 3, { autoApplyDecisionsEnabled: false })), roleReview()],
    }),
  },
  'not-licensed': {
    'I-3: no P2 and no Governance': tenant({
      ...one,
      servicePlans: [{ servicePlanName: 'AAD_PREMIUM' }],
      accessReviews: [],
    }),
  },
  unknown: {
    'a review without its settings': tenant({ ...one, ...guest, accessReviews: [withoutSettings, roleReview()] }),
  },
});
