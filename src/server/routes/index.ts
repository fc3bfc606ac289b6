import type { Route } from '../route.ts';
import { accountRoutes } from './accounts.ts';
import { inventoryRoutes } from './inventory.ts';
import { jobRoutes } from './jobs.ts';
import { labelRoutes } from './labels.ts';
import { linkRoutes } from './links.ts';
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
    ...jobRoutes,
    ...postureRoutes,
    ...planRoutes,
    ...inventoryRoutes,
    ...linkRoutes,
    ...labelRoutes,
  ];
  return [...routes, ...referenceRoutes(routes, version)];
}
