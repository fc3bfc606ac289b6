import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { StoreShown } from '../../../api/inventory.ts';
import { type Exposure, exposures } from '../../../core/content.ts';
import { labeledWords } from '../../components/content-words.ts';
import { type Column, DataGrid } from '../../components/data-grid.tsx';
import { day, dayShort } from '../../components/dates.ts';
import { Address, ExposureMark, ShareBar } from '../../components/exposure.tsx';
import { Card } from '../../components/page.tsx';
import { Empty } from '../../components/state.tsx';
import { useTenant } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';
import { widerOf } from './wider.ts';

const text = words.inventory;
const { content } = words;
const { columns: titles } = text;

const unreadOf = ({ classes, partial }: StoreShown) => classes.UNREADABLE + classes.NOT_READ + partial;

const columns: readonly Column<StoreShown>[] = [
  {
    id: 'store',
    title: titles.store,
    value: ({ name }) => name,
    cell: ({ name, state, detail, team }) => (
      <>
        <span className="b">
          <Address text={name} />
        </span>
        {state !== 'scanned' && (
          <span className="c o-unk">
            {content.states[state]}
            {detail && `: ${detail}`}
          </span>
        )}
        {team === 'public' && <span className="c o-fail">{text.public}</span>}
      </>
    ),
  },
  { id: 'service', title: titles.service, value: ({ service }) => service, cell: ({ service }) => service },
  {
    id: 'phi',
    title: titles.phi,
    number: true,
    value: ({ phi }) => phi,
    cell: ({ phi, items }) => (
      <>
        <b>{phi.toLocaleString()}</b> <span className="s">/ {items.toLocaleString()}</span>
      </>
    ),
  },
  {
    id: 'classes',
    title: titles.classes,
    extra: true,
    value: ({ classes }) =>
      Object.entries(classes)
        .filter(([, many]) => many > 0)
        .map(([name, many]) => `${content.classes[name as keyof typeof content.classes]} ${many}`)
        .join('; '),
    cell: ({ classes }) => (
      <span className="c m">
        {Object.entries(classes)
          .filter(([, many]) => many > 0)
          .map(([name, many]) => `${content.classes[name as keyof typeof content.classes]} ${many.toLocaleString()}`)
          .join(', ')}
      </span>
    ),
  },
  {
    id: 'people',
    title: titles.people,
    number: true,
    value: ({ patients }) => patients,
    cell: ({ patients }) => patients.toLocaleString(),
  },
  {
    id: 'open',
    title: titles.open,
    value: ({ widest, usually }) =>
      [usually, widest === usually ? undefined : widest]
        .flatMap((one) => (one ? content.exposure[one] : []))
        .join('; '),
    cell: (store) => {
      const wider = widerOf(store);
      return (
        <span className="opens">
          {store.usually && <ExposureMark exposure={store.usually} />}
          {wider && (
            <b className={wider.exposure === 'anonymous' ? 'o-fail' : undefined}>
              {content.wider(wider.items, content.exposure[wider.exposure])}
            </b>
          )}
        </span>
      );
    },
  },
  {
    id: 'labeled',
    title: titles.labeled,
    value: ({ labels }) => labeledWords(labels),
    cell: ({ labels, phi }) =>
      phi === 0 ? (
        ''
      ) : labels.labeled + labels.unlabeled === 0 ? (
        <span className="o-unk">{content.unknown}</span>
      ) : (
        <ShareBar part={labels.labeled} whole={labels.labeled + labels.unlabeled} label={labeledWords(labels)} />
      ),
  },
  {
    id: 'owner',
    title: titles.owner,
    value: ({ owner }) => owner ?? '',
    cell: ({ owner }) => (owner ? <Address text={owner} /> : <span className="s">{content.nobody}</span>),
  },
  {
    id: 'purpose',
    title: titles.purpose,
    value: ({ purpose }) => (purpose ? content.purposes[purpose] : ''),
    cell: ({ purpose }) => (purpose ? content.purposes[purpose] : ''),
  },
  {
    id: 'earliest',
    title: titles.earliest,
    extra: true,
    value: ({ earliest }) => earliest ?? '',
    cell: ({ earliest }) => earliest?.slice(0, 4) ?? '',
  },
  {
    id: 'unread',
    title: titles.unread,
    number: true,
    value: unreadOf,
    cell: (store) => (unreadOf(store) > 0 ? <span className="o-unk">{unreadOf(store).toLocaleString()}</span> : ''),
  },
  {
    id: 'scanned',
    title: titles.scanned,
    value: ({ scannedAt }) => scannedAt ?? '',
    cell: ({ scannedAt }) => (scannedAt ? <time title={day(scannedAt)}>{dayShort(scannedAt)}</time> : ''),
  },
  {
    id: 'risk',
    title: titles.risk,
    number: true,
    extra: true,
    value: ({ risk }) => risk,
    cell: ({ risk }) => risk.toLocaleString(),
  },
];

/** The one thing to do first about a store. */
function nextOf(store: StoreShown): { words: string; links: boolean } {
  const { openTo, state, widest } = store;
  if (openTo.anonymous.items > 0) return { words: text.next.links, links: true };
  if (openTo.guest.items > 0) return { words: text.next.guests, links: true };
  if (store.phi > 0 && (widest === 'organization' || store.team === 'public'))
    return { words: text.next.limit, links: false };
  if (state !== 'scanned' || unreadOf(store) > 0) return { words: text.next.unread, links: false };
  return { words: text.next.open, links: false };
}

function nextColumn(tenant: string): Column<StoreShown> {
  return {
    id: 'next',
    title: titles.next,
    value: (store) => nextOf(store).words,
    cell: (store) => {
      const { words: verb, links } = nextOf(store);
      return (
        <Link
          className="b nw"
          tabIndex={-1}
          to={(links ? `/t/${tenant}/links` : `/t/${tenant}/inventory/${encodeURIComponent(store.id)}`) as '/'}
          onClick={(event) => event.stopPropagation()}
        >
          {verb}
        </Link>
      );
    },
  };
}

/** What is not known stands with what holds PHI: it is not free of it. */
const shownStores = {
  phi: (store: StoreShown) => store.phi > 0 || store.state !== 'scanned',
  unknown: (store: StoreShown) => store.state !== 'scanned' || unreadOf(store) > 0,
  all: () => true,
};

/** Stores by risk, with filters for service and access. */
export function StoresCard({
  stores,
  onOpen,
  file,
}: {
  stores: readonly StoreShown[];
  onOpen(store: string): void;
  file: string;
}) {
  const [shown, show] = useState<keyof typeof shownStores>(() => (stores.some(shownStores.phi) ? 'phi' : 'all'));
  const [service, setService] = useState('');
  const [open, setOpen] = useState<Exposure | ''>('');
  const services = [...new Set(stores.map((store) => store.service))].sort();
  // A column that nobody has filled is there for whoever asks for it.
  const declared = stores.some(({ purpose }) => purpose !== undefined);
  const { id: tenant } = useTenant();
  const own = [
    ...columns.map((column) => (column.id === 'purpose' && !declared ? { ...column, extra: true as const } : column)),
    nextColumn(tenant),
  ];
  const rows = stores.filter(
    (store) =>
      shownStores[shown](store) &&
      (service === '' || store.service === service) &&
      (open === '' || store.openTo[open].items > 0),
  );
  return (
    <Card title={text.stores} caption={`${stores.length}, ${text.storesCaption}`} flush>
      <div className="filters">
        {(Object.keys(shownStores) as (keyof typeof shownStores)[]).map((name) => (
          <button key={name} type="button" className="chip" aria-pressed={shown === name} onClick={() => show(name)}>
            {text.shown[name]} {stores.filter(shownStores[name]).length}
          </button>
        ))}
        <select
          className="in"
          aria-label={titles.service}
          value={service}
          onChange={(event) => setService(event.target.value)}
        >
          <option value="">{text.all}</option>
          {services.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
        <select
          className="in"
          aria-label={titles.open}
          value={open}
          onChange={(event) => setOpen(event.target.value as Exposure | '')}
        >
          <option value="">{text.anyExposure}</option>
          {exposures.map((name) => (
            <option key={name} value={name}>
              {content.exposure[name]}
            </option>
          ))}
        </select>
      </div>
      <DataGrid
        label={text.stores}
        rows={rows}
        columns={own}
        keyOf={({ id }) => id}
        onOpen={({ id }) => onOpen(id)}
        empty={<Empty fact={text.none.fact} next={text.none.next} />}
        file={file}
      />
    </Card>
  );
}
