import type { Route } from '../route.ts';
import { accountRoutes } from './accounts.ts';
import { alertRoutes } from './alerts.ts';
import { auditLogRoutes } from './audit-log.ts';
import { tenantRoutes } from './tenants.ts';
import { settingsRoutes } from './settings.ts';
import { evidenceRoutes } from './evidence.ts';
import { dueRoutes } from './due.ts';
import { driftRoutes } from './drift.ts';
import { connectionRoutes } from './connection.ts';
import { configBookRoutes } from './config-book.ts';
import { inventoryRoutes } from './inventory.ts';
import { jobRoutes } from './jobs.ts';
import { labelRoutes } from './labels.ts';
import { linkRoutes } from './links.ts';
import { logReviewRoutes } from './log-review.ts';
import { meRoutes } from './me.ts';
import { planRoutes } from './plans.ts';
import { postureRoutes } from './posture.ts';
import { referenceRoutes } from './reference.ts';
import { signInRoutes } from './sign-in.ts';

/** Every call of the API. */
export function allRoutes(version: string): Route[] {
  const routes: Route[] = [
    ...signInRoutes,
    ...meRoutes,
    ...accountRoutes,
    ...tenantRoutes,
    ...connectionRoutes,
    ...settingsRoutes,
    ...driftRoutes,
    ...evidenceRoutes,
    ...configBookRoutes,
    ...dueRoutes,
    ...jobRoutes,
    ...postureRoutes,
    ...planRoutes,
    ...inventoryRoutes,
    ...linkRoutes,
    ...labelRoutes,
    ...alertRoutes,
    ...auditLogRoutes,
    ...logReviewRoutes,
  ];
  return [...routes, ...referenceRoutes(routes, version)];
}
