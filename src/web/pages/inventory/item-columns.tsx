import type { ItemShown } from '../../../api/inventory.ts';
import { exposures } from '../../../core/content.ts';
import { detectorName } from '../../components/content-words.ts';
import type { Column } from '../../components/data-grid.tsx';
import { day } from '../../components/dates.ts';
import { ExposureMark } from '../../components/exposure.tsx';
import { MaskedName } from '../../components/names-bar.tsx';
import { words } from '../../words/index.ts';

const text = words.storePage;
const { content } = words;
const { columns: titles } = text;

const labelWords = ({ label }: ItemShown) =>
  label === null ? text.labels.unknown : label === '' ? text.labels.none : text.labels.some;
const foundWords = ({ matches }: ItemShown) =>
  matches.map(({ detector, count }) => `${detectorName(detector)} ${count}`).join(', ');

/** Columns of items. `pathOf` gives a name that the person has asked for. */
export function itemColumns(pathOf: (item: string) => string | undefined): readonly Column<ItemShown>[] {
  return [
    {
      id: 'item',
      title: titles.item,
      value: ({ id, kind }) => pathOf(id) ?? `•••••• ${kind ?? ''}`.trim(),
      cell: ({ id, kind, folders }) => (
        <>
          <MaskedName path={pathOf(id)} kind={kind} />
          <span className="c s">{text.deep(folders)}</span>
        </>
      ),
    },
    {
      id: 'class',
      title: titles.class,
      value: (item) => content.classes[item.class],
      cell: (item) => (
        <>
          <span className={item.class === 'UNREADABLE' || item.class === 'NOT_READ' ? 'o-unk' : 'b'}>
            {content.classes[item.class]}
          </span>
          {item.partial && <span className="c o-unk">{text.partial}</span>}
          {item.sensitive.length > 0 && (
            <span className="c o-fail">{item.sensitive.map((name) => content.sensitive[name] ?? name).join(', ')}</span>
          )}
        </>
      ),
    },
    {
      id: 'people',
      title: titles.people,
      number: true,
      value: ({ patients }) => patients,
      cell: ({ patients }) => (patients > 0 ? patients.toLocaleString() : ''),
    },
    {
      id: 'open',
      title: titles.open,
      value: ({ exposure }) => exposures.indexOf(exposure),
      cell: ({ exposure }) => <ExposureMark exposure={exposure} />,
    },
    {
      id: 'label',
      title: titles.label,
      value: labelWords,
      cell: (item) => <span className="nw">{labelWords(item)}</span>,
    },
    {
      id: 'found',
      title: titles.found,
      value: foundWords,
      cell: (item) => <span className="c m wrap">{foundWords(item)}</span>,
    },
    {
      id: 'where',
      title: titles.where,
      extra: true,
      value: ({ matches }) => matches.flatMap(({ places }) => places).join('; '),
      cell: ({ matches }) => (
        <span className="c m wrap">
          {matches
            .flatMap(({ places }) => places)
            .slice(0, 6)
            .join('; ')}
        </span>
      ),
    },
    {
      id: 'earliest',
      title: titles.earliest,
      value: ({ earliest }) => earliest ?? '',
      cell: ({ earliest }) => (earliest ? <span className="nw">{day(`${earliest}T12:00:00Z`)}</span> : ''),
    },
    {
      id: 'changed',
      title: titles.changed,
      value: ({ modifiedAt }) => modifiedAt ?? '',
      cell: ({ modifiedAt }) => (modifiedAt ? <span className="nw">{day(modifiedAt)}</span> : ''),
    },
    {
      id: 'risk',
      title: titles.risk,
      number: true,
      extra: true,
      value: ({ risk }) => risk,
      cell: ({ risk }) => risk,
    },
  ];
}
