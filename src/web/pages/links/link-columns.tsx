import type { LinkShown } from '../../../api/links.ts';
import { severities } from '../../../core/severity.ts';
import type { useNames } from '../../client/use-names.ts';
import type { Column } from '../../components/data-grid.tsx';
import { day } from '../../components/dates.ts';
import { Address } from '../../components/exposure.tsx';
import { MaskedName } from '../../components/names-bar.tsx';
import { SeverityMark } from '../../components/outcome.tsx';
import { words } from '../../words/index.ts';

const text = words.links;
const { columns: titles } = text;

const useWords = ({ lastUse }: LinkShown) =>
  lastUse.state === 'used'
    ? day(lastUse.at)
    : lastUse.state === 'none-logged'
      ? text.use.none(day(lastUse.since))
      : text.use.unknown(lastUse.why);
const expiryWords = ({ expiresAt, expired }: LinkShown) =>
  expiresAt === null ? text.never : expired ? `${text.over}, ${day(expiresAt)}` : day(expiresAt);
const passwordWords = ({ password }: LinkShown) =>
  password === null ? words.content.unknown : password ? text.yes : text.no;
const behindWords = ({ behind: { phi, items, patients, unread } }: LinkShown) =>
  phi > 0 ? text.behind(phi, items, patients) : unread > 0 || items === 0 ? text.behindUnknown : text.behindNone;
const kindWords = ({ kind, outside }: LinkShown) =>
  `${text.kinds[kind]}${outside && kind !== 'guest' ? `, ${text.outside}` : ''}`;

/** Columns of links; where a link lies and whom it is for show once the person asked for names. */
export function linkColumns({ nameOf }: Pick<ReturnType<typeof useNames>, 'nameOf'>): readonly Column<LinkShown>[] {
  const pathOf = ({ store, item }: LinkShown) => nameOf(store, item)?.path;
  const whoOf = ({ store, item, share, grantees }: LinkShown) =>
    nameOf(store, item)?.shares.get(share)?.join(', ') ?? text.grantees(grantees);
  return [
    {
      id: 'kind',
      title: titles.kind,
      value: kindWords,
      cell: (row) => (
        <>
          <span className="b">{kindWords(row)}</span>
          <span className="c s wrap">{whoOf(row)}</span>
        </>
      ),
    },
    {
      id: 'severity',
      title: titles.severity,
      value: ({ severity }) => (severity === 'info' ? severities.length : severities.indexOf(severity)),
      cell: ({ severity }) =>
        severity === 'info' ? <span className="s">{text.info}</span> : <SeverityMark severity={severity} />,
    },
    {
      id: 'store',
      title: titles.store,
      value: (row) => `${row.storeName}/${pathOf(row) ?? '••••••'}`,
      cell: (row) => (
        <>
          <MaskedName path={pathOf(row)} />
          <span className="c s">
            <Address text={row.storeName} />
          </span>
        </>
      ),
    },
    {
      id: 'behind',
      title: titles.behind,
      value: behindWords,
      cell: (row) => (
        <>
          <span className={row.behind.phi > 0 ? 'b' : behindWords(row) === text.behindUnknown ? 'o-unk' : 's'}>
            {behindWords(row)}
          </span>
          {row.behind.sensitive > 0 && <span className="c o-fail">{text.extra(row.behind.sensitive)}</span>}
        </>
      ),
    },
    {
      id: 'age',
      title: titles.age,
      number: true,
      value: ({ age }) => age.days,
      cell: ({ age }) => <span className="nw">{text.age(age.days, age.atLeast)}</span>,
    },
    {
      id: 'use',
      title: titles.use,
      value: useWords,
      cell: (row) => (
        <span className={row.lastUse.state === 'unknown' ? 'o-unk wrap' : row.staleness === 'stale' ? 'b' : undefined}>
          {useWords(row)}
        </span>
      ),
    },
    {
      id: 'expires',
      title: titles.expires,
      value: expiryWords,
      cell: (row) => <span className={row.expiresAt === null ? 'b' : undefined}>{expiryWords(row)}</span>,
    },
    { id: 'password', title: titles.password, value: passwordWords, cell: passwordWords },
    {
      id: 'access',
      title: titles.access,
      value: ({ access }) => text.accesses[access],
      cell: ({ access }) => text.accesses[access],
    },
    {
      id: 'owner',
      title: titles.owner,
      value: ({ owner }) => owner ?? '',
      cell: ({ owner }) => <Address text={owner ?? words.content.nobody} />,
    },
    {
      id: 'who',
      title: titles.who,
      extra: true,
      value: whoOf,
      cell: (row) => <span className="wrap">{whoOf(row)}</span>,
    },
  ];
}
