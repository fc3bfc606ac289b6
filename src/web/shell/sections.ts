import type { Permission } from '../../core/permission.ts';
import type { IconName } from '../components/icon.tsx';
import { words } from '../words/index.ts';

/** A page in the navigation: shown to who holds its permission. */
export interface NavPage {
  /** Below `/t/{tenant}`. */
  path: string;
  title: string;
  needs?: Permission;
}

export interface NavGroup extends NavPage {
  icon: IconName;
  pages?: readonly NavPage[];
}

const { nav } = words.shell;

/** The navigation, in its order. */
export const navigation: readonly NavGroup[] = [
  {
    ...{ path: '', title: nav.home, icon: 'home', needs: 'assessments.read' },
    pages: [
      { path: '', title: nav.home, needs: 'assessments.read' },
      { path: '/calendar', title: nav.calendar, needs: 'assessments.read' },
      { path: '/digest', title: nav.digest, needs: 'assessments.read' },
    ],
  },
  {
    ...{ path: '/findings', title: nav.posture, icon: 'posture', needs: 'findings.read' },
    pages: [
      { path: '/findings', title: nav.findings, needs: 'findings.read' },
      { path: '/plans', title: nav.plans, needs: 'plans.read' },
      { path: '/drift', title: nav.drift, needs: 'drift.read' },
    ],
  },
  {
    ...{ path: '/inventory', title: nav.phi, icon: 'phi', needs: 'inventory.read' },
    pages: [
      { path: '/inventory', title: nav.inventory, needs: 'inventory.read' },
      { path: '/placement', title: nav.placement, needs: 'inventory.read' },
      { path: '/labels', title: nav.labels, needs: 'labels.read' },
      { path: '/dlp-events', title: nav.dlpEvents, needs: 'log.search' },
    ],
  },
  { path: '/links', title: nav.sharing, icon: 'sharing', needs: 'links.read' },
  {
    ...{ path: '/alerts', title: nav.monitor, icon: 'monitor', needs: 'alerts.read' },
    pages: [
      { path: '/alerts', title: nav.alerts, needs: 'alerts.read' },
      { path: '/explorer', title: nav.explorer, needs: 'log.search' },
      { path: '/review', title: nav.review, needs: 'log.review' },
    ],
  },
  {
    ...{ path: '/evidence', title: nav.evidence, icon: 'evidence', needs: 'evidence.read' },
    pages: [
      { path: '/evidence', title: nav.evidenceList, needs: 'evidence.read' },
      { path: '/config-book', title: nav.configBook, needs: 'evidence.read' },
      { path: '/decisions', title: nav.decisions, needs: 'evidence.read' },
    ],
  },
  { path: '/settings', title: nav.settings, icon: 'settings', needs: 'settings.read' },
];

/** Whether the page at an address of a tenant is one that these permissions reach. Other pages refuse by themselves. */
export function mayOpen(
  pathname: string,
  { id, permissions }: { id: string; permissions: readonly Permission[] },
): boolean {
  const [, first = ''] = /^(\/[^/]+)/.exec(pathname.slice(`/t/${id}`.length)) ?? [];
  const page = navigation.flatMap((group) => group.pages ?? [group]).find(({ path }) => path === first);
  return !page?.needs || permissions.includes(page.needs);
}
