import { list, oneOf, readOnly } from '../../../properties.ts';
import type { Entity } from '../../../store.ts';
import { defineGraphCollection } from '../../resource.ts';

const path = '/identityGovernance/accessReviews/definitions';
const read = ['AccessReview.Read.All', 'AccessReview.ReadWrite.All'];
const reviewers = list({ query: 'text', queryRoot: 'text', queryType: 'text' });
/** [M]: how an unlicensed tenant refuses. */
const license = {
  needs: 'entra-governance',
  status: 403,
  code: 'AadPremiumLicenseRequired',
  message: 'The tenant needs to have Microsoft Entra ID P2 or Microsoft Entra ID Governance license.',
} as const;

export const accessReviews = defineGraphCollection({
  path,
  type: 'accessReviewScheduleDefinition',
  state: 'accessReviews',
  methods: ['list', 'get', 'create', 'replace', 'delete'],
  family: 'policy',
  license,
  page: { size: 100, max: 100 },
  roles: { read, write: ['AccessReview.ReadWrite.All'] },
  activity: { noun: 'access review', service: 'Access Reviews', category: 'Policy', target: 'Policy' },
  properties: {
    id: readOnly('text'),
    createdDateTime: readOnly('moment'),
    descriptionForAdmins: 'text',
    descriptionForReviewers: 'text',
    displayName: 'text',
    fallbackReviewers: reviewers,
    instanceEnumerationScope: 'any',
    lastModifiedDateTime: readOnly('moment'),
    reviewers,
    scope: 'any',
    settings: {
      applyActions: list(oneOf({ removeAccessApplyAction: {}, disableAndDeleteUserApplyAction: {} })),
      autoApplyDecisionsEnabled: 'flag',
      decisionHistoriesForReviewersEnabled: 'flag',
      defaultDecision: 'text',
      defaultDecisionEnabled: 'flag',
      instanceDurationInDays: 'number',
      justificationRequiredOnApproval: 'flag',
      mailNotificationsEnabled: 'flag',
      recommendationsEnabled: 'flag',
      recurrence: 'any',
      reminderNotificationsEnabled: 'flag',
    },
    status: readOnly('text'),
  },
  required: ['displayName', 'scope', 'settings'],
  // [M]: a new review has its first run at once.
  defaults: ({ state }) => ({
    createdDateTime: state.now,
    status: 'InProgress',
    instances: [{ id: state.newId(), status: 'InProgress', startDateTime: state.now }],
  }),
});

export const accessReviewInstances = defineGraphCollection({
  path: `${path}/{review}/instances`,
  type: 'accessReviewInstance',
  state: 'accessReviews',
  methods: ['list', 'get'],
  family: 'policy',
  license,
  parents: { review: 'accessReviews' },
  roles: { read },
  load: ({ state, parameters }) =>
    (state.get('accessReviews', parameters['review']!)?.['instances'] ?? []) as readonly Entity[],
  properties: {
    id: 'text',
    startDateTime: 'moment',
    endDateTime: 'moment',
    fallbackReviewers: reviewers,
    reviewers,
    scope: 'any',
    status: 'text',
  },
});
