import type { Route } from '../route.ts';
import { accountRoutes } from './accounts.ts';
import { alertRoutes } from './alerts.ts';
import { auditLogRoutes } from './audit-log.ts';
import { tenantRoutes } from './tenants.ts';
import { settingsRoutes } from './settings.ts';
import { evidenceRoutes } from './evidence.ts';
import { deliveryRoutes } from './deliveries.ts';
import { dlpEventRoutes } from './dlp-events.ts';
import { dueRoutes } from './due.ts';
import { deviceRoutes } from './device.ts';
import { driftRoutes } from './drift.ts';
import { commandRoutes } from './commands.ts';
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
import { upkeepRoutes } from './upkeep.ts';
import { signInRoutes } from './sign-in.ts';
import { singleSignOnRoutes } from './single-sign-on.ts';

/** Every call of the API. */
export function allRoutes(version: string): Route[] {
  const routes: Route[] = [
    ...signInRoutes,
    ...meRoutes,
    ...deviceRoutes,
    ...accountRoutes,
    ...singleSignOnRoutes,
    ...tenantRoutes,
    ...connectionRoutes,
    ...settingsRoutes,
    ...upkeepRoutes,
    ...deliveryRoutes,
    ...driftRoutes,
    ...evidenceRoutes,
    ...configBookRoutes,
    ...dueRoutes,
    ...jobRoutes,
    ...commandRoutes,
    ...postureRoutes,
    ...planRoutes,
    ...inventoryRoutes,
    ...linkRoutes,
    ...labelRoutes,
    ...dlpEventRoutes,
    ...alertRoutes,
    ...auditLogRoutes,
    ...logReviewRoutes,
  ];
  return [...routes, ...referenceRoutes(routes, version)];
}
