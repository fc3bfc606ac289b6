import { Card, Page } from '../../components/page.tsx';
import { day } from '../../components/dates.ts';
import { roleWords } from '../../../core/permission.ts';
import { useSession } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';
import { DevicesCard } from './devices-card.tsx';
import { PasswordCard } from './password-card.tsx';
import { SecondStepsCard } from './second-steps-card.tsx';
import { SingleSignOnCard } from './single-sign-on-card.tsx';
import { TokensCard } from './tokens-card.tsx';

const text = words.account;

/** What a person keeps of their own: who they are, where they are signed in, and by what. */
export function AccountPage() {
  const { name, email, roles, tenants } = useSession();
  const where = (id: string) => (id === '*' ? text.who.everywhere : (tenants.find((one) => one.id === id)?.name ?? id));
  return (
    <Page title={text.title} provenance={email}>
      <Card title={text.who.title}>
        <dl className="kv">
          <dt>{text.who.name}</dt>
          <dd className="b">{name}</dd>
          <dt>{text.who.email}</dt>
          <dd>{email}</dd>
          <dt>{text.who.roles}</dt>
          <dd>
            {roles.length === 0 && text.who.none}
            <ul>
              {roles.map(({ role, tenant, until }) => (
                <li key={`${role} ${tenant}`}>
                  <b>{roleWords[role].title}</b>, {where(tenant)}
                  {until && `, ${text.who.until(day(until))}`}
                  <span className="s c">{` ${roleWords[role].means}`}</span>
                </li>
              ))}
            </ul>
          </dd>
        </dl>
      </Card>
      <SecondStepsCard />
      <DevicesCard />
      <PasswordCard />
      <SingleSignOnCard />
      <TokensCard />
    </Page>
  );
}
