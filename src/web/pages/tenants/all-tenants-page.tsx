import { Link } from '@tanstack/react-router';
import { Card, Page } from '../../components/page.tsx';
import { Empty } from '../../components/state.tsx';
import { useSession } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';

export function AllTenantsPage() {
  const { tenants } = useSession();
  return (
    <Page title={words.shell.allTenants}>
      <Card>
        {tenants.length === 0 && <Empty fact="No tenant is connected." next="Connect one with: wardline connect" />}
        <ul>
          {tenants.map(({ id, name }) => (
            <li key={id}>
              <Link to={`/t/${id}` as '/'}>{name}</Link>
            </li>
          ))}
        </ul>
      </Card>
    </Page>
  );
}
