import { day } from '../components/dates.ts';
import { words } from '../words/index.ts';
import { type TenantShown, useSession } from './session.tsx';

/** Who reads as an auditor is told of what, that it is reading alone, and until when. */
export function AuditorNote({ tenant }: { tenant: TenantShown | undefined }) {
  const { roles } = useSession();
  const here = roles.filter(({ tenant: of }) => of === '*' || of === tenant?.id);
  const until = here
    .flatMap(({ until: end }) => end ?? [])
    .sort()
    .at(-1);
  if (!tenant || here.length === 0 || here.some(({ role }) => role !== 'auditor') || until === undefined)
    return undefined;
  return (
    <aside className="demo" aria-label={words.shell.auditorLabel}>
      {words.shell.auditor(tenant.name, day(`${until.slice(0, 10)}T12:00:00`))}
    </aside>
  );
}
