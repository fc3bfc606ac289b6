import { Page } from '../../components/page.tsx';
import { words } from '../../words/index.ts';

export function AccountPage() {
  return <Page title={words.shell.myAccount}>…</Page>;
}
