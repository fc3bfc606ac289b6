import { defineGraphCollection } from '../../resource.ts';

/** What Identity Protection found; scripts write it. Refusal without P2: assumption license-refusals. */
export const riskDetections = defineGraphCollection({
  path: '/identityProtection/riskDetections',
  type: 'riskDetection',
  state: 'riskDetections',
  methods: ['list', 'get'],
  family: 'policy',
  roles: { read: ['IdentityRiskEvent.Read.All', 'IdentityRiskEvent.ReadWrite.All'] },
  license: {
    needs: 'entra-p2',
    status: 403,
    code: 'Forbidden',
    message: 'Your tenant is not licensed for this feature.',
  },
  page: { size: 20, max: 500 },
  load: ({ tenant }) =>
    tenant.logs.riskDetections
      .map((entry) => ({ ...entry, detectedDateTime: entry['detectedDateTime'] ?? entry['activityDateTime'] }))
      .toReversed(),
  properties: {
    id: 'text',
    activity: ['signin', 'user'],
    activityDateTime: 'moment',
    additionalInfo: 'text',
    correlationId: 'text',
    detectedDateTime: 'moment',
    detectionTimingType: ['notDefined', 'realtime', 'nearRealtime', 'offline'],
    ipAddress: 'text',
    lastUpdatedDateTime: 'moment',
    location: { city: 'text', countryOrRegion: 'text', geoCoordinates: 'any', state: 'text' },
    requestId: 'text',
    riskDetail: 'text',
    riskEventType: 'text',
    riskLevel: ['low', 'medium', 'high', 'hidden', 'none'],
    riskState: ['none', 'confirmedSafe', 'remediated', 'dismissed', 'atRisk', 'confirmedCompromised'],
    source: 'text',
    tokenIssuerType: 'text',
    userDisplayName: 'text',
    userId: 'text',
    userPrincipalName: 'text',
  },
});
