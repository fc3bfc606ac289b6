import { directoryAudits, signIns } from './audit-logs.ts';
import { userRegistrationDetails } from './registration.ts';

/** What happened: `/auditLogs/…`, `/reports/…`. */
export const reportResources = [directoryAudits, signIns, userRegistrationDetails];
