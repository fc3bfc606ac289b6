import { Card, Page } from '../../components/page.tsx';
import { useTenant } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';

export function HomePage() {
  const { name } = useTenant();
  return (
    <Page title={words.shell.nav.home}>
      <Card title={name}>
        <p>…</p>
      </Card>
    </Page>
  );
}
