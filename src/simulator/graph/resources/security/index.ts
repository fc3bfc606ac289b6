import type { GraphResource } from '../../resource.ts';
import { auditLogQueries, auditLogRecords } from './audit-log-queries.ts';
import { riskDetections } from './risk-detections.ts';

/** Defender, Purview and eDiscovery: `/security/…`, `/identityProtection/…`. */
export const securityResources: readonly GraphResource[] = [auditLogQueries, auditLogRecords, riskDetections];
