import { list, readOnly, texts } from '../../../properties.ts';
import { defineGraphCollection } from '../../resource.ts';

const person = { id: 'text', displayName: 'text', userPrincipalName: 'text', ipAddress: 'text' } as const;

export const directoryAudits = defineGraphCollection({
  path: '/auditLogs/directoryAudits',
  type: 'directoryAudit',
  state: 'directoryAudits',
  methods: ['list', 'get'],
  family: 'policy',
  roles: { read: ['AuditLog.Read.All'] },
  page: { size: 1000, max: 1000 },
  // Newest first.
  load: ({ tenant }) => tenant.logs.directoryAudits.toReversed(),
  properties: {
    id: 'text',
    activityDateTime: 'moment',
    activityDisplayName: 'text',
    additionalDetails: list({ key: 'text', value: 'text' }),
    category: 'text',
    correlationId: 'text',
    initiatedBy: {
      app: { appId: 'text', displayName: 'text', servicePrincipalId: 'text', servicePrincipalName: 'text' },
      user: person,
    },
    loggedByService: 'text',
    operationType: 'text',
    result: ['success', 'failure', 'timeout'],
    resultReason: 'text',
    targetResources: list({
      id: 'text',
      displayName: 'text',
      type: 'text',
      userPrincipalName: 'text',
      groupType: ['unifiedGroups', 'azureAD'],
      modifiedProperties: list({ displayName: 'text', oldValue: 'text', newValue: 'text' }),
    }),
  },
});

/** Sign-ins of people only; v1.0 has no others: assumption interactive-sign-ins. Refusal without P1: assumption license-refusals. */
export const signIns = defineGraphCollection({
  path: '/auditLogs/signIns',
  type: 'signIn',
  state: 'signIns',
  methods: ['list', 'get'],
  family: 'policy',
  roles: { read: ['AuditLog.Read.All', 'Directory.Read.All'] },
  license: {
    needs: 'entra-p1',
    status: 403,
    code: 'Authentication_RequestFromNonPremiumTenantOrB2CTenant',
    message: "Neither tenant is B2C or tenant doesn't have premium license",
  },
  page: { size: 1000, max: 1000 },
  // Beta gives other kinds to who filters for them.
  load: ({ tenant, version, request }) =>
    tenant.logs.signIns
      .filter(
        (entry) =>
          entry['isInteractive'] !== false ||
          (version === 'beta' && (request.query.get('$filter') ?? '').includes('signInEventTypes')),
      )
      .toSorted((a, b) => (String(a['createdDateTime']) < String(b['createdDateTime']) ? 1 : -1)),
  // assumption sign-in-authentication
  betaProperties: {
    signInEventTypes: texts,
    userType: 'text',
    authenticationProtocol: 'text',
    originalTransferMethod: 'text',
    authenticationRequirement: 'text',
    authenticationDetails: list({
      authenticationMethod: 'text',
      authenticationStepDateTime: 'moment',
      succeeded: 'flag',
    }),
  },
  properties: {
    id: 'text',
    appDisplayName: 'text',
    appId: 'text',
    appliedConditionalAccessPolicies: list({
      id: 'text',
      displayName: 'text',
      enforcedGrantControls: texts,
      enforcedSessionControls: texts,
      result: [
        'success',
        'failure',
        'notApplied',
        'notEnabled',
        'reportOnlySuccess',
        'reportOnlyFailure',
        'reportOnlyNotApplied',
        'reportOnlyInterrupted',
      ],
    }),
    clientAppUsed: 'text',
    conditionalAccessStatus: ['success', 'failure', 'notApplied'],
    correlationId: 'text',
    createdDateTime: 'moment',
    deviceDetail: {
      browser: 'text',
      deviceId: 'text',
      displayName: 'text',
      isCompliant: 'flag',
      isManaged: 'flag',
      operatingSystem: 'text',
      trustType: 'text',
    },
    ipAddress: 'text',
    isInteractive: 'flag',
    location: { city: 'text', countryOrRegion: 'text', geoCoordinates: 'any', state: 'text' },
    resourceDisplayName: 'text',
    resourceId: 'text',
    servicePrincipalId: 'text',
    servicePrincipalName: 'text',
    riskDetail: 'text',
    riskEventTypes_v2: texts,
    riskLevelAggregated: ['low', 'medium', 'high', 'hidden', 'none'],
    riskLevelDuringSignIn: ['low', 'medium', 'high', 'hidden', 'none'],
    riskState: ['none', 'confirmedSafe', 'remediated', 'dismissed', 'atRisk', 'confirmedCompromised'],
    status: { additionalDetails: 'text', errorCode: 'number', failureReason: 'text' },
    userDisplayName: 'text',
    userId: 'text',
    userPrincipalName: readOnly('text'),
  },
});
