import { Link, Outlet, useLocation, useNavigate, useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { me, signOut } from '../../api/sign-in.ts';
import { call } from '../client/call.ts';
import { useCall } from '../client/use-call.ts';
import { Icon, Mark } from '../components/icon.tsx';
import { Menu } from '../components/menu.tsx';
import { Empty, Fault, Skeleton } from '../components/state.tsx';
import { words } from '../words/index.ts';
import { CommandPalette } from './command-palette.tsx';
import { JobsTray } from './jobs-tray.tsx';
import { NewsBell } from './news-bell.tsx';
import { navigation } from './sections.ts';
import { type Session, SessionContext, TenantContext, type TenantShown, useSession } from './session.tsx';
import { Shortcuts } from './shortcuts.tsx';
import { type Theme, applyTheme, currentTheme } from './theme.ts';

const text = words.shell;

/** The frame around every page of somebody who is signed in. The tenant is that of the address, and of nothing else. */
export function Shell() {
  const session = useCall(me);
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
      {session.demo && <p className="demo">{text.demo}</p>}
      <div className="app">
        <Navigation tenant={tenant} />
        <main id="page">{lost ? <Empty fact={text.notFound.title} next={text.notFound.text} /> : <Outlet />}</main>
      </div>
      <CommandPalette open={searching} onClose={() => search(false)} session={session} tenant={tenant} />
    </>
  );
}

function Navigation({ tenant }: { tenant: TenantShown | undefined }) {
  const { pathname } = useLocation();
  if (!tenant) return <AllTenantsNavigation />;
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
            </Link>
            {open &&
              pages.map((page) => (
                <Link
                  key={page.path}
                  className="sub"
                  to={root + page.path}
                  activeOptions={exact}
                  {...(matches(pathname, root + page.path, false) && { 'aria-current': 'page' as const })}
                >
                  {page.title}
                </Link>
              ))}
          </div>
        );
      })}
    </nav>
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
  const leave = async () => {
    await call(signOut).catch(() => undefined);
    location.assign('/sign-in');
  };
  return (
    <Menu
      label={text.account}
      groups={[
        {
          heading: session.email,
          choices: [
            { id: 'account', label: text.myAccount, act: () => void navigate({ to: '/account' }) },
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
