import { Outlet, createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { NoSuchPage } from './components/state.tsx';
import { Shell } from './shell/shell.tsx';

const root = createRootRoute({
  component: Outlet,
  notFoundComponent: () => (
    <main>
      <NoSuchPage />
    </main>
  ),
});

/** A page of its own chunk: what nobody opens is never fetched. */
const page = <P extends string, M extends Record<string, unknown>>(
  parent: () => typeof root | typeof signedIn | typeof tenant,
  path: P,
  load: () => Promise<M>,
  name: keyof M & string,
) =>
  createRoute({
    getParentRoute: parent as () => typeof root,
    path,
    component: lazyRouteComponent(load, name),
  });

const signedIn = createRoute({
  ...{ getParentRoute: () => root, id: 'signed-in', component: Shell },
  notFoundComponent: NoSuchPage,
});
const tenant = createRoute({
  ...{ getParentRoute: () => signedIn, path: '/t/$tenant', component: Outlet },
  notFoundComponent: NoSuchPage,
});

/** Every page and its address. Pages below `/t/$tenant` are about that tenant. */
const routes = root.addChildren([
  page(
    () => root,
    '/sign-in',
    () => import('./pages/sign-in/sign-in-page.tsx'),
    'SignInPage',
  ),
  page(
    () => root,
    '/welcome',
    () => import('./pages/sign-in/welcome-page.tsx'),
    'WelcomePage',
  ),
  page(
    () => root,
    '/api',
    () => import('./pages/api/api-page.tsx'),
    'ApiPage',
  ),
  page(
    () => root,
    '/api/$endpoint',
    () => import('./pages/api/api-page.tsx'),
    'ApiPage',
  ),
  signedIn.addChildren([
    page(
      () => signedIn,
      '/',
      () => import('./pages/tenants/start-page.tsx'),
      'StartPage',
    ),
    page(
      () => signedIn,
      '/all',
      () => import('./pages/tenants/all-tenants-page.tsx'),
      'AllTenantsPage',
    ),
    page(
      () => signedIn,
      '/account',
      () => import('./pages/account/account-page.tsx'),
      'AccountPage',
    ),
    page(
      () => signedIn,
      '/device',
      () => import('./pages/device/device-page.tsx'),
      'DevicePage',
    ),
    page(
      () => signedIn,
      '/connect',
      () => import('./pages/connect/connect-page.tsx'),
      'ConnectPage',
    ),
    tenant.addChildren([
      page(
        () => tenant,
        '/drift',
        () => import('./pages/drift/drift-page.tsx'),
        'DriftPage',
      ),
      page(
        () => tenant,
        '/digest',
        () => import('./pages/digest/digest-page.tsx'),
        'DigestPage',
      ),
      page(
        () => tenant,
        '/digest/$week',
        () => import('./pages/digest/digest-page.tsx'),
        'DigestPage',
      ),
      page(
        () => tenant,
        '/calendar',
        () => import('./pages/calendar/calendar-page.tsx'),
        'CalendarPage',
      ),
      page(
        () => tenant,
        '/calendar/$month',
        () => import('./pages/calendar/calendar-page.tsx'),
        'CalendarPage',
      ),
      page(
        () => tenant,
        '/evidence',
        () => import('./pages/evidence/evidence-page.tsx'),
        'EvidencePage',
      ),
      page(
        () => tenant,
        '/config-book',
        () => import('./pages/evidence/config-book-page.tsx'),
        'ConfigBookPage',
      ),
      page(
        () => tenant,
        '/decisions',
        () => import('./pages/evidence/decisions-page.tsx'),
        'DecisionsPage',
      ),
      page(
        () => tenant,
        '/settings',
        () => import('./pages/settings/settings-page.tsx'),
        'SettingsPage',
      ),
      page(
        () => tenant,
        '/settings/$part',
        () => import('./pages/settings/settings-page.tsx'),
        'SettingsPage',
      ),
      page(
        () => tenant,
        '/',
        () => import('./pages/home/home-page.tsx'),
        'HomePage',
      ),
      page(
        () => tenant,
        '/findings',
        () => import('./pages/findings/findings-page.tsx'),
        'FindingsPage',
      ),
      page(
        () => tenant,
        '/findings/$control',
        () => import('./pages/findings/findings-page.tsx'),
        'FindingsPage',
      ),
      page(
        () => tenant,
        '/plans',
        () => import('./pages/plans/plans-page.tsx'),
        'PlansPage',
      ),
      page(
        () => tenant,
        '/plans/$plan',
        () => import('./pages/plans/plan-page.tsx'),
        'PlanPage',
      ),
      page(
        () => tenant,
        '/inventory',
        () => import('./pages/inventory/inventory-page.tsx'),
        'InventoryPage',
      ),
      page(
        () => tenant,
        '/inventory/$store',
        () => import('./pages/inventory/store-page.tsx'),
        'StorePage',
      ),
      page(
        () => tenant,
        '/placement',
        () => import('./pages/inventory/placement-page.tsx'),
        'PlacementPage',
      ),
      page(
        () => tenant,
        '/links',
        () => import('./pages/links/links-page.tsx'),
        'LinksPage',
      ),
      page(
        () => tenant,
        '/labels',
        () => import('./pages/labels/labels-page.tsx'),
        'LabelsPage',
      ),
      page(
        () => tenant,
        '/dlp-events',
        () => import('./pages/dlp-events/dlp-events-page.tsx'),
        'DlpEventsPage',
      ),
      page(
        () => tenant,
        '/alerts',
        () => import('./pages/monitor/alerts-page.tsx'),
        'AlertsPage',
      ),
      page(
        () => tenant,
        '/alerts/$alert',
        () => import('./pages/monitor/alerts-page.tsx'),
        'AlertsPage',
      ),
      page(
        () => tenant,
        '/explorer',
        () => import('./pages/monitor/explorer-page.tsx'),
        'ExplorerPage',
      ),
      page(
        () => tenant,
        '/review',
        () => import('./pages/monitor/review-page.tsx'),
        'ReviewPage',
      ),
      page(
        () => tenant,
        '/review/$month',
        () => import('./pages/monitor/review-page.tsx'),
        'ReviewPage',
      ),
    ]),
  ]),
]);

export const router = createRouter({ routeTree: routes, defaultPreload: 'intent', scrollRestoration: true });

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
