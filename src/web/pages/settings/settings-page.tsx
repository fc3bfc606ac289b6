import { Link, useParams } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { Page } from '../../components/page.tsx';
import { Empty } from '../../components/state.tsx';
import { useTenant } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';
import './settings.css';
import { AccessPart } from './access-part.tsx';
import { ActivityPart } from './activity-part.tsx';
import { ConnectionsPart } from './connections-part.tsx';
import { KeepingPart } from './keeping-part.tsx';
import { KeysPart } from './keys-part.tsx';
import { NotificationsPart } from './notifications-part.tsx';
import { OrganizationPart } from './organization-part.tsx';
import { PeoplePart } from './people-part.tsx';

const text = words.settings;
type Part = keyof typeof text.parts;

const parts: Readonly<Record<Part, ComponentType>> = {
  connections: ConnectionsPart,
  people: PeoplePart,
  access: AccessPart,
  activity: ActivityPart,
  notifications: NotificationsPart,
  keeping: KeepingPart,
  keys: KeysPart,
  organization: OrganizationPart,
};

/** Settings of a tenant and of Wardline itself, each part under an address of its own. */
export function SettingsPage() {
  const { id: tenant } = useTenant();
  const { part = 'connections' } = useParams({ strict: false }) as { part?: string };
  const Shown = Object.hasOwn(parts, part) ? parts[part as Part] : undefined;
  return (
    <Page title={text.title} provenance={text.parts[part as Part]}>
      <nav className="tabs parts" aria-label={text.title}>
        {(Object.keys(parts) as Part[]).map((id) => (
          <Link
            key={id}
            to={`/t/${tenant}/settings/${id}` as '/'}
            activeOptions={{ exact: true }}
            {...(id === part && { 'aria-current': 'page' as const })}
          >
            {text.parts[id]}
          </Link>
        ))}
      </nav>
      {Shown ? <Shown /> : <Empty fact={words.shell.notFound.title} next={words.shell.notFound.text} />}
    </Page>
  );
}
