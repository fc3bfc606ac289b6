import { Link, Outlet, useLocation, useNavigate, useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { me, signOut } from '../../api/sign-in.ts';
import { call } from '../client/call.ts';
import { useCall } from '../client/use-call.ts';
import { Icon, Mark } from '../components/icon.tsx';
import { Menu } from '../components/menu.tsx';
import { Fault, NoSuchPage, Skeleton } from '../components/state.tsx';
import { leaveFor } from '../pages/sign-in/signed-out.ts';
import { words } from '../words/index.ts';
import { AuditorNote } from './auditor-note.tsx';
import { CommandPalette } from './command-palette.tsx';
import { IdleWatch } from './idle-watch.tsx';
import { JobsTray } from './jobs-tray.tsx';
import { NewsBell } from './news-bell.tsx';
import { LastRun } from './last-run.tsx';
import { type NavPage, mayOpen, navigation } from './sections.ts';
import { type Session, SessionContext, TenantContext, type TenantShown, useSession } from './session.tsx';
import { Shortcuts } from './shortcuts.tsx';
import { useOpenCounts } from './use-open-counts.ts';
import { type Theme, applyTheme, currentTheme } from './theme.ts';

const text = words.shell;

/** The frame around every page of somebody who is signed in. The tenant is that of the address, and of nothing else. */
export function Shell() {
  // Also so that who works on one page for long is not signed out.
  const session = useCall(me, {}, { every: 300_000 });
  const { tenant: named } = useParams({ strict: false });
  if (session.error) return <Fault problem={session.error} again={() => void session.refetch()} />;
  if (!session.data) return <Skeleton />;
  const tenant = session.data.tenants.find(({ id }) => id === named);
  return (
    <SessionContext value={session.data}>
      <TenantContext value={tenant}>
        <Frame session={session.data} tenant={tenant} lost={named !== undefined && !tenant} />
      </TenantContext>
    </SessionContext>
  );
}

function Frame({ session, tenant, lost }: { session: Session; tenant: TenantShown | undefined; lost: boolean }) {
  const [searching, search] = useState(false);
  const { pathname } = useLocation();
  useEffect(() => {
    document.documentElement.style.setProperty('--tenant', tenant?.color ?? '#6b7278');
  }, [tenant]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      search(true);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  return (
    <>
      <a className="skip" href="#page">
        {text.skip}
      </a>
      <header className="top">
        <Link className="logo" to="/" aria-label="Wardline">
          <Mark />
          <span>Wardline</span>
        </Link>
        <TenantSwitcher session={session} tenant={tenant} />
        <span className="sp" />
        <button
          type="button"
          className="find"
          onClick={() => search(true)}
          aria-label={`${text.search} ${text.searchKey}`}
        >
          <Icon name="search" />
          <span>{text.search}</span> <span className="sp" />
          <kbd>{text.searchKey}</kbd>
        </button>
        {tenant && <JobsTray tenant={tenant.id} />}
        {tenant && <NewsBell key={tenant.id} tenant={tenant.id} />}
        <Shortcuts tenant={tenant?.id} />
        <ThemeMenu />
        <AccountMenu session={session} />
      </header>
      {session.demo && (
        <aside className="demo" aria-label={text.demoLabel}>
          {text.demo}
          {session.everywhere.includes('tenants.connect') && <Link to="/connect">{text.connectMine}</Link>}
        </aside>
      )}
      <AuditorNote tenant={tenant} />
      <div className="app">
        <Navigation tenant={tenant} />
        <main id="page">
          {tenant && <SectionTabs tenant={tenant} />}
          {lost || (tenant && !mayOpen(pathname, tenant)) ? <NoSuchPage /> : <Outlet />}
        </main>
      </div>
      <IdleWatch />
      <CommandPalette open={searching} onClose={() => search(false)} session={session} tenant={tenant} />
    </>
  );
}

function Navigation({ tenant }: { tenant: TenantShown | undefined }) {
  return tenant ? <TenantNavigation tenant={tenant} /> : <AllTenantsNavigation />;
}

function TenantNavigation({ tenant }: { tenant: TenantShown }) {
  const { pathname } = useLocation();
  const counts = useOpenCounts(tenant);
  const root = `/t/${tenant.id}`;
  const may = ({ needs }: { needs?: TenantShown['permissions'][number] }) =>
    !needs || tenant.permissions.includes(needs);
  return (
    <nav className="side" aria-label={text.main}>
      {navigation.filter(may).map((group) => {
        const pages = group.pages?.filter(may) ?? [];
        const within = [group, ...pages].some(({ path }) => matches(pathname, root + path, path === ''));
        const open = within && pages.length > 0;
        return (
          <div key={group.path} className="group">
            <Link
              to={root + group.path}
              activeOptions={exact}
              {...(within && !open && { 'aria-current': 'page' as const })}
              title={group.title}
            >
              <Icon name={group.icon} />
              <span className="t">{group.title}</span>
              {!open && <Count of={[group, ...pages].map(({ path }) => counts[path])} />}
            </Link>
            {open &&
              pages.map((page) => (
                <Link
                  key={page.path}
                  className="sub"
                  to={root + page.path}
                  activeOptions={exact}
                  {...(matches(pathname, root + page.path, page.path === '') && { 'aria-current': 'page' as const })}
                >
                  {page.title}
                  <Count of={[counts[page.path]]} />
                </Link>
              ))}
          </div>
        );
      })}
      <LastRun tenant={tenant} />
    </nav>
  );
}

/** Where the navigation has no room for the pages of a group, they stand over the page. */
function SectionTabs({ tenant }: { tenant: TenantShown }) {
  const { pathname } = useLocation();
  const root = `/t/${tenant.id}`;
  const may = ({ needs }: NavPage) => !needs || tenant.permissions.includes(needs);
  const group = navigation.find(({ pages }) => pages?.some(({ path }) => matches(pathname, root + path, path === '')));
  const pages = group?.pages?.filter(may) ?? [];
  if (!group || pages.length < 2) return undefined;
  return (
    <nav className="tabs" aria-label={group.title}>
      {pages.map(({ path, title }) => (
        <Link
          key={path}
          to={root + path}
          activeOptions={exact}
          {...(matches(pathname, root + path, path === '') && { 'aria-current': 'page' as const })}
        >
          {title}
        </Link>
      ))}
    </nav>
  );
}

/** What waits on a page or on those below it; nothing at all when nothing waits. */
function Count({ of }: { of: readonly (number | undefined)[] }) {
  const most = Math.max(0, ...of.map((count) => count ?? 0));
  if (most === 0) return undefined;
  return (
    <span className="cnt">
      {most}
      <span className="sr"> {text.open}</span>
    </span>
  );
}

/** Beside pages about no tenant in particular. */
function AllTenantsNavigation() {
  const session = useSession();
  const pages = [
    { to: '/all', title: text.allTenants, icon: 'home' as const, shown: true },
    {
      to: '/connect',
      title: text.connect,
      icon: 'key' as const,
      shown: session.everywhere.includes('tenants.connect'),
    },
    { to: '/account', title: text.myAccount, icon: 'person' as const, shown: true },
  ];
  return (
    <nav className="side" aria-label={text.main}>
      {pages
        .filter(({ shown }) => shown)
        .map(({ to, title, icon }) => (
          <Link key={to} to={to} title={title} activeOptions={exact}>
            <Icon name={icon} />
            <span className="t">{title}</span>
          </Link>
        ))}
    </nav>
  );
}

/** The router would mark Home on every page below it. */
const exact = { exact: true };

function matches(pathname: string, path: string, exact: boolean): boolean {
  const bare = pathname.replace(/\/$/, '');
  return bare === path || (!exact && bare.startsWith(`${path}/`));
}

function TenantSwitcher({ session, tenant }: { session: Session; tenant: TenantShown | undefined }) {
  const navigate = useNavigate();
  const choices = session.tenants.map(({ id, name, domain }) => ({
    id,
    text: name,
    label: (
      <>
        {name} {domain && <span className="s">{domain}</span>}
      </>
    ),
    selected: id === tenant?.id,
    act: () => void navigate({ to: `/t/${id}` }),
  }));
  const everywhere = { id: 'all', label: text.allTenants, act: () => void navigate({ to: '/all' }) };
  return (
    <Menu
      label={text.chooseTenant}
      groups={[...(session.tenants.length > 1 ? [{ choices: [everywhere] }] : []), { choices }]}
    >
      <button type="button" className="ten">
        <i />
        <span className="el">{tenant?.name ?? text.allTenants}</span>
        {tenant?.domain && <span className="s el">{tenant.domain}</span>}
        <Icon name="down" />
      </button>
    </Menu>
  );
}

function ThemeMenu() {
  const [theme, setTheme] = useState<Theme>(currentTheme());
  const choices = (['system', 'light', 'dark'] as const).map((id) => ({
    id,
    label: text.themes[id],
    selected: theme === id,
    act: () => {
      applyTheme(id);
      setTheme(id);
    },
  }));
  return (
    <Menu label={text.theme} groups={[{ heading: text.theme, choices }]}>
      <button type="button" className="tb" aria-label={text.theme}>
        <Icon name="theme" />
      </button>
    </Menu>
  );
}

function AccountMenu({ session }: { session: Session }) {
  const navigate = useNavigate();
  const initials = session.name
    .split(/\s+/)
    .map((part) => part[0])
    .join('')
    .slice(0, 2)
    .toUpperCase();
  const leave = async () => leaveFor((await call(signOut).catch(() => undefined))?.provider);
  return (
    <Menu
      label={text.account}
      groups={[
        {
          heading: session.email,
          choices: [
            { id: 'account', label: text.myAccount, act: () => void navigate({ to: '/account' }) },
            { id: 'api', label: text.apiReference, act: () => void navigate({ to: '/api' }) },
            { id: 'out', label: text.signOut, act: () => void leave() },
          ],
        },
      ]}
    >
      <button type="button" className="av" aria-label={`${initials}, ${text.account}: ${session.name}`}>
        {initials}
      </button>
    </Menu>
  );
}
